"""番号の照合: every number that was given out, until somebody has said what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.domain.recovery.numbers import Accounts
from dtcoach.domain.recovery_events import NumberFate
from dtcoach.domain.slips import slip_number
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.fitting import Column, FittedColumns
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import ActionBar, FlowLayout, PageHead
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.panel import EmptyState
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.text import heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.recovery.numbers_model import NumbersModel
from dtcoach.ui.recovery.numbers_rows import NumberRow, account_chips, number_rows
from dtcoach.ui.recovery.registry import Surroundings
from dtcoach.ui.words import KIND

_COLUMNS = (Column(13, 0.4), Column(3.6, rank=2), Column(6.4, rank=1), Column(12, 2))


class NumbersPage(QWidget):
    """Signals: `left()`; `wrote()` after an act of its own, which is in the log."""

    left = Signal()
    wrote = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._counter = around.counter
        self._chips: list[Chip] = []
        self._model = NumbersModel(self)
        self.table = Table("完了していない番号")
        self.table.setModel(self._model)
        FittedColumns(self.table, _COLUMNS)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self._chip_box = QWidget()
        self._chip_row = FlowLayout(self._chip_box)
        policy = self._chip_box.sizePolicy()
        policy.setHeightForWidth(True)
        self._chip_box.setSizePolicy(policy)
        self._printed = Strip(Tone.WARNING, "印刷した束")
        self._printed.hide()
        self._empty = EmptyState(
            "verified", "番号は、すべて合っています", "どの番号も、完了した受付と一つずつ合います。"
        )
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self._empty)
        self._back = Button("復旧作業に戻る", icon="arrow_back", key="Esc")
        self._back.clicked.connect(self.left)
        bundle = Button("渡した紙の束を加える", icon="add", key="F7")
        bundle.clicked.connect(self._on_bundle)
        self._open = Button("受付を開く", key="F6")
        self._open.clicked.connect(self._on_open)
        self._explain = Button("説明を記録", ButtonKind.SOLID, icon="edit", key="Enter")
        self._explain.clicked.connect(self._on_explain)
        bar = ActionBar()
        bar.set_buttons([self._back, bundle, self._open], [self._explain])
        kind = self._counter.operations.state.kind
        marks = [] if kind is IncidentKind.REAL else [
            Chip(f"{KIND[kind]}の記録", Tone.WARNING, full=True)
        ]  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(12)
        title = heading("番号の照合", TypeStyle.HEADING_28)
        column.addWidget(PageHead(title, marks, chips=[self._chip_box]))
        column.addWidget(self._printed)
        column.addWidget(self._lists, 1)
        column.addWidget(bar)
        self.setFocusProxy(self.table)

    @property
    def chosen(self) -> NumberRow | None:
        return self._model.row(self.table.currentIndex())

    def show_accounts(self, accounts: Accounts) -> None:
        """Begins at what nobody explained."""
        rows = number_rows(accounts, self._counter.clock.now())
        before = self.table.currentIndex().row()
        self._model.set_rows(rows)
        for chip in self._chips:
            self._chip_row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(w, tone, icon=icon) for w, tone, icon in account_chips(accounts)]
        for chip in self._chips:
            self._chip_row.addWidget(chip)
        words = "・".join(printed.words for printed in self._counter.recovery.uncounted())
        self._printed.set_spans([(words, True), (" は、まだ数に入っていません（F7）。", False)])
        self._printed.setVisible(bool(words))
        self._lists.setCurrentWidget(self.table if rows else self._empty)
        self._explain.setVisible(bool(rows))
        if rows:
            opens = [at for at, row in enumerate(rows) if row.is_open]
            at = next((at for at in opens if at >= before), opens[0] if opens else 0)
            self.table.selectRow(at)
        self._offer()

    def take_keys(self) -> None:
        """The list, or the way back where there is none."""
        target = self.table if self._model.rowCount() else self._back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        row = self.chosen
        self._open.setVisible(row is not None and bool(row.line.visits))

    def _on_row_chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._offer()

    def _on_row_opened(self, _index: QModelIndex) -> None:
        self._on_explain()

    def _on_open(self) -> None:
        row = self.chosen
        if row is not None and row.line.visits:
            self._around.open_visit(row.line.visits[0])

    def _on_explain(self) -> None:
        from dtcoach.ui.recovery.numbers_sheets import ExplainSheet

        row = self.chosen
        if row is None:
            return
        sheet = ExplainSheet(row.line, row.tip, self._counter.clerk.name)

        def explained(numbers: Iterable[str], fate: NumberFate, reason: str, by: str) -> None:
            self._write(lambda: self._counter.recovery.explain(by, tuple(numbers), fate, reason))

        sheet.explained.connect(explained)
        self._around.open_sheet(sheet)

    def _on_bundle(self) -> None:
        from dtcoach.ui.recovery.numbers_sheets import HandOutSheet

        printed = next(iter(self._counter.recovery.uncounted()), None)
        ends = ("", "")
        if printed is not None:
            first, last = (slip_number(printed.label, at) for at in (printed.first, printed.last))
            ends = (first, last)
        sheet = HandOutSheet(self._counter.clerk.name, ends)

        def handed_out(first: str, last: str, place: str, by: str) -> None:
            self._write(lambda: self._counter.recovery.hand_out(by, first, last, place))

        sheet.handed_out.connect(handed_out)
        self._around.open_sheet(sheet)

    def _write(self, act: Callable[[], object]) -> None:
        def then() -> None:
            self.wrote.emit()
            self.take_keys()

        self._around.acting.attempt(act, then)
