"""The outage turns, recovers, fails again: by keys, and nothing of what was done is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from dtcoach.domain.words import Status, WorldKey
from dtcoach.ui.board.asking import AskingSheet
from dtcoach.ui.board.turning import TurnSheet
from dtcoach.ui.main_window import BOARD, VISIT
from tests.shipped import CONTENT
from tests.ui.test_window import assert_settled
from tests.ui.window import HANAKO, Desk, Key

Open = Callable[..., Desk]
YES, NO, UNKNOWN = Key.Key_1, Key.Key_3, Key.Key_0
FULL, LINK = CONTENT.scenarios["full-outage"], CONTENT.scenarios["juki-net-link"]


def on_the_board(desk: Desk) -> Desk:
    desk.begin()
    desk.window.go(BOARD)
    return desk


def recover(desk: Desk) -> None:
    desk.press(Key.Key_F8, Key.Key_Return)
    assert desk.counter.operations.state.recovered_at is not None


def started(desk: Desk) -> str:
    model = desk.window.banner.model
    assert model is not None
    return model.started_text


def sheet_words(desk: Desk) -> str:
    sheet = desk.sheet
    assert sheet is not None
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_it_recovers_fails_again_and_turns_into_the_link(open_desk: Open):
    desk = on_the_board(open_desk())
    recover(desk)
    assert "復旧の連絡" in started(desk)
    desk.press(Key.Key_F7)
    assert "また止まったことを記録します" in sheet_words(desk)
    desk.press(Key.Key_Return)
    state = desk.counter.operations.state
    assert (state.scenario, state.recovered_at) == ("full-outage", None)
    assert "また停止" in started(desk)
    assert "復旧の連絡" not in started(desk)
    assert "また止まっています" in desk.window.board.overview.effect_words
    assert desk.window.board.overview.isVisible()
    desk.press(Key.Key_F7, Key.Key_3, Key.Key_Return)
    assert desk.counter.operations.state.scenario == "juki-net-link"
    model = desk.window.banner.model
    assert model is not None
    assert model.title == LINK.title
    assert "また停止" in started(desk)
    desk.close()
    again = open_desk()
    assert again.counter.operations.state.scenario == "juki-net-link"
    again.window.go(BOARD)
    again.window.board.side.tab_chosen.emit("journal")
    again.settle()
    told = [label.text() for label in again.window.board.side.findChildren(QLabel)]
    assert f"また停止：{FULL.title}" in told
    assert f"想定を変更：{LINK.title}" in told


def test_failing_again_takes_down_what_was_found_up_and_leaves_the_rest(open_desk: Open):
    desk = on_the_board(open_desk())
    name = desk.counter.clerk.name
    operations = desk.counter.operations
    operations.check(name, WorldKey.KONBINI, Status.UP, "一通取った")
    recover(desk)
    operations.check(name, WorldKey.RESIDENT_RECORD, Status.UP, "ログイン")
    desk.press(Key.Key_F7, Key.Key_Return)
    board = operations.state.board
    assert board.status(WorldKey.RESIDENT_RECORD) is Status.DOWN
    assert board.status(WorldKey.KONBINI) is Status.UP


def test_a_system_found_down_after_the_word_points_to_the_act(open_desk: Open):
    desk = on_the_board(open_desk())
    recover(desk)
    desk.window.board.overview.table.setFocus()
    desk.press(Key.Key_Return, Key.Key_3, Key.Key_Return)
    assert "F7「また止まった」" in desk.window.board.overview.effect_words
    assert desk.counter.operations.state.recovered_at is not None, "one system takes nothing back"
    desk.press(Key.Key_F7, Key.Key_Return)
    assert desk.counter.operations.state.recovered_at is None


def test_visits_stay_when_it_fails_again(open_desk: Open):
    desk = on_the_board(open_desk())
    desk.window.go(VISIT)
    desk.press(Key.Key_1, Key.Key_Return)
    visit = desk.window.visit.visit_id
    desk.window.go(BOARD)
    recover(desk)
    desk.press(Key.Key_F7, Key.Key_Return)
    assert [row.id for row in desk.counter.waiting()] == [visit]


def test_the_questions_lead_to_what_it_turned_into_with_what_was_seen(open_desk: Open):
    desk = on_the_board(open_desk())
    desk.press(Key.Key_F7, Key.Key_F7)
    assert desk.sheet_is(AskingSheet)
    desk.press(Key.Key_Return)
    assert "質問 1" in sheet_words(desk), "Enter alone answers nothing"
    desk.press(NO, YES, YES, YES, NO)
    assert LINK.title in sheet_words(desk)
    assert "二台の端末でログインし、一人の画面が開いた" in sheet_words(desk)
    assert_settled(desk)
    desk.press(Key.Key_Return)
    assert desk.sheet is None
    state = desk.counter.operations.state
    assert state.scenario == "juki-net-link"
    record = state.board.checks[WorldKey.RESIDENT_RECORD]
    assert (record.status, record.by) == (Status.UP, HANAKO.name)
    assert state.board.status(WorldKey.JUKI_NET) is Status.DOWN
    assert LINK.title in desk.window.board.overview.effect_words


def test_going_back_through_the_questions_ends_where_one_was(open_desk: Open):
    desk = on_the_board(open_desk())
    before = desk.counter.operations.state
    desk.press(Key.Key_F7, Key.Key_F7, NO, YES, Key.Key_Escape, Key.Key_Escape)
    assert "質問 1" in sheet_words(desk)
    desk.press(Key.Key_Escape)
    assert desk.sheet is None
    assert desk.counter.operations.state == before
    assert desk.window.board.overview.table.hasFocus()


def test_turning_by_hand_still_asks_which(open_desk: Open):
    desk = on_the_board(open_desk())
    desk.press(Key.Key_F7)
    assert desk.sheet_is(TurnSheet)
    assert "どの障害に変わりましたか" in sheet_words(desk)
    assert_settled(desk)
    desk.press(Key.Key_Escape)
    recover(desk)
    desk.press(Key.Key_F7)
    assert_settled(desk)
