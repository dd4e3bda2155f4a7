"""台帳: full, searched, and with nothing in it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from dtcoach.ui.main_window import LEDGER, MainWindow
from tools.gallery.screen import Day, Prepare, Screen, press

Key = Qt.Key


def _ledger(text: str = "") -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.go(LEDGER)
        if text:
            window.ledger.search.editor.setFocus()
            window.ledger.search.set_text(text)

    return prepare


def _nobody_yet(window: MainWindow) -> None:
    press(window, Key.Key_1, Key.Key_F7, Key.Key_Return, Key.Key_Return)
    window.go(LEDGER)


SCREENS = (
    Screen("ledger-empty", Day.NOTHING, _nobody_yet),
    Screen("ledger", Day.REPLAY, _ledger()),
    Screen("ledger-search", Day.REPLAY, _ledger("住民票")),
    Screen("ledger-name", Day.REAL, _ledger("たかはし")),  # found by a reading
    Screen("ledger-nothing", Day.REAL, _ledger("どこにもない")),
)
