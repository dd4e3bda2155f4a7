"""A date read from what is typed, with what was understood beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpacerItem, QWidget

from dtcoach.ui.kit.field import Field, LineEdit
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.kit.typing import Typing


class DateField(Field):
    """A date typed in any form that `read` knows; what was understood stands beside it.

    Signals: `date_changed(date | None)` whenever the meaning changes, `submitted(date | None)`,
    `left()` when the keys go elsewhere or Enter is pressed.
    """

    date_changed = Signal(object)
    submitted = Signal(object)
    left = Signal()

    _room: QSpacerItem | None = None

    def __init__(
        self,
        label: str,
        read: Callable[[str], date | None],
        show: Callable[[date], str],
        *,
        support: str = "",
        required: bool = False,
        placeholder: str = "",
        doubt: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`read` gives None for what is no date; `show` gives 和暦 with the weekday; `doubt` asks
        back where what is typed may mean several."""
        self._line = LineEdit()
        Typing.DATE.prepare(self._line)
        self._read = read
        self._show = show
        self._doubt = doubt
        self._lines = 2
        self._date: date | None = None
        super().__init__(label, self._line, support=support, required=required, parent=parent)
        self._line.setPlaceholderText(placeholder)
        self.meaning = Text("", TypeStyle.READ, align=Qt.AlignmentFlag.AlignVCenter)
        self.line.setStretch(0, 0)
        # The input stays at its label, however high what stands beside it is.
        self.line.setAlignment(self._box, Qt.AlignmentFlag.AlignTop)
        self.line.addWidget(self.meaning, 1, Qt.AlignmentFlag.AlignTop)
        self._room = QSpacerItem(0, 0)
        self.line.addItem(self._room)
        self._line.textChanged.connect(self._on_text_changed)
        self._line.returnPressed.connect(self._on_return_pressed)
        self._line.editingFinished.connect(self.left)
        self.restyle()

    def date(self) -> date | None:
        return self._date

    @property
    def doubt(self) -> str:
        """The question back, where what is typed may mean several days."""
        return "" if self._doubt is None else self._doubt(self.text().strip())

    def text(self) -> str:
        return self._line.text()

    def set_text(self, text: str) -> None:
        self._line.setText(text)

    def expect_day_only(self) -> None:
        """Nothing but the day itself will stand beside it: one line is room enough."""
        self._lines = 1
        self.restyle()

    def set_meaning(self, spans: Sequence[tuple[str, bool]]) -> None:
        """Replaces what stands beside the field, for instance by the date and its last day."""
        self.meaning.set_spans(spans)

    def restyle(self) -> None:
        self._box.setFixedWidth(current().px(200) + 2 * SPACE)
        self.meaning.setMinimumHeight(self._box.sizeHint().height())
        # Room for the day and its last day: nothing moves while somebody types.
        if self._room is not None:
            high = self._lines * current().line_px(TypeStyle.READ)
            self._room.changeSize(0, 0 if self.error else high)
            self.line.invalidate()

    def set_error(self, error: str) -> None:
        """The error stands close under the input, in the room of the day that is not understood."""
        super().set_error(error)
        if self._room is not None:
            self.restyle()

    def _on_text_changed(self, text: str) -> None:
        understood = self._read(text.strip())
        self.meaning.setText(self._show(understood) if understood else self.doubt)
        self.set_error("")
        if understood != self._date:
            self._date = understood
            self.date_changed.emit(understood)

    def _on_return_pressed(self) -> None:
        self.submitted.emit(self._date)
