"""Days and times as clerks type them: R6.12.23, 令和6年12月23日, 2024/12/23, 12/23, きょう."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dtcoach.domain.japanese_dates import TOKYO, era_year, long_date, moment

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_LETTERS = {"令和": "R", "平成": "H", "昭和": "S", "大正": "T", "明治": "M"}
_ERA_BASE = {**_ERAS, **{letter.lower(): _ERAS[era] for era, letter in _LETTERS.items()}}
_CENTURIES = (2000, 1900)
_WORDS = {"きょう": 0, "今日": 0, "本日": 0, "きのう": -1, "昨日": -1, "あした": 1, "明日": 1}
_FIRST_YEAR, _LAST_YEAR = 1868, 2200
_GREGORIAN_LEAST = 1000
_HALF_YEAR = timedelta(days=183)
_YEAR = timedelta(days=365.25)
_NEAR = (10 * _YEAR, 2 * _YEAR)
"""How far from today the days of a counter lie: moves, filings, cards that run out."""
_LIFE = (120 * _YEAR, timedelta(0))

_ERA = r"(?P<era>令和|平成|昭和|大正|明治|[rhstm])"
_FULL = re.compile(
    rf"{_ERA}?\s*(?P<y>元|\d{{1,4}})\s*[年./-]\s*(?P<m>\d{{1,2}})\s*[月./-]\s*(?P<d>\d{{1,2}})日?"
)
_DIGITS = re.compile(rf"{_ERA}?(?P<y>\d{{2}}|\d{{4}})(?P<m>\d{{2}})(?P<d>\d{{2}})")
_SHORT = re.compile(r"(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})日?")
_CLOCK = re.compile(r"(?P<h>\d{1,2})\s*[:時]\s*(?P<min>\d{1,2})?分?")
_WEEKDAY = re.compile(r"\([月火水木金土日]\)")


def days_meant(text: str, today: date, *, birth: bool = False) -> tuple[date, ...]:
    """Every day that may be meant; several only where a year without an era fits more than one.

    A short year is 令和, the last eras before it, or the end of a Gregorian one, as long as the
    day lies near today; a `birth` may lie a lifetime back, so that it is asked about more often.
    A day without a year is the one nearest to `today`, and no day of birth.
    """
    plain = _plain(text)
    if plain in _WORDS:
        return (today + timedelta(days=_WORDS[plain]),)
    found = _FULL.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if found:
        month, day = int(found["m"]), int(found["d"])
        if found["era"] is None and found["y"] != "元" and int(found["y"]) < _GREGORIAN_LEAST:
            return _without_era(found["y"], month, day, today, _LIFE if birth else _NEAR)
        known = _day(_year(found["era"], found["y"]), month, day)
        return () if known is None else (known,)
    found = None if birth else _SHORT.fullmatch(plain)
    near = None if found is None else _nearest(int(found["m"]), int(found["d"]), today)
    return () if near is None else (near,)


def read_day(text: str, today: date, *, birth: bool = False) -> date | None:
    """The one day meant; None for what is no day, or may be several."""
    found = days_meant(text, today, birth=birth)
    return found[0] if len(found) == 1 else None


def doubt_about(text: str, today: date, *, birth: bool = False) -> str:
    """The question back where a year may be several; else nothing."""
    found = days_meant(text, today, birth=birth)
    if len(found) < 2:
        return ""
    years = "・".join(_in_both(day) for day in found)
    day = found[0]
    example = f"{_letter(day)}.{day.month}.{day.day}"
    return f"どの年ですか（{years}）。{example} のように、元号か西暦を付けてください。"


def read_moment(text: str, now: datetime, *, day_needed: bool = True) -> datetime | None:
    """A day and a time of day ("1/5 23:00", "R7.1.5 23時"), or None; without a day it is today's
    where that is allowed."""
    plain = _plain(text)
    for found in _CLOCK.finditer(plain):
        if found.end() != len(plain):
            continue
        words = plain[: found.start()].strip(" t")
        day = read_day(words, now.date()) if words or day_needed else now.date()
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


def _without_era(
    digits: str, month: int, day: int, today: date, span: tuple[timedelta, timedelta]
) -> tuple[date, ...]:
    found = dict.fromkeys(_candidates(digits, month, day))
    back, ahead = span
    return tuple(known for known in found if -back <= known - today <= ahead)


def _candidates(digits: str, month: int, day: int) -> Iterator[date]:
    number = int(digits)
    for era, base in _ERAS.items():
        known = _day(base + number, month, day)
        if number and known is not None and _era_of(known) == era:
            yield known
    if len(digits) == 2:
        for century in _CENTURIES:
            known = _day(century + number, month, day)
            if known is not None:
                yield known


def _era_of(day: date) -> str:
    try:
        return era_year(day)[0]
    except ValueError:
        return ""


def _letter(day: date) -> str:
    era, year = era_year(day)
    return f"{_LETTERS[era]}{year}"


def _in_both(day: date) -> str:
    era, year = era_year(day)
    return f"{era}{'元' if year == 1 else year}年＝{day.year}年"


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
