"""kill -9 at random moments: nothing acknowledged is lost, nothing stands half-written."""

from __future__ import annotations

import contextlib
import random
import subprocess
from pathlib import Path

import pytest

from dtcoach.adapters.store import open_log
from tests.store.child import append_until_killed, start
from tests.store.rounds import KILLS


def killed_after(process: subprocess.Popen[str], lines: int, grace_s: float) -> list[str]:
    """What was acknowledged before the process was killed at some moment after so many lines."""
    assert process.stdout is not None
    seen = [process.stdout.readline() for _ in range(lines)]
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(grace_s)
    process.kill()
    with process:
        seen += process.stdout.readlines()
    # A line without its end was being written when the process died.
    return [line.strip() for line in seen if line.endswith("\n")]


@pytest.mark.timeout(120 + KILLS * 3)
def test_nothing_acknowledged_is_lost_to_a_kill(folder: Path):
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    known = 0
    for kill in range(KILLS):
        process = start(append_until_killed, folder)
        # Now and then while it starts, else in the midst of appending.
        lines = 0 if chance.random() < 0.1 else chance.randint(1, 150)
        acknowledged = killed_after(process, lines, chance.uniform(0, 0.15 if not lines else 0.004))
        opened = open_log(folder)
        with contextlib.closing(opened.log) as log:
            assert opened.notices == (), f"kill {kill}"
            events = list(log.stored_after(log.terminal, known))
            assert set(acknowledged) <= {event.id for event in events}, f"kill {kill}"
            # At most the one visit that was on disk before it could be said so.
            assert len(events) - len(acknowledged) in (0, 4), f"kill {kill}"
            assert [event.counter for event in events] == list(
                range(known + 1, known + 1 + len(events))
            )
            known += len(events)
            assert known % 4 == 0, "half a visit"
            # The whole log, a few times: it grows to a quarter of a million events in 1,000 kills.
            if kill % (KILLS // 5) == 0 or kill == KILLS - 1:
                assert log.verify().problems == ()
                assert {row.state for row in log.visits("i")} <= {"closed"}
                numbers = [row.number for row in log.visits("i")]
                assert len(set(numbers)) == len(numbers)
    assert known > KILLS * 10
