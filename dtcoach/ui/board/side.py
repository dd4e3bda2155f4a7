"""Beside the board: the lead's lists and the course of the outage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.board.lists import LeadItem, LeadList
from dtcoach.ui.board.model import LOOK
from dtcoach.ui.board.rows import JournalLine
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.choice import CheckRow
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.tabs import Tabs

JOURNAL = "journal"
_TABS = (
    (LeadList.FIRST.name, "最初の15分"),
    (LeadList.HOURLY.name, "毎時"),
    (LeadList.HANDOVER.name, "引継ぎ"),
    (LeadList.RECOVERY.name, "復旧"),
    (JOURNAL, "経過"),
)
_NOTE = "チェックは、この画面を閉じるまで残ります。"


class BoardSide(QWidget):
    """Signals: `tab_chosen(str)`, `ticked(text, bool)`; `turn_requested()`,
    `recovery_requested()`, `end_requested()`, `leave_requested()`; `board_requested()` where the
    board is hidden for want of room."""

    tab_chosen = Signal(str)
    ticked = Signal(str, bool)
    turn_requested = Signal()
    recovery_requested = Signal()
    end_requested = Signal()
    leave_requested = Signal()
    board_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tabs = Tabs("係長のリストと経過", _TABS)
        self._tabs.chosen.connect(self.tab_chosen)
        self._shown: tuple[object, ...] = ()
        self._pane = ScrollPane("係長のリストと経過", QWidget())
        self.to_board = Button("状況に戻る", icon="arrow_back", key="F9", size=ButtonSize.SMALL)
        self.to_board.clicked.connect(self.board_requested)
        self.to_board.hide()
        small = ButtonSize.SMALL
        turn = Button("想定を変える", key="F7", size=small)
        turn.clicked.connect(self.turn_requested)
        self._recovered = Button("復旧の連絡", key="F8", size=small)
        self._recovered.clicked.connect(self.recovery_requested)
        leave = Button("ほかの対応へ", ButtonKind.TEXT, size=small)
        leave.clicked.connect(self.leave_requested)
        end = Button("対応を終える", ButtonKind.TEXT, size=small)
        end.clicked.connect(self.end_requested)
        acts = QWidget()
        flow = FlowLayout(acts)
        flow.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        for button in (self.to_board, turn, self._recovered, leave, end):
            flow.addWidget(button)
        policy = acts.sizePolicy()
        policy.setHeightForWidth(True)
        acts.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._tabs)
        column.addWidget(self._pane, 1)
        column.addWidget(acts)

    def set_recovered(self, recovered: bool) -> None:
        """The word may come again: it can fail again."""
        self._recovered.set_label("復旧を再連絡" if recovered else "復旧の連絡")

    def show_list(self, which: LeadList, items: Sequence[LeadItem]) -> None:
        self._tabs.choose(which.name)
        if self._is_new((which, tuple(items))):
            note = _NOTE if items else "このリストは空です。"
            rows = [self._item(item) for item in items]
            self._show([*rows, Text(note, TypeStyle.NOTE, "text_secondary")])

    def show_journal(self, lines: Sequence[JournalLine]) -> None:
        self._tabs.choose(JOURNAL)
        if self._is_new((JOURNAL, tuple(lines))):
            self._show([_journal_row(line) for line in lines])

    def _show(self, rows: Sequence[QWidget]) -> None:
        """Whole and at once: rows added one by one would be seen squeezed for a moment."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(4)
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)
        self._pane.setWidget(content)
        content.setAutoFillBackground(False)

    def _item(self, item: LeadItem) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        box = CheckRow(item.text)
        box.setChecked(bool(item.done))
        box.setProperty("text", item.text)
        box.clicked.connect(self._on_clicked)
        line.addWidget(box, 1)
        line.addWidget(Text(item.done, TypeStyle.NOTE, "text_secondary", wrap=False))
        return row

    def _on_clicked(self, checked: bool) -> None:
        box = self.sender()
        if isinstance(box, CheckRow):
            self.ticked.emit(box.text(), checked)

    def _is_new(self, shown: tuple[object, ...]) -> bool:
        """The same words stay, and with them the focus."""
        new, self._shown = shown != self._shown, shown
        return new


def _journal_row(line: JournalLine) -> QWidget:
    row = QWidget()
    grid = QHBoxLayout(row)
    grid.setContentsMargins(0, 4, 0, 8)
    grid.setSpacing(SPACE)
    when = Text(line.when, TypeStyle.NOTE, "text_secondary", wrap=False)
    words = QVBoxLayout()
    words.setSpacing(0)
    head = QHBoxLayout()
    head.setSpacing(6)
    if line.status is not None:
        tone, icon = LOOK[line.status]
        head.addWidget(IconLabel(icon, tone.ink, 18, beside=TypeStyle.NOTE_BOLD))
    head.addWidget(Text(line.text, TypeStyle.NOTE_BOLD, "text_strong"), 1)
    words.addLayout(head)
    note = "　".join(part for part in (line.note, line.by) if part)
    if note:
        words.addWidget(Text(note, TypeStyle.NOTE, "text_secondary"))
    words.addStretch(1)
    first = QVBoxLayout()
    first.setSpacing(0)
    first.addWidget(when)
    first.addStretch(1)
    grid.addLayout(first)
    grid.addLayout(words, 1)
    return row
