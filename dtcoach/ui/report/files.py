"""Reports as files: where they go, how far they are, and that they are there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.report import REPORT_TITLES, ReportKind
from dtcoach.app.reporting import Reporting
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.report.reading import Reader
from dtcoach.ui.report.saving import ReportSaver
from dtcoach.ui.words import KIND


class Files(QWidget):
    """Shows nothing while there is nothing to say. `prepare` is called before a file is made, and
    gives what it is made from."""

    def __init__(self, counter: Counter, reader: Reader, prepare: Callable[[], Reporting]) -> None:
        super().__init__()
        self._counter = counter
        self._reader = reader
        self._prepare = prepare
        self.ask_file = self._ask_file
        self.saver = ReportSaver(self)
        self.saver.told.connect(self._on_told)
        self.saver.saved.connect(self._on_saved)
        self.saver.failed.connect(self.warn)
        self._notice = Notice(NoticeKind.SUCCESS, "")
        self._notice.hide()
        self._meter = QProgressBar()
        self._meter.setAccessibleName("報告を作る進み具合")
        self._meter.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._meter)
        column.addWidget(self._notice)

    def save_pdf(self) -> None:
        """障害発生報告 as the figures are now."""
        path = self._begin(ReportKind.OUTAGE, "pdf")
        if path:
            self.saver.save_pdf(path, self._prepare(), self._reader, self._counter.papers.press)

    def save_book(self) -> None:
        """Its tables."""
        path = self._begin(ReportKind.OUTAGE, "xlsx")
        if path:
            self.saver.save_book(path, self._prepare(), self._reader, self._counter.workbooks)

    def save_list(self, kind: ReportKind) -> None:
        """約束 or 照らし合わせ as a list to work from."""
        path = self._begin(kind, "pdf")
        if path:
            incident, press = self._counter.operations.state.id, self._counter.papers.press
            self.saver.save_list(path, self._prepare(), kind, incident, press)

    def warn(self, sentence: str) -> None:
        """Something is wrong, and what to do."""
        self._meter.hide()
        self._tell(NoticeKind.WARNING, sentence)

    def _begin(self, kind: ReportKind, ending: str) -> str:
        """Where it goes; empty where nobody said, or one is being made already."""
        if self.saver.is_working:
            return ""
        state, now = self._counter.operations.state, self._counter.clock.now()
        mark = "" if state.kind is IncidentKind.REAL else f"_{KIND[state.kind]}"
        path = self.ask_file(f"{REPORT_TITLES[kind]}{mark}_{now:%Y%m%d}.{ending}")
        if path:
            self._notice.hide()
            self._meter.setRange(0, 0)
            self._meter.show()
        return path

    def _on_told(self, done: int, whole: int) -> None:
        if self.saver.is_working and whole:
            self._meter.setRange(0, whole)
            self._meter.setValue(done)

    def _on_saved(self, path: str, words: str) -> None:
        self._meter.hide()
        self._tell(NoticeKind.SUCCESS, f"保存しました（{words}）", path)

    def _tell(self, kind: NoticeKind, title: str, body: str = "") -> None:
        self._notice.set_notice(kind, title, body)
        self._notice.show()

    def _ask_file(self, name: str) -> str:
        kind = "PDF (*.pdf)" if name.endswith(".pdf") else "Excel (*.xlsx)"
        path, _ = QFileDialog.getSaveFileName(self, "報告を保存", name, kind)
        return path
