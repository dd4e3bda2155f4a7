"""The start: the doors, the questions of the first minute, the sheets before it begins."""

from __future__ import annotations

from PySide6.QtCore import Qt

from dtcoach.ui.main_window import BOARD, MainWindow
from tools.gallery.screen import Day, Prepare, Screen, press

Key = Qt.Key


def _pressing(*keys: Qt.Key) -> Prepare:
    return lambda window: press(window, *keys)


def _still_running(window: MainWindow) -> None:
    """The start, with what is still running to go on with."""
    window.go(BOARD)
    window.board.left.emit()


SCREENS = (
    Screen("start", Day.NOTHING, _pressing()),
    Screen("start-running", Day.REAL, _still_running),
    Screen("start-triage", Day.NOTHING, _pressing(Key.Key_1)),
    Screen(
        "start-triage-middle",
        Day.NOTHING,
        _pressing(Key.Key_1, Key.Key_3, Key.Key_1, Key.Key_0),
    ),
    Screen(
        "start-triage-result",
        Day.NOTHING,
        _pressing(Key.Key_1, Key.Key_1, Key.Key_0, Key.Key_3),
    ),
    Screen(
        "start-triage-drill",
        Day.NOTHING,
        _pressing(Key.Key_2, Key.Key_F7, Key.Key_F7, Key.Key_3, Key.Key_2),
    ),
    Screen("start-scenario", Day.NOTHING, _pressing(Key.Key_1, Key.Key_F7, Key.Key_2)),
    Screen(
        "start-begin",
        Day.NOTHING,
        _pressing(Key.Key_2, Key.Key_F7, Key.Key_1, Key.Key_Return),
    ),
)
