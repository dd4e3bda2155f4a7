"""The accounts of numbers as a table model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.table import CellRole
from dtcoach.ui.recovery.numbers_rows import NumberRow

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
HEADERS = ("番号", "種類", "いま", "どうなったか")
NUMBER, KIND, STATE, EXPLAINED = range(4)


class NumbersModel(QAbstractTableModel):
    """What is finished is not among the rows: it is only counted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[NumberRow, ...] = ()

    def set_rows(self, rows: Sequence[NumberRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: _Index) -> NumberRow | None:
        return self._rows[index.row()] if index.isValid() else None

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


def _text(row: NumberRow, column: int) -> str:
    return (row.numbers, row.kind, row.state, row.explained)[column]


def _accessible(row: NumberRow, column: int) -> str:
    return f"{HEADERS[column]} {_text(row, column)}"


def _tip(row: NumberRow, column: int) -> str | None:
    return {STATE: row.tip, EXPLAINED: row.explained, NUMBER: row.numbers}.get(column)


def _tone(row: NumberRow, column: int) -> Tone | None:
    if column == EXPLAINED:
        return Tone.DANGER if row.is_open else None
    return Tone.WARNING if column == STATE and row.is_open else None


def _icon(row: NumberRow, column: int) -> str | None:
    if column == EXPLAINED:
        return "error-fill" if row.is_open else "check"
    return None


def _strong(row: NumberRow, column: int) -> bool:
    return column == NUMBER or (column == EXPLAINED and row.is_open)


_ROLES: dict[int, Callable[[NumberRow, int], Any]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.AccessibleTextRole: _accessible,
    Qt.ItemDataRole.ToolTipRole: _tip,
    CellRole.TONE: _tone,
    CellRole.ICON: _icon,
    CellRole.STRONG: _strong,
}
