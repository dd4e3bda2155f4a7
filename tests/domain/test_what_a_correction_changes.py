"""Before an answer is corrected, everything that hangs on it is known, and nothing else is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dtcoach.domain.correction import Change, what_changes
from dtcoach.domain.events import PromiseMade
from dtcoach.domain.visit import RequestState, VisitState, place_in
from dtcoach.domain.words import PlaceKind, PromiseKind, Route, Status, WorldKey
from tests.shipped import CONTENT, MONDAY, UP, answers_to, case_from, patient, situation

RECORD_DOWN = {**UP, WorldKey.RESIDENT_RECORD: Status.DOWN}
KNOWN = {
    "support_measures": "no", "stop_list_hit": "no", "contact_safe": "yes", "requester": "self",
    "in_person": "yes", "registered_here": "yes", "changed_since_snapshot": "no",
    "has_card": "no", "event_date": "2024-12-23", "can_return": "yes",
}  # fmt: skip


def visit_of(facts: dict[str, str], *requests: RequestState) -> VisitState:
    return VisitState(
        "v", "i", "101-001", "3番窓口", CONTENT.digest, MONDAY, "花子", facts=facts,
        requests=requests,
    )  # fmt: skip


def changes(visit: VisitState, fact: str, value: str, snapshot: bool = True) -> tuple[Change, ...]:
    at = MONDAY if snapshot else None
    return what_changes(
        visit, {fact: value}, CONTENT, situation(visit.facts, RECORD_DOWN, snapshot=at)
    )


def test_a_way_that_is_no_longer_right_is_told_with_its_reason_and_the_steps_lost():
    done: dict[str, str | None] = {"apology": None, "identity": "DL"}
    request = RequestState(1, "residence-certificate", Route.DOWNTIME_CERTIFICATE, done)
    (change,) = changes(visit_of(KNOWN, request), "changed_since_snapshot", "yes")
    assert "前の内容の証明書" in change.wrong
    assert change.steps_lost == 2
    assert not change.issued


def test_a_document_that_is_out_is_not_undone_by_choosing_anew():
    done: dict[str, str | None] = {"issue": None}
    request = RequestState(1, "residence-certificate", Route.DOWNTIME_CERTIFICATE, done)
    (change,) = changes(visit_of(KNOWN, request), "changed_since_snapshot", "yes")
    assert change.issued
    assert change.steps_lost == 0


def test_a_finished_request_is_looked_at_again():
    finished = RequestState(
        1, "residence-certificate", Route.DOWNTIME_CERTIFICATE, {"issue": None},
        outcome=Route.DOWNTIME_CERTIFICATE,
    )  # fmt: skip
    visit = visit_of(KNOWN, finished, RequestState(2, "move-in"))
    told = changes(visit, "changed_since_snapshot", "yes")
    assert [change.request for change in told] == [1]
    assert told[0].finished
    assert told[0].wrong


def test_a_server_that_failed_since_hides_nothing_of_what_was_done():
    """After the way is closed for everybody, a correction still tells whom it was wrong for."""
    finished = RequestState(
        1, "residence-certificate", Route.DOWNTIME_CERTIFICATE, {"issue": None},
        outcome=Route.DOWNTIME_CERTIFICATE,
    )  # fmt: skip
    visit = visit_of(KNOWN, finished)
    for world in (UP, {**RECORD_DOWN, WorldKey.DOWNTIME_SERVER: Status.DOWN}):
        now = situation(visit.facts, world, snapshot=MONDAY)
        (change,) = what_changes(visit, {"changed_since_snapshot": "yes"}, CONTENT, now)
        assert "前の内容の証明書" in change.wrong
        assert what_changes(visit, {"has_nfc_phone": "yes"}, CONTENT, now) == ()


def test_a_promise_that_only_the_calendar_moved_is_not_told():
    later = replace(situation(KNOWN, RECORD_DOWN), at=MONDAY + timedelta(days=2))
    promise = PromiseMade(1, PromiseKind.RETURN_VISIT, "2025-01-07", "戸籍住民課")
    for procedure in CONTENT.procedures:
        finished = RequestState(
            1, procedure, Route.RETURN_VISIT, {}, outcome=Route.RETURN_VISIT, promises=(promise,)
        )
        told = what_changes(visit_of(KNOWN, finished), {"has_nfc_phone": "yes"}, CONTENT, later)
        assert not any(change.promises_moved for change in told)


def test_a_day_that_moves_moves_the_statutory_day_and_the_promises_told():
    promise = PromiseMade(1, PromiseKind.RETURN_VISIT, "2025-01-17", "戸籍住民課")
    finished = RequestState(
        1, "move-in-special", Route.ACCEPT_AND_HOLD, {}, outcome=Route.ACCEPT_AND_HOLD,
        promises=(promise,),
    )  # fmt: skip
    facts = {**KNOWN, "has_card": "yes", "event_date": "2025-01-03"}
    facts |= {"planned_move_out_date": "2025-01-03"}
    (change,) = changes(visit_of(facts, finished), "event_date", "2025-01-05")
    assert (change.due_before, change.due_after) == (date(2025, 1, 17), date(2025, 1, 19))
    (moved,) = change.promises_moved
    assert (moved.before, moved.after) == (date(2025, 1, 17), date(2025, 1, 19))


def test_ways_lost_and_gained_before_one_is_taken():
    facts = {**KNOWN, "can_return": "no"}
    request = RequestState(1, "residence-certificate")
    (change,) = changes(visit_of(facts, request), "can_return", "yes")
    assert Route.RETURN_VISIT in change.gained
    (change,) = changes(visit_of(KNOWN, request), "can_return", "no")
    assert Route.RETURN_VISIT in {refusal.route for refusal in change.lost}


def test_what_hangs_on_nothing_is_not_told():
    request = RequestState(1, "residence-certificate", Route.DOWNTIME_CERTIFICATE)
    assert changes(visit_of(KNOWN, request), "has_nfc_phone", "yes") == ()
    withdrawn = RequestState(1, "residence-certificate", Route.WITHDRAWN)
    assert changes(visit_of(KNOWN, withdrawn), "changed_since_snapshot", "yes") == ()


@patient
@given(st.integers(0, 2**32), st.data())
def test_silence_means_that_the_place_stays_the_same(seed: int, data: st.DataObject):
    """Where no change is told, the walk offers, refuses, asks and does the same as before."""
    case = case_from(seed)
    request = RequestState(1, case.procedure.id)
    before = case.all_known
    visit = visit_of(dict(before.facts), request)
    place = place_in(visit, CONTENT, before)
    if place.kind is PlaceKind.OFFERS and place.walk is not None and place.walk.decision.offers:
        offered = [offer.route for offer in place.walk.decision.offers]
        route = data.draw(st.sampled_from([None, *offered]))
        visit = replace(visit, requests=(replace(request, route=route),))
    name = data.draw(st.sampled_from(sorted(CONTENT.facts)))
    value = data.draw(st.sampled_from(answers_to(name, before.at.date())))
    told = what_changes(visit, {name: value}, CONTENT, before)
    after = replace(before, facts={**before.facts, name: value})
    was, becomes = place_in(visit, CONTENT, before), place_in(visit, CONTENT, after)
    if told or was.walk is None or becomes.walk is None:
        return
    assert was.kind is becomes.kind
    assert was.refused == becomes.refused
    assert {v.route for v in was.walk.decision.refusals} == {
        v.route for v in becomes.walk.decision.refusals
    } or visit.requests[0].route is not None
    assert [step.id for step in was.walk.steps] == [step.id for step in becomes.walk.steps] or (
        visit.requests[0].route is None
    )
    assert was.walk.deadline == becomes.walk.deadline or (
        was.walk.deadline is not None
        and becomes.walk.deadline is not None
        and was.walk.deadline.due == becomes.walk.deadline.due
    )
