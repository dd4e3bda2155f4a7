"""The app as a process, and as a window of this process, over one data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dtcoach.app.counter import Counter
from dtcoach.app.preferences import Operator
from dtcoach.compose import House
from dtcoach.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[3]
OPERATOR = Operator("係員 A", "戸籍住民課", "3番窓口")


def environment(**more: str) -> dict[str, str]:
    """This process's own, with the checkout on the path and no screen."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        **more,
    }


def started(folder: Path, **more: str) -> subprocess.Popen[str]:
    """`dtcoach --data folder` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "dtcoach", "--data", str(folder)],
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def window_over(folder: Path) -> Iterator[tuple[Counter, MainWindow]]:
    """The main window as `application.run` makes it, without its event loop."""
    house = House(folder)
    counter, _ = house.counter()
    window = MainWindow(counter, house.preferences)
    try:
        house.preferences.remember(OPERATOR)
        window.open_up()
        yield counter, window
    finally:
        counter.log.goes_on = True
        window.close()
        window.deleteLater()
        counter.log.close()
