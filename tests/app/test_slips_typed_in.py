"""A paper slip typed in afterwards: its real time, the board of that time, a number of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dtcoach.app.errors import ProblemFound
from dtcoach.app.slips import Slip, doubt_of, slip_in
from dtcoach.domain.events import RecallEntered, SnapshotStamped, VisitClosed
from dtcoach.domain.incident import board_at
from dtcoach.domain.visit import PlaceKind, VisitState, VisitStatus
from dtcoach.domain.words import Route, Status, WorldKey
from tests.app.windows import CLERK, Window, entry_for


@pytest.fixture
def window() -> Window:
    """Declared at nine; the tax system came back at ten; it is eleven now."""
    window = Window()
    start = window.operations.state.started_at
    window.operations.check("係長", WorldKey.TAX, Status.DOWN, "電話", start + timedelta(minutes=5))
    window.operations.check("係長", WorldKey.TAX, Status.UP, "電話", start + timedelta(minutes=60))
    window.clock.at = start + timedelta(minutes=120)
    return window


def at(window: Window, minutes: int) -> datetime:
    return window.operations.state.started_at + timedelta(minutes=minutes)


def typed_in(window: Window, minutes: int, number: str = "P101-007") -> VisitState:
    slip = slip_in(window.log, window.incident, number, at(window, minutes), "2番")
    return window.desk.open_slip(CLERK, ["tax-certificate"], slip)


def test_it_keeps_its_number_its_counter_and_its_time(window: Window):
    visit = typed_in(window, 30)
    assert (visit.number, visit.counter, visit.typed_in) == ("P101-007", "2番", True)
    assert visit.opened_at == at(window, 30)
    first = visit.history[0]
    assert first.observed_at == at(window, 30)
    assert first.entered_at > at(window, 119)
    assert window.desk.open_visit(CLERK, ["move-in"]).number != "P101-008"


def test_it_is_judged_by_the_board_of_its_time(window: Window):
    early, late = typed_in(window, 30), typed_in(window, 90, "P101-008")
    assert window.desk.moment(early).status(WorldKey.TAX) is Status.DOWN
    assert window.desk.moment(late).status(WorldKey.TAX) is Status.UP
    assert window.operations.state.board.world[WorldKey.TAX] is Status.UP
    assert board_at(window.operations.state, at(window, -500)).world[WorldKey.TAX] is Status.UP


def test_every_act_of_it_is_observed_at_its_time_and_then_it_is_as_any_other(window: Window):
    visit = typed_in(window, 30)
    while (place := window.desk.place(visit)).kind is not PlaceKind.FINISHED:
        if place.kind is PlaceKind.QUESTION and place.fact is not None:
            visit = window.desk.answer(visit, CLERK, place.fact, "unknown")
        elif place.kind is PlaceKind.OFFERS and place.walk is not None:
            visit = window.desk.choose(visit, CLERK, place.walk.decision.offers[0].route)
        elif place.step is not None:
            visit = window.desk.done(visit, CLERK, entry_for(place.step.input, visit.opened_at))
    visit = window.desk.close(visit, CLERK)
    assert visit.status is VisitStatus.CLOSED
    assert {event.observed_at for event in visit.history} == {at(window, 30)}
    assert isinstance(visit.history[-1].body, VisitClosed)
    assert window.desk.time_of(visit) > at(window, 119)
    row = window.log.visit(visit.id)
    assert row is not None
    assert row.typed_in


def test_it_resumes_after_a_power_cut_at_its_own_time(window: Window):
    visit = window.desk.answer(typed_in(window, 30), CLERK, "support_measures", "no")
    window.restart()
    again = window.desk.visit(visit.id)
    assert window.desk.time_of(again) == at(window, 30)
    assert window.desk.moment(again).status(WorldKey.TAX) is Status.DOWN


def test_the_snapshot_time_of_a_slip_is_no_news_for_the_board():
    window = Window("downtime-server")
    start = window.operations.state.started_at
    for key in (WorldKey.DOWNTIME_SERVER, WorldKey.PRINTER):
        window.operations.check("係長", key, Status.UP, "テスト印刷", start)
    newer = start - timedelta(hours=2)
    window.clock.at = start + timedelta(minutes=120)
    window.operations.stamp_snapshot("係長", newer, start + timedelta(minutes=90))
    slip = Slip("P101-001", start + timedelta(minutes=30), "1番")
    visit = window.desk.open_slip(CLERK, ["residence-certificate"], slip)
    known = {
        "support_measures": "no", "stop_list_hit": "no", "registered_here": "yes",
        "requester": "self", "in_person": "yes", "changed_since_snapshot": "no",
        "can_return": "yes", "contact_safe": "yes",
    }  # fmt: skip
    visit = window.desk.answer_all(visit, CLERK, known)
    visit = window.desk.choose(visit, CLERK, Route.DOWNTIME_CERTIFICATE)
    read = start - timedelta(hours=20)
    while visit.request(1).recalls == 0:
        place = window.desk.place(visit)
        if place.kind is PlaceKind.QUESTION and place.fact is not None:
            visit = window.desk.answer(visit, CLERK, place.fact, "unknown")
            continue
        assert place.step is not None
        value = entry_for(place.step.input, read)
        visit = window.desk.done(visit, CLERK, value)
    assert window.operations.state.board.snapshot_at == newer
    recalled = [
        event.body.snapshot_at for event in visit.history if isinstance(event.body, RecallEntered)
    ]
    assert recalled == [read]
    assert not any(isinstance(event.body, SnapshotStamped) for event in visit.history)


def test_a_slip_without_a_number_gets_one_of_the_screen(window: Window):
    visit = typed_in(window, 30, "")
    assert visit.number.startswith("101-")
    assert visit.typed_in


@pytest.mark.parametrize(
    ("number", "told"),
    [("101-007", "画面の受付番号"), ("七番", "読めません"), ("p101-7", "もう入力されています")],
)
def test_a_number_that_cannot_be_is_told_apart(window: Window, number: str, told: str):
    row = window.log.visit(typed_in(window, 30).id)
    assert row is not None
    window.memory.visits = lambda *_, **__: iter([row])  # type: ignore[method-assign]
    with pytest.raises(ProblemFound, match=told):
        slip_in(window.log, window.incident, number, at(window, 40), "1番")


def test_a_time_that_is_hard_to_believe_is_asked_about(window: Window):
    state, now = window.operations.state, window.clock.now()
    assert doubt_of(state, at(window, 30), now) == ""
    assert "始まり" in doubt_of(state, at(window, -1), now)
    assert "まだ来ていない" in doubt_of(state, now + timedelta(minutes=1), now)
