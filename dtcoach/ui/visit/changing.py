"""Before an answer is corrected: what would change, to be written or left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from dtcoach.domain.content import Content
from dtcoach.domain.correction import Change
from dtcoach.domain.visit import VisitState
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.shell import lay_over
from dtcoach.ui.visit.change_model import ChangeLine, ChangeModel, change_model

_MARKS: dict[str, tuple[str, RoleName]] = {
    "wrong": ("warning-fill", "danger"),
    "note": ("info-fill", "action"),
    "gain": ("check_circle", "success"),
}


class ChangeSheet(Sheet):
    """Signals: `confirmed()`; `dismissed()` alone keeps the old answer."""

    confirmed = Signal()

    def __init__(self, model: ChangeModel) -> None:
        super().__init__("この答えに変えると", width_em=48)
        said = Text("", TypeStyle.READ)
        if model.before:
            spans = [(f"{model.label}: {model.before} → ", False), (model.after, True)]
        else:
            spans = [(f"{model.label}の答えを変えます。", False)]
        said.set_spans(spans)
        self.body.addWidget(said)
        for line in model.lines:
            self.body.addWidget(_line(line))
        keep = Button("変えない", key="Esc")
        keep.clicked.connect(self.close_sheet)
        change = Button("この答えに変える", ButtonKind.SOLID, icon="edit", key="Enter")
        change.clicked.connect(self.confirmed)
        self.set_buttons([keep], [change])


def _line(line: ChangeLine) -> QWidget:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    icon, role = _MARKS[line.weight]
    mark = IconLabel(icon, role, beside=TypeStyle.BODY_BOLD)
    grid.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(Text(line.words, TypeStyle.BODY_BOLD, "text_strong"), 0, 1)
    if line.more:
        grid.addWidget(Text(line.more, TypeStyle.BODY), 1, 1)
    return whole


class Changing(QObject):
    """Asks over the window. Signals: `kept()` when the old answer stays."""

    kept = Signal()

    def __init__(self, parent: QWidget, inert: QWidget) -> None:
        """`inert` is off meanwhile where there is no shell that sees to it."""
        super().__init__(parent)
        self._inert = inert
        self._sheet: ChangeSheet | None = None
        self._write: Callable[[], None] | None = None

    def ask_of(
        self,
        content: Content,
        visit: VisitState,
        fact: str,
        value: str,
        changes: Sequence[Change],
        write: Callable[[], None],
    ) -> None:
        """Shows what `value` would change; `write` is called once, when it is confirmed."""
        active = visit.active
        procedure = None if active is None else content.procedures.get(active.procedure)
        given = visit.facts[fact]
        self._ask(change_model(content, procedure, fact, given, value, changes), write)

    def _ask(self, model: ChangeModel, write: Callable[[], None]) -> None:
        sheet = self._sheet = ChangeSheet(model)
        self._write = write
        sheet.confirmed.connect(self._on_confirmed)
        sheet.dismissed.connect(self._on_dismissed)
        lay_over(sheet, self._inert)

    def _on_confirmed(self) -> None:
        write, self._write = self._write, None
        sheet = self._sheet
        if sheet is not None:
            sheet.close_sheet()
        if write is not None:
            write()

    def _on_dismissed(self) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            sheet.deleteLater()
        if self._write is not None:
            self._write = None
            self.kept.emit()
