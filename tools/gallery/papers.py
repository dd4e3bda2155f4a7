"""Paper: the page beside a print step, and the sheet that prints."""

from __future__ import annotations

from PySide6.QtCore import Qt

from dtcoach.ui.main_window import VISIT, MainWindow
from tools.gallery.screen import Day, Screen, press, settle
from tools.gallery.walking import walk_on


class StandingPrinter:
    """Implements `Printers`: the pictures are of a terminal that has one."""

    def name(self) -> str:
        return "カウンター複合機"

    def send(self, name: str, title: str, pages: object, dpi: int) -> None:
        raise AssertionError("a picture prints nothing")


def _step(window: MainWindow) -> None:
    """A 転入 at the step that gives out the slip, its page drawn."""
    window.go(VISIT)
    counter = window.visit.counter
    visit = counter.desk.open_visit(counter.clerk, ["move-in"])
    while True:
        step = counter.desk.place(visit).step
        if step is not None and step.form is not None:
            break
        visit = walk_on(counter, counter.clerk, visit, 1)
    window.open_visit(visit.id)
    papers = window.visit.papers
    papers.work.printers = StandingPrinter()
    while not papers.glance_is_drawn:
        settle()


def _sheet(window: MainWindow) -> None:
    _step(window)
    press(window, Qt.Key.Key_F5)
    while not window.visit.papers.work.is_drawn:
        settle()


SCREENS = (
    Screen("visit-paper", Day.REAL, _step),
    Screen("visit-paper-sheet", Day.DRILL, _sheet),
)
