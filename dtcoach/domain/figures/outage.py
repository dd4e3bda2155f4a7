"""How long it was down: by the clock, in opening hours, and against what the vendor agreed to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from dtcoach.domain.content import Profile, ServiceLevel
from dtcoach.domain.events import (
    Event,
    IncidentClosed,
    IncidentDeclared,
    IncidentRecovered,
    ScenarioChanged,
)
from dtcoach.domain.hours import Span, Week
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.frozen import dataclass

MINUTE = timedelta(minutes=1)
_USUAL_DAY = (Span(8 * 60 + 30, 17 * 60),)
USUAL_WEEK = Week((*(_USUAL_DAY,) * 5, (), (), ()))
"""平日 8:30–17:00: what is supposed where the ward's hours are 要確認 (domain.md E), and always
told as a supposition."""

_FISCAL_MONTH = 4
_Span = tuple[datetime, datetime]
_Minutes = Callable[[datetime, datetime], int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the outage until the official "usable" word; None while there is none. Where there never
    was one, it ends with the incident, and not `by_word`."""

    began: datetime
    ended: datetime | None = None
    by_word: bool = True

    def until(self, now: datetime) -> datetime:
        """Its end, or else now; never before it began, whatever the clocks said."""
        return max(self.began, self.ended or now)


@dataclass(frozen=True, slots=True)
class OfficeLoss:
    """Opening time lost at one office, in minutes. `is_supposed`: its hours are 要確認."""

    office: str
    minutes: int
    is_supposed: bool


@dataclass(frozen=True, slots=True)
class Availability:
    """One way to count the share of time that the system could be used, over one period.

    `is_agreed`: hours and period are those of the contract; otherwise it is one of the ways that
    the contract may mean. `lost_minutes` are those of this incident, `other_minutes` those that
    other incidents of its kind took besides in the same period, as far as the log knows them.
    """

    hours: str
    period: str
    first: date
    last: date
    base_minutes: int
    lost_minutes: int
    is_agreed: bool
    is_supposed: bool
    other_minutes: int = 0

    @property
    def kept_minutes(self) -> int:
        """What is left of the base."""
        return self.base_minutes - self.lost_minutes - self.other_minutes

    @property
    def hundredths(self) -> int:
        """Hundredths of a percent, rounded down: what is not reached is not rounded up to it."""
        if not self.base_minutes:
            return 10_000
        return self.kept_minutes * 10_000 // self.base_minutes

    def is_below(self, percent: float) -> bool:
        """Whether it falls short of that percentage, by whole numbers."""
        thousandths = round(percent * 1000)
        return self.kept_minutes * 100_000 < thousandths * self.base_minutes


def stretches(journal: Iterable[Event]) -> tuple[Stretch, ...]:
    """The times in which it did not work, from the events of the board that stand."""
    found: list[Stretch] = []
    for event in journal:
        match event.body:
            case IncidentDeclared() if not found:  # of a drill that two began, the first holds
                found = [Stretch(event.observed_at)]
            case IncidentRecovered() if found:
                found[-1] = Stretch(found[-1].began, max(found[-1].began, event.observed_at))
            case IncidentClosed() if found and found[-1].ended is None:
                ended = max(found[-1].began, event.observed_at)
                found[-1] = Stretch(found[-1].began, ended, by_word=False)
            case ScenarioChanged() if found and found[-1].ended is not None:
                # Failed again: the "usable" word did not hold (domain/incident.py).
                found.append(Stretch(max(found[-1].ended, event.observed_at)))
    return tuple(found)


def clock_minutes(down: Iterable[Stretch], now: datetime) -> int:
    """Minutes by the clock, nights included."""
    return sum(int((one.until(now) - one.began) // MINUTE) for one in down)


def open_minutes(
    week: Week, is_closed: Callable[[date], bool], began: datetime, ended: datetime
) -> int:
    """Minutes of opening time between two moments."""
    lost = timedelta()
    for opens, closes in _openings(week, is_closed, began, ended):
        lost += max(min(closes, ended) - max(opens, began), timedelta())
    return int(lost // MINUTE)


def _openings(
    week: Week, is_closed: Callable[[date], bool], began: datetime, ended: datetime
) -> Iterator[tuple[datetime, datetime]]:
    day, last = began.astimezone(TOKYO).date(), ended.astimezone(TOKYO).date()
    while day <= last:
        midnight = datetime.combine(day, time(), TOKYO)
        for span in week.on(day, is_closed):
            yield midnight + span.opens * MINUTE, midnight + span.closes * MINUTE
        day += timedelta(days=1)


def office_losses(
    profile: Profile, is_closed: Callable[[date], bool], down: Iterable[Stretch], now: datetime
) -> tuple[OfficeLoss, ...]:
    """Each office of the profile by its own hours."""
    spans = tuple((one.began, one.until(now)) for one in down)
    found = []
    for office in profile.counters:
        week = office.week or USUAL_WEEK
        lost = sum(open_minutes(week, is_closed, *span) for span in spans)
        found.append(OfficeLoss(office.name, lost, office.week is None))
    return tuple(found)


def week_of(profile: Profile, office: str) -> tuple[Week, bool]:
    """The hours of that office, and whether they are only supposed."""
    named = (one.week for one in profile.counters if one.name == office)
    week = next(named, None)
    return (USUAL_WEEK, True) if week is None else (week, False)


def availabilities(
    level: ServiceLevel,
    week: Week,
    is_supposed: bool,
    is_closed: Callable[[date], bool],
    down: Iterable[Stretch],
    now: datetime,
    also: Iterable[Stretch] = (),
) -> tuple[Availability, ...]:
    """By the contract's own base; where that is 要確認, by every base it may mean. `also` was down
    in other incidents: a minute that was lost twice is lost once."""
    own = tuple((one.began, one.until(now)) for one in down)
    both = _together((*own, *((one.began, one.until(now)) for one in also)))
    is_agreed = level.hours is not None and level.period is not None
    found = []
    for hours in (level.hours,) if level.hours else ("counter", "all-day"):
        counted: _Minutes = _by_the_clock
        if hours == "counter":
            counted = partial(open_minutes, week, is_closed)
        for period in (level.period,) if level.period else ("month", "year"):
            for first, last in _periods(period, own):
                within = _days(first, last)
                lost = _lost(own, within, counted)
                found.append(
                    Availability(
                        hours,
                        period,
                        first,
                        last,
                        counted(*within),
                        lost,
                        is_agreed,
                        is_supposed and hours == "counter",
                        _lost(both, within, counted) - lost,
                    )
                )
    return tuple(found)


def _by_the_clock(began: datetime, ended: datetime) -> int:
    return int((ended - began) // MINUTE)


def _days(first: date, last: date) -> _Span:
    """Both days included."""
    return (
        datetime.combine(first, time(), TOKYO),
        datetime.combine(last + timedelta(days=1), time(), TOKYO),
    )


def _lost(spans: Iterable[_Span], within: _Span, counted: _Minutes) -> int:
    inside = ((max(began, within[0]), min(ended, within[1])) for began, ended in spans)
    return sum(counted(began, ended) for began, ended in inside if began < ended)


def _together(spans: Iterable[_Span]) -> tuple[_Span, ...]:
    """The same time without anything twice."""
    found: list[_Span] = []
    for began, ended in sorted(spans):
        if found and began <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ended))
        else:
            found.append((began, ended))
    return tuple(found)


def _periods(
    period: str, spans: Iterable[tuple[datetime, datetime]]
) -> Iterator[tuple[date, date]]:
    """The months, or the years from April to March, that the outage touches."""
    seen: set[date] = set()
    for began, ended in spans:
        first = _start(period, began.astimezone(TOKYO).date())
        while first <= ended.astimezone(TOKYO).date():
            after = _next(period, first)
            if first not in seen:
                seen.add(first)
                yield first, after - timedelta(days=1)
            first = after


def _start(period: str, day: date) -> date:
    if period == "month":
        return day.replace(day=1)
    return date(day.year - (day.month < _FISCAL_MONTH), _FISCAL_MONTH, 1)


def _next(period: str, first: date) -> date:
    if period == "year":
        return first.replace(year=first.year + 1)
    return (first + timedelta(days=32)).replace(day=1)
