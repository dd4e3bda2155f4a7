"""The scores of a drill, each with the events it stands on: from the log, and never invented.

What only a person could see is no score: it is an observer's rating beside them (`ratings`). The
answer is the engine's, over the whole story of the card and what was really true at that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from dtcoach.domain.content import Content
from dtcoach.domain.drill.cases import CaseScore, case_scores
from dtcoach.domain.drill.clock import span
from dtcoach.domain.drill.events import ClockBody, ClockPaused, ClockResumed, DrillEnded, Rating
from dtcoach.domain.drill.grades import Grade, Score
from dtcoach.domain.drill.plan import Act, ActKind, Drill, Expected, Inject
from dtcoach.domain.drill.record import Done, DrillRecord, record_of, visits_of_cards, when_done
from dtcoach.domain.drill.running import Finding, Note, Played, Rated, Running, Skipped, fold_drill
from dtcoach.domain.events import Event
from dtcoach.domain.words import WorldKey
from dtcoach.frozen import dataclass

Closed = Callable[[date], bool]
_BY_HAND = timedelta(seconds=30)
"""So far apart, in exercise time, the hands of several terminals may stop their clocks."""


@dataclass(frozen=True, slots=True)
class ExpectedScore:
    """One expected act of an inject that was played. `seconds` from its being played until it was
    done; None where the log has none."""

    inject: Inject
    expected: Expected
    played: Played
    done: Done | None
    score: Score

    @property
    def seconds(self) -> int | None:
        return None if self.done is None else _seconds(self.done.at - self.played.at)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of exercise time since the beginning; None: it is not in the log."""

    first_look: Done | None
    notice: Done | None
    certificate: Done | None
    begins: datetime

    def seconds_to(self, done: Done | None) -> int | None:
        return None if done is None else _seconds(done.at - self.begins)


@dataclass(frozen=True, slots=True)
class Halt:
    """A pause. It took `wall` of everybody's day and nothing of the exercise."""

    at: datetime
    wall: timedelta | None


@dataclass(frozen=True, slots=True)
class ItemRatings:
    """What observers saw of one item; those who could not see it count nowhere."""

    item: str
    rated: tuple[Rated, ...]

    def count(self, rating: Rating) -> int:
        return sum(one.rating is rating for one in self.rated)

    @property
    def seen(self) -> int:
        return len(self.rated) - self.count(Rating.NOT_OBSERVED)


class Area(StrEnum):
    """The kinds of scores, which are never added up to one number."""

    ROUTE = "route"
    CHECKS = "checks"
    PROHIBITIONS = "prohibitions"
    DEADLINE = "deadline"
    ACCOUNT = "account"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of what could be judged were right."""

    right: int
    nearly: int
    judged: int


@dataclass(frozen=True, slots=True)
class DrillScores:
    """Everything a report of a drill needs, at one moment, in exercise time.

    `ended` is None while it runs. `others` are visits of nobody's card. `terminals` wrote in it.
    """

    incident: str
    drill: Drill
    running: Running
    ended: datetime | None
    cases: tuple[CaseScore, ...]
    expected: tuple[ExpectedScore, ...]
    skipped: tuple[Skipped, ...]
    times: Times
    halts: tuple[Halt, ...]
    ratings: tuple[ItemRatings, ...]
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]
    others: tuple[str, ...]
    terminals: tuple[str, ...]
    visits: int
    began_wall: datetime | None
    ended_wall: datetime | None

    def scores(self, area: Area) -> tuple[Score, ...]:
        """All scores of that kind, also those that could not be judged."""
        if area is Area.EXPECTED:
            return tuple(one.score for one in self.expected)
        return tuple(score for case in self.cases for score in scores_of_case(case, area))

    def tally(self, area: Area) -> Tally:
        """What was right, of what could be judged."""
        judged = [score for score in self.scores(area) if score.grade is not Grade.NOT_JUDGED]
        return Tally(
            sum(score.grade is Grade.RIGHT for score in judged),
            sum(score.grade is Grade.NEARLY for score in judged),
            len(judged),
        )

    @property
    def events(self) -> frozenset[str]:
        """Every event that a score stands on."""
        return frozenset(
            event for area in Area for score in self.scores(area) for event in score.events
        )


_OF_CASE: Mapping[Area, Callable[[CaseScore], tuple[Score, ...]]] = {
    Area.ROUTE: lambda case: (case.route,),
    Area.CHECKS: lambda case: case.checks,
    Area.PROHIBITIONS: lambda case: (case.prohibitions,),
    Area.DEADLINE: lambda case: (case.deadline,),
    Area.ACCOUNT: lambda case: (case.account,),
}


def scores_of_case(case: CaseScore, area: Area) -> tuple[Score, ...]:
    """The scores of one resident in that area; none in that of expected acts."""
    return () if area is Area.EXPECTED else _OF_CASE[area](case)


def score_drill(
    incident: str, drill: Drill, events: Iterable[Event], content: Content, closed: Closed
) -> DrillScores | None:
    """From all events of the incident in merged order; None where it is no drill."""
    given = tuple(events)
    record = record_of(given)
    running = fold_drill(record.journal)
    if running is None:
        return None
    matched = visits_of_cards(record, drill, running)
    clock = [event for event in record.journal if isinstance(event.body, ClockBody)]
    ends = [event for event in clock if isinstance(event.body, DrillEnded)]
    mine = {visit.id for visit in matched.values()}
    return DrillScores(
        incident=incident,
        drill=drill,
        running=running,
        ended=max((event.observed_at for event in ends), default=None),
        cases=case_scores(content, drill, running, record, matched, closed),
        expected=_expected(drill, running, record),
        skipped=tuple(running.skipped.values()),
        times=_times(drill, running, record),
        halts=_halts(clock),
        ratings=_ratings(drill, running),
        notes=running.notes,
        findings=tuple(running.findings.values()),
        others=tuple(visit.number for visit in record.visits if visit.id not in mine),
        terminals=tuple(sorted({event.terminal for event in given})),
        visits=len(record.visits),
        began_wall=min((event.entered_at for event in clock), default=None),
        ended_wall=max((event.entered_at for event in ends), default=None),
    )


def _expected(drill: Drill, running: Running, record: DrillRecord) -> tuple[ExpectedScore, ...]:
    """Of each inject that was played, in the order in which they were."""
    found: list[ExpectedScore] = []
    for played in sorted(running.played.values(), key=lambda one: one.at):
        inject = drill.injects.get(played.inject)
        for expected in () if inject is None else inject.expects:
            assert inject is not None
            done = when_done(record, drill, running, expected.act, played.at)
            score = _in_time(expected, played, done)
            found.append(ExpectedScore(inject, expected, played, done, score))
    return tuple(found)


def _in_time(expected: Expected, played: Played, done: Done | None) -> Score:
    if done is None:
        return Score(Grade.WRONG, (played.event,), ("記録にありません。",))
    events = (played.event, done.event)
    late = done.at - played.at - timedelta(minutes=expected.within_minutes)
    if late <= timedelta(0):
        return Score(Grade.RIGHT, events)
    return Score(Grade.NEARLY, events, (f"{_span_words(late)}遅れました。",))


def _times(drill: Drill, running: Running, record: DrillRecord) -> Times:
    def first(kind: ActKind) -> Done | None:
        return when_done(record, drill, running, Act(kind))

    looks = [when_done(record, drill, running, Act(ActKind.CHECK, key=key)) for key in WorldKey]
    known = [look for look in looks if look is not None]
    return Times(
        first_look=min(known, key=lambda look: look.at, default=None),
        notice=first(ActKind.NOTICE),
        certificate=first(ActKind.CERTIFICATE),
        begins=drill.begins,
    )


def _halts(clock: Iterable[Event]) -> tuple[Halt, ...]:
    """The pauses; None where nobody went on. One that several terminals made by hand, each a moment
    after the other, is one pause."""
    found: list[Halt] = []
    open_at: dict[str, Event] = {}
    for event in clock:
        if isinstance(event.body, ClockPaused):
            open_at.setdefault(event.terminal, event)
        elif isinstance(event.body, ClockResumed | DrillEnded):
            began = open_at.pop(event.terminal, None)
            if began is not None:
                found.append(Halt(began.observed_at, _wall_between(began, event)))
    found += [Halt(event.observed_at, None) for event in open_at.values()]
    whole: list[Halt] = []
    for halt in sorted(found, key=lambda halt: halt.at):
        if whole and halt.at - whole[-1].at <= _BY_HAND:
            whole[-1] = Halt(whole[-1].at, _longer(whole[-1].wall, halt.wall))
        else:
            whole.append(halt)
    return tuple(whole)


def _longer(one: timedelta | None, other: timedelta | None) -> timedelta | None:
    return None if one is None or other is None else max(one, other)


def _wall_between(one: Event, other: Event) -> timedelta:
    """By the running time of the terminal, unless it was started anew in between."""
    first, last = one.body, other.body
    assert isinstance(first, ClockBody)
    assert isinstance(last, ClockBody)
    if first.boot == last.boot and last.ticks_ms >= first.ticks_ms:
        return span(last.ticks_ms - first.ticks_ms)
    return max(other.entered_at - one.entered_at, timedelta(0))


def _ratings(drill: Drill, running: Running) -> tuple[ItemRatings, ...]:
    """Every item of the drill, also those that nobody rated."""
    return tuple(
        ItemRatings(item, tuple(one for one in running.ratings.values() if one.item == item))
        for item in drill.items
    )


def _seconds(passed: timedelta) -> int:
    return passed // timedelta(seconds=1)


def _span_words(passed: timedelta) -> str:
    minutes, seconds = divmod(_seconds(passed), 60)
    return f"{minutes}分{seconds}秒" if minutes else f"{seconds}秒"
