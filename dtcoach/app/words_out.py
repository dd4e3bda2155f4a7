"""The Japanese words for the fixed words of the field, as screens and files show them."""

from __future__ import annotations

from collections.abc import Mapping

from dtcoach.domain.content import Content
from dtcoach.domain.words import PaperWay, PromiseKind, ResidentField, Route, VisitStatus

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
RESIDENT: Mapping[ResidentField, str] = {
    ResidentField.NAME: "お名前",
    ResidentField.KANA: "フリガナ",
    ResidentField.PHONE: "電話",
    ResidentField.CONTACT: "連絡の仕方",
    ResidentField.POSTCODE: "郵便番号",
    ResidentField.ADDRESS: "住所",
    ResidentField.BIRTH_DATE: "生年月日",
}
PAPER_WAY: Mapping[PaperWay, str] = {
    PaperWay.PRINTER: "印刷しました",
    PaperWay.FILE: "ファイルに保存しました",
    PaperWay.VIEWER: "表示ソフトで開きました",
    PaperWay.HAND: "手で書きました",
}


LIST_PAPERS: Mapping[str, str] = {
    "outage-register": "障害時受付簿",
    "downtime-register": "ダウン対策サーバーの交付簿",
    "status-sheet": "システム状態表",
    "handover": "引継ぎ書",
    "notice": "お知らせ",
}
"""Papers of an incident as a whole, as the log names them."""


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


def state_title(state: str) -> str:
    """対応中, 中断中, 完了; a word of a newer version stays as it is."""
    try:
        return VISIT[VisitStatus(state)]
    except ValueError:
        return state
