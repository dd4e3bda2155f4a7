"""A clerk with a long queue: nothing grows in the window that is open all day."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.ui.whole.app import ROOT, environment
from tests.ui.whole.soak import MANAGED, Held

WARM = 20
"""So many visits make what is made when it is first needed."""

EVERY = 10
LEAST_POINTS = 8
MANAGERS = ("openbox", "matchbox-window-manager")
"""One of them gives the window a frame, as a terminal does, where it is on this machine."""

MOST_A_VISIT = {
    "widgets": 0.5,
    "objects": 1.0,
    "ours": 10.0,
    "timers": 0.05,
    "threads": 0.05,
    "files": 0.05,
}
"""A day has hundreds of visits. One sheet that is kept costs 40 widgets each time. `ours` are
objects of this program: what was promised of a visit is kept until it is done."""

MOST_RSS_KB = {40: 800.0, 200: 100.0}
"""A visit, in a run of so many. The first ones still fill the caches of letters and of the log, and
the allocator takes some MB at once, which tells much in a short run; over a day it levels off."""


@dataclass(frozen=True)
class Soaked:
    """What a run said: where it was shown, what was held on the way, how it ended."""

    shown: dict[str, Any]
    held: list[Held]
    ended: dict[str, int]

    def slope(self, what: str) -> float:
        """Growth a visit after the warm-up, by least squares."""
        warm = [one for one in self.held if one.visits >= WARM]
        if what == "rss_kb":
            # A worker of Qt's pools takes memory of its own once, when it first has something to
            # do: on a busy machine that may be in the middle of the day.
            since = [one for one in warm if one.threads == warm[-1].threads]
            warm = since if len(since) >= LEAST_POINTS else warm
        at = [float(one.visits) for one in warm]
        values = [float(getattr(one, what)) for one in warm]
        middle, mean = sum(at) / len(at), sum(values) / len(values)
        spread = sum((x - middle) ** 2 for x in at)
        return sum((x - middle) * (y - mean) for x, y in zip(at, values, strict=True)) / spread


def soaked(folder: Path, visits: int, *, before: tuple[str, ...] = (), **more: str) -> Soaked:
    command = [*before, sys.executable, "-m", "tests.ui.whole.soak", str(folder)]
    done = subprocess.run(
        [*command, str(visits), str(EVERY)],
        env=environment(**more),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    shown, *held, ended = (json.loads(line) for line in done.stdout.splitlines())
    return Soaked(shown, [Held(**one) for one in held], ended)


def assert_flat(run: Soaked, visits: int, *, managed: bool = False) -> None:
    rss_kb = MOST_RSS_KB[max(of for of in MOST_RSS_KB if of <= visits)]
    most = {**MOST_A_VISIT, "rss_kb": rss_kb}
    for one in run.held:
        print(one)
    slopes = {what: round(run.slope(what), 3) for what in most}
    print("growth a visit:", slopes)
    assert run.ended == {"closed": visits, "problems": 0}
    width, height = run.shown["size"]
    assert (width, height) == (1366, 768) or (managed and width > 1300 and 680 < height < 768)
    grown = {what: s for what, s in slopes.items() if s > most[what]}
    assert not grown, (grown, run.held)


@pytest.mark.timeout(400)
def test_a_morning_leaves_nothing_behind(tmp_path: Path) -> None:
    assert_flat(soaked(tmp_path / "data", 40), 40)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_day_on_a_real_screen_leaves_nothing_behind(tmp_path: Path) -> None:
    """Under Xvfb: with a window manager where there is one, in the frame that it gives."""
    visits = int(os.environ.get("DTCOACH_SOAK_VISITS", "200"))
    if shutil.which("xvfb-run") is None:
        pytest.fail("xvfb is missing: tools/bootstrap.sh test")
    before: tuple[str, ...] = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24 -nolisten tcp")
    more = {"QT_QPA_PLATFORM": "xcb"}
    manager = next(filter(shutil.which, MANAGERS), None)
    if manager is not None:
        before = (*before, "sh", "-c", f'{manager} >/dev/null 2>&1 & exec "$@"', "sh")
        more[MANAGED] = "1"
    run = soaked(tmp_path / "data", visits, before=before, **more)
    assert run.shown["platform"] == "xcb"
    print(manager or "no window manager", run.shown["size"])
    assert_flat(run, visits, managed=manager is not None)
