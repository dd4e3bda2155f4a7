"""What must be told under the banner when the surroundings fail, and the sheets that decide."""

from __future__ import annotations

from PySide6.QtCore import Qt

from dtcoach.ui.main_window import BOARD, MainWindow
from tools.gallery.screen import Day, Screen, press

_KEY_LOST = (
    "前の記録の鍵が見つかりません。前の記録は消さずに残し、新しい記録を始めました。"
    "受付番号を 102- に変えて、そのまま受付を続けられます。"
)


def _told(window: MainWindow) -> None:
    window.go(BOARD)
    window.tell(_KEY_LOST, True)
    window.acting.unsaved_changed.emit(3)


def _told_in_full(window: MainWindow) -> None:
    """F12: what the strip under the banner has no room for."""
    window.go(BOARD)
    window.tell(_KEY_LOST, True)
    press(window, Qt.Key.Key_F12)


SCREENS = (
    Screen("trouble-told", Day.REPLAY, _told),
    Screen("trouble-told-in-full", Day.REAL, _told_in_full),
)
