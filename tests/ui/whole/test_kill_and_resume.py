"""Killed at any step and started again: the same visit, at the same step, in the real window."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.whole.app import environment, window_over
from tests.ui.whole.child import standing

Show = Callable[[QWidget], QWidget]


def killed_after(folder: Path, acts: int) -> tuple[str, str]:
    """A process that does so many acts and is killed while it waits: its visit, its place."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.whole.child", str(folder)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        said = child.stdout.readline().split()
        for _ in range(acts):
            child.stdin.write("\n")
            child.stdin.flush()
            said = child.stdout.readline().split()
        assert len(said) == 2, child.stderr and child.stderr.read()
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    return said[0], said[1]


@pytest.mark.parametrize("acts", [0, 1, 3, 4, 5, 7, 12, 20, 26])
def test_the_window_opens_where_the_killed_one_stood(tmp_path: Path, show: Show, acts: int) -> None:
    visit, place = killed_after(tmp_path / "data", acts)
    with window_over(tmp_path / "data") as (counter, window):
        show(window)
        assert counter.notices == ()
        assert window.visit.visit_id == visit
        assert standing(counter.desk.place(counter.desk.visit(visit))) == place
        assert window.visit.isVisible()
