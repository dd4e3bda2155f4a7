"""Exercise time: whatever is done to its clock, it is one number that everybody can work out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dtcoach.domain.drill.clock import (
    AS_THE_WALL,
    Hands,
    Look,
    elapsed,
    fold_clock,
    joined,
    ms,
    span,
)
from dtcoach.domain.drill.events import (
    ClockBody,
    ClockJumped,
    ClockPaused,
    ClockResumed,
    ClockSpeedSet,
    ClockStarted,
    DrillEnded,
)
from dtcoach.domain.events import Event
from tests.shipped import MONDAY, patient

speeds = st.sampled_from([50, AS_THE_WALL, 200, 1000, 6000])
passing = st.integers(0, 3_600_000)
wall_changes = st.integers(-100_000, 100_000).map(lambda seconds: timedelta(seconds=seconds))
acts = st.one_of(
    st.just(("pause",)),
    st.just(("resume",)),
    st.just(("end",)),
    st.tuples(st.just("jump"), st.integers(0, 7_200_000)),
    st.tuples(st.just("speed"), speeds),
)


@dataclass
class Terminal:
    """A machine with a running time, a wall clock that may lie, and a log of its own."""

    name: str = "t1"
    boot: str = "boot-1"
    ticks: int = 5_000
    wall: datetime = MONDAY
    events: list[Event] = field(default_factory=list)

    def look(self) -> Look:
        return Look(self.boot, self.ticks, self.wall)

    def passes(self, milliseconds: int) -> None:
        self.ticks += milliseconds
        self.wall += span(milliseconds)

    def reads(self) -> int:
        """Anew from the events, as after kill -9."""
        return elapsed(fold_clock(self.events), self.look(), self.name)

    def hands(self) -> Hands:
        found = fold_clock(self.events)
        assert found is not None
        return found

    def write(self, body: ClockBody) -> None:
        place = len(self.events) + 1
        self.events.append(
            Event(
                f"{self.name}-{place}", self.name, place, place, "i", None, MONDAY, self.wall,
                "統制役", body, "", "",
            )
        )  # fmt: skip

    def start(self, speed: int = AS_THE_WALL, agreed: datetime | None = None) -> None:
        at = joined(agreed, self.look())
        self.write(ClockStarted(at, self.boot, self.ticks, speed))

    def act(self, act: tuple[object, ...]) -> None:
        where = (self.reads(), self.boot, self.ticks)
        match act:
            case ("pause",):
                self.write(ClockPaused(*where))
            case ("resume",):
                self.write(ClockResumed(*where))
            case ("end",):
                self.write(DrillEnded(*where))
            case ("jump", int(to)):
                self.write(ClockJumped(*where, to))
            case ("speed", int(speed)):
                self.write(ClockSpeedSet(*where, speed))


@patient
@given(speeds, st.lists(st.tuples(passing, acts), max_size=12), passing)
def test_it_is_what_a_stop_watch_would_say(
    speed: int, story: list[tuple[int, tuple[object, ...]]], last: int
):
    """Against the plainest model: a number that grows while the clock runs."""
    terminal = Terminal()
    assert terminal.reads() == 0
    terminal.start(speed)
    model, runs, ended = 0.0, True, False
    for passed, act in [*story, (last, ("look",))]:
        before = terminal.reads()
        terminal.passes(passed)
        now = terminal.reads()
        assert now >= before
        if not runs:
            assert now == before
        else:
            model += passed * speed / AS_THE_WALL
        assert abs(now - model) <= len(story) + 1
        terminal.act(act)
        if ended:
            continue
        match act:
            case ("pause",):
                runs = False
            case ("resume",):
                runs = True
            case ("end",):
                runs, ended = False, True
            case ("speed", int(to)):
                speed = to
            case ("jump", int(to)):
                model = float(to)
                assert terminal.reads() == to
        if act[0] != "jump":
            assert terminal.reads() >= now, "only a jump turns it back"


@patient
@given(st.lists(st.tuples(passing, acts), max_size=8), st.lists(wall_changes, max_size=8))
def test_the_wall_clock_may_be_set_to_anything(
    story: list[tuple[int, tuple[object, ...]]], changes: list[timedelta]
):
    honest, moved = Terminal(), Terminal()
    honest.start()
    moved.start()
    for index, (passed, act) in enumerate(story):
        for one in (honest, moved):
            one.passes(passed)
        moved.wall += changes[index] if index < len(changes) else timedelta(0)
        assert moved.reads() == honest.reads()
        honest.act(act)
        moved.act(act)
    assert moved.reads() == honest.reads()


@patient
@given(passing, passing, st.booleans())
def test_after_a_power_cut_it_goes_on_by_the_wall_clock(before: int, off: int, paused: bool):
    terminal = Terminal()
    terminal.start()
    terminal.passes(before)
    if paused:
        terminal.act(("pause",))
    then = terminal.reads()
    terminal.wall += span(off)
    terminal.boot, terminal.ticks = "boot-2", 17
    assert terminal.reads() == then + (0 if paused else off)
    terminal.passes(1000)
    terminal.act(("pause",))
    assert terminal.reads() == then + (0 if paused else off + 1000)
    terminal.passes(60_000)
    assert terminal.reads() == then + (0 if paused else off + 1000)


@patient
@given(passing, st.integers(1, 10**9))
def test_a_wall_clock_that_was_set_back_over_a_power_cut_turns_nothing_back(before: int, back: int):
    terminal = Terminal()
    terminal.start()
    terminal.passes(before)
    terminal.act(("speed", AS_THE_WALL))
    terminal.boot, terminal.ticks = "boot-2", 17
    terminal.wall -= span(back)
    assert terminal.reads() == before


@patient
@given(
    st.integers(-300_000, 3_000_000),
    st.lists(st.tuples(passing, st.sampled_from([("pause",), ("resume",)])), max_size=8),
    st.lists(st.integers(0, 4_000), min_size=9, max_size=9),
)
def test_terminals_started_by_hand_stay_in_step(
    late: int, story: list[tuple[int, tuple[str]]], delays: list[int]
):
    """They agree on a time to start; the second comes late, and each hand is a moment slow. No
    network: two logs. What they differ by is what the hands differed by, and never grows by itself.
    """
    first, second = Terminal("t1"), Terminal("t2", boot="other", ticks=999_999)
    agreed = MONDAY + timedelta(minutes=1)
    first.passes(60_000)
    first.start(agreed=agreed)
    second.passes(60_000 + max(late, -60_000))
    second.start(agreed=agreed)
    if late > 0:
        first.passes(late)
    else:
        second.passes(-max(late, -60_000))
    assert first.reads() == second.reads()
    slow = 0
    for (passed, act), delay in zip(story, delays, strict=False):
        for terminal in (first, second):
            terminal.passes(passed + 5_000)
        first.act(act)
        for terminal in (first, second):
            terminal.passes(delay)
        second.act(act)
        slow += delay
        assert abs(first.reads() - second.reads()) <= slow
    apart = first.reads() - second.reads()
    for terminal in (first, second):
        terminal.passes(3_600_000)
    still = fold_clock(first.events), fold_clock(second.events)
    assert still[0] is not None
    assert still[1] is not None
    if still[0].running == still[1].running:
        assert first.reads() - second.reads() == apart


@patient
@given(st.lists(st.tuples(passing, acts), max_size=10), st.permutations(range(10)))
def test_merged_in_any_order_of_arrival_it_is_the_same(
    story: list[tuple[int, tuple[object, ...]]], order: list[int]
):
    """The fold goes by the merged order of the log, and never by what came in first."""
    first, second = Terminal("t1"), Terminal("t2", ticks=77, boot="other")
    first.start()
    second.passes(500)
    second.start()
    for index, (passed, act) in enumerate(story):
        one = (first, second)[index % 2]
        one.passes(passed)
        one.act(act)
    events = [*first.events, *second.events]
    arrived = sorted(
        events, key=lambda event: order[(event.counter * 7 + len(event.terminal)) % 10]
    )
    merged = sorted(arrived, key=lambda event: event.place)
    assert fold_clock(merged) == fold_clock(sorted(events, key=lambda event: event.place))


def test_a_second_start_of_the_same_drill_changes_nothing():
    terminal = Terminal()
    terminal.start()
    terminal.passes(90_000)
    terminal.start()
    assert terminal.reads() == 90_000


def test_what_follows_the_end_changes_nothing():
    terminal = Terminal()
    terminal.start()
    terminal.passes(90_000)
    terminal.act(("end",))
    terminal.passes(90_000)
    for act in (("resume",), ("jump", 5), ("speed", 200), ("pause",)):
        terminal.act(act)
        assert terminal.reads() == 90_000
    assert terminal.hands().ended


def test_milliseconds_there_and_back():
    assert ms(span(1234)) == 1234
    assert joined(None, Terminal().look()) == 0
