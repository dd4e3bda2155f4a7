"""The start while something runs: going on with a 本番 comes first, a 訓練 stands in no way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dtcoach.app.preferences import Contrast, Display
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.start.door import Door
from dtcoach.ui.start.running import RunningCard
from tests.ui.accessible import assert_accessible
from tests.ui.window import HANAKO, Desk

Key = Qt.Key
OpenDesk = Callable[..., Desk]


@pytest.fixture
def desk(open_desk: OpenDesk) -> Iterator[Desk]:
    yield open_desk()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.ThemeChoice.LIGHT)


def left(desk: Desk, *kinds: IncidentKind) -> None:
    """Incidents that were begun, and the start as it is after somebody went out of them."""
    for kind in kinds:
        desk.counter.declare(kind, "full-outage", HANAKO.office)
    desk.window.opening.entered.emit()
    desk.window.leave_incident()
    desk.settle()


@pytest.mark.parametrize("percent", [100, 200])
def test_a_real_outage_is_gone_on_with_by_enter(desk: Desk, percent: int) -> None:
    left(desk, IncidentKind.REAL, IncidentKind.DRILL)
    desk.window.aids.looks.choose(Display(percent, Contrast.HIGH_CONTRAST))
    QTest.qWait(50)
    card = QApplication.focusWidget()
    assert isinstance(card, RunningCard)
    assert card.view.kind is IncidentKind.REAL
    assert card.visibleRegion().boundingRect().size() == card.size()
    assert_accessible(desk.window)
    desk.press(Key.Key_Return)
    assert desk.counter.operations.state.kind is IncidentKind.REAL


def test_the_doors_keep_their_numbers_and_the_others_that_run_come_after(desk: Desk) -> None:
    left(desk, IncidentKind.REAL, IncidentKind.DRILL)
    shown = [door.key for door in desk.window.findChildren(Door) if door.isVisible()]
    assert shown == ["1", "2", "3"]
    desk.press(Key.Key_4)
    assert desk.counter.operations.state.kind is IncidentKind.DRILL


def test_a_drill_that_nobody_closed_does_not_take_the_keys(desk: Desk) -> None:
    left(desk, IncidentKind.DRILL)
    door = QApplication.focusWidget()
    assert isinstance(door, Door)
    assert door.key == "1"
    desk.press(Key.Key_4)
    assert desk.counter.operations.state.kind is IncidentKind.DRILL


def test_with_a_notice_and_large_text_the_start_needs_no_scroll_bar(desk: Desk) -> None:
    desk.window.aids.looks.choose(Display(200, Contrast.LIGHT))
    desk.window.tell("記録が壊れています。" * 20, True)
    QTest.qWait(50)
    [pane] = [p for p in desk.window.findChildren(ScrollPane) if p.accessibleName() == "はじめ"]
    assert pane.verticalScrollBar().maximum() == 0


def test_a_large_screen_has_larger_doors(desk: Desk) -> None:
    door = desk.window.findChildren(Door)[0]
    before = door.size()
    desk.window.resize(1920, 1080)
    QTest.qWait(50)
    assert door.width() > 1.3 * before.width()
    assert door.height() > before.height()
