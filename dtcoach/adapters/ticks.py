"""The running time of this machine, which no change of its wall clock touches."""

from __future__ import annotations

import sys
import time
from functools import cache
from pathlib import Path

from dtcoach.adapters.identity import random_letters
from dtcoach.app.ports import Clock
from dtcoach.domain.drill.clock import Look


class TerminalTicks:
    """Implements `Ticks`. The same after a restart of the program; another after one of the machine
    (or, where a system does not tell, after each restart)."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def look(self) -> Look:
        return Look(_boot(), _running_ns() // 1_000_000, self._clock.now())


def _running_ns() -> int:
    since_boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    if since_boot is None:
        return time.monotonic_ns()
    return time.clock_gettime_ns(since_boot)  # goes on while the machine sleeps


@cache
def _boot() -> str:
    """Which start of the machine this is."""
    if sys.platform == "linux":
        path = Path("/proc/sys/kernel/random/boot_id")
        if path.exists():
            return path.read_text(encoding="ascii").strip()
    elif sys.platform == "win32":
        import winreg

        key = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"{key}\PrefetchParameters") as opened:
                return f"boot-{winreg.QueryValueEx(opened, 'BootId')[0]}"
        except OSError:
            pass
    return random_letters(8)
