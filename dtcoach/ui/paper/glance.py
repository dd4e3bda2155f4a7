"""The paper of a print step, small, beside what has become of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.paper.preview import PagePreview

_HEIGHT_PX = 76


class PaperGlance(QWidget):
    """As high as two lines of text, whatever the form's shape: the step needs the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._page = PagePreview()
        self._standing = Text("", TypeStyle.BODY_BOLD, "text_strong")
        self._note = Text("F5 で大きく見て、印刷します。", TypeStyle.NOTE, "text_secondary")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._standing)
        words.addWidget(self._note)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._page, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._fit()

    @property
    def is_drawn(self) -> bool:
        return self._image is not None

    def set_standing(self, words: str) -> None:
        self._standing.setText(words)

    def set_image(self, image: QImage | None, name: str) -> None:
        self._image = image
        self._page.set_image(image, name)
        self._fit()

    def set_waiting(self) -> None:
        self._page.set_waiting()

    def restyle(self) -> None:
        self._fit()

    def _fit(self) -> None:
        high = current().px(_HEIGHT_PX)
        ratio = 1.41
        if self._image is not None and self._image.height():
            ratio = self._image.width() / self._image.height()
        self._page.setFixedWidth(round(high * ratio))
