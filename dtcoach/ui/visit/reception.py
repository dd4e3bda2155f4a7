"""The picker at work: opens a visit with what was picked, or adds it to the one there is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError
from dtcoach.domain.japanese_dates import TOKYO, moment
from dtcoach.ui.visit.picker import Picker
from dtcoach.ui.visit.picker_model import choices, waiting_models

if TYPE_CHECKING:
    from dtcoach.app.slips import Slip
    from dtcoach.domain.visit import VisitState
    from dtcoach.ui.visit.slips import SlipAsking


class Reception(QWidget):
    """Signals: `opened(VisitState)` once it is written; `left()` when nothing is to be added;
    `visit_requested(id)`; `turn_requested()` to the resident; `failed(KnownError, again)` when
    nothing was written."""

    opened = Signal(object)
    left = Signal()
    visit_requested = Signal(str)
    turn_requested = Signal()
    failed = Signal(object, object)

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._visit: VisitState | None = None
        self._slip: Slip | None = None
        self._asking: SlipAsking | None = None
        self._picker = Picker()
        self._picker.picked.connect(self._on_picked)
        self._picker.visit_requested.connect(self.visit_requested)
        self._picker.left.connect(self._on_left)
        self._picker.slip_requested.connect(self.ask_for_slip)
        self._picker.turn.clicked.connect(self.turn_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._picker)

    def start(self, done: str = "") -> None:
        """For the next resident; `done` is the number of the visit just finished."""
        self._visit = self._slip = None
        self._picker.set_choices(choices(self._counter.content))
        self.refresh()
        self._picker.start(done=done)

    def add_to(self, visit: VisitState) -> None:
        """More requests for this visit, from the content it is pinned to."""
        self._visit, self._slip = visit, None
        self._picker.set_choices(choices(self._counter.desk.content_of(visit)))
        self._picker.start(number=visit.number)

    def ask_for_slip(self) -> None:
        """Number and time of a paper slip; then its requests are picked as any other's."""
        if self._asking is None:
            from dtcoach.ui.visit.slips import SlipAsking

            self._asking = SlipAsking(self._counter, self)
            self._asking.given.connect(self._on_slip)
        self._asking.ask(self._picker)

    def _on_slip(self, slip: Slip) -> None:
        self._slip = slip
        when = moment(slip.at.astimezone(TOKYO))
        self._picker.start(slip=f"紙の受付票 {slip.number or '（番号なし）'}\n{when}")

    def _on_left(self) -> None:
        if self._slip is not None:
            self.start()
        else:
            self.left.emit()

    def set_turned(self, turned: bool) -> None:
        """Whether the resident has a screen of their own now."""
        self._picker.turn.set_turned(turned)

    def refresh(self) -> None:
        """Who waits, and for how long."""
        if not self._counter.is_entered:
            self._picker.set_waiting(())
            return
        rows = self._counter.waiting()
        cues = {row.id: self._counter.desk.visit(row.id).cue for row in rows}
        now = self._counter.clock.now()
        self._picker.set_waiting(waiting_models(rows, cues, self._counter.content, now))

    def take_focus(self) -> None:
        self._picker.take_focus()

    def _on_picked(self, procedures: tuple[str, ...]) -> None:
        visit = self._visit
        act = partial(self._open, procedures) if visit is None else partial(self._add, procedures)
        try:
            self.opened.emit(act())
        except KnownError as trouble:
            again: Callable[[], None] = partial(self._on_picked, procedures)
            self.failed.emit(trouble, again)

    def _open(self, procedures: tuple[str, ...]) -> VisitState:
        if self._slip is not None:
            return self._counter.desk.open_slip(self._counter.clerk, procedures, self._slip)
        return self._counter.desk.open_visit(self._counter.clerk, procedures)

    def _add(self, procedures: tuple[str, ...]) -> VisitState:
        """One by one: what the log took already is not added again on another try."""
        assert self._visit is not None
        for procedure in procedures:
            known = {request.procedure for request in self._visit.requests}
            if procedure not in known:
                desk, clerk = self._counter.desk, self._counter.clerk
                self._visit = desk.add_request(self._visit, clerk, procedure)
        return self._visit
