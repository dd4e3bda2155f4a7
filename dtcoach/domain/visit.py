"""A visit as the fold of its events, and the place in it where the clerk stands."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime

from dtcoach.domain.content import Content, Procedure, Step
from dtcoach.domain.events import (
    Event,
    FactLearned,
    NoteWritten,
    OutcomeReached,
    PaperIssued,
    Personal,
    PromiseMade,
    RecallEntered,
    RequestAdded,
    ResidentNoted,
    RouteChosen,
    SlipTypedIn,
    StepDone,
    VisitClosed,
    VisitOpened,
    VisitParked,
    VisitResumed,
)
from dtcoach.domain.incident import standing
from dtcoach.domain.page import ISSUE_STEP, page_of
from dtcoach.domain.resident_details import NOBODY, Resident
from dtcoach.domain.situation import Situation
from dtcoach.domain.walk import Walk, lay_out, walk
from dtcoach.domain.words import UNKNOWN, PlaceKind, Route, VisitStatus
from dtcoach.frozen import dataclass

__all__ = [
    "ISSUE_STEP",
    "Place",
    "PlaceKind",
    "RequestState",
    "VisitState",
    "VisitStatus",
    "fold_visit",
]

CONTACT_STEP = "contact"
"""The step in which is written how the resident can be reached."""

SNAPSHOT_STEP = "snapshot-at"
"""The step in which the date and time of the downtime server's data is read, for all to see."""


@dataclass(frozen=True, slots=True)
class RequestState:
    """One request of a visit. `done` holds the steps finished on the route taken, in order."""

    request: int
    procedure: str
    route: Route | None = None
    done: Mapping[str, str | None] = field(default_factory=dict)
    outcome: Route | None = None
    outcome_at: datetime | None = None
    papers: int = 0
    recalls: int = 0
    promises: tuple[PromiseMade, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitState:
    """One resident at one counter. `history` holds the events that stand, in order.

    `typed_in`: taken on paper, and entered afterwards.
    """

    id: str
    incident: str
    number: str
    counter: str
    content: str
    opened_at: datetime
    actor: str
    status: VisitStatus = VisitStatus.OPEN
    cue: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    requests: tuple[RequestState, ...] = ()
    resident: Resident = NOBODY
    typed_in: bool = False
    history: tuple[Event, ...] = ()

    def request(self, number: int) -> RequestState:
        """The request of that number. Raises KeyError."""
        for request in self.requests:
            if request.request == number:
                return request
        raise KeyError(number)

    @property
    def active(self) -> RequestState | None:
        """The first request without an outcome."""
        return next((request for request in self.requests if request.outcome is None), None)


def fold_visit(events: Iterable[Event]) -> VisitState | None:
    """The state after these events, in their order; None before the visit was opened.

    Any prefix of a log folds: an event that has nothing to stand on changes nothing.
    """
    state: VisitState | None = None
    history: list[Event] = []
    for event in standing(events):
        state = _advanced(state, event)
        if state is not None:
            history.append(event)
    # Once at the end: a copy of the whole for each event is most of what a long list takes.
    return None if state is None else replace(state, history=tuple(history))


def visit_after(state: VisitState | None, event: Event) -> VisitState | None:
    """The state after one more event that stands; corrections need the whole fold."""
    after = _advanced(state, event)
    if after is None:
        return None
    return replace(after, history=(event,) if state is None else (*state.history, event))


def _advanced(state: VisitState | None, event: Event) -> VisitState | None:
    """The same, with the history as it was."""
    body = event.body
    if isinstance(body, VisitOpened) and event.visit is not None and state is None:
        return VisitState(
            id=event.visit,
            incident=event.incident,
            number=body.number,
            counter=body.counter,
            content=body.content,
            opened_at=event.observed_at,
            actor=event.actor,
        )
    if state is None:
        return None
    match body:
        case RequestAdded(request=number, procedure=procedure):
            return _with_request(state, RequestState(number, procedure))
        case FactLearned(fact=fact, value=value):
            return replace(state, facts={**state.facts, fact: _plain(value) or UNKNOWN})
        case ResidentNoted() | NoteWritten():
            return replace(state, resident=_resident_after(state.resident, body))
        case SlipTypedIn():
            return replace(state, typed_in=True)
        case VisitParked(cue=cue):
            return replace(state, status=VisitStatus.PARKED, cue=_plain(cue) or "")
        case VisitResumed() | VisitClosed():
            closed = isinstance(body, VisitClosed)
            return replace(state, status=VisitStatus.CLOSED if closed else VisitStatus.OPEN, cue="")
    touched: int | None = getattr(body, "request", None)
    requests = tuple(
        _request_after(request, event) if request.request == touched else request
        for request in state.requests
    )
    is_same = all(map(operator.is_, requests, state.requests))
    return state if is_same else replace(state, requests=requests)


def _with_request(state: VisitState, added: RequestState) -> VisitState:
    if any(one.request == added.request for one in state.requests):
        return state  # two terminals gave the same number: the first in merged order stands
    return replace(state, requests=(*state.requests, added))


def _resident_after(state: Resident, body: ResidentNoted | NoteWritten) -> Resident:
    if isinstance(body, NoteWritten):
        return replace(state, note=_plain(body.note) or "")
    return state.having(body.field, _plain(body.value) or "")


def _request_after(state: RequestState, event: Event) -> RequestState:
    match event.body:
        case RouteChosen(route=route):
            same = route == state.route
            return replace(state, route=route, done=state.done if same else {})
        case StepDone(route=route, step=step, value=value) if route == state.route:
            return replace(state, done={**state.done, step: _plain(value)})
        case PaperIssued():
            return replace(state, papers=state.papers + 1)
        case RecallEntered():
            return replace(state, recalls=state.recalls + 1)
        case PromiseMade() as promise:
            return replace(state, promises=(*state.promises, promise))
        case OutcomeReached(route=route):
            return replace(state, outcome=route, outcome_at=event.observed_at)
    return state


def _plain(value: str | Personal | None) -> str | None:
    return value.value if isinstance(value, Personal) else value


@dataclass(frozen=True, slots=True)
class Place:
    """Where a visit stands. `refused` says why a route taken earlier no longer holds.

    `page` holds the steps that are finished together; `step` is its last, the one that may want a
    value.
    """

    kind: PlaceKind
    request: RequestState | None = None
    walk: Walk | None = None
    fact: str | None = None
    page: tuple[Step, ...] = ()
    refused: str | None = None

    @property
    def step(self) -> Step | None:
        return self.page[-1] if self.page else None


def place_in(visit: VisitState, content: Content, situation: Situation) -> Place:
    """The question to ask, the offers to choose from, or the step to do next."""
    if not visit.requests:
        return Place(PlaceKind.NO_REQUEST)
    request = visit.active
    if request is None:
        return Place(PlaceKind.FINISHED)
    procedure = content.procedures.get(request.procedure)
    if procedure is None and request.route is not Route.WITHDRAWN:
        return Place(PlaceKind.NOT_COVERED, request)
    procedure = procedure or without_rules(request.procedure)
    answer = walk(content, procedure, situation, request.route)
    refused = answer.refused
    if request.route is not None and refused is not None and ISSUE_STEP in request.done:
        # The document is out: the route is finished as it was begun.
        return _next_step(request, lay_out(content, answer, situation, request.route))
    if refused is not None:
        answer = walk(content, procedure, situation)
    if answer.needs is not None:
        return Place(PlaceKind.QUESTION, request, answer, fact=answer.needs, refused=refused)
    if request.route is None or refused is not None:
        return Place(PlaceKind.OFFERS, request, answer, refused=refused)
    return _next_step(request, answer)


def without_rules(procedure: str) -> Procedure:
    """A request this content knows nothing of: it can still be withdrawn, so no visit sticks."""
    return Procedure(procedure, procedure, "", (), None, "", (), {})


def _next_step(request: RequestState, answer: Walk) -> Place:
    page = page_of(answer.steps, request.done)
    if not page:
        return Place(PlaceKind.OFFERS, request, answer)
    fact = page[-1].fact
    kind = PlaceKind.STEP if fact is None else PlaceKind.QUESTION
    return Place(kind, request, answer, fact=fact, page=page)
