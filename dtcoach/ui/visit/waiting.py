"""The visits of this incident that are not finished, to go on with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.chip import Tone, chip_size, paint_chip
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.nav import waited
from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.pressable import Pressable, grows_with_width
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import heading
from dtcoach.ui.kit.theme import RADIUS_PANEL, SPACE, TypeStyle, current
from dtcoach.ui.visit.picker_model import WaitingModel

_PAD = 12
_GAP = "　"
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class WaitingCard(Pressable):
    """Number, state, requests, and what it waits for. Signals: `clicked`."""

    radius = RADIUS_PANEL

    def __init__(self, model: WaitingModel, parent: QWidget | None = None) -> None:
        self.model = model
        super().__init__(model.number, "", parent)
        grows_with_width(self)
        self.set_model(model)

    def set_model(self, model: WaitingModel) -> None:
        self.model = model
        self.set_label(model.number)
        self.setAccessibleName(f"受付 {model.number} {self._word()} {model.requests}")
        self.setAccessibleDescription(self._note())
        self.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()  # the list knows which is next
            return
        super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        requests, note = self._words(width)
        return chip_size(self._word()).height() + requests.height + note.height + 2 * _PAD + 8

    def sizeHint(self) -> QSize:
        width = current().px(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(112), current().px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        rect = QRectF(self.rect())
        active = self.underMouse() or self.isDown()
        fill: RoleName = "action_tint" if active else "ground_raised"
        box(painter, rect, fill, "action" if active else "border", 1, self.radius)
        number = lay_out(self.model.number, TypeStyle.LABEL)
        number.draw(painter, _PAD, _PAD + 2, theme.color("text_strong"))
        chip = chip_size(self._word(), "")
        place = QRectF(rect.right() - _PAD - chip.width(), _PAD, chip.width(), chip.height())
        paint_chip(painter, place, self._word(), self._tone())
        requests, note = self._words(self.width())
        top = _PAD + chip.height() + 4
        requests.draw(painter, _PAD, top, theme.color("text"))
        note.draw(painter, _PAD, top + requests.height + 2, theme.color("text_secondary"))

    def _words(self, width: int) -> tuple[Lines, Lines]:
        room = width - 2 * _PAD
        return (
            lay_out(self.model.requests, TypeStyle.LABEL_PLAIN, room),
            lay_out(self.note_in(room), TypeStyle.NOTE, room),
        )

    def note_in(self, room: int) -> str:
        """The note in lines that end between two of its parts: neither a time nor the name of
        a counter is torn where it need not be."""
        first, *others = self._parts()
        lines = [first]
        for part in others:
            longer = f"{lines[-1]}{_GAP}{part}"
            if text_width(longer, TypeStyle.NOTE) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
        return "\n".join(lines)

    def _note(self) -> str:
        return _GAP.join(self._parts())

    def _parts(self) -> list[str]:
        model = self.model
        parts = (model.cue, f"受付から{waited(model.minutes)}", model.counter)
        return [part for part in parts if part]

    def _word(self) -> str:
        return "中断中" if self.model.parked else "対応中"

    def _tone(self) -> Tone:
        return Tone.WARNING if self.model.parked else Tone.ACTION


class WaitingList(QWidget):
    """Signals: `visit_requested(id)`."""

    visit_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[WaitingCard] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE)
        self.set_inset(SPACE)
        self._title = heading("途中の受付")
        # The key that put a visit aside leads back to those that wait.
        self._reach = Button("選ぶ", key="F2", size=ButtonSize.SMALL)
        self._reach.setAccessibleName("途中の受付を選ぶ")
        self._reach.clicked.connect(self._on_reach)
        self._column.addWidget(PageHead(self._title, [self._reach]))
        self._column.addStretch(1)

    def set_inset(self, px: int) -> None:
        """How far its sides stand in: under the requests they stand under theirs."""
        self._column.setContentsMargins(px, SPACE, px, SPACE)

    @property
    def count(self) -> int:
        return len(self._cards)

    def set_waiting(self, waiting: Sequence[WaitingModel]) -> None:
        while len(self._cards) > len(waiting):
            card = self._cards.pop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for i, model in enumerate(waiting):
            if i == len(self._cards):
                card = WaitingCard(model, self)
                card.clicked.connect(self._on_clicked)
                self._cards.append(card)
                self._column.insertWidget(self._column.count() - 1, card)
                card.show()
            elif self._cards[i].model != model:
                self._cards[i].set_model(model)
        self._title.setText(f"途中の受付 {len(waiting)}件")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down among the cards."""
        step = _STEPS.get(Qt.Key(event.key()))
        at = next((i for i, card in enumerate(self._cards) if card.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(self._cards):
            self._cards[at + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_reach(self) -> None:
        """The first is the one that waits longest; Enter takes it up, Up and Down choose."""
        if self._cards:
            self._cards[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, WaitingCard):
            self.visit_requested.emit(card.model.id)
