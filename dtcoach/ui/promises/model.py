"""The columns of the promises: what stands in each, and how it is read aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt

from dtcoach.ui.followups.model import Roles
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.table import CellRole
from dtcoach.ui.promises.rows import STANDING, PromiseRow

HEADERS = ("状態", "期日・次の時刻", "方法", "受付番号", "お名前", "手続", "担当")
STATE, WHEN, KIND, NUMBER, NAME, PROCEDURE, KEEPER = range(7)


def _text(row: PromiseRow, column: int) -> str:
    word = STANDING[row.standing][0]
    return (word, row.when, row.kind, row.number, row.name, row.procedure, row.keeper)[column]


def _accessible(row: PromiseRow, column: int) -> str:
    return f"{HEADERS[column]} {_text(row, column)}"


def _tip(row: PromiseRow, column: int) -> str | None:
    return _text(row, column) if column in (NAME, PROCEDURE, KEEPER) else None


def _tone(row: PromiseRow, column: int) -> Tone | None:
    if column == STATE:
        return STANDING[row.standing][1]
    return Tone.WARNING if column == NAME and row.for_lead else None


def _icon(row: PromiseRow, column: int) -> str | None:
    if column == STATE:
        return STANDING[row.standing][2]
    return "person" if column == NAME and row.for_lead else None


def _strong(_row: PromiseRow, column: int) -> bool:
    return column in (STATE, NUMBER)


ROLES: Roles = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.AccessibleTextRole: _accessible,
    Qt.ItemDataRole.ToolTipRole: _tip,
    CellRole.TONE: _tone,
    CellRole.ICON: _icon,
    CellRole.STRONG: _strong,
}
