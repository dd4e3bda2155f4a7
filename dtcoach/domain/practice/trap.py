"""What makes a case hard: a trap says what is true, what it tempts to, and what it teaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from dtcoach.domain.words import Route, Status, WorldKey
from dtcoach.frozen import dataclass


class Day(StrEnum):
    """How today lies to the statutory day."""

    AHEAD = "ahead"
    """Some days are left."""
    LAST = "last"
    """Today is the last day."""
    ROLLED = "rolled"
    """The last day was a closed one, and today is the day it rolled to."""
    NEAR = "near"
    """It is the next opening day, or the one after."""
    LAPSES_CLOSED = "lapses-closed"
    """It falls on a closed day that follows today, and does not roll."""
    OTHER_CLOCK = "other-clock"
    """The second limit (転出予定日から30日) comes before the first, and is today."""
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Trap:
    """`tempting` are routes that look right and are not first; `reveals` is what the resident
    says, or the record shows, only when that is asked."""

    id: str
    title: str
    lesson: str
    procedures: tuple[str, ...]
    scenarios: tuple[str, ...]
    tempting: tuple[Route, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    world: Mapping[WorldKey, Status] = field(default_factory=dict)
    day: Day | None = None
    reveals: Mapping[str, str] = field(default_factory=dict)
    behaves: str = ""
