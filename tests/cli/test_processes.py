"""The program as the shell sees it: exit codes, streams, pipes that close, any code page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ASKS = ("walk", "move-in", "--scenario", "full-outage")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "DTCOACH_DATA": str(tmp_path / "data")}


def dtcoach(
    environment: dict[str, str], *words: str, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dtcoach", *words],
        env=environment, input=given, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


def test_the_four_exit_codes(environment: dict[str, str]):
    codes = {
        0: (*ASKS, "--choose", "withdrawn"),
        1: (*ASKS, "--choose", "konbini"),
        2: (*ASKS, "--bogus"),
        3: ASKS,
    }
    for code, words in codes.items():
        done = dtcoach(environment, *words)
        assert done.returncode == code
        assert b"Traceback" not in done.stderr
        assert (done.stderr == b"") is (code in (0, 3))


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "latin-1"])
def test_japanese_on_any_console(environment: dict[str, str], encoding: str):
    done = dtcoach({**environment, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}, *ASKS)
    assert done.returncode == 3
    assert "次に確かめること" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_traceback(environment: dict[str, str], tmp_path: Path):
    cases = tmp_path / "cases.jsonl"
    line = json.dumps({"procedure": "move-in", "scenario": "full-outage"}) + "\n"
    cases.write_text(line * 500, encoding="utf-8")
    words = [sys.executable, "-m", "dtcoach", "walk", "--batch", str(cases)]
    with subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complained = process.stderr.read()
        process.wait(timeout=60)
    assert b"Traceback" not in complained
    assert b"Exception ignored" not in complained


def test_a_batch_from_a_pipe(environment: dict[str, str]):
    line = json.dumps({"procedure": "move-in", "scenario": "full-outage"}).encode()
    done = dtcoach(environment, "walk", "--batch", "-", given=b"\xef\xbb\xbf" + line + b"\r\n{\n")
    assert done.returncode == 1
    answer, error = (json.loads(text) for text in done.stdout.decode().splitlines())
    assert answer["needs"]["fact"] == "support_measures"
    assert "error" in error


def test_the_data_folder_is_the_one_named(environment: dict[str, str], tmp_path: Path):
    """`--data` before or after the command, else DTCOACH_DATA; nothing lies anywhere else."""
    recorded = ROOT / "tests" / "replay" / "bcp-server-fails-too-2021-09-09.json"
    for words, folder in (
        (("--data", str(tmp_path / "a"), "replay", str(recorded)), tmp_path / "a"),
        (("replay", str(recorded), "--data", str(tmp_path / "b")), tmp_path / "b"),
        (("replay", str(recorded)), tmp_path / "data"),
    ):
        assert dtcoach(environment, *words).returncode == 0
        assert (folder / "logs").is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "data"]


def test_a_folder_that_cannot_be_written_is_a_sentence(environment: dict[str, str], tmp_path: Path):
    taken = tmp_path / "file"
    taken.write_text("not a folder", encoding="utf-8")
    recorded = ROOT / "tests" / "replay" / "bcp-server-fails-too-2021-09-09.json"
    done = dtcoach(environment, "replay", str(recorded), "--data", str(taken))
    assert done.returncode == 1
    assert done.stderr.startswith(b"dtcoach: ")
    assert len(done.stderr.splitlines()) == 1


def test_the_version_and_the_help(environment: dict[str, str]):
    from dtcoach import __version__

    version = dtcoach(environment, "--version")
    assert (version.returncode, version.stdout.decode().strip()) == (0, f"dtcoach {__version__}")
    shown = dtcoach(environment, "--help")
    assert shown.returncode == 0
    for command in ("check", "walk", "deadline", "replay", "export", "doctor"):
        assert command in shown.stdout.decode()


def test_doctor_speaks_of_this_terminal(environment: dict[str, str]):
    done = dtcoach(environment, "doctor", "--json")
    assert done.returncode in (0, 1)
    answer = json.loads(done.stdout)
    assert list(answer) == ["ready", "findings"]
    assert answer["ready"] is (done.returncode == 0)
    for finding in answer["findings"]:
        assert set(finding) == {"about", "level", "message"}
        assert finding["level"] in ("fine", "note", "problem")
