"""At 200 % in high contrast on 1366×768, no page cuts a word or loses a control."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dtcoach.adapters.preferences import FilePreferences
from dtcoach.app.preferences import Contrast, Display
from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import IncidentKind, Status, WorldKey
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.answer import AnswerButton
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.table import row_height
from dtcoach.ui.kit.text import Text
from dtcoach.ui.main_window import BOARD, LEDGER, RECOVERY, VISIT
from dtcoach.ui.panes import MainPane
from dtcoach.ui.visit.answers import Answers
from tests.ui.accessible import assert_accessible
from tests.ui.gallery_visit import walk_until
from tests.ui.window import HANAKO, Desk

Key = Qt.Key
OpenDesk = Callable[..., Desk]
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def large(open_desk: OpenDesk) -> Iterator[Desk]:
    """Somebody pressed Ctrl++ four times and chose the contrast, in the middle of an outage."""
    desk = open_desk()
    desk.counter.declare(IncidentKind.REAL, "downtime-server", HANAKO.office)
    desk.counter.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.UP, "テスト印刷")
    desk.window.opening.entered.emit()
    desk.press(Key.Key_Comma, modifier=Ctrl)
    desk.press(Key.Key_Tab, Key.Key_Right, Key.Key_Right, Key.Key_Return)
    for _ in range(4):
        desk.press(Key.Key_Plus, modifier=Ctrl)
    assert theme.current().scale == 2.0
    assert theme.current().high_contrast
    yield desk
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.ThemeChoice.LIGHT)


def visit_at(desk: Desk, stop: Callable[[PlaceKind, str], bool]) -> None:
    visit = desk.counter.desk.open_visit(desk.counter.clerk, ["move-in", "residence-certificate"])
    walk_until(desk.counter, visit.id, stop)
    desk.window.open_visit(visit.id)


STOPS: dict[str, Callable[[PlaceKind, str], bool]] = {
    "silent": lambda kind, at: True,
    "date": lambda kind, at: at == "event_date",
    "offers": lambda kind, at: kind is PlaceKind.OFFERS,
    "say": lambda kind, at: at == "apology",
    "check": lambda kind, at: at == "identity",
    "finished": lambda kind, at: kind is PlaceKind.FINISHED,
}


@pytest.mark.parametrize("place", [VISIT, BOARD, LEDGER, RECOVERY])
def test_a_place(large: Desk, place: str) -> None:
    visit_at(large, STOPS["check"])
    large.window.go(place)
    QTest.qWait(50)
    assert_accessible(large.window)


def test_the_start_and_its_tour(open_desk: OpenDesk) -> None:
    desk = open_desk()
    for _ in range(4):
        desk.press(Key.Key_Plus, modifier=Ctrl)
    assert_accessible(desk.window)
    desk.press(Key.Key_2)
    QTest.qWait(50)
    assert_accessible(desk.window)
    desk.window.aids.looks.reset_text()


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("overview", [False, True], ids=["guided", "overview"])
def test_a_place_of_a_visit(large: Desk, stop: str, overview: bool) -> None:
    if overview:
        large.window.visit.prefer_overview(True)
    visit_at(large, STOPS[stop])
    QTest.qWait(50)
    assert_accessible(large.window)
    large.press(Key.Key_F1)
    assert_accessible(large.window)


def test_short_answers_stand_in_one_row_and_long_ones_are_not_cut_up(large: Desk) -> None:
    visit_at(large, STOPS["silent"])
    assert _columns_of_answers(large) == 3
    visit_at(large, lambda kind, at: at == "requester")
    assert _columns_of_answers(large) == 2


def _columns_of_answers(desk: Desk) -> int:
    answers = next(x for x in desk.window.findChildren(Answers) if x.isVisible())
    buttons = [x for x in answers.findChildren(AnswerButton) if x.isVisible()]
    return len({x.x() for x in buttons})


def test_a_date_that_is_no_date_is_told_close_under_the_input(large: Desk) -> None:
    visit_at(large, STOPS["date"])
    large.write("R6.13.40")
    large.press(Key.Key_Return)
    field = next(x for x in large.window.findChildren(DateField) if x.isVisible())
    QTest.qWait(50)
    told = next(x for x in field.findChildren(Text) if x.text() == field.error)
    below = field.editor.mapTo(field, field.editor.rect().bottomLeft()).y()
    assert field.error
    assert told.mapTo(field, told.rect().topLeft()).y() - below < 24


@pytest.mark.parametrize("searched", ["", "どこにもない"])
def test_the_ledger_scrolls_in_its_table_only(large: Desk, searched: str) -> None:
    """A page that is not shown took its height, and a second bar stood beside the first."""
    visit_at(large, STOPS["check"])
    large.window.go(LEDGER)
    large.window.ledger.search.set_text(searched)
    pane = next(x for x in large.window.ledger.findChildren(MainPane))
    QTest.qWait(50)
    assert pane.verticalScrollBar().maximum() == 0


def test_the_chosen_row_stays_in_sight_when_the_table_is_cut(large: Desk) -> None:
    large.window.go(BOARD)
    table = large.window.board.overview.table
    QTest.qWait(50)
    last = table.viewport().height() // row_height() - 1
    table.selectRow(last)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    large.window.board.overview.say_done([("記録しました。", True)])
    QTest.qWait(50)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_it_is_so_again_after_a_restart(large: Desk, open_desk: OpenDesk) -> None:
    assert FilePreferences(large.house.data).display() == Display(200, Contrast.HIGH_CONTRAST)
    large.close()
    again = open_desk()
    assert again.window.aids.looks.display == Display(200, Contrast.HIGH_CONTRAST)
    assert_accessible(again.window)
