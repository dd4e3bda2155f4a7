"""A scroll bar as quiet as the page: a rounded thumb on nothing, wide enough to grip."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.roles import RoleName

_EXTENT_PX = 16
_INSET_PX = 4
_BUTTON_PX = 14
_LEAST_THUMB_PX = 26


class ScrollBar(QScrollBar):
    """Thumb in the border colour, darker under the mouse."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # What is under it shines through, whatever ground that is.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def restyle(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.orientation() == Qt.Orientation.Vertical:
            return QSize(_EXTENT_PX, hint.height())
        return QSize(hint.width(), _EXTENT_PX)

    def thumb(self) -> QRect:
        """Where Fusion has its slider, so that what is seen is what is gripped.

        Worked out here: asking the style would have Python make all its enums, for longer than
        the whole window takes to paint.
        """
        upright = self.orientation() == Qt.Orientation.Vertical
        length = self.height() if upright else self.width()
        groove = length - 2 * _BUTTON_PX
        steps = self.maximum() - self.minimum()
        size = groove
        if steps:
            size = groove * self.pageStep() // (steps + self.pageStep())
            size = min(max(size, _LEAST_THUMB_PX), groove)
        at = _BUTTON_PX + self._along(groove - size)
        if upright:
            return QRect(0, at, self.width(), size)
        return QRect(at, 0, size, self.height())

    def _along(self, span: int) -> int:
        """The present value as pixels of `span`, rounded as Qt rounds."""
        steps = self.maximum() - self.minimum()
        value = self.sliderPosition() - self.minimum()
        if not steps or span <= 0:
            return 0
        if self.isRightToLeft() and self.orientation() == Qt.Orientation.Horizontal:
            value = steps - value
        return (2 * value * span + steps) // (2 * steps)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        thumb = self.thumb()
        held = self.isSliderDown() or self.underMouse()
        role: RoleName = "text_secondary" if held else "border"
        inner = QRectF(thumb)
        if self.orientation() == Qt.Orientation.Vertical:
            inner.adjust(_INSET_PX, 0, -_INSET_PX, 0)
        else:
            inner.adjust(0, _INSET_PX, 0, -_INSET_PX)
        box(painter, inner, role, radius=min(inner.width(), inner.height()) / 2)
