"""A drill at work: its clock, what its controller does, and what its observers write down."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from dtcoach.app.clerk import Clerk
from dtcoach.app.errors import ProblemFound
from dtcoach.app.exercise_clock import ExerciseClock
from dtcoach.app.observing import Observing
from dtcoach.app.operations import Operations
from dtcoach.app.ports import EventLog
from dtcoach.app.resident_notes import without_my_number
from dtcoach.domain.content import Content
from dtcoach.domain.drill.clock import AS_THE_WALL, Hands, joined, ms
from dtcoach.domain.drill.events import (
    CallAnswered,
    ClockBody,
    ClockJumped,
    ClockPaused,
    ClockResumed,
    ClockSpeedSet,
    ClockStarted,
    DrillEnded,
    InjectMoved,
    InjectPlayed,
    InjectSkipped,
    InjectsSet,
    PartTaken,
)
from dtcoach.domain.drill.plan import Does, Drill, Inject, OnlyIf, Part
from dtcoach.domain.drill.record import CONTROLLER, record_of, when_done
from dtcoach.domain.drill.running import Coming, Entry, Running, agenda, fold_drill
from dtcoach.domain.events import Event, EventBody, ScenarioChanged, StatusChecked
from dtcoach.domain.words import IncidentKind

TOLD = "訓練の状況付与"
"""How the board came to know what an inject says; followed by its title."""

NOT_DUE = "条件が満たされなかったため"


def incident_of(digest: str, code: str) -> str:
    """The same for all terminals that start the same drill with the same code, so that their
    records come together: a UUID of version 8 (RFC 9562: made of what we like)."""
    made = hashlib.sha256(f"dtcoach drill {digest} {code}".encode()).hexdigest()
    return f"{made[:8]}-{made[8:12]}-8{made[13:16]}-a{made[17:20]}-{made[20:32]}"


class Exercise:
    """One drill at this terminal. Every command is on disk before `running` shows it. Raises
    StorageTrouble, ProblemFound."""

    def __init__(
        self,
        log: EventLog,
        operations: Operations,
        drill: Drill,
        clock: ExerciseClock,
        clerk: Callable[[], Clerk],
        content: Content,
    ) -> None:
        if operations.state.kind is not IncidentKind.DRILL:
            raise ProblemFound("訓練の記録ではありません。")
        self.drill = drill
        self.clock = clock
        self.log = log
        self.operations = operations
        self._clerk = clerk
        self._content = content
        self._folded: tuple[tuple[Event, ...], Running] | None = None
        clock.read = self._hands
        self.seen = Observing(self)

    # --- reading ------------------------------------------------------------------------------

    @property
    def running(self) -> Running:
        """The drill as the log has it now."""
        journal = self.operations.state.journal
        if self._folded is None or self._folded[0] is not journal:
            running = fold_drill(journal)
            assert running is not None
            self._folded = (journal, running)
        return self._folded[1]

    def elapsed(self) -> timedelta:
        """Exercise time since the beginning."""
        return timedelta(milliseconds=self.clock.elapsed_ms())

    def agenda(self) -> tuple[Entry, ...]:
        """Every inject as it stands now."""
        return agenda(self.drill, self.running, self.elapsed())

    def due(self) -> tuple[Inject, ...]:
        """What should happen now."""
        return tuple(entry.inject for entry in self.agenda() if entry.stands is Coming.DUE)

    @property
    def part(self) -> Part | None:
        """What this terminal is; None where it is everything."""
        return self.drill.parts.get(self.running.parts.get(self.log.terminal, ""))

    @property
    def counter(self) -> str:
        """The counter of this terminal in the drill; empty where it is none of them."""
        part = self.part
        return part.counter if part is not None and part.does is Does.PLAYS else ""

    def take_part(self, part: str) -> None:
        """This terminal is that part from now on (empty: everything)."""
        if part and part not in self.drill.parts:
            raise ProblemFound("この役は、訓練の進行表にありません。")
        if self.running.parts.get(self.log.terminal, "") != part:
            self.write([PartTaken(part)])

    def calls(self) -> tuple[Inject, ...]:
        """Messages for this terminal that nobody put away yet; whoever controls hears all."""
        running, counter = self.running, self.counter
        return tuple(
            inject
            for inject in self.drill.in_order
            if inject.call is not None
            and inject.id in running.played
            and inject.id not in running.answered
            and self.is_for(inject, counter)
        )

    def is_for(self, inject: Inject, counter: str) -> bool:
        """Whether it happens at that counter."""
        if not inject.to or not counter:
            return True
        return counter in {self.drill.parts[part].counter for part in inject.to}

    # --- the clock ----------------------------------------------------------------------------

    def start(self, agreed: datetime | None = None, speed: int = AS_THE_WALL) -> None:
        """開始: now, or as if at the agreed time of the wall clock, also when that is ahead."""
        if self.running.is_started:
            raise ProblemFound("訓練は、もう始まっています。")
        look = self.clock.look()
        self.write([ClockStarted(joined(agreed, look), look.boot, look.ticks_ms, speed)])

    def pause(self) -> None:
        """Everything stands still."""
        self._goes()
        if not self.running.is_paused:
            self._set(ClockPaused)

    def resume(self) -> None:
        self._goes()
        if self.running.is_paused:
            self._set(ClockResumed)

    def jump(self, to: timedelta) -> None:
        """To that time from the beginning, forward or back."""
        self._goes()
        if not timedelta(0) <= to <= self.drill.length + timedelta(hours=12):
            raise ProblemFound("訓練の時間の中で、時刻を選んでください。")
        look = self.clock.look()
        now = self.clock.elapsed_ms(look)
        self.write([ClockJumped(now, look.boot, look.ticks_ms, ms(to))])

    def set_speed(self, percent: int) -> None:
        """100 is as the wall clock goes."""
        self._goes()
        if not 1 <= percent <= 60_000:
            raise ProblemFound("速さは、1% から 60,000% までです。")
        look = self.clock.look()
        now = self.clock.elapsed_ms(look)
        self.write([ClockSpeedSet(now, look.boot, look.ticks_ms, percent)])

    def end(self) -> None:
        """終了: what is open stays open, and is told in the report."""
        self._goes()
        self._set(DrillEnded)

    # --- injects -------------------------------------------------------------------------------

    def play(self, inject: str) -> None:
        """It happens now. What it says of the board is written in the same go."""
        self._goes()
        one = self._inject(inject)
        if one.id in self.running.played:
            raise ProblemFound("この出来事は、もう出しました。")
        how = f"{TOLD}：{one.title}"
        bodies: list[EventBody] = [InjectPlayed(one.id)]
        if one.scenario:
            scenario = self._content.scenarios[one.scenario]
            bodies.append(ScenarioChanged(scenario.id, scenario.about))
        bodies += [StatusChecked(key, status, how) for key, status in one.board.items()]
        self.write(bodies, CONTROLLER)

    def play_by_hand(self, by_hand: bool) -> None:
        """From now on nothing happens by itself, or all that is due does. Each terminal of a drill
        is told so, as with a pause; once their records are one, the last word holds."""
        if self.running.is_ended:
            raise ProblemFound("訓練は、終わっています。")
        if self.running.automatic is by_hand:
            self.write([InjectsSet(not by_hand)])

    @property
    def plays_due(self) -> bool:
        """Whether something should happen by itself now."""
        running = self.running
        goes = running.is_started and not (running.is_ended or running.is_paused)
        return goes and running.automatic and bool(self.due())

    def play_due(self) -> tuple[Inject, ...]:
        """All that should have happened by now and whose conditions hold, in order; the others are
        left out. Nothing while it is played by hand. Returns what was played."""
        played: list[Inject] = []
        for _ in self.drill.injects:  # one may make another due
            if not self.plays_due:
                break
            due = self.due()
            if self.holds(due[0].only_if):
                self.play(due[0].id)
                played.append(due[0])
            else:
                self.skip(due[0].id, NOT_DUE)
        return tuple(played)

    def holds(self, condition: OnlyIf | None) -> bool:
        """Whether a condition of an inject is true now."""
        if condition is None:
            return True
        record = record_of(self.log.of_incident(self.operations.state.id))
        done = when_done(record, self.drill, self.running, condition.act)
        return (done is not None) == condition.done

    def skip(self, inject: str, reason: str = "") -> None:
        """It does not happen. It can still be played."""
        one = self._inject(inject)
        if one.id in self.running.played:
            raise ProblemFound("この出来事は、もう出しました。")
        self.write([InjectSkipped(one.id, without_my_number(reason.strip()))])

    def move(self, inject: str, to: timedelta) -> None:
        """It is due at that time from the beginning."""
        one = self._inject(inject)
        if one.id in self.running.played:
            raise ProblemFound("この出来事は、もう出しました。")
        if not timedelta(0) <= to <= self.drill.length:
            raise ProblemFound("訓練の時間の中で、時刻を選んでください。")
        self.write([InjectMoved(one.id, ms(to))])

    def put_away(self, inject: str) -> None:
        """Somebody at the terminal saw that message."""
        if inject not in self.running.answered:
            self.write([CallAnswered(self._inject(inject).id)])

    # --- inside -------------------------------------------------------------------------------

    def _hands(self) -> tuple[Hands | None, datetime | None]:
        """The hands, and the latest exercise time that this terminal wrote since it set them."""
        running, terminal = self.running, self.clock.terminal
        journal = self.operations.state.journal
        latest: datetime | None = None
        for event in reversed(journal):
            if isinstance(event.body, ClockBody):
                break
            if event.terminal == terminal:
                latest = event.observed_at if latest is None else max(latest, event.observed_at)
        return running.hands, latest

    def _goes(self) -> None:
        if not self.running.is_started:
            raise ProblemFound("訓練は、まだ始まっていません。")
        if self.running.is_ended:
            raise ProblemFound("訓練は、終わっています。")

    def _inject(self, inject: str) -> Inject:
        found = self.drill.injects.get(inject)
        if found is None:
            raise ProblemFound("この出来事は、訓練の進行表にありません。")
        return found

    def _set(self, kind: type[ClockPaused] | type[ClockResumed] | type[DrillEnded]) -> None:
        look = self.clock.look()
        self.write([kind(self.clock.elapsed_ms(look), look.boot, look.ticks_ms)])

    def write(self, bodies: Iterable[EventBody], role: str = "") -> None:
        """In exercise time, by whoever works at this terminal."""
        name = self._clerk().name
        actor = f"{role} {name}".strip() if role else name
        self.operations.write(actor, bodies, self.clock.now())
