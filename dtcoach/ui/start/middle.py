"""A page that stays in the middle of a wide screen, where the eye need not travel."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.theme import SPACE, current

_MOST_PX = 1366


class MiddlePage(QWidget):
    """Its own layout gets the margins; at most as wide as the small screen, at any text size."""

    def restyle(self) -> None:
        self._keep_middle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_middle()

    def _keep_middle(self) -> None:
        layout = self.layout()
        if layout is not None:
            over = max(self.width() - current().px(_MOST_PX), 0) // 2
            layout.setContentsMargins(2 * SPACE + over, 2 * SPACE, 2 * SPACE + over, 2 * SPACE)
