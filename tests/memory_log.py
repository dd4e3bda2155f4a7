"""An `EventLog` in memory, with a clock of its own: what the use cases need, and nothing slow."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from dtcoach.app.errors import DiskFull
from dtcoach.app.ledger import EVERY_CASE, CaseQuery
from dtcoach.app.ports import EventLog, IncidentRow, LogReport, PromiseRow, RequestRow, VisitRow
from dtcoach.domain.events import Draft, Event, VisitOpened
from dtcoach.domain.incident import fold_incident
from dtcoach.domain.visit import VisitState, fold_visit
from tests.shipped import MONDAY


class TickingClock:
    """Each look at it is a second later than the last."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class Ids:
    """id-1, id-2 …"""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self) -> str:
        self.last += 1
        return f"id-{self.last}"


class MemoryLog:
    """Implements `EventLog`. While `full`, every write fails as a full disk does."""

    terminal = "t1"

    def __init__(self, clock: TickingClock) -> None:
        self.events: list[Event] = []
        self.full = False
        self._clock = clock
        self._new_id = Ids()
        self._contents: dict[str, Mapping[str, bytes]] = {}

    def append(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        self._needs_space()
        entered = self._clock.now()
        written = tuple(
            Event(
                id=f"event-{self._new_id()}",
                terminal=self.terminal,
                counter=len(self.events) + offset,
                lamport=len(self.events) + offset,
                incident=draft.incident,
                visit=draft.visit,
                observed_at=draft.observed_at,
                entered_at=entered,
                actor=draft.actor,
                body=draft.body,
                prev_hash="",
                hash="",
            )
            for offset, draft in enumerate(drafts, start=1)
        )
        self.events += written
        return written

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        before = list(self.events)
        try:
            yield
            self._needs_space()
        except BaseException:
            self.events = before
            raise

    def _needs_space(self) -> None:
        if self.full:
            raise DiskFull("ディスクがいっぱいです。")

    def of_visit(self, visit: str) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.visit == visit)

    def of_board(self, incident: str) -> tuple[Event, ...]:
        return tuple(self._of(incident, board=True))

    def of_incident(self, incident: str) -> Iterator[Event]:
        return self._of(incident)

    def _of(self, incident: str, *, board: bool = False) -> Iterator[Event]:
        for event in self.events:
            if event.incident == incident and not (board and event.visit is not None):
                yield event

    def touched_since(self, incident: str, mark: int) -> tuple[frozenset[str], int]:
        found = {event.visit for event in self.events[mark:] if event.incident == incident}
        return frozenset(visit for visit in found if visit), len(self.events)

    def of_types(self, incident: str, types: Collection[str]) -> tuple[Event, ...]:
        found = self._of(incident)
        return tuple(event for event in found if type(event.body).__name__ in types)

    def incidents(self) -> tuple[IncidentRow, ...]:
        ids = dict.fromkeys(event.incident for event in reversed(self.events))
        states = (fold_incident(self.of_board(incident)) for incident in ids)
        return tuple(
            IncidentRow(
                state.id, state.kind, state.title, state.office, state.scenario,
                state.started_at, state.recovered_at, None,
            )
            for state in states
            if state is not None
        )  # fmt: skip

    def visits(
        self,
        incident: str,
        *,
        states: Iterable[str] = (),
        text: str = "",
        procedures: Iterable[str] = (),
        newest_first: bool = False,
    ) -> Iterator[VisitRow]:
        del text, procedures  # no test in memory searches
        wanted = set(states)
        opened = dict.fromkeys(event.visit for event in self._of(incident) if event.visit)
        rows = [row for visit in opened if (row := self.visit(visit)) is not None]
        rows.sort(key=lambda row: (row.opened_at, row.id), reverse=newest_first)
        return (row for row in rows if not wanted or row.state in wanted)

    def cases(self, incident: str, query: CaseQuery) -> Iterator[VisitRow]:
        return self.visits(incident, newest_first=query.descending)

    def case_count(self, incident: str, query: CaseQuery = EVERY_CASE) -> int:
        return sum(1 for _ in self.cases(incident, query))

    def counters(self, incident: str) -> Mapping[str, int]:
        return Counter(row.counter for row in self.visits(incident))

    def visit_counts(self, incident: str) -> Mapping[str, int]:
        return Counter(row.state for row in self.visits(incident))

    def visit(self, visit: str) -> VisitRow | None:
        state = fold_visit(self.of_visit(visit))
        return None if state is None else row_of(state)

    def next_visit_number(self, incident: str) -> str:
        opened = sum(isinstance(event.body, VisitOpened) for event in self._of(incident))
        return f"101-{opened + 1:03d}"

    def keep_content(self, digest: str, files: Mapping[str, bytes]) -> None:
        self._needs_space()
        self._contents[digest] = files

    def packing(self, digest: str, files: Mapping[str, bytes]) -> Callable[[], None] | None:
        return None

    def kept_content(self, digest: str) -> Mapping[str, bytes] | None:
        return self._contents.get(digest)

    def verify(self) -> LogReport:
        return LogReport(len(self.events), 1, ())

    def close(self) -> None:
        self.full = False


def row_of(state: VisitState) -> VisitRow:
    """The line of the ledger that the fold of a visit stands for."""
    return VisitRow(
        id=state.id,
        incident=state.incident,
        number=state.number,
        counter=state.counter,
        opened_at=state.opened_at,
        state=state.status.value,
        actor=state.actor,
        requests=tuple(
            RequestRow(one.request, one.procedure, one.outcome, one.outcome_at)
            for one in state.requests
        ),
        promises=tuple(
            PromiseRow(made.request, made.kind.value, made.due, made.keeper)
            for one in state.requests
            for made in one.promises
        ),
        recalls=sum(one.recalls for one in state.requests),
        papers=sum(one.papers for one in state.requests),
        name=state.resident.name,
        typed_in=state.typed_in,
    )


def _implements(log: MemoryLog) -> EventLog:
    return log
