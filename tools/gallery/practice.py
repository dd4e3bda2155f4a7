"""自習: a clerk in the middle of a month of practice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from dtcoach.adapters.practice_file import FilePracticeStore
from dtcoach.app.playing import Play
from dtcoach.compose import House
from dtcoach.domain.practice.boxes import Grade, Progress, after, deal
from dtcoach.domain.practice.case import Lesson, Spec, make_case
from dtcoach.ui.main_window import MainWindow
from dtcoach.ui.practice.page import PracticePage
from tools.gallery.screen import Day, Prepare, Screen, press

_SPEC = Spec(Lesson("seal-certificate", "stale-seal"), "downtime-server")
_ASKED = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_6, Qt.Key.Key_B)
_WRONG = (*_ASKED, Qt.Key.Key_Return, Qt.Key.Key_5, Qt.Key.Key_Return)


def keep_practised(folder: Path, day: date) -> None:
    """Four quiet afternoons of somebody who did not get everything right."""
    content = House(folder).content
    progress = Progress("gallery")
    for number in range(22):
        today = day - timedelta(days=4 - number // 6)
        dealt = deal(content, progress, today)
        grade = Grade.WRONG if number % 5 == 3 else Grade.RIGHT
        progress = after(progress, dealt, Grade.NEARLY if number % 7 == 2 else grade, today)
    FilePracticeStore(folder).keep(progress)


def _home(window: MainWindow) -> None:
    press(window, Qt.Key.Key_3)


def _playing(*keys: Qt.Key) -> Prepare:
    """A resident who changed their seal two days ago, and what the clerk does."""

    def prepare(window: MainWindow) -> None:
        _home(window)
        page = window.findChild(PracticePage)
        assert page is not None
        content, closed = page.room.content, page.room.days.is_closed
        case = make_case(content, _SPEC, "7", date(2025, 1, 6), closed)
        page.playing.begin(Play(content, case, closed))
        page.setCurrentWidget(page.playing)
        page.playing.focus_first()
        press(window, *keys)

    return prepare


SCREENS = (
    Screen("practice", Day.NOTHING, _home),
    Screen("practice-ask", Day.NOTHING, _playing(*_ASKED)),
    Screen("practice-wrong", Day.NOTHING, _playing(*_WRONG)),
    Screen("practice-review", Day.NOTHING, _playing(*_WRONG, *([Qt.Key.Key_Return] * 3))),
)
