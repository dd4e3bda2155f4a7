"""From the door to the declared incident by keys, with what was seen on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dtcoach.domain.events import IncidentDeclared, SnapshotStamped, StatusChecked
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import IncidentKind, Status, WorldKey
from dtcoach.ui.kit.banner import BannerKind
from dtcoach.ui.start.triage import TriagePage
from dtcoach.ui.start.triage_view import Asking, Chance
from dtcoach.ui.start.who import WhoSheet
from dtcoach.ui.unsaved import TroubleSheet
from tests.shipped import CONTENT
from tests.ui.accessible import interactive
from tests.ui.window import HANAKO, NOON, Desk, Key

Open = Callable[..., Desk]
YES, NO, UNKNOWN = Key.Key_1, Key.Key_3, Key.Key_0
MOST_PRESSES = 8


def page_of(desk: Desk) -> TriagePage:
    """The questions, where they are what is shown."""
    (page,) = [one for one in desk.window.findChildren(TriagePage) if one.isVisible()]
    return page


def words_of(desk: Desk) -> str:
    """Everything that can be read on the page."""
    return "\n".join(
        label.text() for label in page_of(desk).findChildren(QLabel) if label.isVisible()
    )


@pytest.mark.parametrize(
    ("answers", "scenario"),
    [
        ((NO, YES, YES, YES, YES, Key.Key_4), "degraded"),
        ((NO, YES, YES, NO), "full-outage"),
        ((YES, YES, NO), "downtime-server"),
        ((YES, YES, YES, NO), "juki-net-link"),
        ((NO, Key.Key_2), "no-power"),
        ((UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN), "full-outage"),
    ],
)
def test_from_the_door_to_the_incident_in_eight_presses_at_most(
    open_desk: Open, answers: tuple[Qt.Key, ...], scenario: str
):
    desk = open_desk()
    presses = (Key.Key_1, *answers, Key.Key_Return)
    assert len(presses) <= MOST_PRESSES
    desk.press(*presses)
    state = desk.counter.operations.state
    assert (state.kind, state.scenario) == (IncidentKind.REAL, scenario)
    assert state.journal[0].actor == HANAKO.name
    assert desk.window.windowTitle().startswith("【本番】")


def test_what_was_seen_is_on_the_board_with_how_and_who_and_survives_a_restart(open_desk: Open):
    desk = open_desk()
    desk.press(Key.Key_2, Key.Key_F7, Key.Key_F7, YES, UNKNOWN, NO, Key.Key_Return)
    state = desk.counter.operations.state
    assert [type(event.body) for event in state.journal] == [IncidentDeclared] + 4 * [StatusChecked]
    fallback = state.board.checks[WorldKey.DOWNTIME_SERVER]
    assert (fallback.status, fallback.by) == (Status.UP, HANAKO.name)
    assert "テスト印刷" in fallback.how
    assert state.board.status(WorldKey.RESIDENT_RECORD) is Status.DOWN
    assert state.board.status(WorldKey.NETWORK) is Status.UNKNOWN, "わからない is not up"
    desk.close()
    again = open_desk()
    assert again.counter.operations.state == state
    assert again.window.windowTitle().startswith("【訓練】")


def test_enter_alone_says_nothing_of_any_system(open_desk: Open):
    desk = open_desk()
    desk.press(Key.Key_1, Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert not page_of(desk).has_ended
    assert "質問 1" in words_of(desk)
    assert not desk.counter.is_entered


def test_going_back_asks_again_and_keeps_the_answer_in_sight(open_desk: Open):
    desk = open_desk()
    desk.press(Key.Key_1, NO, YES, UNKNOWN)
    assert "質問 4" in words_of(desk)
    desk.press(Key.Key_Escape)
    assert "質問 3" in words_of(desk)
    assert "庁内ネットワークはつながっていますか" in words_of(desk)
    assert "電源　稼働" in words_of(desk)
    marked = [one for one in interactive(page_of(desk)) if getattr(one, "isChecked", bool)()]
    assert [one.accessibleName() for one in marked] == ["わからない"]
    card = next(
        one for one in interactive(page_of(desk)) if one.accessibleName().startswith("ダウン対策")
    )
    card.click()  # type: ignore[attr-defined]
    desk.settle()
    assert "質問 1" in words_of(desk)
    assert "まだ何も見ていません。" in words_of(desk)
    desk.press(Key.Key_Escape)
    assert desk.window.banner.model is None
    assert desk.counter.running() == ()


def test_the_end_says_which_outage_why_what_was_seen_and_how_it_is_told(open_desk: Open):
    desk = open_desk()
    desk.press(Key.Key_1, NO, YES, YES, NO)
    words = words_of(desk)
    full = CONTENT.scenarios["full-outage"]
    assert full.title in words
    assert all(point in words for point in full.recognise)
    assert "住民記録が開きません。" in words
    assert "二台の端末でログインできない" in words
    assert HANAKO.name in words
    desk.press(Key.Key_Escape)
    assert not page_of(desk).has_ended
    assert not desk.counter.is_entered


def test_the_times_are_those_of_the_trouble_and_of_the_data(open_desk: Open):
    desk = open_desk()
    desk.press(Key.Key_1, YES, YES, NO)
    ending = page_of(desk).ending
    ending._noticed.editor.setFocus()
    ending._noticed.set_text("xx")
    desk.press(Key.Key_Return)
    assert not desk.counter.is_entered
    assert "いまより前の時刻" in ending._noticed.error
    ending._noticed.set_text("11:20")
    ending._snapshot.set_text("前日23:00")
    desk.press(Key.Key_Return)
    state = desk.counter.operations.state
    assert state.started_at == NOON.replace(hour=11, minute=20)
    assert state.board.snapshot_at == datetime(2025, 1, 5, 23, tzinfo=TOKYO)
    assert isinstance(state.journal[-1].body, SnapshotStamped)
    seen = state.board.checks[WorldKey.RESIDENT_RECORD].at
    assert seen is not None
    assert seen >= NOON, "looked at now, though it was noticed before"


def test_the_list_is_one_key_away_and_the_answers_wait(open_desk: Open):
    desk = open_desk()
    desk.press(Key.Key_1, NO, YES, Key.Key_F7)
    assert desk.window.banner.model is not None
    assert desk.window.banner.model.kind is BannerKind.REAL
    desk.press(Key.Key_F7)
    assert "質問 3" in words_of(desk)


def test_who_is_here_is_asked_before_it_begins(open_desk: Open):
    desk = open_desk(operator=None)
    desk.press(Key.Key_1, NO, YES, YES, NO, Key.Key_Return)
    assert desk.sheet_is(WhoSheet)
    desk.write("品川 太郎")
    desk.press(Key.Key_Tab, Key.Key_Down, Key.Key_Return)
    state = desk.counter.operations.state
    assert {event.actor for event in state.journal} == {"品川 太郎"}


def test_a_full_disk_is_told_and_the_same_press_begins_it_later(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
):
    from tests.ui.test_window import FullDisk

    desk = open_desk()
    disk = FullDisk(desk, monkeypatch)
    desk.press(Key.Key_1, NO, YES, YES, NO, Key.Key_Return)
    assert desk.sheet_is(TroubleSheet)
    assert not desk.counter.is_entered
    disk.is_full = False
    desk.press(Key.Key_Return)
    assert desk.counter.operations.state.board.status(WorldKey.RESIDENT_RECORD) is Status.DOWN


def test_without_questions_the_door_leads_to_the_list(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
):
    desk = open_desk()
    content = replace(desk.counter.content, triage=None)
    monkeypatch.setattr(desk.counter.shelf, "current", content)
    desk.press(Key.Key_1, Key.Key_Return, Key.Key_Return)
    assert desk.counter.operations.state.scenario == "full-outage"


def test_the_outlook_narrows_and_never_moves():
    assert CONTENT.triage is not None
    asking = Asking(CONTENT.triage)
    first = asking.asked_view(CONTENT)
    asking.answer(3)
    asking.answer(1)
    later = asking.asked_view(CONTENT)
    assert [row.title for row in first.outlook] == [row.title for row in later.outlook]
    chances = {row.title: row.chance for row in later.outlook}
    assert chances[CONTENT.scenarios["no-power"].title] is Chance.RULED_OUT
    assert chances[CONTENT.scenarios["downtime-server"].title] is Chance.RULED_OUT
    assert chances[CONTENT.scenarios["full-outage"].title] is Chance.LIKELY
    assert first.progress == "質問 1　あと多くて 5 問"
