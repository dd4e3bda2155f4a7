"""After the outage no certificate is issued before what protects people is entered (rule 12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.app.errors import StorageTrouble
from dtcoach.app.notice import NoticeDraft, compose
from dtcoach.app.possible import Possible, listed_in, possible_now
from dtcoach.app.slips import Slip
from dtcoach.compose import House
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.domain.words import CERTIFICATES, IncidentKind, Route, Status, WorldKey
from tests.app.test_recovery import RECORD, Ward
from tests.recovering import PLAIN, served
from tests.shipped import MONDAY

WAITS = "紙でお預かりした届の入力が終わるまで、証明書は出せません。"
FIRST = {
    "death-notification": Route.COUNTER,
    "seal-stop": Route.ACCEPT_AND_HOLD,
    "support-measures-request": Route.ACCEPT_AND_HOLD,
}
"""How each is taken in while the resident record is down and 戸籍 is not."""
CLERK = Clerk("田中", "1番")


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    made = Ward(tmp_path / "data")
    yield made
    made.counter.log.close()


def certificate(ward: Ward) -> VisitState:
    """Somebody who wants a 住民票の写し and for whom all else is well."""
    desk = ward.counter.desk
    return desk.answer_all(desk.open_visit(CLERK, ["residence-certificate"]), CLERK, PLAIN)


def ways(ward: Ward, visit: VisitState) -> tuple[set[Route], dict[Route, str]]:
    found = ward.counter.desk.place(visit).walk
    assert found is not None
    decision = found.decision
    offered = {offer.route for offer in decision.offers}
    return offered, {refusal.route: refusal.reason for refusal in decision.refusals}


def possible(ward: Ward) -> Possible:
    content, operations = ward.counter.content, ward.counter.operations
    return possible_now(
        content, operations.state.board, listed_in(content), ward.house.clock.at,
        ward.counter.days, first_open=operations.certificates_wait(),
    )  # fmt: skip


def took(counter: Counter, procedure: str) -> VisitState:
    return served(counter, procedure, route=FIRST[procedure])


@pytest.mark.parametrize("procedure", FIRST)
def test_nobody_gets_a_certificate_until_it_is_entered_and_seen_by_two(
    ward: Ward, procedure: str
) -> None:
    held = took(ward.counter, procedure)
    visit = certificate(ward)
    assert not ward.counter.operations.certificates_wait()
    ward.come_back(*ward.now.comeback.systems)
    offered, refused = ways(ward, visit)
    assert refused[Route.COUNTER] == WAITS
    assert Route.ESCALATE in offered
    assert Route.ACCEPT_AND_HOLD not in refused, "it can be taken in as during the outage"
    assert "residence-certificate" not in possible(ward).usual
    ward.counter.recovery.enter("田中", ward.work(held.number), held.number)
    assert Route.COUNTER in ways(ward, visit)[1]
    ward.counter.recovery.check("鈴木", ward.work(held.number), held.number, MONDAY.date())
    assert Route.COUNTER in ways(ward, visit)[0]
    assert "residence-certificate" in possible(ward).usual


def test_it_waits_after_a_restart_and_for_what_another_program_wrote(ward: Ward) -> None:
    ward.wait(days=1)
    visit = certificate(ward)
    ward.come_back(*ward.now.comeback.systems)
    assert Route.COUNTER in ways(ward, visit)[0]
    other, _ = House(ward.house.data).counter()
    other.clerk = CLERK
    other.resume(ward.incident)
    slip = Slip("P101-002", MONDAY + timedelta(minutes=20), "")
    served(other, "seal-stop", slip=slip)
    other.log.close()
    assert ways(ward, visit)[1][Route.COUNTER] == WAITS
    ward.restart()
    assert ways(ward, visit)[1][Route.COUNTER] == WAITS


def test_what_was_dropped_with_a_reason_no_longer_waits(ward: Ward) -> None:
    held = took(ward.counter, "seal-stop")
    visit = certificate(ward)
    ward.come_back(*ward.now.comeback.systems)
    assert Route.COUNTER in ways(ward, visit)[1]
    ward.counter.recovery.drop("係長", ward.work(held.number), "ご本人が取り下げた")
    assert Route.COUNTER in ways(ward, visit)[0]


def test_a_look_that_shows_the_record_up_is_a_recovery_without_a_word(ward: Ward) -> None:
    took(ward.counter, "death-notification")
    visit = certificate(ward)
    ward.counter.operations.check("係長", RECORD, Status.UP, "検索できた")
    assert ways(ward, visit)[1][Route.COUNTER] == WAITS
    ward.counter.operations.check("係長", RECORD, Status.DOWN, "またとまった")
    assert not ward.counter.operations.certificates_wait()


def test_a_log_that_cannot_be_read_frees_nothing(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    took(ward.counter, "death-notification")
    ward.come_back(*ward.now.comeback.systems)

    def broken(*_given: object) -> None:
        raise StorageTrouble("読めません。")

    ward.counter.recovery.drop("係長", ward.now.works[0], "ご本人が取り下げた")
    assert not ward.counter.operations.certificates_wait()
    with monkeypatch.context() as patch:
        patch.setattr(type(ward.counter.log), "touched_since", broken)
        assert ward.counter.operations.certificates_wait()


def test_what_else_was_held_stops_no_certificate(ward: Ward) -> None:
    served(ward.counter, "move-in", {**PLAIN, "event_date": MONDAY.date().isoformat()})
    visit = certificate(ward)
    ward.come_back(*ward.now.comeback.systems)
    assert Route.COUNTER in ways(ward, visit)[0]


def test_every_certificate_waits_in_the_engine_and_finds_another_way(ward: Ward) -> None:
    took(ward.counter, "support-measures-request")
    ward.come_back(*ward.now.comeback.systems)
    for key in WorldKey:
        if key is not WorldKey.DOWNTIME_SERVER:
            ward.counter.operations.check("係長", key, Status.UP, "見た")
    desk = ward.counter.desk
    for procedure in sorted(CERTIFICATES):
        visit = desk.answer_all(desk.open_visit(CLERK, [procedure]), CLERK, PLAIN)
        place = desk.place(visit)
        while place.kind is PlaceKind.QUESTION and place.fact is not None:
            visit = desk.answer(visit, CLERK, place.fact, "unknown")
            place = desk.place(visit)
        offered, _refused = ways(ward, visit)
        assert Route.COUNTER not in offered
        assert offered


def test_the_notice_tells_residents_so(ward: Ward) -> None:
    took(ward.counter, "death-notification")
    ward.come_back(*ward.now.comeback.systems)
    counter, now = ward.counter, ward.house.clock.at
    state = counter.operations.state
    draft = NoticeDraft(state.started_at, None, "戸籍住民課の窓口")
    held = compose(counter.content, state, draft, now, counter.days, first_open=True)
    free = compose(counter.content, state, draft, now, counter.days)
    assert held.texts["ja"] != free.texts["ja"]
    assert IncidentKind.REAL is state.kind
