"""Whole visits as a clerk has them, from the first key to 完了, with what stays in the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dtcoach.domain.events import (
    Corrected,
    FactLearned,
    OutcomeReached,
    PaperIssued,
    RecallEntered,
    StepDone,
    VisitClosed,
    VisitParked,
    VisitResumed,
)
from dtcoach.domain.words import Route, Status, VisitStatus, WorldKey
from dtcoach.ui.visit.changing import ChangeSheet
from tests.ui.whole.day import CTRL, DOWNTIME_SERVER, FULL_OUTAGE, REAL, Day
from tests.ui.window import HANAKO, Desk, Key


@pytest.fixture
def day(open_desk: Callable[..., Desk]) -> Day:
    return Day(open_desk)


def with_the_server(day: Day) -> None:
    """The day of the fallback: the test print was good, the data are of last night."""
    day.begins(REAL, DOWNTIME_SERVER)
    day.writes_the_status(WorldKey.DOWNTIME_SERVER, Status.UP)
    day.goes_back_to_the_visit()


def test_a_family_that_moves_in_is_done_in_one_visit_and_asked_nothing_twice(day: Day):
    day.begins(REAL, FULL_OUTAGE)
    visit = day.takes_in("転入", "住民票の写し", "国民健康保険")
    assert [one.procedure for one in visit.requests] == [
        "move-in",
        "residence-certificate",
        "health-insurance",
    ]
    day.does()
    assert len(day.asked) == len(set(day.asked)), "a fact is asked once in a visit"
    done = day.closes()
    assert done.status is VisitStatus.CLOSED
    ways = [Route.ACCEPT_AND_HOLD, Route.ACCEPT_AND_HOLD, Route.COUNTER]
    assert [one.outcome for one in done.requests] == ways, "国保's own system is up"
    assert len(day.written(visit.id, OutcomeReached)) == 3
    assert len(day.written(visit.id, VisitClosed)) == 1
    rows = day.exported_rows()
    assert [row["受付番号"] for row in rows] == [visit.number] * 3
    assert {row["区分"] for row in rows} == {"本番"}
    assert all(row["終了日時"] for row in rows)
    (exported,) = day.exported()["visits"]
    assert [one["route"] for one in exported["requests"]] == [way.value for way in ways]
    kinds = [promise["kind"] for promise in exported["promises"]]
    assert kinds.count("back-entry") == 1, "the notice is typed in after recovery"
    assert all(promise["keeper"] for promise in exported["promises"])
    day.log_is_sound()


def test_a_parked_visit_outlives_the_window_and_is_taken_up_by_keys_at_the_same_step(day: Day):
    day.begins()
    first = day.takes_in("転入")
    day.does(until="move-out-paper")
    day.parks("転出証明書を取りに戻っている")
    second = day.takes_in("住民票の写し")
    day.answers(until="contact_safe")
    day.closes_the_window_and_opens_it_again()
    assert day.visit.id == second.id, "the one in front of the clerk is there at once"
    assert day.at == "contact_safe"
    assert day.who_waits == [(first.number, "転出証明書を取りに戻っている")]
    day.does()
    day.closes()
    day.press(Key.Key_F2)
    day.press(Key.Key_Return)
    assert day.visit.id == first.id
    assert day.at == "move-out-paper"
    assert day.who_waits == []
    day.does()
    done = day.closes()
    assert done.requests[0].done["move-out-paper"] == "DL 2028-05"
    (parked,) = day.written(first.id, VisitParked)
    assert parked.cue.value == "転出証明書を取りに戻っている"
    assert len(day.written(first.id, VisitResumed)) == 1
    assert [row["受付番号"] for row in day.exported_rows()] == [first.number, second.number]
    assert "転出証明書を取りに戻っている" not in str(day.exported()), "a cue is personal"
    day.log_is_sound()


def test_a_certificate_needs_a_second_person_and_is_looked_at_again_after_recovery(day: Day):
    with_the_server(day)
    visit = day.takes_in("住民票の写し")
    day.answers()
    assert day.takes_the_way() is Route.DOWNTIME_CERTIFICATE
    day.does(until="second-person")
    before = len(day.events(visit.id))
    day.types(HANAKO.name)
    day.press(Key.Key_Return)
    assert day.at == "second-person", "nobody is two people"
    assert "ご自身ではない、もう一人の名前" in day.words
    assert len(day.events(visit.id)) == before
    day.types("佐藤 次郎")
    day.press(Key.Key_Return)
    assert day.visit.requests[0].done["second-person"] == "佐藤 次郎"
    assert day.written(visit.id, RecallEntered) == [], "nothing is out yet"
    day.does()
    done = day.closes()
    assert done.requests[0].outcome is Route.DOWNTIME_CERTIFICATE
    (recall,) = day.written(visit.id, RecallEntered)
    assert recall.snapshot_at == day.desk.counter.operations.state.board.snapshot_at
    (row,) = day.exported_rows()
    assert (row["対応"], row["受付の再確認の数"]) == ("downtime-certificate", "1")
    assert "recheck" in row["約束"]
    assert "佐藤" not in str(day.exported()), "no name leaves the log"
    day.log_is_sound()


def test_a_corrected_answer_tells_what_changes_and_one_key_takes_it_back(day: Day):
    with_the_server(day)
    visit = day.takes_in("住民票の写し")
    day.answers()
    day.takes_the_way()
    day.does(until="match-record")
    before = len(day.events(visit.id))
    assert day.reaches("変更", back=True) <= 5
    day.press(Key.Key_Return)
    assert day.at == "changed_since_snapshot"
    day.press(day.clerk.key_of("yes"))
    assert day.desk.sheet_is(ChangeSheet)
    assert "いまの方法「ダウン対策サーバーで交付」は使えなくなります" in day.sheet_words
    assert len(day.events(visit.id)) == before, "told before it is written"
    day.press(Key.Key_Escape)
    assert day.stands_at("match-record"), "変えない: on as before"
    day.reaches("変更", back=True)
    day.press(Key.Key_Return)
    day.press(day.clerk.key_of("yes"))
    day.press(Key.Key_Return)
    assert day.clerk.scene.model.refused is not None
    asked = day.answers()
    assert day.offered() is not Route.DOWNTIME_CERTIFICATE
    for _ in (*asked, "the correction"):
        day.press(Key.Key_Z, modifier=CTRL)
    assert day.stands_at("match-record"), "back where it stood, with all that was done"
    assert day.visit.facts["changed_since_snapshot"] == "no"
    answers = [one.value for one in day.written(visit.id, FactLearned)
               if one.fact == "changed_since_snapshot"]  # fmt: skip
    assert answers == ["no", "yes"], "nothing is ever wiped out"
    assert len(day.written(visit.id, Corrected)) == len(asked) + 1
    day.does()
    done = day.closes()
    assert done.requests[0].outcome is Route.DOWNTIME_CERTIFICATE
    (row,) = day.exported_rows()
    assert row["対応"] == "downtime-certificate"
    day.log_is_sound()


def test_requests_are_typed_one_after_another_and_who_waits_is_chosen_by_arrows(day: Day):
    day.begins()
    day.press(Key.Key_F2)
    assert day.desk.window.visit.visit_id is None, "nobody waits: nothing happens"
    numbers = []
    for cue in ("書類待ち", "係長の確認待ち"):
        numbers.append(day.takes_in("転入").number)
        day.parks(cue)
    day.press(Key.Key_F2, Key.Key_Down, Key.Key_Return)
    assert day.visit.number == numbers[1]
    day.parks("書類待ち")
    day.press(Key.Key_Escape)
    for word in ("てんにゅう", "じゅうみんひょう"):
        day.clerk.type(word)
        day.press(Key.Key_1)
    day.press(Key.Key_Return)
    assert [one.procedure for one in day.visit.requests] == ["move-in", "residence-certificate"]


def test_a_resident_who_gives_up_is_logged_too(day: Day):
    day.begins()
    visit = day.takes_in("転入")
    day.answers(until="event_date")
    day.press(Key.Key_F9)
    day.does()
    done = day.closes()
    assert done.requests[0].outcome is Route.WITHDRAWN
    assert day.written(visit.id, PaperIssued) == []
    assert [step.step for step in day.written(visit.id, StepDone)] != []
    (row,) = day.exported_rows()
    assert row["対応"] == "withdrawn"
