"""比較: the same measures of this incident and of those before it, marked by kind."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.figures.comparison import Comparison
from dtcoach.ui.kit.panel import EmptyState
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.report.compare_model import CompareModel

_MOST_NAMES = 0.45
"""Of the width, for what is measured: with large text the values have to be seen too."""


class _CompareTable(Table):
    """Each column as wide as its words; what is left over goes to the incidents in equal parts."""

    def restyle(self) -> None:
        super().restyle()
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        model, header = self.model(), self.horizontalHeader()
        if model is None or not model.columnCount():
            return
        places, room = range(model.columnCount()), self.viewport().width()
        needed = [max(self.sizeHintForColumn(i), header.sectionSizeHint(i)) for i in places]
        needed[0] = min(needed[0], int(room * _MOST_NAMES))
        more = max(room - sum(needed), 0) // max(len(needed) - 1, 1)
        for i in places:
            self.setColumnWidth(i, needed[i] + (more if i else 0))


def compare_view(comparison: Comparison, shown: str) -> QWidget:
    """The table, or why there is none."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
    column.setSpacing(SPACE)
    if len(comparison.incidents) < 2:
        column.addWidget(
            EmptyState(
                "inbox",
                "並べて比べる記録が、まだありません",
                "前の障害や訓練の記録がこの端末にあると、同じ数え方で横に並びます。",
            )
        )
        return page
    column.addWidget(
        Text(
            "本番・訓練・再現は、合わせて数えません。よくなったかどうかは、同じ区分の前の記録と比べます。",
            TypeStyle.BODY,
        )
    )
    table = _CompareTable("障害の比較")
    table.setModel(CompareModel(comparison, shown, table))
    column.addWidget(table, 1)
    page.setFocusProxy(table)
    return page
