"""Statutory days: two clocks in one office, and the roll-over of days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DayClock(StrEnum):
    """How the days of a law are counted."""

    NEXT_DAY = "next-day"
    """初日不算入: day 1 is the day after (住民基本台帳法の届出; domain.md B)."""
    SAME_DAY = "same-day"
    """Day 1 is the day itself (戸籍法43条)."""
    BEFORE = "before"
    """あらかじめ: by the day itself (住民基本台帳法24条)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many days, counted by a clock from the first of `dates` that is known."""

    clock: DayClock
    days: int
    dates: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The limits of a procedure; the earliest counts. `rolls_over` as 地方自治法4条の2."""

    limits: tuple[Limit, ...]
    rolls_over: bool
    note: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The dates that decide it, each once, in order."""
        return tuple(dict.fromkeys(name for limit in self.limits for name in limit.dates))


@dataclass(frozen=True, slots=True)
class StatutoryDay:
    """The last day, the day that counts as day 1, the basis in words, and whether it rolled."""

    due: date
    counted_from: date
    basis: str
    rolled_over: bool


def statutory_day(
    deadline: Deadline, dates: Mapping[str, date], is_closed: Callable[[date], bool]
) -> StatutoryDay | None:
    """The earliest last day of the limits whose date is known; None where none is.

    Dates of other facts in `dates` are ignored.
    """
    found = [
        day
        for limit in deadline.limits
        if (day := _limit_day(limit, dates, deadline.rolls_over, is_closed)) is not None
    ]
    return min(found, key=lambda day: day.due) if found else None


def _limit_day(
    limit: Limit, dates: Mapping[str, date], rolls_over: bool, is_closed: Callable[[date], bool]
) -> StatutoryDay | None:
    event = next((dates[name] for name in limit.dates if name in dates), None)
    if event is None:
        return None
    if limit.clock is DayClock.BEFORE:
        return StatutoryDay(event, event, limit.basis, rolled_over=False)
    first = event if limit.clock is DayClock.SAME_DAY else event + timedelta(days=1)
    last = first + timedelta(days=limit.days - 1)
    due = next_open_day(last, is_closed) if rolls_over else last
    return StatutoryDay(due, first, limit.basis, rolled_over=due != last)


def next_open_day(day: date, is_closed: Callable[[date], bool]) -> date:
    """`day` itself when the counters are open on it, else the first open day after it."""
    while is_closed(day):
        day += timedelta(days=1)
    return day


def opening_days_until(today: date, due: date, is_closed: Callable[[date], bool]) -> int:
    """How many opening days come after today up to and with `due`; negative once it is past."""
    if due < today:
        return -1
    day, count = today, 0
    while day < due:
        day += timedelta(days=1)
        if not is_closed(day):
            count += 1
    return count
