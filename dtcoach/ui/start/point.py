"""A numbered point whose further lines stand under its words, not under its number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle

_GAP_PX = 6


class Point(QWidget):
    """One of a few: the number, and what is to be seen."""

    def __init__(self, number: int, words: str = "", style: TypeStyle = TypeStyle.BODY) -> None:
        super().__init__()
        self._words = Text(words, style)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        row.addWidget(Text(f"{number}.", style, wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: str) -> None:
        self._words.setText(words)
