"""The window and a replay, or two windows, may write to the same log."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from dtcoach.adapters.store import SqlCipherLog, open_log
from tests.store.child import append_some, finish, start
from tests.store.stories import declared


def together(folder: Path, processes: int, count: int) -> list[str]:
    running = [start(append_some, folder, count) for _ in range(processes)]
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return [name for process in running for name in finish(process, "")]


def test_processes_that_meet_in_an_empty_folder_share_one_log(folder: Path):
    acknowledged = together(folder, processes=4, count=10)
    assert len(list(folder.glob("logs/*.db"))) == 1
    assert len(list(folder.glob("logs/*.key"))) == 1
    with contextlib.closing(open_log(folder).log) as log:
        assert sorted(event.id for event in log.of_incident("i")) == sorted(acknowledged)
        assert log.verify().problems == ()
        assert log.verify().terminals == 1


def test_no_counter_is_lost_or_given_twice(folder: Path):
    with contextlib.closing(open_log(folder).log) as log:
        log.append([declared("i")])
        acknowledged = together(folder, processes=3, count=60)
        log.append([declared("i")])
        events = list(log.of_incident("i"))
        assert [event.counter for event in events] == list(range(1, 3 * 60 * 2 + 3))
        assert {event.id for event in events} >= set(acknowledged)
        assert log.verify().problems == ()


def test_threads_of_the_window_take_turns(log: SqlCipherLog):
    def work() -> None:
        for _ in range(40):
            log.append([declared("i")])
            list(log.visits("i"))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(log.of_board("i")) == 160
    assert log.verify().problems == ()
