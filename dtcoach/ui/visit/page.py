"""The place 対応: writes what the clerk does through the desk, then shows where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError, ProblemFound, StorageTrouble
from dtcoach.domain.words import PlaceKind, Route, VisitStatus
from dtcoach.ui.visit.looking import Looking
from dtcoach.ui.visit.reception import Reception
from dtcoach.ui.visit.typed_dates import DateReader

if TYPE_CHECKING:
    from dtcoach.domain.visit import VisitState
    from dtcoach.ui.help.model import Help
    from dtcoach.ui.resident.screen import ResidentScreen
    from dtcoach.ui.visit.changing import Changing
    from dtcoach.ui.visit.noting import Noting
    from dtcoach.ui.visit.papers import VisitPapers
    from dtcoach.ui.visit.parking import Parking
    from dtcoach.ui.visit.stage import Stage
    from dtcoach.ui.visit.state import Scene

Act = Callable[[], "VisitState"]


class VisitPage(QWidget):
    """One visit at a time.

    Signals: `acted()` when something was written; `troubled(KnownError)` when it could not be,
    and then nothing was; `help_requested()`, to be answered with what `explained` gives;
    `resident_kept(bool)` when the clerk opened the resident's own screen, or closed it.
    """

    acted = Signal()
    help_requested = Signal()
    troubled = Signal(object)
    resident_kept = Signal(bool)

    def __init__(
        self,
        counter: Counter,
        parent: QWidget | None = None,
        *,
        form_titles: Mapping[str, str] | None = None,
    ) -> None:
        """`form_titles`: the name of each paper, by form id."""
        super().__init__(parent)
        self._counter = counter
        self._form_titles = form_titles or {}
        self._visit: VisitState | None = None
        self._looking = Looking()
        self._prefers_overview = False
        self._scene: Scene | None = None
        self._adding = False
        self._made_parking: Parking | None = None
        self._made_noting: Noting | None = None
        self._made_changing: Changing | None = None
        self._made_stage: Stage | None = None
        self._made_resident: ResidentScreen | None = None
        self._languages: dict[str, str] = {}
        self._screen = ""
        self._made_papers: VisitPapers | None = None
        self._failed: Callable[[], object] | None = None
        self._reception = Reception(counter)
        self._reception.opened.connect(self._on_opened)
        self._reception.failed.connect(self._trouble)
        self._reception.visit_requested.connect(self.show_visit)
        self._reception.left.connect(self._on_adding_left)
        self._reception.turn_requested.connect(self._on_turn)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._reception)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @property
    def _stage(self) -> Stage:
        """Where a visit is walked; made for the first one, so that the picker is there at once."""
        if self._made_stage is None:
            from dtcoach.ui.visit.stage import Stage

            stage = self._made_stage = Stage(DateReader(self._entry_time))
            stage.answered.connect(self._on_answered)
            stage.entered.connect(self._on_enter)
            stage.back_requested.connect(self._on_back)
            stage.park_requested.connect(self._on_park)
            stage.withdraw_requested.connect(self._on_withdraw)
            stage.add_requested.connect(self._on_add)
            stage.print_requested.connect(self._on_print)
            stage.note_requested.connect(self._on_note)
            stage.turn_requested.connect(self._on_turn)
            stage.left.connect(self.start_new)
            stage.help_requested.connect(self.help_requested)
            stage.looking_changed.connect(self._on_looking_changed)
            self._stack.addWidget(stage)
        return self._made_stage

    @property
    def noting(self) -> Noting:
        """What is written of the resident."""
        if self._made_noting is None:
            from dtcoach.ui.visit.noting import Noting

            self._made_noting = Noting(self._counter, self)
            self._made_noting.kept.connect(self._on_written_beside)
            self._made_noting.troubled.connect(self._trouble)
        return self._made_noting

    @property
    def _parking(self) -> Parking:
        if self._made_parking is None:
            from dtcoach.ui.visit.parking import Parking

            self._made_parking = Parking(self)
            self._made_parking.parked.connect(self._on_parked)
        return self._made_parking

    @property
    def counter(self) -> Counter:
        """What the page stands on."""
        return self._counter

    @property
    def papers(self) -> VisitPapers:
        """What prints; made for the first visit that is shown."""
        if self._made_papers is None:
            from dtcoach.ui.visit.papers import VisitPapers

            papers = self._made_papers = VisitPapers(self._counter, self)
            papers.written.connect(self._on_written_beside)
            papers.said.connect(self._on_paper_said)
            papers.troubled.connect(self._trouble)
        return self._made_papers

    @property
    def _changing(self) -> Changing:
        if self._made_changing is None:
            from dtcoach.ui.visit.changing import Changing

            self._made_changing = Changing(self, self._stack)
            self._made_changing.kept.connect(self._on_answer_kept)
        return self._made_changing

    def _on_answer_kept(self) -> None:
        """変えない: on with the walk as it was."""
        self._looking = self._looking.acted()
        self._show()

    @property
    def resident(self) -> ResidentScreen:
        """What the resident sees; made when it is first turned to one."""
        if self._made_resident is None:
            from dtcoach.ui.resident.screen import ResidentScreen

            screen = self._made_resident = ResidentScreen(self._counter, self)
            screen.chosen = self._screen
            screen.language_chosen.connect(self._on_language_chosen)
            screen.shown_changed.connect(self._reception.set_turned)
            screen.shown_changed.connect(self._stage.set_turned)
            self._tell_resident()
        return self._made_resident

    @property
    def visit_id(self) -> str | None:
        """The visit in front of the clerk; None at the picker."""
        return None if self._visit is None else self._visit.id

    def explained(self) -> Help | None:
        """Why it is asked, offered or done, and where that comes from; None at the picker."""
        if self._visit is None or self._scene is None or self._adding:
            return None
        from dtcoach.ui.help.visit import visit_help

        content = self._counter.desk.content_of(self._visit)
        board = self._counter.operations.state.board
        return visit_help(self._scene, content, board, self._counter.clock.now())

    def prefer_overview(self, preferred: bool) -> None:
        """Which of the two layouts comes first at this terminal; F3 changes it for now."""
        if preferred != self._prefers_overview:
            self._prefers_overview = preferred
            self._looking = replace(self._looking, overview=preferred)
            self._show()

    def prefer_screen(self, name: str) -> None:
        """The screen that this terminal turns to residents; empty where none was chosen."""
        self._screen = name
        if self._made_resident is not None:
            self._made_resident.chosen = name

    def reopen_resident(self) -> None:
        """The resident's own screen, as it stood before."""
        self.resident.open_again()

    def warm_up(self) -> None:
        """Make what the first visit needs, also while one is served already; and put away what a
        window that was killed has left."""
        from dtcoach.ui.paper.viewed import sweep

        _ = self._stage
        sweep()

    def start_new(self) -> None:
        """The request picker."""
        self._start_picking()

    def enter_slip(self) -> None:
        """What was taken on paper is typed in."""
        self._start_picking()
        self._reception.ask_for_slip()

    def _entry_time(self) -> datetime:
        """Against which time days are read: now, or for a paper slip its own."""
        visit = self._visit
        return self._counter.clock.now() if visit is None else self._counter.desk.time_of(visit)

    def show_visit(self, visit_id: str) -> None:
        """That visit at its step, taken up again if parked."""
        try:
            visit = self._counter.desk.visit(visit_id)
            parked = visit.status is VisitStatus.PARKED
            if parked:
                visit = self._counter.desk.resume(visit, self._counter.clerk)
        except KnownError as trouble:
            self._trouble(trouble, partial(self.show_visit, visit_id))
            return
        self._visit, self._adding = visit, False
        self._looking = self._looking.anew(self._languages.get(visit_id, "ja"))
        self._scene = None
        self._show()
        if parked:
            self.acted.emit()

    def refresh(self) -> None:
        """The board or the clock changed; what is typed stays while the step stays."""
        if self._visit is None:
            self._reception.refresh()
        else:
            self._show()

    def retry(self) -> None:
        """Do once more what the log could not take."""
        self.what_failed()()

    def what_failed(self) -> Callable[[], object]:
        """What the log could not take, to be done once more; asked for when `troubled` tells."""
        failed, self._failed = self._failed, None
        return failed or (lambda: None)

    def _trouble(self, trouble: KnownError, again: Callable[[], object]) -> None:
        self._failed = again
        self.troubled.emit(trouble)

    # --- acting -------------------------------------------------------------------------------

    def _act(self, act: Act, then: Callable[[], None] | None = None) -> None:
        """Write, then show. What was typed is still there when it could not be written."""
        if not self._is_current():
            return
        try:
            self._visit = act()
        except KnownError as trouble:
            self._trouble(trouble, partial(self._act, act, then))
            return
        self._looking = self._looking.acted()
        if then is None:
            self._show()
        else:
            then()
        self.acted.emit()

    def _is_current(self) -> bool:
        """Whether the screen still shows where the visit stands; if not, it is shown anew."""
        shown = self._scene
        if self._visit is None or shown is None:
            return True
        if self._counter.desk.place(self._visit) is shown.place:
            return True  # the desk keeps its last answer
        if self._scene_now(self._visit).promises_the_same(shown):
            return True
        self._show()
        self._stage.say("状況が変わりました。いまの画面を確かめてください。", care=True)
        return False

    def _on_answered(self, value: str) -> None:
        scene, visit = self._scene, self._visit
        if scene is None or visit is None or scene.model.question is None:
            return
        self._answer(visit, scene.model.question.fact, value)

    def _answer(self, visit: VisitState, fact: str, value: str) -> None:
        """Another answer than before is written at once only where nothing hangs on it."""
        desk, clerk = self._counter.desk, self._counter.clerk
        write = partial(self._act, partial(desk.answer, visit, clerk, fact, value))
        given = visit.facts.get(fact)
        if given not in (None, value):
            if not self._is_current():
                return  # shown anew, and said: what it would change is another matter by now
            changes = desk.change_if(visit, fact, value)
            if changes:
                self._changing.ask_of(desk.content_of(visit), visit, fact, value, changes, write)
                return
        write()

    def _on_enter(self) -> None:
        scene, visit = self._scene, self._visit
        if scene is None or visit is None:
            return
        kind = scene.model.kind
        if scene.asks_for_a_day and scene.model.question is not None:
            from dtcoach.ui.visit.entering import day_of_enter

            day = day_of_enter(self._stage)
            if day is not None:
                self._answer(visit, scene.model.question.fact, day)
        elif scene.model.closed:
            self.start_new()
        elif kind in (PlaceKind.NO_REQUEST, PlaceKind.NOT_COVERED):
            self._on_add()
        elif self._looking.again is not None:
            self._on_back()
        else:
            self._enter(scene, visit)

    def _enter(self, scene: Scene, visit: VisitState) -> None:
        from dtcoach.ui.visit.entering import act_of_enter

        if not self._is_current():
            return  # before a field is asked for, too: the step may be wrong by now
        desk, clerk, now = self._counter.desk, self._counter.clerk, self._entry_time()
        act = act_of_enter(scene, self._stage, desk, visit, clerk, now)
        if act is None:
            return
        if scene.detail is not None:
            self._looking = self._looking.having_read(scene.detail.cautions)
        ends = scene.model.kind is PlaceKind.FINISHED
        self._act(act, partial(self._start_picking, visit.number) if ends else None)

    def _on_withdraw(self) -> None:
        visit = self._visit
        if visit is not None:
            desk, clerk = self._counter.desk, self._counter.clerk
            self._act(partial(desk.choose, visit, clerk, Route.WITHDRAWN))

    def _on_back(self) -> None:
        """戻る: out of a second look first; else the last act is taken back."""
        visit = self._visit
        if visit is None:
            return
        if self._looking.is_aside:
            self._looking = self._looking.acted()
            self._show()
            return
        desk, clerk = self._counter.desk, self._counter.clerk
        try:
            self._visit = desk.undo(visit, clerk)
        except StorageTrouble as trouble:
            self._trouble(trouble, self._on_back)
            return
        except ProblemFound as problem:
            self._stage.say(problem.sentence, care=True)
            return
        self._looking = self._looking.acted()
        self._scene = None
        self._show()
        self.acted.emit()

    def _on_park(self) -> None:
        if self._visit is not None:
            self._parking.ask(self._visit.number, self._stack)

    def _on_parked(self, cue: str) -> None:
        visit = self._visit
        if visit is None:
            return
        try:
            self._counter.desk.park(visit, self._counter.clerk, cue)
        except KnownError as trouble:
            self._trouble(trouble, partial(self._on_parked, cue))
            return
        self._parking.close()
        self._start_picking()
        self.acted.emit()

    def _on_note(self) -> None:
        if self._visit is not None:
            self.noting.open(self._visit, self._stack)

    def _on_print(self) -> None:
        if self._scene is not None and self._visit is not None:
            self.papers.open(self._visit, self._scene)

    def _on_written_beside(self, visit: VisitState) -> None:
        """Where the visit stands has not changed: what is typed stays."""
        if self.visit_id == visit.id:
            self._visit = visit
            self._show()
        self.acted.emit()

    def _on_paper_said(self, visit: str, sentence: str, is_trouble: bool) -> None:
        """A trouble is told also when the clerk went on to somebody else meanwhile."""
        if self.visit_id == visit:
            self._stage.say(sentence, care=is_trouble)
        elif is_trouble:
            number = self._counter.desk.visit(visit).number
            self.troubled.emit(ProblemFound(f"受付 {number}: {sentence}"))

    def _on_add(self) -> None:
        if self._visit is not None:
            self._adding = True
            self._stack.setCurrentWidget(self._reception)
            self._reception.add_to(self._visit)
            self._tell_resident()

    def _on_adding_left(self) -> None:
        self._adding = False
        self._scene = None
        self._show()

    def _on_opened(self, visit: VisitState) -> None:
        if self._visit is None:
            # A resident may have chosen it while the clerk still picked the request.
            self._looking = self._looking.anew(self._looking.language)
            self._languages[visit.id] = self._looking.language
        self._visit, self._scene, self._adding = visit, None, False
        self._show()
        self.acted.emit()

    def _start_picking(self, done: str = "") -> None:
        self._visit, self._scene, self._adding = None, None, False
        self._looking = self._looking.anew()
        self._stack.setCurrentWidget(self._reception)
        self._reception.start(done)
        self._tell_resident()

    def _on_turn(self) -> None:
        self.resident.toggle()
        self.resident_kept.emit(self.resident.is_beside)

    def _tell_resident(self) -> None:
        if self._made_resident is not None:
            scene = None if self._adding else self._scene
            self._made_resident.follow(self._visit, scene, self._looking.language)

    def _on_language_chosen(self, language: str) -> None:
        self._on_looking_changed(replace(self._looking, language=language))

    def _scene_now(self, visit: VisitState) -> Scene:
        from dtcoach.ui.visit.state import scene_of

        desk = self._counter.desk
        return scene_of(
            visit,
            desk.place(visit),
            desk.content_of(visit),
            desk.moment(visit),
            self._form_titles,
            self._looking,
        )

    def _show(self) -> None:
        if self._visit is None or self._adding:
            return
        scene = self._scene_now(self._visit)
        fresh = self._scene is None or scene.key != self._scene.key
        self._scene = scene
        self._stack.setCurrentWidget(self._stage)
        self.papers.count(self._visit, self._stage)
        glance = self.papers.glance(self._visit, scene)
        self._stage.show_scene(scene, glance, fresh=fresh)
        self._tell_resident()

    def _on_looking_changed(self, looking: Looking) -> None:
        self._looking = looking
        if self._visit is not None:
            self._languages[self._visit.id] = looking.language
        if self._visit is None or self._adding:
            self._tell_resident()
        self._show()
