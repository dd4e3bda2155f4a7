"""A worklist as a table model; a row is put into words when it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
Roles = Mapping[int, Callable[[Any, int], Any]]
"""What is given of a row for each role, by column."""


class Item(Protocol):
    """One thing in the list."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Moment:
    """When it is looked at, and since when the systems can be used again."""

    now: datetime
    recovered_at: datetime | None


class WorkModel(QAbstractTableModel):
    """Holds the items in the order in which they were given. `to_row` puts one into words."""

    def __init__(
        self,
        headers: Sequence[str],
        roles: Roles,
        to_row: Callable[[Any, Moment], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headers = tuple(headers)
        self._roles = roles
        self._to_row = to_row
        self._items: tuple[Item, ...] = ()
        self._rows: dict[int, object] = {}
        self._at: Moment | None = None

    def set_items(self, items: Sequence[Item], at: Moment) -> None:
        """The list as it is at that moment."""
        self.beginResetModel()
        self._items, self._at, self._rows = tuple(items), at, {}
        self.endResetModel()

    def item(self, index: Index) -> Item | None:
        return self._items[index.row()] if index.isValid() else None

    def row_of(self, id: str) -> int | None:
        return next((row for row, one in enumerate(self._items) if one.id == id), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headers[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        give = self._roles.get(role)
        return None if give is None else give(self._row(index.row()), index.column())

    def _row(self, row: int) -> object:
        if row not in self._rows:
            assert self._at is not None
            self._rows[row] = self._to_row(self._items[row], self._at)
        return self._rows[row]
