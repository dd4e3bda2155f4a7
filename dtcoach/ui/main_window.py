"""The one window: where one is, what is going on, who waits; pages are made when first shown."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError, StorageTrouble
from dtcoach.app.marks import UNAPPROVED
from dtcoach.app.preferences import Display, Operator, Preferences
from dtcoach.ui.acting import Acting
from dtcoach.ui.aids import Aids
from dtcoach.ui.first_paint import FirstPaint
from dtcoach.ui.focusing import LastFocus
from dtcoach.ui.frame import Frame
from dtcoach.ui.incident_view import to_enter, window_title
from dtcoach.ui.kit.nav import PlaceModel
from dtcoach.ui.shell import OperatorModel, Shell
from dtcoach.ui.start.opening import Opening

if TYPE_CHECKING:
    from dtcoach.app.practice import PracticeRoom
    from dtcoach.ui.board.page import BoardPage
    from dtcoach.ui.drill.beat import Beat
    from dtcoach.ui.drill.page import DrillPage
    from dtcoach.ui.followups.alarm import Alarm
    from dtcoach.ui.help.model import Help
    from dtcoach.ui.ledger.page import LedgerPage
    from dtcoach.ui.recovery.place import RecoveryPlace
    from dtcoach.ui.scanning import ScanReader
    from dtcoach.ui.start.page import StartPage
    from dtcoach.ui.visit.page import VisitPage
    from dtcoach.ui.warming import Warming

START, VISIT, BOARD, LEDGER = "start", "visit", "board", "ledger"
RECOVERY = "recovery"
DRILL = "drill"
PRACTICE = "practice"
PLACES = (
    PlaceModel(VISIT, "対応", "record_voice_over"),
    PlaceModel(BOARD, "状況", "dashboard"),
    PlaceModel(LEDGER, "台帳", "book_2"),
    PlaceModel(RECOVERY, "復旧", "history"),
    PlaceModel(DRILL, "訓練", "exercise"),
)
_MINUTE_MS = 60_000


class MainWindow(Shell):
    """Stands on a `Counter`; `open_up` enters what is running, before the window is shown."""

    def __init__(
        self,
        counter: Counter,
        preferences: Preferences,
        form_titles: Mapping[str, str] | None = None,
        practice: Callable[[], PracticeRoom] | None = None,
    ) -> None:
        super().__init__(window_title(None), PLACES)
        self._counter = counter
        self._form_titles = form_titles
        self._practice = practice
        self._place = ""
        self._start: StartPage | None = None
        self._visit: VisitPage | None = None
        self._board: BoardPage | None = None
        self._ledger: LedgerPage | None = None
        self._recovery: RecoveryPlace | None = None
        self._drill: DrillPage | None = None
        self._beat: Beat | None = None
        self._scans: ScanReader | None = None
        self._warm: Warming | None = None
        self._alarm: Alarm | None = None
        self.may_close = False
        self._focus = LastFocus()
        self.frame = Frame(self, counter)
        self._first_paint = FirstPaint(self)
        self.acting = Acting(counter.log, self)
        self.acting.acted.connect(self._on_acted)
        self.acting.refused.connect(self._on_refused)
        self.acting.unsaved_changed.connect(self.frame.set_unsaved)
        self.acting.saved_again.connect(self._on_saved_again)
        self.opening = Opening(self, counter, preferences, self.acting)
        self.opening.operator_changed.connect(self._on_operator_changed)
        self.opening.entered.connect(self._enter)
        self.aids = Aids(self, counter, preferences, self.opening, self._explained)
        self.aids.looks.changed.connect(self._on_looks_changed)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.minute_passed)
        self.place_requested.connect(self.go)
        self.parked_visit_requested.connect(self.open_visit)
        self.operator_requested.connect(self._on_operator_requested)

    @property
    def counter(self) -> Counter:
        """What the window stands on."""
        return self._counter

    # --- opening and closing --------------------------------------------------------------------

    def open_up(self) -> None:
        """Be who worked here last, tell what must be told, go on with what is running."""
        self.opening.be_who_was_here()
        self.set_mark("" if self._counter.shelf.approval else UNAPPROVED)
        for notice in self._counter.notices:
            self.frame.tell(notice.sentence)
        running = to_enter(self._counter.running())
        if running is None:
            self._show_start()
        else:
            self._counter.resume(running.id)
            self._enter()
        self._minute.start()

    def when_ready(self, call: Callable[[], object]) -> None:
        """Call once the window can be used: log open, incident entered, first page painted."""
        self._first_paint.then(call)

    def warm_up(self, *, papers: bool = False) -> None:
        """Make what the first visit needs before somebody stands at the counter; with `papers`
        also what draws them, on another thread."""
        if self._scans is None:
            from dtcoach.ui.scanning import ScanReader
            from dtcoach.ui.warming import Warming

            self._scans = ScanReader(self)
            self._scans.scanned.connect(self._on_scanned)
            makers = (self._warm_board, self._warm_notice)
            last = self._warm_papers if papers else None
            self._warm = Warming(self, makers, last, early=(self._warm_visit,))
            packing = self._counter.shelf.packing()
            if papers and packing is not None:
                QThreadPool.globalInstance().start(packing)

    def _warm_visit(self) -> None:
        if self._visit is not None:
            self._visit.warm_up()

    def _warm_board(self) -> None:
        if self._counter.is_entered:
            self._page(BOARD)

    def _warm_notice(self) -> None:
        if self._counter.is_entered:
            self.board.make_notice()

    def _warm_papers(self) -> None:
        self._counter.days.is_closed(self._counter.clock.now().date())  # reads the holidays
        with contextlib.suppress(KnownError):
            self._counter.papers.warm_up()

    def _on_scanned(self, number: str) -> None:
        """A slip was held under the scanner: its case, wherever one is."""
        if not self._counter.is_entered or self.has_sheet:
            return
        incident = self._counter.operations.state.id
        rows = self._counter.log.visits(incident, text=number)
        found = [row.id for row in rows if row.number == number]
        field = QApplication.focusWidget()
        if len(found) > 1:
            twice = f"受付 {number} は {len(found)}件あります。台帳で、どちらかを確かめてください。"
            self.frame.tell(twice)
        elif not found:
            self.frame.tell(f"受付 {number} は、この障害対応の記録にありません。")
        elif found[0] == self.visit.visit_id and isinstance(field, QLineEdit):
            field.insert(number)  # the number of its own slip was asked for
        else:
            self.open_visit(found[0])

    def come_forward(self) -> None:
        """Another start on this data folder wants this window."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.acting.retry()
        if self._counter.log.unsaved and not self.may_close:
            from dtcoach.ui.unsaved import StayOpenSheet

            sheet = StayOpenSheet(self._counter.log.unsaved)
            sheet.leaves.connect(self._on_leaves)
            self.open_sheet(sheet)
            event.ignore()
            return
        self._minute.stop()
        self._stop_beat()
        if self._warm is not None:
            self._warm.timer.stop()
        super().closeEvent(event)

    def _on_leaves(self) -> None:
        self.may_close = True
        self.close()

    # --- places ---------------------------------------------------------------------------------

    def go(self, place: str) -> None:
        """Show a place; it is made when it is first wanted, and read anew each time."""
        if not self._counter.is_entered or (place == DRILL and self._counter.exercise is None):
            return
        page = self._page(place)
        self._focus.leave(self._page(self._place))
        self._place = place
        self.show_place(place)
        page.refresh()
        self._focus.enter(page)
        self._refresh_frame()

    def open_visit(self, visit: str) -> None:
        """Back to that visit, at the step where it stands."""
        self.go(VISIT)
        self.visit.show_visit(visit)
        self.frame.parked.touched(visit)
        self._refresh_frame()

    def _on_slip_requested(self) -> None:
        self.go(VISIT)
        self.visit.enter_slip()

    def leave_incident(self) -> None:
        """Back to the start; the incident goes on or has ended."""
        self._stop_beat()
        self._counter.leave()
        self._show_start()

    def _page(self, place: str) -> VisitPage | BoardPage | LedgerPage | RecoveryPlace | DrillPage:
        if place == BOARD:
            return self.board
        if place == RECOVERY:
            return self.recovery
        if place == DRILL:
            return self.drill
        return self.ledger if place == LEDGER else self.visit

    @property
    def visit(self) -> VisitPage:
        """対応; made when it is first wanted."""
        if self._visit is None:
            from dtcoach.ui.visit.page import VisitPage

            self._visit = VisitPage(self._counter, form_titles=self._form_titles)
            self._visit.prefer_overview(self.aids.looks.display.overview_first)
            self._visit.prefer_screen(self.aids.looks.display.resident_screen)
            self._visit.acted.connect(self._on_visit_acted)
            self._visit.help_requested.connect(self.help_requested)
            self._visit.resident_kept.connect(self.aids.looks.keep_resident_open)
            self._visit.troubled.connect(self._on_visit_troubled)
            self._add(VISIT, self._visit)
        return self._visit

    @property
    def board(self) -> BoardPage:
        """状況; made when it is first wanted."""
        if self._board is None:
            from dtcoach.ui.board.page import BoardPage

            self._board = BoardPage(self._counter, self.acting, self.open_sheet)
            self._board.left.connect(self.leave_incident)
            self._add(BOARD, self._board)
        return self._board

    @property
    def ledger(self) -> LedgerPage:
        """台帳; made when it is first wanted."""
        if self._ledger is None:
            from dtcoach.ui.ledger.page import LedgerPage

            self._ledger = LedgerPage(self._counter, self._form_titles)
            self._ledger.visit_requested.connect(self.open_visit)
            self._ledger.slip_requested.connect(self._on_slip_requested)
            self._ledger.sheet_requested.connect(self.open_sheet)
            self._add(LEDGER, self._ledger)
        return self._ledger

    @property
    def recovery(self) -> RecoveryPlace:
        """復旧; made when it is first wanted."""
        if self._recovery is None:
            from dtcoach.ui.recovery.place import RecoveryPlace

            self._recovery = RecoveryPlace(
                self._counter, self.acting, self.open_sheet, self.open_visit
            )
            self._add(RECOVERY, self._recovery)
        return self._recovery

    @property
    def drill(self) -> DrillPage:
        """訓練; made when it is first wanted."""
        if self._drill is None:
            from dtcoach.ui.drill.page import DrillPage

            self._drill = DrillPage(self._counter, self.acting, self.open_sheet)
            self._add(DRILL, self._drill)
            if self._beat is not None:
                self._beat.page = self._drill
        return self._drill

    def _begin_beat(self) -> None:
        """While a drill with a plan is entered its clock is looked at."""
        self.nav.item(DRILL).setVisible(self._counter.exercise is not None)
        if self._counter.exercise is not None:
            from dtcoach.ui.drill.beat import Beat

            self._beat = Beat(self, self._counter, self.acting)
            self._beat.show_calls()

    def _stop_beat(self) -> None:
        if self._beat is not None:
            self._beat.stop()
            self._beat = None

    def _add(self, place: str, page: QWidget) -> None:
        self.add_page(place, page)
        self._first_paint.watch(page)

    # --- the start ------------------------------------------------------------------------------

    def _show_start(self) -> None:
        self._tell_lead()
        if self._start is None:
            from dtcoach.ui.start.page import StartPage

            self._start = StartPage(self._counter, with_practice=self._practice is not None)
            self._start.practice_requested.connect(self._show_practice)
            self._start.scenario_chosen.connect(self.opening.begin)
            self._start.decided.connect(self.opening.begin_decided)
            self._start.drill_chosen.connect(self.opening.prepare)
            self._start.resume_requested.connect(self.opening.resume)
            self._start.who_requested.connect(self._on_operator_requested)
            self._start.banner_changed.connect(self.set_banner)
            self._start.settings_requested.connect(self.settings_requested)
            self._start.help_requested.connect(self.help_requested)
            self._start.tour_requested.connect(self.aids.open_tour)
            self._start.set_tour_seen(self.aids.looks.display.tour_seen)
            self._start.set_operator(self.opening.operator)
            self._add(START, self._start)
        self.show_side(False)
        self._place = START
        self.setWindowTitle(window_title(None))
        self.show_place(START)
        self._start.go_home()

    def _show_practice(self) -> None:
        """自習; made anew each time, so that it stands on what is in force and in the file."""
        from dtcoach.ui.practice.page import BANNER, PracticePage

        if self._practice is not None:
            page = PracticePage(self._practice())
            page.left.connect(self._leave_practice)
            page.sheet_requested.connect(self.open_sheet)
            self._add(PRACTICE, page)
            self._place = PRACTICE
            self.set_banner(BANNER)
            self.show_place(PRACTICE)
            page.refresh()

    def _leave_practice(self) -> None:
        self._show_start()
        self.remove_page(PRACTICE)

    def _enter(self) -> None:
        """An incident is open: its banner, its places, and the visit left in the middle."""
        self._forget_pages()
        self._stop_beat()
        self._begin_beat()
        state = self._counter.operations.state
        self.setWindowTitle(window_title(state.kind, state.title))
        self.show_side(True)
        page = self.visit
        self._place = VISIT
        self.show_place(VISIT)
        if not self._go_on_with_unfinished():
            page.start_new()
        exercise = self._counter.exercise
        if exercise is not None and not exercise.running.is_started:
            self.go(DRILL)
        self._refresh_frame()
        if self.aids.looks.display.resident_open:
            self.when_ready(self._reopen_resident)
        if not self.opening.operator.is_known:
            # Before the window is shown: it is painted once, with the question over it.
            self.opening.ask_operator()

    def _reopen_resident(self) -> None:
        if self._visit is not None:
            self._visit.reopen_resident()

    def _go_on_with_unfinished(self) -> bool:
        """The visit that this counter was in the middle of, at the same step."""
        unfinished = self._counter.unfinished_here()
        if unfinished is None:
            return False
        self.visit.show_visit(unfinished.id)
        self.frame.parked.touched(unfinished.id)
        return True

    def _forget_pages(self) -> None:
        """Pages belong to one incident."""
        for place in (VISIT, BOARD, LEDGER, RECOVERY, DRILL):
            self.remove_page(place)
        self._visit = self._board = self._ledger = self._recovery = self._drill = None

    def _on_operator_requested(self) -> None:
        self.opening.ask_operator()

    def _explained(self) -> tuple[str, Help]:
        """What explains the page that is shown; a page that knows better explains itself."""
        from dtcoach.ui.help.pages import OTHER, PAGES

        if self._place == START and self._start is not None:
            return START, PAGES.get(self._start.topic, OTHER)
        told = None
        if self._place == VISIT and self._visit is not None:
            told = self._visit.explained()
        return self._place, told or PAGES.get(self._place, OTHER)

    def _on_looks_changed(self, display: Display) -> None:
        if self._visit is not None:
            self._visit.prefer_overview(display.overview_first)
            self._visit.prefer_screen(display.resident_screen)
        if self._start is not None:
            self._start.set_tour_seen(display.tour_seen)

    def _on_operator_changed(self, operator: Operator) -> None:
        self.set_operator(OperatorModel(operator.counter, operator.name))
        if self._start is not None:
            self._start.set_operator(operator)
        if self._counter.is_entered and self.visit.visit_id is None:
            self._go_on_with_unfinished()
            self._refresh_frame()

    # --- what happens -----------------------------------------------------------------------------

    def _on_acted(self) -> None:
        self._refresh_frame()
        if self._place in (BOARD, RECOVERY, DRILL):
            self._page(self._place).refresh()

    def _on_visit_acted(self) -> None:
        self.frame.parked.touched(self.visit.visit_id)
        self.acting.settled()
        self._refresh_frame()

    def _on_visit_troubled(self, error: KnownError) -> None:
        if isinstance(error, StorageTrouble):
            self.acting.trouble(error, self.visit.what_failed())
        else:
            self.frame.tell(error.sentence)

    def _on_refused(self, error: KnownError) -> None:
        self.frame.tell(error.sentence)

    def _on_saved_again(self) -> None:
        self.frame.tell_done("書けるようになりました。これまでの分は、すべて記録しました。")

    def minute_passed(self) -> None:
        """Once a minute: what could not be saved, what grew old."""
        self.acting.retry()
        self._refresh_frame()
        if self._place == BOARD:
            self.board.refresh()
        elif self._place == RECOVERY:
            self.recovery.minute_passed()

    def tell(self, sentence: str, is_known: bool) -> None:
        """From the exception hook: a trouble with a sentence of its own, or an error of ours."""
        if is_known:
            self.frame.tell(sentence)
        else:
            self.frame.tell_error(sentence)

    def _refresh_frame(self) -> None:
        shown = self._visit.visit_id if self._visit and self._place == VISIT else None
        self.frame.refresh(shown)
        self._tell_lead()

    def _tell_lead(self) -> None:
        """A document in the wrong hands, until a lead says by name that it is known."""
        if self._alarm is None and self._counter.is_entered:
            if not self._counter.operations.state.wrong_hands:
                return
            from dtcoach.ui.followups.alarm import Alarm

            self._alarm = Alarm(self, self._counter, self.acting)
        if self._alarm is not None:
            self._alarm.refresh()
