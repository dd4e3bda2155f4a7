"""What recovery needs of a whole incident: read on any thread, kept true by what is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from dtcoach.app.ports import EventLog, VisitRow
from dtcoach.domain.content import Content
from dtcoach.domain.events import Corrected, Event, RecallCompared, RecallEnded, RecallEntered
from dtcoach.domain.recovery.completion import NOTHING_OUT, InTheWay
from dtcoach.domain.recovery.entries import (
    NOT_ENTERED,
    EntryState,
    RequestKey,
    entry_after,
    fold_entries,
)
from dtcoach.domain.recovery.numbers import Accounts, NumberedVisit
from dtcoach.domain.recovery.reconciled import Unreconciled, unreconciled
from dtcoach.domain.recovery.systems import NEEDS_WORD, Comeback
from dtcoach.domain.recovery.worklist import Held, Work, WorkCounts
from dtcoach.domain.recovery_events import BackEntered, BackEntryChecked, BackEntryDropped
from dtcoach.domain.visit import VisitStatus
from dtcoach.domain.words import PromiseKind, Route, WorldKey
from dtcoach.frozen import dataclass

_AFTERWARDS = tuple(
    kind.__name__
    for kind in (
        *(BackEntered, BackEntryChecked, BackEntryDropped),
        *(RecallEntered, RecallCompared, RecallEnded, Corrected),
    )
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the log held at one moment. Frozen: it may come from another thread."""

    held: tuple[Held, ...]
    entries: Mapping[RequestKey, EntryState]
    numbered: tuple[NumberedVisit, ...]
    last_given: tuple[str, ...]
    documents: Unreconciled = NOTHING_OUT

    def having(self, events: Iterable[Event]) -> Gathered:
        """The same after more events of visits, which are on disk."""
        entries = dict(self.entries)
        for event in events:
            request = getattr(event.body, "request", None)
            if event.visit is not None and isinstance(request, int):
                key = (event.visit, request)
                entries[key] = entry_after(entries.get(key, NOT_ENTERED), event)
        return replace(self, entries=entries)


@dataclass(frozen=True, slots=True)
class RecoveryNow:
    """Where recovery stands."""

    comeback: Comeback
    works: tuple[Work, ...]
    counts: WorkCounts
    accounts: Accounts
    in_the_way: tuple[InTheWay, ...]

    def work(self, key: RequestKey) -> Work | None:
        return next((work for work in self.works if work.held.key == key), None)


def gather(log: EventLog, incident: str, content: Content) -> Gathered:
    """Everything that recovery needs of the visits of an incident. Raises KnownError."""
    held: list[Held] = []
    numbered = []
    for row in log.visits(incident):
        finished = row.state == VisitStatus.CLOSED.value
        numbered.append(NumberedVisit(row.id, row.number, finished))
        held += _held_in(row, content)
    afterwards = log.of_types(incident, _AFTERWARDS)
    return Gathered(
        tuple(held),
        fold_entries(afterwards),
        tuple(numbered),
        _before(log.next_visit_number(incident)),
        unreconciled(afterwards),
    )


def _held_in(row: VisitRow, content: Content) -> Iterable[Held]:
    promised = {
        promise.request for promise in row.promises if promise.kind == PromiseKind.BACK_ENTRY
    }
    for request in row.requests:
        if request.request not in promised or request.route is None:
            continue
        again = [
            promise.due
            for promise in row.promises
            if promise.request == request.request and promise.kind == PromiseKind.RETURN_VISIT
        ]
        days = [date.fromisoformat(due) for due in again if due is not None]
        route = Route(request.route)
        yield Held(
            visit=row.id,
            number=row.number,
            request=request.request,
            procedure=request.procedure,
            route=route,
            arrived_at=row.opened_at,
            counter=row.counter,
            typed_in=row.typed_in,
            systems=_entered_into(content, request.procedure, route),
            card_day=min(days, default=None),
            needs_resident=bool(again),
        )


def _entered_into(content: Content, procedure: str, route: Route) -> frozenset[WorldKey]:
    """The systems that the counter uses for it; of what was done at the counter only the resident
    record is missing, and of what nobody knows it may be missing, too."""
    known = content.procedures.get(procedure)
    rule = None if known is None or route is Route.COUNTER else known.route(Route.COUNTER)
    if rule is None:
        return frozenset({WorldKey.RESIDENT_RECORD})
    return frozenset(rule.systems) & frozenset(NEEDS_WORD)


def _before(number: str) -> tuple[str, ...]:
    """The number that was given out before this one, if any."""
    label, _, digits = number.rpartition("-")
    last = int(digits) - 1
    return (f"{label}-{last:03d}",) if last > 0 else ()
