"""What stands on a paper: what the visit holds, in words; never what was looked up silently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.compose import House
from dtcoach.domain.content import Content
from dtcoach.domain.events import FormPrinted
from dtcoach.domain.form_values import FIELDS, Asked, form_values
from dtcoach.domain.proof.wording import REVEALING
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.domain.words import IncidentKind, PaperWay, ResidentField, Route

FACTS = {
    "event_date": "2024-12-23",
    "requester": "self",
    "can_return": "yes",
    "in_person": "yes",
    "contact_safe": "yes",
}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made, opened = House(tmp_path / "data").counter()
    made.clerk = Clerk("品川 花子", "戸籍住民課 3番窓口")
    made.declare(IncidentKind.REAL, "full-outage", "戸籍住民課")
    yield made
    opened.log.close()


def walked(counter: Counter, procedure: str, silent: str) -> VisitState:
    """A visit whose questions are answered, what is looked up silently with `silent`."""
    desk, clerk = counter.desk, counter.clerk
    visit = desk.open_visit(clerk, [procedure])
    content = desk.content_of(visit)
    while True:
        place = desk.place(visit)
        if place.kind is not PlaceKind.QUESTION or place.fact is None:
            break
        definition = content.facts[place.fact]
        looked_up = definition.silent and place.fact not in FACTS
        value = silent if looked_up else FACTS.get(place.fact, "unknown")
        visit = desk.answer(visit, clerk, place.fact, value)
    if place.kind is PlaceKind.OFFERS and place.walk is not None:
        visit = desk.choose(visit, clerk, place.walk.decision.offers[0].route)
    return visit


def asked(counter: Counter, visit: VisitState, language: str = "ja") -> Asked:
    content: Content = counter.desk.content_of(visit)
    return Asked(
        visit, 1, content, counter.desk.moment(visit), "戸籍住民課", "reception-slip", language
    )


@pytest.mark.parametrize("language", ["ja", "easy", "en", "zh", "ko"])
def test_no_procedure_puts_a_silent_answer_or_a_reason_on_paper(
    counter: Counter, language: str
) -> None:
    for procedure in counter.content.procedures:
        for silent in ("yes", "no", "unknown"):
            visit = walked(counter, procedure, silent)
            values = form_values(asked(counter, visit, language))
            for name, value in values.items():
                assert name.removesuffix("_numeric") in FIELDS, name
                assert not REVEALING.search(value), (procedure, name, value)
                assert "支援" not in value


def test_the_same_route_gives_the_same_paper_whatever_was_looked_up(counter: Counter) -> None:
    papers = []
    for silent in ("no", "unknown"):
        visit = walked(counter, "move-in", silent)
        assert visit.requests[0].route is Route.ACCEPT_AND_HOLD
        values = dict(form_values(asked(counter, visit)))
        for name in ("number", "received_at", "received_at_numeric", "printed_at"):
            values.pop(name)
        papers.append(values)
    assert papers[0] == papers[1]


def test_the_name_is_there_and_the_address_is_read_off_the_record_alone(counter: Counter) -> None:
    visit = walked(counter, "move-in", "no")
    counter.desk.note_down(
        visit,
        counter.clerk,
        {
            ResidentField.NAME: "髙橋 辻\U000e0100子",
            ResidentField.ADDRESS: "東京都品川区広町二丁目",
        },
    )
    values = form_values(asked(counter, counter.desk.visit(visit.id)))
    assert values["name"] == "髙橋 辻\U000e0100子"
    assert "address" not in values
    assert not any("広町" in value for value in values.values())


def test_a_request_that_nobody_must_learn_of_is_called_an_application(counter: Counter) -> None:
    visit = walked(counter, "support-measures-request", "no")
    values = form_values(asked(counter, visit, "en"))
    assert values["procedures"] == values["procedure"] == "申出"


def test_a_closed_visit_can_still_print_and_the_second_is_a_reprint(counter: Counter) -> None:
    visit = walked(counter, "move-in", "no")
    papers = counter.papers
    slip = papers.slip(visit, 1, "reception-slip")
    assert papers.order(visit, slip).marks == ("手順 未承認",)
    visit = papers.printed(visit, counter.clerk, slip, PaperWay.HAND)
    again = papers.slip(visit, 1, "reception-slip")
    assert papers.order(visit, again).marks == ("手順 未承認", "再発行")
    visit = papers.printed(visit, counter.clerk, slip, PaperWay.PRINTER)
    last = visit.history[-1].body
    assert isinstance(last, FormPrinted)
    assert last.reprint, "what was printed meanwhile counts, whatever the sheet knew"
