"""台帳: the cases of this incident, newest first, found while typing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError
from dtcoach.app.history import Teller
from dtcoach.app.ledger import CaseOrder, CaseQuery
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.fitting import Column, FittedColumns
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.flow import FlowLayout, PageHead
from dtcoach.ui.kit.panel import EmptyState
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.text import heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.ledger.columns import wanted
from dtcoach.ui.ledger.detail import CasePanel
from dtcoach.ui.ledger.filter_words import narrowed_by
from dtcoach.ui.ledger.model import COUNTER, LOOK, NAME, NUMBER, STATE, WHEN, LedgerModel
from dtcoach.ui.ledger.rows import (
    CaseRow,
    case_detail,
    case_row,
    count_chips,
    matching_procedures,
)
from dtcoach.ui.panes import Panes
from dtcoach.ui.words import KIND

_SEARCH, _SEARCH_HINT = "受付を探す", "番号・お名前・電話・手続　Ctrl+F"
_LARGE = 1.75
_ORDERS = {
    NUMBER: CaseOrder.NUMBER,
    NAME: CaseOrder.NAME,
    WHEN: CaseOrder.OPENED,
    COUNTER: CaseOrder.COUNTER,
    STATE: CaseOrder.STATE,
}
_LEAST_MAIN_PX = 700
_SIDE_PX = 320


class LedgerPage(QWidget):
    """Signals: `visit_requested(id)`: back to that case at the counter; `slip_requested()`: one
    that was taken on paper is to be typed in; `sheet_requested(Sheet)`."""

    visit_requested = Signal(str)
    slip_requested = Signal()
    sheet_requested = Signal(object)

    def __init__(self, counter: Counter, form_titles: Mapping[str, str] | None = None) -> None:
        """`form_titles`: the name of each paper, by form id."""
        super().__init__()
        self._counter = counter
        self._form_titles = form_titles or {}
        self._chosen: str | None = None
        self._query = self._asked = CaseQuery()
        self._model = LedgerModel(self)
        self.table = Table("受付の一覧")
        self.table.setModel(self._model)
        self._columns = FittedColumns(self.table, self._wanted_columns())
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_header_clicked)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.search = LineField(_SEARCH, placeholder=_SEARCH_HINT, width_em=24)
        self.search.changed.connect(self._on_searched)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._on_find)
        self._chips = QWidget()
        self._chip_row = FlowLayout(self._chips)
        policy = self._chips.sizePolicy()
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._shown_chips: list[Chip] = []
        self._empty = EmptyState(
            "inbox",
            "まだ受付がありません",
            "「対応」（Alt+1）で最初の方の受付を始めると、ここに並びます。",
        )
        self._none = EmptyState(
            "search",
            "見つかりません",
            "番号・お名前・電話・手続で探せます。",
        )
        # Not a stack: that asks for the height of its highest page, also while it is not shown,
        # and with large text the page got a second scroll bar beside that of the table.
        self._lists = (self.table, self._empty, self._none)
        self.panel = CasePanel()
        self.panel.open_requested.connect(self.visit_requested)
        self.panel.list_requested.connect(self._on_list_requested)
        self._panes = Panes(
            self._build_list(), self.panel, least_main_px=_LEAST_MAIN_PX, side_px=_SIDE_PX
        )
        self._panes.narrowed.connect(self._on_narrowed)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.addWidget(self._panes)
        self.restyle()
        self.refresh()

    def restyle(self) -> None:
        """With large text the table has the row of the label, which the placeholder says."""
        large = current().scale >= _LARGE
        self.search.show_label(not large)
        self.search.set_placeholder(f"探す　{_SEARCH_HINT}" if large else _SEARCH_HINT)
        self._columns.set_columns(self._wanted_columns())

    def refresh(self) -> None:
        """Reads the log again; the chosen case stays chosen."""
        chosen = self._chosen
        self._model.set_source(self._cases(self.search.text().strip()))
        self._columns.set_columns(self._wanted_columns())
        self._show_counts()
        searched = bool(self.search.text().strip()) or self._query.narrows
        page: QWidget = self.table
        if not self._model.rowCount():
            page = self._none if searched else self._empty
        for other in self._lists:
            other.setVisible(other is page)
        # Where nothing is in the list the keys begin at the search.
        self.setFocusProxy(self.table if page is self.table else self.search.editor)
        self._panes.leave_out_side(not self._model.rowCount())
        row = None if chosen is None else self._model.row_of(chosen)
        if self._model.rowCount():
            self.table.selectRow(row or 0)
        else:
            self._show_case(None)
            self._panes.prefer_side(False)
        self._offer_case()

    def _wanted_columns(self) -> tuple[Column, ...]:
        """A 再現 has no names, as a rule, and then no column for them."""
        replay = self._counter.operations.state.kind is IncidentKind.REPLAY
        return wanted(
            has_slips=self._model.has_slips, has_names=not replay or self._model.has_names
        )

    def _cases(self, text: str) -> Iterator[CaseRow]:
        content, now = self._counter.content, self._counter.clock.now()
        found = replace(self._query, text=text, procedures=matching_procedures(content, text))
        self._asked = found
        rows = self._counter.log.cases(self._counter.operations.state.id, found)
        office = self._counter.operations.state.office
        return (case_row(row, content, now, office) for row in rows)

    def _show_counts(self) -> None:
        counts = self._counter.log.visit_counts(self._counter.operations.state.id)
        for chip in self._shown_chips:
            self._chip_row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._shown_chips = []
        for words, state in count_chips(counts):
            tone, icon = (Tone.NEUTRAL, "book_2") if state is None else LOOK[state]
            self._add_chip(Chip(words, tone, icon=icon))
        if self._asked.text or self._asked.narrows:
            self._add_chip(Chip(f"該当 {self._found():,}", Tone.ACTION, icon="search", full=True))
        for words in narrowed_by(self._query, self._counter.content):
            self._add_chip(Chip(words, Tone.NEUTRAL, icon="tune"))

    def _add_chip(self, chip: Chip) -> None:
        self._chip_row.addWidget(chip)
        self._shown_chips.append(chip)

    def _found(self) -> int:
        """How many cases answer to what was asked; those on one page are counted already."""
        if not self._model.canFetchMore():
            return self._model.rowCount()
        return self._counter.log.case_count(self._counter.operations.state.id, self._asked)

    def _on_searched(self, _text: str) -> None:
        self.refresh()

    def _on_find(self) -> None:
        self.search.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        case = self._model.case(now)
        self._show_case(None if case is None else case.id)

    def _show_case(self, visit: str | None) -> None:
        self._chosen = visit
        if visit is None:
            self.panel.show_case(None)
            return
        try:
            state = self._counter.desk.visit(visit)
            content = self._counter.desk.content_of(state)
        except KnownError:
            self.panel.show_case(None)
            return
        events = self._counter.log.of_visit(visit)
        told = Teller(content, self._form_titles, with_personal=True).lines(events)
        self.panel.show_case(case_detail(state, content, told))

    def _on_row_opened(self, index: QModelIndex) -> None:
        case = self._model.case(index)
        if case is not None:
            self.visit_requested.emit(case.id)

    def _on_list_requested(self) -> None:
        self._panes.prefer_side(False)
        self.table.setFocus()

    def _on_narrowed(self, narrow: bool) -> None:
        self.panel.to_list.setVisible(narrow)
        self._offer_case()

    def _on_filter(self) -> None:
        from dtcoach.ui.ledger.filter_sheet import FilterSheet

        counters = self._counter.log.counters(self._counter.operations.state.id)
        sheet = FilterSheet(self._query, self._counter.content, counters)
        sheet.narrowed.connect(self.narrow)
        self.sheet_requested.emit(sheet)

    def narrow(self, query: CaseQuery) -> None:
        """Only these cases, in this order, until somebody chooses others."""
        self._query = query
        self._chosen = None
        self.refresh()
        self.setFocus()

    def _on_header_clicked(self, column: int) -> None:
        """Once sorts by the column, once more turns it round."""
        order = _ORDERS.get(column)
        if order is None:
            return
        usual = order is CaseOrder.OPENED
        descending = not self._query.descending if order is self._query.order else usual
        self.narrow(replace(self._query, order=order, descending=descending))

    def _on_export(self) -> None:
        from dtcoach.ui.ledger.export_sheet import ExportSheet

        self.sheet_requested.emit(ExportSheet(self._counter))

    def _offer_case(self) -> None:
        """Only where there is one that is hidden."""
        self._to_case.setVisible(self._panes.is_narrow and self._model.rowCount() > 0)

    def _on_case_requested(self) -> None:
        self._panes.prefer_side(True)
        self.panel.take_keys()

    def _build_list(self) -> QWidget:
        kind = self._counter.operations.state.kind
        mark = [] if kind is IncidentKind.REAL else [
            Chip(f"{KIND[kind]}の記録", Tone.WARNING, full=True)
        ]  # fmt: skip
        self._to_case = Button("内容を見る", icon="description", key="F9", size=ButtonSize.SMALL)
        self._to_case.clicked.connect(self._on_case_requested)
        self._to_case.hide()
        slip = Button("紙の受付票を入力", icon="add", key="F11", size=ButtonSize.SMALL)
        slip.clicked.connect(self.slip_requested)
        self._export = Button("書き出す", icon="description", key="F6", size=ButtonSize.SMALL)
        self._export.clicked.connect(self._on_export)
        narrow = Button("絞り込み", icon="tune", key="F7", size=ButtonSize.SMALL)
        narrow.clicked.connect(self._on_filter)
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        rows.setSpacing(12)
        head = PageHead(
            heading("台帳", TypeStyle.HEADING_28),
            [*mark, narrow, self._export, slip, self._to_case],
        )
        for part in (head, self._chips, self.search):
            rows.addWidget(part)
        for part in self._lists:
            rows.addWidget(part, 1)
        rows.addStretch(0)
        return page
