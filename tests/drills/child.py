"""A terminal of a drill as a process of its own, which the test kills in the middle of a visit.

Given FOLDER INCIDENT CARD SECONDS STOP TICKS BOOT WALL NAME COUNTER, it serves that resident up to
the step STOP, says where it stands, and stays there with everything open.
"""

from __future__ import annotations

import signal
import sys
from datetime import datetime
from pathlib import Path

from tests.drills.terminal import Machine, Terminal


def main(folder: str, incident: str, card: str, seconds: str, stop: str, *here: str) -> None:
    ticks, boot, wall, name, counter = here
    machine = Machine(datetime.fromisoformat(wall), int(ticks), boot)
    terminal = Terminal(Path(folder), machine, name, counter)
    terminal.counter.resume(incident)
    visit = terminal.serve(card, float(seconds), stop_before=stop)
    step = terminal.counter.desk.place(visit).step
    assert step is not None
    wall = machine.wall.isoformat()
    print("at", visit.id, len(visit.history), step.id, machine.ticks_ms, wall, flush=True)
    signal.pause()


if __name__ == "__main__":
    main(*sys.argv[1:])
