"""The same measures of several incidents, side by side; 本番, 訓練 and 再現 are never mixed.

There is no total and no mean. Whether something got better is said only of two of the same kind:
a drill that went better than an outage says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.figures.outage import MINUTE
from dtcoach.domain.words import Route
from dtcoach.frozen import dataclass


class Unit(StrEnum):
    """What a measure is counted in."""

    MINUTES = "minutes"
    SECONDS = "seconds"
    PEOPLE = "people"
    REQUESTS = "requests"
    TIMES = "times"


class Change(StrEnum):
    """How a measure stands against the incident before it."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NOT_JUDGED = "not-judged"
    """More or less of it is neither good nor bad, one is not known, or the kinds differ."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured of every incident; `less_is_better` None where it tells the size
    of the outage, and not how well it was met."""

    id: str
    unit: Unit
    value: Callable[[IncidentFigures], int | None]
    less_is_better: bool | None = None


def _late_notices(one: IncidentFigures) -> int | None:
    told = [notice.is_late for notice in one.response.notices if notice.is_late is not None]
    return sum(told) if told else None


def _first_look(one: IncidentFigures) -> int | None:
    at = one.response.first_look_at
    return None if at is None else max(int((at - one.began) // MINUTE), 0)


def _promises(one: IncidentFigures) -> int | None:
    return None if one.followed is None else one.followed.promises.whole.made


def _overdue(one: IncidentFigures) -> int | None:
    """Promises that were not kept by their day, whether they were kept later or not."""
    if one.followed is None:
        return None
    return one.followed.promises.whole.overdue + one.followed.promises.late


def _not_compared(one: IncidentFigures) -> int | None:
    return None if one.followed is None else one.followed.recalls.to_compare


def _until_full(one: IncidentFigures) -> int | None:
    if one.fully_recovered_at is None or one.recovered_at is None:
        return None
    return max(int((one.fully_recovered_at - one.recovered_at) // MINUTE), 0)


MEASURES: tuple[Measure, ...] = (
    Measure("clock", Unit.MINUTES, lambda one: one.clock_minutes),
    Measure("people", Unit.PEOPLE, lambda one: one.counts.people),
    Measure("requests", Unit.REQUESTS, lambda one: one.counts.requests),
    Measure("first-look", Unit.MINUTES, _first_look, True),
    Measure("first-notice", Unit.MINUTES, lambda one: one.first_notice_minutes, True),
    Measure("late-notices", Unit.TIMES, _late_notices, True),
    Measure("first-certificate", Unit.MINUTES, lambda one: one.first_certificate_minutes, True),
    Measure("per-visit", Unit.SECONDS, lambda one: one.counts.median_seconds, True),
    Measure("not-received", Unit.REQUESTS, lambda one: one.counts.not_received, True),
    Measure("posts", Unit.REQUESTS, lambda one: one.counts.of_route(Route.POST)),
    Measure("promises", Unit.REQUESTS, _promises),
    Measure("promises-late", Unit.REQUESTS, _overdue, True),
    Measure("recalls", Unit.REQUESTS, lambda one: one.counts.recalls),
    Measure("recalls-open", Unit.REQUESTS, _not_compared, True),
    Measure("full-recovery", Unit.MINUTES, _until_full, True),
    Measure("unfinished", Unit.PEOPLE, lambda one: one.counts.unfinished, True),
)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One measure over all incidents, and how each stands against the one before it."""

    measure: Measure
    values: tuple[int | None, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Incidents from the earliest to the latest, and their measures."""

    incidents: tuple[IncidentFigures, ...]
    rows: tuple[ComparedRow, ...]


def compare(incidents: Sequence[IncidentFigures]) -> Comparison:
    """Side by side, by when they began. The one before is the last of the same kind."""
    ordered = tuple(sorted(incidents, key=lambda one: (one.began, one.incident)))
    rows = []
    for measure in MEASURES:
        values = tuple(measure.value(one) for one in ordered)
        changes = tuple(_change(measure, ordered, values, at) for at in range(len(ordered)))
        rows.append(ComparedRow(measure, values, changes))
    return Comparison(ordered, tuple(rows))


def before(ordered: Sequence[IncidentFigures], at: int) -> int | None:
    """The place of the last one before it that is of the same kind."""
    kind = ordered[at].kind
    return next((i for i in range(at - 1, -1, -1) if ordered[i].kind is kind), None)


def _change(
    measure: Measure,
    ordered: Sequence[IncidentFigures],
    values: Sequence[int | None],
    at: int,
) -> Change:
    earlier = before(ordered, at)
    now, then = values[at], None if earlier is None else values[earlier]
    if measure.less_is_better is None or now is None or then is None:
        return Change.NOT_JUDGED
    if now == then:
        return Change.SAME
    return Change.BETTER if (now < then) is measure.less_is_better else Change.WORSE
