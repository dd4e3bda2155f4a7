"""The Japanese words for the fixed words of the field, as every page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import short_date
from dtcoach.domain.words import IncidentKind, PromiseKind, Route, Status, VisitStatus

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
PROMISE: Mapping[PromiseKind, str] = {
    PromiseKind.PHONE: "電話",
    PromiseKind.POST: "郵送",
    PromiseKind.RETURN_VISIT: "再来庁",
    PromiseKind.BACK_ENTRY: "復旧後の入力",
    PromiseKind.RECHECK: "証明書の再確認",
}
VISIT: Mapping[VisitStatus, str] = {
    VisitStatus.OPEN: "対応中",
    VisitStatus.PARKED: "中断中",
    VisitStatus.CLOSED: "完了",
}


def procedure_title(content: Content, procedure: str) -> str:
    """Its title in the content in force, or its id where that has no such procedure."""
    found = content.headings.get(procedure)
    return procedure if found is None else found.title


def route_title(content: Content, route: str) -> str:
    """The ward's name of that way; a word of a newer version stays as it is."""
    try:
        return content.route_titles[Route(route)]
    except (ValueError, KeyError):
        return route


def promise_title(kind: str) -> str:
    """電話, 郵送 …; a word of a newer version stays as it is."""
    try:
        return PROMISE[PromiseKind(kind)]
    except ValueError:
        return kind


def promise_due(due: str | None) -> str:
    """1月7日（火）まで, or that the day is still open."""
    return "復旧後" if due is None else f"{short_date(date.fromisoformat(due))}まで"
