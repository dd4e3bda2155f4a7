"""Who is here, and how an incident begins or is gone on with: the sheets and their answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.app.preferences import Operator, Preferences
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.acting import Acting

if TYPE_CHECKING:
    from dtcoach.domain.drill.plan import Drill
    from dtcoach.ui.shell import Shell
    from dtcoach.ui.start.triage_view import Decided


class Opening(QObject):
    """Signals: `operator_changed(Operator)`, `entered()` when an incident is open."""

    operator_changed = Signal(object)
    entered = Signal()

    def __init__(
        self, shell: Shell, counter: Counter, preferences: Preferences, acting: Acting
    ) -> None:
        super().__init__(shell)
        self._shell = shell
        self._counter = counter
        self._preferences = preferences
        self._acting = acting
        self.operator = Operator()

    def be_who_was_here(self) -> None:
        """Whoever worked at this terminal last."""
        self._take(self._preferences.operator())

    def ask_operator(self, then: Callable[[], None] | None = None) -> None:
        from dtcoach.ui.start.who import WhoSheet

        sheet = WhoSheet(self._counter.content.profile.offices, self.operator)
        sheet.told.connect(self._on_operator_told)
        if then is not None:
            sheet.told.connect(lambda _operator: then())
        self._shell.open_sheet(sheet)

    def begin(self, kind: IncidentKind, scenario: str) -> None:
        """One look more, and the incident begins."""
        if not self.operator.is_known:
            self.ask_operator(lambda: self.begin(kind, scenario))
            return
        from dtcoach.ui.start.begin import BeginSheet
        from dtcoach.ui.start.view import confirmation, scenario_views

        view = next(v for v in scenario_views(self._counter.content) if v.id == scenario)
        now = self._counter.clock.now()
        sheet = BeginSheet(confirmation(kind, view, self.operator), now)
        sheet.confirmed.connect(lambda at: self._declare(kind, scenario, at))
        self._shell.open_sheet(sheet)

    def begin_decided(self, kind: IncidentKind, decided: Decided) -> None:
        """The questions were the look more: it begins with all that was seen, in one write."""
        if not self.operator.is_known:
            self.ask_operator(lambda: self.begin_decided(kind, decided))
            return
        office = self.operator.office
        self._acting.attempt(
            lambda: self._counter.declare(
                kind,
                decided.scenario,
                office,
                decided.at,
                found=decided.finding,
                snapshot_at=decided.snapshot_at,
            ),
            self.entered.emit,
        )

    def prepare(self, drill: Drill) -> None:
        """Which part this terminal is, and the drill stands ready."""
        if not self.operator.is_known:
            self.ask_operator(lambda: self.prepare(drill))
            return
        from dtcoach.ui.start.drills import PrepareSheet

        def begin(code: str, part: str) -> None:
            office = self.operator.office
            self._acting.attempt(
                lambda: self._counter.begin_drill(drill.id, office, code, part),
                self.entered.emit,
            )

        sheet = PrepareSheet(drill)
        sheet.prepared.connect(begin)
        self._shell.open_sheet(sheet)

    def resume(self, incident: str) -> None:
        self._acting.attempt(lambda: self._counter.resume(incident), self.entered.emit)

    def _declare(self, kind: IncidentKind, scenario: str, at: datetime) -> None:
        office = self.operator.office
        self._acting.attempt(
            lambda: self._counter.declare(kind, scenario, office, at), self.entered.emit
        )

    def _on_operator_told(self, operator: Operator) -> None:
        self._preferences.remember(operator)
        self._take(operator)

    def _take(self, operator: Operator) -> None:
        self.operator = operator
        self._counter.clerk = Clerk(operator.name, operator.counter)
        self.operator_changed.emit(operator)
