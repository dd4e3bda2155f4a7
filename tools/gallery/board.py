"""状況: the board, what is checked on it, the lead's lists, and the outage that turns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dtcoach.domain.words import WorldKey
from dtcoach.ui.board.side import DETAIL
from dtcoach.ui.main_window import BOARD, MainWindow
from dtcoach.ui.tabs import Tab
from tools.gallery.screen import Day, Prepare, Screen, press, settle

Key = Qt.Key


def _board(*keys: Qt.Key) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.go(BOARD)
        press(window, *keys)

    return prepare


def _tab(tab: str) -> Prepare:
    """Beside the board, or at large text behind F9."""

    def prepare(window: MainWindow) -> None:
        _board()(window)
        settle()
        if window.board.overview.to_side.isVisible():
            press(window, Key.Key_F9)
        _click(window, tab)

    return prepare


def _click(window: MainWindow, tab: str) -> None:
    wanted = next(one for one in window.board.side.findChildren(Tab) if one.value == tab)
    QTest.mouseClick(wanted, Qt.MouseButton.LeftButton)


def _change(key: WorldKey, *keys: Qt.Key) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.go(BOARD)
        window.board.change(key)
        press(window, *keys)

    return prepare


def _chosen(window: MainWindow) -> None:
    """The chosen system in full: beside the board, or at large text behind F9."""
    _board(Key.Key_F9)(window)
    settle()
    if window.board.side.to_board.isVisible():
        _click(window, DETAIL)


def _end(window: MainWindow) -> None:
    window.go(BOARD)
    window.board.side.end_requested.emit()


def _turn(*keys: Qt.Key) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.go(BOARD)
        window.board.side.turn_requested.emit()
        press(window, *keys)

    return prepare


def _failing_again(*keys: Qt.Key) -> Prepare:
    """復旧 was declared too early."""

    def prepare(window: MainWindow) -> None:
        window.go(BOARD)
        window.board.side.recovery_requested.emit()
        press(window, Key.Key_Return)
        window.board.side.turn_requested.emit()
        press(window, *keys)

    return prepare


def _handover(window: MainWindow) -> None:
    window.go(BOARD)
    window.board.open_handover()


def _unnamed(window: MainWindow) -> None:
    """Nobody is named to whom it goes."""
    _handover(window)
    press(window, Key.Key_F5)


def _who(window: MainWindow) -> None:
    window.go(BOARD)
    window.operator_requested.emit()


_ASKED = (Key.Key_F7, Key.Key_3, Key.Key_1)

SCREENS = (
    Screen("board", Day.REPLAY, _board()),
    Screen("board-real", Day.REAL, _board()),
    Screen("board-side", Day.REAL, _board(Key.Key_F9)),
    Screen("board-chosen", Day.REAL, _chosen),
    Screen("board-journal", Day.REPLAY, _tab("journal")),
    Screen("board-lists", Day.REAL, _tab("FIRST")),
    Screen("board-lists-hour", Day.REAL, _tab("HOURLY")),
    Screen("board-lists-recovery", Day.SNAPSHOT, _tab("RECOVERY")),
    Screen("board-effect", Day.REAL, _change(WorldKey.KONBINI, Key.Key_3, Key.Key_Return)),
    Screen("board-change", Day.REPLAY, _change(WorldKey.KONBINI, Key.Key_3)),
    Screen("board-snapshot", Day.REPLAY, _change(WorldKey.DOWNTIME_SERVER, Key.Key_1)),
    Screen("board-round", Day.DRILL, _board(Key.Key_F4, Key.Key_1, Key.Key_Return)),
    Screen("board-turn", Day.REAL, _turn()),
    Screen("board-turn-asking", Day.REAL, _turn(*_ASKED)),
    Screen("board-turn-found", Day.REAL, _turn(*_ASKED, Key.Key_1, Key.Key_1, Key.Key_3)),
    Screen("board-recovery", Day.REAL, _board(Key.Key_F8)),
    Screen("board-failing-again", Day.DRILL, _failing_again()),
    Screen("board-failed-again", Day.DRILL, _failing_again(Key.Key_Return)),
    Screen("board-end", Day.REAL, _end),
    Screen("handover", Day.REPLAY, _handover),
    Screen("handover-unnamed", Day.SNAPSHOT, _unnamed),
    Screen("who", Day.REAL, _who),
)
