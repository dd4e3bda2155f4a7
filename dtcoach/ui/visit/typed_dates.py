"""Days and times as clerks type them: R6.12.23, 令和6年12月23日, 2024/12/23, 12/23, きょう."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from dtcoach.domain.japanese_dates import TOKYO, long_date, moment

_ERA_BASE = {"令和": 2018, "平成": 1988, "昭和": 1925, "r": 2018, "h": 1988, "s": 1925}
_WORDS = {"きょう": 0, "今日": 0, "本日": 0, "きのう": -1, "昨日": -1, "あした": 1, "明日": 1}
_FIRST_YEAR, _LAST_YEAR = 1868, 2200
_GREGORIAN_LEAST = 1000
_HALF_YEAR = timedelta(days=183)

_ERA = r"(?P<era>令和|平成|昭和|[rhs])"
_FULL = re.compile(
    rf"{_ERA}?\s*(?P<y>元|\d{{1,4}})\s*[年./-]\s*(?P<m>\d{{1,2}})\s*[月./-]\s*(?P<d>\d{{1,2}})日?"
)
_DIGITS = re.compile(rf"{_ERA}?(?P<y>\d{{2}}|\d{{4}})(?P<m>\d{{2}})(?P<d>\d{{2}})")
_SHORT = re.compile(r"(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})日?")
_CLOCK = re.compile(r"(?P<h>\d{1,2})\s*[:時]\s*(?P<min>\d{1,2})?分?")
_WEEKDAY = re.compile(r"\([月火水木金土日]\)")


class DateReader:
    """Reads what is typed against the clock of the moment."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def day(self, text: str) -> date | None:
        return read_day(text, self._now().date())

    def moment(self, text: str) -> date | None:
        return read_moment(text, self._now())


def read_day(text: str, today: date) -> date | None:
    """The day meant, or None. A year of one or two digits without an era is 令和; a day without
    a year is the one nearest to `today`."""
    plain = _plain(text)
    if plain in _WORDS:
        return today + timedelta(days=_WORDS[plain])
    found = _FULL.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if found:
        return _day(_year(found["era"], found["y"]), int(found["m"]), int(found["d"]))
    found = _SHORT.fullmatch(plain)
    if found:
        return _nearest(int(found["m"]), int(found["d"]), today)
    return None


def read_moment(text: str, now: datetime) -> datetime | None:
    """A day and a time of day ("1/5 23:00", "R7.1.5 23時"), or None; the day must be given."""
    plain = _plain(text)
    for found in _CLOCK.finditer(plain):
        if found.end() != len(plain):
            continue
        day = read_day(plain[: found.start()].strip(" t"), now.date())
        hour, minute = int(found["h"]), int(found["min"] or 0)
        if day is not None and hour < 24 and minute < 60:
            return datetime.combine(day, time(hour, minute), TOKYO)
    return None


def show_day(day: date) -> str:
    """What was understood: 和暦 with the weekday, and the time where there is one."""
    if isinstance(day, datetime):
        return moment(day)
    return long_date(day)


def _plain(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).strip().lower()
    return _WEEKDAY.sub("", words)


def _year(era: str | None, digits: str) -> int:
    number = 1 if digits == "元" else int(digits)
    if era is None and number >= _GREGORIAN_LEAST:
        return number
    return _ERA_BASE[era or "令和"] + number


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date) -> date | None:
    years = (today.year - 1, today.year, today.year + 1)
    found = [known for year in years if (known := _day(year, month, day)) is not None]
    near = [known for known in found if abs(known - today) <= _HALF_YEAR]
    return min(near or found, key=lambda known: abs(known - today), default=None)
