"""Pictures that are kept: with each resident the same buttons, answers and cards come again."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QPixmapCache

from dtcoach.ui.kit.theme import current

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object


class Pictured(_Widget):
    """Before the Qt class among the bases of a widget that paints itself.

    The widget draws itself in `_draw` and says in `_face` all that its picture depends on, beside
    its size and the theme. Qt keeps as many pictures as its cache has room for.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        theme = current()
        look = (theme.scale, theme.high_contrast, theme.family, ratio)
        key = repr((type(self), self.width(), self.height(), look, self._face()))
        picture = QPixmap()
        if not QPixmapCache.find(key, picture):
            picture = self._picture(ratio)
            QPixmapCache.insert(key, picture)
        QPainter(self).drawPixmap(0, 0, picture)

    def _picture(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, QRectF(self.rect()))
        painter.end()
        return picture

    def _face(self) -> tuple[Hashable, ...]:
        raise NotImplementedError

    def _draw(self, painter: QPainter, rect: QRectF) -> None:
        raise NotImplementedError
