"""Incidents beside each other as a table; what got better is a word, never a colour alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dtcoach.app.figure_words import CHANGE_WORDS, MEASURE_TITLES, measured
from dtcoach.app.report_tables import incident_head
from dtcoach.domain.figures.comparison import Change, Comparison
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.table import CellRole

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TONES = {Change.BETTER: Tone.SUCCESS, Change.WORSE: Tone.DANGER, Change.SAME: Tone.NEUTRAL}


class CompareModel(QAbstractTableModel):
    """Measures down, incidents across: this one first, so that large text does not push it out of
    sight, then the others back in time."""

    def __init__(self, comparison: Comparison, shown: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparison = comparison
        own = next(one for one in comparison.incidents if one.incident == shown)
        at = comparison.incidents.index(own)
        others = (one for one in reversed(range(len(comparison.incidents))) if one != at)
        self._order = (at, *others)
        self._heads = tuple(incident_head(comparison.incidents[i], own) for i in self._order)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._comparison.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section - 1] if section else "同じ数え方で"

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._comparison.rows[index.row()], index.column() - 1
        if column < 0:
            title = MEASURE_TITLES[row.measure.id]
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return title
            return None
        incident = self._order[column]
        told = measured(row.measure.unit, row.values[incident])
        change = row.changes[incident]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return told
            case Qt.ItemDataRole.AccessibleTextRole:
                word = CHANGE_WORDS[change]
                head = f"{self._heads[column]} {MEASURE_TITLES[row.measure.id]}"
                return f"{head} {told}{f'、{word}' if word else ''}"
            case CellRole.STRONG:
                return row.values[incident] is not None
            case CellRole.CHIP:
                word = CHANGE_WORDS[change]
                return (word, _TONES[change]) if word else None
        return None
