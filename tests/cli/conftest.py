"""The command line called in this process: its exit code, what it said, and what it complained."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dtcoach.cli.main import main


@dataclass(frozen=True)
class Called:
    """What one call left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The JSON documents on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Called]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for calls that leave nothing in it but what makes the next ones quick."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def call(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `dtcoach` with these words; `--data` may say otherwise."""
    monkeypatch.setenv("DTCOACH_DATA", str(data))

    def call(*words: object) -> Called:
        capsys.readouterr()
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Called(code, captured.out, captured.err)

    return call


def one_line(err: str) -> str:
    """The complaint; there must be exactly one, on one line, in our own words."""
    assert err.startswith("dtcoach: "), err
    assert err.endswith("\n")
    assert len(err.splitlines()) == 1, err
    return err.removeprefix("dtcoach: ").strip()
