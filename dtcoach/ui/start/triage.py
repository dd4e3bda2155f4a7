"""The first minute behind a door: one question at a time, then the outage with its reason."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.domain.content import Content
from dtcoach.domain.triage import Triage
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.flow import ActionBar
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.start.asked import Outlook, Question, Seen
from dtcoach.ui.start.ending import Ending
from dtcoach.ui.start.middle import MiddlePage
from dtcoach.ui.start.triage_view import Asking, Decided


class TriagePage(MiddlePage):
    """Signals: `decided(Decided)` to begin, `went_back()` from the first question,
    `by_hand_requested()` to choose the outage oneself."""

    decided = Signal(object)
    went_back = Signal()
    by_hand_requested = Signal()

    def __init__(
        self, triage: Triage, content: Content, action: str, now: datetime, who: str
    ) -> None:
        """`action` is what the button to begin says; `now` is when the door was opened."""
        super().__init__()
        self._content = content
        self._asking = Asking(triage)
        self.question = Question()
        self.question.answered.connect(self._on_answered)
        self.question.again_requested.connect(self._on_again_requested)
        self._outlook = Outlook()
        self._seen = Seen()
        self.ending = Ending(now, who)
        self._panes = QStackedWidget()
        self._asked_pane = ScrollPane("質問", self._asked())
        self._ending_pane = ScrollPane("見分けの結果", self.ending)
        for pane in (self._asked_pane, self._ending_pane):
            self._panes.addWidget(pane)
        self._back = Button("戻る", icon="arrow_back", key="Esc")
        self._back.clicked.connect(self._on_back)
        self._by_hand = Button("想定を自分で選ぶ", key="F7")
        self._by_hand.clicked.connect(self.by_hand_requested)
        self._go = Button(action, ButtonKind.SOLID, icon="arrow_forward", key="Enter")
        self._go.clicked.connect(self._on_go)
        self._bar = ActionBar()
        self._bar.row.setContentsMargins(SPACE, 0, SPACE, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        outer.setSpacing(12)
        outer.addWidget(self._panes, 1)
        outer.addWidget(self._bar)
        self.refresh()

    @property
    def has_ended(self) -> bool:
        """Whether the outage is found."""
        return self._asking.place.ending is not None

    def refresh(self) -> None:
        """Shows where the answers stand; the keys belong to what is asked, or to the button."""
        if self.has_ended:
            self.ending.set_view(self._asking.ending_view(self._content))
            self._panes.setCurrentWidget(self._ending_pane)
            self._bar.set_buttons([self._back, self._by_hand], [self._go])
            self._ending_pane.verticalScrollBar().setValue(0)
            self._go.setFocus()
            return
        view = self._asking.asked_view(self._content)
        self.question.set_view(view)
        self._outlook.set_rows(view.outlook)
        self._seen.set_rows(view.seen)
        self._panes.setCurrentWidget(self._asked_pane)
        self._bar.set_buttons([self._back], [self._by_hand])
        self._asked_pane.verticalScrollBar().setValue(0)
        self.question.focus_answers()

    def _asked(self) -> QWidget:
        content, side = QWidget(), QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        for part in (self._outlook, self._seen):
            column.addWidget(part)
        columns = Columns(content, least_px=480, gap=4 * SPACE)
        columns.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        columns.addWidget(self.question)
        columns.addWidget(side)
        return content

    def _on_answered(self, key: int) -> None:
        self._asking.answer(key)
        self.refresh()

    def _on_again_requested(self, question: str) -> None:
        self._asking.back_to(question)
        self.refresh()

    def _on_back(self) -> None:
        if self._asking.is_at_start:
            self.went_back.emit()
            return
        self._asking.back()
        self.refresh()

    def _on_go(self) -> None:
        times = self.ending.times()
        if times is None:
            return
        place = self._asking.place
        assert place.ending is not None
        at, snapshot_at = times
        self.decided.emit(Decided(place.ending.scenario, place.finding, at, snapshot_at))
