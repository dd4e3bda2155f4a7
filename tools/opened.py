"""How long the window does not listen when a page or a sheet is opened for the first time.

`python -m tools.opened DATA [--cold]` prints for each the longest single turn of the event loop
and all of its turns together, in ms of this thread's work; the worst first. `--cold`: without
what the window makes ready while nobody waits. A process of its own: a page is opened for the
first time only once.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dtcoach.app.preferences import Operator
from dtcoach.compose import House
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.application import _collect_from_now_on, make_application
from dtcoach.ui.later import LaterNames
from dtcoach.ui.main_window import BOARD, LEDGER, RECOVERY, VISIT, MainWindow
from dtcoach.ui.recovery.registry import ENTRIES

Key = Qt.Key
LEVEL_MS = 50
"""What nothing on the thread of the window may exceed."""
_REST_MS = 150
"""After an act: whatever it began in later turns is over by then."""


class Turns(QObject):
    """The work of this thread in each turn of the event loop since `begin`, in ms."""

    def __init__(self, dispatcher: QAbstractEventDispatcher) -> None:
        super().__init__(dispatcher)
        self._last = time.thread_time()
        self.taken: list[float] = []
        # Between two such moments lies one turn, and waiting is no work.
        dispatcher.aboutToBlock.connect(self._on_about_to_block)

    def begin(self) -> None:
        self.taken = []

    def _on_about_to_block(self) -> None:
        now = time.thread_time()
        self.taken.append((now - self._last) * 1000)
        self._last = now


Act = tuple[str, Callable[[], object]]


class Opened(QObject):
    """Opens one after the other, each in a turn of its own, and then ends the application."""

    def __init__(self, app: QApplication, window: MainWindow, acts: Iterator[Act]) -> None:
        super().__init__(app)
        self._app, self._window, self._acts = app, window, acts
        self._name = ""
        self.found: dict[str, list[float]] = {}
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        self._turns = Turns(dispatcher)

    def go_on(self) -> None:
        if self._name:
            self.found[self._name] = self._turns.taken
        name, act = next(self._acts, ("", self._window.close))
        self._name = name
        QTimer.singleShot(0, lambda: self._begin(act))
        if name:
            QTimer.singleShot(_REST_MS, self.go_on)

    def begin_when_warm(self) -> None:
        """The turns that make things ready are measured as well."""
        warm = self._window._warm
        if warm is not None and warm.is_at_work:
            QTimer.singleShot(_REST_MS, self.begin_when_warm)
            return
        self.found["making ready"] = self._turns.taken
        self.go_on()

    def _begin(self, act: Callable[[], object]) -> None:
        self._turns.begin()
        act()


def acts(window: MainWindow) -> Iterator[Act]:
    """What a clerk and a lead open on a day; the answer of a sheet is Esc."""

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)

    def sheet(name: str, key: Qt.Key, *more: Qt.KeyboardModifier) -> Iterator[Act]:
        yield name, lambda: press(key, *more)
        yield f"{name}, closed", lambda: press(Key.Key_Escape)

    yield from sheet("ヘルプ of the picker", Key.Key_F1)
    yield from sheet("設定", Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    yield "状況", lambda: window.go(BOARD)
    yield from sheet("お知らせ", Key.Key_F2)
    yield from sheet("引継ぎ書", Key.Key_F3)
    yield from sheet("別の止まり方", Key.Key_F7)
    yield from sheet("紙", Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    yield "台帳", lambda: window.go(LEDGER)
    yield from sheet("書き出し", Key.Key_F6)
    yield "復旧", lambda: window.go(RECOVERY)
    for entry in ENTRIES:
        yield entry.label, partial(press, getattr(Key, f"Key_{entry.key}"))
    yield "対応", lambda: window.go(VISIT)
    yield "the first tile", lambda: press(Key.Key_1)
    yield "the first step", lambda: press(Key.Key_Return)
    yield from sheet("ヘルプ of a step", Key.Key_F1)
    yield from sheet("言葉", Key.Key_F4)
    yield from sheet("お名前・メモ", Key.Key_F6)
    yield "一覧", lambda: press(Key.Key_F3)
    yield "手順", lambda: press(Key.Key_F3)
    yield "住民の画面", lambda: press(Key.Key_F10)
    yield "住民の画面, closed", lambda: press(Key.Key_F10)
    yield "中断", lambda: press(Key.Key_F2)


def main() -> None:
    folder, is_cold = Path(sys.argv[1]), "--cold" in sys.argv
    house = House(folder)
    folder.mkdir(parents=True, exist_ok=True)
    house.preferences.remember(Operator("計測 花子", "戸籍住民課", "3番窓口"))
    app = make_application()
    counter, _ = house.counter()
    counter.declare(IncidentKind.REAL, "full-outage", "計測")
    window = MainWindow(counter, house.preferences, LaterNames(house.form_titles), house.practice)
    window.open_up()
    opened = Opened(app, window, acts(window))
    window.when_ready(_collect_from_now_on)
    if is_cold:
        window.when_ready(opened.go_on)
    else:
        window.when_ready(lambda: window.warm_up(papers=True))
        window.when_ready(opened.begin_when_warm)
    window.show()
    window.activateWindow()
    app.exec()
    counter.log.close()
    if "--json" in sys.argv:
        print(json.dumps(opened.found), flush=True)
        return
    for name, turns in sorted(opened.found.items(), key=lambda one: -max(one[1], default=0)):
        print(f"{max(turns, default=0):7.1f} {sum(turns):7.1f}  {name}")


if __name__ == "__main__":
    main()
