"""What the clerk writes of the resident, from the sheet through the desk into the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError
from dtcoach.domain.japanese_dates import TOKYO, clock_time
from dtcoach.domain.resident_details import Resident
from dtcoach.domain.visit import VisitState
from dtcoach.domain.words import ResidentField
from dtcoach.ui.shell import lay_over
from dtcoach.ui.visit.addresses import AddressFinder
from dtcoach.ui.visit.resident import ResidentSheet


class Noting(QObject):
    """Signals: `kept(VisitState)` once it is on the disk; `troubled(KnownError, again)` when it
    could not be written. What is not written yet is held here, and stands in the sheet when it
    is opened again."""

    kept = Signal(object)
    troubled = Signal(object, object)

    def __init__(self, counter: Counter, parent: QWidget) -> None:
        super().__init__(parent)
        self._counter = counter
        self._visit: VisitState | None = None
        self._sheet: ResidentSheet | None = None
        self._details: dict[ResidentField, str] = {}
        self._note: str | None = None
        self._is_in_trouble = False
        self._finder = AddressFinder(counter.postcodes, self)
        self._finder.found.connect(self._on_found)
        self._finder.failed.connect(self._on_no_table)

    def open(self, visit: VisitState, inert: QWidget) -> None:
        """`inert` is off meanwhile where there is no shell that sees to it."""
        if self._visit is None or self._visit.id != visit.id:
            self._details, self._note = {}, None
        self._visit, self._is_in_trouble = visit, False  # to open it again is to try again
        known = _having(visit.resident, self._details, self._note)
        sheet = self._sheet = ResidentSheet(visit.number, known, self._today)
        sheet.noted.connect(self._on_noted)
        sheet.postcode_given.connect(self._finder.look_up)
        sheet.dismissed.connect(self._on_dismissed)
        lay_over(sheet, inert)

    @property
    def sheet(self) -> ResidentSheet | None:
        """While it is open."""
        return self._sheet

    def _today(self) -> date:
        return self._counter.clock.now().date()

    def _on_noted(self, details: Mapping[ResidentField, str], note: str | None) -> None:
        self._details |= details
        self._note = self._note if note is None else note
        if self._is_in_trouble:
            # Told already; the next try is the clerk's, and then all of it goes at once.
            self._say_not_kept()
            return
        self._write()

    def _write(self) -> None:
        visit = self._visit
        if visit is None:
            return
        desk, clerk = self._counter.desk, self._counter.clerk
        try:
            visit = desk.note_down(visit, clerk, self._details, self._note)
        except KnownError as trouble:
            self._is_in_trouble = True
            self._say_not_kept()
            self.troubled.emit(trouble, self._write)
            return
        self._visit, self._is_in_trouble = visit, False
        self._details, self._note = {}, None
        if self._sheet is not None:
            self._sheet.say_kept(clock_time(self._counter.clock.now().astimezone(TOKYO)))
        self.kept.emit(visit)

    def _say_not_kept(self) -> None:
        if self._sheet is not None:
            self._sheet.say_not_kept()

    def _on_found(self, code: str, area: object) -> None:
        if self._sheet is not None:
            self._sheet.show_area(code, area)  # type: ignore[arg-type]

    def _on_no_table(self, sentence: str) -> None:
        if self._sheet is not None:
            self._sheet.say_no_area(sentence)

    def _on_dismissed(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = None
        if not self._is_in_trouble and (self._details or self._note is not None):
            self._write()  # what waited since before, and was not touched now


def _having(known: Resident, details: Mapping[ResidentField, str], note: str | None) -> Resident:
    for field, value in details.items():
        known = known.having(field, value)
    return known if note is None else known.having_note(note)
