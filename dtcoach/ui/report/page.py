"""報告 in 復旧: figures to look at, texts that save themselves, comparison; PDF and tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dtcoach.app.reporting import Reporting
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.figures.written import WrittenReport, written_report
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import ActionBar, PageHead
from dtcoach.ui.kit.panel import EmptyState, ScrollPane
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.recovery.registry import Surroundings
from dtcoach.ui.report.files import Files
from dtcoach.ui.report.reading import Read, Reader
from dtcoach.ui.report.saving import sentence_of
from dtcoach.ui.tabs import Tabs
from dtcoach.ui.words import KIND

if TYPE_CHECKING:
    from dtcoach.ui.report.text_view import TextView
    from dtcoach.ui.report.writing import Writing

FIGURES, TEXT, COMPARE = "figures", "text", "compare"
_TABS = ((FIGURES, "数と図"), (TEXT, "本文と推計"), (COMPARE, "比較"))
_PLACES = (FIGURES, TEXT, COMPARE)


class ReportPage(QWidget):
    """Counts on another thread whenever it is shown or something was written. Signals:
    `counted()` when what is shown is what the log had."""

    counted = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._counter = around.counter
        self._read: Read | None = None
        self._reader = Reader(self._counter.log, self._counter.operations.state.id)
        self._ticket = 0
        self._is_stale = False
        self._tab = FIGURES
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self.files = Files(self._counter, self._reader, self._prepare)
        self._version = Chip("", Tone.NEUTRAL)
        kind = self._counter.operations.state.kind
        marks: list[QWidget] = [self._version]
        if kind is not IncidentKind.REAL:
            marks.insert(0, Chip(f"{KIND[kind]}の記録", Tone.WARNING, full=True))
        self.tabs = Tabs("報告の見方", _TABS)
        self.tabs.chosen.connect(self.show_tab)
        self._writing: Writing | None = None
        self._figures_pane = ScrollPane("数と図", EmptyState("search", "数えています…"))
        self._stack = QStackedWidget()
        for pane in (self._figures_pane, QWidget(), EmptyState("search", "数えています…")):
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._head(marks))
        column.addWidget(self._stack, 1)
        column.addWidget(self.files)
        column.addWidget(self._bar())
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
        row.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignVCenter)
        return PageHead(tabs, marks)

    def _bar(self) -> QWidget:
        self._settle = Button("版を確定する", icon="check", key="F7")
        self._settle.clicked.connect(self._on_settle_requested)
        self._book = Button("表を保存", icon="description", key="F8")
        self._book.clicked.connect(self.files.save_book)
        self._pdf = Button("PDF を保存", ButtonKind.SOLID, icon="print", key="F9")
        self._pdf.clicked.connect(self.files.save_pdf)
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
    def writing(self) -> Writing:
        """本文と推計; made when it is first wanted."""
        if self._writing is None:
            from dtcoach.ui.report.writing import Writing

            self._writing = Writing(self._around)
            self._writing.changed.connect(self._on_written)
            self._set_pane(TEXT, self._writing)
        return self._writing

    @property
    def text(self) -> TextView:
        """The fields of 本文と推計."""
        return self.writing.view

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
        self._ticket = self._background.start(partial(self._reader.count, self._reporting()))

    def show_tab(self, tab: str) -> None:
        """数と図, 本文と推計 or 比較."""
        self._tab = tab
        if tab == TEXT:
            self.writing.refresh()
        self.tabs.choose(tab)
        self._stack.setCurrentIndex(_PLACES.index(tab))

    def _set_pane(self, tab: str, pane: QWidget) -> None:
        place = _PLACES.index(tab)
        before = self._stack.widget(place)
        self._stack.insertWidget(place, pane)
        if before is not None:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._stack.setCurrentIndex(_PLACES.index(self._tab))

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
        if isinstance(done.result, Read):
            self._show(done.result)
        elif done.error is not None:
            self.files.warn(sentence_of(done.error))
        if self._is_stale:
            self.refresh()
        elif isinstance(done.result, Read) and done.result.figures.followed is None:
            self._ticket = self._background.start(partial(self._reader.read, self._reporting()))
        else:
            self.counted.emit()

    def _show(self, read: Read) -> None:
        if self._read is not None:
            if read.figures.followed is None and self._read.figures.followed is not None:
                return  # what is shown tells more, and is about to be read anew
            if self._read.tells(read):
                return
        from dtcoach.ui.report.compare_view import compare_view
        from dtcoach.ui.report.figures_view import figures_view

        self._read = read
        at = self._figures_pane.verticalScrollBar().value()
        self._figures_pane.setWidget(
            _plain(figures_view(read.figures, self._counter.content, self.files.save_list))
        )
        self._figures_pane.verticalScrollBar().setValue(at)
        self._set_pane(COMPARE, compare_view(read.comparison, read.figures.incident))
        if self._writing is not None:
            self._writing.people = read.figures.counts.people

    def _show_written(self) -> None:
        written = self.written
        if self._writing is not None:
            self._writing.refresh()
        is_draft = written.settled is None or written.is_changed
        word = "下書き" if is_draft or written.settled is None else f"第{written.settled.version}版"
        self._version.set_chip(word, Tone.WARNING if is_draft else Tone.SUCCESS)

    def _on_written(self) -> None:
        self._show_written()
        self.refresh()

    def _on_settle_requested(self) -> None:
        self.writing.people = None if self.figures is None else self.figures.counts.people
        self.writing.ask_settled()

    def _prepare(self) -> Reporting:
        """What is being typed is in the log before anything is made of it."""
        if self._writing is not None:
            self._writing.keep()
        return self._reporting()


def _plain(widget: QWidget) -> QWidget:
    widget.setAutoFillBackground(False)
    return widget
