"""From the list to call sheets and labels that are out, written in the log before it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QSaveFile, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from dtcoach.app.errors import KnownError
from dtcoach.app.followup_papers import (
    CALL_SHEET,
    Batch,
    FollowUpPapers,
    call_batch,
    label_batch,
)
from dtcoach.app.paper import Paper, Picture, Press
from dtcoach.domain.promises.promise import PromiseState
from dtcoach.domain.words import PaperWay
from dtcoach.frozen import dataclass
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.paper.preview import PREVIEW_DPI
from dtcoach.ui.paper.printing import PRINT_DPI, Printers, SystemPrinters, image_of
from dtcoach.ui.paper.viewed import ViewedPapers
from dtcoach.ui.paper.words import warnings
from dtcoach.ui.promises.batch_sheet import BatchSheet
from dtcoach.ui.recovery.registry import Surroundings

_NO_PRINTER = "プリンターがありません。「保存」か「PDF で開く」を使ってください。"
_NOT_SAVED = "ファイルに書けませんでした。ほかの場所を選んでください。"


@dataclass(frozen=True, slots=True)
class _Drawn:
    form: str
    paper: Paper
    batch: Batch
    first: Picture


class Batches(QObject):
    """Stays while its sheet may be closed: what a printer took is in the log all the same."""

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = around
        self._over = parent
        self._papers = FollowUpPapers(around.counter)
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._promises: tuple[PromiseState, ...] = ()
        self._drawing: int | None = None
        self._sending: dict[int, _Drawn] = {}
        self._drawn: _Drawn | None = None
        self._viewed = ViewedPapers()
        self.sheet: BatchSheet | None = None
        self.printers: Printers = SystemPrinters()
        self.ask_file: Callable[[str], str] = self._ask_file
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl

    @property
    def is_drawn(self) -> bool:
        return self._drawn is not None

    def open(self, promises: Sequence[PromiseState]) -> None:
        """For these promises, in their order."""
        self._promises, self._drawn = tuple(promises), None
        calls, letters = call_batch(promises), label_batch(promises)
        sheet = self.sheet = BatchSheet(len(calls.lines), len(letters.lines))
        sheet.wanted.connect(self._on_wanted)
        sheet.print_requested.connect(self._on_print)
        sheet.file_requested.connect(self._on_file)
        sheet.viewer_requested.connect(self._on_viewer)
        sheet.dismissed.connect(self._on_dismissed)
        sheet.dismissed.connect(sheet.deleteLater)
        self._around.open_sheet(sheet)

    def _on_wanted(self, form: str, start: int) -> None:
        self._drawn = None
        work = partial(self._draw, form, start, self._promises)
        self._drawing = self._background.start(work)

    def _draw(self, form: str, start: int, promises: tuple[PromiseState, ...]) -> _Drawn:
        """Off the GUI thread."""
        press = self._around.counter.papers.press
        if form == CALL_SHEET:
            order, batch = self._papers.call_sheet(promises)
        else:
            order, batch = self._papers.labels(promises, form, start)
        paper = press.draw(order)
        first = next(iter(press.each_picture(paper.pdf, PREVIEW_DPI)))
        return _Drawn(form, paper, batch, first)

    # --- the ways out -----------------------------------------------------------------------------

    def _on_print(self) -> None:
        drawn, name = self._drawn, self.printers.name()
        if drawn is None or self.sheet is None:
            return
        if name is None:
            self.sheet.say("", _NO_PRINTER)
            return
        press = self._around.counter.papers.press
        work = partial(_send, self.printers, press, name, drawn)
        self._sending[self._background.start(work)] = drawn
        self.sheet.say(f"プリンター「{name}」に送っています。")

    def _on_file(self) -> None:
        drawn = self._drawn
        if drawn is None or self.sheet is None:
            return
        path = self.ask_file(_file_name(drawn))
        if not path:
            return
        file = QSaveFile(path)
        held = file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(drawn.paper.pdf) >= 0
        if not (held and file.commit()):
            self.sheet.say("", _NOT_SAVED)
            return
        self._out(drawn, PaperWay.FILE)

    def _on_viewer(self) -> None:
        drawn = self._drawn
        if drawn is None or self.sheet is None:
            return
        try:
            path = self._viewed.add(_file_name(drawn), drawn.paper.pdf)
        except OSError:
            self.sheet.say("", "表示用のファイルを作れませんでした。")
            return
        if not self.open_url(QUrl.fromLocalFile(str(path))):
            self.sheet.say("", "PDF を開くソフトが見つかりません。")
            return
        self._out(drawn, PaperWay.VIEWER)

    def _out(self, drawn: _Drawn, way: PaperWay) -> None:
        act = partial(self._papers.went_out, drawn.form, drawn.batch, way)
        self._around.acting.attempt(act, self._close)

    # --- what comes back --------------------------------------------------------------------------

    def _on_done(self, done: object) -> None:
        assert isinstance(done, Done)
        sent = self._sending.pop(done.ticket, None)
        if sent is not None:
            self._on_sent(sent, done.error)
        elif done.ticket == self._drawing and self.sheet is not None:
            self._on_drawn(done)
        if done.error is not None and not isinstance(done.error, KnownError):
            raise done.error

    def _on_sent(self, sent: _Drawn, error: Exception | None) -> None:
        if error is None:
            self._out(sent, PaperWay.PRINTER)
        elif self.sheet is not None:
            known = isinstance(error, KnownError)
            self.sheet.say("", str(error) if known else "プリンターに送れませんでした。")

    def _on_drawn(self, done: Done) -> None:
        assert self.sheet is not None
        if isinstance(done.result, _Drawn):
            drawn = self._drawn = done.result
            trouble = "".join(warnings(drawn.paper))
            self.sheet.show_page(image_of(drawn.first), drawn.paper.pages, _told(drawn), trouble)
        else:
            self.sheet.show_nothing(str(done.error))

    def _close(self) -> None:
        if self.sheet is not None:
            self.sheet.close_sheet()

    def _on_dismissed(self) -> None:
        self.sheet, self._drawn = None, None

    def _ask_file(self, name: str) -> str:
        return QFileDialog.getSaveFileName(self._over, "保存する場所", name, "PDF (*.pdf)")[0]


def _send(printers: Printers, press: Press, name: str, drawn: _Drawn) -> None:
    title = press.headings()[drawn.form].title
    printers.send(name, title, press.each_picture(drawn.paper.pdf, PRINT_DPI), PRINT_DPI)


def _told(drawn: _Drawn) -> str:
    """How many are on it, and who is not; of those for the lead a number and nothing else."""
    batch, pages = drawn.batch, drawn.paper.pages
    lacks = "電話番号がない" if drawn.form == CALL_SHEET else "宛先を確かめていない"
    parts = [f"{len(batch.lines)}件（{pages}ページ）。"]
    if batch.with_lead:
        parts.append(f"係長が扱う {batch.with_lead}件は入れません。")
    if batch.incomplete:
        parts.append(f"{lacks} {batch.incomplete}件は入りません。")
    return "".join(parts)


def _file_name(drawn: _Drawn) -> str:
    return f"{drawn.form}-{len(drawn.batch.lines)}.pdf"
