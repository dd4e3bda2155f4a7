"""How long a step takes to be on disk: `python -m tests.store.measure [EVENTS]`.

Against a bare SQLCipher commit with FULL of the same bytes, taken in turns on the same disk, first
in an empty log and then in one of EVENTS (200,000) events.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from dtcoach.adapters.identity import new_id
from dtcoach.adapters.store import SqlCipherLog, open_log
from dtcoach.adapters.store.connection import Connection, connect
from dtcoach.adapters.store.stored import StoredEvent
from tests.store.stories import declared, step_pair
from tests.store.stories import opened as opening

ROUNDS = 2000


def main(events: int) -> None:
    with tempfile.TemporaryDirectory() as temp:
        folder = Path(temp) / "data"
        bare = connect(Path(temp) / "bare.db", bytes(32), "rwc")
        bare.execute("PRAGMA journal_mode = WAL").fetchall()
        bare.execute("CREATE TABLE t (row INTEGER PRIMARY KEY, text TEXT) STRICT")
        log = open_log(folder).log
        log.append([declared("i")])
        empty = compare(log, bare, "empty log")
        grow(log, events)
        full = compare(log, bare, f"{log.verify().events if events < 0 else events:,} events")
        print(f"flat: {full / empty - 1:+.0%}")
        log.close()
        begin = time.perf_counter()
        open_log(folder).log.close()
        print(f"open and close the long log: {(time.perf_counter() - begin) * 1e3:.1f} ms")
        bare.close()


def compare(log: SqlCipherLog, bare: Connection, what: str) -> float:
    """Prints both, in turns; returns the median of ours in ms."""
    visit = new_id()
    log.append(opening("i", visit, "101-001"))
    rows = list(log.stored_after(log.terminal))[-2:]
    ours, theirs = [], []
    for n in range(ROUNDS):
        pair = step_pair("i", visit) if n % 10 else opening("i", visit := new_id(), "101-001")
        begin = time.perf_counter()
        log.append(pair)
        middle = time.perf_counter()
        commit(bare, rows)
        ours.append(middle - begin)
        theirs.append(time.perf_counter() - middle)
    ours.sort()
    theirs.sort()
    for name, times in (("append of 2 events", ours), ("bare commit", theirs)):
        p50, p99, worst = (times[int(len(times) * q) - 1] * 1e3 for q in (0.5, 0.99, 1))
        print(f"{what}: {name}: p50 {p50:.2f} ms, p99 {p99:.2f} ms, worst {worst:.2f} ms")
    print(
        f"{what}: ratio p50 {ours[ROUNDS // 2] / theirs[ROUNDS // 2]:.2f},"
        f" mean {sum(ours) / sum(theirs):.2f}"
    )
    return ours[ROUNDS // 2] * 1e3


def commit(bare: Connection, rows: list[StoredEvent]) -> None:
    bare.execute("BEGIN IMMEDIATE")
    for row in rows:
        bare.execute("INSERT INTO t (text) VALUES (?)", ("\x1f".join(map(str, row)),))
    bare.execute("COMMIT")


def grow(log: SqlCipherLog, events: int) -> None:
    written = 0
    while written < events:
        with log.together():
            for _ in range(250):
                visit = new_id()
                log.append(opening("i", visit, "101-001"))
                for _ in range(4):
                    written += len(log.append(step_pair("i", visit)))
                written += 2


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
