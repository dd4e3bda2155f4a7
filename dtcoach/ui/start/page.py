"""The start: a door, the questions that tell the outage (or the list of them), and it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.preferences import Operator
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit.banner import BannerKind, BannerModel
from dtcoach.ui.start.home import Home
from dtcoach.ui.start.view import operator_line, running_views, scenario_views

if TYPE_CHECKING:
    from datetime import datetime

    from dtcoach.ui.start.triage_view import Decided

_QUESTIONS, _LIST, _DRILLS = "questions", "list", "drills"
_KIND = {BannerKind.REAL: IncidentKind.REAL, BannerKind.DRILL: IncidentKind.DRILL}


class StartPage(QStackedWidget):
    """Signals: `scenario_chosen(IncidentKind, id)` for one chosen from the list,
    `drill_chosen(Drill)` for one with a plan,
    `decided(IncidentKind, Decided)` at the end of the questions, `practice_requested()`,
    `resume_requested(id)`, `who_requested()`, `settings_requested()`, `help_requested()`,
    `tour_requested()`, `banner_changed(BannerModel | None)` for the bar of the window while a
    door is open."""

    scenario_chosen = Signal(object, str)
    decided = Signal(object, object)
    drill_chosen = Signal(object)
    practice_requested = Signal()
    resume_requested = Signal(str)
    who_requested = Signal()
    settings_requested = Signal()
    help_requested = Signal()
    tour_requested = Signal()
    banner_changed = Signal(object)

    def __init__(self, counter: Counter, *, with_practice: bool = True) -> None:
        super().__init__()
        self._counter = counter
        self._banner_kind = BannerKind.REAL
        self._opened_at: datetime | None = None
        self._who = ""
        self._pages: dict[str, QWidget] = {}
        self.home = Home(with_practice=with_practice)
        self.home.door_opened.connect(self._on_door_opened)
        self.home.practice_requested.connect(self.practice_requested)
        self.home.resume_requested.connect(self.resume_requested)
        self.home.who_requested.connect(self.who_requested)
        self.home.settings_requested.connect(self.settings_requested)
        self.home.help_requested.connect(self.help_requested)
        self.home.tour_requested.connect(self.tour_requested)
        self.addWidget(self.home)

    def refresh(self) -> None:
        """Reads again what is running."""
        self.home.set_running(running_views(self._counter.running(), self._counter.clock.now()))

    def set_operator(self, operator: Operator) -> None:
        self._who = operator_line(operator) if operator.is_known else ""
        self.home.set_operator(operator_line(operator))

    @property
    def topic(self) -> str:
        """What of it is shown, by the name under which the help explains it."""
        now = self.currentWidget()
        return next((name for name, page in self._pages.items() if page is now), "start")

    def set_tour_seen(self, seen: bool) -> None:
        self.home.set_tour_seen(seen)

    def go_home(self) -> None:
        self.refresh()
        self.setCurrentWidget(self.home)
        self.home.focus_first()
        self.banner_changed.emit(None)

    def _on_door_opened(self, kind: BannerKind) -> None:
        self._banner_kind = kind
        self._opened_at = self._counter.clock.now()
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.banner_changed.emit(BannerModel(kind, "まだ始まっていません"))
        if kind is BannerKind.DRILL and self._show_drills():
            return
        if self._counter.content.triage is None:
            self._show_list()
        else:
            self._show_questions()

    def _show_drills(self) -> bool:
        """The plans there are; False where there is none."""
        from dtcoach.ui.start.drills import DrillChoice

        page = self._pages.get(_DRILLS)
        if not isinstance(page, DrillChoice):
            drills = self._counter.planned_drills()
            if not drills:
                return False
            by_id = {drill.id: drill for drill in drills}
            page = DrillChoice(drills)
            page.chosen.connect(lambda name: self.drill_chosen.emit(by_id[name]))
            page.scenario_requested.connect(self._show_list)
            page.went_back.connect(self.go_home)
            self._add(_DRILLS, page)
        self.setCurrentWidget(page)
        page.focus_first()
        return True

    def _show_questions(self) -> None:
        """What was answered stays while the door is open."""
        # Here and below, because a start that goes on with an incident never shows them.
        from dtcoach.ui.start.triage import TriagePage

        page = self._pages.get(_QUESTIONS)
        if not isinstance(page, TriagePage):
            content, opened_at = self._counter.content, self._opened_at
            assert content.triage is not None
            assert opened_at is not None
            word = self._banner_kind.word
            page = TriagePage(content.triage, content, f"{word}を始める", opened_at, self._who)
            page.decided.connect(self._on_decided)
            page.went_back.connect(self.go_home)
            page.by_hand_requested.connect(self._show_list)
            self._add(_QUESTIONS, page)
        self.setCurrentWidget(page)
        page.refresh()

    def _show_list(self) -> None:
        from dtcoach.ui.start.scenarios import Scenarios

        page = self._pages.get(_LIST)
        if not isinstance(page, Scenarios):
            asks = self._counter.content.triage is not None
            page = Scenarios(f"この想定で{self._banner_kind.word}へ", has_questions=asks)
            page.set_scenarios(scenario_views(self._counter.content))
            page.chosen.connect(self._on_chosen)
            page.questions_requested.connect(self._show_questions)
            page.went_back.connect(self._on_left_list)
            self._add(_LIST, page)
        self.setCurrentWidget(page)
        page.focus_first()

    def _on_left_list(self) -> None:
        if _DRILLS in self._pages:
            self._show_drills()
        elif self._counter.content.triage is not None:
            self._show_questions()
        else:
            self.go_home()

    def _add(self, name: str, page: QWidget) -> None:
        self._pages[name] = page
        self.addWidget(page)

    def _on_chosen(self, scenario: str) -> None:
        self.scenario_chosen.emit(_KIND[self._banner_kind], scenario)

    def _on_decided(self, decided: Decided) -> None:
        self.decided.emit(_KIND[self._banner_kind], decided)
