"""What helps on every page: ヘルプ, the tour, 設定."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from dtcoach.domain.visit import PlaceKind
from dtcoach.ui.main_window import BOARD, LEDGER, MainWindow
from dtcoach.ui.tour.stations import STATIONS
from tools.gallery.screen import Day, Prepare, Screen, press, settle
from tools.gallery.walking import walk_on


def _settings(window: MainWindow) -> None:
    window.go(BOARD)
    window.aids.open_settings()


def _help_at(until: Callable[[PlaceKind], bool]) -> Prepare:
    """The help sheet where a visit first stands at such a place."""

    def prepare(window: MainWindow) -> None:
        counter = window.visit.counter
        visit = counter.desk.open_visit(counter.clerk, ["move-in"])
        while not until(counter.desk.place(visit).kind):
            visit = walk_on(counter, counter.clerk, visit, 1)
        window.open_visit(visit.id)
        settle()
        window.aids.open_help()

    return prepare


def _help_of(place: str) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.go(place)
        settle()
        window.aids.open_help()

    return prepare


def _help_after(*keys: Qt.Key) -> Prepare:
    def prepare(window: MainWindow) -> None:
        press(window, *keys)
        window.aids.open_help()

    return prepare


def _tour(station: int) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.aids.open_tour()
        press(window, *([Qt.Key.Key_Return] * station))

    return prepare


SCREENS = (
    Screen("settings", Day.REPLAY, _settings),
    Screen("help-start", Day.NOTHING, _help_after()),
    Screen("help-triage", Day.NOTHING, _help_after(Qt.Key.Key_1)),
    Screen("help-question", Day.REPLAY, _help_at(lambda kind: kind is PlaceKind.QUESTION)),
    Screen("help-offers", Day.REPLAY, _help_at(lambda kind: kind is PlaceKind.OFFERS)),
    Screen("help-step", Day.REPLAY, _help_at(lambda kind: kind is PlaceKind.STEP)),
    Screen("help-board", Day.REAL, _help_of(BOARD)),
    Screen("help-ledger", Day.REAL, _help_of(LEDGER)),
    *(Screen(f"tour-{at + 1}", Day.NOTHING, _tour(at)) for at in range(len(STATIONS))),
)
