"""The app as processes: one window per folder, and nothing lost when one is killed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dtcoach.adapters.preferences import FilePreferences
from dtcoach.ui.application import ALREADY_OPEN
from dtcoach.ui.single_instance import LOCK
from tests.ui.window import HANAKO

ROOT = Path(__file__).parent.parent.parent
CHILD = Path(__file__).parent / "child_window.py"
WAIT_S = 60


class Process:
    """One dtcoach, and what it said."""

    def __init__(self, mode: str, data: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(CHILD), mode, str(data)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def until(self, word: str) -> str:
        """The next line that begins with that word."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.split()[:1] == [word]:
                return line.strip()
        raise AssertionError(f"ended without {word}: {self.errors()}")

    def errors(self) -> str:
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def ended(self) -> int:
        return self.process.wait(WAIT_S)

    def kill(self) -> None:
        """As a power cut does: no handler runs."""
        self.process.kill()
        self.process.wait(WAIT_S)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], Process]]:
    data = tmp_path / "data"
    data.mkdir()
    FilePreferences(data).remember(HANAKO)
    started: list[Process] = []

    def begun(mode: str) -> Process:
        started.append(Process(mode, data))
        return started[-1]

    yield begun
    for one in started:
        one.kill()
        for pipe in (one.process.stdout, one.process.stderr):
            if pipe is not None:
                pipe.close()


def test_a_second_start_raises_the_first_window(start: Callable[[str], Process]):
    first = start("open")
    first.until("ready")
    second = start("open")
    assert second.ended() == 0
    assert ALREADY_OPEN in second.errors()
    first.until("raised")
    assert first.process.poll() is None


def test_two_starts_at_once_end_in_one_window(start: Callable[[str], Process]):
    both = [start("open"), start("open")]
    while all(one.process.poll() is None for one in both):
        with contextlib.suppress(subprocess.TimeoutExpired):
            both[0].process.wait(0.05)
    (ended,) = (one for one in both if one.process.poll() is not None)
    (stays,) = (one for one in both if one is not ended)
    assert ended.ended() == 0
    assert ALREADY_OPEN in ended.errors()
    stays.until("raised")


def test_a_killed_window_holds_nobody_up(start: Callable[[str], Process], tmp_path: Path):
    first = start("open")
    first.until("ready")
    first.kill()
    assert (tmp_path / "data" / LOCK).exists()
    second = start("open")
    second.until("ready")
    assert second.process.poll() is None


def test_killed_in_the_middle_of_a_visit_it_opens_at_the_same_step(
    start: Callable[[str], Process],
):
    first = start("serve")
    left = first.until("at")
    first.kill()
    assert len(left.split()) == 5, left
    again = start("where")
    assert again.until("at") == left
    assert again.ended() == 0


def test_a_window_closed_gives_the_folder_free(start: Callable[[str], Process], tmp_path: Path):
    first = start("where")
    assert first.until("at") == "at start"
    assert first.ended() == 0
    assert not (tmp_path / "data" / LOCK).exists()
    assert start("where").until("at") == "at start"


def test_a_folder_that_takes_no_lock_still_gets_its_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "file").write_text("no folder")
    one = Process("where", tmp_path / "file" / "data")
    assert one.until("at") == "at start"
    assert one.ended() == 0
    one.errors()
    for pipe in (one.process.stdout, one.process.stderr):
        if pipe is not None:
            pipe.close()
