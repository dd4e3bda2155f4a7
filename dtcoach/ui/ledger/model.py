"""The ledger as a table model that reads a page of cases at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dtcoach.domain.visit import VisitStatus
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.table import CellRole
from dtcoach.ui.ledger.rows import CaseRow

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
PAGE = 100
HEADERS = ("受付番号", "お名前", "時刻", "窓口", "手続", "対応", "約束", "状態")
NUMBER, NAME, WHEN, COUNTER, PROCEDURES, ROUTES, PROMISES, STATE = range(8)
SLIP_ICON, SLIP_WORD = "description", "紙から入力"
LOOK: dict[VisitStatus, tuple[Tone, str]] = {
    VisitStatus.OPEN: (Tone.ACTION, "record_voice_over-fill"),
    VisitStatus.PARKED: (Tone.WARNING, "pause-fill"),
    VisitStatus.CLOSED: (Tone.SUCCESS, "check_circle-fill"),
}


class LedgerModel(QAbstractTableModel):
    """Cases in the order in which the log gives them, newest first; the search is the log's own,
    because it finds in all of them, read or not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CaseRow] = []
        self._source: Iterator[CaseRow] = iter(())
        self._is_done = True

    def set_source(self, rows: Iterator[CaseRow]) -> None:
        """Begins anew with the first page of `rows`."""
        self.beginResetModel()
        self._source = rows
        self._rows = list(islice(rows, PAGE))
        self._is_done = len(self._rows) < PAGE
        self.endResetModel()

    def case(self, index: _Index) -> CaseRow | None:
        return self._rows[index.row()] if index.isValid() else None

    @property
    def has_names(self) -> bool:
        """Whether a name was written down in any of the rows read so far."""
        return any(row.name for row in self._rows)

    @property
    def has_slips(self) -> bool:
        """Whether any of the rows read so far was typed in from paper: its number is longer."""
        return any(row.typed_in for row in self._rows)

    def row_of(self, visit: str) -> int | None:
        """Among the rows read so far."""
        return next((i for i, row in enumerate(self._rows) if row.id == visit), None)

    def canFetchMore(self, parent: _Index = _NOWHERE) -> bool:
        return not parent.isValid() and not self._is_done

    def fetchMore(self, parent: _Index = _NOWHERE) -> None:
        more = list(islice(self._source, PAGE))
        self._is_done = len(more) < PAGE
        if more:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._rows += more
            self.endInsertRows()

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


def _text(row: CaseRow, column: int) -> str:
    return (
        row.number, row.name, row.when, row.counter, row.procedures, row.routes, row.promises,
        row.word,
    )[column]  # fmt: skip


def _accessible(row: CaseRow, column: int) -> str:
    mark = f"（{SLIP_WORD}）" if column == NUMBER and row.typed_in else ""
    return f"{HEADERS[column]} {_text(row, column)}{mark}"


def _tip(row: CaseRow, column: int) -> str | None:
    if column == NUMBER and row.typed_in:
        return SLIP_WORD
    shown = column in (NAME, COUNTER, PROCEDURES, ROUTES, PROMISES)
    return _text(row, column) if shown else None


def _tone(row: CaseRow, column: int) -> Tone | None:
    return LOOK[row.state][0] if column == STATE else None


def _icon(row: CaseRow, column: int) -> str | None:
    if column == NUMBER and row.typed_in:
        return SLIP_ICON
    return LOOK[row.state][1] if column == STATE else None


def _strong(_row: CaseRow, column: int) -> bool:
    return column in (NUMBER, STATE)


_ROLES: dict[int, Callable[[CaseRow, int], Any]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.AccessibleTextRole: _accessible,
    Qt.ItemDataRole.ToolTipRole: _tip,
    CellRole.TONE: _tone,
    CellRole.ICON: _icon,
    CellRole.STRONG: _strong,
}
