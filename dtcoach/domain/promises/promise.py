"""A promise as the fold of what was done for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from dtcoach.domain.deadline import day_of
from dtcoach.domain.events import (
    AboutEarlier,
    AddressChecked,
    Event,
    Posted,
    PromiseDropped,
    PromiseKept,
    PromiseMade,
    PromisePlanned,
    Tried,
)
from dtcoach.domain.merged import in_order
from dtcoach.domain.promises.contact import Contact, RecordAddress, Try, contact_of
from dtcoach.domain.promises.handling import Handling, handling, may_call
from dtcoach.domain.promises.place import is_elsewhere
from dtcoach.domain.recall.document import RecallState, recalls_of
from dtcoach.domain.recovery.entries import (
    EntryStage,
    EntryState,
    RequestKey,
    fold_entries,
)
from dtcoach.domain.visit import VisitState, fold_visit
from dtcoach.domain.words import DropReason, PromiseKind, TryResult
from dtcoach.frozen import dataclass


class PromiseStatus(StrEnum):
    """What has become of it."""

    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Posting:
    """One letter at the ward's expense."""

    at: datetime
    by: str
    mail: str
    yen: int
    office: str


@dataclass(frozen=True, slots=True)
class PromiseState:
    """One promise. `id` is that of its PromiseMade; `due` None: after recovery, the day is open;
    `tries` in the order in which they count. `elsewhere`: the resident told another address than
    the one on record."""

    id: str
    visit: str
    number: str
    request: int
    procedure: str
    kind: PromiseKind
    made_at: datetime
    made_by: str
    due: date | None
    keeper: str
    handling: Handling = Handling.LEAD
    contact: Contact | None = None
    status: PromiseStatus = PromiseStatus.OPEN
    next_at: datetime | None = None
    tries: tuple[Try, ...] = ()
    address: RecordAddress | None = None
    elsewhere: bool = False
    posted: tuple[Posting, ...] = ()
    ended_at: datetime | None = None
    ended_by: str = ""
    lead: str = ""
    reason: DropReason | None = None

    @property
    def is_open(self) -> bool:
        return self.status is PromiseStatus.OPEN


def promises_of(visit: VisitState) -> tuple[PromiseState, ...]:
    """The promises of a visit, in the order in which they were made. `visit` is folded already;
    who may be contacted is decided by what is known of the visit now, not by what was known then.
    """
    found: dict[str, PromiseState] = {}
    requests = {request.request: request.procedure for request in visit.requests}
    for event in visit.history:
        body = event.body
        if isinstance(body, PromiseMade):
            procedure = requests.get(body.request)
            if procedure is not None:
                found[event.id] = _made(visit, event, body, procedure)
        elif isinstance(body, AboutEarlier) and body.about in found:
            found[body.about] = _after(found[body.about], event)
    recalls, entries = recalls_of(visit), fold_entries(visit.history)
    told = visit.resident.address
    return tuple(
        _compared(_entered(_sent_on_record(promise, told), entries), recalls)
        for promise in found.values()
    )


def promises_in(events: Iterable[Event]) -> Iterator[PromiseState]:
    """The promises of all visits among these events, in whatever order they come."""
    for visit in visits_in(events):
        yield from promises_of(visit)


def visits_in(events: Iterable[Event]) -> Iterator[VisitState]:
    """Each visit among these events, folded in merged order."""
    by_visit: dict[str, list[Event]] = {}
    for event in in_order(events):
        if event.visit is not None:
            by_visit.setdefault(event.visit, []).append(event)
    for own in by_visit.values():
        visit = fold_visit(own)
        if visit is not None:
            yield visit


def _made(visit: VisitState, event: Event, body: PromiseMade, procedure: str) -> PromiseState:
    brought = frozenset(request.procedure for request in visit.requests)
    who = handling(body.kind, visit.facts, brought)
    return PromiseState(
        id=event.id,
        visit=visit.id,
        number=visit.number,
        request=body.request,
        procedure=procedure,
        kind=body.kind,
        made_at=event.observed_at,
        made_by=event.actor,
        due=day_of(body.due),
        keeper=body.keeper,
        handling=who,
        contact=None
        if who is Handling.LEAD
        else contact_of(visit.resident, may_call=may_call(visit.facts, brought)),
    )


def _after(state: PromiseState, event: Event) -> PromiseState:
    match event.body:
        case Tried(result=result, next_at=next_at, lead=lead):
            tried = Try(event.observed_at, event.actor, result, next_at)
            state = replace(state, tries=(*state.tries, tried), lead=lead or state.lead)
            if result is TryResult.RETURNED and state.status is PromiseStatus.KEPT:
                # What came back was not received: it is owed again, and where it goes is for the
                # lead to say (rule 12). The address it came back from goes on no label.
                state = replace(_opened(state), handling=Handling.LEAD, contact=None, address=None)
                return replace(state, next_at=next_at)
            return replace(state, next_at=next_at) if state.is_open else state
        case PromisePlanned(due=due, keeper=keeper, next_at=next_at):
            return replace(state, due=day_of(due), keeper=keeper, next_at=next_at)
        case PromiseKept(lead=lead):
            return _ended(state, PromiseStatus.KEPT, event, lead)
        case PromiseDropped(reason=reason, lead=lead):
            return replace(_ended(state, PromiseStatus.DROPPED, event, lead), reason=reason)
        case AddressChecked() as body:
            return replace(state, address=_address(state, event, body))
        case Posted(mail=mail, yen=yen, office=office):
            posting = Posting(event.observed_at, event.actor, mail, yen, office)
            return replace(state, posted=(*state.posted, posting))
    return state


def _address(state: PromiseState, event: Event, body: AddressChecked) -> RecordAddress | None:
    """None where only the lead writes, and where it was erased: a label of nothing is no label."""
    if state.handling is Handling.LEAD or not body.address.value:
        return None
    postcode = body.postcode.value or ""
    return RecordAddress(postcode, body.address.value, event.observed_at, event.actor, body.second)


def _sent_on_record(state: PromiseState, told: str) -> PromiseState:
    """A letter goes to the address on record; where the resident told another one, the lead decides
    and no label is made (rule 12)."""
    if state.address is None or not is_elsewhere(told, state.address.address):
        return state
    return replace(state, handling=Handling.LEAD, contact=None, address=None, elsewhere=True)


def _entered(state: PromiseState, entries: Mapping[RequestKey, EntryState]) -> PromiseState:
    """A promise to enter is kept once a second person saw the same in the ward's system."""
    entry = entries.get((state.visit, state.request))
    if state.kind is not PromiseKind.BACK_ENTRY or entry is None:
        return state
    ended: tuple[PromiseStatus, datetime, str] | None = None
    if entry.stage is EntryStage.DONE and entry.checked is not None:
        ended = (PromiseStatus.KEPT, entry.checked.at, entry.checked.by)
    elif entry.dropped is not None:
        ended = (PromiseStatus.DROPPED, entry.dropped.at, entry.dropped.by)
    if ended is None:
        return state
    status, at, by = ended
    reason = DropReason.OTHER_WAY if status is PromiseStatus.DROPPED else None
    return replace(state, status=status, next_at=None, ended_at=at, ended_by=by, reason=reason)


def _compared(state: PromiseState, recalls: Iterable[RecallState]) -> PromiseState:
    """A promise to compare is kept once every document of its request is done with."""
    own = [recall for recall in recalls if recall.request == state.request]
    ends = [recall.ended for recall in own if recall.ended is not None]
    if state.kind is not PromiseKind.RECHECK or not own or len(ends) < len(own):
        return state
    at, by = max(ends)
    return replace(
        state, status=PromiseStatus.KEPT, next_at=None, ended_at=at, ended_by=by, reason=None
    )


def _ended(state: PromiseState, status: PromiseStatus, event: Event, lead: str) -> PromiseState:
    return replace(
        state,
        status=status,
        next_at=None,
        ended_at=event.observed_at,
        ended_by=event.actor,
        lead=lead or state.lead,
        reason=None,
    )


def _opened(state: PromiseState) -> PromiseState:
    return replace(state, status=PromiseStatus.OPEN, ended_at=None, ended_by="", reason=None)
