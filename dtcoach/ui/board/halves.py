"""What is typed and what comes of it, side by side; each scrolls by itself where it must."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.theme import SPACE, current

_GAP = 2 * SPACE


class Halves(QWidget):
    """Below each other, in one pane, where both do not fit."""

    def __init__(self, name: str, left: QWidget, right: QWidget, *, least_px: int) -> None:
        """`least_px`: the width at text scale 1 that each half needs."""
        super().__init__()
        self._least_px = least_px
        self._right = right
        self._is_wide: bool | None = None
        first, second = QWidget(), QWidget()
        self._below = QVBoxLayout(first)
        self._beside = QVBoxLayout(second)
        for column in (self._below, self._beside):
            column.setContentsMargins(SPACE, SPACE, SPACE, 0)
            column.setSpacing(_GAP)
        self._below.addWidget(left)
        self._below.addStretch(1)
        self._beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._other = ScrollPane(right.accessibleName() or name, second)
        for pane in (ScrollPane(name, first), self._other):
            row.addWidget(pane, 1)
        self._place()

    @property
    def is_wide(self) -> bool:
        """Whether they stand side by side."""
        return bool(self._is_wide)

    def restyle(self) -> None:
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        wide = self.width() >= 2 * current().px(self._least_px) + 4 * SPACE + _GAP
        if wide == self._is_wide:
            return
        self._is_wide = wide
        leaves, enters = self._below, self._beside
        if not wide:
            leaves, enters = enters, leaves
        leaves.removeWidget(self._right)
        enters.insertWidget(enters.count() - 1, self._right)
        self._other.setVisible(wide)
