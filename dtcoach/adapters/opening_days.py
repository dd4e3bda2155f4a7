"""Which days the counters are closed: weekends, national holidays, and the ward's own days."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dtcoach.domain.hours import Closed, YearlyDays

YEAR_END: tuple[Closed, ...] = (YearlyDays(1229, 103),)
"""12/29 to 1/3: what a ward closes by 条例 (地方自治法4条の2), unless its profile says another."""


class WardOpeningDays:
    """Implements `OpeningDays` (地方自治法4条の2). `closing` are the days set by the ward's 条例;
    while they are 要確認 (None), the usual ones stand for them.

    A special Sunday opening does not make the day an opening day for the roll-over of a
    deadline (domain.md B), so none is known here.
    """

    def __init__(self, closing: tuple[Closed, ...] | None = None) -> None:
        self._closing = YEAR_END if closing is None else closing

    def is_closed(self, day: date) -> bool:
        """Whether a deadline on that day rolls over."""
        return _is_closed(day, self._closing)


@lru_cache(maxsize=4096)
def _is_closed(day: date, closing: tuple[Closed, ...]) -> bool:
    if day.weekday() >= 5 or any(days.covers_day(day) for days in closing):
        return True
    import jpholiday

    return bool(jpholiday.is_holiday(day))
