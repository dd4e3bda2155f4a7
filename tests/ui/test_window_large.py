"""The board at 200 % on a small screen: what has no room keeps its keys and its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from dtcoach.ui.board.side import DETAIL
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.banner import KindPlate
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.visit.answers import Answers
from tests.ui.accessible import assert_accessible
from tests.ui.test_window import begin, pick_one
from tests.ui.window import Desk, Key

Open = Callable[..., Desk]


def focus() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None
    return now


@pytest.fixture
def desk(open_desk: Open, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp, theme.ThemeChoice.LIGHT, 2.0)
    desk = open_desk()
    begin(desk)
    desk.press(Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
    assert not desk.window.board.side.isVisible()
    yield desk
    theme.apply(qapp, theme.ThemeChoice.LIGHT, 1.0)


@pytest.mark.parametrize(
    ("key", "title"),
    [(Key.Key_F7, "どの障害に変わりましたか"), (Key.Key_F8, "復旧の連絡を記録します")],
)
@pytest.mark.parametrize("beside", [False, True])
def test_the_leads_keys_act_with_and_without_their_buttons(
    desk: Desk, key: Qt.Key, title: str, beside: bool
) -> None:
    if beside:
        desk.press(Key.Key_F9)
    desk.press(key)
    assert desk.window.sheet is not None
    assert desk.window.sheet.accessibleName() == title


def test_a_sheet_that_hides_the_word_of_the_banner_says_it_itself(desk: Desk) -> None:
    desk.press(Key.Key_F7, Key.Key_F7)
    sheet = desk.window.sheet
    assert sheet is not None
    (plate,) = sheet.findChildren(KindPlate)
    assert plate.isVisible()
    assert plate.accessibleName() == "本番"
    answers = sheet.findChild(Answers)
    assert answers is not None
    assert answers.visibleRegion().boundingRect().height() == answers.height(), "the last, too"


def test_a_sheet_is_gone_once_it_is_closed(desk: Desk) -> None:
    for key in (Key.Key_F7, Key.Key_F8):
        desk.press(key, Key.Key_Escape)
    desk.window.operator_requested.emit()
    desk.settle()
    desk.press(Key.Key_Escape)
    assert desk.window.findChildren(Sheet) == []


def test_notice_and_handover_open_from_the_board(desk: Desk) -> None:
    desk.press(Key.Key_F2)
    assert desk.window.board.notice is not None
    assert desk.window.board.notice.isVisible()
    desk.press(Key.Key_Escape, Key.Key_F3)
    assert desk.window.board.handover is not None
    assert desk.window.board.handover.isVisible()


def test_the_chosen_system_has_a_tab_of_its_own(desk: Desk, qapp: QApplication) -> None:
    side = desk.window.board.side
    desk.press(Key.Key_F9)
    side.tab_chosen.emit(DETAIL)
    desk.settle()
    assert side.detail.isVisible()
    assert "住民記録" in side.detail.words
    assert_accessible(desk.window)
    theme.apply(qapp, theme.ThemeChoice.LIGHT, 1.0)
    desk.settle()
    assert side.detail.isVisible(), "above the lists, where there is room"
    assert side._pane.isVisible()


def test_a_clock_tick_keeps_what_is_shown(desk: Desk) -> None:
    side = desk.window.board.side
    desk.press(Key.Key_F9)
    assert not side.detail.isVisible()
    desk.window.board.refresh()
    assert not side.detail.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_one_solid_button_while_a_status_is_changed(
    desk: Desk, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, theme.ThemeChoice.LIGHT, scale)
    desk.settle()
    desk.press(Key.Key_F5, Key.Key_3)
    solid = [
        button.label
        for button in desk.window.findChildren(Button)
        if button.isVisible() and button.kind is ButtonKind.SOLID
    ]
    assert solid == ["記録する"]


def test_f9_takes_the_keys_to_what_it_shows(desk: Desk) -> None:
    """Not to a visit that waits, which Enter would then open."""
    desk.press(Key.Key_F9)
    assert desk.window.board.side.isAncestorOf(focus())
    desk.press(Key.Key_F9)
    assert focus() is desk.window.board.overview.table
    desk.press(Key.Key_1, modifier=Qt.KeyboardModifier.AltModifier)
    pick_one(desk)
    desk.press(Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
    desk.press(Key.Key_F9)
    assert desk.window.ledger.panel.isAncestorOf(focus())
