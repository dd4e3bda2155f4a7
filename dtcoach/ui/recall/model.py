"""The columns of the documents: what stands in each, and how it is read aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt

from dtcoach.ui.followups.model import Roles
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.table import CellRole
from dtcoach.ui.recall.rows import STATUS, URGENT, RecallRow

HEADERS = ("状態", "証明書", "証明書の番号", "受付番号", "お名前", "出した時刻", "データの時点")
STATE, DOCUMENT, SERIAL, NUMBER, NAME, ISSUED, SNAPSHOT = range(7)


def _text(row: RecallRow, column: int) -> str:
    word = URGENT[0] if row.wrong_hands and row.for_lead else STATUS[row.status][0]
    return (
        word, row.document, row.serial, row.number, row.name, row.issued, row.snapshot,
    )[column]  # fmt: skip


def _accessible(row: RecallRow, column: int) -> str:
    return f"{HEADERS[column]} {_text(row, column)}"


def _tip(row: RecallRow, column: int) -> str | None:
    return _text(row, column) if column in (DOCUMENT, SERIAL, NAME) else None


def _tone(row: RecallRow, column: int) -> Tone | None:
    if column == STATE:
        return STATUS[row.status][1]
    return Tone.WARNING if column == NAME and row.for_lead else None


def _icon(row: RecallRow, column: int) -> str | None:
    if column == STATE:
        urgent = row.wrong_hands and row.for_lead
        return URGENT[2] if urgent else STATUS[row.status][2]
    return "person" if column == NAME and row.for_lead else None


def _strong(_row: RecallRow, column: int) -> bool:
    return column in (STATE, NUMBER)


ROLES: Roles = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.AccessibleTextRole: _accessible,
    Qt.ItemDataRole.ToolTipRole: _tip,
    CellRole.TONE: _tone,
    CellRole.ICON: _icon,
    CellRole.STRONG: _strong,
}
