"""A page and what is said of it: side by side, or the words first where the text is large."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.columns import Columns, height_of
from dtcoach.ui.kit.theme import SPACE, current

_LEAST_PX = 400
_GAP = 2 * SPACE


class Beside(Columns):
    """Its items are what is said, the pages, and what else may be chosen, if anything, in this
    order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, least_px=_LEAST_PX, most=2, gap=_GAP)

    def _places(self, width: int) -> list[QRect]:
        wide = (width - _GAP) // 2
        shown = self._shown()
        if wide < current().px(_LEAST_PX) or len(shown) < 2:
            return super()._places(width)
        said, pages, *more = (height_of(item, wide) for item in shown)
        right = wide + _GAP
        first = [QRect(right, 0, wide, said), QRect(0, 0, wide, pages)]
        return first + [QRect(right, said + _GAP, wide, high) for high in more]


def column_of(*widgets: QWidget) -> QWidget:
    """These below each other, as one item of it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP)
    for widget in widgets:
        column.addWidget(widget)
    return whole
