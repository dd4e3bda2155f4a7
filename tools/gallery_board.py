"""Scenes of 状況, 台帳 and the sheets over them for the gallery, beside those of the usual day."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dtcoach.ui.board.side import DETAIL
from dtcoach.ui.main_window import BOARD, LEDGER, MainWindow

_TURN_MS = 40


def _press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.qWait(_TURN_MS)
        QTest.keyClick(QApplication.focusWidget() or window, key)


def _board(*keys: Qt.Key) -> Callable[[MainWindow], None]:
    def prepare(window: MainWindow) -> None:
        window.go(BOARD)
        _press(window, *keys)

    return prepare


def _chosen(window: MainWindow) -> None:
    """The chosen system in full: beside the board, or at large text behind F9."""
    _board(Qt.Key.Key_F9)(window)
    if window.board.side.to_board.isVisible():
        window.board.side.tab_chosen.emit(DETAIL)


def _running(window: MainWindow) -> None:
    """The start, with what is still running to go on with."""
    window.go(BOARD)
    window.board.left.emit()


def _told_in_full(window: MainWindow) -> None:
    """F12: what the strip under the banner has no room for."""
    window.go(BOARD)
    window.tell(
        "前の記録の鍵が見つかりません。前の記録は消さずに残し、新しい記録を始めました。"
        "受付番号を 102- に変えて、そのまま受付を続けられます。",
        True,
    )
    _press(window, Qt.Key.Key_F12)


def _end(window: MainWindow) -> None:
    window.go(BOARD)
    window.board.side.end_requested.emit()


def _nothing_found(window: MainWindow) -> None:
    window.go(LEDGER)
    window.ledger.search.set_text("どこにもない")


def _who(window: MainWindow) -> None:
    window.go(BOARD)
    window.operator_requested.emit()


def _help_of(place: str) -> Callable[[MainWindow], None]:
    def prepare(window: MainWindow) -> None:
        window.go(place)
        QTest.qWait(_TURN_MS)
        window.aids.open_help()

    return prepare


def _start_help(window: MainWindow) -> None:
    window.aids.open_help()


def _triage_help(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_1)
    window.aids.open_help()


START_SCENES: Mapping[str, Callable[[MainWindow], None]] = {
    "start-help": _start_help,
    "start-triage-help": _triage_help,
}
REAL_SCENES: Mapping[str, Callable[[MainWindow], None]] = {
    "real-recovery": _board(Qt.Key.Key_F8),
    "real-end": _end,
    "real-side": _board(Qt.Key.Key_F9),
    "real-chosen": _chosen,
    "real-told-in-full": _told_in_full,
    "real-start": _running,
    "real-who": _who,
    "real-nothing-found": _nothing_found,
    "real-help-board": _help_of(BOARD),
    "real-help-ledger": _help_of(LEDGER),
}
