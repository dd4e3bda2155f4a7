"""The report as a file: made off the GUI thread, whole or not at all, with a way to give up."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QIODevice, QObject, QSaveFile, Signal

from dtcoach.app.errors import KnownError
from dtcoach.app.paper import Paper, Press
from dtcoach.app.report import ReportKind
from dtcoach.app.reporting import Reporting
from dtcoach.app.workbook import ExportCancelled, Progress, Workbooks
from dtcoach.frozen import dataclass
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.report.reading import Reader

NOT_WRITTEN = "ファイルに書けませんでした。ほかの場所を選んでください。何も書いていません。"


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file, or the paper that is still to be written. `words` say how large it is."""

    words: str
    paper: Paper | None = None


class ReportSaver(QObject):
    """Signals: `told(done, all)`; `saved(path, words)`; `failed(sentence)`."""

    told = Signal(int, int)
    saved = Signal(str, str)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._given_up = Event()
        self._path = ""
        self._is_working = False

    @property
    def is_working(self) -> bool:
        """Whether a file is being made."""
        return self._is_working

    def save_pdf(self, path: str, reporting: Reporting, reader: Reader, press: Press) -> None:
        """The report as a PDF."""
        self._begin(path, partial(_pdf, reporting, reader, press, self._progress()))

    def save_list(
        self, path: str, reporting: Reporting, kind: ReportKind, incident: str, press: Press
    ) -> None:
        """約束 or 照らし合わせ as a PDF."""
        self._begin(path, partial(_list, reporting, kind, incident, press, self._progress()))

    def save_book(self, path: str, reporting: Reporting, reader: Reader, books: Workbooks) -> None:
        """Its tables as a workbook."""
        self._begin(path, partial(_book, Path(path), reporting, reader, books, self._progress()))

    def save(self, path: str, make: Callable[[Progress], Made]) -> None:
        """Any file; `make` runs off the GUI thread."""
        self._begin(path, partial(make, self._progress()))

    def give_up(self) -> None:
        """Nobody wants the file any more."""
        self._given_up.set()

    def _begin(self, path: str, work: Callable[[], object]) -> None:
        self._path, self._is_working = path, True
        self._given_up.clear()
        self._background.start(work)

    def _progress(self) -> Progress:
        given_up, told = self._given_up, self.told

        def progress(done: int, whole: int) -> None:
            if given_up.is_set():
                raise ExportCancelled
            with contextlib.suppress(RuntimeError):  # the window went away meanwhile
                told.emit(done, whole)

        return progress

    def _on_done(self, done: object) -> None:
        assert isinstance(done, Done)
        self._is_working = False
        if not isinstance(done.result, Made):
            self.failed.emit(sentence_of(done.error))
            if done.error is not None and not isinstance(done.error, KnownError | OSError):
                raise done.error
            return
        made = done.result
        if self._given_up.is_set():
            return  # it was ready before anybody could stop it
        if made.paper is not None and not _write(self._path, made.paper.pdf):
            self.failed.emit(NOT_WRITTEN)
            return
        self.saved.emit(self._path, made.words)


def _pdf(reporting: Reporting, reader: Reader, press: Press, progress: Progress) -> Made:
    figures = reader.figures(reporting)
    others = reporting.beside(figures)
    paper = press.report(reporting.outage(figures, others), progress)
    return made_of(paper)


def _list(
    reporting: Reporting, kind: ReportKind, incident: str, press: Press, progress: Progress
) -> Made:
    paper = press.report(reporting.listed(kind, incident), progress)
    return made_of(paper)


def made_of(paper: Paper) -> Made:
    """A paper that was drawn and lies nowhere yet."""
    doubt = f"。字形がない文字: {'、'.join(paper.doubtful)}" if paper.doubtful else ""
    return Made(f"{paper.pages}ページ{doubt}", paper)


def _book(
    path: Path, reporting: Reporting, reader: Reader, books: Workbooks, progress: Progress
) -> Made:
    figures = reader.figures(reporting)
    book = reporting.outage_book(figures, reporting.beside(figures))
    written = books.write(path, book, progress)
    return Made(f"表 {len(written.rows)}枚")


def _write(path: str, data: bytes) -> bool:
    """Whole, or not at all: until it is whole the old file stays."""
    file = QSaveFile(path)
    held = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(data) == len(data)
    if held and file.commit():
        return True
    file.cancelWriting()
    return False


def sentence_of(error: Exception | None) -> str:
    """A trouble of the environment says its own sentence; anything else is ours, and told so."""
    return (
        error.sentence
        if isinstance(error, KnownError)
        else "作れませんでした。もう一度押してください。"
    )
