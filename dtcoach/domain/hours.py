"""When something is open: hours of the day, days of the year, and stretches that come once.

Whole numbers only, so that content can be kept and compared as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from dtcoach.frozen import dataclass

MINUTES_A_DAY = 24 * 60
HOLIDAY = 7
"""The place of 祝 behind the seven weekdays of a `Week`."""


class Opening(StrEnum):
    """Whether a service is open now, and if not, which of the reasons a clerk can repeat."""

    OPEN = "open"
    OUTSIDE_HOURS = "outside-hours"
    CLOSED_DAY = "closed-day"
    MAINTENANCE = "maintenance"
    UNCONFIRMED = "unconfirmed"
    """要確認: nothing known says that it is closed, and not everything is known."""


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a day in minutes since midnight: from `opens` up to `closes`, which is outside."""

    opens: int
    closes: int

    def covers(self, minute: int) -> bool:
        """Whether that minute of the day lies inside."""
        return self.opens <= minute < self.closes


@dataclass(frozen=True, slots=True)
class Week:
    """Hours from 月 to 日, then those of 祝: a 月–金 on which the counters are closed."""

    days: tuple[tuple[Span, ...], ...]

    def on(self, day: date, is_closed: Callable[[date], bool]) -> tuple[Span, ...]:
        """The hours of that day; none where it is closed all day."""
        weekday = day.weekday()
        if weekday < 5 and self.days[HOLIDAY] != self.days[weekday] and is_closed(day):
            return self.days[HOLIDAY]
        return self.days[weekday]


@dataclass(frozen=True, slots=True)
class YearlyDays:
    """Days of every year as 100 × month + day, both ends included; may go over New Year."""

    first: int
    last: int

    def covers(self, at: datetime) -> bool:
        return self.covers_day(at.date())

    def covers_day(self, day: date) -> bool:
        """Whether that day is one of them."""
        number = 100 * day.month + day.day
        if self.first <= self.last:
            return self.first <= number <= self.last
        return number >= self.first or number <= self.last


@dataclass(frozen=True, slots=True)
class Once:
    """A stretch that comes once, in minutes as of `minutes_at`: `ends` is outside."""

    begins: int
    ends: int

    def covers(self, at: datetime) -> bool:
        return self.begins <= minutes_at(at) < self.ends

    def covers_day(self, day: date) -> bool:
        """Whether it takes the whole of that day."""
        midnight = day.toordinal() * MINUTES_A_DAY
        return self.begins <= midnight and midnight + MINUTES_A_DAY <= self.ends


Closed = YearlyDays | Once
"""A stretch of days or hours in which something is closed."""


@dataclass(frozen=True, slots=True)
class Service:
    """When a service can be used; None is 要確認, and no closed day at all is ().

    `week_of` holds the certificates with hours of their own.
    """

    week: Week | None = None
    week_of: Mapping[str, Week | None] | None = None
    closed: tuple[Closed, ...] | None = None
    maintenance: tuple[Closed, ...] | None = None

    def hours_on(
        self, certificate: str, day: date, is_closed: Callable[[date], bool]
    ) -> tuple[Span, ...] | None:
        """The hours of that day for that certificate; None while 要確認."""
        own = self.week_of or {}
        week = own.get(certificate, self.week)
        return None if week is None else week.on(day, is_closed)

    def opening(self, certificate: str, at: datetime, is_closed: Callable[[date], bool]) -> Opening:
        """Open, closed for a known reason, or 要確認: what is not known never closes it."""
        if _any_covers(self.maintenance, at):
            return Opening.MAINTENANCE
        if _any_covers(self.closed, at):
            return Opening.CLOSED_DAY
        hours = self.hours_on(certificate, at.date(), is_closed)
        if hours == ():
            return Opening.CLOSED_DAY
        if hours is not None and not any(span.covers(minute_of(at)) for span in hours):
            return Opening.OUTSIDE_HOURS
        if hours is None or self.closed is None or self.maintenance is None:
            return Opening.UNCONFIRMED
        return Opening.OPEN


def _any_covers(stretches: Iterable[Closed] | None, at: datetime) -> bool:
    return any(stretch.covers(at) for stretch in stretches or ())


def minute_of(at: datetime) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


def minutes_at(at: datetime) -> int:
    """Minutes on one line through all days, by the clock on the wall."""
    return at.toordinal() * MINUTES_A_DAY + minute_of(at)


def clock(minute: int) -> str:
    """06:30; 24:00 for the end of a day."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def spans_in_words(spans: Iterable[Span], dash: str, comma: str) -> str:
    """06:30〜23:00、… with the marks of the language."""
    return comma.join(f"{clock(span.opens)}{dash}{clock(span.closes)}" for span in spans)


_DAYS = "月火水木金土日祝"


def week_in_words(week: Week) -> str:
    """月〜金 08:30〜17:00、土 09:00〜12:00: days with the same hours in a row together."""
    if len(set(week.days)) == 1:
        return f"毎日 {spans_in_words(week.days[0], '〜', '・')}" if week.days[0] else "休み"
    found: list[str] = []
    start = 0
    for end in range(1, len(_DAYS) + 1):
        if end < len(_DAYS) and end != HOLIDAY and week.days[end] == week.days[start]:
            continue
        if week.days[start]:
            days = _DAYS[start] if end - start == 1 else f"{_DAYS[start]}〜{_DAYS[end - 1]}"
            found.append(f"{days} {spans_in_words(week.days[start], '〜', '・')}")
        start = end
    return "、".join(found)
