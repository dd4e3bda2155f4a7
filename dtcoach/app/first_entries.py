"""Which records came back before what is entered first is in them (design §6 rule 12).

The log is asked only once something came back, so that an outage costs nothing of it; from then on
each look takes in what any window, terminal or merge wrote since.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from dtcoach.app.errors import KnownError
from dtcoach.app.ledger import CaseQuery
from dtcoach.app.operations import Operations
from dtcoach.app.ports import LAST_MARK, EventLog
from dtcoach.domain.incident import state_at
from dtcoach.domain.recovery.entries import EntryStage, RequestKey, fold_entries
from dtcoach.domain.visit import fold_visit
from dtcoach.domain.words import FIRST_ENTRIES, PromiseKind, WorldKey

NOTHING_LACKS = frozenset[WorldKey]()


class _Taken(NamedTuple):
    """One that was taken on paper: when, and since when it is settled."""

    at: datetime
    settled_at: datetime | None

    def is_open(self, at: datetime | None) -> bool:
        """Now, or at that time."""
        if at is None or self.settled_at is None:
            return self.settled_at is None and (at is None or self.at <= at)
        return self.at <= at < self.settled_at


class FirstEntries:
    """What must be entered first, of one incident."""

    def __init__(self, log: EventLog, operations: Operations) -> None:
        self._log = log
        self._operations = operations
        self._mark: int | None = None
        self._taken: dict[RequestKey, _Taken] = {}

    def lacking(self, at: datetime | None = None) -> frozenset[WorldKey]:
        """The records that lack what is entered first: now, or as it was at that time. A log that
        cannot be read may hold one of them."""
        state = self._operations.state
        then = state if at is None else state_at(state, at)
        back = NOTHING_LACKS if then is None else then.stopped.back(then.board)
        if not back:
            return NOTHING_LACKS
        try:
            self._read()
        except KnownError:
            return back
        return back if any(one.is_open(at) for one in self._taken.values()) else NOTHING_LACKS

    def _read(self) -> None:
        incident = self._operations.state.id
        if self._mark is None:
            touched, mark = self._log.touched_since(incident, LAST_MARK)
            for procedure in sorted(FIRST_ENTRIES):
                query = CaseQuery(procedure=procedure)
                touched |= {row.id for row in self._log.cases(incident, query)}
        else:
            touched, mark = self._log.touched_since(incident, self._mark)
            touched = frozenset(filter(self._may_matter, touched))
        for visit in touched:
            self._take(visit)
        self._mark = mark

    def _may_matter(self, visit: str) -> bool:
        row = self._log.visit(visit)
        return row is None or any(one.procedure in FIRST_ENTRIES for one in row.requests)

    def _take(self, visit: str) -> None:
        self._taken = {key: one for key, one in self._taken.items() if key[0] != visit}
        state = fold_visit(self._log.of_visit(visit))
        if state is None:
            return
        entries = fold_entries(state.history)
        for request in state.requests:
            promised = {promise.kind for promise in request.promises}
            if request.procedure not in FIRST_ENTRIES or PromiseKind.BACK_ENTRY not in promised:
                continue
            key, settled_at = (visit, request.request), None
            entry = entries.get(key)
            if entry is not None and not entry.is_open:
                last = entry.checked if entry.stage is EntryStage.DONE else entry.dropped
                settled_at = None if last is None else last.at
            self._taken[key] = _Taken(request.outcome_at or state.opened_at, settled_at)
