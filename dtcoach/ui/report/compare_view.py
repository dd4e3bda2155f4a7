"""比較: the same measures of this incident and of those before it, marked by kind."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.figures.comparison import Comparison
from dtcoach.ui.kit.panel import EmptyState
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.report.compare_model import CompareModel

_NAME_EM, _VALUE_EM = 16.0, 13.0


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
    table = Table("障害の比較")
    table.setModel(CompareModel(comparison, shown, table))
    table.set_columns([_NAME_EM, *(_VALUE_EM for _ in comparison.incidents)])
    column.addWidget(table, 1)
    page.setFocusProxy(table)
    return page
