"""What a first look at a page would import is there before, and nothing of it goes on for ever."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dtcoach.adapters.paper.press import FormPress
from dtcoach.ui.warming import MODULES, Warming
from tests.ui.gallery_visit import walk_until
from tests.ui.window import Desk

Open = Callable[..., Desk]


def test_everything_is_read_and_then_it_rests(qtbot: QtBot) -> None:
    parent = QObject()
    warming = Warming(parent)
    warming.timer.setInterval(0)
    qtbot.waitUntil(lambda: not warming.timer.isActive(), timeout=20_000)
    assert set(MODULES) <= sys.modules.keys()
    parent.deleteLater()


def test_the_likely_pages_are_made_once_an_incident_runs(open_desk: Open, qtbot: QtBot) -> None:
    desk = open_desk()
    desk.begin()
    desk.window.warm_up()
    warming = desk.window._warm
    assert warming is not None
    warming.timer.setInterval(0)
    qtbot.waitUntil(lambda: not warming.timer.isActive(), timeout=20_000)
    board = desk.window._board
    assert board is not None
    assert board.notice is not None
    assert not board.isVisible()
    assert desk.window.visit.isVisible(), "nothing moves on the screen"


def test_whoever_is_served_meanwhile_keeps_the_page_and_the_keys(
    open_desk: Open, qtbot: QtBot, qapp: QApplication
) -> None:
    desk = open_desk()
    desk.begin()
    desk.window.warm_up()
    warming = desk.window._warm
    assert warming is not None
    visit = desk.counter.desk.open_visit(desk.counter.clerk, ["residence-certificate"])
    desk.window.open_visit(visit.id)
    desk.settle()
    page, keys = desk.window.visit._stack.currentWidget(), QApplication.focusWidget()
    assert page is not None
    assert keys is not None
    tops = set(map(id, QApplication.topLevelWidgets()))
    taken: list[QWidget | None] = []
    qapp.focusChanged.connect(lambda _, now: taken.append(now))
    warming.timer.setInterval(0)
    qtbot.waitUntil(lambda: not warming.timer.isActive(), timeout=20_000)
    assert desk.window._board is not None
    assert desk.window.visit._stack.currentWidget() is page
    assert page.isVisible()
    assert QApplication.focusWidget() is keys
    assert taken == [], "not even for a moment"
    shown = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert {id(top) for top in shown} <= tops


def test_without_an_incident_no_page_of_one_is_made(open_desk: Open, qtbot: QtBot) -> None:
    desk = open_desk()
    desk.window.warm_up()
    warming = desk.window._warm
    assert warming is not None
    warming.timer.setInterval(0)
    qtbot.waitUntil(lambda: not warming.timer.isActive(), timeout=20_000)
    assert desk.window._board is None


def test_a_module_is_read_after_those_it_needs() -> None:
    """In a process where nothing of the window is read: each import then is its own work only."""
    program = (
        "import sys; from dtcoach.ui.warming import _unread; from importlib import import_module\n"
        "for name in _unread('dtcoach.ui.board.page', set()):\n"
        "    before = set(sys.modules); import_module(name)\n"
        "    print(name, sum(1 for new in set(sys.modules) - before if new.startswith('dtcoach.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not done.stderr
    read = [line.split() for line in done.stdout.splitlines()]
    assert len(read) > 20
    assert read[-1][0] == "dtcoach.ui.board.page"
    # Some name each other for a type checker: then one comes with the other.
    assert all(int(count) <= 3 for _, count in read)
    assert sum(count == "1" for _, count in read) > 0.9 * len(read)


def test_a_window_that_closes_stops_it(open_desk: Open) -> None:
    desk = open_desk()
    desk.window.warm_up()
    warming = desk.window._warm
    assert warming is not None
    assert warming.timer.isActive()
    desk.window.close()
    assert not warming.timer.isActive()


def test_the_fonts_of_papers_are_read_off_the_thread_of_the_window(
    open_desk: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They take a second; the first print step of the day must not wait for them."""
    threads: list[int] = []

    def languages(_press: FormPress, _form: str) -> tuple[str, ...]:
        threads.append(threading.get_ident())
        return ("ja",)

    monkeypatch.setattr(FormPress, "languages", languages)
    desk = open_desk()
    desk.begin()
    desk.window.warm_up(papers=True)
    warming = desk.window._warm
    assert warming is not None
    warming.timer.setInterval(0)
    qtbot.waitUntil(lambda: len(threads) > 5, timeout=20_000)
    QThreadPool.globalInstance().waitForDone()
    assert threading.get_ident() not in threads


def test_a_print_step_in_japanese_asks_for_no_other_fonts(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def languages(_press: FormPress, form: str) -> tuple[str, ...]:
        asked.append(form)
        return ("ja",)

    monkeypatch.setattr(FormPress, "languages", languages)
    desk = open_desk()
    desk.begin()
    visit = desk.counter.desk.open_visit(desk.counter.clerk, ["move-in"])
    walk_until(desk.counter, visit.id, lambda kind, at: at.startswith("print-reception-slip"))
    desk.window.open_visit(visit.id)
    desk.settle()
    assert desk.window.visit.papers._made_work is not None
    assert asked == []
    QThreadPool.globalInstance().waitForDone()
    desk.settle()
