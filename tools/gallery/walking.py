"""Walks a visit as a clerk would, with what an ordinary resident answers and shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.domain.words import UNKNOWN, Route

Stop = Callable[[PlaceKind, str], bool]

FACTS: Mapping[str, str] = {
    "support_measures": "no",
    "stop_list_hit": "no",
    "contact_safe": "yes",
    "requester": "self",
    "in_person": "yes",
    "registered_here": "yes",
    "has_card": "no",
    "knows_pin": "yes",
    "card_certificate_valid": "yes",
    "changed_since_snapshot": "no",
    "event_date": "2024-12-23",
    "can_return": "yes",
    "needed_today": "yes",
    "wants_certificate": "no",
    "has_seal_card": "yes",
    "seal_changed": "no",
    "filed_move_out": "no",
    "moving_abroad": "no",
    "under_15": "no",
}
ENTRIES: Mapping[str, str] = {
    "text": "運転免許証、期限 2028-05",
    "number": "101-017",
    "staff": "佐藤",
    "datetime": "2025-01-05T23:00",
    "date": "2025-01-06",
    "none": "",
}
OWN_ENTRIES: Mapping[str, str] = {
    "move-out-paper": "横浜市青葉区、2人",
    "contact": "090-1234-5678、18時以降、伝言なし",
}
"""What belongs to one step and would be nonsense in another, by its id."""


def walk_on(
    counter: Counter,
    clerk: Clerk,
    visit: VisitState,
    acts: int,
    facts: Mapping[str, str] = FACTS,
) -> VisitState:
    """So many acts further; closed when everything is done."""
    for _ in range(acts):
        place = counter.desk.place(visit)
        if place.kind is PlaceKind.FINISHED:
            return counter.desk.close(visit, clerk)
        visit = _act(counter, clerk, visit, facts, UNKNOWN, {})
    return visit


def walk_until(
    counter: Counter,
    visit: str,
    stop: Stop,
    facts: Mapping[str, str] = FACTS,
    choose: Mapping[str, Route] | None = None,
) -> None:
    """Answers, takes and does until `stop(kind, fact or step id)` holds, or all is done."""
    desk = counter.desk
    while True:
        state = desk.visit(visit)
        place = desk.place(state)
        ats = [place.fact] if place.fact else [step.id for step in place.page] or [""]
        if any(stop(place.kind, at) for at in ats) or place.kind is PlaceKind.FINISHED:
            return
        _act(counter, counter.clerk, state, facts, "yes", choose or {})


def _act(
    counter: Counter,
    clerk: Clerk,
    visit: VisitState,
    facts: Mapping[str, str],
    otherwise: str,
    choose: Mapping[str, Route],
) -> VisitState:
    desk = counter.desk
    place = desk.place(visit)
    if place.kind is PlaceKind.QUESTION:
        assert place.fact is not None
        return desk.answer(visit, clerk, place.fact, facts.get(place.fact, otherwise))
    if place.kind is PlaceKind.OFFERS:
        assert place.walk is not None
        assert place.request is not None
        wanted = choose.get(place.request.procedure)
        return desk.choose(visit, clerk, wanted or place.walk.decision.offers[0].route)
    assert place.step is not None
    own = OWN_ENTRIES.get(place.step.id)
    return desk.done(visit, clerk, own or ENTRIES[place.step.input.value])
