"""A log that waits for its disk: the counter goes on, and unsaved is never shown as saved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from dtcoach.app.errors import StorageTrouble
from dtcoach.app.ledger import EVERY_CASE, CaseQuery
from dtcoach.app.ports import Clock, EventLog, IncidentRow, LogReport, VisitRow
from dtcoach.domain.events import (
    AboutEarlier,
    Corrected,
    Draft,
    Event,
    EventBody,
    FeeNoted,
    VisitOpened,
)


class PatientLog:
    """Wraps an `EventLog`.

    While `goes_on` is False a write that fails raises StorageTrouble and nothing has changed.
    Once a clerk decided to go on (and writes on paper), what cannot be written is held in memory,
    in order, shown as `unsaved`, and written first as soon as the disk takes it again.
    """

    def __init__(self, inner: EventLog, clock: Clock, new_id: Callable[[], str]) -> None:
        self._inner = inner
        self._clock = clock
        self._new_id = new_id
        self._held: list[tuple[Sequence[Draft], tuple[Event, ...]]] = []
        self._written_as: dict[str, str] = {}
        self.goes_on = False
        self.trouble: StorageTrouble | None = None

    @property
    def unsaved(self) -> int:
        """How many events are in memory alone."""
        return sum(len(events) for _, events in self._held)

    @property
    def terminal(self) -> str:
        return self._inner.terminal

    def append(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        names = dict(self._written_as)
        try:
            if self._held:
                with self._inner.together():
                    for held, events in self._held:
                        stored = self._inner.append(_renamed(held, names))
                        names.update({a.id: b.id for a, b in zip(events, stored, strict=True)})
                    written = self._inner.append(_renamed(drafts, names))
            else:
                written = self._inner.append(_renamed(drafts, names))
        except StorageTrouble as trouble:
            self.trouble = trouble
            if not self.goes_on:
                raise
            return self._hold(drafts)
        self._held.clear()
        self._written_as = names
        self.trouble = None
        return written

    def flush(self) -> bool:
        """Try to write what is held; True when nothing is held any more."""
        if self._held:
            try:
                self.append(())
            except StorageTrouble:
                return False
        return not self._held

    def _hold(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        """Events without a place in the log: they count here and now, and are on no disk."""
        entered = self._clock.now()
        events = tuple(
            Event(
                id=self._new_id(),
                terminal=self.terminal,
                counter=0,
                lamport=0,
                incident=draft.incident,
                visit=draft.visit,
                observed_at=draft.observed_at,
                entered_at=entered,
                actor=draft.actor,
                body=draft.body,
                prev_hash="",
                hash="",
            )
            for draft in drafts
        )
        if events:
            self._held.append((drafts, events))
        return events

    def _in_memory(self) -> Iterator[Event]:
        return (event for _, events in self._held for event in events)

    def _held_events(self, visit: str | None, incident: str | None = None) -> tuple[Event, ...]:
        return tuple(
            event
            for event in self._in_memory()
            if event.visit == visit and incident in (None, event.incident)
        )

    def together(self) -> AbstractContextManager[None]:
        return self._inner.together()

    def of_visit(self, visit: str) -> tuple[Event, ...]:
        return (*self._inner.of_visit(visit), *self._held_events(visit))

    def of_board(self, incident: str) -> tuple[Event, ...]:
        return (*self._inner.of_board(incident), *self._held_events(None, incident))

    def of_incident(self, incident: str) -> Iterator[Event]:
        yield from self._inner.of_incident(incident)
        yield from (event for event in self._in_memory() if event.incident == incident)

    def touched_since(self, incident: str, mark: int) -> tuple[frozenset[str], int]:
        touched, last = self._inner.touched_since(incident, mark)
        held = {event.visit for event in self._in_memory() if event.incident == incident}
        return touched | {visit for visit in held if visit is not None}, last

    def of_types(self, incident: str, types: Collection[str]) -> tuple[Event, ...]:
        held = (event for event in self._in_memory() if event.incident == incident)
        wanted = (event for event in held if type(event.body).__name__ in types)
        return (*self._inner.of_types(incident, types), *wanted)

    def incidents(self) -> tuple[IncidentRow, ...]:
        return self._inner.incidents()

    def visits(
        self,
        incident: str,
        *,
        states: Iterable[str] = (),
        text: str = "",
        procedures: Iterable[str] = (),
        newest_first: bool = False,
    ) -> Iterator[VisitRow]:
        return self._inner.visits(
            incident, states=states, text=text, procedures=procedures, newest_first=newest_first
        )

    def cases(self, incident: str, query: CaseQuery) -> Iterator[VisitRow]:
        return self._inner.cases(incident, query)

    def case_count(self, incident: str, query: CaseQuery = EVERY_CASE) -> int:
        return self._inner.case_count(incident, query)

    def counters(self, incident: str) -> Mapping[str, int]:
        return self._inner.counters(incident)

    def visit_counts(self, incident: str) -> Mapping[str, int]:
        return self._inner.visit_counts(incident)

    def visit(self, visit: str) -> VisitRow | None:
        return self._inner.visit(visit)

    def next_visit_number(self, incident: str) -> str:
        label, _, number = self._inner.next_visit_number(incident).rpartition("-")
        held = sum(
            isinstance(event.body, VisitOpened)
            and event.incident == incident
            and event.body.number.startswith(f"{label}-")
            for event in self._in_memory()
        )
        return f"{label}-{int(number) + held:03d}"

    def keep_content(self, digest: str, files: Mapping[str, bytes]) -> None:
        try:
            self._inner.keep_content(digest, files)
        except StorageTrouble as trouble:
            self.trouble = trouble
            if not self.goes_on:
                raise

    def packing(self, digest: str, files: Mapping[str, bytes]) -> Callable[[], None] | None:
        try:
            return self._inner.packing(digest, files)
        except StorageTrouble:
            return None

    def kept_content(self, digest: str) -> Mapping[str, bytes] | None:
        return self._inner.kept_content(digest)

    def verify(self) -> LogReport:
        return self._inner.verify()

    def close(self) -> None:
        self.flush()
        self._inner.close()


def _renamed(drafts: Sequence[Draft], names: Mapping[str, str]) -> list[Draft]:
    """What names an event that was held in memory names it as the log did when it was written."""
    return [replace(draft, body=_body_renamed(draft.body, names)) for draft in drafts]


def _body_renamed(body: EventBody, names: Mapping[str, str]) -> EventBody:
    match body:
        case Corrected(target=id) if id in names:
            return replace(body, target=names[id])
        case AboutEarlier(about=id) if id in names:
            return replace(body, about=names[id])
        case FeeNoted(item=id) if id in names:
            return replace(body, item=names[id])
    return body
