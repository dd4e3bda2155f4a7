"""The resident's page in the Shinagawa outage, place by place and language by language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dtcoach.app.counter import Counter
from dtcoach.domain.resident import ResidentPage, resident_page
from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import IncidentKind, Route
from tests.ui.gallery_visit import FACTS, Stop, walk_until

SIZES = ((1366, 768), (1920, 1080), (1080, 1920))

HOLDS: Mapping[str, Route] = {"residence-certificate": Route.ACCEPT_AND_HOLD}
STOPS: Mapping[str, tuple[Sequence[str], Stop]] = {
    "words": (["residence-certificate"], lambda kind, at: at == "application-received"),
    "link": (["card-loss"], lambda kind, at: at == "card-loss-call"),
    "wait": (["residence-certificate"], lambda kind, at: at == "support_measures"),
    "question": (["residence-certificate"], lambda kind, at: at == "changed_since_snapshot"),
    "requester": (["residence-certificate"], lambda kind, at: at == "requester"),
    "identity": (["residence-certificate"], lambda kind, at: at == "identity"),
    "outcome": (["residence-certificate"], lambda kind, at: at == "outcome"),
    "finished": (["card-loss", "residence-certificate"], lambda kind, at: False),
}


def page_at(
    counter: Counter, name: str, language: str, kind: IncidentKind = IncidentKind.REAL
) -> ResidentPage:
    """The page of that name; "welcome" is nobody's."""
    if name == "welcome":
        return resident_page(counter.content, language, kind)
    procedures, stop = STOPS[name]
    visit = counter.desk.open_visit(counter.clerk, procedures)
    walk_until(counter, visit.id, stop, FACTS, HOLDS)
    state = counter.desk.visit(visit.id)
    content = counter.desk.content_of(state)
    place = counter.desk.place(state)
    at = [place.fact] if place.fact else [step.id for step in place.page]
    assert place.kind is PlaceKind.FINISHED or any(stop(place.kind, one) for one in at)
    return resident_page(content, language, kind, state, place)
