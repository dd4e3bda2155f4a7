"""Answers in as many columns as fit, each on its number key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.answer import AnswerButton
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.theme import RADIUS_CONTROL, current

UNKNOWN_VALUE = "unknown"
_KEYS = 9
_NARROW_PX = 280
_LEAST_PX = 190
# With large text, はい, いいえ and わからない still stand in one row of a small window.
_LARGE_LEAST_PX = 150
_LARGE = 1.5
_SHORT = 5
_NO_LIMIT_PX = 16_777_215


class Answers(QWidget):
    """The ground holds the keys: Enter alone answers nothing, a number or an arrow does.

    Signals: `answered(value)`. Buttons are kept and reused.
    """

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, columns: int = 3) -> None:
        """`columns`: at most so many; long answers are read more easily below each other."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring_radius", RADIUS_CONTROL)
        self._buttons: list[AnswerButton] = []
        self._given: str | None = None
        self._narrow = False
        self._short = False
        self._columns = Columns(self, least_px=_LEAST_PX, most=columns, gap=12, even=True)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription("番号のキーで答えます")

    def set_answers(
        self,
        choices: Sequence[tuple[str, str]],
        given: str | None,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        """`choices`: (value, label); `keys` where a value has another key than its number."""
        self._given = given
        self._short = all(len(label) <= _SHORT for _, label in choices)
        self._set_least()
        for i, (value, label) in enumerate(choices):
            if i == len(self._buttons):
                self._add_button()
            button = self._buttons[i]
            number = str(i + 1) if i < _KEYS else ""
            if button.label != label:
                button.set_label(label)
            button.set_key((keys or {}).get(value, number))
            button.setProperty("value", value)
            button.setChecked(value == given)
            button.show()
        for button in self._buttons[len(choices) :]:
            button.set_key("")
            button.hide()
        self.updateGeometry()

    def set_narrow(self, narrow: bool) -> None:
        """A single answer need not be as wide as the page."""
        self._narrow = narrow
        self.restyle()

    def restyle(self) -> None:
        self._set_least()
        self.setMaximumWidth(current().px(_NARROW_PX) if self._narrow else _NO_LIMIT_PX)

    def _set_least(self) -> None:
        close = self._short and current().scale >= _LARGE
        self._columns.set_least(_LARGE_LEAST_PX if close else _LEAST_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        shown = [button for button in self._buttons if button.isVisibleTo(self)]
        if step is None or not shown:
            super().keyPressEvent(event)
            return
        here = next((i for i, button in enumerate(shown) if button.hasFocus()), None)
        there = 0 if here is None else (here + step) % len(shown)
        shown[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _add_button(self) -> None:
        button = AnswerButton("")
        button.clicked.connect(self._on_clicked)
        self._buttons.append(button)
        self._columns.addWidget(button)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, AnswerButton):
            value = str(button.property("value"))
            # What is written decides the mark, not the press.
            button.setChecked(value == self._given)
            self.answered.emit(value)
