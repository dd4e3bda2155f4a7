"""A note that the sheet called kept is there after the process was killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from dtcoach.compose import House
from dtcoach.domain.visit import fold_visit
from tests.ui.whole.app import environment

NOTE = "車いすの方。辻\U000e0100さんの紹介"


def test_what_was_called_kept_survives_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.whole.noting_child", str(folder), NOTE],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        said = child.stdout.readline().split()
    finally:
        child.send_signal(signal.SIGKILL)
        _, errors = child.communicate()
    assert said[1:] == ["保存しました"], errors
    log = House(folder).open_log().log
    try:
        state = fold_visit(log.of_visit(said[0]))
    finally:
        log.close()
    assert state is not None
    assert state.resident.note == NOTE
