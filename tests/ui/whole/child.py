"""A counter that works until it is killed: says where it stands only after that is on disk."""

from __future__ import annotations

import sys
from pathlib import Path

from dtcoach.app.desk import Clerk
from dtcoach.compose import House
from dtcoach.domain.content import StepInput
from dtcoach.domain.visit import Place, PlaceKind
from dtcoach.domain.words import IncidentKind
from tests.ui.whole.app import OPERATOR

FACTS = {
    "support_measures": "no",
    "event_date": "2026-11-20",
    "contact_safe": "yes",
    "requester": "self",
}
ENTRIES = {StepInput.TEXT: "運転免許証", StepInput.NUMBER: "17", StepInput.STAFF: "佐藤"}


def standing(place: Place) -> str:
    """The place in one word."""
    what = place.fact or (place.step.id if place.step else "")
    return f"{place.kind.value}/{what}"


def main() -> None:
    house = House(Path(sys.argv[1]))
    counter, _ = house.counter()
    counter.clerk = Clerk(OPERATOR.name, OPERATOR.counter)
    counter.declare(IncidentKind.REAL, "full-outage", "戸籍住民課")
    while True:
        visit = counter.desk.open_visit(counter.clerk, ["move-in", "residence-certificate"])
        while (place := counter.desk.place(visit)).kind is not PlaceKind.FINISHED:
            print(visit.id, standing(place), flush=True)
            sys.stdin.readline()
            desk, clerk = counter.desk, counter.clerk
            if place.kind is PlaceKind.QUESTION:
                assert place.fact is not None
                visit = desk.answer(visit, clerk, place.fact, FACTS.get(place.fact, "yes"))
            elif place.kind is PlaceKind.OFFERS:
                assert place.walk is not None
                visit = desk.choose(visit, clerk, place.walk.decision.offers[0].route)
            else:
                assert place.step is not None
                visit = desk.done(visit, clerk, ENTRIES.get(place.step.input))
        counter.desk.close(visit, counter.clerk)


if __name__ == "__main__":
    main()
