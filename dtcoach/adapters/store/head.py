"""The last acknowledged event, noted outside the log, so that a lost tail is never silent.

SQLite takes a damaged end of its WAL for a commit that never happened, and says nothing. This file
of one line is overwritten after each commit, without an fsync: it may lag behind the log, but where
it is ahead of it, acknowledged events are gone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import NamedTuple

_WIDTH = 160


class Head(NamedTuple):
    """Where a terminal's chain ended."""

    terminal: str
    counter: int
    hash: str


def head_path(log: Path) -> Path:
    return log.with_suffix(".head")


class HeadFile:
    """Kept open while the log is: noting a head costs one small write."""

    def __init__(self, log: Path) -> None:
        """Raises OSError: the first to notice a folder that cannot be written."""
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._fd = os.open(head_path(log), flags, 0o600)

    def note(self, head: Head) -> None:
        """Never raises: the events are on disk already."""
        if self._fd >= 0:
            with contextlib.suppress(OSError):
                os.lseek(self._fd, 0, os.SEEK_SET)
                os.write(self._fd, _line(head))

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def read_head(log: Path) -> Head | None:
    """None where there is none, or where it was torn: it is only ever a witness."""
    try:
        raw = head_path(log).read_bytes()
        terminal, counter, last, _ = raw.decode("ascii").split(" ", 3)
        head = Head(terminal, int(counter), last)
    except (OSError, ValueError):
        return None
    return head if _line(head) == raw else None


def _line(head: Head) -> bytes:
    text = f"{head.terminal} {head.counter} {head.hash}"
    check = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f"{text} {check}".ljust(_WIDTH - 1).encode() + b"\n"
