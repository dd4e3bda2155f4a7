"""How long nothing can be typed while a page or a sheet is opened for the first time.

A process of its own (`python -m tools.openings DATA`), so that each opening is the first; it
answers with JSON: the name of what was opened, and the ms of the longest turn of the event loop, by
the time at work of the window's thread.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dtcoach.app.preferences import Operator
from dtcoach.compose import House
from dtcoach.domain.words import IncidentKind, Status, WorldKey
from dtcoach.ui.application import _collect_from_now_on, make_application
from dtcoach.ui.later import LaterNames
from dtcoach.ui.main_window import MainWindow
from tests.ui.clerk import Clerk

OPERATOR = Operator("計測 花子", "戸籍住民課", "3番窓口")
TURNS = 12
NONE = Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ESC = ("", Qt.Key.Key_Escape, NONE)
OPENINGS = (
    ("お名前・メモ", Qt.Key.Key_F6, NONE),
    ESC,
    ("中断", Qt.Key.Key_F2, NONE),
    ESC,
    ("ヘルプ", Qt.Key.Key_F1, NONE),
    ESC,
    ("一覧で見る", Qt.Key.Key_F3, NONE),
    ("手順で見る", Qt.Key.Key_F3, NONE),
    ("設定", Qt.Key.Key_Comma, CTRL),
    ESC,
    ("住民の画面", Qt.Key.Key_F10, NONE),
    ("", Qt.Key.Key_F10, NONE),
    ("状況", Qt.Key.Key_2, ALT),
    ("お知らせ", Qt.Key.Key_F2, NONE),
    ESC,
    ("引継ぎ書", Qt.Key.Key_F3, NONE),
    ESC,
    ("台帳", Qt.Key.Key_3, ALT),
    ("復旧作業", Qt.Key.Key_4, ALT),
    ("約束", Qt.Key.Key_F3, NONE),
    ("回収", Qt.Key.Key_F4, NONE),
    ("報告", Qt.Key.Key_F5, NONE),
)


def longest_turn(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> float:
    """Press it; what follows comes in turns of the event loop, between which keys are taken."""
    begun = time.thread_time()
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    turns = [time.thread_time() - begun]
    for _ in range(TURNS):
        begun = time.thread_time()
        QApplication.processEvents()
        turns.append(time.thread_time() - begun)
    return max(turns) * 1000


def main() -> None:
    folder = Path(sys.argv[1])
    house = House(folder)
    folder.mkdir(parents=True, exist_ok=True)
    house.preferences.remember(OPERATOR)
    app = make_application()
    counter, _ = house.counter()
    window = MainWindow(counter, house.preferences, LaterNames(house.form_titles))
    counter.declare(IncidentKind.REAL, "full-outage", OPERATOR.office)
    for key in (WorldKey.POST, WorldKey.PHONE, WorldKey.KONBINI):
        counter.operations.check(OPERATOR.name, key, Status.UP, "確かめた")
    window.open_up()
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    _collect_from_now_on()
    window.warm_up()
    warming = window._warm
    assert warming is not None
    while warming.timer.isActive():
        QTest.qWait(20)
    clerk = Clerk(counter, window, window.visit)
    clerk.type("住民票の写し")
    clerk.press(Qt.Key.Key_Return)
    taken = {}
    for name, opening, modifier in OPENINGS:
        QTest.qWait(30)
        ms = longest_turn(window, opening, modifier)
        if name:
            taken[name] = round(ms, 1)
    print(json.dumps(taken, ensure_ascii=False), flush=True)
    window.close()
    window.deleteLater()
    counter.log.close()
    app.quit()


if __name__ == "__main__":
    main()
