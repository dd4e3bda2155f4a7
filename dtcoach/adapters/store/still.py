"""One moment of the log on a connection of its own, for long reads beside the window.

The counter goes on writing meanwhile, and nothing of that is seen here: what is counted on one
sheet is what stands on the next.
"""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from dtcoach.adapters.store.bodies import clean
from dtcoach.adapters.store.connection import Connection, connect
from dtcoach.adapters.store.reading import Reading
from dtcoach.adapters.store.stored import COLUMNS, StoredEvent, canonical, payload_of
from dtcoach.adapters.store.troubles import from_sqlite
from dtcoach.app.cases import (
    BETWEEN,
    WITHIN,
    CaseLine,
    CaseTotals,
    PersonalLine,
    PromiseLine,
    RecallLine,
    RequestLine,
)
from dtcoach.domain.words import ResidentField

_BATCH = 500
"""Visits whose events are looked up at a time."""

_CACHE_KIB = 8 * 1024
_OF_INCIDENT = "FROM visits v WHERE v.incident = ? ORDER BY v.opened_us, v.id"
_PROMISED = (
    f"(SELECT group_concat(p.kind || '{WITHIN}' || coalesce(p.due, ''), '{BETWEEN}'"
    " ORDER BY p.lamport, p.terminal, p.counter)"
    " FROM promises p WHERE p.visit = v.id AND p.request = r.request)"
)
_ASKED = (
    f"(SELECT group_concat(r.procedure || '{WITHIN}' || coalesce(r.route, '') || '{WITHIN}'"
    f" || coalesce(r.outcome_at, ''), '{BETWEEN}' ORDER BY r.request)"
    " FROM requests r WHERE r.visit = v.id)"
)
_FIELDS = (*(field.value for field in ResidentField), "note")
_NOTED = (
    "SELECT e.visit, e.id, coalesce(json_extract(e.payload, '$.field'), 'note'), p.value,"
    " json_extract(e.payload, '$.target') FROM events e LEFT JOIN personal p ON p.ref ="
    " coalesce(json_extract(e.payload, '$.value.personal'),"
    " json_extract(e.payload, '$.note.personal'))"
    " WHERE e.visit IN (SELECT value FROM json_each(?))"
    " AND e.type IN ('ResidentNoted', 'NoteWritten', 'Corrected')"
    " ORDER BY e.lamport, e.terminal, e.counter"
)
"""A later detail replaces an earlier one (domain/visit.py)."""

_ENTERED = (
    "CASE WHEN v.typed_in THEN (SELECT e.entered_at FROM events e WHERE e.visit = v.id"
    " AND e.type = 'VisitOpened' ORDER BY e.lamport, e.terminal, e.counter LIMIT 1) END"
)


class LogStill(Reading):
    """Implements `Still`. Closed by whoever opened it."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Raises StorageTrouble."""
        self._folder = path.parent
        self._lock = threading.RLock()
        with self._told():
            self._conn = connect(path, key, "ro")
            self._conn.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            # A transaction begins with its first read: from here on the log stands still.
            self._conn.execute("BEGIN")
            self._conn.execute("SELECT count(*) FROM incidents").fetchone()

    def close(self) -> None:
        with self._lock:
            self._conn.close()

    def totals(self, incident: str) -> CaseTotals:
        sql = (
            "SELECT (SELECT count(*) FROM visits WHERE incident = :i),"
            " (SELECT count(*) FROM visits v JOIN requests r ON r.visit = v.id"
            " WHERE v.incident = :i),"
            " (SELECT count(*) FROM visits v JOIN promises p ON p.visit = v.id"
            " WHERE v.incident = :i),"
            " (SELECT coalesce(sum(recalls), 0) FROM visits WHERE incident = :i)"
        )
        with self._guarded() as conn:
            return CaseTotals(*conn.execute(sql, {"i": incident}).fetchone())  # type: ignore[arg-type]

    def request_lines(self, incident: str) -> Iterator[RequestLine]:
        sql = (
            "SELECT v.id, v.number, v.opened_at, v.counter, r.request, r.procedure, r.route,"
            f" r.outcome_at, {_PROMISED}, v.papers, v.recalls"
            " FROM visits v JOIN requests r ON r.visit = v.id WHERE v.incident = ?"
            " ORDER BY v.opened_us, v.id, r.request"
        )
        return self._streamed(sql, incident)

    def case_lines(self, incident: str) -> Iterator[CaseLine]:
        sql = (
            "SELECT v.id, v.number, v.opened_at, v.counter, v.state, v.actor, v.papers, v.recalls,"
            f" {_ASKED}, (SELECT count(*) FROM promises p WHERE p.visit = v.id), {_ENTERED}"
            f" {_OF_INCIDENT}"
        )
        return self._streamed(sql, incident)

    def promise_lines(self, incident: str) -> Iterator[PromiseLine]:
        sql = (
            "SELECT v.id, (SELECT e.id FROM events e WHERE e.terminal = p.terminal"
            " AND e.counter = p.counter), v.number, r.procedure, p.kind, p.due, p.keeper"
            " FROM visits v"
            " JOIN promises p ON p.visit = v.id"
            " JOIN requests r ON r.visit = v.id AND r.request = p.request WHERE v.incident = ?"
            " ORDER BY v.opened_us, v.id, p.lamport, p.terminal, p.counter"
        )
        return self._streamed(sql, incident)

    def recall_lines(self, incident: str) -> Iterator[RecallLine]:
        sql = f"SELECT v.id, v.number {_OF_INCIDENT.replace('WHERE', 'WHERE v.recalls AND')}"
        for batch in _batches(self._streamed(sql, incident)):
            asked = self._procedures([visit for visit, _ in batch])
            found = self._standing([visit for visit, _ in batch], ("RecallEntered",))
            for visit, number in batch:
                for event in found.get(visit, ()):
                    body = payload_of(event)
                    procedure = asked.get((visit, body["request"]))
                    if procedure is not None:
                        yield (
                            visit, event.id, number, procedure, body["document"],
                            event.observed_at,
                            body["snapshot_at"], event.actor,
                        )  # fmt: skip

    def personal_lines(self, visits: Sequence[str]) -> Mapping[str, PersonalLine]:
        """What was written of the residents of these visits; nothing where nothing was."""
        known = defaultdict[str, dict[str, str]](lambda: dict.fromkeys(_FIELDS, ""))
        with self._guarded() as conn:
            noted = conn.execute(_NOTED, (canonical(list(visits)),)).fetchall()
        taken_back = {(visit, target) for visit, _, _, _, target in noted if target is not None}
        for visit, event, field, value, target in noted:
            if target is None and (visit, event) not in taken_back:
                known[visit][field] = clean(value or "")
        return {visit: tuple(found.values()) for visit, found in known.items()}

    def counted(self, incident: str) -> Mapping[str, Sequence[tuple[str | None, int]]]:
        """How many requests and visits by what they are; for the sheet of counts."""
        by = {
            "procedure": "SELECT r.procedure, count(*) FROM visits v JOIN requests r"
            " ON r.visit = v.id WHERE v.incident = ? GROUP BY 1",
            "route": "SELECT r.route, count(*) FROM visits v JOIN requests r"
            " ON r.visit = v.id WHERE v.incident = ? GROUP BY 1",
            "promise": "SELECT p.kind, count(*) FROM visits v JOIN promises p"
            " ON p.visit = v.id WHERE v.incident = ? GROUP BY 1",
            "state": "SELECT state, count(*) FROM visits WHERE incident = ? GROUP BY 1",
            "counter": "SELECT counter, count(*) FROM visits WHERE incident = ? GROUP BY 1",
            "typed_in": "SELECT 'typed_in', coalesce(sum(typed_in), 0) FROM visits"
            " WHERE incident = ?",
            # Tokyo's hours, from microseconds since 1970.
            "hour": "SELECT strftime('%Y-%m-%dT%H:00', opened_us / 1000000 + 32400, 'unixepoch'),"
            " count(*) FROM visits WHERE incident = ? GROUP BY 1",
        }
        with self._guarded() as conn:
            return {what: conn.execute(sql, (incident,)).fetchall() for what, sql in by.items()}

    # --- inside ----------------------------------------------------------------------------------

    def _streamed(self, sql: str, *values: Any) -> Iterator[Any]:
        with self._told():
            # Not `yield from`: given up halfway, that would close a cursor of a closed connection.
            for row in self._conn.execute(sql, values):  # noqa: UP028
                yield row

    def _standing(
        self, visits: Sequence[str], types: Sequence[str]
    ) -> Mapping[str, list[StoredEvent]]:
        """Events of these visits and types that were not taken back, in merged order."""
        sql = (
            f"SELECT {COLUMNS} FROM events WHERE visit IN (SELECT value FROM json_each(?))"
            " AND type IN (SELECT value FROM json_each(?)) ORDER BY lamport, terminal, counter"
        )
        wanted = (canonical(list(visits)), canonical([*types, "Corrected"]))
        with self._guarded() as conn:
            events = [StoredEvent._make(row) for row in conn.execute(sql, wanted)]
        taken_back = {
            (event.visit, payload_of(event)["target"])
            for event in events
            if event.type == "Corrected"
        }
        found = defaultdict[str, list[StoredEvent]](list)
        for event in events:
            if event.type != "Corrected" and (event.visit, event.id) not in taken_back:
                found[str(event.visit)].append(event)
        return found

    def _procedures(self, visits: Sequence[str]) -> Mapping[tuple[str, int], str]:
        sql = (
            "SELECT visit, request, procedure FROM requests"
            " WHERE visit IN (SELECT value FROM json_each(?))"
        )
        with self._guarded() as conn:
            rows = conn.execute(sql, (canonical(list(visits)),)).fetchall()
        return {(visit, request): procedure for visit, request, procedure in rows}

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[Connection]:
        with self._lock, self._told():
            yield self._conn

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except dbapi2.Error as error:
            trouble = from_sqlite(error, self._folder)
            if trouble is None:
                raise
            raise trouble from error


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
