"""What is read of the cases of an incident for a file: plain rows, streamed, of one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from dtcoach.app.ports import VisitRow
from dtcoach.domain.events import Event

BETWEEN, WITHIN = "\x1e", "\x1f"
"""Between several things of one line, and between the parts of one of them."""

RequestLine = tuple[str, str, str, str, int, str, str | None, str | None, str | None, int, int]
"""Visit, number, opened at, counter, request, procedure, route, outcome at, promises (kind WITHIN
due BETWEEN …), papers and recalls of the visit. Times are ISO 8601; plain tuples, because a long
export makes hundreds of thousands of them."""

CaseLine = tuple[str, str, str, str, str, str, int, int, str | None, int, str | None]
"""Visit, number, opened at, counter, state, actor, papers, recalls, requests (procedure WITHIN
route WITHIN outcome at BETWEEN …), promises, and when it was entered if that was later."""

PromiseLine = tuple[str, str, str, str, str, str | None, str]
"""Visit, the event's id, number, procedure, kind, due, keeper."""

RecallLine = tuple[str, str, str, str, str, str, str | None, str]
"""Visit, the event's id, number, procedure, document, issued at, as of, actor."""

PersonalLine = tuple[str, ...]
"""Name, kana, phone, contact, postcode, address, birth date, note."""

NOTHING_PERSONAL: PersonalLine = ("",) * 8


@dataclass(frozen=True, slots=True)
class CaseTotals:
    """How many there are."""

    cases: int
    requests: int
    promises: int
    recalls: int


class Still(Protocol):
    """One moment of the log. Orders are those of the ledger: by opening time.

    The three answers of `PERSONAL_FACTS` are in none of these rows."""

    def case_count(self, incident: str) -> int: ...

    def totals(self, incident: str) -> CaseTotals: ...

    def request_lines(self, incident: str) -> Iterator[RequestLine]: ...

    def case_lines(self, incident: str) -> Iterator[CaseLine]: ...

    def promise_lines(self, incident: str) -> Iterator[PromiseLine]: ...

    def recall_lines(self, incident: str) -> Iterator[RecallLine]: ...

    def personal_lines(self, visits: Sequence[str]) -> Mapping[str, PersonalLine]:
        """What was written of the residents of these visits, as far as it is not erased."""
        ...

    def counted(self, incident: str) -> Mapping[str, Sequence[tuple[str | None, int]]]:
        """By `procedure` and `route` (requests), `promise`, `state`, `counter`, `hour` (Tokyo)
        and `typed_in` (visits)."""
        ...

    def of_visit(self, visit: str) -> tuple[Event, ...]: ...

    def of_board(self, incident: str) -> tuple[Event, ...]: ...

    def visits(self, incident: str) -> Iterator[VisitRow]: ...

    def close(self) -> None: ...


Stills = AbstractContextManager[Still]
