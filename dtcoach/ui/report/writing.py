"""What people write in the report, from the page and its sheets into the log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.errors import ProblemFound, StorageTrouble
from dtcoach.app.figure_words import NOT_KNOWN
from dtcoach.app.report_facts import version_words_of
from dtcoach.app.report_writing import (
    enter_estimate,
    settle_report,
    take_back_estimate,
    write_part,
)
from dtcoach.domain.figures.written import WrittenReport, written_report
from dtcoach.domain.words import ReportPart
from dtcoach.ui.acting import Act
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.recovery.registry import Surroundings
from dtcoach.ui.report.sheets import EstimateSheet, SettleSheet, VersionsSheet
from dtcoach.ui.report.text_view import TextView


class Writing(QWidget):
    """本文と推計. Signals: `changed()` once something else is written in the log."""

    changed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._counter = around.counter
        self._acting = around.acting
        self._open_sheet = around.open_sheet
        self.people: int | None = None
        """How many were counted, once they are."""
        self.view = TextView()
        self.view.written.connect(self._on_written)
        self.view.estimate_requested.connect(self.ask_estimate)
        self.view.versions_requested.connect(self._on_versions_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ScrollPane("本文と推計", self.view))
        self.refresh()

    @property
    def report(self) -> WrittenReport:
        """What people wrote, as the log has it now."""
        return written_report(self._counter.operations.state.journal)

    def refresh(self) -> None:
        """As the log has it; what is being typed stays."""
        report = self.report
        self.view.show_report(report, version_words_of(report))

    def keep(self) -> None:
        """What is being typed goes to the log before anything is made of it."""
        self.view.keep_all()

    def ask_estimate(self) -> None:
        """How many, and from what."""
        sheet = EstimateSheet(self.people, self.report.estimate)
        sheet.estimated.connect(self._on_estimated)
        sheet.taken_back.connect(self._on_taken_back)
        self._open_sheet(sheet)

    def ask_settled(self) -> None:
        """Whether who works here answers for the report as it is written."""
        self.keep()
        report, name = self.report, self._counter.clerk.name
        version = 1 if report.settled is None else report.settled.version + 1
        sheet = SettleSheet(name or NOT_KNOWN, version, report.missing, self.people or 0)
        sheet.settled.connect(self._on_settled)
        self._open_sheet(sheet)

    def _on_written(self, part: ReportPart, text: str) -> None:
        name, field = self._counter.clerk.name, self.view.fields[part]
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
        self.refresh()
        self.changed.emit()

    def _on_estimated(self, people: int, ground: str) -> None:
        name, operations = self._counter.clerk.name, self._counter.operations
        self._attempt(lambda: enter_estimate(operations, name, people, ground))

    def _on_taken_back(self) -> None:
        name, operations = self._counter.clerk.name, self._counter.operations
        self._attempt(lambda: take_back_estimate(operations, name))

    def _on_settled(self) -> None:
        name, operations = self._counter.clerk.name, self._counter.operations
        self._attempt(lambda: settle_report(operations, name))

    def _on_versions_requested(self) -> None:
        self.keep()
        self._open_sheet(VersionsSheet(self.report))

    def _attempt(self, act: Act) -> None:
        self._acting.attempt(act, self._on_acted)

    def _on_acted(self) -> None:
        self.refresh()
        self.changed.emit()
