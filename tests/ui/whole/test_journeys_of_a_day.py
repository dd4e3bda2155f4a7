"""What goes on around the visits of a day: statuses that change, recovery, shifts, drills."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from dtcoach.domain.events import OutcomeReached, RecallEntered, VisitOpened
from dtcoach.domain.words import IncidentKind, Route, Status, WorldKey
from tests.ui.whole.day import (
    DOWNTIME_SERVER,
    DRILL,
    FULL_OUTAGE,
    REAL,
    Day,
)
from tests.ui.window import HANAKO, NOON, Desk, Key

YES, NO = Key.Key_1, Key.Key_3


@pytest.fixture
def day(open_desk: Callable[..., Desk]) -> Day:
    return Day(open_desk)


def with_the_server(day: Day) -> None:
    day.begins(REAL, DOWNTIME_SERVER)
    day.writes_the_status(WorldKey.DOWNTIME_SERVER, Status.UP)
    day.goes_back_to_the_visit()


def at_the_certificate(day: Day, step: str) -> None:
    day.takes_in("住民票の写し")
    day.answers()
    assert day.takes_the_way() is Route.DOWNTIME_CERTIFICATE
    day.does(until=step)


# --- a status changes in the middle of a visit ----------------------------------------------------


def test_the_server_fails_between_the_approval_and_the_print_and_nothing_is_issued(day: Day):
    with_the_server(day)
    at_the_certificate(day, "issue")
    visit = day.visit
    assert "second-person" in visit.requests[0].done
    day.writes_the_status(WorldKey.DOWNTIME_SERVER, Status.DOWN)
    day.goes_back_to_the_visit()
    assert day.visit.id == visit.id
    assert day.clerk.scene.model.refused is not None, "it says why the way is gone"
    day.answers()
    assert day.takes_the_way() is Route.ACCEPT_AND_HOLD
    day.does()
    done = day.closes()
    assert done.requests[0].outcome is Route.ACCEPT_AND_HOLD
    assert day.written(visit.id, RecallEntered) == []
    (row,) = day.exported_rows()
    assert (row["対応"], row["受付の再確認の数"]) == ("accept-and-hold", "0")
    day.log_is_sound()


def test_what_is_printed_already_is_finished_as_it_was_begun(day: Day):
    with_the_server(day)
    at_the_certificate(day, "serial")
    visit = day.visit
    day.writes_the_status(WorldKey.DOWNTIME_SERVER, Status.DOWN)
    day.goes_back_to_the_visit()
    assert day.at == "serial"
    assert day.clerk.scene.model.refused is None
    day.does()
    done = day.closes()
    assert done.requests[0].outcome is Route.DOWNTIME_CERTIFICATE
    assert len(day.written(visit.id, RecallEntered)) == 1
    day.takes_in("住民票の写し")
    day.answers()
    assert day.offered() is not Route.DOWNTIME_CERTIFICATE, "and the next one gets none"
    day.log_is_sound()


# --- the first minute -----------------------------------------------------------------------------


def test_the_first_minute_from_the_door_to_the_first_resident(day: Day):
    day.press(REAL, NO, YES, YES, NO)
    assert day.desk.counter.content.scenarios["full-outage"].title in day.words
    day.press(Key.Key_Return)
    assert day.title.startswith("【本番】")
    day.goes_to_the_board()
    day.press(Key.Key_F2)
    day.reaches("窓口の掲示")
    day.press(Key.Key_Space, Key.Key_F5)
    notice = day.desk.counter.operations.state.notice
    assert notice is not None
    assert (notice.by, notice.said.places) == (HANAKO.name, ("窓口の掲示",))
    assert day.banner.notice_text, "the banner counts to the next one"
    day.goes_back_to_the_visit()
    visit = day.takes_in("転入")
    day.does()
    day.closes()
    assert day.incident().kind is IncidentKind.REAL
    assert [row["受付番号"] for row in day.exported_rows()] == [visit.number]
    began, first = day.incident().started_at, visit.opened_at
    assert timedelta(0) <= first - began < timedelta(minutes=2)
    day.log_is_sound()


# --- it comes back, and fails again ---------------------------------------------------------------


def test_a_false_recovery_in_the_middle_of_a_visit(day: Day):
    day.begins(REAL, FULL_OUTAGE)
    waiting = day.takes_in("転入")
    day.does(until="move-out-paper")
    day.parks("転出証明書を取りに戻っている")
    day.goes_to_the_board()
    day.press(Key.Key_F8, Key.Key_Return)
    assert "復旧の連絡" in day.banner.started_text
    for key in (WorldKey.RESIDENT_RECORD, WorldKey.JUKI_NET):
        day.writes_the_status(key, Status.UP)
    day.goes_back_to_the_visit()
    at_the_counter = day.takes_in("転入")
    day.answers()
    assert day.takes_the_way() is Route.COUNTER
    day.goes_to_the_board()
    day.press(Key.Key_F7, Key.Key_Return)
    assert "また停止" in day.banner.started_text
    day.goes_back_to_the_visit()
    assert day.visit.id == at_the_counter.id
    assert day.clerk.scene.model.refused is not None
    day.answers()
    assert day.takes_the_way() is Route.ACCEPT_AND_HOLD
    day.does()
    day.closes()
    assert day.who_waits == [(waiting.number, "転出証明書を取りに戻っている")]
    day.press(Key.Key_F2, Key.Key_Return)
    day.does()
    day.closes()
    assert {row["対応"] for row in day.exported_rows()} == {"accept-and-hold"}
    assert day.exported()["incident"]["recovered_at"] is None, "the word was taken back"
    day.log_is_sound()


# --- the shift changes ----------------------------------------------------------------------------


def test_the_next_shift_reads_the_sheet_and_goes_on_under_its_own_name(day: Day):
    day.begins()
    visit = day.takes_in("転入")
    day.does(until="move-out-paper")
    day.parks("転出証明書を取りに戻っている")
    day.goes_to_the_board()
    day.press(Key.Key_F3)
    for words in (visit.number, "転出証明書を取りに戻っている", "まだ出していません"):
        assert words in day.words
    day.press(Key.Key_F5)
    day.types("山田 一郎")
    day.press(Key.Key_F5)
    over = day.desk.counter.operations.state.handed_over
    assert over is not None
    assert (over.by, over.to) == (HANAKO.name, "山田 一郎")
    day.reaches(HANAKO.name, back=True)
    day.press(Key.Key_Return)
    day.types("山田 一郎")
    day.press(Key.Key_Return)
    assert day.desk.counter.clerk.name == "山田 一郎"
    day.goes_back_to_the_visit()
    if day.desk.window.visit.visit_id is None:
        day.press(Key.Key_F2, Key.Key_Return)
    day.does()
    day.closes()
    actors = [event.actor for event in day.events(visit.id)]
    assert actors[0] == HANAKO.name
    assert actors[-1] == "山田 一郎"
    assert actors == sorted(actors, key=[HANAKO.name, "山田 一郎"].index), "no act changes hands"
    assert "山田" not in str(day.exported())
    day.log_is_sound()


# --- a drill beside the real thing ----------------------------------------------------------------


def test_a_drill_stays_a_drill_everywhere_while_the_real_thing_runs(day: Day):
    day.begins(DRILL, FULL_OUTAGE)
    assert day.title.startswith("【訓練】")
    assert day.banner.kind.word == "訓練"
    practised = day.takes_in("転入")
    day.does()
    day.closes()
    left = day.takes_in("住民票の写し")
    day.answers(until="contact_safe")
    day.parks("訓練の役の方")
    assert day.goes_to_the_ledger() == [left.number, practised.number]
    assert "訓練の記録" in day.words
    day.leaves_for_the_start()
    day.begins(REAL, FULL_OUTAGE)
    assert day.title.startswith("【本番】")
    assert day.banner.kind.word == "本番"
    assert day.who_waits == [], "who is played does not wait at the real counter"
    assert day.goes_to_the_ledger() == []
    day.goes_back_to_the_visit()
    real = day.takes_in("転入")
    assert real.number == practised.number, "each incident counts its own"
    day.does()
    day.closes()
    assert day.goes_to_the_ledger() == [real.number]
    assert "訓練" not in day.words
    drill, outage = day.incident(0), day.incident(1)
    assert (drill.kind, outage.kind) == (IncidentKind.DRILL, IncidentKind.REAL)
    assert {row["区分"] for row in day.exported_rows(drill)} == {"訓練"}
    assert {row["区分"] for row in day.exported_rows(outage)} == {"本番"}
    assert len(day.exported(outage)["visits"]) == 1
    assert len(day.exported(drill)["visits"]) == 2
    assert day.exported(drill)["incident"]["mark"] == "訓練"
    day.closes_the_window_and_opens_it_again()
    assert day.title.startswith("【本番】"), "a terminal opens in the real thing"
    day.leaves_for_the_start()
    day.press(Key.Key_4)  # after the three doors; the real thing is the first, under Enter
    assert day.title.startswith("【訓練】")
    assert day.who_waits == [(left.number, "訓練の役の方")]
    assert {event.incident for event in day.events(left.id)} == {drill.id}
    day.log_is_sound()


# --- a paper slip, typed in afterwards ------------------------------------------------------------


def test_a_slip_from_the_dark_hour_keeps_its_time_and_is_judged_by_the_board_of_then(day: Day):
    day.begins(REAL, DOWNTIME_SERVER)
    day.minutes_pass(40)
    day.writes_the_status(WorldKey.DOWNTIME_SERVER, Status.UP)
    day.goes_back_to_the_visit()
    day.takes_in("住民票の写し")
    day.answers()
    assert day.offered() is Route.DOWNTIME_CERTIFICATE, "now it could be issued"
    day.press(Key.Key_Escape)
    day.press(Key.Key_F11)
    day.types("P101-007")
    day.press(Key.Key_Tab)
    day.types("1/6 12:10")
    day.press(Key.Key_Return)
    slip = day.takes_in("住民票の写し")
    assert (slip.number, slip.typed_in) == ("P101-007", True)
    day.answers()
    assert day.offered() is not Route.DOWNTIME_CERTIFICATE, "at ten past it was not known"
    day.takes_the_way()
    day.does()
    day.closes()
    then = NOON.replace(minute=10)
    first, *_ = day.events(slip.id)
    assert isinstance(first.body, VisitOpened)
    assert first.observed_at == then
    assert first.entered_at > then + timedelta(minutes=30)
    outcome = next(e for e in day.events(slip.id) if isinstance(e.body, OutcomeReached))
    assert outcome.observed_at == then
    row = next(row for row in day.exported_rows() if row["受付番号"] == "P101-007")
    assert row["受付日時"].startswith("2025-01-06T12:10")
    assert row["終了日時"].startswith("2025-01-06T12:10")
    day.log_is_sound()
