"""What a first look at a page would import is there before, and nothing of it goes on for ever."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from dtcoach.ui.warming import MODULES, Warming
from tests.ui.window import Desk

Open = Callable[..., Desk]


def test_everything_is_read_and_then_it_rests(qtbot: QtBot) -> None:
    parent = QObject()
    warming = Warming(parent)
    warming.timer.setInterval(0)
    qtbot.waitUntil(lambda: not warming.timer.isActive(), timeout=20_000)
    assert set(MODULES) <= sys.modules.keys()
    parent.deleteLater()


def test_a_window_that_closes_stops_it(open_desk: Open) -> None:
    desk = open_desk()
    desk.window.warm_up()
    warming = desk.window._warm
    assert warming is not None
    assert warming.timer.isActive()
    desk.window.close()
    assert not warming.timer.isActive()
