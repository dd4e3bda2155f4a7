"""An invented visit for the tour: walked by the real engine, known to no log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from dtcoach.domain.content import Content, StepInput
from dtcoach.domain.events import PromiseMade
from dtcoach.domain.situation import Moment
from dtcoach.domain.visit import Place, PlaceKind, RequestState, VisitState, VisitStatus, place_in
from dtcoach.domain.words import UNKNOWN, Status, WorldKey
from dtcoach.domain.world import preset
from dtcoach.frozen import dataclass

NUMBER = "例-001"
_PROCEDURE, _SCENARIO = "residence-certificate", "downtime-server"
_QUESTION = "changed_since_snapshot"
_CHECKED = (WorldKey.DOWNTIME_SERVER, WorldKey.KONBINI, WorldKey.POST, WorldKey.PHONE)
_ANSWERS: Mapping[str, str] = {
    "support_measures": "no",
    "stop_list_hit": "no",
    "contact_safe": "yes",
    "requester": "self",
    "in_person": "yes",
    "registered_here": "yes",
    "has_card": "yes",
    "card_certificate_valid": "yes",
    "knows_pin": "no",
    "under_15": "no",
    "filed_move_out": "no",
    _QUESTION: "no",
    "can_return": "yes",
}
"""Somebody with a card and without its PIN: one way is right, one is wrong for a good reason."""

_MOST_ACTS = 80


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the invented visit stands for a moment."""

    visit: VisitState
    place: Place
    moment: Moment


@dataclass(frozen=True, slots=True)
class TourWalk:
    """The stops that the tour shows; None where this content does not lead to one."""

    question: Stop | None = None
    offers: Stop | None = None
    step: Stop | None = None
    finished: Stop | None = None


def tour_walk(content: Content, at: datetime) -> TourWalk:
    """One visit through question, offers and step to its end. Nothing is written anywhere."""
    if _PROCEDURE not in content.procedures or _SCENARIO not in content.scenarios:
        return TourWalk()
    found = TourWalk()
    for stop in _stops(content, at):
        place = stop.place
        if place.kind is PlaceKind.QUESTION and place.fact is not None:
            is_first = found.question is None and not content.facts[place.fact].silent
            if is_first or place.fact == _QUESTION:
                found = replace(found, question=stop)
        elif place.kind is PlaceKind.OFFERS and found.offers is None:
            found = replace(found, offers=stop)
        elif place.step is not None and place.step.input is StepInput.TEXT and found.step is None:
            found = replace(found, step=stop)
        elif place.kind is PlaceKind.FINISHED:
            found = replace(found, finished=stop)
    return found


def _stops(content: Content, at: datetime) -> Iterator[Stop]:
    world = preset(content.scenarios[_SCENARIO])
    world = {**world, **dict.fromkeys(_CHECKED, Status.UP)}
    moment = Moment(at, world, {}, at.replace(hour=0, minute=0), content.profile.settings)
    request = RequestState(1, _PROCEDURE)
    for _ in range(_MOST_ACTS):
        visit = VisitState(
            "", "", NUMBER, "", content.digest, at, "", VisitStatus.OPEN, "", moment.facts,
            (request,),
        )  # fmt: skip
        place = place_in(visit, content, moment)
        yield Stop(visit, place, moment)
        if place.kind is PlaceKind.QUESTION and place.fact is not None:
            answer = _ANSWERS.get(place.fact, UNKNOWN)
            moment = replace(moment, facts={**moment.facts, place.fact: answer})
        elif place.kind is PlaceKind.OFFERS and place.walk and place.walk.decision.offers:
            request = replace(request, route=place.walk.decision.offers[0].route)
        elif place.step is not None and place.walk is not None:
            request = _done(request, place, at)
        else:
            return


def _done(request: RequestState, place: Place, at: datetime) -> RequestState:
    assert place.step is not None
    assert place.walk is not None
    request = replace(request, done={**request.done, place.step.id: None})
    if place.step is not place.walk.steps[-1]:
        return request
    promises = tuple(
        PromiseMade(1, p.kind, None if p.due is None else p.due.isoformat(), p.keeper)
        for p in place.walk.promises
    )
    return replace(request, outcome=request.route, outcome_at=at, promises=promises)
