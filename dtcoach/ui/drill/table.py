"""The injects of a drill as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dtcoach.ui.drill.rows import InjectRow
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.table import CellRole

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
HEADERS = ("時刻", "出来事", "窓口", "状態")
WHEN, TITLE, WHERE, STATE = range(4)


class InjectModel(QAbstractTableModel):
    """Every inject, in the order in which they come; changed in place, so that the choice stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[InjectRow, ...] = ()

    @property
    def rows(self) -> tuple[InjectRow, ...]:
        return self._rows

    def set_rows(self, rows: Sequence[InjectRow]) -> bool:
        """True where lines moved, so that the choice must be made anew."""
        given = tuple(rows)
        if given == self._rows:
            return False
        moved = [row.id for row in given] != [row.id for row in self._rows]
        if moved:
            self.beginResetModel()
            self._rows = given
            self.endResetModel()
            return True
        self._rows = given
        self.dataChanged.emit(self.index(0, 0), self.index(len(given) - 1, len(HEADERS) - 1))
        return False

    def row_of(self, inject: str) -> int | None:
        return next((i for i, row in enumerate(self._rows) if row.id == inject), None)

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


def _text(row: InjectRow, column: int) -> str:
    return (row.at, row.title, row.where, row.word)[column]


def _accessible(row: InjectRow, column: int) -> str:
    return f"{HEADERS[column]} {_text(row, column)}"


def _tone(row: InjectRow, column: int) -> Tone | None:
    return row.tone if column == STATE else None


def _icon(row: InjectRow, column: int) -> str | None:
    return row.icon if column == STATE else None


def _strong(row: InjectRow, column: int) -> bool:
    return column == WHEN or (column == STATE and row.tone is Tone.WARNING)


_ROLES: dict[int, Callable[[InjectRow, int], Any]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.AccessibleTextRole: _accessible,
    Qt.ItemDataRole.ToolTipRole: _text,
    CellRole.TONE: _tone,
    CellRole.ICON: _icon,
    CellRole.STRONG: _strong,
}
