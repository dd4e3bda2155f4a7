"""Dates as staff and residents read them: 和暦, weekday, and the time of day."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

TOKYO = timezone(timedelta(hours=9), "Asia/Tokyo")
"""Japan has had no summer time since 1951, so the offset is enough and needs no zone data."""

WEEKDAYS = "月火水木金土日"

_ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1873, 1, 1), "明治"),
)
"""First day of each era (元号法; before 1873 the calendar was another one)."""


def era_year(day: date) -> tuple[str, int]:
    """The era and the year in it. Raises ValueError before 1873."""
    for first, name in _ERAS:
        if day >= first:
            return name, day.year - first.year + 1
    raise ValueError(f"no era for {day}")


def long_date(day: date) -> str:
    """令和7年1月6日（月）; the Gregorian year where no era is known."""
    try:
        era, year = era_year(day)
    except ValueError:
        head = f"{day.year}年"
    else:
        head = f"{era}{'元' if year == 1 else year}年"
    return f"{head}{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def day_words(text: str) -> str:
    """An ISO day, or the day of an ISO moment, in words; whatever else it is stays."""
    try:
        return long_date(date.fromisoformat(text[:10]))
    except ValueError:
        return text


def short_date(day: date) -> str:
    """1月6日（月）."""
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def clock_time(at: datetime) -> str:
    """9:05."""
    return f"{at.hour}:{at.minute:02d}"


def moment(at: datetime) -> str:
    """1月5日（日）23:00."""
    return f"{short_date(at.date())}{clock_time(at)}"


def span(minutes: int) -> str:
    """12分, 1時間42分, 2日3時間."""
    hours, rest = divmod(max(minutes, 0), 60)
    days, hours_left = divmod(hours, 24)
    if days:
        return f"{days}日{hours_left}時間" if hours_left else f"{days}日"
    if hours:
        return f"{hours}時間{rest}分" if rest else f"{hours}時間"
    return f"{rest}分"


def minutes_between(earlier: datetime, later: datetime) -> int:
    """Whole minutes."""
    return int((later - earlier) // timedelta(minutes=1))


def time_of(at: datetime, now: datetime) -> str:
    """12:55; with the day where it is another: 1/5 23:00."""
    local = at.astimezone(TOKYO)
    if local.date() == now.astimezone(TOKYO).date():
        return clock_time(local)
    return f"{local.month}/{local.day} {clock_time(local)}"
