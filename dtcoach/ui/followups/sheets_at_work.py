"""Opens a sheet, writes what it says, and closes it once the log has it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from dtcoach.app.errors import KnownError, StorageTrouble
from dtcoach.ui.followups.small_sheets import AskingSheet, MenuSheet
from dtcoach.ui.followups.try_sheet import TrySheet
from dtcoach.ui.recovery.registry import Surroundings


class SheetsAtWork(QObject):
    """What is refused is said on the sheet that is open, where what was typed still stands; else by
    the window. `acted` of `Acting` follows what is true."""

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._sheet: TrySheet | AskingSheet | None = None

    def open(self, sheet: TrySheet | AskingSheet) -> None:
        """Over the window, until it is written or given up."""
        self._sheet = sheet
        sheet.dismissed.connect(self._on_dismissed)
        sheet.dismissed.connect(sheet.deleteLater)
        self._around.open_sheet(sheet)

    def open_menu(self, menu: MenuSheet) -> None:
        menu.dismissed.connect(menu.deleteLater)
        self._around.open_sheet(menu)

    def act(self, act: Callable[[], object]) -> None:
        """Write, then close."""
        sheet = self._sheet
        refused: list[KnownError] = []

        def said() -> None:
            try:
                act()
            except StorageTrouble:
                raise
            except KnownError as error:
                if sheet is None or sheet is not self._sheet:
                    raise
                sheet.say(error.sentence)
                refused.append(error)

        def then() -> None:
            if sheet is not None and not refused:
                sheet.close_sheet()

        self._around.acting.attempt(said, then)

    def _on_dismissed(self) -> None:
        self._sheet = None
