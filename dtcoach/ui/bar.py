"""A bar across the window, right under the banner: tint, edge, line; for what must be seen."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.paint import begin, box, left_edge

EDGE_PX = 12


class Bar(QWidget):
    """The ground of such a bar."""

    def __init__(self, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone

    def set_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.update()

    def restyle(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect())
        box(painter, rect, self._tone.tint)
        box(painter, QRectF(rect.x(), rect.bottom() - 2, rect.width(), 2), self._tone.ink)
        left_edge(painter, rect, self._tone.ink, EDGE_PX, 0)
