"""Typed days and times against the clock of the moment, for the fields of this place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from dtcoach.domain.typed_dates import doubt_about, read_day, read_moment, show_day

__all__ = ["DateReader", "doubt_about", "read_day", "read_moment", "show_day"]


class DateReader:
    """Reads what is typed; `now` is the time of what is entered, for a slip that of the slip."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def day(self, text: str) -> date | None:
        return read_day(text, self._now().date())

    def moment(self, text: str) -> date | None:
        return read_moment(text, self._now())

    def doubt(self, text: str) -> str:
        """The question back where the year may be several."""
        return doubt_about(text, self._now().date())
