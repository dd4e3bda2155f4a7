"""A dressed application, and a warning when this PySide6 cannot be relied on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.focus import FocusTracker

if TYPE_CHECKING:
    from tests.ui.window import Desk


def lost_references(calls: int = 50) -> int:
    """How many references to None that many calls of Qt lose; anything but about 0 is fatal."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(calls):
        thing.setObjectName("x")
    return before - sys.getrefcount(None)


@pytest.fixture(scope="session", autouse=True)
def _sound_pyside() -> None:
    """PySide6 6.12.0 frees None once per call on Python 3.11 and then aborts without a word."""
    if lost_references() > 25:
        pytest.exit("This PySide6 breaks on this Python (each call of Qt frees None).", 3)


@pytest.fixture
def tracker(qapp: QApplication) -> Iterator[FocusTracker]:
    """The focus ring, as the app has it."""
    made = FocusTracker(qapp)
    yield made
    made.follow(None)
    made.setParent(None)
    made.deleteLater()


@pytest.fixture(autouse=True)
def _light_theme(qapp: QApplication) -> None:
    theme.apply(qapp, theme.ThemeChoice.LIGHT)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Shows a widget as the active window and closes it after the test."""

    kept: list[QWidget] = []

    def shown(widget: QWidget) -> QWidget:
        kept.append(widget)
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return shown


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says so of every window that has a least size; nothing is wrong."""
    harmless = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(harmless)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A counter with an outage just begun."""
    from tests.ui.window import HANAKO, house_in

    counter, _ = house_in(tmp_path / "data").counter()
    counter.clerk = Clerk(HANAKO.name, HANAKO.counter)
    counter.declare(IncidentKind.REAL, "full-outage", HANAKO.office)
    yield counter
    counter.log.close()


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens the window on a folder (`data`) as often as wanted; closes what is left open."""
    from tests.ui.window import Desk, house_in

    desks: list[Desk] = []

    def opened(folder: Path | None = None, **options: object) -> Desk:
        house = house_in(folder or tmp_path / "data", **options)  # type: ignore[arg-type]
        desks.append(Desk(qtbot, house))
        return desks[-1]

    yield opened
    for desk in desks:
        if isValid(desk.window):
            desk.close()
