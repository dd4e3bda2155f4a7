"""The whole window on a real log, driven as a clerk drives it: by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dtcoach.app.counter import Counter
from dtcoach.app.preferences import Operator
from dtcoach.compose import House
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.main_window import MainWindow

NOON = datetime(2025, 1, 6, 12, 0, tzinfo=TOKYO)
HANAKO = Operator("品川 花子", "戸籍住民課", "3番窓口")
Key = Qt.Key


class Clock:
    """Implements `Clock`; each look is a second later, as acts are."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class TestHouse(House):
    """The shipped content over a folder of the test, under a clock of its own."""

    __test__ = False
    clock: Clock  # type: ignore[assignment]


def house_in(folder: Path, operator: Operator | None = HANAKO) -> TestHouse:
    house = TestHouse(folder)
    house.clock = Clock()
    if operator is not None:
        folder.mkdir(parents=True, exist_ok=True)
        house.preferences.remember(operator)
    return house


class Desk:
    """One window and somebody at its keyboard."""

    def __init__(self, qtbot: QtBot, house: TestHouse) -> None:
        self.house = house
        self.counter: Counter
        self.counter, _ = house.counter()
        self.window = MainWindow(self.counter, house.preferences, practice=house.practice)
        self._qtbot = qtbot
        self.window.open_up()
        self.window.resize(1366, 768)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def press(
        self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            target = QApplication.focusWidget()
            assert target is not None, "nothing takes the keys"
            assert self.window.isAncestorOf(target)
            assert target.isVisible(), target
            QTest.keyClick(target, key, modifier)
            self.settle()

    def begin(self, door: Qt.Key = Key.Key_1) -> None:
        """A door, the list of outages, the first of them, yes."""
        self.press(door, Key.Key_F7, Key.Key_Return, Key.Key_Return)
        assert self.counter.is_entered

    def write(self, words: str) -> None:
        target = QApplication.focusWidget()
        assert isinstance(target, QLineEdit), target
        target.insert(words)
        self.settle()

    def settle(self) -> None:
        QTest.qWait(1)

    def until(self, happened: Callable[[], bool], *, timeout_ms: int = 5_000) -> None:
        self._qtbot.waitUntil(happened, timeout=timeout_ms)
        self.settle()  # what happened may have shown something that is not laid out yet

    @property
    def sheet(self) -> Sheet | None:
        shown = [sheet for sheet in self.window.findChildren(Sheet) if sheet.isVisible()]
        assert len(shown) <= 1
        return shown[0] if shown else None

    def sheet_is(self, kind: type[Sheet]) -> bool:
        return isinstance(self.sheet, kind)

    @property
    def told(self) -> list[str]:
        bar = self.window.frame.told
        return [] if bar is None else [told.sentence for told in bar.waiting]

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.settle()
        self.counter.log.close()
