"""Statutory days: two clocks in one office, and the roll-over of days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from dtcoach.domain.words import UNKNOWN
from dtcoach.frozen import dataclass


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
    """So many days, counted by a clock from the first of `dates` that is known.

    With `only`, a fact and its values, it applies to these alone (出生は14日、婚姻に期限はない).
    """

    clock: DayClock
    days: int
    dates: tuple[str, ...]
    basis: str
    only: tuple[str, frozenset[str]] | None = None

    def needs(self, answer: Callable[[str], str | None]) -> tuple[str, ...]:
        """The unasked facts that still decide this limit; none once it is settled."""
        if self.only is not None:
            fact, values = self.only
            kind = answer(fact)
            if kind is None:
                return (fact,)
            if kind not in values:
                return ()
        found = []
        for name in self.dates:
            given = answer(name)
            if given is None:
                found.append(name)
            if given != UNKNOWN:
                break
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The limits of a procedure; the earliest counts. `rolls_over` as 地方自治法4条の2."""

    limits: tuple[Limit, ...]
    rolls_over: bool
    note: str

    @property
    def facts(self) -> tuple[str, ...]:
        """Everything that decides it, each once, in order."""
        kinds = [limit.only[0] for limit in self.limits if limit.only is not None]
        dates = [name for limit in self.limits for name in limit.dates]
        return tuple(dict.fromkeys([*kinds, *dates]))


@dataclass(frozen=True, slots=True)
class StatutoryDay:
    """The last day, the day that counts as day 1, the basis in words, and whether it rolled."""

    due: date
    counted_from: date
    basis: str
    rolled_over: bool


def statutory_day(
    deadline: Deadline, answer: Callable[[str], str | None], is_closed: Callable[[date], bool]
) -> StatutoryDay | None:
    """The earliest last day of the limits that apply and whose date is known; else None.

    `answer` gives the answer to a fact, None while it was not asked.
    """
    found = [
        day
        for limit in deadline.limits
        if (day := _limit_day(limit, answer, deadline.rolls_over, is_closed)) is not None
    ]
    return min(found, key=lambda day: day.due) if found else None


def applies(limit: Limit, answer: Callable[[str], str | None]) -> bool:
    """Whether the limit is known to be one of this case."""
    return limit.only is None or answer(limit.only[0]) in limit.only[1]


def _limit_day(
    limit: Limit,
    answer: Callable[[str], str | None],
    rolls_over: bool,
    is_closed: Callable[[date], bool],
) -> StatutoryDay | None:
    days = (day_of(answer(name)) for name in limit.dates)
    event = next((day for day in days if day is not None), None)
    if event is None or not applies(limit, answer):
        return None
    if limit.clock is DayClock.BEFORE:
        return StatutoryDay(event, event, limit.basis, rolled_over=False)
    first = event if limit.clock is DayClock.SAME_DAY else event + timedelta(days=1)
    last = first + timedelta(days=limit.days - 1)
    due = next_open_day(last, is_closed) if rolls_over else last
    return StatutoryDay(due, first, limit.basis, rolled_over=due != last)


def day_of(answer: str | None) -> date | None:
    """The day in an answer; None where it is unasked, わからない, or no day."""
    if answer is None or answer == UNKNOWN:
        return None
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None


def next_open_day(day: date, is_closed: Callable[[date], bool]) -> date:
    """`day` itself when the counters are open on it, else the first open day after it."""
    while is_closed(day):
        day += timedelta(days=1)
    return day


def opening_days_until(
    today: date, due: date, is_closed: Callable[[date], bool], far: int | None = None
) -> int:
    """How many opening days come after today up to and with `due`; negative once it is past.

    From `far` days on nobody counts any further: a mistyped year costs no time.
    """
    if due < today:
        return -1
    day, count = today, 0
    while day < due and count != far:
        day += timedelta(days=1)
        if not is_closed(day):
            count += 1
    return count
