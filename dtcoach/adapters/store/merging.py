"""Events of other logs come in: each sealed, in its chain, and exactly once."""

from __future__ import annotations

from collections.abc import Iterable

from dtcoach.adapters.store.bodies import KeptApart, decode, personal_digest
from dtcoach.adapters.store.connection import Connection
from dtcoach.adapters.store.projection import Projection, micros
from dtcoach.adapters.store.reading import personal_refs
from dtcoach.adapters.store.stored import (
    INSERT,
    StoredEvent,
    end_of_chain,
    event_hash,
    payload_of,
)
from dtcoach.adapters.store.troubles import log_broken


def take_in(
    conn: Connection,
    projection: Projection,
    events: Iterable[StoredEvent],
    personal: Iterable[KeptApart],
) -> int:
    """Inside a transaction, so that a refusal leaves nothing of the batch. Raises LogBroken."""
    values = {item.ref: item for item in personal}
    ends: dict[str, tuple[int, str]] = {}
    fresh: list[StoredEvent] = []
    for event in events:
        terminal = event.terminal
        counter, last_hash = ends.get(terminal) or end_of_chain(conn, terminal)
        if event.counter <= counter:
            _must_be_the_same(conn, event, fresh)
            continue
        if (
            event.counter != counter + 1
            or event.prev_hash != last_hash
            or event_hash(event) != event.hash
        ):
            raise _does_not_follow(event)
        # Refused here rather than at the counter: LogNewer for words that this version lacks.
        decode(event.type, payload_of(event), {})
        ends[terminal] = (event.counter, event.hash)
        fresh.append(event)
    conn.executemany(INSERT, fresh)
    for event in fresh:
        _keep_apart(conn, event, values)
    projection.merged(fresh)
    return len(fresh)


def _must_be_the_same(conn: Connection, event: StoredEvent, fresh: list[StoredEvent]) -> None:
    sql = "SELECT hash FROM events WHERE terminal = ? AND counter = ?"
    found = conn.execute(sql, (event.terminal, event.counter)).fetchone()
    if found is None:
        place = (event.terminal, event.counter)
        found = next([new.hash] for new in fresh if (new.terminal, new.counter) == place)
    if found[0] != event.hash or event_hash(event) != event.hash:
        raise _does_not_follow(event)


def _keep_apart(conn: Connection, event: StoredEvent, values: dict[str, KeptApart]) -> None:
    if '"personal":' not in event.payload:
        return
    payload = payload_of(event)
    for ref in personal_refs(payload):
        # Values that did not travel are, here, the same as erased ones.
        _, salt, value = values.get(ref) or KeptApart(ref, None, None)
        if salt is not None:
            digest = personal_digest(salt, value or "")
            if {"personal": ref, "digest": digest} not in payload.values():
                raise _does_not_follow(event)
        conn.execute(
            "INSERT OR IGNORE INTO personal (ref, incident, visit, entered_us, salt, value)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (ref, event.incident, event.visit, micros(event.entered_at), salt, value),
        )


def _does_not_follow(event: StoredEvent) -> Exception:
    return log_broken(f"端末 {event.terminal} の {event.counter} 番がつながりません")
