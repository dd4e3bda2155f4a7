"""The board as a table model, and the filter that leaves only what must be checked again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from dtcoach.domain.words import Status
from dtcoach.ui.board.rows import BoardRow
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.table import CellRole

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
SORT = Qt.ItemDataRole.UserRole + 1
TITLE, STATUS, WHEN, BY, HOW = range(5)
HEADERS = ("システム", "状態", "確認した時刻", "だれが", "どうやって")
LOOK: dict[Status, tuple[Tone, str]] = {
    Status.UP: (Tone.SUCCESS, "check_circle-fill"),
    Status.DEGRADED: (Tone.WARNING, "error-fill"),
    Status.DOWN: (Tone.DANGER, "cancel-fill"),
    Status.UNKNOWN: (Tone.NEUTRAL, "help-fill"),
}
STALE = "要再確認"
_SEVERITY = {Status.DOWN: 0, Status.DEGRADED: 1, Status.UNKNOWN: 2, Status.UP: 3}
_NEVER_MINUTES = 10**9


class BoardModel(QAbstractTableModel):
    """Rows of `BoardRow`; set anew as a whole, and told cell by cell where the rows are the same
    systems, so that the selection stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BoardRow, ...] = ()

    @property
    def rows(self) -> tuple[BoardRow, ...]:
        return self._rows

    def set_rows(self, rows: Sequence[BoardRow]) -> None:
        new = tuple(rows)
        if [row.key for row in new] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        old, self._rows = self._rows, new
        for number, (was, now) in enumerate(zip(old, new, strict=True)):
            if was != now:
                self.dataChanged.emit(self.index(number, 0), self.index(number, HOW))

    def row(self, index: _Index) -> BoardRow | None:
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
        row, column = self._rows[index.row()], index.column()
        give = _ROLES.get(role)
        return None if give is None else give(row, column)


def _text(row: BoardRow, column: int) -> str:
    return (row.title, row.word, row.when, row.by, row.how)[column]


def _accessible(row: BoardRow, column: int) -> str:
    chip = _chip(row, column)
    return f"{HEADERS[column]} {_text(row, column)}{f' {chip[0]}' if chip else ''}"


def _tone(row: BoardRow, column: int) -> Tone | None:
    return LOOK[row.status][0] if column == STATUS else None


def _icon(row: BoardRow, column: int) -> str | None:
    return LOOK[row.status][1] if column == STATUS else None


def _strong(_row: BoardRow, column: int) -> bool:
    return column in (TITLE, STATUS)


def _chip(row: BoardRow, column: int) -> tuple[str, Tone] | None:
    if column == TITLE and row.data_age:
        return (row.data_age, Tone.NEUTRAL)
    return (STALE, Tone.DANGER) if column == WHEN and row.is_stale else None


def _tip(row: BoardRow, column: int) -> str | None:
    return row.how if column == HOW and row.how != "—" else None


def _sort(row: BoardRow, column: int) -> Any:
    age = _NEVER_MINUTES if row.age_minutes is None else row.age_minutes
    return (row.title, _SEVERITY[row.status], -age, row.by, row.how)[column]


_ROLES: dict[int, Callable[[BoardRow, int], Any]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.AccessibleTextRole: _accessible,
    Qt.ItemDataRole.ToolTipRole: _tip,
    CellRole.TONE: _tone,
    CellRole.ICON: _icon,
    CellRole.STRONG: _strong,
    CellRole.CHIP: _chip,
    SORT: _sort,
}


class StaleFilter(QSortFilterProxyModel):
    """All systems, or only those that must be checked again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._only_stale = False
        self.setSortRole(SORT)

    @property
    def only_stale(self) -> bool:
        return self._only_stale

    def set_only_stale(self, only: bool) -> None:
        self._only_stale = only
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: _Index) -> bool:
        model = self.sourceModel()
        if not self._only_stale or not isinstance(model, BoardModel):
            return True
        return model.rows[source_row].is_stale
