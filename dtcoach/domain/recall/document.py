"""A document issued from a snapshot, as the fold of what was found and done about it (rule 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from dtcoach.domain.deadline import day_of
from dtcoach.domain.events import (
    AboutEarlier,
    Event,
    RecallCompared,
    RecallEnded,
    RecallEntered,
    StepDone,
    Tried,
)
from dtcoach.domain.promises.contact import Contact, Try, contact_of
from dtcoach.domain.promises.handling import Handling, may_call
from dtcoach.domain.visit import VisitState
from dtcoach.domain.words import RecallEnding, WorldKey
from dtcoach.frozen import dataclass

SERIAL_STEP = "serial"
"""The step in which the number of the certificate is written down."""

SECOND_STEP = "second-person"
"""The step in which a second person is named who looked before it was issued."""


class RecallStatus(StrEnum):
    """Where the document stands."""

    TO_COMPARE = "to-compare"
    UNCHANGED = "unchanged"
    TO_CONTACT = "to-contact"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two people found. `what` is personal, and empty once it was erased."""

    at: datetime
    by: str
    second: str
    changed: bool
    wrong_hands: bool
    what: str
    since: date | None
    system: WorldKey


@dataclass(frozen=True, slots=True)
class RecallState:
    """One document. `id` is that of its RecallEntered; `serial` the number of the certificate."""

    id: str
    visit: str
    number: str
    request: int
    procedure: str
    document: str
    serial: str
    issued_at: datetime
    issued_by: str
    checked_by: str
    snapshot_at: datetime | None
    handling: Handling
    contact: Contact | None
    comparison: Comparison | None = None
    tries: tuple[Try, ...] = ()
    next_at: datetime | None = None
    ending: RecallEnding | None = None
    ending_at: datetime | None = None
    ending_by: str = ""
    lead: str = ""

    @property
    def status(self) -> RecallStatus:
        if self.comparison is None:
            return RecallStatus.TO_COMPARE
        if not self.comparison.changed:
            return RecallStatus.UNCHANGED
        return RecallStatus.TO_CONTACT if self.ending is None else RecallStatus.ENDED

    @property
    def ended(self) -> tuple[datetime, str] | None:
        """When and by whom it was done with; None while it is not."""
        if self.comparison is None or self.status is RecallStatus.TO_CONTACT:
            return None
        if self.ending_at is None or not self.comparison.changed:
            return (self.comparison.at, self.comparison.by)
        return (self.ending_at, self.ending_by)


def recalls_of(visit: VisitState) -> tuple[RecallState, ...]:
    """The documents of a visit, in the order in which they were issued."""
    found: dict[str, RecallState] = {}
    known = {request.request for request in visit.requests}
    for event in visit.history:
        body = event.body
        if isinstance(body, RecallEntered) and body.request in known:
            found[event.id] = _issued(visit, event, body)
        elif isinstance(body, AboutEarlier) and body.about in found:
            found[body.about] = _after(found[body.about], event)
    return tuple(found.values())


def _issued(visit: VisitState, event: Event, body: RecallEntered) -> RecallState:
    request = visit.request(body.request)
    free = may_call(visit.facts, {one.procedure for one in visit.requests})
    return RecallState(
        id=event.id,
        visit=visit.id,
        number=visit.number,
        request=body.request,
        procedure=request.procedure,
        document=body.document,
        serial=_last(visit, body.request, SERIAL_STEP),
        issued_at=event.observed_at,
        issued_by=event.actor,
        checked_by=_last(visit, body.request, SECOND_STEP),
        snapshot_at=body.snapshot_at,
        handling=Handling.LIST if free else Handling.LEAD,
        contact=contact_of(visit.resident, may_call=True) if free else None,
    )


def _last(visit: VisitState, request: int, step: str) -> str:
    return next(_values(visit, request, step), "")


def _values(visit: VisitState, request: int, step: str) -> Iterator[str]:
    """What was entered at that step, the latest first; nothing personal."""
    for event in reversed(visit.history):
        body = event.body
        if isinstance(body, StepDone) and (body.request, body.step) == (request, step):
            yield body.value if isinstance(body.value, str) else ""


def _after(state: RecallState, event: Event) -> RecallState:
    match event.body:
        case RecallCompared() as body:
            found = Comparison(
                at=event.observed_at,
                by=event.actor,
                second=body.second,
                changed=body.changed or body.wrong_hands,
                wrong_hands=body.wrong_hands,
                what=body.what.value or "",
                since=day_of(body.since),
                system=body.system,
            )
            if body.wrong_hands:
                # Whom to call, and in which order, is not for a list to say.
                state = replace(state, handling=Handling.LEAD, contact=None)
            return replace(state, comparison=found)
        case Tried(result=result, next_at=next_at, lead=lead):
            tried = Try(event.observed_at, event.actor, result, next_at)
            tries = (*state.tries, tried)
            return replace(state, tries=tries, next_at=next_at, lead=lead or state.lead)
        case RecallEnded(ending=ending, lead=lead):
            return replace(
                state,
                ending=ending,
                ending_at=event.observed_at,
                ending_by=event.actor,
                next_at=None,
                lead=lead or state.lead,
            )
    return state
