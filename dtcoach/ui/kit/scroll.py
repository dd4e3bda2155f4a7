"""A scroll bar as quiet as the page: a rounded thumb on nothing, wide enough to grip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.roles import RoleName

_EXTENT_PX = 16
_INSET_PX = 4


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

    def paintEvent(self, event: QPaintEvent) -> None:
        # Here, because the enums of QStyle take 7 ms to make and a start shows no scroll bar.
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        painter = begin(self)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        thumb = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )
        held = self.isSliderDown() or self.underMouse()
        role: RoleName = "text_secondary" if held else "border"
        inner = QRectF(thumb)
        if self.orientation() == Qt.Orientation.Vertical:
            inner.adjust(_INSET_PX, 0, -_INSET_PX, 0)
        else:
            inner.adjust(0, _INSET_PX, 0, -_INSET_PX)
        box(painter, inner, role, radius=min(inner.width(), inner.height()) / 2)
