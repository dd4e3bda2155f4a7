"""Rule 12 on a real log: what was stopped on paper is in the record before it issues anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dtcoach.app.errors import ProblemFound, StorageTrouble
from dtcoach.app.notice_holds import told_otherwise
from dtcoach.app.possible import possible_now
from dtcoach.app.slips import Slip
from dtcoach.domain.decision import Offer, Refusal
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.domain.words import FIRST_ENTRIES, Route, Status, WorldKey
from tests.app.test_recovery import JUKI, RECORD, Ward
from tests.recovering import PLAIN, served
from tests.shipped import MONDAY

KONBINI, TAX = WorldKey.KONBINI, WorldKey.TAX
CARD = {**PLAIN, "has_seal_card": "yes", "knows_pin": "yes", "card_certificate_valid": "yes"}
ASKED = {**CARD, "under_15": "no", "filed_move_out": "no", "can_return": "yes"}


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    made = Ward(tmp_path / "data")
    yield made
    made.counter.log.close()


def asked(ward: Ward, procedure: str = "residence-certificate") -> VisitState:
    """Somebody wants a certificate; all that can be asked is known."""
    desk, clerk = ward.counter.desk, ward.counter.clerk
    visit = desk.open_visit(clerk, [procedure])
    return desk.answer_all(visit, clerk, ASKED)


def verdict(ward: Ward, visit: VisitState, route: Route) -> Offer | Refusal | object:
    walk = ward.counter.desk.place(visit).walk
    assert walk is not None
    return walk.decision.of(route)


def is_withheld(ward: Ward, visit: VisitState, route: Route = Route.COUNTER) -> bool:
    found = verdict(ward, visit, route)
    sentence = ward.counter.content.texts["entries-first"]
    return isinstance(found, Refusal) and found.reason == sentence


def enter(ward: Ward, number: str) -> None:
    recovery = ward.counter.recovery
    recovery.enter("田中", ward.work(number), "R-1")
    work = ward.work(number)
    recovery.check("山本", work, "R-1", work.held.filing_day)


@pytest.mark.parametrize("procedure", sorted(FIRST_ENTRIES - {"death-notification"}))
def test_no_certificate_leaves_until_what_is_first_is_entered_and_checked(
    ward: Ward, procedure: str
):
    stop = served(ward.counter, procedure)
    ward.counter.operations.check("係長", KONBINI, Status.UP, "電話")
    visit = asked(ward)
    assert not is_withheld(ward, visit), "the record is down: that is the reason to tell"
    assert not is_withheld(ward, visit, Route.KONBINI), "before the word rule 4 watches over it"
    ward.come_back(RECORD, JUKI)
    assert is_withheld(ward, visit)
    assert is_withheld(ward, visit, Route.KONBINI)
    with pytest.raises(ProblemFound, match="先に入力するもの"):
        ward.counter.desk.choose(visit, ward.counter.clerk, Route.COUNTER)
    for route in (Route.ACCEPT_AND_HOLD, Route.RETURN_VISIT):
        found = verdict(ward, visit, route)
        assert not isinstance(found, Refusal), "it is issued later, and that can be said"
    assert isinstance(verdict(ward, visit, Route.ESCALATE), Offer)
    ward.restart()
    assert is_withheld(ward, visit), "after a restart, too"
    ward.counter.recovery.enter("田中", ward.work(stop.number), "R-1")
    assert is_withheld(ward, visit), "one pair of eyes is not enough"
    enter(ward, stop.number)
    assert isinstance(verdict(ward, visit, Route.COUNTER), Offer)
    assert isinstance(verdict(ward, visit, Route.KONBINI), Offer)


def test_the_last_of_them_frees_it_and_one_that_is_not_entered_after_all_is_settled(ward: Ward):
    first, second = (served(ward.counter, "seal-stop") for _ in range(2))
    ward.come_back(RECORD, JUKI)
    visit = asked(ward, "seal-certificate")
    enter(ward, first.number)
    assert is_withheld(ward, visit)
    ward.counter.recovery.drop("係長", ward.work(second.number), "取り下げ")
    assert isinstance(verdict(ward, visit, Route.COUNTER), Offer)


def test_a_board_that_shows_the_record_working_is_no_way_around_it(ward: Ward):
    served(ward.counter, "seal-stop")
    for key in (RECORD, JUKI):
        ward.counter.operations.check("係長", key, Status.UP, "画面が開いた")
    assert is_withheld(ward, asked(ward))
    for key in (RECORD, JUKI):
        ward.counter.operations.check("係長", key, Status.DOWN, "落ちた")
    visit = asked(ward)
    assert not is_withheld(ward, visit)
    assert isinstance(verdict(ward, visit, Route.COUNTER), Refusal)


def test_what_never_stopped_goes_on_with_the_list_of_the_day(ward: Ward):
    ward.counter.operations.check("係長", TAX, Status.UP, "画面")
    served(ward.counter, "seal-stop")
    ward.come_back(RECORD, JUKI)
    stopped = ward.counter.operations.state.stopped.records
    assert TAX not in stopped
    assert not is_withheld(ward, asked(ward, "tax-certificate"))


def test_a_certificate_half_way_is_stopped_and_one_that_is_out_is_finished(ward: Ward):
    ward.come_back(RECORD, JUKI)
    desk, clerk = ward.counter.desk, ward.counter.clerk
    visit = desk.choose(asked(ward), clerk, Route.COUNTER)
    assert desk.place(visit).kind is PlaceKind.STEP
    ward.counter.operations.check("係長", RECORD, Status.DOWN, "落ちた")
    served(ward.counter, "seal-stop")
    ward.come_back(RECORD)
    place = desk.place(desk.visit(visit.id))
    assert place.kind is not PlaceKind.STEP
    assert place.refused == ward.counter.content.texts["entries-first"]


def test_another_window_is_stopped_and_freed_by_what_this_one_writes(ward: Ward):
    other, _ = ward.house.counter()
    other.clerk = ward.counter.clerk
    other.resume(ward.incident)
    ward.come_back(RECORD, JUKI)
    other.operations.refresh()
    visit = asked(ward)
    assert other.lacking() == frozenset()
    stop = served(ward.counter, "seal-stop", route=Route.ESCALATE)
    assert other.lacking() == {RECORD, JUKI}
    assert is_withheld(ward, visit)
    enter(ward, stop.number)
    assert other.lacking() == frozenset()
    other.log.close()


def test_a_slip_is_judged_by_what_was_entered_at_its_time(ward: Ward):
    stop = served(ward.counter, "seal-stop")
    ward.come_back(RECORD, JUKI)
    between = ward.wait(hours=1)
    ward.wait(hours=1)
    enter(ward, stop.number)
    assert ward.counter.lacking() == frozenset()
    assert ward.counter.lacking(between) == {RECORD, JUKI}
    assert ward.counter.lacking(MONDAY + timedelta(seconds=1)) == frozenset()
    desk, clerk = ward.counter.desk, ward.counter.clerk
    slip = desk.open_slip(clerk, ["seal-certificate"], Slip("P101-007", between, "2番"))
    slip = desk.answer_all(slip, clerk, ASKED)
    assert is_withheld(ward, slip)


def test_residents_are_not_told_of_certificates_that_are_withheld(ward: Ward):
    stop = served(ward.counter, "seal-stop")
    ward.come_back(RECORD, JUKI)
    counter = ward.counter
    now, board = counter.clock.now(), counter.operations.state.board

    def usual() -> tuple[str, ...]:
        wanted = ["residence-certificate"]
        lacking = counter.lacking()
        return possible_now(counter.content, board, wanted, now, counter.days, lacking).usual

    assert not usual()
    enter(ward, stop.number)
    assert usual() == ("residence-certificate",)
    state = counter.operations.state
    assert not told_otherwise(counter.content, state, now, counter.days, counter.lacking)


def test_a_log_that_cannot_be_read_frees_nothing(ward: Ward, monkeypatch: pytest.MonkeyPatch):
    def unreadable(*_given: object) -> None:
        raise StorageTrouble("読めません。")

    visit = asked(ward)
    ward.come_back(RECORD, JUKI)
    assert not is_withheld(ward, visit)
    with monkeypatch.context() as patch:
        patch.setattr(type(ward.counter.log), "touched_since", unreadable)
        assert ward.counter.desk.first_entries.lacking() == {RECORD, JUKI}
    assert not is_withheld(ward, visit)
