"""Times as people at a counter read them: how long ago, how long yet, and what they type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from dtcoach.domain.japanese_dates import TOKYO, minutes_between, span, time_of

__all__ = [
    "ago",
    "half_hour_ahead",
    "minutes_between",
    "span",
    "time_of",
    "typed_ahead",
    "typed_moment",
]

_CLOCK = re.compile(r"(\d{1,2})[:時](\d{1,2})?分?")
_DAY = re.compile(r"(?:(?:(\d{4})年?[/.\-年])?(\d{1,2})[/.\-月](\d{1,2})日?)\s*")
_AFTER = re.compile(r"(\d{1,3})(分|時間)後")
_AHEAD = {"今日": 0, "本日": 0, "きょう": 0, "明日": 1, "あした": 1, "あす": 1}
_WORDS = {"今日": 0, "本日": 0, "きょう": 0, "昨日": -1, "前日": -1, "きのう": -1}


def ago(at: datetime, now: datetime) -> str:
    """たった今, 7分前, 2時間前, 1日前: one unit, so that it stays short in a table."""
    minutes = max(minutes_between(at, now), 0)
    if minutes < 1:
        return "たった今"
    if minutes < 60:
        return f"{minutes}分前"
    if minutes < 24 * 60:
        return f"{minutes // 60}時間前"
    return f"{minutes // (24 * 60)}日前"


def typed_moment(text: str, now: datetime) -> datetime | None:
    """The last such moment before `now` that the words mean; None where they mean none.

    Understood: 11:20, 11時20分, 1120, 23時, 前日23:00, 1/5 23:00, 2025-01-05 23:00, 1月5日23時.
    Without a day it is today, or yesterday where today that time is still to come.
    """
    words = unicodedata.normalize("NFKC", text).strip()
    today = now.astimezone(TOKYO).date()
    read = _read(words, today, _WORDS, _past_day)
    if read is None:
        return None
    named, clock = read
    at = datetime(*(named or today).timetuple()[:3], *clock, tzinfo=TOKYO)
    if named is None and at > now:
        at -= timedelta(days=1)
    return at if at <= now else None


def typed_ahead(text: str, now: datetime) -> datetime | None:
    """The next such moment after `now` that the words mean; None where they mean none.

    Understood: 14:00, 14時, 1400, 30分後, 2時間後, 明日9:00, 1/7 9:00. Without a day it is today,
    or tomorrow where today that time has passed.
    """
    words = unicodedata.normalize("NFKC", text).strip()
    after = _AFTER.fullmatch(words)
    if after is not None:
        length = int(after[1])
        return now + (timedelta(hours=length) if after[2] == "時間" else timedelta(minutes=length))
    today = now.astimezone(TOKYO).date()
    read = _read(words, today, _AHEAD, _coming_day)
    if read is None:
        return None
    named, clock = read
    at = datetime(*(named or today).timetuple()[:3], *clock, tzinfo=TOKYO)
    if named is None and at <= now:
        at += timedelta(days=1)
    return at if at > now else None


def half_hour_ahead(now: datetime) -> datetime:
    """The first full or half hour that is at least half an hour away: 13:02 → 14:00."""
    at = now.astimezone(TOKYO) + timedelta(minutes=30)
    at = at.replace(second=0, microsecond=0)
    return at + timedelta(minutes=-at.minute % 30)


def _read(
    words: str,
    today: date,
    names: Mapping[str, int],
    day_in: Callable[[re.Match[str], date], date | None],
) -> tuple[date | None, tuple[int, int]] | None:
    """The day that is named, None where none is, and the time; None where they mean none."""
    named: date | None = None
    for word, days in names.items():
        if words.startswith(word):
            named, words = today + timedelta(days=days), words[len(word) :].lstrip(" のT")
            break
    else:
        found = _DAY.match(words)
        if found is not None:
            named, words = day_in(found, today), words[found.end() :].lstrip("T")
            if named is None:
                return None
    clock = _time(words.strip())
    return None if clock is None else (named, clock)


def _coming_day(found: re.Match[str], today: date) -> date | None:
    return _day(found, today, lambda day: day < today, 1)


def _past_day(found: re.Match[str], today: date) -> date | None:
    return _day(found, today, lambda day: day > today, -1)


def _day(
    found: re.Match[str], today: date, is_wrong: Callable[[date], bool], years: int
) -> date | None:
    """The day of this year, or so many years off where that is on the wrong side of today."""
    year, month, day = found.groups()
    try:
        named = date(int(year or today.year), int(month), int(day))
        if year is None and is_wrong(named):
            named = date(today.year + years, int(month), int(day))
    except ValueError:
        return None
    return named


def _time(words: str) -> tuple[int, int] | None:
    found = _CLOCK.fullmatch(words)
    if found is not None:
        hour, minute = int(found[1]), int(found[2] or 0)
    elif re.fullmatch(r"\d{3,4}", words):
        hour, minute = int(words[:-2]), int(words[-2:])
    else:
        return None
    return (hour, minute) if hour < 24 and minute < 60 else None
