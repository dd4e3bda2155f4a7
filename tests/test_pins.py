"""constraints.txt pins everything that an installation with tests brings, exactly."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent

NOT_PINNED = {"dtcoach", "pip"}
"""Ourselves, and what the venv brings."""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(name: str, extra: str = "") -> set[str]:
    """Names of everything that an installed package needs here, itself included."""
    found: set[str] = set()
    ahead = [(name, extra)]
    while ahead:
        name, extra = ahead.pop()
        if plain(name) in found:
            continue
        found.add(plain(name))
        for line in distribution(name).requires or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                ahead.append((requirement.name, ""))
    return found


def test_everything_installed_is_pinned_exactly() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    pins = {plain(line.split("==")[0]) for line in lines}
    assert [line for line in lines if not re.match(r"[\w.-]+==[\w.]+( ; .+)?$", line)] == []
    assert needed("dtcoach", "test") - pins == NOT_PINNED
