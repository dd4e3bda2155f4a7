"""Paper: the page beside a print step, and the sheet that prints."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from dtcoach.ui.main_window import BOARD, VISIT, MainWindow
from dtcoach.ui.paper.printing import Printers, PrinterTrouble
from tools.gallery.screen import Day, Screen, press, settle
from tools.gallery.walking import walk_until

Key = Qt.Key


class StandingPrinter:
    """Implements `Printers`: the pictures are of a terminal that has one, which may be jammed."""

    def __init__(self, jam: str = "") -> None:
        self._jam = jam

    def name(self) -> str:
        return "カウンター複合機"

    def send(self, name: str, title: str, pages: object, dpi: int) -> None:
        if self._jam:
            raise PrinterTrouble(self._jam)


class NoPrinter:
    """Implements `Printers`: a terminal that has none."""

    def name(self) -> None:
        return None

    def send(self, name: str, title: str, pages: object, dpi: int) -> None:
        raise AssertionError("there is none")


def _step(window: MainWindow, printer: Printers | None = None) -> None:
    """A 転入 at the step that gives out the slip, its page drawn."""
    window.go(VISIT)
    counter = window.visit.counter
    visit = counter.desk.open_visit(counter.clerk, ["move-in"])
    walk_until(counter, visit.id, lambda kind, at: at.startswith("print-reception-slip"))
    window.open_visit(visit.id)
    papers = window.visit.papers
    papers.work.printers = printer or StandingPrinter()
    _until(window, lambda: papers.glance_is_drawn)


def _sheet(window: MainWindow, printer: Printers | None = None) -> None:
    _step(window, printer)
    press(window, Key.Key_F5)
    _until(window, lambda: window.visit.papers.work.is_drawn)


def _no_printer(window: MainWindow) -> None:
    _sheet(window, NoPrinter())


def _jammed(window: MainWindow) -> None:
    """The printer said no; the paper waits, and the visit goes on."""
    _sheet(window, StandingPrinter("紙が詰まっています。"))
    press(window, Key.Key_Return)
    stage = window.visit._stage
    _until(window, lambda: "待ち" in stage._print.label)
    settle()


def _waiting(window: MainWindow) -> None:
    """The same paper again, once the printer is mended."""
    _jammed(window)
    window.visit.papers.work.printers = StandingPrinter()
    press(window, Key.Key_F5)
    _until(window, lambda: window.visit.papers.work.is_drawn)


def _again(window: MainWindow) -> None:
    """It is out already: what is printed now says 再発行."""
    _sheet(window)
    press(window, Key.Key_F9, Key.Key_F5)
    _until(window, lambda: window.visit.papers.work.is_drawn)


def _pack(window: MainWindow) -> None:
    window.go(BOARD)
    window.board.open_handover()
    press(window, Key.Key_F6)


def _lists(window: MainWindow) -> None:
    """Everything of the incident that a lead prints, the register first."""
    window.go(BOARD)
    papers = window.board.papers
    papers.work.printers = StandingPrinter()
    window.board.open_papers()
    _until(window, lambda: papers.work.is_drawn)


def _posters(window: MainWindow) -> None:
    """お知らせ in five languages, on a terminal without a printer."""
    window.go(BOARD)
    window.board.open_notice()
    papers = window.board.papers
    papers.work.printers = NoPrinter()
    press(window, Key.Key_F7)
    _until(window, lambda: papers.work.is_drawn)


def _until(window: MainWindow, happened: Callable[[], bool]) -> None:
    while not happened():
        settle()


SCREENS = (
    Screen("visit-paper", Day.REAL, _step),
    Screen("visit-paper-sheet", Day.DRILL, _sheet),
    Screen("visit-paper-no-printer", Day.REAL, _no_printer),
    Screen("visit-paper-jammed", Day.REAL, _jammed),
    Screen("visit-paper-waiting", Day.REAL, _waiting),
    Screen("visit-paper-again", Day.REAL, _again),
    Screen("pack-sheet", Day.REAL, _pack),
    Screen("board-lists-sheet", Day.REAL, _lists),
    Screen("notice-posters-sheet", Day.DRILL, _posters),
)
