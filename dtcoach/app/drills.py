"""How a drill begins at a terminal, and how one that runs is taken up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from dtcoach.app.clerk import Clerk
from dtcoach.app.errors import ProblemFound
from dtcoach.app.exercise import Exercise, incident_of
from dtcoach.app.exercise_clock import ExerciseClock, Ticks
from dtcoach.app.operations import Operations, resume
from dtcoach.app.ports import Clock, EventLog
from dtcoach.app.resident_notes import without_my_number
from dtcoach.domain.content import Content
from dtcoach.domain.drill.clock import Hands
from dtcoach.domain.drill.events import DrillSet
from dtcoach.domain.drill.plan import Drill
from dtcoach.domain.drill.running import fold_drill
from dtcoach.domain.events import Draft, IncidentDeclared
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.words import IncidentKind
from dtcoach.domain.world import preset

UNREADABLE = "この訓練の進行表を読めません。記録と時計は、そのまま使えます。"


class Drills(Protocol):
    """The drills on this terminal, and its running time."""

    @property
    def ticks(self) -> Ticks: ...

    def listed(self) -> tuple[Drill, ...]:
        """Those that are sound, shortest first."""
        ...

    def pinned(self, drill: str) -> tuple[str, Mapping[str, bytes]]:
        """The digest and the files of that drill, to be kept with what becomes of it."""
        ...

    def kept(self, drill: str, files: Mapping[str, bytes]) -> Drill | None:
        """A drill as it was when it began; None where it can no longer be read."""
        ...


class DrillRoom:
    """Begins drills and takes them up again. Raises StorageTrouble, ProblemFound."""

    def __init__(
        self, log: EventLog, drills: Drills, content: Content, clerk: Callable[[], Clerk]
    ) -> None:
        self._log = log
        self._drills = drills
        self._content = content
        self._clerk = clerk

    def begin(self, name: str, code: str, office: str, new_id: Callable[[], str]) -> str:
        """That drill, ready to be started; returns its incident. With a `code` all terminals that
        type the same one are in one drill; where it is there already, it is gone on with."""
        drill = next((one for one in self._drills.listed() if one.id == name), None)
        if drill is None:
            raise ProblemFound("この訓練の進行表はありません。")
        agreed = "".join(without_my_number(code).split()).upper()
        digest, files = self._drills.pinned(name)
        incident = incident_of(digest, agreed) if agreed else new_id()
        known = next((row for row in self._log.incidents() if row.id == incident), None)
        if known is not None:
            if known.closed_at is not None:
                raise ProblemFound(f"符号「{agreed}」の訓練は終わっています。別の符号にします。")
            return incident
        self._log.keep_content(digest, files)
        scenario = self._content.scenarios[drill.scenario]
        declared = IncidentDeclared(
            IncidentKind.DRILL, scenario.id, office, drill.title, preset(scenario)
        )
        actor = self._clerk().name
        self._log.append(
            [
                Draft(incident, None, drill.begins, actor, body)
                for body in (declared, DrillSet(drill.id, digest, agreed))
            ]
        )
        return incident

    def clock_of(self, state: IncidentState) -> ExerciseClock:
        """The clock of a drill whose plan may be lost."""

        def read() -> tuple[Hands | None, datetime | None]:
            running = fold_drill(state.journal)
            return (None if running is None else running.hands, None)

        return ExerciseClock(state.started_at, self._drills.ticks, self._log.terminal, read)

    def take_up(self, incident: str) -> tuple[Operations, Exercise | None]:
        """The incident under its exercise clock, with the drill where its plan can be read."""
        state = resume(self._log, _Stands(), incident).state
        operations = Operations(self._log, clock := self.clock_of(state), state)
        running = fold_drill(state.journal)
        files = None if running is None else self._log.kept_content(running.digest)
        if running is None or files is None:
            return operations, None
        drill = self._drills.kept(running.drill, files)
        if drill is None:
            return operations, None
        clock.begins = drill.begins
        exercise = Exercise(self._log, operations, drill, clock, self._clerk, self._content)
        return operations, exercise


class _Stands:
    """A clock that nobody reads: only the state is wanted."""

    def now(self) -> datetime:
        raise AssertionError("nothing is written before the clock of the drill is known")


def is_planned(state: IncidentState) -> bool:
    """Whether this incident is a drill with a plan; one begun by a scenario alone has none."""
    if state.kind is not IncidentKind.DRILL:
        return False
    return any(isinstance(event.body, DrillSet) for event in state.journal)


def _implements(clock: _Stands) -> Clock:
    return clock
