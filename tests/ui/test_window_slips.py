"""Paper slips typed in through the real window, by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dtcoach.domain.visit import VisitState
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.chip import Chip
from dtcoach.ui.kit.field import Field
from dtcoach.ui.main_window import LEDGER
from dtcoach.ui.visit.slip import SlipSheet
from tests.ui.test_window import assert_settled, begin, pick
from tests.ui.window import Desk, Key

Open = Callable[..., Desk]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    desk = open_desk()
    begin(desk)
    return desk


def errors(desk: Desk) -> str:
    assert desk.sheet is not None
    return " ".join(field.error for field in desk.sheet.findChildren(Field))


def head_of_slip(desk: Desk, number: str, when: str) -> None:
    desk.press(Key.Key_F11)
    assert desk.sheet_is(SlipSheet)
    desk.write(number)
    desk.press(Key.Key_Tab)
    desk.write(when)
    desk.press(Key.Key_Return)


def visit_of(desk: Desk) -> VisitState:
    assert desk.window.visit.visit_id is not None
    return desk.counter.desk.visit(desk.window.visit.visit_id)


def test_a_slip_is_typed_in_and_marked(desk: Desk):
    started = desk.counter.operations.state.started_at
    head_of_slip(desk, "ｐ１０１－７", "1/6 11:30")
    # The outage began at noon, so that this is asked about once.
    assert "始まり" in errors(desk)
    desk.press(Key.Key_Return)
    assert desk.sheet is None
    pick(desk, Key.Key_1)
    visit = visit_of(desk)
    assert (visit.number, visit.typed_in) == ("P101-007", True)
    assert visit.opened_at < started
    chips = [chip.text() for chip in desk.window.visit.findChildren(Chip) if chip.isVisible()]
    assert any("紙から入力" in text and "11:30" in text for text in chips)
    desk.window.go(LEDGER)
    model = desk.window.ledger.table.model()
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "受付番号 P101-007（紙から入力）"


def test_the_same_slip_is_named_the_second_time(desk: Desk):
    head_of_slip(desk, "P101-001", "1/6 12:00")
    desk.press(Key.Key_Return)
    pick(desk, Key.Key_1)
    desk.press(Key.Key_Escape)
    head_of_slip(desk, "P101-1", "1/6 12:00")
    assert "もう入力されています" in errors(desk)
    desk.press(Key.Key_Escape)
    head_of_slip(desk, "101-001", "1/6 12:00")
    assert "画面の受付番号" in errors(desk)


def test_a_time_to_come_and_no_time_are_asked_about(desk: Desk):
    head_of_slip(desk, "P101-001", "1/7 9:00")
    assert "まだ来ていない" in errors(desk)
    desk.press(Key.Key_Escape)
    head_of_slip(desk, "P101-001", "")
    assert "時刻" in errors(desk)


def test_leaving_the_paper_gives_the_picker_back_for_the_next_resident(desk: Desk):
    head_of_slip(desk, "", "1/6 12:00")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Escape)
    pick(desk, Key.Key_1)
    assert not visit_of(desk).typed_in


def test_from_the_ledger_too(desk: Desk):
    desk.window.go(LEDGER)
    desk.press(Key.Key_F11)
    assert desk.sheet_is(SlipSheet)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_sheet_is_accessible(desk: Desk, qapp: QApplication, scale: float):
    theme.apply(qapp, theme.ThemeChoice.LIGHT, scale)
    assert_settled(desk)
    head_of_slip(desk, "101-001", "1/6 12:00")
    assert_settled(desk)
    theme.apply(qapp, theme.ThemeChoice.LIGHT)


def test_the_three_fields_of_a_slip_need_no_scroll_bar_at_the_largest_text(
    desk: Desk, qapp: QApplication
):
    theme.apply(qapp, theme.ThemeChoice.LIGHT, 2.0)
    desk.press(Key.Key_F11)
    assert isinstance(desk.sheet, SlipSheet)
    desk.write("P101-007")
    desk.press(Key.Key_Tab)
    desk.write("1/6 11:45")
    desk.press(Key.Key_Tab)
    assert desk.sheet._pane.verticalScrollBar().maximum() == 0
    theme.apply(qapp, theme.ThemeChoice.LIGHT)
