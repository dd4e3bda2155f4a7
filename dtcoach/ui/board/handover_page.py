"""引継ぎ書: one page that two people read together, and the word that it was handed over."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.handover import HandoverSheet, handover_now
from dtcoach.domain.words import IncidentKind
from dtcoach.domain.written import same_person
from dtcoach.ui.acting import Acting
from dtcoach.ui.board.handover_view import (
    STALE_NOTE,
    SheetLine,
    SheetSection,
    sheet_head,
    sheet_sections,
)
from dtcoach.ui.board.model import LOOK
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.flow import ActionBar, PageHead
from dtcoach.ui.kit.panel import Panel, ScrollPane
from dtcoach.ui.kit.settling import settle
from dtcoach.ui.kit.text import IconLabel, Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.times import time_of
from dtcoach.ui.words import KIND

_COLUMN_PX = 430
_COLUMNS = ((0, 4), (1, 2, 3, 5))
"""Which sections stand under each other; beside each other where there is room."""
_LISTS = 6
"""The section of the open lists: the longest, under both."""


class HandoverPage(QWidget):
    """Signals: `left()`, and then `handed_over(name)` where somebody took over; `print_requested()`
    for the sheet and `pack_requested()` for the coach on paper."""

    left = Signal()
    pack_requested = Signal()
    print_requested = Signal()
    handed_over = Signal(str)

    def __init__(self, counter: Counter, acting: Acting) -> None:
        super().__init__()
        self._counter = counter
        self._acting = acting
        self._sheet: HandoverSheet | None = None
        self._to: LineField | None = None
        self._pane = ScrollPane("引継ぎ書", QWidget())
        back = Button("状況に戻る", icon="arrow_back", key="Esc")
        back.clicked.connect(self.left)
        self._done = Button("引き継いだ", ButtonKind.SOLID, icon="move_up", key="F5")
        self._done.clicked.connect(self._on_done)
        pack = Button("紙の一式を作る", icon="description", key="F6")
        pack.clicked.connect(self.pack_requested)
        printing = Button("印刷", icon="print", key="F7")
        printing.clicked.connect(self.print_requested)
        self._said = Text("", TypeStyle.NOTE, "text_secondary")
        self._said.hide()
        bar = ActionBar()
        # Room for the ring around what is read, which takes the keys.
        bar.row.setContentsMargins(0, SPACE, 0, 0)
        bar.set_buttons([back, pack, printing], [self._done])
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._pane, 1)
        column.addWidget(self._said)
        column.addWidget(bar)
        self.setFocusProxy(self._pane)

    def say(self, sentence: str) -> None:
        """What became of the paper."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def begin(self) -> None:
        """The sheet of this moment: read from the top, with the name at its end."""
        self._sheet = sheet = handover_now(self._counter)
        self.say("")
        kind = sheet.state.kind
        marks: list[QWidget] = []
        if kind is not IncidentKind.REAL:
            marks.append(Chip(f"{KIND[kind]}の記録", Tone.WARNING, full=True))
        self._to = LineField("受け取る人の氏名", required=True, width_em=14)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE, 0, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(PageHead(heading("引継ぎ書", TypeStyle.HEADING_28), marks))
        column.addWidget(Text(sheet_head(sheet), TypeStyle.NOTE, "text_secondary"))
        column.addWidget(self._sections(sheet))
        last = sheet.state.handed_over
        if last is not None:
            words = f"前回の引き継ぎ　{time_of(last.at, sheet.at)}　{last.by}から{last.to}さんへ"
            column.addWidget(Text(words, TypeStyle.NOTE, "text_secondary"))
        column.addSpacing(SPACE)
        column.addWidget(self._to)
        column.addStretch(1)
        content.resize(self._pane.viewport().size())
        self._pane.setWidget(content)
        content.setAutoFillBackground(False)

    def _sections(self, sheet: HandoverSheet) -> QWidget:
        held, beside = QWidget(), QWidget()
        columns = Columns(beside, least_px=_COLUMN_PX, most=2)
        sections = sheet_sections(sheet, self._counter.content)
        for shown in _COLUMNS:
            side = QWidget()
            rows = QVBoxLayout(side)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(2 * SPACE)
            for number in shown:
                rows.addWidget(_panel(sections[number]))
            rows.addStretch(1)
            columns.addWidget(side)
        whole = QVBoxLayout(held)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2 * SPACE)
        whole.addWidget(beside)
        # The long part, far down: in a turn of its own, or nobody could type for so long.
        QTimer.singleShot(0, held, lambda: self._add(whole, sections[_LISTS]))
        return held

    def _add(self, whole: QVBoxLayout, lists: SheetSection) -> None:
        """Laid out at once: the lists push down the name, which is looked for where it stands."""
        whole.addWidget(_lists_panel(lists))
        settle()
        if self._to is not None and self._to.error:
            self._pane.reveal(self._to)

    @property
    def sheet(self) -> HandoverSheet | None:
        """What is shown."""
        return self._sheet

    def _on_done(self) -> None:
        if self._to is None:
            return
        name, to = self._counter.clerk.name, self._to.text().strip()
        error = "" if to else "受け取る人の氏名を入れて、もう一度 F5 を押してください。"
        if same_person(to, name):
            error = "ご自分とは別の方の氏名を入れてください。"
        self._to.set_error(error)
        if error:
            self._to.setFocus()
            settle()  # what is wrong stands under the name, and is seen with it
            self._pane.reveal(self._to)
            return

        def then() -> None:
            self.left.emit()
            self.handed_over.emit(to)

        self._acting.attempt(lambda: self._counter.operations.hand_over(name, to), then)


def _panel(section: SheetSection) -> Panel:
    panel = Panel(section.title)
    for line in section.lines:
        panel.body.addWidget(_row(line))
    return panel


def _lists_panel(section: SheetSection) -> Panel:
    """Its lines go down one column and then the other."""
    panel = Panel(section.title)
    beside = QWidget()
    columns = Columns(beside, least_px=_COLUMN_PX, most=2)
    half = (len(section.lines) + 1) // 2
    for lines in (section.lines[:half], section.lines[half:]):
        side = QWidget()
        rows = QVBoxLayout(side)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE)
        for line in lines:
            rows.addWidget(_row(line))
        rows.addStretch(1)
        columns.addWidget(side)
    panel.body.addWidget(beside)
    return panel


def _row(line: SheetLine) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(6)
    if line.status is not None:
        tone, icon = LOOK[line.status]
        mark = IconLabel(icon, tone.ink, 18, beside=TypeStyle.NOTE)
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    first = Text("", TypeStyle.NOTE, "text_strong")
    first.set_spans([(line.lead, True), ("　" if line.lead else "", False), (line.text, False)])
    words.addWidget(first)
    if line.note:
        words.addWidget(Text(line.note, TypeStyle.NOTE, "text_secondary"))
    across.addLayout(words, 1)
    if line.is_urgent:
        word = STALE_NOTE if line.status is not None else "急ぎ"
        across.addWidget(Chip(word, Tone.DANGER), 0, Qt.AlignmentFlag.AlignTop)
    return row
