"""The Japanese words for the fixed words of the field, as every page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dtcoach.app.words_out import PROMISE, VISIT, procedure_title, promise_title, route_title
from dtcoach.domain.japanese_dates import short_date
from dtcoach.domain.words import IncidentKind, Status

__all__ = [
    "KIND",
    "PROMISE",
    "STATUS",
    "VISIT",
    "procedure_title",
    "promise_due",
    "promise_title",
    "route_title",
]

STATUS: Mapping[Status, str] = {
    Status.UP: "稼働",
    Status.DEGRADED: "不安定",
    Status.DOWN: "停止",
    Status.UNKNOWN: "未確認",
}
KIND: Mapping[IncidentKind, str] = {
    IncidentKind.REAL: "本番",
    IncidentKind.DRILL: "訓練",
    IncidentKind.REPLAY: "再現",
}


def promise_due(due: str | None) -> str:
    """1月7日（火）まで, or that the day is still open."""
    return "復旧後" if due is None else f"{short_date(date.fromisoformat(due))}まで"
