"""Processes beside the test: each runs one of the stories below on a data folder."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest

from dtcoach.adapters.identity import new_id
from dtcoach.adapters.store import open_log, open_log_somewhere
from dtcoach.app.errors import DiskFull, StorageTrouble
from dtcoach.domain.events import Event, OutcomeReached, VisitClosed
from dtcoach.domain.words import Route
from tests.store.stories import declared, draft
from tests.store.stories import opened as opening

T = TypeVar("T")


def start(story: Callable[..., None], *args: object, **options: Any) -> subprocess.Popen[str]:
    """Run `story` in a process of its own; it is told by name, so it must stand in this file."""
    env = dict(os.environ, PYTHONPATH=str(Path(__file__).parents[2]), **options.pop("env", {}))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.child", story.__name__, *map(str, args)],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


def finish(process: subprocess.Popen[str], go: str = "go\n") -> list[str]:
    out, _ = process.communicate(go, timeout=110)
    assert process.returncode == 0
    return out.split()


def append_some(folder: str, count: str) -> None:
    """Wait for the word, open (or make) the log, append, say which ids were acknowledged."""
    sys.stdin.readline()
    opened = open_log(Path(folder))
    assert opened.notices == ()
    for _ in range(int(count)):
        for event in opened.log.append(opening("i", new_id(), "x-1")):
            print(event.id)
    opened.log.close()


def append_until_killed(folder: str) -> None:
    """Whole visits, each in one append, as fast as the disk takes them."""
    opened = open_log(Path(folder))
    if opened.notices:
        print("NOTICE", *opened.notices, flush=True)
    while True:
        incident, visit = "i", new_id()
        written = opened.log.append(
            [
                *opening(incident, visit, opened.log.next_visit_number(incident)),
                draft(OutcomeReached(1, Route.COUNTER), incident=incident, visit=visit),
                draft(VisitClosed(), incident=incident, visit=visit),
            ]
        )
        # One write, after append has returned: what is in the pipe was acknowledged.
        os.write(1, "".join(f"{event.id}\n" for event in written).encode())


def fill_the_disk(folder: str) -> None:
    """On a small file system: append until it is full, make room, append again."""
    log = open_log(Path(folder)).log
    ballast = Path(folder) / "ballast"
    ballast.write_bytes(bytes(150_000))
    written: list[Event] = []

    def append_for_ever() -> None:
        while True:
            written.extend(log.append([declared("i")] * 20))

    with pytest.raises(DiskFull, match="空き"):
        append_for_ever()
    ballast.unlink()
    written += log.append([declared("i")])
    assert list(log.of_incident("i")) == written
    log.close()
    again = open_log(Path(folder))
    assert again.notices == ()
    # Room for the log itself may still be missing; then the check says that it was not whole.
    problems = again.log.verify().problems
    assert all("空き" in problem for problem in problems), problems
    again.log.close()
    print("fine")


def fail_each_call(folder: str, reason: str, stays: str, stride: str) -> None:
    """With the shim of test_faults.py loaded: the Nth write, fsync or rename fails, for every N (or
    every third).

    Staff read a sentence, mend what it says, try once more, and go on; at the end everything that
    was acknowledged is there.
    """
    shim = ctypes.CDLL(None)
    shim.fail_below(folder.encode())
    for nth in range(random.randint(1, int(stride)), 1000, int(stride)):
        home = Path(folder) / str(nth)
        shim.fail_at(nth, int(reason), int(stays))
        acknowledged = _a_day(home, shim.mend)
        failed = shim.failed()
        shim.mend()
        found = _all_ids(home)
        assert acknowledged <= found, nth
        assert len(found) % 2 == 0, f"{nth}: half of an append"
        shutil.rmtree(home)
        if not failed:
            print(nth)
            return
    raise AssertionError("so many calls cannot be")


def _a_day(home: Path, mend: Callable[[], object]) -> set[str]:
    """Two starts with some work each."""
    acknowledged: set[str] = set()

    def again_if_needed(work: Callable[[], T]) -> T:
        try:
            return work()
        except StorageTrouble:
            mend()
            return work()

    home.mkdir()
    for _ in range(2):
        opened = again_if_needed(lambda: open_log_somewhere([home / "data", home / "spare"]))
        log = opened.log
        for _ in range(3):
            pair = opening("i", new_id(), "x-1")
            acknowledged |= {event.id for event in again_if_needed(partial(log.append, pair))}
        again_if_needed(partial(log.keep_content, "c", {"a": b"b"}))
        log.close()
    return acknowledged


def _all_ids(home: Path) -> set[str]:
    """Of the log in the data folder and of a makeshift one; both must be whole."""
    found: set[str] = set()
    for folder in (home / "data", home / "spare"):
        if (folder / "terminal.json").exists():
            opened = open_log(folder)
            assert opened.notices == (), (folder, opened.notices)
            assert opened.log.verify().problems == (), folder
            found |= {event.id for event in opened.log.of_incident("i")}
            opened.log.close()
    return found


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
