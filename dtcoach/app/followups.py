"""What is still owed after the visits, read once and then only where something was written."""

from __future__ import annotations

from collections.abc import Iterator

from dtcoach.app.ports import LAST_MARK, EventLog
from dtcoach.domain.fees import FeeFigures, FeeNote, fee_figures, fees_of
from dtcoach.domain.promises.promise import PromiseState, promises_of
from dtcoach.domain.recall.document import RecallState, recalls_of
from dtcoach.domain.visit import fold_visit
from dtcoach.frozen import dataclass

SLICE = 8
"""Visits that are read in one go: ten milliseconds, or twenty on a busy terminal."""


@dataclass(frozen=True, slots=True)
class VisitFollowUps:
    """What one visit left behind."""

    promises: tuple[PromiseState, ...]
    recalls: tuple[RecallState, ...]
    fees: tuple[FeeNote, ...]


class FollowUps:
    """The promises, documents and fees of one incident, as the log has them.

    `read_on` reads a slice at a time, so that the thread that draws stays free on a day of 2,000
    visits; afterwards `read_on` takes in whatever any process, or a merge, wrote since.
    """

    def __init__(self, log: EventLog, incident: str) -> None:
        self._log = log
        self._incident = incident
        self._mark = 0
        self._to_read: list[str] = []
        self._visits: dict[str, VisitFollowUps] = {}
        self.version = 0
        """Grows whenever something here has changed."""

    @property
    def left_to_read(self) -> int:
        return len(self._to_read)

    @property
    def read(self) -> int:
        """How many visits were read that left something behind."""
        return len(self._visits)

    def look(self) -> int:
        """Asks the log what was written since; how many visits are to be read now."""
        if not self._mark:
            # All of them: a few hundred at a time, so that the log is never kept from others long.
            held, self._mark = self._log.touched_since(self._incident, LAST_MARK)
            touched = held | {row.id for row in self._log.visits(self._incident)}
        else:
            touched, self._mark = self._log.touched_since(self._incident, self._mark)
        waiting = set(self._to_read)
        self._to_read += sorted(touched - waiting)
        return len(self._to_read)

    def read_on(self, most: int | None = SLICE) -> bool:
        """Reads so many visits (None: all); True when nothing is left to read."""
        now = self._to_read if most is None else self._to_read[:most]
        for visit in now:
            self._take(visit)
        self._to_read = self._to_read[len(now) :]
        return not self._to_read

    def refresh(self) -> None:
        """Everything, at once: for whoever is not waited for."""
        self.look()
        self.read_on(None)

    def again(self, visit: str) -> VisitFollowUps:
        """One visit as the log has it now."""
        self._take(visit)
        return self._visits.get(visit, _NOTHING)

    def of_visit(self, visit: str) -> VisitFollowUps:
        return self._visits.get(visit, _NOTHING)

    @property
    def promises(self) -> Iterator[PromiseState]:
        return (promise for own in self._visits.values() for promise in own.promises)

    @property
    def recalls(self) -> Iterator[RecallState]:
        return (recall for own in self._visits.values() for recall in own.recalls)

    @property
    def fees(self) -> Iterator[FeeNote]:
        return (note for own in self._visits.values() for note in own.fees)

    @property
    def fee_figures(self) -> FeeFigures:
        return fee_figures(self.fees)

    def _take(self, visit: str) -> None:
        state = fold_visit(self._log.of_visit(visit))
        own = (
            _NOTHING
            if state is None
            else VisitFollowUps(promises_of(state), recalls_of(state), fees_of(state))
        )
        before = self._visits.get(visit, _NOTHING)
        if own == before:
            return
        self.version += 1
        if own == _NOTHING:
            del self._visits[visit]
        else:
            self._visits[visit] = own


_NOTHING = VisitFollowUps((), (), ())
