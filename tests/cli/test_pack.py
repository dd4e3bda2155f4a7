"""`dtcoach pack`: written whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Call, one_line


def test_a_pack_is_written_and_says_what_comes_next(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "一式.pdf"
    called = call(
        "pack", "--scenario", "no-power", "--slips", 1, "--label", "T6", "-o", out, "--json"
    )
    assert called.code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert called.json["next_slip"] == 2
    assert called.json["pages"] > 60
    assert called.json["cut"] == []


def test_the_next_pack_goes_on_where_the_last_one_ended(call: Call, tmp_path: Path) -> None:
    words = ("pack", "--scenario", "no-power", "--slips", 2, "--label", "T7", "--json", "-o")
    assert call(*words, tmp_path / "a.pdf").json["next_slip"] == 3
    assert call(*words, tmp_path / "b.pdf").json["next_slip"] == 5
    again = call(*words, tmp_path / "c.pdf", "--first-slip", 4)
    assert again.code == 1
    assert "PT7-005 から" in one_line(again.err)
    assert not (tmp_path / "c.pdf").exists()


def test_no_such_scenario_writes_nothing(call: Call, tmp_path: Path) -> None:
    called = call("pack", "--scenario", "nowhere", "-o", tmp_path / "a.pdf")
    assert called.code == 1
    assert "nowhere" in one_line(called.err)
    assert list(tmp_path.iterdir()) == []


def test_a_range_that_f11_cannot_read_is_refused(call: Call, tmp_path: Path) -> None:
    called = call("pack", "--label", "一〇一", "-o", tmp_path / "a.pdf")
    assert called.code == 2


def test_a_killed_pack_leaves_nothing_half_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    words = [sys.executable, "-m", "dtcoach", "pack", "-o", str(out / "a.pdf")]
    made = subprocess.Popen(
        words,
        env={**os.environ, "DTCOACH_DATA": str(tmp_path / "data")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        made.wait(timeout=1.5)
    except subprocess.TimeoutExpired:
        made.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        made.wait()
    assert [path.name for path in out.iterdir()] in ([], ["a.pdf"])
