"""From a button to a paper of the incident that is out, written in the log before it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.document import Document
from dtcoach.app.errors import KnownError, ProblemFound
from dtcoach.app.paper import Order, Paper
from dtcoach.app.words_out import PAPER_WAY
from dtcoach.domain.words import PaperWay
from dtcoach.frozen import dataclass
from dtcoach.ui.acting import Acting
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.paper.drawn import Drawn, draw
from dtcoach.ui.paper.preview import PREVIEW_DPI
from dtcoach.ui.paper.print_sheet import MOST_SHOWN, PrintSheet
from dtcoach.ui.paper.printing import Printers, SystemPrinters
from dtcoach.ui.paper.sending import Job, Sending
from dtcoach.ui.paper.ways_out import WaysOut
from dtcoach.ui.shell import lay_over


@dataclass(frozen=True, slots=True)
class Printable:
    """A paper that can be printed: by which id the log names it, how it is called, and what makes
    it (on the GUI thread, so quick; it is drawn on another). `make` raises KnownError."""

    id: str
    title: str
    make: Callable[[], Document | Order]


class PrintWork(QObject):
    """Signals: `said(sentence)` once the log holds that it went out, or where it did not;
    `closed()` when the sheet is gone."""

    said = Signal(str)
    closed = Signal()

    def __init__(self, counter: Counter, acting: Acting, over: QWidget) -> None:
        super().__init__(over)
        self._counter = counter
        self._acting = acting
        self._over = over
        self.printers: Printers = SystemPrinters()
        self.ways = WaysOut(over)
        self.sending = Sending(self)
        self.sending.taken.connect(self._on_taken)
        self.sending.held.connect(self._on_held)
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._papers: dict[str, Printable] = {}
        self._sheet: PrintSheet | None = None
        self._shown: Printable | None = None
        self._ticket: int | None = None
        self._drawn: Drawn | None = None
        self._wish: Callable[[], None] | None = None

    @property
    def sheet(self) -> PrintSheet | None:
        return self._sheet

    @property
    def is_drawn(self) -> bool:
        """Whether the pages on the sheet are there, and not only ordered."""
        return self._drawn is not None

    def open(self, title: str, papers: Sequence[Printable]) -> None:
        """The sheet with these papers, the first of them shown."""
        self._papers = {paper.id: paper for paper in papers}
        named = [(paper.id, paper.title) for paper in papers]
        sheet = self._sheet = PrintSheet(title, named, self.printers.name())
        sheet.chosen.connect(self._on_chosen)
        sheet.print_requested.connect(self._on_print)
        sheet.file_requested.connect(self._on_file)
        sheet.viewer_requested.connect(self._on_viewer)
        sheet.dismissed.connect(self._on_dismissed)
        lay_over(sheet, self._over)
        self._show(papers[0])

    def _show(self, paper: Printable) -> None:
        if self._sheet is None:
            return
        self._shown, self._drawn, self._ticket, self._wish = paper, None, None, None
        self._sheet.show_waiting(paper.id, paper.title)
        try:
            made = paper.make()
        except KnownError as error:
            self._sheet.show_failure(error.sentence)
            return
        press = self._counter.papers.press
        self._ticket = self._background.start(partial(draw, press, made, PREVIEW_DPI, MOST_SHOWN))

    def _ready(self, wish: Callable[[], None]) -> tuple[Printable, Paper] | None:
        """What is on the sheet; while its pages are being drawn, the wish waits for them."""
        if self._shown is None:
            return None
        if self._drawn is None:
            self._wish = wish
            return None
        return self._shown, self._drawn.paper

    # --- the ways out ---------------------------------------------------------------------------

    def _on_print(self) -> None:
        ready, name = self._ready(self._on_print), self.printers.name()
        if ready is None or name is None:
            return
        printable, paper = ready
        self._close()
        job = Job(printable.title, printable)
        self.sending.send(job, paper, self._counter.papers.press, self.printers, name)
        self.said.emit(f"{printable.title}を、プリンター「{name}」に送っています。")

    def _on_file(self) -> None:
        ready = self._ready(self._on_file)
        if ready is None:
            return
        printable, paper = ready
        try:
            path = self.ways.save(self._file_name(printable), paper.pdf)
        except ProblemFound as problem:
            self._fail(problem.sentence)
            return
        if path:
            self._close()
            self._out(printable, PaperWay.FILE)

    def _on_viewer(self) -> None:
        ready = self._ready(self._on_viewer)
        if ready is None:
            return
        printable, paper = ready
        try:
            self.ways.view(self._file_name(printable), paper.pdf)
        except ProblemFound as problem:
            self._fail(problem.sentence)
            return
        self._close()
        self._out(printable, PaperWay.VIEWER)

    def _out(self, printable: Printable, way: PaperWay) -> None:
        """Write, then say."""
        operations, name = self._counter.operations, self._counter.clerk.name

        def then() -> None:
            self.said.emit(f"{printable.title}を{PAPER_WAY[way]}。")

        self._acting.attempt(lambda: operations.list_printed(name, printable.id, way), then)

    def _on_taken(self, job: Job) -> None:
        assert isinstance(job.of, Printable)
        self._out(job.of, PaperWay.PRINTER)

    def _on_held(self, job: Job, why: str) -> None:
        self.said.emit(
            f"{why}{job.title}は印刷できていません。保存して、ほかの端末で印刷できます。"
        )

    # --- what comes back ------------------------------------------------------------------------

    def _on_done(self, done: object) -> None:
        assert isinstance(done, Done)
        if done.ticket != self._ticket or self._sheet is None:
            return
        self._ticket = None
        if isinstance(done.result, Drawn):
            self._drawn = done.result
            self._sheet.show_pages(done.result.paper, done.result.pages)
            wish, self._wish = self._wish, None
            if wish is not None and not done.result.paper.doubtful and not done.result.paper.cut:
                wish()
            return
        error = done.error
        known = isinstance(error, KnownError)
        self._sheet.show_failure(str(error) if known else "用紙を作れませんでした。")
        if error is not None and not known:
            raise error

    # --- the sheet ------------------------------------------------------------------------------

    def _on_chosen(self, paper: str) -> None:
        self._show(self._papers[paper])

    def _fail(self, sentence: str) -> None:
        if self._sheet is not None:
            self._sheet.show_trouble(sentence)

    def _close(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _on_dismissed(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet, self._ticket, self._drawn, self._wish = None, None, None, None
        self.closed.emit()

    def _file_name(self, printable: Printable) -> str:
        now = self._counter.clock.now()
        return f"{printable.title.split('（', 1)[0]}_{now:%Y%m%d-%H%M}.pdf"
