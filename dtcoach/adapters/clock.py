"""The one place that reads the clock of this terminal."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

TOKYO = timezone(timedelta(hours=9), "Asia/Tokyo")
"""Japan has had no summer time since 1951, so the offset is enough and needs no zone data."""


class SystemClock:
    """Implements `Clock`."""

    def now(self) -> datetime:
        return datetime.now(TOKYO)
