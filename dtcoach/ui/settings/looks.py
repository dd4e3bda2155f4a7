"""How this terminal looks: applied at once, remembered, and changed by keys from anywhere."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from dtcoach.app.preferences import Display, Preferences
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.settling import settle


class Looks(QObject):
    """Signals: `changed(Display)` when something else counts now."""

    changed = Signal(object)

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.display = preferences.display()
        self.is_kept = True
        """False once it could not be written: it then counts until the window closes."""

    def choose(self, display: Display) -> None:
        """Show it so, and remember it."""
        before, self.display = self.display, display
        if display == before:
            return
        app = QApplication.instance()
        if isinstance(app, QApplication) and _dress(display) != _dress(before):
            theme.apply(app, theme.ThemeChoice(display.contrast.value), display.scale)
        self.is_kept = self._preferences.remember_display(display)
        self.changed.emit(display)
        settle()

    def step_text(self, step: int) -> None:
        """So many sizes larger or smaller."""
        self.choose(replace(self.display, text_percent=self.display.next_percent(step)))

    def reset_text(self) -> None:
        self.choose(replace(self.display, text_percent=Display().text_percent))

    def tour_was_seen(self) -> None:
        self.choose(replace(self.display, tour_seen=True))

    def keep_resident_open(self, is_open: bool) -> None:
        """Whether the resident's own screen is to stand open when the window opens again."""
        self.choose(replace(self.display, resident_open=is_open))


def _dress(display: Display) -> tuple[object, ...]:
    return display.contrast, display.text_percent
