"""`dtcoach check --watch` in a process of its own: it tells again whenever a file changes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shipped import FILES

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="a pipe cannot be read without waiting for it"
)

ROOT = Path(__file__).parent.parent.parent
P = "procedures/residence-certificate.yaml"
OUTAGE = "outages/full-outage.yaml"
TRANSLATIONS = ("reasons.yaml", "glossary.yaml", "questions.yaml", "triage.yaml")
AGAIN = "ファイルが変わると"
OVERRIDES = f"区のファイルが {P} を置きかえています。"
DEADLINE_S = 60


class Watching:
    """The process, and what it has said since the last result."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        self._process = process
        self._out = process.stdout.fileno()
        self._read = b""

    def result(self) -> list[str]:
        """The lines up to the end of the next result."""
        import select

        until = time.monotonic() + DEADLINE_S
        lines = list[str]()
        while True:
            line, end, rest = self._read.partition(b"\n")
            if end:
                self._read = rest
                if line.decode().startswith(AGAIN):
                    return lines
                lines.append(line.decode())
                continue
            left = max(0.0, until - time.monotonic())
            ready, _, _ = select.select([self._out], [], [], left)
            assert ready, f"nothing more after {lines}"
            more = os.read(self._out, 65536)
            assert more, f"it ended with {self._process.wait()} after {lines}"
            self._read += more


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of dtcoach with one procedure, which is proved in a moment."""
    copy = tmp_path / "copy"
    pycache = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "dtcoach", copy / "dtcoach", ignore=pycache)
    shutil.copytree(ROOT / "forms", copy / "forms")
    shared = [name for name in FILES if "/" not in name and name not in TRANSLATIONS]
    for name in (*shared, P, OUTAGE):
        put(copy / "scenarios" / name, FILES[name].decode())
    return copy


@pytest.fixture
def watching(small: Path, tmp_path: Path) -> Iterator[Watching]:
    words = [sys.executable, "-m", "dtcoach", "check", "--watch", "--data", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(small)}
    with subprocess.Popen(
        words, cwd=small, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            yield Watching(process)
        finally:
            process.kill()


def put(path: Path, text: str) -> None:
    """As careful editors do: the new file takes the place of the old one at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def test_each_change_of_a_ward_file_is_told(watching: Watching, tmp_path: Path):
    """From before there is any ward file to after it is gone; a fault never ends the watch."""
    first = watching.result()
    assert len(first) == 1
    assert "規則を破るものはありません" in first[0]

    own = tmp_path / "content" / P
    put(own, FILES[P].decode())
    overridden = watching.result()
    assert overridden[0] == OVERRIDES
    assert "規則を破るものはありません" in overridden[-1]

    put(own, FILES[P].decode().replace("section:", "sectoin:"))
    broken = watching.result()
    assert broken[0] == OVERRIDES
    assert broken[1].startswith(f"{P}:3: 「sectoin」という項目はありません（もしかして: section）")
    assert "件の誤りがあります" in broken[-1]

    put(own, FILES[P].decode())
    assert "規則を破るものはありません" in watching.result()[-1]

    own.unlink()
    gone = watching.result()
    assert len(gone) == 1
    assert "規則を破るものはありません" in gone[0]
