"""What staff must be told, right under the banner, until somebody says that it was read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dtcoach.frozen import dataclass
from dtcoach.ui.bar import EDGE_PX, Bar
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.lines import lay_out
from dtcoach.ui.kit.notice import NoticeKind
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current

_MOST_KEPT = 20
_MOST_LINES = 2
_KEY = "F12"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to read."""

    kind: NoticeKind
    sentence: str


class ToldSheet(Sheet):
    """The whole of what does not fit under the banner. Signals: `read()`."""

    read = Signal()

    def __init__(self, told: Told) -> None:
        super().__init__(told.kind.word)
        self.body.addWidget(Text(told.sentence))
        later = Button("あとで読む", key="Esc")
        later.clicked.connect(self.close_sheet)
        done = Button("読みました", ButtonKind.SOLID, key="Enter")
        done.clicked.connect(self._on_done)
        self.set_buttons([later], [done])

    def _on_done(self) -> None:
        self.close_sheet()
        self.read.emit()


class ToldBar(Bar):
    """The oldest that was not read yet, and how many come after it. Where it is too long for the
    window, its beginning, and a sheet with all of it.

    Signals: `sheet_wanted(Sheet)`.
    """

    sheet_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.WARNING, parent)
        self._waiting: list[Told] = []
        self._is_short = False
        self._chip = Chip("", Tone.WARNING)
        self._text = Text("", TypeStyle.BODY, "text_strong", align=Qt.AlignmentFlag.AlignVCenter)
        self._read = Button("読みました", key=_KEY, size=ButtonSize.SMALL)
        self._read.clicked.connect(self._on_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE_PX + 2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(12)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self._read)
        self.hide()

    @property
    def waiting(self) -> tuple[Told, ...]:
        return tuple(self._waiting)

    @property
    def is_short(self) -> bool:
        """Only its beginning is shown."""
        return self._is_short

    def tell(self, kind: NoticeKind, sentence: str) -> None:
        """Nothing is told twice while it waits to be read."""
        told = Told(kind, sentence)
        if told not in self._waiting and len(self._waiting) < _MOST_KEPT:
            self._waiting.append(told)
            self._show()

    def restyle(self) -> None:
        super().restyle()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._waiting))
        if not self._waiting:
            return
        told = self._waiting[0]
        self.set_tone(told.kind.tone)
        self._chip.set_chip(told.kind.word, told.kind.tone, icon=told.kind.icon, full=True)
        more = len(self._waiting) - 1
        room = self.width() - self._chip.sizeHint().width() - current().px(260)
        self._is_short = lay_out(told.sentence, TypeStyle.BODY, room).count > _MOST_LINES
        word = "全文を読む" if self._is_short else "読みました"
        self._read.set_label(f"{word}（あと{more}件）" if more else word)
        self._text.setText(_beginning(told.sentence, room) if self._is_short else told.sentence)
        self.setAccessibleName(f"{told.kind.word}: {told.sentence}")

    def _on_pressed(self) -> None:
        if not self._is_short:
            self._on_read()
            return
        sheet = ToldSheet(self._waiting[0])
        sheet.read.connect(self._on_read)
        self.sheet_wanted.emit(sheet)

    def _on_read(self) -> None:
        if self._waiting:
            del self._waiting[0]
        self._show()


def _beginning(sentence: str, room: int) -> str:
    """As much of it as fits into one line."""
    metrics = current().metrics(TypeStyle.BODY)
    return metrics.elidedText(sentence, Qt.TextElideMode.ElideRight, max(room, 100))
