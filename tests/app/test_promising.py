"""Promises and documents after the visit: on disk before they are true, and safe whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dtcoach.app.clerk import Clerk
from dtcoach.app.errors import ProblemFound
from dtcoach.app.followup_papers import label_batch
from dtcoach.app.followups import SLICE, FollowUps
from dtcoach.app.offices import office_of
from dtcoach.app.promising import Letter
from dtcoach.app.recalling import Found, acknowledge
from dtcoach.domain.events import (
    Draft,
    FactLearned,
    Personal,
    PromiseMade,
    RecallEntered,
    RequestAdded,
)
from dtcoach.domain.fees import fee_figures
from dtcoach.domain.promises.figures import postage_figures, promise_figures
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.promises.place import is_elsewhere
from dtcoach.domain.promises.promise import PromiseStatus
from dtcoach.domain.recall.document import RecallStatus
from dtcoach.domain.recall.figures import recall_figures
from dtcoach.domain.recall.wrong_hands import report_days
from dtcoach.domain.recovery_events import BackEntered, BackEntryChecked
from dtcoach.domain.words import (
    DropReason,
    FeeStanding,
    PromiseKind,
    RecallEnding,
    ResidentField,
    TryResult,
    WorldKey,
)
from tests.app.owed import SAFE, Owed, counter_in
from tests.memory_log import TickingClock

UNSAFE = {"support_measures": "no", "contact_safe": "no"}
JUKI = WorldKey.RESIDENT_RECORD


@pytest.fixture
def owed(tmp_path: Path) -> Iterator[Owed]:
    counter = counter_in(tmp_path / "data")
    yield Owed(counter)
    counter.log.close()


def again(owed: Owed, folder: Path) -> Owed:
    """After a power cut: all that was in memory is gone."""
    owed.counter.log.close()
    return Owed(counter_in(folder, TickingClock(owed.counter.clock.now())))


def test_tries_and_the_end_of_a_call_survive_a_power_cut(owed: Owed, tmp_path: Path):
    call = owed.promise(PromiseKind.PHONE, due="2025-01-07")
    next_at = owed.promising.proposed(TryResult.ABSENT)
    call = owed.promising.tried(call, TryResult.ABSENT, next_at=next_at)
    assert (call.status, call.next_at) == (PromiseStatus.OPEN, next_at)
    call = owed.promising.tried(call, TryResult.TOLD)
    after = again(owed, tmp_path / "data")
    after.counter.followups.refresh()
    (found,) = after.counter.followups.promises
    assert found == call
    assert found.status is PromiseStatus.KEPT
    assert [one.result for one in found.tries] == [TryResult.ABSENT, TryResult.TOLD]
    assert {one.by for one in found.tries} == {"品川 花子"}
    with pytest.raises(ProblemFound, match="もう終わっています"):
        after.promising.tried(found, TryResult.BUSY)
    after.counter.log.close()


def test_a_letter_needs_its_kind_and_fee_and_both_are_added_up(owed: Owed):
    post = owed.promise(PromiseKind.POST, {"support_measures": "no"})
    with pytest.raises(ProblemFound, match="記録で確かめていません"):
        owed.promising.tried(post, TryResult.SENT, letter=Letter("簡易書留", 460))
    post = owed.promising.address_checked(post, "", "品川区東品川1-2-3", "大崎 次郎")
    with pytest.raises(ProblemFound, match="郵便の種類"):
        owed.promising.tried(post, TryResult.SENT)
    with pytest.raises(ProblemFound, match="金額"):
        owed.promising.tried(post, TryResult.SENT, letter=Letter("簡易書留", -1))
    post = owed.promising.tried(post, TryResult.SENT, letter=Letter("簡易書留", 460))
    assert post.status is PromiseStatus.KEPT
    back = owed.promising.came_back(post)
    assert back.status is PromiseStatus.OPEN
    owed.promising.tried(back, TryResult.SENT, letter=Letter("普通郵便", 110), lead="係長 大崎")
    figures = postage_figures(owed.counter.followups.promises)
    assert (figures.letters, figures.yen) == (2, 570)
    assert {line.office for line in figures.lines} == {"戸籍住民課"}


def test_a_letter_goes_to_the_address_on_record_that_two_people_read(owed: Owed):
    post = owed.promise(PromiseKind.POST, {"support_measures": "no"})
    assert (post.address, post.contact is not None and post.contact.phone) == (None, "")
    with pytest.raises(ProblemFound, match="別の方"):
        owed.promising.address_checked(post, "1400002", "品川区東品川1-2-3", "品川花子")
    post = owed.promising.address_checked(post, "1400002", "品川区東品川1-2-3", "大崎 次郎")
    assert post.address is not None
    assert (post.address.postcode, post.address.second) == ("140-0002", "大崎 次郎")
    quiet = owed.promise(PromiseKind.POST, SAFE | {"support_measures": "yes"})
    with pytest.raises(ProblemFound, match="一覧から送る郵便だけ"):
        owed.promising.address_checked(quiet, "", "品川区", "大崎 次郎")


def test_where_the_resident_told_another_address_the_lead_decides(owed: Owed):
    post = owed.promise(PromiseKind.POST, {"support_measures": "no"})
    visit = owed.counter.desk.visit(post.visit)
    told = {ResidentField.ADDRESS: "品川区大井九丁目9番9号"}
    owed.counter.desk.note_down(visit, owed.counter.clerk, told)
    other = owed.promising.address_checked(post, "", "東京都品川区東品川一丁目2番3号", "大崎 次郎")
    assert (other.handling, other.address, other.elsewhere) == (Handling.LEAD, None, True)
    assert not label_batch([other]).lines
    with pytest.raises(ProblemFound, match="係長が扱います"):
        owed.promising.tried(other, TryResult.SENT, letter=Letter("簡易書留", 460))
    told = {ResidentField.ADDRESS: "品川区東品川1-2-3"}
    owed.counter.desk.note_down(visit, owed.counter.clerk, told)
    same = owed.promising.now_is(other)
    assert (same.handling, len(label_batch([same]).lines)) == (Handling.LIST, 1)


@pytest.mark.parametrize(
    ("told", "record", "elsewhere"),
    [
        ("", "品川区東品川1-2-3", False),
        ("品川区東品川1-2-3", "東京都品川区東品川一丁目２番３号", False),
        ("品川区東品川１ー２ー３", "品川区東品川1丁目2番地の3　品川ハイツ101号室", False),
        ("品川区東品川", "品川区東品川十二丁目2-3", False),
        ("品川区東品川1-2", "品川区東品川1-23", True),
        ("品川区東品川1-2-3", "品川区北品川1-2-3", True),
        ("大田区大森1-2-3", "品川区東品川1-2-3", True),
        ("品川区東品川十二丁目2-3", "品川区東品川12-2-3", False),
    ],
)
def test_an_address_is_the_same_however_it_is_written(told: str, record: str, elsewhere: bool):
    assert is_elsewhere(told, record) is elsewhere


def test_where_a_letter_goes_that_came_back_is_for_the_lead_to_say(owed: Owed):
    post = owed.promise(PromiseKind.POST, {"support_measures": "no"})
    post = owed.promising.address_checked(post, "1400002", "品川区東品川1-2-3", "大崎 次郎")
    sent = owed.promising.tried(post, TryResult.SENT, letter=Letter("簡易書留", 460))
    back = owed.promising.came_back(sent)
    assert (back.handling, back.address, back.contact) == (Handling.LEAD, None, None)
    assert not label_batch([back]).lines
    with pytest.raises(ProblemFound, match="係長が扱います"):
        owed.promising.tried(back, TryResult.SENT, letter=Letter("簡易書留", 460))
    assert owed.promising.take_back(back) == sent


def test_who_asked_for_protection_today_is_nobodys_to_call_about_anything(owed: Owed):
    """The record that was looked up is older than what was filed at this counter."""
    other = RequestAdded(2, "support-measures-request")
    owed.visit([PromiseMade(1, PromiseKind.PHONE, None, "戸籍住民課"), other])
    owed.visit([PromiseMade(1, PromiseKind.POST, None, "戸籍住民課"), other])
    owed.visit([RecallEntered(1, "住民票の写し", owed.counter.clock.now()), other])
    owed.counter.followups.refresh()
    promises, recalls = owed.counter.followups.promises, owed.counter.followups.recalls
    found = [(one.handling, one.contact) for one in promises]
    found += [(one.handling, one.contact) for one in recalls]
    assert found == [(Handling.LEAD, None)] * 3


@pytest.mark.parametrize("kind", [PromiseKind.PHONE, PromiseKind.POST])
@pytest.mark.parametrize("facts", [UNSAFE, {}, SAFE | {"support_measures": "unknown"}])
def test_only_a_named_lead_keeps_what_is_not_known_to_be_safe(
    owed: Owed, kind: PromiseKind, facts: dict[str, str]
):
    promise = owed.promise(kind, facts)
    assert promise.handling is Handling.LEAD
    assert promise.contact is None
    result = TryResult.SENT if kind is PromiseKind.POST else TryResult.TOLD
    letter = Letter("簡易書留", 460) if kind is PromiseKind.POST else None
    with pytest.raises(ProblemFound, match="係長が扱います"):
        owed.promising.tried(promise, result, letter=letter)
    kept = owed.promising.tried(promise, result, letter=letter, lead="係長 大崎")
    assert (kept.status, kept.lead) == (PromiseStatus.KEPT, "係長 大崎")


def test_what_is_learned_later_takes_a_call_off_the_list(owed: Owed):
    call = owed.promise(PromiseKind.PHONE)
    assert call.contact is not None
    now, incident = owed.counter.clock.now(), owed.counter.operations.state.id
    learned = FactLearned("support_measures", Personal("yes"))
    owed.counter.log.append([Draft(incident, call.visit, now, "田中", learned)])
    owed.counter.followups.refresh()
    (found,) = owed.counter.followups.promises
    assert (found.handling, found.contact) == (Handling.LEAD, None)
    with pytest.raises(ProblemFound, match="係長が扱います"):
        owed.promising.tried(call, TryResult.TOLD)


def test_a_closed_visit_is_left_to_the_lead_with_all_that_it_brought(owed: Owed, tmp_path: Path):
    kinds = (PromiseKind.PHONE, PromiseKind.POST)
    made = [PromiseMade(1, kind, None, "戸籍住民課") for kind in kinds]
    visit = owed.visit([*made, RecallEntered(1, "住民票の写し", owed.counter.clock.now())])
    own = owed.counter.followups.again(visit)
    assert {one.handling for one in own.promises} == {Handling.LIST}
    left = owed.promising.left_to_lead(own.promises[0])
    assert (left.handling, left.contact) == (Handling.LEAD, None)
    assert owed.promising.left_to_lead(left) == left
    after = again(owed, tmp_path / "data")
    own = after.counter.followups.again(visit)
    assert [(one.handling, one.contact) for one in own.promises] == [(Handling.LEAD, None)] * 2
    assert [(one.handling, one.contact) for one in own.recalls] == [(Handling.LEAD, None)]
    after.counter.log.close()


def test_erasing_the_answers_takes_every_call_off_the_list(owed: Owed):
    call = owed.promise(PromiseKind.PHONE)
    owed.counter.log._inner.erase_personal(visit=call.visit)  # type: ignore[attr-defined]
    found = owed.counter.followups.again(call.visit).promises[0]
    assert (found.handling, found.contact) == (Handling.LEAD, None)


def test_only_the_lead_ends_a_promise_that_was_not_kept(owed: Owed):
    call = owed.promise(PromiseKind.PHONE)
    with pytest.raises(ProblemFound, match="係長の判断"):
        owed.promising.dropped(call, DropReason.UNREACHABLE, " ")
    call = owed.promising.dropped(call, DropReason.UNREACHABLE, "大崎 次郎")
    assert (call.status, call.reason) == (PromiseStatus.DROPPED, DropReason.UNREACHABLE)
    back = owed.promising.take_back(call)
    assert (back.status, back.reason, back.lead) == (PromiseStatus.OPEN, None, "")


def test_what_was_written_in_one_go_is_taken_back_in_one_go(owed: Owed):
    post = owed.promise(PromiseKind.POST, {"support_measures": "no"})
    by_lead = owed.promising.tried(
        post, TryResult.SENT, letter=Letter("簡易書留", 460), lead="係長 大崎"
    )
    assert owed.promising.take_back(by_lead) == post
    with pytest.raises(ProblemFound, match="取り消す記録"):
        owed.promising.take_back(post)


def test_another_day_and_keeper_are_seen_by_everybody(owed: Owed):
    call = owed.promise(PromiseKind.PHONE)
    day = owed.counter.clock.now().date() + timedelta(days=1)
    call = owed.promising.planned(call, day, "税務課", None)
    assert (call.due, call.keeper) == (day, "税務課")
    other = FollowUps(owed.counter.log, owed.counter.operations.state.id)
    other.refresh()
    assert list(other.promises) == [call]


def test_a_promise_to_enter_is_kept_by_the_entry_that_a_second_person_saw(owed: Owed):
    promise = owed.promise(PromiseKind.BACK_ENTRY)
    now, incident = owed.counter.clock.now(), owed.counter.operations.state.id
    entered = BackEntered(1, Personal("R7-0001"), "2025-01-06")
    seen = BackEntryChecked(1, Personal("R7-0001"), "2025-01-06")
    owed.counter.log.append([Draft(incident, promise.visit, now, "田中", entered)])
    assert owed.promising.now_is(promise).is_open
    owed.counter.log.append([Draft(incident, promise.visit, now, "鈴木", seen)])
    kept = owed.promising.now_is(promise)
    assert (kept.status, kept.ended_by) == (PromiseStatus.KEPT, "鈴木")


def test_nobody_acts_without_a_name(owed: Owed):
    call = owed.promise(PromiseKind.PHONE)
    owed.counter.clerk = Clerk("", "")
    with pytest.raises(ProblemFound, match="担当の方の名前"):
        owed.promising.tried(call, TryResult.TOLD)
    assert owed.promising.now_is(call) == call


def test_reading_goes_on_in_slices_and_then_only_where_something_was_written(owed: Owed):
    calls = [owed.promise(PromiseKind.PHONE) for _ in range(SLICE + 3)]
    book = FollowUps(owed.counter.log, owed.counter.operations.state.id)
    assert book.look() == SLICE + 3
    assert not book.read_on()
    assert book.read_on()
    assert {one.id for one in book.promises} == {one.id for one in calls}
    version = book.version
    assert book.look() == 0
    owed.promising.tried(calls[4], TryResult.BUSY)
    assert book.look() == 1
    assert book.read_on()
    assert book.version == version + 1


def test_fees_are_added_up_by_day_and_office(owed: Owed):
    one, two = owed.promise(PromiseKind.POST), owed.promise(PromiseKind.POST)
    owed.promising.fee(one, FeeStanding.OWED, 300)
    owed.promising.fee(two, FeeStanding.WAIVED, 300)
    assert owed.counter.followups.fee_figures.owed == 300
    owed.counter.clerk = Clerk("大崎 次郎", "八潮地域センター 1番窓口")
    owed.promising.fee(one, FeeStanding.TAKEN, 300)
    figures = fee_figures(owed.counter.followups.fees)
    assert (figures.taken, figures.owed, figures.waived) == (300, 0, 300)
    assert {line.office: line.taken for line in figures.lines} == {
        "戸籍住民課": 0,
        "八潮地域センター": 300,
    }


def test_an_office_is_found_by_the_name_of_its_counter():
    offices = ("八潮地域センター", "戸籍住民課")
    assert office_of("八潮地域センター 2番窓口", offices, "戸籍住民課") == "八潮地域センター"
    assert office_of("2番窓口", offices, "戸籍住民課") == "戸籍住民課"


# --- documents from a snapshot ------------------------------------------------------------------


def test_two_people_compare_a_document_and_then_its_promise_is_kept(owed: Owed):
    document = owed.document()
    assert (document.status, document.serial) == (RecallStatus.TO_COMPARE, "A-0001")
    assert document.checked_by == "大崎 次郎"
    with pytest.raises(ProblemFound, match="別の方"):
        owed.recalling.compared(document, Found(False, JUKI, "品川花子"))
    document = owed.recalling.compared(document, Found(False, JUKI, "大崎 次郎"))
    assert document.status is RecallStatus.UNCHANGED
    (promise,) = owed.counter.followups.promises
    assert promise.kind is PromiseKind.RECHECK
    assert promise.status is PromiseStatus.KEPT


def test_a_changed_document_is_told_and_taken_back_with_its_fee(owed: Owed, tmp_path: Path):
    document = owed.document()
    with pytest.raises(ProblemFound, match="何が変わって"):
        owed.recalling.compared(document, Found(True, JUKI, "大崎 次郎"))
    day = owed.counter.clock.now().date()
    document = owed.recalling.compared(
        document, Found(True, JUKI, "大崎 次郎", what="転居", since=day)
    )
    assert document.status is RecallStatus.TO_CONTACT
    document = owed.recalling.tried(document, TryResult.TOLD)
    with pytest.raises(ProblemFound, match="係長の判断"):
        owed.recalling.ended(document, RecallEnding.UNREACHABLE)
    document = owed.recalling.ended(document, RecallEnding.EXCHANGED, refund=300)
    after = again(owed, tmp_path / "data")
    after.counter.followups.refresh()
    assert list(after.counter.followups.recalls) == [document]
    figures = recall_figures(after.counter.followups.recalls)
    assert figures.by_ending == {RecallEnding.EXCHANGED: 1}
    assert after.counter.followups.fee_figures.refunded == 300
    promises = promise_figures(
        after.counter.followups.promises, after.counter.clock.now(), after.counter.clock.now()
    )
    assert promises.whole.kept == 1
    after.counter.log.close()


def test_wrong_hands_are_told_to_the_lead_until_a_name_says_so(owed: Owed, tmp_path: Path):
    document = owed.document()
    document = owed.recalling.compared(document, Found(False, JUKI, "大崎 次郎", wrong_hands=True))
    assert (document.handling, document.contact) == (Handling.LEAD, None)
    owed.recalling.compared(document, Found(False, JUKI, "大崎 次郎", wrong_hands=True))
    after = again(owed, tmp_path / "data")
    (alarm,) = after.counter.operations.state.wrong_hands
    assert (alarm.number, alarm.document) == (document.number, "住民票の写し")
    days = report_days(alarm)
    assert days.first_from - alarm.found_at.date() == timedelta(days=2)
    assert days.whole - alarm.found_at.date() == timedelta(days=29)
    with pytest.raises(ProblemFound, match="係長のお名前"):
        acknowledge(after.counter, alarm, "  ")
    acknowledge(after.counter, alarm, "大崎 次郎")
    (alarm,) = after.counter.operations.state.wrong_hands
    assert alarm.is_acknowledged
    after.counter.followups.refresh()
    with pytest.raises(ProblemFound, match="係長が扱います"):
        after.recalling.tried(next(after.counter.followups.recalls), TryResult.TOLD)
    after.counter.log.close()
