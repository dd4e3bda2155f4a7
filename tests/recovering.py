"""A day of an outage made quickly: visits walked to their end at a desk, by answers given ahead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.app.slips import Slip
from dtcoach.domain.content import StepInput
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.domain.words import UNKNOWN, Route

HOLD = Route.ACCEPT_AND_HOLD
PLAIN: Mapping[str, str] = {
    "support_measures": "no",
    "stop_list_hit": "no",
    "contact_safe": "yes",
    "registered_here": "yes",
    "requester": "self",
    "in_person": "yes",
    "has_card": "yes",
    "changed_since_snapshot": "no",
    "seal_changed": "no",
}


def entry_for(kind: StepInput, at: datetime) -> str | None:
    """Something fitting to enter at a step."""
    if kind is StepInput.NONE:
        return None
    if kind is StepInput.DATE:
        return at.date().isoformat()
    if kind is StepInput.DATETIME:
        return at.isoformat()
    return {StepInput.NUMBER: "101", StepInput.STAFF: "二人目"}.get(kind, "見た")


def served(
    counter: Counter,
    procedure: str,
    facts: Mapping[str, str] = PLAIN,
    *,
    route: Route = HOLD,
    at: datetime | None = None,
    close: bool = True,
    slip: Slip | None = None,
) -> VisitState:
    """A visit with that request, taken by that way to its end; or the same typed in from paper."""
    clerk = counter.clerk if counter.clerk.name else Clerk("品川 花子", "3番窓口")
    desk = counter.desk
    if slip is None:
        visit = desk.open_visit(clerk, [procedure], at)
    else:
        visit = desk.open_slip(clerk, [procedure], slip)
    visit = desk.answer_all(visit, clerk, facts, at)
    while visit.active is not None:
        place = desk.place(visit, at)
        if place.kind is PlaceKind.QUESTION and place.fact is not None:
            visit = desk.answer(visit, clerk, place.fact, UNKNOWN, at)
        elif place.kind is PlaceKind.OFFERS:
            visit = desk.choose(visit, clerk, route, at)
        else:
            assert place.step is not None
            when = at or counter.clock.now()
            visit = desk.done(visit, clerk, entry_for(place.step.input, when), at)
    return desk.close(visit, clerk, at) if close else visit
