"""A page on the screen: the very bytes that will be printed, on white, with an edge."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.theme import current

PREVIEW_DPI = 160
_EDGE = 1


class PagePreview(QWidget):
    """One page as wide as its place; `set_waiting` greys the one that no longer holds."""

    def __init__(self, width_px: int = 480, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._width_px = width_px
        self._waits = False
        # Qt asks for the height of a width. Were it set from resizeEvent, a scroll bar that comes
        # and goes with it would change the width back, without end.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("印刷されるページ")

    def set_image(self, image: QImage | None, name: str) -> None:
        self._image = image
        self._waits = False
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def set_waiting(self) -> None:
        self._waits = True
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """As high as the page is for this width."""
        if self._image is None or not self._image.width():
            return round(width * 0.7)
        return round(width * self._image.height() / self._image.width())

    def sizeHint(self) -> QSize:
        width = current().px(self._width_px)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        if self._image is None:
            box(painter, QRectF(self.rect()), "ground_raised", "border", _EDGE, 0)
            return
        # As large as fits, never out of shape, whatever place the layout gives.
        size = QSizeF(self._image.size()).scaled(
            QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio
        )
        rect = QRectF(QPointF(round((self.width() - size.width()) / 2), 0), size)
        box(painter, rect, "ground_raised", "border", _EDGE, 0)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._waits:
            painter.setOpacity(0.4)
        ratio = self.devicePixelRatioF()
        inner = rect.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        shown = self._image.scaled(
            round(inner.width() * ratio),
            round(inner.height() * ratio),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        painter.drawImage(inner.topLeft(), shown)
