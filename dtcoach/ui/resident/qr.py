"""A QR code that any telephone reads: black on white in every theme, on whole pixels."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dtcoach.app.ports import QrModules
from dtcoach.ui.kit.paint import box
from dtcoach.ui.kit.theme import current

QUIET = 4
"""Modules of white around the code, as ISO/IEC 18004 wants it."""

_SIDE_PX = 246
_MOST_PX = 330


class QrCode(QWidget):
    """The code of one address, in a square of about 246 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: QrModules = ()
        self._module_px: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_modules(self, modules: QrModules) -> None:
        self._modules = modules
        self.restyle()

    @property
    def across(self) -> int:
        """Modules of the whole square, the white around it too."""
        return len(self._modules) + 2 * QUIET

    @property
    def module_px(self) -> int:
        """Pixels a module: a whole number, or the edges would blur."""
        if self._module_px is not None:
            return self._module_px
        return max(min(current().px(_SIDE_PX), _MOST_PX) // self.across, 3)

    def set_module_px(self, module_px: int) -> None:
        """As large as the room that was found for it."""
        if module_px != self._module_px:
            self._module_px = module_px
            self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        side = self.module_px * self.across
        return QSize(side - self._ahead, side)

    @property
    def _ahead(self) -> int:
        """On a white page the margin of the page is the white at its left: it stands flush."""
        return 0 if current().high_contrast else QUIET * self.module_px

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, QRectF(self.rect()), "qr_light")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().color("qr_dark"))
        size = self.module_px
        for y, row in enumerate(self._modules):
            start: int | None = None
            for x, dark in enumerate((*row, False)):
                if dark and start is None:
                    start = x
                elif not dark and start is not None:
                    left, top = (QUIET + start) * size - self._ahead, (QUIET + y) * size
                    painter.drawRect(left, top, (x - start) * size, size)
                    start = None
