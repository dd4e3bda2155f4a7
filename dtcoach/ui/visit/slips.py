"""Asks for the head of a paper slip over the window, with the rules of the case log."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.slips import Slip, doubt_of, slip_in
from dtcoach.ui.shell import lay_over
from dtcoach.ui.visit.slip import SlipSheet


class SlipAsking(QObject):
    """Signals: `given(Slip)`."""

    given = Signal(object)

    def __init__(self, counter: Counter, parent: QWidget) -> None:
        super().__init__(parent)
        self._counter = counter
        self._sheet: SlipSheet | None = None

    def ask(self, inert: QWidget) -> None:
        """`inert` is off meanwhile where there is no shell that sees to it."""
        clock, place = self._counter.clock, self._counter.clerk.counter
        sheet = self._sheet = SlipSheet(place, clock.now, self._check, self._doubt)
        sheet.given.connect(self.given)
        sheet.dismissed.connect(self._on_dismissed)
        lay_over(sheet, inert)

    def _check(self, number: str, at: datetime, counter: str) -> Slip:
        incident = self._counter.operations.state.id
        return slip_in(self._counter.log, incident, number, at, counter)

    def _doubt(self, at: datetime) -> str:
        return doubt_of(self._counter.operations.state, at, self._counter.clock.now())

    def _on_dismissed(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = None
