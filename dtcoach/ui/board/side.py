"""Beside the board: the chosen system, the lead's lists and the course of the outage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.words import LeadList
from dtcoach.ui.board.detail import DetailPane
from dtcoach.ui.board.journal import Latest, journal_row
from dtcoach.ui.board.lists import LeadItem
from dtcoach.ui.board.rows import LIST_WORDS, JournalLine
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.choice import CheckRow
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.tabs import Tabs

JOURNAL = "journal"
DETAIL = "detail"
_TABS = (*((which.name, word) for which, word in LIST_WORDS.items()), (JOURNAL, "経過"))
_CHOSEN = (DETAIL, "選んだシステム")
_MOST_OF_SIDE = 0.44


class BoardSide(QWidget):
    """Signals: `tab_chosen(str)`, `ticked(text, bool)`; `notice_requested()`,
    `handover_requested()`, `papers_requested()`, `turn_requested()`, `recovery_requested()`,
    `end_requested()`, `leave_requested()`; `board_requested()` where the board is hidden for want
    of room."""

    tab_chosen = Signal(str)
    ticked = Signal(str, bool)
    notice_requested = Signal()
    handover_requested = Signal()
    papers_requested = Signal()
    turn_requested = Signal()
    recovery_requested = Signal()
    end_requested = Signal()
    leave_requested = Signal()
    board_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tabs = Tabs("係長のリストと経過", (*_TABS, _CHOSEN))
        self._tabs.chosen.connect(self.tab_chosen)
        self._tabs.set_offered(DETAIL, False)
        self._is_narrow = False
        self._shown: tuple[object, ...] = ()
        self._items: tuple[_ItemRow, ...] = ()
        self.detail = DetailPane()
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._pane = _Pane("係長のリストと経過", content)
        self._pane.resized.connect(self._fit_latest)
        self.to_board = Button("状況に戻る", icon="arrow_back", key="F9", size=ButtonSize.SMALL)
        self.to_board.clicked.connect(self.board_requested)
        self.to_board.hide()
        small = ButtonSize.SMALL
        notice = Button("お知らせ", key="F2", size=small)
        notice.clicked.connect(self.notice_requested)
        handover = Button("引継ぎ書", key="F3", size=small)
        handover.clicked.connect(self.handover_requested)
        papers = Button("一覧を印刷", key="Ctrl+P", size=small)
        papers.clicked.connect(self.papers_requested)
        self._turn = Button("想定を変える", key="F7", size=small)
        self._turn.clicked.connect(self.turn_requested)
        self._recovered = Button("復旧の連絡", key="F8", size=small)
        self._recovered.clicked.connect(self.recovery_requested)
        leave = Button("ほかの対応へ", ButtonKind.TEXT, size=small)
        leave.clicked.connect(self.leave_requested)
        end = Button("対応終了", ButtonKind.TEXT, size=small)
        end.clicked.connect(self.end_requested)
        acts = QWidget()
        flow = FlowLayout(acts)
        flow.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        asked = (notice, handover, papers, self._turn, self._recovered)
        for button in (self.to_board, *asked, leave, end):
            flow.addWidget(button)
        policy = acts.sizePolicy()
        policy.setHeightForWidth(True)
        acts.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.detail)
        column.addWidget(self._tabs)
        column.addWidget(self._pane, 1)
        self._latest = Latest()
        column.addWidget(self._latest)
        column.addStretch(0)
        column.addWidget(acts)
        self._column = column
        self._acts = acts

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share_room()

    def set_narrow(self, narrow: bool) -> None:
        """Alone in the window: the way back is shown, and the chosen system is one of the tabs."""
        self._is_narrow = narrow
        self.to_board.setVisible(narrow)
        self._tabs.set_offered(DETAIL, narrow)
        self._column.removeWidget(self._tabs)
        self._column.insertWidget(0 if narrow else 1, self._tabs)
        self._show_detail(not narrow)

    def take_keys(self) -> None:
        """For what hid the keys' last place: they begin at the first line that is open."""
        first = next((row for row in self._items if not row.is_done and row.isVisible()), None)
        (first or self.to_board).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_chosen(self) -> None:
        """The chosen system alone, where it has no room above the lists."""
        self._tabs.choose(DETAIL)
        self._show_detail(True)
        self._pane.hide()

    def _show_detail(self, shown: bool) -> None:
        self.detail.setVisible(shown)
        self._pane.show()
        self._share_room()

    def _share_room(self) -> None:
        self.detail.give_room(round(self.height() * (1 if self._is_narrow else _MOST_OF_SIDE)))
        self._fit_latest()

    def set_latest(self, lines: Sequence[JournalLine]) -> None:
        """What happened last, for the room that a short list leaves."""
        self._latest.set_lines(lines)
        self._fit_latest()

    def _fit_latest(self) -> None:
        """Under a list, where that needs no scrolling; the journal has a place of its own."""
        is_list = self._shown[:1] != (JOURNAL,) and not self._is_narrow
        width = self._pane.viewport().width()
        room = self._room_for_list() - self._list.totalHeightForWidth(width)
        self._latest.give_room(width, room if is_list else 0)

    def _room_for_list(self) -> int:
        """Between the tabs and the buttons. Reckoned, not read off what is laid out: that is
        still the old one while the parts change."""
        parts = (part.layout() for part in (self._tabs, self._acts))
        others = sum(part.totalHeightForWidth(self.width()) for part in parts if part is not None)
        room = self.height() - SPACE - self.detail.minimumHeight() - others
        return room - self._column.count() * self._column.spacing()

    def set_recovered(self, recovered: bool) -> None:
        """The word may come again: it can fail again."""
        self._turn.set_label("また止まった" if recovered else "想定を変える")
        self._recovered.set_label("復旧を再連絡" if recovered else "復旧の連絡")

    def show_list(
        self, which: LeadList, items: Sequence[LeadItem], reworded: Sequence[str] = ()
    ) -> None:
        """`reworded`: ticks whose line reads differently now, so that they no longer count."""
        self._tabs.choose(which.name)
        self._show_detail(not self._is_narrow)
        texts = tuple(item.text for item in items)
        is_new = False
        if self._is_new((which, texts, tuple(reworded))):
            notes = [] if items else ["このリストは空です。"]
            if reworded:
                notes += ["文面が変わったため、数えていないチェック：", *reworded]
            self._items = tuple(_ItemRow(text) for text in texts)
            for row in self._items:
                row.clicked.connect(self.ticked)
            said = (Text(note, TypeStyle.NOTE, "text_secondary") for note in notes)
            self._show([*self._items, *said])
            is_new = True
        for row, item in zip(self._items, items, strict=True):
            row.set_item(item)
        if is_new:
            self._reveal_first_open(items)

    def _reveal_first_open(self, items: Sequence[LeadItem]) -> None:
        """What is done need not be scrolled past."""
        first = next(
            (row for row, item in zip(self._items, items, strict=True) if not item.done), None
        )
        if first is not None and first is not self._items[0]:
            self._list.activate()
            self._pane.reveal(first)

    def show_journal(self, lines: Sequence[JournalLine]) -> None:
        self._tabs.choose(JOURNAL)
        self._show_detail(not self._is_narrow)
        if self._is_new((JOURNAL, tuple(lines))):
            self._show([journal_row(line) for line in lines])

    def _show(self, rows: Sequence[QWidget]) -> None:
        """Whole and at once: rows added one by one would be seen squeezed for a moment."""
        content = QWidget()
        column = self._list = QVBoxLayout(content)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(4)
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)
        self._pane.setWidget(content)
        content.setAutoFillBackground(False)
        self._fit_latest()

    def _is_new(self, shown: tuple[object, ...]) -> bool:
        """The same words stay, and with them the focus."""
        new, self._shown = shown != self._shown, shown
        return new


class _Pane(ScrollPane):
    """Signals: `resized()`."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _ItemRow(QWidget):
    """A line to tick. What is ticked is what is in the log: a press only asks for it.

    Signals: `clicked(text, done)`.
    """

    clicked = Signal(str, bool)

    def __init__(self, text: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._box = CheckRow(text)
        self._box.clicked.connect(self._on_clicked)
        self.setFocusProxy(self._box)
        column.addWidget(self._box)
        self._note = Text("", TypeStyle.NOTE, "text_secondary")
        column.addWidget(self._note)
        self.restyle()

    def restyle(self) -> None:
        self._note.setContentsMargins(SPACE + current().px(24) + 12, 0, 0, 0)

    @property
    def is_done(self) -> bool:
        return self._box.isChecked()

    def set_item(self, item: LeadItem) -> None:
        self._box.setChecked(item.done)
        self._box.setAccessibleDescription(item.note)
        if item.note != self._note.text():
            self._note.setText(item.note)
        self._note.set_role("success" if item.done else "text_secondary")
        self._note.setVisible(bool(item.note))

    def _on_clicked(self, checked: bool) -> None:
        self._box.setChecked(not checked)
        self.clicked.emit(self._box.text(), checked)
