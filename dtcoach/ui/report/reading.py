"""What a report page reads of the log, on another thread, so that the counter stays at hand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from threading import Lock

from dtcoach.app.followups import FollowUps
from dtcoach.app.ports import EventLog
from dtcoach.app.reporting import Reporting
from dtcoach.domain.figures.comparison import Comparison, compare
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.frozen import dataclass

_SWITCH_S = 0.0005
"""How long another thread may keep Python from the one that draws."""


@dataclass(frozen=True, slots=True)
class Read:
    """The figures, and those set beside them."""

    figures: IncidentFigures
    comparison: Comparison

    def tells(self, other: Read) -> bool:
        """Whether `other` is the same but for the time at which it was counted."""
        at = self.figures.at
        return _at(self.comparison, at) == _at(other.comparison, at)


class Reader:
    """Reads one incident. What came of each visit is read once, and then only where something was
    written; one thread at a time does that."""

    def __init__(self, log: EventLog, incident: str) -> None:
        self.incident = incident
        self._followups = FollowUps(log, incident)
        self._lock = Lock()

    def count(self, reporting: Reporting) -> Read:
        """What is there at once, also after a long day."""
        with _politely():
            figures = reporting.counted(self.incident)
            return Read(figures, compare((figures,)))

    def read(self, reporting: Reporting) -> Read:
        """Also what came of each visit, and what is set beside."""
        figures = self.figures(reporting)
        with _politely():
            return Read(figures, compare((figures, *reporting.side_by_side(figures))))

    def figures(self, reporting: Reporting) -> IncidentFigures:
        """All figures of this incident."""
        with self._lock, _politely():
            return reporting.figures(self.incident, self._followups)


@contextmanager
def _politely() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _SWITCH_S))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _at(comparison: Comparison, at: datetime) -> tuple[IncidentFigures, ...]:
    return tuple(replace(figures, at=at) for figures in comparison.incidents)
