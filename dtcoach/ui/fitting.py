"""Columns that share the width of their table, and step aside where there is not enough."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject

from dtcoach.frozen import dataclass
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.theme import current

_EM_PX = 16


@dataclass(frozen=True, slots=True)
class Column:
    """`least_em` is what it needs, in characters; `share` of what is left over; the highest `rank`
    goes first where not all fit (0 never goes: what it says stands nowhere else)."""

    least_em: float
    share: float = 0
    rank: int = 0


def fit(columns: Sequence[Column], width: int, em_px: float) -> list[int]:
    """Widths in pixels that sum to `width`; 0 for a column that is left out. What may not be
    left out shrinks where even that is not enough, and ends in "…"."""
    kept = list(range(len(columns)))

    def needed() -> float:
        return sum(columns[i].least_em for i in kept) * em_px

    while needed() > width and any(columns[i].rank for i in kept):
        kept.remove(max(kept, key=lambda i: columns[i].rank))
    em_px = min(em_px, width / max(sum(columns[i].least_em for i in kept), 1))
    over = max(width - needed(), 0)
    shares = sum(columns[i].share for i in kept) or 1
    widths = [0] * len(columns)
    for i in kept:
        widths[i] = int(columns[i].least_em * em_px + over * columns[i].share / shares)
    if kept:
        widths[kept[-1]] += width - sum(widths)
    return widths


class FittedColumns(QObject):
    """Keeps the columns of one table fitted while it changes its size or its text scale."""

    def __init__(self, table: Table, columns: Sequence[Column]) -> None:
        super().__init__(table)
        self._table = table
        self._columns = tuple(columns)
        self._fitted: tuple[int, float] | None = None
        table.horizontalHeader().setStretchLastSection(False)
        table.viewport().installEventFilter(self)
        self._fit()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Others from now on."""
        if tuple(columns) != self._columns:
            self._columns = tuple(columns)
            self._fitted = None
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        now = (self._table.viewport().width(), current().scale)
        if now == self._fitted:
            return
        self._fitted = now
        widths = fit(self._columns, now[0], _EM_PX * now[1])
        for i, width in enumerate(widths):
            self._table.setColumnHidden(i, not width)
            if width:
                self._table.setColumnWidth(i, width)
