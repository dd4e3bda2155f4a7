"""A log that was set aside comes back: its key from paper, its events into the log in use."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
from collections.abc import Iterator
from pathlib import Path

from dtcoach.adapters.keys import KeyringKeys, OsKeys, find_key, keep_key, key_from_sheet, key_lost
from dtcoach.adapters.store.connection import Connection, connect
from dtcoach.adapters.store.folder import creating, log_path, read_terminal, write_terminal
from dtcoach.adapters.store.log import SqlCipherLog
from dtcoach.adapters.store.opening import OpenedLog
from dtcoach.adapters.store.reading import Reading
from dtcoach.adapters.store.troubles import told
from dtcoach.app.errors import LogUnreadable

MERGED = "merged"
"""The code of a set-aside log whose events have all been taken in."""

_BATCH = 2000
"""Events per transaction: the counter can write in between."""


class OtherLog(Reading):
    """A log that is only read, and not changed in a single byte. Raises LogUnreadable, OSError."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._conn = connect(path, key, "ro")
        try:
            with self._guarded() as conn:
                conn.execute("PRAGMA user_version").fetchone()
        except BaseException:
            self._conn.close()
            raise

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[Connection]:
        with told(self._path.parent):
            yield self._conn

    def close(self) -> None:
        self._conn.close()


def restore_key(folder: Path, log: str, sheet: str, os_keys: OsKeys | None = None) -> None:
    """Put the key of a recovery sheet where the log's key belongs.

    Raises ProblemFound for a sheet that was mistyped, KeyLost for that of another log.
    """
    path = log_path(folder, log)
    key = key_from_sheet(sheet)
    try:
        OtherLog(path, key).close()
    except LogUnreadable as error:
        raise key_lost("鍵と、この復旧用紙が合いません") from error
    with told(folder):
        keep_key(path, key, os_keys or KeyringKeys())


def merge_aside(
    opened: OpenedLog, log: str, *, folder: Path | None = None, os_keys: OsKeys | None = None
) -> tuple[int, LogUnreadable | None]:
    """Take in what can be read of a log given up, from this folder or (`folder`) from elsewhere.

    Returns how many events are new, and what stopped the rest. May be called again at any time.
    Raises KeyLost while there is no key, StorageTrouble where the log in use cannot be written.
    """
    home = folder or opened.folder
    path = log_path(home, log)
    key, _ = find_key(path, None, os_keys or KeyringKeys())
    with contextlib.closing(OtherLog(path, key)) as other:
        count, trouble = _take_all(opened.log, other)
    if trouble is None:
        with told(home), creating(home):
            _mark_merged(home, log)
    return count, trouble


def _take_all(log: SqlCipherLog, other: OtherLog) -> tuple[int, LogUnreadable | None]:
    count, trouble = 0, None
    known = log.ends()
    try:
        for digest in other.content_digests():
            log.keep_content(digest, other.kept_content(digest) or {})
        terminals = other.ends()
    except LogUnreadable as error:
        return 0, error
    for terminal in terminals:
        # A chain that breaks off gives what is before the break; the other chains give all.
        try:
            events = other.stored_after(terminal, known.get(terminal, 0))
            while batch := list(itertools.islice(events, _BATCH)):
                count += log.take_in(batch, other.personal_of(batch))
        except LogUnreadable as error:
            trouble = error
    return count, trouble


def _mark_merged(folder: Path, log: str) -> None:
    known = read_terminal(folder)
    if known is not None:
        aside = tuple(
            dataclasses.replace(old, code=MERGED) if old.log == log else old for old in known.aside
        )
        write_terminal(folder, dataclasses.replace(known, aside=aside))
