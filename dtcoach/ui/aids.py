"""What helps on every page: ヘルプ (F1), 設定 (Ctrl+,), the size of the text, the tour."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from dtcoach.app.counter import Counter
from dtcoach.app.preferences import Preferences
from dtcoach.ui.settings.looks import Looks

if TYPE_CHECKING:
    from dtcoach.ui.help.model import Help
    from dtcoach.ui.help.sheet import HelpSheet
    from dtcoach.ui.shell import Shell
    from dtcoach.ui.start.opening import Opening

_LARGER = ("Ctrl++", "Ctrl+;", "Ctrl+=")
"""＋ stands on ; of a Japanese keyboard, on = of others: Shift may be left out, as in a browser."""


class Aids(QObject):
    """Listens to these keys for the whole window; sheets are made when they are wanted."""

    def __init__(
        self,
        shell: Shell,
        counter: Counter,
        preferences: Preferences,
        opening: Opening,
        explained: Callable[[], tuple[str, Help]],
    ) -> None:
        """`explained` gives the place shown and what explains it now."""
        super().__init__(shell)
        self._shell = shell
        self._counter = counter
        self._opening = opening
        self._explained = explained
        self._help: HelpSheet | None = None
        self.looks = Looks(preferences, self)
        for key in _LARGER:
            self._listen(key, self._on_larger)
        self._listen("Ctrl+-", self._on_smaller)
        self._listen("Ctrl+0", self._on_usual)
        self._listen("Ctrl+,", self.open_settings)
        self._listen("F1", self.open_help)
        shell.settings_requested.connect(self.open_settings)
        shell.help_requested.connect(self.open_help)

    def open_settings(self) -> None:
        """設定; not over a sheet in which something is being typed."""
        if self._shell.sheet is not None:
            return
        from PySide6.QtGui import QGuiApplication

        from dtcoach.ui.settings.sheet import SettingsSheet

        screens = [screen.name() for screen in QGuiApplication.screens()]
        sheet = SettingsSheet(self.looks, self._opening.operator, screens)
        sheet.who_requested.connect(self._on_who_requested)
        self._shell.open_sheet(sheet)

    def open_help(self) -> None:
        """ヘルプ about what is on the screen; the same key closes it. Over another sheet it does
        nothing: that explains itself, and what is being typed in it stays."""
        if self._shell.sheet is not None:
            if self._help is not None and self._shell.sheet is self._help:
                self._help.close_sheet()
            return
        from dtcoach.ui.help.keys import EVERYWHERE, OF_PAGE, keys_here
        from dtcoach.ui.help.sheet import HelpSheet

        place, told = self._explained()
        keys = (*keys_here(self._shell), *OF_PAGE.get(place, ()), *EVERYWHERE)
        sheet = self._help = HelpSheet(told, keys)
        sheet.dismissed.connect(self._on_help_dismissed)
        sheet.tour_requested.connect(self.open_tour)
        self._shell.open_sheet(sheet)

    def open_tour(self) -> None:
        """The tour, because somebody asked for it: it never comes by itself."""
        from dtcoach.ui.tour.sheet import TourSheet

        sheet = TourSheet(self._counter.content, self._counter.clock.now())
        self._shell.open_sheet(sheet)
        self.looks.tour_was_seen()

    def _on_help_dismissed(self) -> None:
        self._help = None

    def _listen(self, key: str, heard: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self._shell)
        shortcut.activated.connect(heard)

    def _on_larger(self) -> None:
        self.looks.step_text(1)

    def _on_smaller(self) -> None:
        self.looks.step_text(-1)

    def _on_usual(self) -> None:
        self.looks.reset_text()

    def _on_who_requested(self) -> None:
        self._opening.ask_operator()
