"""The start: a door, the outage, one look more, and the incident begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from dtcoach.app.counter import Counter
from dtcoach.app.preferences import Operator
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit.banner import BannerKind, BannerModel
from dtcoach.ui.start.home import Home
from dtcoach.ui.start.view import operator_line, running_views, scenario_views

if TYPE_CHECKING:
    from dtcoach.ui.start.scenarios import Scenarios

_KIND = {BannerKind.REAL: IncidentKind.REAL, BannerKind.DRILL: IncidentKind.DRILL}


class StartPage(QStackedWidget):
    """Signals: `scenario_chosen(IncidentKind, id)`, `resume_requested(id)`, `who_requested()`,
    `settings_requested()`, `banner_changed(BannerModel | None)` for the bar of the window while a
    door is open."""

    scenario_chosen = Signal(object, str)
    resume_requested = Signal(str)
    who_requested = Signal()
    settings_requested = Signal()
    banner_changed = Signal(object)

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self._counter = counter
        self._kind: IncidentKind | None = None
        self._scenarios: Scenarios | None = None
        self.home = Home()
        self.home.door_opened.connect(self._on_door_opened)
        self.home.resume_requested.connect(self.resume_requested)
        self.home.who_requested.connect(self.who_requested)
        self.home.settings_requested.connect(self.settings_requested)
        self.addWidget(self.home)

    def refresh(self) -> None:
        """Reads again what is running."""
        self.home.set_running(running_views(self._counter.running(), self._counter.clock.now()))

    def set_operator(self, operator: Operator) -> None:
        self.home.set_operator(operator_line(operator))

    def go_home(self) -> None:
        self._kind = None
        self.refresh()
        self.setCurrentWidget(self.home)
        self.home.doors[0].setFocus()
        self.banner_changed.emit(None)

    def _on_door_opened(self, kind: BannerKind) -> None:
        # Here, because a start that goes on with an incident never shows it.
        from dtcoach.ui.start.scenarios import Scenarios

        self._kind = _KIND[kind]
        if self._scenarios is not None:
            self.removeWidget(self._scenarios)
            self._scenarios.deleteLater()
        page = self._scenarios = Scenarios(f"この想定で{kind.word}へ")
        page.set_scenarios(scenario_views(self._counter.content))
        page.chosen.connect(self._on_chosen)
        page.went_back.connect(self.go_home)
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.focus_first()
        self.banner_changed.emit(BannerModel(kind, "まだ始まっていません"))

    def _on_chosen(self, scenario: str) -> None:
        if self._kind is not None:
            self.scenario_chosen.emit(self._kind, scenario)
