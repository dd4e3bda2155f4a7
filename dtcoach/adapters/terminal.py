"""What the doctor reads off this machine: disk, clock, printer, fonts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from dtcoach.app.doctor import Finding, Level
from dtcoach.domain.japanese_dates import long_date

ENOUGH_BYTES = 500 * 1024 * 1024
"""A drill day of one terminal writes under 20 MB; the rest is for backups and exports."""


def look_at_disk(folder: Path) -> Iterator[Finding]:
    """Free space where the log is."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    free = shutil.disk_usage(there).free
    level = Level.FINE if free >= ENOUGH_BYTES else Level.PROBLEM
    yield Finding("disk", level, f"空き容量は {free // 1024**2:,} MB です。")


def look_at_clock(now: datetime) -> Iterator[Finding]:
    """The terminal's own time zone; times in the log are Tokyo's whatever it says."""
    offset = datetime.now().astimezone().utcoffset()
    shown = f"いまは {long_date(now.date())} {now:%H:%M} です。"
    if offset == timedelta(hours=9):
        yield Finding("clock", Level.FINE, shown)
    else:
        yield Finding(
            "clock",
            Level.NOTE,
            f"{shown}端末の時間帯が日本時間ではありません。記録は日本時間です。",
        )


def look_at_printer() -> Iterator[Finding]:
    """Whether the system knows a printer. None never stops the counter."""
    names = _printers()
    if names:
        yield Finding("printer", Level.FINE, f"プリンター: {'、'.join(names)}")
    else:
        yield Finding(
            "printer", Level.NOTE, "プリンターが見つかりません。印刷なしでも受付はできます。"
        )


def _printers() -> tuple[str, ...]:
    if sys.platform == "win32":
        command = ["powershell", "-NoProfile", "-Command", "(Get-Printer).Name"]
    else:
        command = ["lpstat", "-e"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(line.strip() for line in said.stdout.splitlines() if line.strip())


def look_at_fonts() -> Iterator[Finding]:
    """The Japanese font that is always there, and whether the system has a better one."""
    from dtcoach.adapters.paper.chain import bundled_font

    if not bundled_font().is_file():
        yield Finding("fonts", Level.PROBLEM, "同梱の日本語フォントが見つかりません。")
        return
    if _system_has_japanese():
        yield Finding("fonts", Level.FINE, "日本語のフォントが使えます。")
    else:
        yield Finding(
            "fonts",
            Level.NOTE,
            "この端末に日本語のフォントがないため、同梱の書体で表示します（太字は合成です）。",
        )


def _system_has_japanese() -> bool:
    if sys.platform == "win32":
        fonts = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        return any((fonts / name).exists() for name in ("BIZ-UDGothicR.ttc", "YuGothM.ttc"))
    try:
        said = subprocess.run(
            ["fc-list", ":lang=ja", "family"],
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(said.stdout.strip())
