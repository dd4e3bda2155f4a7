"""Days as a resident reads them: each language has its own form, 和暦 where it is the usual one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from dtcoach.domain.japanese_dates import WEEKDAYS, clock_time, era_year, long_date

_ENGLISH_DAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_CHINESE_DAYS = "一二三四五六日"
_KOREAN_DAYS = "월화수목금토일"
_DAY_READINGS = ("げつ", "か", "すい", "もく", "きん", "ど", "にち")
_ERA_READINGS = {
    "令和": "れいわ", "平成": "へいせい", "昭和": "しょうわ", "大正": "たいしょう",
    "明治": "めいじ",
}  # fmt: skip
_ODD_MONTHS = {4: "しがつ", 7: "しちがつ", 9: "くがつ"}
_ODD_DAYS = {
    1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか",
    8: "ようか", 9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか",
    24: "にじゅうよっか",
}  # fmt: skip


def day_in(language: str, day: date) -> str:
    """Monday, 6 January 2025 and its like; readings in 《》 for やさしい日本語."""
    return _DAYS[language](day)


def moment_in(language: str, at: datetime) -> str:
    """The day and the time of day."""
    return f"{day_in(language, at.date())} {clock_time(at)}"


def _easy(day: date) -> str:
    month = f"｜{day.month}月《{_ODD_MONTHS[day.month]}》" if day.month in _ODD_MONTHS else (
        f"{day.month}月《がつ》"
    )  # fmt: skip
    number = f"｜{day.day}日《{_ODD_DAYS[day.day]}》" if day.day in _ODD_DAYS else (
        f"{day.day}日《にち》"
    )  # fmt: skip
    weekday = f"{WEEKDAYS[day.weekday()]}曜日《{_DAY_READINGS[day.weekday()]}ようび》"
    return f"{day.year}年《ねん》{_era(day)}{month}{number}（{weekday}）"


def _era(day: date) -> str:
    try:
        era, year = era_year(day)
    except ValueError:
        return ""
    reading = _ERA_READINGS[era]
    if year == 1:
        return f"（{era}《{reading}》元年《がんねん》）"
    return f"（{era}《{reading}》{year}年《ねん》）"


def _english(day: date) -> str:
    weekday, month = _ENGLISH_DAYS[day.weekday()], _ENGLISH_MONTHS[day.month - 1]
    return f"{weekday}, {day.day} {month} {day.year}"


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（星期{_CHINESE_DAYS[day.weekday()]}）"


def _korean(day: date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일({_KOREAN_DAYS[day.weekday()]})"


_DAYS: Mapping[str, Callable[[date], str]] = {
    "ja": long_date,
    "easy": _easy,
    "en": _english,
    "zh": _chinese,
    "ko": _korean,
}
