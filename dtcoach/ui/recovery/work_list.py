"""The worklist: what was held, in its order, found by the number on the paper in hand."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.ui.fitting import Column, FittedColumns
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.flow import ActionBar, FlowLayout
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.panel import EmptyState
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.text import heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.recovery.work_model import WorkModel
from dtcoach.ui.recovery.work_rows import WorkRow, WorkRows

_COLUMNS = (
    Column(6.6),
    Column(8, 2.2),
    Column(5.6, rank=2),
    Column(8, rank=1),
    Column(8.4),
)
_ALL, _OPEN = "済みも見る", "残りだけ見る"


class WorkList(QWidget):
    """Signals: `row_opened(key)` by Enter or its button, `drop_requested(key)`,
    `visit_requested(id)`, `searched()` when the words or the filter changed, `row_chosen()`,
    `stages_requested()` where the stages are hidden."""

    row_opened = Signal(object)
    drop_requested = Signal(object)
    visit_requested = Signal(str)
    searched = Signal()
    row_chosen = Signal()
    stages_requested = Signal()

    def __init__(self, mark: str) -> None:
        """`mark`: 訓練 or 再現, or nothing in earnest."""
        super().__init__()
        self.shows_settled = False
        self._chips: list[Chip] = []
        self._model = WorkModel(self)
        self.table = Table("あとから入力する手続")
        self.table.setModel(self._model)
        FittedColumns(self.table, _COLUMNS)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self.search = LineField(
            "紙の番号で探す", placeholder="紙の番号・手続　Ctrl+F", width_em=16, typing=Typing.CODE
        )
        self.search.changed.connect(self._on_searched)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._on_find)
        self.to_stages = Button("段取り", icon="checklist", key="F9", size=ButtonSize.SMALL)
        self.to_stages.clicked.connect(self.stages_requested)
        self.to_stages.hide()
        self._settled = Button(_ALL, size=ButtonSize.SMALL)
        self._settled.clicked.connect(self._on_settled)
        self._title = heading("復旧作業", TypeStyle.HEADING_28)
        self._marks = [Chip(f"{mark}の記録", Tone.WARNING, full=True)] if mark else []
        self._head = ActionBar("一覧の操作")
        self._chip_box = QWidget()
        self._chip_row = FlowLayout(self._chip_box)
        policy = self._chip_box.sizePolicy()
        policy.setHeightForWidth(True)
        self._chip_box.setSizePolicy(policy)
        self._said = Strip(Tone.SUCCESS, "記録")
        self._said.hide()
        self._lists = QStackedWidget()
        self._empty = EmptyState("inbox", "")
        self._lists.addWidget(self.table)
        self._go = Button("入力を記録", ButtonKind.SOLID, icon="edit", key="Enter")
        self._go.clicked.connect(self._on_go)
        self._drop = Button("入力しない")
        self._drop.clicked.connect(self._on_drop)
        self._open = Button("受付を開く")
        self._open.clicked.connect(self._on_open)
        self._bar = ActionBar()
        self._bar.set_buttons([self._open, self._drop], [self._go])
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(12)
        for part in (self._head, self._chip_box, self.search, self._said):
            column.addWidget(part)
        self.set_narrow(False)
        column.addWidget(self._lists, 1)
        column.addWidget(self._bar)
        self.setFocusProxy(self.table)
        self.restyle()

    def restyle(self) -> None:
        # One row is enough to scroll by where the text is large and an alarm takes the room.
        self.table.setMinimumHeight(self.table.height_for_rows(1))

    @property
    def text(self) -> str:
        return self.search.text().strip()

    @property
    def chosen(self) -> WorkRow | None:
        """The line that the keys are on."""
        return self._model.row(self.table.currentIndex())

    @property
    def rows(self) -> int:
        return self._model.rowCount()

    @property
    def said(self) -> str:
        """What was said of the last act."""
        return self._said.accessibleName() if self._said.isVisibleTo(self) else ""

    def set_rows(self, rows: WorkRows, empty: tuple[str, str, str]) -> None:
        """The chosen line stays chosen; where it is gone, the one that took its place. `empty`:
        icon, title and words where there is no line."""
        before, chosen = self.table.currentIndex().row(), self.chosen
        self._model.set_rows(rows)
        if rows:
            self._lists.setCurrentWidget(self.table)
            at = self._model.row_of(None if chosen is None else chosen.key)
            at = min(max(before, 0), len(rows) - 1) if at is None else at
            self.table.selectRow(at)
            self.table.scrollTo(self._model.index(at, 0))
        else:
            self._lists.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = EmptyState(*empty)
            self._lists.addWidget(self._empty)
            self._lists.setCurrentWidget(self._empty)
        self._bar.setVisible(bool(rows))

    def set_chips(self, chips: Iterable[tuple[str, Tone, str]]) -> None:
        for chip in self._chips:
            self._chip_row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(words, tone, icon=icon) for words, tone, icon in chips]
        for chip in self._chips:
            self._chip_row.addWidget(chip)
        self._chip_box.setVisible(bool(self._chips))

    def offer(self, label: str, *, is_next: bool, drop: bool) -> None:
        """What Enter does on the chosen line; nothing where `label` is empty."""
        self._go.set_label(label)
        self._go.setVisible(bool(label))
        self._go.set_kind(ButtonKind.SOLID if is_next else ButtonKind.OUTLINE)
        self._drop.setVisible(drop)

    def say(self, tone: Tone, word: str, spans: Iterable[tuple[str, bool]]) -> None:
        """What was just done, or why it was not."""
        self._said.set_word(tone, word)
        self._said.set_spans(spans)
        self._said.show()

    def be_quiet(self) -> None:
        self._said.hide()

    def take_keys(self) -> None:
        """The list, or, where nothing is left in it, the way to what is done."""
        target = self.table if self.rows else self._settled
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, narrow: bool) -> None:
        """With large text the rows need the room: the tab already names the page, and the banner
        the kind of incident."""
        self.search.show_label(not narrow)
        if narrow:
            self._column.removeWidget(self.search)
            self._head.set_buttons([self.search], [self._settled, self.to_stages])
        else:
            self._head.set_buttons([self._title], [*self._marks, self._settled])
            self._column.insertWidget(2, self.search)
            self.search.show()

    def _on_row_opened(self, _index: QModelIndex) -> None:
        self._on_go()

    def _on_go(self) -> None:
        if self.chosen is not None:
            self.row_opened.emit(self.chosen.key)

    def _on_drop(self) -> None:
        if self.chosen is not None:
            self.drop_requested.emit(self.chosen.key)

    def _on_open(self) -> None:
        if self.chosen is not None:
            self.visit_requested.emit(self.chosen.key[0])

    def _on_row_chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.row_chosen.emit()

    def _on_searched(self, _text: str) -> None:
        self.searched.emit()

    def _on_find(self) -> None:
        self.search.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.select_all()

    def _on_settled(self) -> None:
        self.shows_settled = not self.shows_settled
        self._settled.set_label(_OPEN if self.shows_settled else _ALL)
        self.searched.emit()
