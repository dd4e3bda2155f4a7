"""対応: the picker, and a visit in each state it can be in."""

from __future__ import annotations

from dtcoach.ui.main_window import VISIT, MainWindow
from tools.gallery.screen import Day, Screen


def _picker(window: MainWindow) -> None:
    window.go(VISIT)
    window.visit.start_new()


def _as_it_stands(window: MainWindow) -> None:
    window.go(VISIT)


SCREENS = (
    Screen("visit-new", Day.REPLAY, _picker),
    Screen("visit", Day.REPLAY, _as_it_stands),
    Screen("visit-drill", Day.DRILL, _as_it_stands),
)
