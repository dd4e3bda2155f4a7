"""Who came, when, where, for what, and how it ended: counted, never estimated.

People and requests are two measures and stay two: one resident at one counter is one of the
people, and may bring several requests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import Route, VisitStatus

T = TypeVar("T")

HOUR = timedelta(hours=1)
NOT_RECEIVED = frozenset({Route.RETURN_VISIT, Route.OTHER_OFFICE, Route.WITHDRAWN})
"""Outcomes in which a filing was not received on the day of the visit."""

OTHER_PLACE = "そのほか"
"""Counters that belong to no office of the profile."""

_END_OF_OFFICE = (" ", "\u3000", "-", "－")


class CountedRequest(Protocol):
    """What is counted of a request."""

    @property
    def procedure(self) -> str: ...
    @property
    def route(self) -> str | None: ...
    @property
    def outcome_at(self) -> datetime | None: ...


class CountedVisit(Protocol):
    """What is counted of a visit. A line of the ledger is one."""

    @property
    def counter(self) -> str: ...
    @property
    def opened_at(self) -> datetime: ...
    @property
    def state(self) -> str: ...
    @property
    def requests(self) -> Sequence[CountedRequest]: ...
    @property
    def recalls(self) -> int: ...
    @property
    def papers(self) -> int: ...
    @property
    def typed_in(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class HourCount:
    """One hour of the clock in Tokyo, by the time a visit was opened."""

    begins: datetime
    people: int
    requests: int


@dataclass(frozen=True, slots=True)
class OfficeCount:
    """One office."""

    office: str
    people: int
    requests: int


@dataclass(frozen=True, slots=True)
class PairCount:
    """How many requests for that procedure ended in that route; None: not yet."""

    procedure: str
    route: Route | None
    requests: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything that is counted of an incident's visits.

    `not_received`: requests with a statutory day that were not received on the day of the visit.
    `after_recovery`: people who came after the "usable" word. `typed_in`: people whose paper was
    entered afterwards. `median_seconds` is from the first to the last act of a finished visit at
    the screen; None where no visit could be measured (a replay takes no time).
    """

    people: int = 0
    requests: int = 0
    hours: tuple[HourCount, ...] = ()
    offices: tuple[OfficeCount, ...] = ()
    pairs: tuple[PairCount, ...] = ()
    unfinished: int = 0
    typed_in: int = 0
    several: int = 0
    after_recovery: int = 0
    not_received: int = 0
    recalls: int = 0
    papers: int = 0
    first_certificate_at: datetime | None = None
    median_seconds: int | None = None
    measured: int = 0

    def procedures(self) -> tuple[tuple[str, int], ...]:
        """Requests by procedure, most first."""
        return _summed((pair.procedure, pair.requests) for pair in self.pairs)

    def routes(self) -> tuple[tuple[Route | None, int], ...]:
        """Requests by the way they ended in, most first; last None, for those not yet ended."""
        summed = _summed((pair.route, pair.requests) for pair in self.pairs)
        return tuple(sorted(summed, key=lambda one: one[0] is None))

    def of_route(self, route: Route) -> int:
        """Requests that ended in that way."""
        return sum(pair.requests for pair in self.pairs if pair.route is route)


def _summed(pairs: Iterable[tuple[T, int]]) -> tuple[tuple[T, int], ...]:
    found: Counter[T] = Counter()
    for what, number in pairs:
        found[what] += number
    return tuple(sorted(found.items(), key=lambda one: (-one[1], str(one[0]))))


@dataclass
class _Tally:
    people: int = 0
    requests: int = 0
    hours: dict[datetime, list[int]] = field(default_factory=dict)
    offices: dict[str, list[int]] = field(default_factory=dict)
    pairs: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    unfinished: int = 0
    typed_in: int = 0
    several: int = 0
    after_recovery: int = 0
    not_received: int = 0
    recalls: int = 0
    papers: int = 0
    first_certificate_at: datetime | None = None
    seconds: list[float] = field(default_factory=list)


def count_visits(
    visits: Iterable[CountedVisit],
    *,
    offices: Collection[str] = (),
    with_day: Collection[str] = (),
    recovered_at: datetime | None = None,
    takes_time: bool = True,
) -> Counts:
    """One pass over the visits. `offices` are those of the profile, `with_day` the procedures with
    a statutory day; `takes_time` is False for a replay, whose visits pass in no time."""
    tally = _Tally()
    homes: dict[str, str] = {}
    for visit in visits:
        home = homes.get(visit.counter)
        if home is None:
            home = homes[visit.counter] = office_of(visit.counter, offices)
        _count(tally, visit, home, with_day)
        if recovered_at is not None and visit.opened_at >= recovered_at:
            tally.after_recovery += 1
    return Counts(
        people=tally.people,
        requests=tally.requests,
        hours=tuple(HourCount(at, *tally.hours[at]) for at in sorted(tally.hours)),
        offices=tuple(
            OfficeCount(office, *numbers)
            for office, numbers in sorted(tally.offices.items(), key=lambda one: (-one[1][0], one))
        ),
        pairs=tuple(
            PairCount(procedure, None if route is None else Route(route), number)
            for (procedure, route), number in sorted(
                tally.pairs.items(), key=lambda one: (-one[1], one[0][0], one[0][1] or "")
            )
        ),
        unfinished=tally.unfinished,
        typed_in=tally.typed_in,
        several=tally.several,
        after_recovery=tally.after_recovery,
        not_received=tally.not_received,
        recalls=tally.recalls,
        papers=tally.papers,
        first_certificate_at=tally.first_certificate_at,
        median_seconds=_median(tally.seconds) if takes_time else None,
        measured=len(tally.seconds) if takes_time else 0,
    )


def _count(tally: _Tally, visit: CountedVisit, office: str, with_day: Collection[str]) -> None:
    asked = visit.requests
    tally.people += 1
    tally.requests += len(asked)
    hour = visit.opened_at.astimezone(TOKYO).replace(minute=0, second=0, microsecond=0)
    for numbers in (tally.hours.setdefault(hour, [0, 0]), tally.offices.setdefault(office, [0, 0])):
        numbers[0] += 1
        numbers[1] += len(asked)
    tally.several += len(asked) > 1
    tally.typed_in += visit.typed_in
    tally.recalls += visit.recalls
    tally.papers += visit.papers
    closed = visit.state == VisitStatus.CLOSED.value
    tally.unfinished += not closed
    last: datetime | None = None
    for request in asked:
        tally.pairs[request.procedure, request.route] += 1
        at = request.outcome_at
        if request.route in NOT_RECEIVED and request.procedure in with_day:
            tally.not_received += 1
        if at is None:
            continue
        if last is None or at > last:
            last = at
        first = tally.first_certificate_at
        if request.route == Route.DOWNTIME_CERTIFICATE and (first is None or at < first):
            tally.first_certificate_at = at
    if closed and not visit.typed_in and last is not None and last > visit.opened_at:
        tally.seconds.append((last - visit.opened_at).total_seconds())


def _median(seconds: list[float]) -> int | None:
    """The lower middle: a time that a visit really took."""
    return int(sorted(seconds)[(len(seconds) - 1) // 2]) if seconds else None


def office_of(counter: str, offices: Collection[str]) -> str:
    """The office a counter belongs to: that of the profile, or else what stands before the window
    (戸籍住民課 3番窓口, 戸籍住民課-3)."""
    known = [office for office in offices if counter.startswith(office)]
    if known:
        return max(known, key=len)
    ends = [at for at in map(counter.find, _END_OF_OFFICE) if at > 0]
    return (counter[: min(ends)] if ends else counter).strip() or OTHER_PLACE
