"""What the use cases need from the outside. Adapters implement these; tests may, too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from dtcoach.app.ledger import EVERY_CASE, CaseQuery
from dtcoach.domain.events import Draft, Event
from dtcoach.domain.postal import PostalArea
from dtcoach.domain.words import IncidentKind
from dtcoach.frozen import dataclass

QrModules = tuple[tuple[bool, ...], ...]
"""A square of modules, True where dark; no quiet zone."""

QrCodes = Callable[[str], QrModules]
"""The code of a text."""


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the incident list, read from a projection."""

    id: str
    kind: IncidentKind
    title: str
    office: str
    scenario: str
    started_at: datetime
    recovered_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request of a visit. `outcome_at` and `route` are None until an outcome was reached."""

    request: int
    procedure: str
    route: str | None
    outcome_at: datetime | None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise of a visit."""

    request: int
    kind: str
    due: str | None
    keeper: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of the case ledger. `state` is open, parked or closed; `name` is personal and in
    no export; `typed_in`: taken on paper, and entered afterwards."""

    id: str
    incident: str
    number: str
    counter: str
    opened_at: datetime
    state: str
    actor: str
    requests: tuple[RequestRow, ...]
    promises: tuple[PromiseRow, ...]
    recalls: int
    papers: int
    name: str = ""
    typed_in: bool = False


@dataclass(frozen=True, slots=True)
class LogReport:
    """What a full verification found. `problems` are sentences; empty means the log holds."""

    events: int
    terminals: int
    problems: tuple[str, ...]


LAST_MARK = 2**62
"""Behind every mark of `touched_since`: nothing was written since."""


class EventLog(Protocol):
    """The append-only log. `append` returns only when the events are on disk."""

    @property
    def terminal(self) -> str: ...

    def append(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        """Write all or nothing, in one durable transaction. Raises StorageTrouble."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """Appends inside become durable together when it ends, or not at all: for long work
        that nobody waits for, such as a replay. `append` inside does not mean on disk yet."""
        ...

    def of_visit(self, visit: str) -> tuple[Event, ...]:
        """All events of a visit in merged order."""
        ...

    def of_board(self, incident: str) -> tuple[Event, ...]:
        """The incident's own events (those without a visit) in merged order."""
        ...

    def of_incident(self, incident: str) -> Iterator[Event]:
        """Everything of an incident in merged order, streamed."""
        ...

    def touched_since(self, incident: str, mark: int) -> tuple[frozenset[str], int]:
        """The visits of which events came into this log after `mark` (0: all), written here or
        merged, and the mark to give next time."""
        ...

    def of_types(self, incident: str, types: Collection[str]) -> tuple[Event, ...]:
        """The events of an incident whose bodies have these names, in merged order. Reads past
        all others, which takes a while on a long day: not for the thread that draws."""
        ...

    def incidents(self) -> tuple[IncidentRow, ...]:
        """Newest first."""
        ...

    def visits(
        self,
        incident: str,
        *,
        states: Iterable[str] = (),
        text: str = "",
        procedures: Iterable[str] = (),
        newest_first: bool = False,
    ) -> Iterator[VisitRow]:
        """Visits of an incident by opening time, streamed; `text` finds a part of the number,
        the counter, a procedure id, or the resident's name, kana or phone however they are
        typed, and with it any visit with one of `procedures`."""
        ...

    def cases(self, incident: str, query: CaseQuery) -> Iterator[VisitRow]:
        """Visits of an incident, narrowed and sorted, streamed by pages that cost the same."""
        ...

    def case_count(self, incident: str, query: CaseQuery = EVERY_CASE) -> int:
        """How many visits `cases` would give."""
        ...

    def counters(self, incident: str) -> Mapping[str, int]:
        """How many visits each counter has."""
        ...

    def visit_counts(self, incident: str) -> Mapping[str, int]:
        """How many visits of an incident are in each state that occurs."""
        ...

    def visit(self, visit: str) -> VisitRow | None: ...

    def next_visit_number(self, incident: str) -> str:
        """The next number of this terminal's range in this incident, e.g. 101-017."""
        ...

    def keep_content(self, digest: str, files: Mapping[str, bytes]) -> None:
        """Keep a content version, so that a visit pinned to it can always resume. Idempotent."""
        ...

    def packing(self, digest: str, files: Mapping[str, bytes]) -> Callable[[], None] | None:
        """What makes keeping that version quick, to be called on any thread; None where nothing
        is left to do."""
        ...

    def kept_content(self, digest: str) -> Mapping[str, bytes] | None: ...

    def verify(self) -> LogReport:
        """Read everything: pages, hash chain, digests, projections against the fold."""
        ...

    def close(self) -> None: ...


class Clock(Protocol):
    """The time on this terminal, aware, in Asia/Tokyo."""

    def now(self) -> datetime: ...


class Postcodes(Protocol):
    """Where a postcode is. May be slow the first time: not for the thread that draws."""

    def area(self, postcode: str) -> PostalArea | None:
        """The area of seven digits, with or without a hyphen; None where there is none."""
        ...


class OpeningDays(Protocol):
    """Which days the counters are closed (weekends, holidays, 12/29–1/3; 地方自治法4条の2)."""

    def is_closed(self, day: date) -> bool: ...
