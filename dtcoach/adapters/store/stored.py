"""An event as it lies on disk, and the chain that makes a silent change impossible."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

from dtcoach.adapters.store.connection import Connection
from dtcoach.adapters.store.troubles import log_broken

SCHEMA_VERSION = 2
"""`PRAGMA user_version` once every migration of schema.py was applied; each one counts it up."""

GENESIS = "0" * 64
"""`prev_hash` of a terminal's first event."""


class StoredEvent(NamedTuple):
    """The columns of `events`, in their order. This is what bundles and the central store carry."""

    terminal: str
    counter: int
    id: str
    lamport: int
    incident: str
    visit: str | None
    type: str
    observed_at: str
    entered_at: str
    actor: str
    payload: str
    prev_hash: str
    hash: str

    @property
    def place(self) -> tuple[int, str, int]:
        """The key of the merged order."""
        return (self.lamport, self.terminal, self.counter)


COLUMNS = ", ".join(StoredEvent._fields)
INSERT = f"INSERT INTO events ({COLUMNS}) VALUES ({', '.join('?' * len(StoredEvent._fields))})"


_quoted = json.encoder.encode_basestring
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> str:
    """JSON that any implementation writes the same way."""
    return _CANONICAL.encode(value)


def event_hash(event: StoredEvent) -> str:
    """sha256 over every other field, that of the event before included; `hash` is not read."""
    # The same text as `canonical` gives for these fields (a test holds them together), five times
    # as fast: a merge computes it once per event of a whole ward.
    visit = "null" if event.visit is None else _quoted(event.visit)
    text = (
        f'{{"actor":{_quoted(event.actor)},"counter":{event.counter},'
        f'"entered_at":{_quoted(event.entered_at)},"id":{_quoted(event.id)},'
        f'"incident":{_quoted(event.incident)},"lamport":{event.lamport},'
        f'"observed_at":{_quoted(event.observed_at)},"payload":{_quoted(event.payload)},'
        f'"prev_hash":{_quoted(event.prev_hash)},"terminal":{_quoted(event.terminal)},'
        f'"type":{_quoted(event.type)},"visit":{visit}}}'
    )
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(event: StoredEvent) -> StoredEvent:
    """The event with its hash."""
    return event._replace(hash=event_hash(event))


def payload_of(event: StoredEvent) -> dict[str, Any]:
    """The fields of the body. Raises LogBroken for what is no JSON object."""
    try:
        payload = json.loads(event.payload)
    except ValueError:
        payload = None
    if not isinstance(payload, dict):
        raise log_broken(f"{event.terminal}-{event.counter}")
    return payload


def end_of_chain(conn: Connection, terminal: str) -> tuple[int, str]:
    """The last counter and hash of a terminal."""
    row = conn.execute(
        "SELECT counter, hash FROM events WHERE terminal = ? ORDER BY counter DESC LIMIT 1",
        (terminal,),
    ).fetchone()
    return (0, GENESIS) if row is None else (row[0], row[1])
