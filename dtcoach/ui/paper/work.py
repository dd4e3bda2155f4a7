"""From F5 to a paper that is out, written in the log before it is said; nothing here waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError, ProblemFound, StorageTrouble
from dtcoach.app.paper import Slip
from dtcoach.app.words_out import PAPER_WAY
from dtcoach.domain.words import PaperWay
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.paper.drawn import Drawn, draw
from dtcoach.ui.paper.glancing import Glancing
from dtcoach.ui.paper.printing import Printers, SystemPrinters
from dtcoach.ui.paper.sending import Job, Sending
from dtcoach.ui.paper.sheet import PaperSheet
from dtcoach.ui.paper.ways_out import WaysOut
from dtcoach.ui.paper.words import file_name, warnings
from dtcoach.ui.shell import lay_over
from dtcoach.ui.visit.languages import next_language

if TYPE_CHECKING:
    from dtcoach.domain.visit import VisitState


class PaperWork(QObject):
    """Signals: `written(VisitState)` when the log holds it; `said(visit, sentence)`;
    `waits(visit, sentence)` when no printer took it; `troubled(KnownError, again)` when the log
    did not."""

    written = Signal(object)
    said = Signal(str, str)
    waits = Signal(str, str)
    troubled = Signal(object, object)

    def __init__(self, counter: Counter, parent: QWidget, printers: Printers | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._over = parent
        self.printers: Printers = printers or SystemPrinters()
        self.ways = WaysOut(parent)
        self.glancing = Glancing(counter, self)
        self.sending = Sending(self)
        self.sending.taken.connect(self._on_taken)
        self.sending.held.connect(self._on_held)
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._sheet: PaperSheet | None = None
        self._visit: VisitState | None = None
        self._slip: Slip | None = None
        self._language = "ja"
        self._drawing: int | None = None
        self._drawn: Drawn | None = None
        self._wish: Callable[[], None] | None = None

    @property
    def sheet(self) -> PaperSheet | None:
        return self._sheet

    @property
    def is_drawn(self) -> bool:
        """Whether the page in the sheet is there, and not only ordered."""
        return self._drawn is not None

    def open(self, visit: VisitState, step: tuple[int, str] | None, language: str) -> None:
        """The papers of a visit, the one of the present step first. Raises KnownError."""
        papers = self._counter.papers
        slips = list(papers.slips(visit))
        wanted = next((s for s in slips if (s.state.request, s.state.form) == step), None)
        if wanted is None and step is not None:
            wanted = papers.slip(visit, *step)
            slips.append(wanted)
        if not slips:
            self.said.emit(visit.id, "この受付に、印刷する用紙はありません。")
            return
        self._visit, self._language = visit, language
        sheet = self._sheet = PaperSheet(visit.number, slips, self.printers.name())
        sheet.chosen.connect(self._on_chosen)
        sheet.language_requested.connect(self._on_language)
        sheet.print_requested.connect(self._on_print)
        sheet.file_requested.connect(self._on_file)
        sheet.viewer_requested.connect(self._on_viewer)
        sheet.by_hand.connect(self._on_hand)
        sheet.dismissed.connect(self._on_dismissed)
        lay_over(sheet, self._over)
        self._show(wanted or _next_of(slips))

    def _show(self, slip: Slip) -> None:
        sheet, visit = self._sheet, self._visit
        if sheet is None or visit is None:
            return
        papers = self._counter.papers
        self._slip, self._drawn, self._drawing, self._wish = slip, None, None, None
        if slip.heading.is_wards_own:
            sheet.show_slip(slip, "ja", ("ja",))
            return
        try:
            languages = papers.press.languages(slip.heading.id)
            spoken = self._language if self._language in languages else "ja"
            sheet.show_slip(slip, spoken, languages)
            order = papers.order(visit, slip, spoken)
        except KnownError as error:
            sheet.show_failure(error.sentence)
            return
        self._drawing = self._background.start(partial(draw, papers.press, order))

    # --- the ways out ---------------------------------------------------------------------------

    def _ready(self, wish: Callable[[], None]) -> tuple[Slip, VisitState, Drawn] | None:
        """What is on the sheet; while its page is being drawn, the wish waits for it."""
        if self._slip is None or self._visit is None:
            return None
        if self._drawn is None:
            self._wish = wish
            return None
        return self._slip, self._visit, self._drawn

    def _on_print(self) -> None:
        ready = self._ready(self._on_print)
        if ready is None:
            return
        slip, visit, drawn = ready
        name = self.printers.name()
        self._close()
        if name is None:
            self._queue(visit.id, slip, "プリンターがないため、")
            return
        press, job = self._counter.papers.press, Job(slip.heading.title, (visit.id, slip))
        self.sending.send(job, drawn.paper, press, self.printers, name)
        self.said.emit(visit.id, f"{_short(slip)}を、プリンター「{name}」に送っています。")

    def _on_file(self) -> None:
        ready = self._ready(self._on_file)
        if ready is None:
            return
        slip, visit, drawn = ready
        try:
            path = self.ways.save(file_name(visit.number, slip.heading.id), drawn.paper.pdf)
        except ProblemFound as problem:
            self._fail(problem.sentence)
            return
        if path:
            self._close()
            self._out(visit.id, slip, PaperWay.FILE)

    def _on_viewer(self) -> None:
        ready = self._ready(self._on_viewer)
        if ready is None:
            return
        slip, visit, drawn = ready
        try:
            self.ways.view(file_name(visit.number, slip.heading.id), drawn.paper.pdf)
        except ProblemFound as problem:
            self._fail(problem.sentence)
            return
        self._close()
        self._out(visit.id, slip, PaperWay.VIEWER)

    def _on_hand(self) -> None:
        slip, visit = self._slip, self._visit
        if slip is not None and visit is not None:
            self._close()
            self._out(visit.id, slip, PaperWay.HAND)

    def _out(self, visit: str, slip: Slip, way: PaperWay) -> None:
        """Write, then say. A sheet that is open by now stays: the next Enter is meant for it."""
        papers, desk, clerk = self._counter.papers, self._counter.desk, self._counter.clerk
        try:
            state = papers.printed(desk.visit(visit), clerk, slip, way)
        except StorageTrouble as trouble:
            self.troubled.emit(trouble, partial(self._out, visit, slip, way))
            return
        self._see_again(state)
        self.written.emit(state)
        self.said.emit(visit, f"{_short(slip)}を{PAPER_WAY[way]}。")

    def _queue(self, visit: str, slip: Slip, why: str) -> None:
        papers, desk, clerk = self._counter.papers, self._counter.desk, self._counter.clerk
        try:
            state = papers.queued(desk.visit(visit), clerk, slip)
        except StorageTrouble as trouble:
            self.troubled.emit(trouble, partial(self._queue, visit, slip, why))
            return
        self._see_again(state)
        self.written.emit(state)
        self.waits.emit(visit, f"{why}{_short(slip)}は印刷待ちです。手で書いて続けられます（F5）。")

    def _see_again(self, visit: VisitState) -> None:
        """The paper on the sheet may be the one that went out: the next is a 再発行."""
        slip, shown = self._slip, self._visit
        if self._sheet is None or slip is None or shown is None or shown.id != visit.id:
            return
        self._visit, wish = visit, self._wish
        again = self._counter.papers.slip(visit, slip.state.request, slip.state.form)
        if again.state != slip.state:
            self._show(again)
            self._wish = wish

    # --- what comes back ------------------------------------------------------------------------

    def _on_done(self, done: object) -> None:
        assert isinstance(done, Done)
        if done.ticket == self._drawing:
            self._on_drawn(done)

    def _on_drawn(self, done: Done) -> None:
        self._drawing = None
        if self._sheet is None:
            return
        if isinstance(done.result, Drawn):
            self._drawn = done.result
            self._sheet.show_pages(done.result.paper, done.result.pages)
            wish, self._wish = self._wish, None
            if wish is not None and not warnings(done.result.paper):
                wish()  # pressed before the page was there; what is doubtful is looked at first
            return
        error = done.error
        known = isinstance(error, KnownError)
        self._sheet.show_failure(str(error) if known else "用紙を作れませんでした。")
        if error is not None and not known:
            raise error

    def _on_taken(self, job: Job) -> None:
        self._out(*_whose(job), PaperWay.PRINTER)

    def _on_held(self, job: Job, why: str) -> None:
        self._queue(*_whose(job), why)

    # --- the sheet ------------------------------------------------------------------------------

    def _on_chosen(self, request: int, form: str) -> None:
        if self._visit is not None:
            self._show(self._counter.papers.slip(self._visit, request, form))

    def _on_language(self) -> None:
        if self._slip is None:
            return
        languages = self._counter.papers.press.languages(self._slip.heading.id)
        self._language = next_language(self._language)
        while self._language not in languages:
            self._language = next_language(self._language)
        self._show(self._slip)

    def _fail(self, sentence: str) -> None:
        if self._sheet is not None:
            self._sheet.show_trouble(sentence)

    def _close(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _on_dismissed(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet, self._drawing, self._drawn, self._wish = None, None, None, None


def _whose(job: Job) -> tuple[str, Slip]:
    """The visit and the paper that were given to the printer."""
    assert isinstance(job.of, tuple)
    visit, slip = job.of
    return visit, slip


def _next_of(slips: list[Slip]) -> Slip:
    """The first that waits for a printer, else the first that is not out, else the first."""
    waiting = [slip for slip in slips if slip.state.queued]
    new = [slip for slip in slips if not slip.is_out and not slip.heading.is_wards_own]
    return (waiting or new or slips)[0]


def _short(slip: Slip) -> str:
    return slip.heading.title.split("（", 1)[0]
