"""Figures in words, the same on screen and on paper; what is not known is never a zero."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from dtcoach.domain.figures.comparison import Change, Unit
from dtcoach.domain.figures.outage import Availability
from dtcoach.domain.japanese_dates import TOKYO, clock_time, era_year, long_date, short_date
from dtcoach.domain.words import ReportPart, Status


class Known(StrEnum):
    """Where a figure comes from."""

    COUNTED = "数えた"
    COMPUTED = "計算した"
    ESTIMATED = "推計"
    SUPPOSED = "仮定"
    UNKNOWN = "把握していない"
    UNCONFIRMED = "要確認"


NOT_KNOWN = "把握していない"
NOT_WRITTEN = "（まだ書かれていません）"

PART_TITLES: Mapping[ReportPart, str] = {
    ReportPart.WHAT: "発生した事象",
    ReportPart.CAUSE: "原因",
    ReportPart.IMPACT: "区への影響",
    ReportPart.RESPONSE: "窓口・広報の対応",
    ReportPart.PREVENTION: "再発防止",
}
STATUS_SEEN: Mapping[Status, str] = {
    Status.UP: "使えた",
    Status.DEGRADED: "不安定",
    Status.DOWN: "停止",
    Status.UNKNOWN: "未確認",
}
MEASURE_TITLES: Mapping[str, str] = {
    "clock": "止まった時間",
    "people": "来庁した方",
    "requests": "手続",
    "first-look": "最初にシステムを確かめるまで",
    "first-notice": "最初のお知らせまで",
    "late-notices": "予告の時刻に遅れたお知らせ",
    "first-certificate": "ダウン対策サーバーの最初の一通まで",
    "per-visit": "お一人にかかった時間（中央値）",
    "not-received": "期限のある届を受け取らなかったもの",
    "posts": "郵送にしたもの",
    "promises": "お約束したもの",
    "promises-late": "期日に間に合わなかった約束",
    "recalls": "復旧後に照らし合わせる証明書",
    "recalls-open": "まだ照らし合わせていない証明書",
    "full-recovery": "復旧の連絡から完全復旧まで",
    "unfinished": "まだ終わっていない受付",
}
CHANGE_WORDS: Mapping[Change, str] = {
    Change.BETTER: "よくなった",
    Change.WORSE: "悪くなった",
    Change.SAME: "同じ",
    Change.NOT_JUDGED: "",
}


def number(value: int) -> str:
    """1,234."""
    return f"{value:,}"


def people(value: int) -> str:
    """1,234人."""
    return f"{value:,}人"


def duration(minutes: int) -> str:
    """22時間25分, 55分. No days: hours add up in the head."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}分"
    return f"{hours:,}時間{rest}分" if rest else f"{hours:,}時間"


def seconds_in_words(seconds: int) -> str:
    """6分30秒."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest}秒"
    return f"{minutes}分{rest}秒" if rest else f"{minutes}分"


def percent(one: Availability) -> str:
    """95.71％, rounded down."""
    return f"{one.hundredths // 100}.{one.hundredths % 100:02d}％"


def lost_in_words(one: Availability) -> str:
    """6時間55分, and what other incidents took besides."""
    other = f"＋ほか {duration(one.other_minutes)}" if one.other_minutes else ""
    return duration(one.lost_minutes) + other


def measured(unit: Unit, value: int | None) -> str:
    """A measure of the comparison; 把握していない where it is not known."""
    if value is None:
        return NOT_KNOWN
    match unit:
        case Unit.MINUTES:
            return duration(value)
        case Unit.SECONDS:
            return seconds_in_words(value)
        case Unit.PEOPLE:
            return people(value)
        case Unit.REQUESTS:
            return f"{value:,}件"
        case Unit.TIMES:
            return f"{value:,}回"


def full_moment(at: datetime) -> str:
    """令和7年1月6日（月）11:20."""
    local = at.astimezone(TOKYO)
    return f"{long_date(local.date())}{clock_time(local)}"


def short_moment(at: datetime) -> str:
    """1月6日（月）11:20."""
    local = at.astimezone(TOKYO)
    return f"{short_date(local.date())}{clock_time(local)}"


def month_of(day: date) -> str:
    """令和7年1月."""
    era, year = era_year(day)
    return f"{era}{'元' if year == 1 else year}年{day.month}月"


def base_in_words(one: Availability) -> tuple[str, str]:
    """Which hours, and which period."""
    hours = "24時間" if one.hours == "all-day" else "開庁時間"
    if one.is_supposed:
        hours += "（仮定）"
    if one.period == "month":
        return hours, f"1か月（{month_of(one.first)}）"
    return hours, f"1年（{month_of(one.first)}〜{month_of(one.last)}）"
