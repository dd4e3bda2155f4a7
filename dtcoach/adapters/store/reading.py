"""What is read from the log: events in merged order, and the rows of the lists."""

from __future__ import annotations

import base64
import json
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from dtcoach.adapters.store.bodies import KeptApart, clean, decode, moment
from dtcoach.adapters.store.connection import Connection
from dtcoach.adapters.store.ledger import FIRST, LATER, key_of, narrowed, order_of
from dtcoach.adapters.store.stored import COLUMNS, StoredEvent, canonical, payload_of
from dtcoach.adapters.store.troubles import log_broken
from dtcoach.app.ledger import EVERY_CASE, CaseQuery
from dtcoach.app.ports import IncidentRow, PromiseRow, RequestRow, VisitRow
from dtcoach.domain.events import Event
from dtcoach.domain.words import IncidentKind
from dtcoach.domain.written import search_key

BATCH = 500
"""Rows read at a time where a list is streamed: no transaction stays open in between, so a slow
export neither blocks the log nor keeps the WAL from being emptied."""

_EVENTS = f"SELECT {COLUMNS} FROM events"
_ORDER = "ORDER BY lamport, terminal, counter"
_AFTER = "(lamport, terminal, counter) > (?, ?, ?)"
_BEFORE_ALL: tuple[int, str, int] = (0, "", 0)
_VISIT = (
    "SELECT id, incident, number, counter, opened_at, state, actor, recalls, papers, name,"
    " typed_in, opened_us FROM visits"
)

_VISIT_WITH = _VISIT.replace(" FROM visits", ", {key} FROM visits")


class Reading:
    """The reading half of the log. `guarded` turns troubles into sentences and keeps threads out
    of each other's way."""

    _conn: Connection

    def _guarded(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def of_visit(self, visit: str) -> tuple[Event, ...]:
        with self._guarded() as conn:
            return self._events(conn, f"{_EVENTS} WHERE visit = ? {_ORDER}", visit)

    def of_board(self, incident: str) -> tuple[Event, ...]:
        sql = f"{_EVENTS} WHERE incident = ? AND visit IS NULL {_ORDER}"
        with self._guarded() as conn:
            return self._events(conn, sql, incident)

    def of_incident(self, incident: str) -> Iterator[Event]:
        sql = f"{_EVENTS} WHERE incident = ? AND {_AFTER} {_ORDER} LIMIT {BATCH}"
        last = _BEFORE_ALL
        while True:
            with self._guarded() as conn:
                batch = self._events(conn, sql, incident, *last)
            yield from batch
            if len(batch) < BATCH:
                return
            last = batch[-1].place

    def touched_since(self, incident: str, mark: int) -> tuple[frozenset[str], int]:
        # Rows only ever come after the last one (schema.py), so the end of the table is new. The
        # plus keeps SQLite from walking the whole incident by its index.
        sql = "SELECT DISTINCT visit FROM events WHERE rowid > ? AND +incident = ? AND visit <> ''"
        with self._guarded() as conn:
            (last,) = conn.execute("SELECT max(rowid) FROM events").fetchone()
            found = conn.execute(sql, (mark, incident)).fetchall()
        return frozenset(visit for (visit,) in found), last or 0

    def of_types(self, incident: str, types: Collection[str]) -> tuple[Event, ...]:
        wanted = "type IN (SELECT value FROM json_each(?))"
        sql = f"{_EVENTS} WHERE incident = ? AND {wanted} {_ORDER}"
        with self._guarded() as conn:
            return self._events(conn, sql, incident, canonical(sorted(types)))

    def incidents(self) -> tuple[IncidentRow, ...]:
        with self._guarded() as conn:
            rows = conn.execute(
                "SELECT id, kind, title, office, scenario, started_at, recovered_at, closed_at"
                " FROM incidents ORDER BY started_us DESC, id DESC"
            ).fetchall()
        return tuple(
            IncidentRow(
                id, IncidentKind(kind), title, office, scenario,
                moment(started), _at(recovered), _at(closed),
            )
            for id, kind, title, office, scenario, started, recovered, closed in rows
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
        after, order = ("<", "DESC") if newest_first else (">", "ASC")
        where, values = ["incident = ?", f"(opened_us, id) {after} (?, ?)"], list[Any]()
        wanted = sorted(set(states))
        if wanted:
            where.append("state IN (SELECT value FROM json_each(?))")
            values.append(canonical(wanted))
        if text:
            finds, sought = _finding(text, procedures)
            where.append(f"({finds})")
            values += sought
        order_by = f"ORDER BY opened_us {order}, id {order}"
        found_ids = f"SELECT id FROM visits WHERE {' AND '.join(where)} {order_by} LIMIT {BATCH}"
        sql = f"{_VISIT} WHERE id IN ({found_ids}) {order_by}"
        last: tuple[Any, ...] = (2**63 - 1, "") if newest_first else (-(2**63), "")
        while True:
            with self._guarded() as conn:
                found = conn.execute(sql, (incident, *last, *values)).fetchall()
                batch = self._visit_rows(conn, found)
            yield from batch
            if len(found) < BATCH:
                return
            last = (found[-1][-1], found[-1][0])

    def cases(self, incident: str, query: CaseQuery) -> Iterator[VisitRow]:
        where, values = self._wanted(incident, query)
        after = "<" if query.descending else ">"
        key, order = key_of(query), order_of(query)
        last, size = list[Any](), FIRST
        while True:
            on = [*where, f"({key}) {after} (?, ?, ?)"] if last else where
            ids = f"SELECT id FROM visits WHERE {' AND '.join(on)} ORDER BY {order} LIMIT {size}"
            sql = f"{_VISIT_WITH.format(key=key)} WHERE id IN ({ids}) ORDER BY {order}"
            with self._guarded() as conn:
                found = conn.execute(sql, (*values, *last)).fetchall()
                batch = self._visit_rows(conn, [row[:-3] for row in found])
            yield from batch
            if len(found) < size:
                return
            last, size = list(found[-1][-3:]), LATER

    def case_count(self, incident: str, query: CaseQuery = EVERY_CASE) -> int:
        where, values = self._wanted(incident, query)
        sql = f"SELECT count(*) FROM visits WHERE {' AND '.join(where)}"
        with self._guarded() as conn:
            return int(conn.execute(sql, values).fetchone()[0])

    def counters(self, incident: str) -> Mapping[str, int]:
        sql = "SELECT counter, count(*) FROM visits WHERE incident = ? GROUP BY counter ORDER BY 1"
        with self._guarded() as conn:
            return dict(conn.execute(sql, (incident,)).fetchall())

    def _wanted(self, incident: str, query: CaseQuery) -> tuple[list[str], list[Any]]:
        where, values = narrowed(query)
        where, values = ["incident = ?", *where], [incident, *values]
        if query.text:
            finds, sought = _finding(query.text, query.procedures)
            where.append(f"({finds})")
            values += sought
        return where, values

    def visit_counts(self, incident: str) -> Mapping[str, int]:
        sql = "SELECT state, count(*) FROM visits WHERE incident = ? GROUP BY state"
        with self._guarded() as conn:
            return dict(conn.execute(sql, (incident,)).fetchall())

    def visit(self, visit: str) -> VisitRow | None:
        with self._guarded() as conn:
            found = conn.execute(f"{_VISIT} WHERE id = ?", (visit,)).fetchall()
            return next(iter(self._visit_rows(conn, found)), None)

    def kept_content(self, digest: str) -> Mapping[str, bytes] | None:
        with self._guarded() as conn:
            row = conn.execute("SELECT body FROM contents WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else unpacked(row[0])

    def content_digests(self) -> tuple[str, ...]:
        with self._guarded() as conn:
            rows = conn.execute("SELECT digest FROM contents ORDER BY digest").fetchall()
        return tuple(digest for (digest,) in rows)

    def ends(self) -> Mapping[str, int]:
        """The last counter of every terminal in this log."""
        # One step in the index per terminal, not per event.
        sql = (
            "WITH RECURSIVE known (terminal) AS (SELECT min(terminal) FROM events UNION ALL"
            " SELECT (SELECT min(terminal) FROM events WHERE terminal > known.terminal) FROM known"
            " WHERE terminal IS NOT NULL) SELECT terminal, (SELECT max(counter) FROM events e"
            " WHERE e.terminal = known.terminal) FROM known WHERE terminal IS NOT NULL"
        )
        with self._guarded() as conn:
            return dict(conn.execute(sql).fetchall())

    def stored_after(self, terminal: str, counter: int = 0) -> Iterator[StoredEvent]:
        """A terminal's chain as it lies on disk, streamed, for bundles and the central store."""
        sql = f"{_EVENTS} WHERE terminal = ? AND counter > ? ORDER BY counter LIMIT {BATCH}"
        while True:
            with self._guarded() as conn:
                rows = conn.execute(sql, (terminal, counter)).fetchall()
            yield from map(StoredEvent._make, rows)
            if len(rows) < BATCH:
                return
            counter = rows[-1][1]

    def personal_of(self, events: Sequence[StoredEvent]) -> tuple[KeptApart, ...]:
        """The personal values that these events refer to, without the erased ones."""
        refs = [ref for event in events for ref in personal_refs(payload_of(event))]
        sql = (
            "SELECT ref, salt, value FROM personal WHERE salt IS NOT NULL"
            " AND ref IN (SELECT value FROM json_each(?))"
        )
        with self._guarded() as conn:
            return tuple(map(KeptApart._make, conn.execute(sql, (canonical(refs),)).fetchall()))

    def _visit_rows(self, conn: Connection, found: Sequence[Any]) -> list[VisitRow]:
        ids = (canonical([row[0] for row in found]),)
        requests = defaultdict[str, list[RequestRow]](list)
        promises = defaultdict[str, list[PromiseRow]](list)
        for visit, request, procedure, route, outcome_at in conn.execute(
            "SELECT visit, request, procedure, route, outcome_at FROM requests"
            " WHERE visit IN (SELECT value FROM json_each(?)) ORDER BY visit, request",
            ids,
        ):
            requests[visit].append(RequestRow(request, procedure, route, _at(outcome_at)))
        for visit, *promise in conn.execute(
            "SELECT visit, request, kind, due, keeper FROM promises"
            " WHERE visit IN (SELECT value FROM json_each(?))"
            f" {_ORDER.replace('lamport', 'visit, lamport')}",
            ids,
        ):
            promises[visit].append(PromiseRow(*promise))
        return [
            VisitRow(
                id, incident, number, counter, datetime.fromisoformat(opened), state, actor,
                tuple(requests[id]), tuple(promises[id]), recalls, papers, name, bool(typed_in),
            )
            for (
                id, incident, number, counter, opened, state, actor, recalls, papers, name,
                typed_in, _,
            ) in found
        ]  # fmt: skip

    def _events(self, conn: Connection, sql: str, *values: Any) -> tuple[Event, ...]:
        rows = [StoredEvent._make(row) for row in conn.execute(sql, values)]
        return tuple(read_events(conn, rows))


def _finding(text: str, procedures: Iterable[str]) -> tuple[str, list[str]]:
    """Where to look for what was typed. Every column costs time for each visit of a long day, so
    what cannot stand in one is not looked for there."""
    text = clean(text)
    plain = unicodedata.normalize("NFKC", text)
    looks = [("instr(counter, ?)", text)]
    if plain.isascii():
        looks.append(("instr(number, ?)", plain))
        if not plain.replace("-", "").isdecimal():
            looks.append(("instr(procedures, ?)", plain))
    key = search_key(text)
    if key:
        looks.append(("instr(who, ?)", key))
    looks += [("instr(procedures || ' ', ?)", f" {one} ") for one in sorted(set(procedures))]
    return " OR ".join(look for look, _ in looks), [sought for _, sought in looks]


def read_events(conn: Connection, rows: Sequence[StoredEvent]) -> Iterator[Event]:
    """Raises LogNewer for words of a newer version, LogBroken for what makes no sense."""
    payloads = [payload_of(row) for row in rows]
    refs = [ref for payload in payloads for ref in personal_refs(payload)]
    values = dict[str, str | None]()
    if refs:
        sql = "SELECT ref, value FROM personal WHERE ref IN (SELECT value FROM json_each(?))"
        values = dict(conn.execute(sql, (canonical(refs),)).fetchall())
    for row, payload in zip(rows, payloads, strict=True):
        body = decode(row.type, payload, values)
        try:
            times = (moment(row.observed_at), moment(row.entered_at))
        except ValueError as error:
            raise log_broken(row.type) from error
        yield Event(
            row.id, row.terminal, row.counter, row.lamport, row.incident, row.visit,
            *times, row.actor, body, row.prev_hash, row.hash,
        )  # fmt: skip


def personal_refs(payload: Mapping[str, Any]) -> Iterator[str]:
    """References to personal values in a payload; other objects in it are mappings of words."""
    for value in payload.values():
        if isinstance(value, dict) and isinstance(value.get("personal"), str):
            yield value["personal"]


def packed(files: Mapping[str, bytes]) -> bytes:
    """Many small text files as one: they compress together, and come back whole or not at all."""
    coded = {name: base64.b85encode(body).decode() for name, body in files.items()}
    return zlib.compress(canonical(coded).encode(), 6)


def unpacked(body: bytes) -> Mapping[str, bytes]:
    coded = json.loads(zlib.decompress(body))
    return {name: base64.b85decode(part) for name, part in coded.items()}


def _at(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
