"""お知らせ: what residents are told, in each of its forms."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dtcoach.ui.main_window import BOARD, MainWindow
from tools.gallery.screen import Day, Prepare, Screen, press


def _notice(tab: str = "") -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.go(BOARD)
        window.board.open_notice()
        page = window.board.notice
        assert page is not None
        if tab:
            page.show_tab(tab)
            # As somebody comes to it who will mend it: at large text it is below.
            while QApplication.focusWidget() is not page.editor:
                press(window, Qt.Key.Key_Tab)

    return prepare


SCREENS = (
    Screen("notice", Day.REAL, _notice()),
    Screen("notice-easy", Day.REAL, _notice("easy")),
    Screen("notice-en", Day.REAL, _notice("en")),
    Screen("notice-zh", Day.REAL, _notice("zh")),
    Screen("notice-ko", Day.REAL, _notice("ko")),
    Screen("notice-sns", Day.DRILL, _notice("sns")),
)
