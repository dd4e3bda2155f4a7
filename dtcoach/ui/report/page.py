"""報告 in 復旧: figures to look at, texts that save themselves, comparison; PDF and tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dtcoach.app.counter import Counter
from dtcoach.app.errors import ProblemFound, StorageTrouble
from dtcoach.app.figure_words import NOT_KNOWN
from dtcoach.app.report_outage import version_words_of
from dtcoach.app.report_writing import (
    enter_estimate,
    settle_report,
    take_back_estimate,
    write_part,
)
from dtcoach.app.reporting import Reporting
from dtcoach.domain.figures.comparison import Comparison, compare
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.figures.written import WrittenReport, written_report
from dtcoach.domain.words import IncidentKind, ReportPart
from dtcoach.frozen import dataclass
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import ActionBar, PageHead
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.panel import EmptyState, ScrollPane
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.recovery.registry import Surroundings
from dtcoach.ui.report.saving import ReportSaver
from dtcoach.ui.report.sheets import EstimateSheet, SettleSheet, VersionsSheet, sentence_of
from dtcoach.ui.tabs import Tabs
from dtcoach.ui.words import KIND

if TYPE_CHECKING:
    from dtcoach.ui.report.text_view import TextView

FIGURES, TEXT, COMPARE = "figures", "text", "compare"
_TABS = ((FIGURES, "数と図"), (TEXT, "本文と推計"), (COMPARE, "比較"))


@dataclass(frozen=True, slots=True)
class _Read:
    """What a thread read: the figures, and those set beside them."""

    figures: IncidentFigures
    comparison: Comparison


class ReportPage(QWidget):
    """Counts on another thread whenever it is shown or something was written. Signals:
    `counted()` when what is shown is what the log had."""

    counted = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._counter: Counter = around.counter
        self._acting = around.acting
        self._open_sheet = around.open_sheet
        self._read: _Read | None = None
        self._ticket = 0
        self._is_stale = False
        self._tab = FIGURES
        self.ask_file = self._ask_file
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self.saver = ReportSaver(self)
        self.saver.told.connect(self._on_told)
        self.saver.saved.connect(self._on_saved)
        self.saver.failed.connect(self._on_failed)
        self._version = Chip("", Tone.NEUTRAL)
        kind = self._counter.operations.state.kind
        marks: list[QWidget] = [self._version]
        if kind is not IncidentKind.REAL:
            marks.insert(0, Chip(f"{KIND[kind]}の記録", Tone.WARNING, full=True))
        self.tabs = Tabs("報告の見方", _TABS)
        self.tabs.chosen.connect(self.show_tab)
        self._text: TextView | None = None
        self._figures_pane = ScrollPane("数と図", EmptyState("search", "数えています…"))
        self._text_pane = ScrollPane("本文と推計", QWidget())
        self._compare: QWidget = EmptyState("search", "数えています…")
        self._stack = QStackedWidget()
        for pane in (self._figures_pane, self._text_pane, self._compare):
            self._stack.addWidget(pane)
        self._notice = Notice(NoticeKind.SUCCESS, "")
        self._notice.hide()
        self._meter = QProgressBar()
        self._meter.setAccessibleName("報告を作る進み具合")
        self._meter.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._head(marks))
        column.addWidget(self._stack, 1)
        for widget in (self._meter, self._notice, self._bar()):
            column.addWidget(widget)
        self.setFocusProxy(self._pdf)
        self.show_tab(FIGURES)
        self.refresh()

    def _head(self, marks: list[QWidget]) -> QWidget:
        """One row, where it has the room: title, what can be looked at, marks."""
        tabs = QWidget()
        row = QHBoxLayout(tabs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * SPACE)
        row.addWidget(Text("障害発生報告", TypeStyle.HEADING_28, "text_strong", wrap=False))
        row.addWidget(self.tabs, 1)
        return PageHead(tabs, marks)

    def _bar(self) -> QWidget:
        self._settle = Button("版を確定する", icon="check", key="F7")
        self._settle.clicked.connect(self._on_settle_requested)
        self._book = Button("表を保存", icon="description", key="F8")
        self._book.clicked.connect(self.save_book)
        self._pdf = Button("PDF を保存", ButtonKind.SOLID, icon="print", key="F9")
        self._pdf.clicked.connect(self.save_pdf)
        bar = ActionBar()
        bar.set_buttons([self._settle], [self._book, self._pdf])
        return bar

    # --- what is shown ----------------------------------------------------------------------------

    @property
    def figures(self) -> IncidentFigures | None:
        """What is shown; None while it is being counted for the first time."""
        return None if self._read is None else self._read.figures

    @property
    def is_counting(self) -> bool:
        """Whether a thread reads the log for this page."""
        return bool(self._ticket)

    @property
    def version(self) -> str:
        """第1版, or 下書き."""
        return self._version.text()

    @property
    def text(self) -> TextView:
        """本文と推計; made when it is first wanted."""
        if self._text is None:
            from dtcoach.ui.report.text_view import TextView

            self._text = TextView()
            self._text.written.connect(self._on_written)
            self._text.estimate_requested.connect(self._on_estimate_requested)
            self._text.versions_requested.connect(self._on_versions_requested)
            self._text_pane.setWidget(_plain(self._text))
            self._show_written()
        return self._text

    @property
    def written(self) -> WrittenReport:
        """What people wrote, as the log has it now."""
        return written_report(self._counter.operations.state.journal)

    def refresh(self) -> None:
        """Texts at once; figures as soon as they are counted."""
        self._show_written()
        if self._ticket:
            self._is_stale = True
            return
        self._is_stale = False
        reporting, incident = self._reporting(), self._counter.operations.state.id
        self._ticket = self._background.start(partial(_read, reporting, incident))

    def show_tab(self, tab: str) -> None:
        """数と図, 本文と推計 or 比較."""
        self._tab = tab
        if tab == TEXT and self._text is None:
            self.text.show()
        self.tabs.choose(tab)
        self._stack.setCurrentIndex([name for name, _ in _TABS].index(tab))

    def scroll_to(self, part: float) -> None:
        """So far down the figures: 0 their beginning, 1 their end."""
        bar = self._figures_pane.verticalScrollBar()
        bar.setValue(round(bar.maximum() * part))

    def _reporting(self) -> Reporting:
        counter = self._counter
        content = counter.content
        approval = counter.shelf.approval_of(content.digest)
        return Reporting(counter.log, content, counter.days, approval, counter.clock.now())

    def _on_read(self, done: object) -> None:
        assert isinstance(done, Done)
        self._ticket = 0
        if isinstance(done.result, _Read):
            self._show(done.result)
        elif done.error is not None:
            self._tell(NoticeKind.WARNING, sentence_of(done.error))
        if self._is_stale:
            self.refresh()
        else:
            self.counted.emit()

    def _show(self, read: _Read) -> None:
        if self._read is not None and _same(self._read, read):
            return
        from dtcoach.ui.report.compare_view import compare_view
        from dtcoach.ui.report.figures_view import figures_view

        self._read = read
        at = self._figures_pane.verticalScrollBar().value()
        self._figures_pane.setWidget(_plain(figures_view(read.figures, self._counter.content)))
        self._figures_pane.verticalScrollBar().setValue(at)
        self._stack.removeWidget(self._compare)
        self._compare.hide()
        self._compare.deleteLater()
        self._compare = compare_view(read.comparison, read.figures.incident)
        self._stack.insertWidget(2, self._compare)
        self.show_tab(self._tab)

    def _show_written(self) -> None:
        written = self.written
        if self._text is not None:
            self._text.show_report(written, version_words_of(written))
        is_draft = written.settled is None or written.is_changed
        word = "下書き" if is_draft or written.settled is None else f"第{written.settled.version}版"
        self._version.set_chip(word, Tone.WARNING if is_draft else Tone.SUCCESS)

    # --- what people write ------------------------------------------------------------------------

    def _keep_text(self) -> None:
        """What is being typed is in the log before anything is made of it."""
        if self._text is not None:
            self._text.keep_all()

    def _on_written(self, part: ReportPart, text: str) -> None:
        name, field = self._counter.clerk.name, self.text.fields[part]
        try:
            write_part(self._counter.operations, name, part, text)
        except StorageTrouble as trouble:
            self._acting.trouble(trouble, lambda: self._on_written(part, text))
            return
        except ProblemFound as refusal:
            field.say_refused(refusal.sentence)
            return
        field.say_kept(text)
        self._acting.settled()
        self._show_written()

    def _on_estimate_requested(self) -> None:
        counted = None if self.figures is None else self.figures.counts.people
        sheet = EstimateSheet(counted, self.written.estimate)
        sheet.estimated.connect(self._on_estimated)
        sheet.taken_back.connect(self._on_taken_back)
        self._open_sheet(sheet)

    def _on_estimated(self, people: int, ground: str) -> None:
        name, operations = self._counter.clerk.name, self._counter.operations
        self._acting.attempt(lambda: enter_estimate(operations, name, people, ground), self.refresh)

    def _on_taken_back(self) -> None:
        name, operations = self._counter.clerk.name, self._counter.operations
        self._acting.attempt(lambda: take_back_estimate(operations, name), self.refresh)

    def _on_versions_requested(self) -> None:
        self._keep_text()
        self._open_sheet(VersionsSheet(self.written))

    def _on_settle_requested(self) -> None:
        self._keep_text()
        written = self.written
        version = 1 if written.settled is None else written.settled.version + 1
        name = self._counter.clerk.name
        counted = 0 if self.figures is None else self.figures.counts.people
        sheet = SettleSheet(name or NOT_KNOWN, version, written.missing, counted)
        sheet.settled.connect(self._on_settled)
        self._open_sheet(sheet)

    def _on_settled(self) -> None:
        name, operations = self._counter.clerk.name, self._counter.operations
        self._acting.attempt(lambda: settle_report(operations, name), self.refresh)

    # --- files ------------------------------------------------------------------------------------

    def save_pdf(self) -> None:
        """As the figures are now."""
        self._save("pdf")

    def save_book(self) -> None:
        """Its tables."""
        self._save("xlsx")

    def _save(self, ending: str) -> None:
        self._keep_text()
        if self.saver.is_working:
            return
        state, now = self._counter.operations.state, self._counter.clock.now()
        mark = "" if state.kind is IncidentKind.REAL else f"_{KIND[state.kind]}"
        path = self.ask_file(f"障害発生報告{mark}_{now:%Y%m%d}.{ending}")
        if not path:
            return
        self._notice.hide()
        self._meter.setRange(0, 0)
        self._meter.show()
        reporting = self._reporting()
        if ending == "pdf":
            self.saver.save_pdf(path, reporting, state.id, self._counter.papers.press)
        else:
            self.saver.save_book(path, reporting, state.id, self._counter.workbooks)

    def _on_told(self, done: int, whole: int) -> None:
        if self.saver.is_working and whole:
            self._meter.setRange(0, whole)
            self._meter.setValue(done)

    def _on_saved(self, path: str, words: str) -> None:
        self._meter.hide()
        self._tell(NoticeKind.SUCCESS, f"保存しました（{words}）", path)

    def _on_failed(self, sentence: str) -> None:
        self._meter.hide()
        self._tell(NoticeKind.WARNING, sentence)

    def _tell(self, kind: NoticeKind, title: str, body: str = "") -> None:
        self._notice.set_notice(kind, title, body)
        self._notice.show()

    def _ask_file(self, name: str) -> str:
        kind = "PDF (*.pdf)" if name.endswith(".pdf") else "Excel (*.xlsx)"
        path, _ = QFileDialog.getSaveFileName(self, "報告を保存", name, kind)
        return path


def _read(reporting: Reporting, incident: str) -> _Read:
    """On another thread."""
    figures = reporting.figures(incident)
    return _Read(figures, compare((figures, *reporting.side_by_side(figures))))


def _same(one: _Read, other: _Read) -> bool:
    """Whether nothing changed but the time at which it was counted."""
    at = one.figures.at
    return _at(one.comparison, at) == _at(other.comparison, at)


def _at(comparison: Comparison, at: datetime) -> tuple[IncidentFigures, ...]:
    return tuple(replace(figures, at=at) for figures in comparison.incidents)


def _plain(widget: QWidget) -> QWidget:
    widget.setAutoFillBackground(False)
    return widget
