"""Connections to an encrypted log, each set up the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import quote

from sqlcipher3 import dbapi2

BUSY_S = 10.0
"""How long a write waits for another process (a replay, a second window) to finish its own."""

CHECKPOINT_PAGES = 2000
"""The commit that moves the WAL into the log is the slow one: every 2,000 pages keeps it beyond
the 99th percentile, and the WAL small enough to be read again at the next start."""


class Cursor(Protocol):
    """What this package uses of a DB-API cursor."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What this package uses of a DB-API connection; sqlcipher3 has no types of its own."""

    @property
    def in_transaction(self) -> bool: ...
    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Cursor: ...
    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Cursor: ...
    def backup(self, target: Any, /) -> None: ...
    def close(self) -> None: ...


def connect(path: Path, key: bytes, mode: Literal["ro", "rw", "rwc"]) -> Connection:
    """Open with a raw key of 32 bytes. The first read, not this call, tells whether it fits.

    Reading another's pages never writes: a failed open through "ro" leaves the WAL as it was,
    whereas the last writer to leave would move it into the log.
    """
    conn: Connection = dbapi2.connect(
        f"{_uri(path)}?mode={mode}",
        uri=True,
        timeout=BUSY_S,
        isolation_level=None,
        check_same_thread=False,
    )
    # A wrong key is an answer here, not a line on stderr.
    conn.execute("PRAGMA cipher_log_level = NONE")
    conn.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA recursive_triggers = ON")
    if mode != "ro":
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    return conn


def _uri(path: Path) -> str:
    """SQLite takes `//server/share` for an authority, so a share needs two slashes more."""
    text = quote(path.absolute().as_posix(), safe="/:")
    if text.startswith("//"):
        return f"file://{text}"
    return f"file:{text}" if text.startswith("/") else f"file:///{text}"
