"""One question: how it is asked or looked up, its answers on number keys, or a day to type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, headline
from dtcoach.ui.visit.answers import UNKNOWN_VALUE, Answers
from dtcoach.ui.visit.path_model import DONT_KNOW
from dtcoach.ui.visit.said import SaidQuestion
from dtcoach.ui.visit.typed_dates import show_day
from dtcoach.ui.visit.walk_model import DeadlineModel, QuestionModel


class QuestionWork(QWidget):
    """Signals: `answered(value)`; `day_changed(date | None)` as it is typed; `why_requested()`."""

    answered = Signal(str)
    day_changed = Signal(object)
    why_requested = Signal()

    def __init__(
        self,
        read: Callable[[str], date | None],
        doubt: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown: QuestionModel | None = None
        self._compact = False
        self._quiet = Chip("声に出さず、記録で確かめる", Tone.WARNING, icon="visibility", full=True)
        self._ask = Text("", TypeStyle.HEADING_28, "text_strong")
        self._said = Text("", TypeStyle.RESIDENT, "text_strong")
        self._said_answers = Text("", TypeStyle.LABEL_PLAIN, "text")
        self._hint = Text("", TypeStyle.READ, "text")
        # F1 itself stands with ヘルプ in the side, and does the same.
        self._ask_why = Button("なぜ聞くのか", ButtonKind.TEXT, icon="help", size=ButtonSize.SMALL)
        self._ask_why.clicked.connect(self.why_requested)
        self._answers = Answers()
        self._answers.answered.connect(self.answered)
        self._day = DateField("日付", read, show_day, placeholder="例 R6.12.23", doubt=doubt)
        self._day.date_changed.connect(self.day_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(self._quiet, 0, left)
        column.addWidget(self._ask)
        column.addWidget(self._said)
        column.addWidget(self._said_answers)
        column.addWidget(self._hint)
        column.addWidget(self._ask_why, 0, left)
        column.addWidget(self._day)
        column.addSpacing(4)
        column.addWidget(self._answers)

    def set_question(self, model: QuestionModel) -> None:
        """What is typed stays while the question stays."""
        if model != self._shown:
            self._show(model)
        self._ask_why.setVisible(bool(model.why))
        ask = "なぜ確かめるのか" if model.silent else "なぜ聞くのか"
        if self._ask_why.label != ask:
            self._ask_why.set_label(ask)

    def set_said(self, said: SaidQuestion | None) -> None:
        """The question once more, in the resident's language."""
        for text in (self._said, self._said_answers):
            text.setVisible(said is not None)
            text.set_language("ja" if said is None or said.language == "easy" else said.language)
        self._said.setText("" if said is None else said.question)
        answers = "" if said is None else said.listed
        self._said_answers.setText(answers)
        self._said_answers.setVisible(bool(answers))

    def set_compact(self, compact: bool) -> None:
        """Smaller for a zone of the overview."""
        if compact != self._compact:
            self._compact = compact
            self._set_style()

    def restyle(self) -> None:
        self._set_style()

    def clear(self) -> None:
        """The next question shown starts empty, also when it is the same one again."""
        self._shown = None
        self._day.set_text("")
        self._day.set_error("")

    def day(self) -> date | None:
        return self._day.date()

    @property
    def doubt(self) -> str:
        """The question back, where the typed day may be several."""
        return self._day.doubt

    def set_error(self, error: str) -> None:
        self._day.set_error(error)

    def set_deadline(self, deadline: DeadlineModel | None) -> None:
        """Beside the day: what it means."""
        day = self._day.date()
        if day is not None and deadline is not None:
            self._day.set_meaning([(f"{show_day(day)}\n", False), (deadline.sentence, True)])

    @property
    def target(self) -> QWidget:
        """What the next key press belongs to."""
        if self._shown is not None and self._shown.is_date:
            return self._day.editor
        return self._answers

    def _show(self, model: QuestionModel) -> None:
        self._shown = model
        self._quiet.setVisible(model.silent)
        self._ask.setText(model.question)
        self._hint.setText(model.hint)
        self._hint.setVisible(bool(model.hint))
        self._answers.setAccessibleName(model.question)
        self._day.set_label(model.label)
        self._day.set_text("")
        if model.is_date and model.given not in (None, UNKNOWN_VALUE):
            self._day.set_text(str(model.given))
        self._day.setVisible(model.is_date)
        unknown = (UNKNOWN_VALUE, DONT_KNOW)
        # A bare 0 belongs to the date that is being typed.
        keys = {UNKNOWN_VALUE: "Alt+0" if model.is_date else "0"}
        self._answers.set_answers((*model.choices, unknown), model.given, keys)
        self._answers.set_narrow(model.is_date)
        self._set_style()

    def _set_style(self) -> None:
        # What is looked up is for the clerk alone, and need not be read from across the counter.
        silent = self._shown is not None and self._shown.silent
        small = silent or self._compact
        self._ask.set_style(TypeStyle.HEADING_20 if small else headline(TypeStyle.HEADING_28))
        self._hint.set_style(TypeStyle.BODY if self._compact else TypeStyle.READ)
        self._said.set_style(TypeStyle.SAY if self._compact else TypeStyle.RESIDENT)
