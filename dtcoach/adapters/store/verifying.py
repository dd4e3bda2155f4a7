"""Whether the log holds: the end of it at every start, all of it on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlcipher3 import dbapi2

from dtcoach.adapters.store.bodies import decode, personal_digest
from dtcoach.adapters.store.connection import Connection
from dtcoach.adapters.store.projection import TABLES, Projection
from dtcoach.adapters.store.reading import personal_refs
from dtcoach.adapters.store.stored import (
    COLUMNS,
    GENESIS,
    StoredEvent,
    event_hash,
    payload_of,
)
from dtcoach.adapters.store.troubles import log_broken, log_newer
from dtcoach.app.errors import LogUnreadable
from dtcoach.app.ports import LogReport
from dtcoach.domain.vocabulary import BODIES

TAIL = 50
"""Events checked at each start: the part that a crash can have touched, in a few milliseconds."""

MOST_PROBLEMS = 100
"""A log broken throughout is told in a hundred sentences, not in a million."""


def check_tail(conn: Connection, terminal: str) -> None:
    """Raises LogBroken or LogNewer unless the end of this terminal's chain holds."""
    rows = conn.execute(
        f"SELECT {COLUMNS} FROM events WHERE terminal = ? ORDER BY counter DESC LIMIT {TAIL}",
        (terminal,),
    ).fetchall()
    tail = [StoredEvent._make(row) for row in reversed(rows)]
    if tail and len(tail) < TAIL and tail[0].counter != 1:
        raise log_broken(f"{terminal}-1")
    for event, before in zip(tail, [None, *tail], strict=False):
        if not _follows(event, before):
            raise log_broken(f"{terminal}-{event.counter}")
        if event.type not in BODIES:
            raise log_newer(event.type)


def verify_log(conn: Connection) -> LogReport:
    """Read everything. Never raises for what it finds; a problem is a sentence."""
    problems: list[str] = []
    events = terminals = 0
    parts: tuple[Callable[[Connection], Iterator[str]], ...] = (
        _pages,
        _chains,
        _personal_values,
        _projections,
    )
    try:
        # Pages are checked in the log itself: what is in the WAL must get there first.
        conn.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    except dbapi2.OperationalError:
        parts = parts[1:]
        problems.append("ディスクの空きがないため、記録のファイルの点検を省きました。")
    try:
        conn.execute("BEGIN")
        for part in parts:
            for problem in _safely(part, conn):
                problems.append(problem)
                if len(problems) >= MOST_PROBLEMS:
                    break
        events, terminals = conn.execute(
            "SELECT count(*), count(DISTINCT terminal) FROM events"
        ).fetchone()
    except dbapi2.DatabaseError as error:
        problems.append(f"記録を最後まで読めません（{error}）。")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
    return LogReport(events, terminals, tuple(dict.fromkeys(problems[:MOST_PROBLEMS])))


def _safely(part: Callable[[Connection], Iterator[str]], conn: Connection) -> Iterator[str]:
    try:
        yield from part(conn)
    except (dbapi2.DatabaseError, LogUnreadable) as error:
        yield f"記録を最後まで読めません（{error}）。"


def _pages(conn: Connection) -> Iterator[str]:
    for (line,) in conn.execute("PRAGMA cipher_integrity_check"):
        yield f"記録のファイルが壊れています（{line}）。"
    for (line,) in conn.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"記録の表が壊れています（{line}）。"
    for table, *_ in conn.execute("PRAGMA foreign_key_check"):
        yield f"記録の表のつながりが切れています（{table}）。"


def _chains(conn: Connection) -> Iterator[str]:
    before: StoredEvent | None = None
    for event in _all_events(conn):
        if before is None or before.terminal != event.terminal:
            before = None
            if event.counter != 1 or event.prev_hash != GENESIS:
                yield f"端末 {event.terminal} の最初の記録がありません。"
        if not _follows(event, before):
            yield f"端末 {event.terminal} の {event.counter} 番の記録が、書いた時と違います。"
        elif problem := _unreadable(event):
            yield problem
        before = event


def _follows(event: StoredEvent, before: StoredEvent | None) -> bool:
    linked = before is None or (
        event.counter == before.counter + 1
        and event.prev_hash == before.hash
        and event.lamport > before.lamport
    )
    return linked and event_hash(event) == event.hash


def _unreadable(event: StoredEvent) -> str | None:
    """Why this version cannot read an event, as a sentence."""
    try:
        decode(event.type, payload_of(event), {})
    except LogUnreadable as error:
        return f"端末 {event.terminal} の {event.counter} 番の記録を読めません（{error}）。"
    return None


def _personal_values(conn: Connection) -> Iterator[str]:
    sql = "SELECT salt, value FROM personal WHERE ref = ?"
    for event in _all_events(conn, "WHERE instr(payload, '\"personal\":')"):
        payload = payload_of(event)
        which = f"端末 {event.terminal} の {event.counter} 番の個人情報"
        for ref in personal_refs(payload):
            row = conn.execute(sql, (ref,)).fetchone()
            if row is None:
                yield f"{which}がありません。"
            elif row[0] is not None and not _digest_is_in(payload, ref, row):
                yield f"{which}が、書いた時と違います。"


def _digest_is_in(payload: dict[str, Any], ref: str, row: tuple[bytes, str | None]) -> bool:
    digest = personal_digest(row[0], row[1] or "")
    return {"personal": ref, "digest": digest} in payload.values()


def _projections(conn: Connection) -> Iterator[str]:
    """The tables against the same tables computed again, in memory."""
    marks = ", ".join("?" * len(TABLES))
    made = conn.execute(
        f"SELECT name, sql FROM main.sqlite_master WHERE type = 'table' AND name IN ({marks})",
        TABLES,
    ).fetchall()
    try:
        for _, sql in made:
            conn.execute(sql.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
        Projection(conn, "temp").rebuild()
        for table in TABLES:
            pair = (f"SELECT * FROM main.{table}", f"SELECT * FROM temp.{table}")
            for one, other in (pair, pair[::-1]):
                if conn.execute(f"{one} EXCEPT {other} LIMIT 1").fetchone():
                    yield f"一覧の表（{table}）が記録と合いません。作り直してください。"
                    break
    finally:
        for name, _ in made:
            conn.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _all_events(conn: Connection, where: str = "") -> Iterator[StoredEvent]:
    sql = f"SELECT {COLUMNS} FROM events {where} ORDER BY terminal, counter"
    return map(StoredEvent._make, conn.execute(sql))
