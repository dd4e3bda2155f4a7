"""Every act of the window: written first, then shown; a disk that does not take it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dtcoach.app.errors import KnownError, StorageTrouble
from dtcoach.app.patient_log import PatientLog

if TYPE_CHECKING:
    from dtcoach.ui.shell import Shell
    from dtcoach.ui.unsaved import TroubleSheet

Act = Callable[[], object]
"""Writes to the log. Raises KnownError where it could not, and then nothing has changed."""


class Acting(QObject):
    """Signals: `acted()` after an act that is true now; `refused(KnownError)` when the answer is
    no; `unsaved_changed(int)` whenever it may have; `saved_again()` when all was written at last.
    """

    acted = Signal()
    refused = Signal(object)
    unsaved_changed = Signal(int)
    saved_again = Signal()

    def __init__(self, log: PatientLog, shell: Shell) -> None:
        super().__init__(shell)
        self._log = log
        self._shell = shell
        self._held = 0
        self._asked: TroubleSheet | None = None
        self._failed: list[Callable[[], object]] = []

    def attempt(self, act: Act, then: Callable[[], None] | None = None) -> None:
        """Do it; where the disk is in the way, ask and do it again. `then` follows success."""
        try:
            act()
        except StorageTrouble as trouble:
            self.trouble(trouble, lambda: self.attempt(act, then))
            return
        except KnownError as error:
            self.refused.emit(error)
            return
        self.settled()
        if then is not None:
            then()
        self.acted.emit()

    def trouble(self, trouble: StorageTrouble, repeat: Callable[[], object]) -> None:
        """Ask what to do; `repeat` does once more what the clerk wanted. What fails while the
        question is open (a printer that is done, a note that saves itself) waits for its answer."""
        from dtcoach.ui.unsaved import TroubleSheet

        if self._asked is not None and self._shell.sheet is self._asked:
            self._failed.append(repeat)
            return
        self._failed = [repeat]
        sheet = self._asked = TroubleSheet(trouble)
        sheet.again.connect(self._repeat)
        sheet.goes_on.connect(self._go_on)
        self._shell.open_sheet(sheet)
        self.settled()

    def _go_on(self) -> None:
        self._log.goes_on = True
        self._repeat()

    def _repeat(self) -> None:
        failed, self._failed = self._failed, []
        for repeat in failed:
            repeat()

    def retry(self) -> None:
        """Try to write what is only in memory."""
        if self._log.unsaved:
            self._log.flush()
        self.settled()

    def settled(self) -> None:
        """Somebody wrote, or tried to."""
        held, self._held = self._held, self._log.unsaved
        if held and not self._held:
            # The next trouble is a new one, and is told again.
            self._log.goes_on = False
            self.saved_again.emit()
        self.unsaved_changed.emit(self._held)
