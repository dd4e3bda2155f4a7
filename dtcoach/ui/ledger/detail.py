"""The chosen case: its requests, what was done, what was promised, what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.visit import VisitStatus
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import ActionBar, PageHead
from dtcoach.ui.kit.panel import Line, ScrollPane
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.ledger.model import LOOK, SLIP_ICON, SLIP_WORD
from dtcoach.ui.ledger.rows import CaseDetail, HistoryRow, RequestDetail
from dtcoach.ui.words import VISIT


class CasePanel(QWidget):
    """Signals: `open_requested(id)`, `list_requested()` where the list is hidden."""

    open_requested = Signal(str)
    list_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._detail: CaseDetail | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE, 0, SPACE)
        self._column.setSpacing(SPACE)
        self._content: QWidget | None = None
        self.to_list = Button("一覧に戻る", icon="arrow_back", key="F9")
        self.to_list.clicked.connect(self.list_requested)
        self.to_list.hide()
        self._open = Button("この受付を開く", ButtonKind.SOLID, icon="arrow_forward", key="Enter")
        self._open.clicked.connect(self._on_open)
        self._bar = ActionBar()
        self._bar.set_buttons([], [self.to_list, self._open])
        self.to_list.hide()
        self._column.addWidget(self._bar)
        self.show_case(None)

    def show_case(self, detail: CaseDetail | None) -> None:
        if self._content is not None and detail == self._detail:
            return
        self._detail = detail
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        # A list with rows always has one chosen; an empty one says by itself why it is empty.
        self._content = QWidget() if detail is None else ScrollPane("受付の内容", _case(detail))
        self._column.insertWidget(0, self._content, 1)
        self._bar.setVisible(detail is not None)

    def take_keys(self) -> None:
        """Enter then opens the case that is read, and nothing that stands elsewhere."""
        button = self._open if self._detail is not None else self.to_list
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_open(self) -> None:
        if self._detail is not None:
            self.open_requested.emit(self._detail.id)


def _case(detail: CaseDetail) -> QWidget:
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(SPACE, 0, SPACE, SPACE)
    rows.setSpacing(SPACE)
    tone, icon = LOOK[detail.state]
    full = detail.state is not VisitStatus.CLOSED
    rows.addWidget(
        PageHead(
            heading(f"受付 {detail.number}"),
            [Chip(VISIT[detail.state], tone, icon=icon, full=full)],
        )
    )
    for line in (f"{detail.opened}から", f"{detail.counter}　{detail.actor}"):
        rows.addWidget(Text(line, TypeStyle.NOTE, "text_secondary"))
    if detail.slip:
        rows.addWidget(Chip(SLIP_WORD, Tone.NEUTRAL, icon=SLIP_ICON))
        rows.addWidget(Text(f"{detail.slip} に入力", TypeStyle.NOTE, "text_secondary"))
    if detail.resident:
        rows.addWidget(Line())
        _add_pairs(rows, detail.resident)
    for request in detail.requests:
        rows.addWidget(Line())
        _add_request(rows, request)
    if detail.answers:
        rows.addWidget(Line())
        rows.addWidget(Text("聞いたこと", TypeStyle.BODY_BOLD, "text_strong"))
        _add_pairs(rows, detail.answers)
    if detail.history:
        rows.addWidget(Line())
        rows.addWidget(Text("経過", TypeStyle.BODY_BOLD, "text_strong"))
        before = ""
        for event in detail.history:
            head = "　".join(filter(None, (event.head, event.late)))
            _add_event(rows, event, "" if head == before else head)
            before = head
    rows.addStretch(1)
    return page


def _add_event(rows: QVBoxLayout, event: HistoryRow, head: str) -> None:
    """When and who (once for all of one act), what, and what became of it: a taken back one says
    so in words."""
    if head:
        rows.addWidget(Text(head, TypeStyle.NOTE, "text_secondary"))
    if event.back:
        rows.addWidget(Chip("取り消し済み", Tone.NEUTRAL, icon="undo"))
    rows.addWidget(Text(event.text, TypeStyle.NOTE, "text_secondary" if event.back else "text"))
    for more in (event.detail, event.back.removeprefix("取り消し済み　")):
        if more:
            rows.addWidget(Text(more, TypeStyle.NOTE, "text_secondary"))


def _add_pairs(rows: QVBoxLayout, pairs: Sequence[tuple[str, str]]) -> None:
    for label, value in pairs:
        text = Text("", TypeStyle.NOTE)
        text.set_spans([(f"{label}　", False), (value, True)])
        rows.addWidget(text)


def _add_request(rows: QVBoxLayout, request: RequestDetail) -> None:
    rows.addWidget(Text(request.title, TypeStyle.BODY_BOLD, "text_strong"))
    outcome = "　".join(part for part in (request.outcome, request.at) if part)
    rows.addWidget(Text(outcome, TypeStyle.BODY))
    for promise in request.promises:
        text = Text("", TypeStyle.NOTE)
        text.set_spans([("約束　", False), (promise, True)])
        rows.addWidget(text)
    if request.recalls:
        rows.addWidget(Chip("復旧後に再確認", Tone.WARNING, icon="fact_check"))
