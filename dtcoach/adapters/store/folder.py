"""The data folder: which log this terminal writes, and what stands where.

    <data>/terminal.json     the log in use, the terminal id and label, where its key is; sealed
    <data>/.creating         held (never removed) while any of this is made or replaced
    <data>/logs/<log>.db     SQLCipher log, with -wal and -shm beside it while in use
    <data>/logs/<log>.key    its key, mode 0600, where there is no OS key store
    <data>/logs/<log>.head   the last acknowledged event (head.py)

A log that cannot be opened stays where it is, untouched; a new one under another name takes over.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import itertools
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path

from dtcoach.adapters.durable import write_durably
from dtcoach.adapters.identity import random_letters
from dtcoach.adapters.keys import Kept, KeyPlace
from dtcoach.adapters.store.stored import canonical
from dtcoach.adapters.turns import one_at_a_time
from dtcoach.frozen import dataclass

_PLAIN_NAME = re.compile(r"[0-9a-z]{1,32}")


@dataclass(frozen=True, slots=True)
class LogSetAside:
    """A log that was given up, and why (the code of the trouble)."""

    log: str
    label: str
    key_check: str
    code: str


@dataclass(frozen=True, slots=True)
class Terminal:
    """What terminal.json says. `base` is the label that the ward gave this terminal."""

    log: str
    terminal: str
    base: str
    label: str
    kept: Kept
    key_check: str
    aside: tuple[LogSetAside, ...] = ()

    @property
    def forsaken(self) -> tuple[LogSetAside, ...]:
        """Those that are not in use any more (a log can go on under a new terminal id)."""
        return tuple(old for old in self.aside if old.log != self.log)

    @property
    def next_label(self) -> str:
        """A range that no log of this folder has taken numbers from: 101B, 101C, … 101BB."""
        used = {self.label, *(old.label for old in self.aside)}
        letters = string.ascii_uppercase[1:]
        longer = (
            "".join(some)
            for n in itertools.count(1)
            for some in itertools.product(letters, repeat=n)
        )
        return next(label for ending in longer if (label := self.base + ending) not in used)


def random_label(base: str) -> str:
    """For where nothing tells which labels were used."""
    return f"{base}{random_letters(4).upper()}"


def log_path(folder: Path, log: str) -> Path:
    return folder / "logs" / f"{log}.db"


def logs_in(folder: Path) -> list[Path]:
    """Every log of the folder, the one written last first."""

    def written(log: Path) -> float:
        wal = log.with_name(f"{log.name}-wal")
        return max(file.stat().st_mtime for file in (log, wal) if file.exists())

    return sorted(folder.glob("logs/*.db"), key=written, reverse=True)


def read_terminal(folder: Path) -> Terminal | None:
    """None where there is none, or where it is not as it was written. Raises OSError."""
    try:
        text = (folder / "terminal.json").read_text("utf-8")
        sealed = json.loads(text)
        known = sealed["terminal"]
        if sealed["check"] != _check(known) or not _PLAIN_NAME.fullmatch(known["log"]):
            return None
        return Terminal(
            log=known["log"],
            terminal=known["terminal"],
            base=known["base"],
            label=known["label"],
            kept=Kept(KeyPlace(known["key_place"]), known["key_backend"]),
            key_check=known["key_check"],
            aside=tuple(LogSetAside(**old) for old in known["aside"]),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return None


def write_terminal(folder: Path, terminal: Terminal) -> None:
    """Raises OSError, and then the old one still stands."""
    known = {
        "log": terminal.log,
        "terminal": terminal.terminal,
        "base": terminal.base,
        "label": terminal.label,
        "key_place": terminal.kept.place.value,
        "key_backend": terminal.kept.backend,
        "key_check": terminal.key_check,
        "aside": [dataclasses.asdict(old) for old in terminal.aside],
    }
    text = json.dumps({"check": _check(known), "terminal": known}, ensure_ascii=False, indent=1)
    write_durably(folder / "terminal.json", text.encode())


def _check(known: object) -> str:
    return hashlib.sha256(canonical(known).encode()).hexdigest()[:16]


@contextlib.contextmanager
def creating(folder: Path) -> Iterator[None]:
    """Only one process at a time makes or replaces a log here. Raises OSError."""
    (folder / "logs").mkdir(parents=True, exist_ok=True, mode=0o700)
    with one_at_a_time(folder / ".creating"):
        yield
