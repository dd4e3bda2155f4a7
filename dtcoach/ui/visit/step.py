"""The one step now, large, with the input it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.content import StepInput
from dtcoach.domain.words import StepKind
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.field import Field, LineField
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, headline
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.visit.leading import LeadRows
from dtcoach.ui.visit.offers import Cautions
from dtcoach.ui.visit.say import SayPanel
from dtcoach.ui.visit.typed_dates import show_day
from dtcoach.ui.visit.walk_model import StepModel
from dtcoach.ui.visit.words import KIND_ICONS, KIND_WORDS, short_title

_PANELS = {
    StepKind.NEVER: PanelKind.NEVER,
    StepKind.OUTCOME: PanelKind.DONE,
}
Read = Callable[[str], date | None]


class _Task(QWidget):
    """A panel for every kind but `say`."""

    def __init__(self, kind: StepKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        panel = Panel(KIND_WORDS[kind], _PANELS.get(kind, PanelKind.DO), icon=KIND_ICONS[kind])
        self._close = False
        self.text = Text("", headline(TypeStyle.HEADING_24), "text_strong")
        self.more = Text("", TypeStyle.READ)
        self.slot = QVBoxLayout()
        panel.body.addWidget(self.text)
        panel.body.addWidget(self.more)
        panel.body.addLayout(self.slot)
        column.addWidget(panel)

    def set_close(self, close: bool) -> None:
        """Smaller under much that is read first: the input is to be in sight with it."""
        if close != self._close:
            self._close = close
            self.restyle()

    def restyle(self) -> None:
        usual = headline(TypeStyle.HEADING_24)
        self.text.set_style(TypeStyle.HEADING_20 if self._close else usual)


class StepWork(QWidget):
    """Signals: `language_requested()`; `typed_changed()` when the input changes;
    `refused()` when it says what is wrong with what was typed."""

    language_requested = Signal()
    typed_changed = Signal()
    refused = Signal()

    def __init__(self, read_day: Read, read_moment: Read, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = {StepInput.DATE: read_day, StepInput.DATETIME: read_moment}
        self._shown: StepModel | None = None
        self._field: LineField | DateField | None = None
        self._tasks: dict[StepKind, _Task] = {}
        self._fields: dict[StepInput, LineField | DateField] = {}
        self._glances: list[QWidget] = []
        self._cautions = Cautions()
        self._done_first = LeadRows()
        self._done_next = LeadRows()
        self._after = LeadRows()
        self._say = SayPanel()
        self._say.language_requested.connect(self.language_requested)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._cautions)
        self._column.addWidget(self._done_first)
        self._column.addWidget(self._say)
        self._column.addWidget(self._done_next)
        self._column.addWidget(self._after)

    @property
    def field(self) -> Field | None:
        """The input of the present step, if it needs one."""
        return self._field

    @property
    def begins_with(self) -> QWidget | None:
        """What comes first of all that is read, said and done before the input: it stays in sight.
        A caution that was not read yet comes before all."""
        before = (self._cautions, self._done_first, self._say, self._done_next)
        return next((part for part in before if not part.isHidden()), None)

    @property
    def warns(self) -> bool:
        """Whether there are cautions that were not read yet."""
        return not self._cautions.isHidden()

    def typed(self) -> str:
        return "" if self._field is None else self._field.text()

    def set_error(self, error: str) -> None:
        if self._field is not None:
            self._field.set_error(error)
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.refused.emit()

    def set_step(
        self, model: StepModel, language: str, more: Sequence[tuple[str, bool]] = ()
    ) -> None:
        """What is typed stays while the step stays. `more` stands under the text."""
        self._cautions.set_cautions(model.cautions)
        self._column.setSpacing(SPACE if self.warns else 12)
        self._set_lead(model, language)
        says = model.kind is StepKind.SAY
        for kind, task in self._tasks.items():
            task.setVisible(kind is model.kind)
        if says:
            self._field = None
        else:
            task = self._task(model.kind)
            task.set_close(self.warns)
            task.text.setText(model.text)
            task.more.set_spans(more)
            task.more.setVisible(bool(more))
            if self._shown is None or (self._shown.id, self._shown.input) != (
                model.id,
                model.input,
            ):
                self._set_field(model, task)
            elif self._field and model.known != self._shown.known and not self._field.text():
                self._field.set_text(model.known)
        self._shown = model

    def _set_lead(self, model: StepModel, language: str) -> None:
        """Words in one breath; an act stands above them where it comes before them."""
        said = [(line.phrase, line.text) for line in model.lead if line.kind is StepKind.SAY]
        if model.kind is StepKind.SAY:
            said.append((model.phrase, model.text))
        spoken = [i for i, line in enumerate(model.lead) if line.kind is StepKind.SAY]
        first = spoken[0] if spoken else 0
        others = [(i, line) for i, line in enumerate(model.lead) if line.kind is not StepKind.SAY]
        self._done_first.set_lines([line for i, line in others if i < first])
        self._done_next.set_lines([line for i, line in others if i >= first])
        self._after.set_lines(model.after)
        self._say.setVisible(bool(said))
        if said:
            alone = model.kind is StepKind.SAY
            style = TypeStyle.RESIDENT if alone else TypeStyle.SAY
            self._say.set_phrases(said, language, style)

    def show_nevers(self, shown: bool) -> None:
        """Whether the prohibitions of the moment stand in the work, for want of room beside it."""
        for rows in (self._done_first, self._done_next, self._after):
            rows.show_nevers(shown)

    def set_glance(self, glance: QWidget | None) -> bool:
        """The paper of a print step, under its text; None where there is none to see. Says whether
        that can have changed anything."""
        changes = glance is not None or any(not known.isHidden() for known in self._glances)
        for known in self._glances:
            known.setVisible(known is glance)
        if glance is not None and self._shown is not None and glance not in self._glances:
            self._task(self._shown.kind).slot.addWidget(glance)
            self._glances.append(glance)
            glance.show()
        return changes

    def lend(self) -> Field | None:
        """The input, to be worked on elsewhere; `take_back` brings it home."""
        return self._field

    def take_back(self) -> None:
        if self._field is not None and self._shown is not None:
            slot = self._tasks[self._shown.kind].slot
            if slot.indexOf(self._field) < 0:
                slot.addWidget(self._field)
            self._field.show()

    def clear(self) -> None:
        """The next step shown starts empty, also when it is the same one again."""
        self._shown = None
        self._field = None
        for field in self._fields.values():
            field.hide()

    def _task(self, kind: StepKind) -> _Task:
        if kind not in self._tasks:
            self._tasks[kind] = _Task(kind)
            self._column.insertWidget(self._column.indexOf(self._after), self._tasks[kind])
        task = self._tasks[kind]
        task.show()
        return task

    def _set_field(self, model: StepModel, task: _Task) -> None:
        for known in self._fields.values():
            known.hide()
        self._field = None
        if model.input is StepInput.NONE:
            return
        field = self._fields.get(model.input)
        if field is None:
            field = self._fields[model.input] = self._make(model.input)
        field.set_label(short_title(model.label))
        example = model.label[len(short_title(model.label)) :].strip("（）")
        field.set_support(example)
        field.set_text(model.known)
        field.set_error("")
        task.slot.addWidget(field)
        field.show()
        self._field = field

    def _make(self, kind: StepInput) -> LineField | DateField:
        if kind in self._read:
            example = "例 1/5 23:00" if kind is StepInput.DATETIME else "例 R7.1.6"
            day = DateField("値", self._read[kind], show_day, required=True, placeholder=example)
            day.date_changed.connect(self._on_day_changed)
            return day
        width = {StepInput.NUMBER: 14, StepInput.STAFF: 16}.get(kind, 0)
        typing = Typing.CODE if kind is StepInput.NUMBER else Typing.JAPANESE
        line = LineField("値", required=True, width_em=width, typing=typing)
        line.changed.connect(self._on_changed)
        return line

    def _on_changed(self, text: str) -> None:
        if self._field is not None and self._field.error:
            self._field.set_error("")
        self.typed_changed.emit()

    def _on_day_changed(self, day: object) -> None:
        self.typed_changed.emit()
