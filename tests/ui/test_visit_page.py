"""Whole visits through the real page by keyboard alone, on a real log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from dtcoach.app.errors import DiskFull
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.visit import PlaceKind, VisitStatus
from dtcoach.domain.words import Route, Status, StepKind, WorldKey
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.focus import FocusTracker
from tests.ui.clerk import Clerk
from tests.ui.gallery_visit import outage, walk_until, window_of

Key = Qt.Key
Show = Callable[[QWidget], QWidget]


@pytest.fixture
def clerk(tmp_path: Path, show: Show, tracker: FocusTracker) -> Iterator[Clerk]:
    with outage(tmp_path) as counter:
        window, page = window_of(counter)
        show(window)
        page.start_new()
        yield Clerk(counter, window, page)


def test_a_residence_certificate_from_the_downtime_server(clerk: Clerk) -> None:
    clerk.type("じゅうみんひょう")
    clerk.press(Key.Key_Return)
    assert clerk.at == "support_measures"
    clerk.go("offers")
    assert clerk.scene.looked_at is Route.DOWNTIME_CERTIFICATE
    clerk.go()
    (request,) = clerk.visit.requests
    assert request.outcome is Route.DOWNTIME_CERTIFICATE
    assert request.done["identity"] == "DL 2028-05"
    assert request.done["second-person"] == "Sato"
    assert request.recalls == 1
    visit = clerk.page.visit_id
    assert visit is not None
    clerk.press(Key.Key_Return)
    assert clerk.counter.desk.visit(visit).status is VisitStatus.CLOSED
    assert clerk.page.visit_id is None
    assert clerk.troubles.count() == 0
    # One key a question, a way or a step, two to begin and to end: nothing is pressed twice.
    assert clerk.presses <= 24


def test_no_value_goes_by_itself_and_nothing_is_written_for_an_empty_one(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    walk_until(clerk.counter, visit.id, lambda kind, at: at == "identity")
    clerk.page.show_visit(visit.id)
    before = len(clerk.visit.history)
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return)
    field = clerk.page._stage.step.field
    assert field is not None
    assert "入れてください" in field.error
    assert len(clerk.visit.history) == before
    clerk.type("パスポート、期限 2030-01")
    assert field.error == ""
    clerk.press(Key.Key_Return)
    assert clerk.visit.active.done["identity"] == "パスポート、期限 2030-01"


def test_enter_answers_no_question(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    clerk.page.show_visit(visit.id)
    before = len(clerk.visit.history)
    clerk.press(Key.Key_Return)
    assert len(clerk.visit.history) == before
    clerk.press(Key.Key_Right)
    clerk.press(Key.Key_Return)
    assert clerk.visit.facts == {"support_measures": "no"}


def test_moving_in_on_the_last_day_is_received_today(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["move-in"])
    clerk.page.show_visit(visit.id)
    clerk.go("event_date")
    clerk.press(Key.Key_Return)
    assert "日付" in clerk.page._stage.question._day.error
    clerk.type("R6.12.23")
    assert "本日" in clerk.page._stage.question._day.meaning.text()
    clerk.press(Key.Key_Return)
    assert clerk.visit.facts["event_date"] == "2024-12-23"
    clerk.go("offers")
    assert clerk.scene.model.deadline is not None
    assert clerk.scene.model.deadline.is_today
    # The way that would be late is looked at: its caution stands there before it is taken.
    rows = {row.route: row.key for row in clerk.scene.model.offers}
    clerk.press(Key(Key.Key_0 + int(rows[Route.RETURN_VISIT])))
    assert clerk.scene.looked_at is Route.RETURN_VISIT
    assert clerk.scene.detail is not None
    assert any("過ぎます" in caution for caution in clerk.scene.detail.cautions)
    clerk.press(Key.Key_1)
    clerk.press(Key.Key_Return)
    assert clerk.visit.active.route is Route.ACCEPT_AND_HOLD
    clerk.go()
    assert clerk.visit.requests[0].outcome is Route.ACCEPT_AND_HOLD


def test_back_takes_back_and_an_answer_can_be_given_again(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    clerk.page.show_visit(visit.id)
    clerk.go("requester")
    clerk.answer("proxy")
    assert clerk.visit.facts["requester"] == "proxy"
    clerk.undo()
    assert clerk.at == "requester"
    assert "requester" not in clerk.visit.facts
    clerk.answer("self")
    clerk.go("apology")
    path = clerk.page._stage._guided._path
    card = next(card for card in path.cards if card.entry.fact == "requester")
    card.setFocus()
    clerk.press(Key.Key_Return)
    assert clerk.at == "requester"
    before = len(clerk.visit.history)
    clerk.undo()  # out of the second look, nothing is taken back
    assert clerk.at == "identity"
    assert len(clerk.visit.history) == before
    card = next(card for card in path.cards if card.entry.fact == "requester")
    card.setFocus()
    clerk.press(Key.Key_Return)
    clerk.answer("third-party")
    clerk.press(Key.Key_Return)  # having seen what it changes
    assert clerk.visit.facts["requester"] == "third-party"
    assert clerk.scene.model.refused is not None


def test_there_is_a_quiet_word_where_nothing_can_be_taken_back(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    clerk.page.show_visit(visit.id)
    clerk.undo()
    assert clerk.page._stage._bar._said.text() == "これより前には戻れません。"
    assert clerk.troubles.count() == 0
    clerk.answer("no")
    assert clerk.page._stage._bar._said.text() == ""


def test_a_visit_is_parked_with_a_cue_and_taken_up_at_its_step(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    walk_until(clerk.counter, visit.id, lambda kind, at: at == "match-record")
    clerk.page.show_visit(visit.id)
    clerk.press(Key.Key_F2)
    clerk.press(Key.Key_Return)  # without a cue nothing happens
    assert clerk.counter.desk.visit(visit.id).status is VisitStatus.OPEN
    clerk.type("係長が記録を見ている")
    clerk.press(Key.Key_Return)
    parked = clerk.counter.desk.visit(visit.id)
    assert (parked.status, parked.cue) == (VisitStatus.PARKED, "係長が記録を見ている")
    assert clerk.page.visit_id is None
    clerk.page.show_visit(visit.id)
    assert clerk.at == "second-person"
    assert clerk.visit.status is VisitStatus.OPEN


def test_a_server_that_fails_in_the_middle_is_told_and_other_ways_are_open(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    walk_until(clerk.counter, visit.id, lambda kind, at: at == "match-record")
    clerk.page.show_visit(visit.id)
    clerk.counter.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.DOWN, "印刷できない")
    # The page was not told yet: what it shows is not done any more, and nothing is written.
    before = len(clerk.visit.history)
    clerk.press(Key.Key_Return)
    assert len(clerk.visit.history) == before
    assert clerk.scene.model.refused_route == "ダウン対策サーバーで交付"
    clerk.go("offers")
    assert clerk.scene.looked_at is Route.ACCEPT_AND_HOLD
    clerk.go()
    assert clerk.visit.requests[0].outcome is Route.ACCEPT_AND_HOLD


def test_what_is_typed_stays_when_the_board_changes_or_the_disk_is_full(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    walk_until(clerk.counter, visit.id, lambda kind, at: at == "identity")
    clerk.page.show_visit(visit.id)
    clerk.type("運転免許証")
    clerk.counter.operations.check("係長", WorldKey.KONBINI, Status.DOWN, "近くの店")
    clerk.page.refresh()
    assert clerk.page._stage.step.typed() == "運転免許証"

    def full(*_: object) -> None:
        raise DiskFull("空きがありません。")

    with monkeypatch.context() as patch:
        patch.setattr(clerk.counter.log, "append", full)
        clerk.press(Key.Key_Return)
        assert clerk.troubles.count() == 1
        assert isinstance(clerk.troubles.at(0)[0], DiskFull)
        assert clerk.page._stage.step.typed() == "運転免許証"
        assert clerk.at == "identity"
    clerk.page.retry()
    assert clerk.visit.active.done["identity"] == "運転免許証"


def test_the_overview_is_worked_on_and_keeps_what_is_typed(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    clerk.page.show_visit(visit.id)
    clerk.press(Key.Key_F3)
    clerk.go("identity")
    clerk.type("運転免許証")
    clerk.press(Key.Key_F3)
    assert clerk.page._stage.step.typed() == "運転免許証"
    clerk.press(Key.Key_F3)
    clerk.go()
    assert clerk.visit.requests[0].outcome is Route.DOWNTIME_CERTIFICATE


def test_a_request_is_added_and_one_withdrawn(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["move-in"])
    clerk.page.show_visit(visit.id)
    clerk.press(Key.Key_F7)
    clerk.press(Key.Key_Escape)
    assert len(clerk.visit.requests) == 1
    clerk.press(Key.Key_F7)
    clerk.type("印鑑登録証明書")
    clerk.press(Key.Key_Return)
    assert [r.procedure for r in clerk.visit.requests] == ["move-in", "seal-certificate"]
    clerk.press(Key.Key_F9)
    assert clerk.visit.active.route is Route.WITHDRAWN
    clerk.go("offers")
    assert clerk.visit.requests[0].outcome is Route.WITHDRAWN
    assert clerk.visit.active.procedure == "seal-certificate"


def test_esc_leaves_the_visit_open_and_the_list_brings_it_back(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    clerk.page.show_visit(visit.id)
    clerk.press(Key.Key_Escape)
    assert clerk.page.visit_id is None
    assert clerk.counter.desk.visit(visit.id).status is VisitStatus.OPEN
    cards = clerk.page._reception._picker._waiting._cards
    assert [card.model.id for card in cards] == [visit.id]
    cards[0].setFocus()
    clerk.press(Key.Key_Return)
    assert clerk.page.visit_id == visit.id


def test_why_and_language_are_a_key_each(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    clerk.page.show_visit(visit.id)
    asked = QSignalSpy(clerk.page.help_requested)
    clerk.page._stage.question._ask_why.click()
    assert asked.count() == 1
    clerk.go("apology")
    said = []
    for _ in range(5):
        said.append(clerk.page._stage.step._say._words.text())
        clerk.press(Key.Key_F4)
    assert len(set(said)) == 5
    assert said[2].startswith("We are sorry")


def test_there_is_one_solid_button_whatever_is_shown(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["move-in", "seal-certificate"])
    clerk.page.show_visit(visit.id)
    seen = set()
    while clerk.at != "finished":
        solid = [
            button
            for button in clerk.window.findChildren(Button)
            if button.kind is ButtonKind.SOLID and button.isVisible()
        ]
        assert len(solid) == 1
        kind = clerk.scene.model.step.kind if clerk.scene.model.step else clerk.scene.model.kind
        seen.add(kind)
        clerk.go_one()
    assert {StepKind.DO, StepKind.PRINT, StepKind.CHECK, PlaceKind.OFFERS} <= seen


def test_words_that_changed_meanwhile_are_shown_before_enter_finishes_them(clerk: Clerk) -> None:
    """Another counter reads a newer time off the server while the as-of notice is on the screen:
    what the resident was told must be what the document holds (rule 4)."""
    desk, operations = clerk.counter.desk, clerk.counter.operations
    visit = desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    clerk.page.show_visit(visit.id)
    clerk.go("as-of")
    assert "1月5日" in str(clerk.scene.place.page)
    operations.stamp_snapshot("係長", datetime(2025, 1, 4, 23, tzinfo=TOKYO))
    before = len(clerk.counter.log.of_visit(visit.id))
    clerk.press(Key.Key_Return)
    assert len(clerk.counter.log.of_visit(visit.id)) == before
    assert "状況が変わりました" in clerk.page._stage._bar._said.text()
    assert "1月4日" in str(clerk.scene.place.page)
    clerk.press(Key.Key_Return)
    assert len(clerk.counter.log.of_visit(visit.id)) > before


def test_another_answer_on_a_board_that_changed_is_not_written_unseen(clerk: Clerk) -> None:
    """The way taken fell away: what the answer would change is another matter by now."""
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    clerk.page.show_visit(visit.id)
    clerk.go("identity")
    clerk.counter.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.DOWN, "電話")
    before = len(clerk.counter.log.of_visit(visit.id))
    clerk.page._answer(clerk.visit, "has_card", "yes")
    assert len(clerk.counter.log.of_visit(visit.id)) == before
    assert "状況が変わりました" in clerk.page._stage._bar._said.text()


def test_a_way_that_got_a_caution_meanwhile_is_not_taken_unread(clerk: Clerk) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, ["residence-certificate"])
    clerk.page.show_visit(visit.id)
    clerk.go("offers")
    assert clerk.scene.looked_at is Route.DOWNTIME_CERTIFICATE
    clerk.counter.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.DEGRADED, "遅い")
    clerk.press(Key.Key_Return)
    assert clerk.visit.request(1).route is None
    assert "状況が変わりました" in clerk.page._stage._bar._said.text()
    assert clerk.scene.detail is not None
    assert clerk.scene.detail.cautions
    clerk.press(Key.Key_Return)
    assert clerk.visit.request(1).route is Route.DOWNTIME_CERTIFICATE
