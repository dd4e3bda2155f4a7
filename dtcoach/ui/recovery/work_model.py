"""The worklist as a table model; a row is put into words when it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dtcoach.domain.recovery.entries import RequestKey
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.table import CellRole
from dtcoach.ui.recovery.work_rows import NO_ROWS, WorkRow, WorkRows

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
HEADERS = ("受付番号", "手続", "届出日", "順番", "状態")
NUMBER, PROCEDURE, DAY, TURN, STATE = range(5)
SLIP_WORD = "紙から入力"


class WorkModel(QAbstractTableModel):
    """Rows in the order in which they are worked off."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = NO_ROWS

    def set_rows(self, rows: WorkRows) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: _Index) -> WorkRow | None:
        return self._rows[index.row()] if index.isValid() else None

    def row_of(self, key: RequestKey | None) -> int | None:
        """Where that request stands among the rows."""
        return self._rows.place_of(key)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADERS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        give = _ROLES.get(role)
        return None if give is None else give(self._rows[index.row()], index.column())


def _text(row: WorkRow, column: int) -> str:
    return (row.number, row.procedure, row.day, row.turn, row.word)[column]


def _accessible(row: WorkRow, column: int) -> str:
    mark = f"（{SLIP_WORD}）" if column == NUMBER and row.typed_in else ""
    return f"{HEADERS[column]} {_whole(row, column) or _text(row, column)}{mark}"


def _tip(row: WorkRow, column: int) -> str | None:
    if column == NUMBER and row.typed_in:
        return SLIP_WORD
    return _whole(row, column)


def _whole(row: WorkRow, column: int) -> str | None:
    return row.whole_procedure if column == PROCEDURE else None


def _tone(row: WorkRow, column: int) -> Tone | None:
    if column == STATE:
        return row.tone
    return Tone.DANGER if column == TURN and row.urgent else None


def _icon(row: WorkRow, column: int) -> str | None:
    if column == NUMBER and row.typed_in:
        return "description"
    if column == TURN and row.urgent:
        return "priority_high"
    return row.icon if column == STATE else None


def _strong(row: WorkRow, column: int) -> bool:
    return column in (NUMBER, STATE) or (column == TURN and row.urgent)


_ROLES: dict[int, Callable[[WorkRow, int], Any]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.AccessibleTextRole: _accessible,
    Qt.ItemDataRole.ToolTipRole: _tip,
    CellRole.TONE: _tone,
    CellRole.ICON: _icon,
    CellRole.STRONG: _strong,
    CellRole.WHOLE: _whole,
}
