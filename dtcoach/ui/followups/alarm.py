"""Tells the lead of a document in the wrong hands on every page, until somebody answers by name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from dtcoach.app.counter import Counter
from dtcoach.app.recalling import acknowledge
from dtcoach.domain.recall.wrong_hands import WrongHands, unacknowledged
from dtcoach.ui.acting import Acting
from dtcoach.ui.followups.wrong_hands import AcknowledgeSheet, WrongHandsBar
from dtcoach.ui.shell import Shell


class Alarm(QObject):
    """Keeps the bar true to the incident that is entered."""

    def __init__(self, shell: Shell, counter: Counter, acting: Acting) -> None:
        super().__init__(shell)
        self._shell = shell
        self._counter = counter
        self._acting = acting
        self._sheet: AcknowledgeSheet | None = None
        self.bar = WrongHandsBar()
        self.bar.pressed.connect(self._on_pressed)
        shell.notices.insertWidget(0, self.bar)

    def refresh(self) -> None:
        """After an act, and once a minute."""
        found = self._counter.operations.state.wrong_hands if self._counter.is_entered else ()
        self.bar.set_alarms(unacknowledged(found))

    def _on_pressed(self, alarm: WrongHands) -> None:
        sheet = self._sheet = AcknowledgeSheet(alarm)
        sheet.acknowledged.connect(self._on_acknowledged)
        sheet.dismissed.connect(sheet.deleteLater)
        self._shell.open_sheet(sheet)

    def _on_acknowledged(self, alarm: WrongHands, lead: str) -> None:
        act = partial(acknowledge, self._counter, alarm, lead)
        self._acting.attempt(act, self._close)

    def _close(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()
            self._sheet = None
