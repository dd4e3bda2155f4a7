"""Single acts at the desk that went wrong once, or would do harm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from dtcoach.app.desk import Clerk
from dtcoach.app.errors import DiskFull, KnownError, ProblemFound, WrongUsage
from dtcoach.app.slips import slip_in
from dtcoach.domain.events import Corrected, NoticePosted, StepDone, VisitClosed
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.visit import PlaceKind, VisitState, VisitStatus
from dtcoach.domain.words import Route, Status, StepKind, WorldKey
from tests.app.windows import CLERK, Window, entry_for
from tests.shipped import MONDAY

CAN_HAVE_IT = {
    "support_measures": "no", "stop_list_hit": "no", "registered_here": "yes",
    "requester": "self", "in_person": "yes", "changed_since_snapshot": "no",
    "can_return": "yes", "contact_safe": "yes",
}  # fmt: skip


@pytest.fixture
def window() -> Window:
    window = Window("downtime-server")
    for key in (WorldKey.DOWNTIME_SERVER, WorldKey.PRINTER):
        window.operations.check("係長", key, Status.UP, "テスト印刷")
    return window


@pytest.fixture
def visit(window: Window) -> VisitState:
    return window.desk.open_visit(CLERK, ["residence-certificate"])


def snapshot_of(window: Window) -> datetime | None:
    return window.operations.state.board.snapshot_at


def closed(window: Window, visit: VisitState) -> VisitState:
    visit = window.walk_to_step(visit, {}, Route.WITHDRAWN, "outcome")
    return window.desk.close(window.desk.done(visit, CLERK), CLERK)


def test_a_mistyped_snapshot_time_is_taken_back_and_asked_again(window: Window, visit: VisitState):
    visit = window.walk_to_step(visit, CAN_HAVE_IT, Route.DOWNTIME_CERTIFICATE, "snapshot-at")
    visit = window.desk.done(visit, CLERK, "2024-01-05T23:00")
    assert snapshot_of(window) == datetime(2024, 1, 5, 23, tzinfo=TOKYO)
    visit = window.desk.undo(visit, CLERK)
    assert snapshot_of(window) is None
    step = window.place(visit).step
    assert step is not None
    assert step.id == "snapshot-at"
    window.restart()
    assert snapshot_of(window) is None


def test_undoing_another_step_leaves_the_snapshot_time_that_others_read(
    window: Window, visit: VisitState
):
    read = datetime(2025, 1, 5, 23, tzinfo=TOKYO)
    window.operations.stamp_snapshot("係長", read)
    visit = window.desk.answer(visit, CLERK, "has_card", "no")
    window.desk.undo(visit, CLERK)
    assert snapshot_of(window) == read


def test_a_document_that_was_issued_cannot_be_undone(window: Window, visit: VisitState):
    visit = window.walk_to_step(visit, CAN_HAVE_IT, Route.DOWNTIME_CERTIFICATE, "issue")
    visit = window.desk.done(visit, CLERK)
    assert visit.request(1).recalls == 1
    with pytest.raises(ProblemFound):
        window.desk.undo(visit, CLERK)


@pytest.mark.parametrize("second", ["田中", " 田 中 ", "田　中"])
def test_the_second_person_is_another_however_the_name_is_typed(
    window: Window, visit: VisitState, second: str
):
    visit = window.walk_to_step(visit, CAN_HAVE_IT, Route.DOWNTIME_CERTIFICATE, "issue")
    step = next(
        event.body.step
        for event in visit.history
        if isinstance(event.body, StepDone) and event.body.value == "鈴木"
    )
    fresh = window.desk.open_visit(CLERK, ["residence-certificate"])
    fresh = window.walk_to_step(fresh, CAN_HAVE_IT, Route.DOWNTIME_CERTIFICATE, step)
    with pytest.raises(ProblemFound):
        window.desk.done(fresh, CLERK, second)
    assert step not in window.desk.visit(fresh.id).request(1).done


def test_two_people_are_named_or_nothing_is_approved(window: Window, visit: VisitState):
    nobody = Clerk("", "1番")
    visit = window.desk.answer_all(visit, nobody, CAN_HAVE_IT)
    visit = window.desk.choose(visit, nobody, Route.DOWNTIME_CERTIFICATE)
    while (step := window.place(visit).step) and step.kind is not StepKind.APPROVE:
        visit = window.desk.done(visit, nobody, entry_for(step.input, MONDAY))
    assert step is not None
    with pytest.raises(ProblemFound, match="担当の方の名前"):
        window.desk.done(visit, nobody, "鈴木")
    assert step.id not in window.desk.visit(visit.id).request(1).done


MY_NUMBER = "確認済み 1234 5678 9012"


def test_no_my_number_stands_in_what_cannot_be_erased(window: Window):
    said = NoticePosted(MY_NUMBER, None, MONDAY, "", "", False, ())
    before = len(window.memory.events)
    for write in (
        lambda: window.operations.check("係長", WorldKey.TAX, Status.UP, MY_NUMBER),
        lambda: window.operations.recovered("係長", MY_NUMBER),
        lambda: window.operations.hand_over("係長", MY_NUMBER),
        lambda: window.operations.post_notice("係長", said),
        lambda: slip_in(window.log, window.incident, "", MONDAY, MY_NUMBER),
    ):
        with pytest.raises(ProblemFound, match="個人番号"):
            write()
    assert len(window.memory.events) == before


def test_a_document_that_is_out_finishes_as_it_was_begun(window: Window, visit: VisitState):
    """The server fails after the paper left the printer: as-of slip and recall still follow."""
    visit = window.walk_to_step(visit, CAN_HAVE_IT, Route.DOWNTIME_CERTIFICATE, "issue")
    before = window.desk.done(visit, CLERK)
    window.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.DOWN, "止まった")
    place = window.place(before)
    assert place.refused is None
    assert place.step is not None
    assert place.step.id == "serial"


def test_a_way_that_fails_before_the_paper_is_out_is_taken_back(window: Window, visit: VisitState):
    visit = window.walk_to_step(visit, CAN_HAVE_IT, Route.DOWNTIME_CERTIFICATE, "issue")
    window.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.DOWN, "止まった")
    place = window.place(visit)
    assert place.refused
    assert place.kind in (PlaceKind.OFFERS, PlaceKind.QUESTION)
    with pytest.raises(ProblemFound):
        window.desk.done(visit, CLERK)


@pytest.mark.parametrize("route", [Route.COUNTER, Route.MOVING_ONESTOP, Route.HOTLINE])
def test_a_way_that_is_refused_or_does_not_exist_is_not_taken(
    window: Window, visit: VisitState, route: Route
):
    with pytest.raises(ProblemFound):
        window.desk.choose(visit, CLERK, route)
    assert window.desk.visit(visit.id).request(1).route is None


def test_a_closed_visit_takes_nothing_more_in(window: Window, visit: VisitState):
    done = closed(window, visit)
    written = len(window.memory.events)
    acts: list[Callable[[], object]] = [
        lambda: window.desk.answer(done, CLERK, "has_card", "yes"),
        lambda: window.desk.add_request(done, CLERK, "move-in"),
        lambda: window.desk.choose(done, CLERK, Route.ESCALATE),
        lambda: window.desk.done(done, CLERK),
        lambda: window.desk.park(done, CLERK, "待ち"),
        lambda: window.desk.close(done, CLERK),
        lambda: window.desk.undo(done, CLERK),
        # With a state from before it was closed, too.
        lambda: window.desk.park(visit, CLERK, "待ち"),
        lambda: window.desk.answer(visit, CLERK, "has_card", "yes"),
    ]
    for act in acts:
        with pytest.raises(ProblemFound):
            act()
    assert len(window.memory.events) == written
    assert window.desk.visit(visit.id).status is VisitStatus.CLOSED


def test_a_request_beside_an_old_state_gets_a_number_of_its_own(window: Window, visit: VisitState):
    window.desk.add_request(visit, CLERK, "move-in")
    both = window.desk.add_request(visit, CLERK, "seal-certificate")
    assert [(one.request, one.procedure) for one in both.requests] == [
        (1, "residence-certificate"), (2, "move-in"), (3, "seal-certificate"),
    ]  # fmt: skip


def test_a_visit_without_a_request_or_with_an_open_one_is_not_closed(window: Window):
    empty = window.desk.open_visit(CLERK, [])
    with pytest.raises(ProblemFound):
        window.desk.close(empty, CLERK)
    waiting = window.desk.open_visit(CLERK, ["move-in"])
    with pytest.raises(ProblemFound):
        window.desk.close(waiting, CLERK)


def test_the_opening_of_a_visit_is_never_undone(window: Window, visit: VisitState):
    with pytest.raises(ProblemFound):
        window.desk.undo(visit, CLERK)


def test_undo_goes_back_act_by_act_and_passes_over_parking(window: Window, visit: VisitState):
    visit = window.desk.answer(visit, CLERK, "has_card", "yes")
    visit = window.desk.answer(visit, CLERK, "has_card", "no")
    visit = window.desk.park(visit, CLERK, "書類を取りに")
    visit = window.desk.undo(visit, CLERK)
    assert (visit.facts, visit.cue) == ({"has_card": "yes"}, "書類を取りに")
    visit = window.desk.undo(visit, CLERK)
    assert visit.facts == {}
    with pytest.raises(ProblemFound):
        window.desk.undo(visit, CLERK)


def test_the_outcome_goes_with_its_promises_and_its_step(window: Window, visit: VisitState):
    visit = window.walk_to_step(visit, CAN_HAVE_IT, Route.ACCEPT_AND_HOLD, "outcome")
    finished = window.desk.done(visit, CLERK)
    assert finished.request(1).outcome is Route.ACCEPT_AND_HOLD
    assert finished.request(1).promises
    again = window.desk.undo(finished, CLERK)
    assert (again.request(1).outcome, again.request(1).promises) == (None, ())
    assert window.desk.done(again, CLERK).request(1).promises == finished.request(1).promises


@pytest.mark.parametrize("value", [None, "", "   ", "きのう", "2025-13-01T00:00", "99999"])
def test_a_time_that_cannot_be_read_is_not_written(
    window: Window, visit: VisitState, value: str | None
):
    visit = window.walk_to_step(visit, CAN_HAVE_IT, Route.DOWNTIME_CERTIFICATE, "snapshot-at")
    written = len(window.memory.events)
    with pytest.raises((ProblemFound, WrongUsage)):
        window.desk.done(visit, CLERK, value)
    assert len(window.memory.events) == written


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("support_measures", "YES"), ("support_measures", ""), ("has_card", "maybe"),
        ("event_date", "yes"), ("event_date", "2025-02-30"), ("no_such_fact", "yes"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_not_written(window: Window, visit: VisitState, fact: str, value: str):
    """It would count as a no: of 支援措置, too."""
    with pytest.raises(WrongUsage):
        window.desk.answer(visit, CLERK, fact, value)
    assert window.desk.visit(visit.id).facts == {}


def test_a_full_disk_changes_nothing(window: Window, visit: VisitState):
    window.memory.full = True
    acts: list[Callable[[], object]] = [
        lambda: window.desk.answer(visit, CLERK, "has_card", "yes"),
        lambda: window.desk.park(visit, CLERK, "待ち"),
        lambda: window.desk.choose(visit, CLERK, Route.ESCALATE),
        lambda: window.desk.open_visit(CLERK, ["move-in"]),
        lambda: window.operations.check("係長", WorldKey.TAX, Status.DOWN, "電話"),
    ]
    for act in acts:
        with pytest.raises(DiskFull):
            act()
    assert window.desk.visit(visit.id) == visit
    assert window.operations.state.board.status(WorldKey.TAX) is Status.UP


def test_another_desk_can_go_on_with_a_visit_it_never_saw(window: Window, visit: VisitState):
    window.restart()
    parked = window.desk.park(visit, Clerk("佐藤", "2番"), "待ち")
    assert (parked.status, parked.counter) == (VisitStatus.PARKED, CLERK.counter)


def test_two_visits_never_mix(window: Window):
    one = window.desk.open_visit(CLERK, ["residence-certificate"])
    two = window.desk.open_visit(Clerk("佐藤", "2番"), ["move-in"])
    one = window.desk.answer(one, CLERK, "has_card", "yes")
    two = window.desk.answer(two, CLERK, "has_card", "no")
    one = window.desk.answer(one, CLERK, "support_measures", "yes")
    assert one.number != two.number
    assert (one.facts, two.facts) == (
        {"has_card": "yes", "support_measures": "yes"}, {"has_card": "no"},
    )  # fmt: skip
    window.desk.undo(two, CLERK)
    assert window.desk.visit(one.id).facts == one.facts


def test_the_board_of_the_minute_decides(window: Window, visit: VisitState):
    """The last place is kept for speed; a changed board, fact or minute asks the engine anew."""
    visit = window.desk.answer_all(visit, CLERK, CAN_HAVE_IT)
    first = window.place(visit)
    assert window.place(visit) is first
    window.operations.check("係長", WorldKey.RESIDENT_RECORD, Status.UP, "画面が開いた")
    second = window.place(visit)
    assert second.walk is not None
    assert second.walk.decision.offers[0].route is Route.COUNTER
    later = window.clock.now() + timedelta(days=3)
    assert window.desk.place(visit, later) is not second


def test_what_is_taken_back_stays_in_the_log(window: Window, visit: VisitState):
    visit = window.desk.answer(visit, CLERK, "has_card", "yes")
    window.desk.undo(visit, CLERK)
    bodies = [event.body for event in window.memory.of_visit(visit.id)]
    assert isinstance(bodies[-1], Corrected)
    assert not any(isinstance(body, VisitClosed) for body in bodies)
    assert len(bodies) == 4


def test_every_trouble_is_a_sentence():
    for kind in (ProblemFound, WrongUsage, DiskFull):
        assert issubclass(kind, KnownError)
        assert str(kind("一つの文です。")) == "一つの文です。"
