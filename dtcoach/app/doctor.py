"""Is this terminal ready? Findings are sentences; one look that fails never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from dtcoach.app.errors import KnownError
from dtcoach.frozen import dataclass


class Level(StrEnum):
    """How a finding stands. `problem` alone makes the doctor say no."""

    FINE = "fine"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands, and what to do where it does not."""

    about: str
    level: Level
    sentence: str


Look = Callable[[], Iterable[Finding]]


def examine(looks: Iterable[tuple[str, Look]]) -> tuple[Finding, ...]:
    """Everything found, in order. A look that meets a KnownError reports it as a problem."""
    found: list[Finding] = []
    for about, look in looks:
        try:
            found.extend(look())
        except KnownError as error:
            found.append(Finding(about, Level.PROBLEM, error.sentence))
    return tuple(found)
