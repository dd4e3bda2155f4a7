"""A copy of the log while it is in use, complete or not there at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from dtcoach.adapters.durable import sync_folder
from dtcoach.adapters.store.connection import connect
from dtcoach.adapters.store.troubles import log_broken, told


def back_up(log: Path, key: bytes, target: Path) -> None:
    """Copy by SQLite's backup API, read the copy once, then give it its name."""
    temp = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    try:
        with told(target.parent):
            _copy(log, key, temp)
            temp.replace(target)
            sync_folder(target.parent)
    finally:
        for left in (temp, Path(f"{temp}-wal"), Path(f"{temp}-shm"), Path(f"{temp}-journal")):
            with contextlib.suppress(OSError):
                left.unlink()


def _copy(log: Path, key: bytes, temp: Path) -> None:
    with contextlib.closing(connect(log, key, "rw")) as source:
        with contextlib.closing(connect(temp, key, "rwc")) as copy:
            source.backup(copy)
        with contextlib.closing(connect(temp, key, "rw")) as copy:
            if copy.execute("PRAGMA cipher_integrity_check").fetchall():
                raise log_broken()
