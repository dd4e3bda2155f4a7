"""One question: how it is asked or looked up, its answers on number keys, or a day to type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.answer import AnswerButton
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import RADIUS_PANEL, SPACE, TypeStyle
from dtcoach.ui.visit.typed_dates import show_day
from dtcoach.ui.visit.walk_model import DeadlineModel, QuestionModel, unknown_label

UNKNOWN_VALUE = "unknown"
_KEYS = 9


class _Answers(QWidget):
    """The ground that holds the keys: Enter alone answers nothing, a number or an arrow does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring_radius", RADIUS_PANEL)
        self.buttons: list[AnswerButton] = []
        self.columns = Columns(self, least_px=230, most=3, gap=12, even=True)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        shown = [button for button in self.buttons if button.isVisibleTo(self)]
        if step is None or not shown:
            super().keyPressEvent(event)
            return
        here = next((i for i, button in enumerate(shown) if button.hasFocus()), None)
        there = 0 if here is None else (here + step) % len(shown)
        shown[there].setFocus(Qt.FocusReason.TabFocusReason)


class QuestionWork(QWidget):
    """Signals: `answered(value)`; `day_changed(date | None)` as it is typed."""

    answered = Signal(str)
    day_changed = Signal(object)

    def __init__(self, read: Callable[[str], date | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: QuestionModel | None = None
        self._quiet = Chip("声に出さず、記録で確かめる", Tone.WARNING, icon="visibility", full=True)
        self._ask = Text("", TypeStyle.HEADING_28, "text_strong")
        self._hint = Text("", TypeStyle.READ, "text")
        self._why = Text("", TypeStyle.READ, "text_secondary")
        self._answers = _Answers()
        self._day = DateField("日付", read, show_day, placeholder="例 R6.12.23")
        self._day.date_changed.connect(self.day_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._quiet, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._ask, self._hint, self._why):
            column.addWidget(part)
        column.addSpacing(SPACE)
        column.addWidget(self._answers)
        column.addWidget(self._day)

    def set_question(self, model: QuestionModel, *, show_why: bool) -> None:
        """What is typed stays while the question stays."""
        if model != self._shown:
            self._show(model)
        self._why.setText(f"なぜ: {model.why}")
        self._why.setVisible(show_why and bool(model.why))

    def clear(self) -> None:
        """Frees the number keys while something else is asked."""
        self._shown = None
        for button in self._answers.buttons:
            button.set_key("")
        self._day.set_text("")

    def day(self) -> date | None:
        return self._day.date()

    def typed(self) -> str:
        return self._day.text()

    def set_error(self, error: str) -> None:
        self._day.set_error(error)

    def set_deadline(self, deadline: DeadlineModel | None) -> None:
        """Beside the day: what it means."""
        day = self._day.date()
        if day is not None and deadline is not None:
            ahead = f"{show_day(day)} → 届出期限 "
            self._day.set_meaning([(ahead, False), (f"{deadline.day} {deadline.word}", True)])

    def take_focus(self) -> None:
        """The next key lands here."""
        target: QWidget = self._answers
        if self._shown is not None and self._shown.is_date:
            target = self._day
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, model: QuestionModel) -> None:
        self._shown = model
        self._quiet.setVisible(model.silent)
        # What is looked up is for the clerk alone, and need not be read from across the counter.
        self._ask.set_style(TypeStyle.HEADING_20 if model.silent else TypeStyle.HEADING_28)
        self._ask.setText(model.question)
        self._hint.setText(model.hint)
        self._hint.setVisible(bool(model.hint))
        self._answers.setAccessibleName(model.question)
        self._answers.setAccessibleDescription("番号のキーで答えます")
        self._day.set_label(model.question)
        self._day.set_text("")
        if model.is_date and model.given not in (None, UNKNOWN_VALUE):
            self._day.set_text(date.fromisoformat(str(model.given)).strftime("%Y-%m-%d"))
        self._answers.setVisible(not model.is_date)
        self._day.setVisible(model.is_date)
        self._set_answers(model)

    def _set_answers(self, model: QuestionModel) -> None:
        choices = () if model.is_date else (*model.choices, (UNKNOWN_VALUE, unknown_label()))
        for i, (value, label) in enumerate(choices):
            if i == len(self._answers.buttons):
                self._add_button()
            button = self._answers.buttons[i]
            number = "0" if value == UNKNOWN_VALUE else str(i + 1) if i < _KEYS else ""
            button.set_label(label)
            button.set_key(number)
            button.setProperty("value", value)
            button.setChecked(value == model.given)
            button.setVisible(True)
        for button in self._answers.buttons[len(choices) :]:
            button.set_key("")
            button.setVisible(False)
        self._answers.updateGeometry()

    def _add_button(self) -> None:
        button = AnswerButton("")
        button.clicked.connect(self._on_clicked)
        self._answers.buttons.append(button)
        self._answers.columns.addWidget(button)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, AnswerButton):
            # What is answered decides the mark, not the press.
            given = None if self._shown is None else self._shown.given
            button.setChecked(button.property("value") == given)
            self.answered.emit(str(button.property("value")))
