"""How long a clerk waits: from the press of a key until the next page is painted in the window.

A process of its own (`python -m tools.painted DATA STEPS`), so that it has an application of its
own; it answers with the times in ms as JSON, for each step [shown, at work, at rest]: until the
act is on disk and the whole next page is drawn; how much of that this process was at work; and
until nothing comes any more, the small picture of a paper included.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest

from dtcoach.app.preferences import Operator
from dtcoach.compose import House
from dtcoach.domain.words import IncidentKind, Status, WorldKey
from dtcoach.ui.application import _collect_from_now_on, make_application
from dtcoach.ui.later import LaterNames
from dtcoach.ui.main_window import MainWindow
from tests.ui.clerk import Clerk

OPERATOR = Operator("計測 花子", "戸籍住民課", "3番窓口")
REQUESTS = (
    "住民票の写し",
    "転入",
    "国民健康保険",
    "印鑑登録証明書",
    "転居",
    "電子証明書",
)
WARM_STEPS = 60
MOST_TURNS = 50


class Painted(QObject):
    """Counts how often a window painted itself, and when it first had since `begin`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.times = 0
        self._first: tuple[float, float] | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        self._window.event(event)  # paints
        self.times += 1
        if self._first is None:
            self._first = time.perf_counter(), time.process_time()
        return True

    def begin(self) -> None:
        self._first = None

    def first(self) -> tuple[float, float]:
        """By the clock, and by the time at work."""
        assert self._first is not None, "nothing was painted"
        return self._first

    def settle(self) -> None:
        """Until nothing is to be painted any more."""
        for _ in range(MOST_TURNS):
            before = self.times
            QTest.qWait(0)
            if self.times == before:
                return
        raise AssertionError("the window never comes to rest")

    def rest(self) -> None:
        """And until the paper of the step is in its place."""
        self.settle()
        while self._window.visit.papers.glance_is_coming:
            QTest.qWait(1)
        self.settle()


def steps(clerk: Clerk, painted: Painted) -> Iterator[tuple[float, float, float]]:
    """Visit after visit; for each key that leads to another page the ms until it was painted, those
    of them in which this process was at work, and the ms until nothing more came."""
    for request in cycle(REQUESTS):
        clerk.type(request)
        painted.settle()
        clerk.press(Qt.Key.Key_Return)
        painted.settle()
        while clerk.at != "finished":
            clerk.type_what_is_asked()
            painted.settle()
            place, before = clerk.scene.key, painted.times
            painted.begin()
            begun, worked = time.perf_counter(), time.process_time()
            clerk.decide()
            painted.rest()
            rest_ms = (time.perf_counter() - begun) * 1000
            assert painted.times > before, "nothing was painted"
            assert clerk.scene.key != place, "the same page again"
            shown = painted.first()
            yield (shown[0] - begun) * 1000, (shown[1] - worked) * 1000, rest_ms
        clerk.press(Qt.Key.Key_Return)
        painted.settle()


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    house = House(folder)
    folder.mkdir(parents=True, exist_ok=True)
    house.preferences.remember(OPERATOR)
    app = make_application()
    counter, _ = house.counter()
    window = MainWindow(counter, house.preferences, LaterNames(house.form_titles))
    counter.declare(IncidentKind.DRILL, "full-outage", OPERATOR.office)
    for key in (WorldKey.POST, WorldKey.PHONE, WorldKey.KONBINI):
        counter.operations.check(OPERATOR.name, key, Status.UP, "確かめた")
    window.open_up()
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    _collect_from_now_on()
    window.warm_up()
    painted = Painted(window)
    painted.settle()
    taken = steps(Clerk(counter, window, window.visit), painted)
    for _ in range(WARM_STEPS):
        next(taken)
    print(json.dumps([next(taken) for _ in range(count)]), flush=True)
    window.close()
    window.deleteLater()
    counter.log.close()
    app.quit()


if __name__ == "__main__":
    main()
