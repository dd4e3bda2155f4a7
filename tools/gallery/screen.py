"""What a picture is: its name, the day it stands on, and how a clerk comes to that screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatch
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dtcoach.ui.kit.theme import ThemeChoice
from dtcoach.ui.main_window import MainWindow

Prepare = Callable[[MainWindow], None]
Size = tuple[int, int]

SMALL, LARGE, PORTRAIT = (1366, 768), (1920, 1080), (1080, 1920)
_TURN_MS = 40


class Day(StrEnum):
    """What has happened before the picture; `day.py` brings it about."""

    NOTHING = "nothing"
    REPLAY = "replay"
    REAL = "real"
    DRILL = "drill"
    SNAPSHOT = "snapshot"
    """本番 that leans on the downtime server, its test print good."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see every screen; `mark` is in the name of the file."""

    mark: str
    theme: ThemeChoice
    scale: float


LOOKS = (
    Look("", ThemeChoice.LIGHT, 1.0),
    Look("-contrast", ThemeChoice.HIGH_CONTRAST, 1.0),
    Look("-200", ThemeChoice.LIGHT, 2.0),
    Look("-contrast-200", ThemeChoice.HIGH_CONTRAST, 2.0),
)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. `prepare` gets a window on a copy of that day of its own, so it may write;
    `harm` is done to the data folder before the window is made."""

    name: str
    day: Day
    prepare: Prepare
    harm: Callable[[Path], None] | None = None


def is_wanted(only: str, name: str, look: Look, size: Size) -> bool:
    """Whether the pattern names the screen, or this one picture of it."""
    return fnmatch(name, only) or fnmatch(picture_name(name, look, size), only)


def picture_name(name: str, look: Look, size: Size) -> str:
    return f"{name}{look.mark}-{size[0]}"


def settle(ms: int = _TURN_MS) -> None:
    QTest.qWait(ms)


def press(window: MainWindow, *keys: Qt.Key) -> None:
    """What somebody at the keyboard presses, one after the other."""
    for key in keys:
        settle()
        QTest.keyClick(QApplication.focusWidget() or window, key)
