"""Which days the counters are closed: weekends, national holidays, and 12/29 to 1/3."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


class WardOpeningDays:
    """Implements `OpeningDays` (地方自治法4条の2; the year-end days are the ward's 条例).

    A special Sunday opening does not make the day an opening day for the roll-over of a
    deadline (domain.md B), so none is known here.
    """

    def is_closed(self, day: date) -> bool:
        """Whether a deadline on that day rolls over."""
        return _is_closed(day)


@lru_cache(maxsize=4096)
def _is_closed(day: date) -> bool:
    if day.weekday() >= 5 or (day.month, day.day) in _YEAR_END:
        return True
    import jpholiday

    return bool(jpholiday.is_holiday(day))


_YEAR_END = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
