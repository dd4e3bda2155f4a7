"""絞り込みと並べ方 of 台帳: every choice a drop-down or a tick, all by keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.ledger import CaseQuery
from dtcoach.domain.content import Content
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.choice import CheckRow, ComboField
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.ledger.filter_words import (
    counter_options,
    order_id,
    order_in,
    order_options,
    procedure_options,
    route_options,
    state_options,
)


class FilterSheet(Sheet):
    """Signals: `narrowed(CaseQuery)`."""

    narrowed = Signal(object)

    def __init__(self, query: CaseQuery, content: Content, counters: Mapping[str, int]) -> None:
        super().__init__("台帳の絞り込みと並べ方")
        self.state = ComboField("状態", state_options())
        self.counter = ComboField("窓口", counter_options(counters))
        self.procedure = ComboField("手続", procedure_options(content))
        self.route = ComboField("対応", route_options(content))
        self.unfinished = CheckRow("終わっていない手続がある受付")
        self.promised = CheckRow("約束がある受付")
        self.typed_in = CheckRow("紙からあとで入力した受付")
        self.order = ComboField("並べ方", order_options())
        beside, below = QWidget(), QWidget()
        # Side by side, and the ticks close together: all of it is seen at once.
        flow = FlowLayout(beside, gap=2 * SPACE)
        for field in (self.state, self.counter):
            flow.addWidget(field)
        ticks = QVBoxLayout(below)
        ticks.setContentsMargins(0, 0, 0, 0)
        ticks.setSpacing(4)
        for tick in (self.unfinished, self.promised, self.typed_in):
            ticks.addWidget(tick)
        for part in (beside, self.procedure, self.route, below, self.order):
            self.body.addWidget(part)
        self._show(query)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        clear = Button("すべて外す", icon="undo", key="F7")
        clear.clicked.connect(self._on_clear)
        go = Button("この条件で見る", ButtonKind.SOLID, key="Enter")
        go.clicked.connect(self._on_go)
        self.set_buttons([back, clear], [go])

    def query(self) -> CaseQuery:
        """What is chosen now."""
        order, descending = order_in(self.order.value() or order_id(CaseQuery()))
        return CaseQuery(
            state=self.state.value() or "",
            counter=self.counter.value() or "",
            procedure=self.procedure.value() or "",
            route=self.route.value() or "",
            unfinished=self.unfinished.isChecked(),
            promised=self.promised.isChecked(),
            typed_in=self.typed_in.isChecked(),
            order=order,
            descending=descending,
        )

    def _show(self, query: CaseQuery) -> None:
        self.state.choose(query.state)
        self.counter.choose(query.counter)
        self.procedure.choose(query.procedure)
        self.route.choose(query.route)
        self.unfinished.setChecked(query.unfinished)
        self.promised.setChecked(query.promised)
        self.typed_in.setChecked(query.typed_in)
        self.order.choose(order_id(query))

    def _on_clear(self) -> None:
        self._show(CaseQuery())

    def _on_go(self) -> None:
        query = self.query()
        self.close_sheet()
        self.narrowed.emit(query)
