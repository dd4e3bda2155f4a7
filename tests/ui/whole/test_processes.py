"""One window per data folder, whatever happened to the last; and a start that imports little."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dtcoach.ui.application import ALREADY_OPEN
from tests.ui.whole.app import environment, started

NOT_AT_START = (
    "reportlab",
    "fontTools",
    "psycopg",
    "matplotlib",
    "sqlite_utils",
    "keyring",
    "xlsxwriter",
    "PIL",
    "yaml",
)


def second_start(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dtcoach", "--data", str(folder)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def knock_until_answered(folder: Path, first: subprocess.Popen[str]) -> str:
    """A second start, again while the first is still on its way up; what it said at last."""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        assert first.poll() is None, first.communicate()
        if not any(folder.glob("*.lock")):
            continue
        second = second_start(folder)
        if second.returncode == 0:
            return second.stderr
    raise AssertionError("the first window never answered")


def test_a_second_start_raises_the_first_window_and_a_killed_one_is_taken_over(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    first = started(folder)
    try:
        assert ALREADY_OPEN in knock_until_answered(folder, first)
        assert first.poll() is None
    finally:
        first.send_signal(signal.SIGKILL)
        first.communicate()
    third = started(folder, DTCOACH_EXIT_WHEN_READY="1")
    _, said = third.communicate(timeout=60)
    assert third.returncode == 0, said
    assert ALREADY_OPEN not in said


@pytest.mark.parametrize("start", ["the first start", "a later start"])
def test_a_start_imports_nothing_heavy(tmp_path: Path, start: str) -> None:
    folder = tmp_path / "data"
    script = (
        "import sys; from dtcoach.__main__ import main; code = main(['--data', sys.argv[1]]);"
        "print('imported', *sys.modules); raise SystemExit(code)"
    )

    def run() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", script, str(folder)],
            env=environment(DTCOACH_EXIT_WHEN_READY="1"),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        line = next(line for line in done.stdout.splitlines() if line.startswith("imported"))
        return line.split()

    imported = set(run())
    heavy = set(NOT_AT_START)
    if start == "the first start":
        # A new log is made by migrations, a new key looks for the key store, content is read.
        heavy -= {"sqlite_utils", "keyring", "yaml"}
    else:
        imported = set(run())
    assert "PySide6.QtWidgets" in imported
    assert imported & heavy == set()
