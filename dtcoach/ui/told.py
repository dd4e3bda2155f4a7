"""What staff must be told, right under the banner, until somebody says that it was read."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.notice import NoticeKind
from dtcoach.ui.kit.paint import begin, box, left_edge
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle

_CHIP_PX = 12
_MOST_KEPT = 20


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to read."""

    kind: NoticeKind
    sentence: str


class ToldBar(QWidget):
    """The oldest that was not read yet, and how many come after it.

    Signals: `all_read()`.
    """

    all_read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Told] = []
        self._chip = Chip("", Tone.WARNING)
        self._text = Text("", TypeStyle.BODY, "text_strong", align=Qt.AlignmentFlag.AlignVCenter)
        self._read = Button("読みました", key="F12", size=ButtonSize.SMALL)
        self._read.clicked.connect(self._on_read)
        row = QHBoxLayout(self)
        row.setContentsMargins(_CHIP_PX + 2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(12)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._read)
        self.hide()

    @property
    def waiting(self) -> tuple[Told, ...]:
        return tuple(self._waiting)

    def tell(self, kind: NoticeKind, sentence: str) -> None:
        """Nothing is told twice while it waits to be read."""
        told = Told(kind, sentence)
        if told not in self._waiting and len(self._waiting) < _MOST_KEPT:
            self._waiting.append(told)
            self._show()

    def restyle(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._waiting:
            return
        tone = self._waiting[0].kind.tone
        painter = begin(self)
        rect = QRectF(self.rect())
        box(painter, rect, tone.tint)
        box(painter, QRectF(rect.x(), rect.bottom() - 2, rect.width(), 2), tone.ink)
        left_edge(painter, rect, tone.ink, _CHIP_PX, 0)

    def _show(self) -> None:
        self.setVisible(bool(self._waiting))
        if not self._waiting:
            return
        told = self._waiting[0]
        self._chip.set_chip(told.kind.word, told.kind.tone, icon=told.kind.icon, full=True)
        self._text.setText(told.sentence)
        more = len(self._waiting) - 1
        self._read.set_label(f"読みました（あと{more}件）" if more else "読みました")
        self.setAccessibleName(f"{told.kind.word}: {told.sentence}")
        self.update()

    def _on_read(self) -> None:
        if self._waiting:
            del self._waiting[0]
        self._show()
        if not self._waiting:
            self.all_read.emit()
