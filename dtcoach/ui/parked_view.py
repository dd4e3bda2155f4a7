"""Who waits: visits put aside, and those left in the middle for another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError
from dtcoach.domain.events import VisitParked
from dtcoach.domain.words import VisitStatus
from dtcoach.ui.kit.nav import ParkedModel
from dtcoach.ui.times import minutes_between

if TYPE_CHECKING:
    from dtcoach.domain.visit import VisitState

LEFT_OPEN = "対応の途中"
NO_CUE = "中断中"


class ParkedVisits:
    """Reads the log, and remembers the visits of this session: what could not be written yet is
    in no list of the log, and its resident waits all the same."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._here: dict[str, str] = {}

    def touched(self, visit: str | None) -> None:
        """A visit that this window worked on."""
        if visit is not None and self._counter.is_entered:
            self._here[visit] = self._counter.operations.state.id

    def models(self, shown: str | None, now: datetime) -> tuple[ParkedModel, ...]:
        """Longest wait first, without the visit that is `shown`."""
        incident = self._counter.operations.state.id
        ids = dict.fromkeys(row.id for row in self._counter.waiting())
        if self._counter.log.unsaved:
            ids.update(dict.fromkeys(v for v, of in self._here.items() if of == incident))
        states = []
        for visit in ids:
            try:
                states.append(self._counter.desk.visit(visit))
            except KnownError:
                continue
        return parked_models(states, shown, now)


def parked_models(
    visits: Iterable[VisitState], shown: str | None, now: datetime
) -> tuple[ParkedModel, ...]:
    """What the side lists: the number, what is waited for, for how long."""
    waiting = [
        (since(visit), visit)
        for visit in visits
        if visit.status is not VisitStatus.CLOSED
        and (visit.id != shown or visit.status is VisitStatus.PARKED)
    ]
    return tuple(
        ParkedModel(
            visit.id,
            visit.number,
            LEFT_OPEN if visit.status is VisitStatus.OPEN else visit.cue or NO_CUE,
            max(minutes_between(at, now), 0),
        )
        for at, visit in sorted(waiting, key=lambda pair: (pair[0], pair[1].number))
    )


def since(visit: VisitState) -> datetime:
    """When it was put aside, or last worked on."""
    parked = [e.observed_at for e in visit.history if isinstance(e.body, VisitParked)]
    if visit.status is VisitStatus.PARKED and parked:
        return parked[-1]
    return visit.history[-1].observed_at if visit.history else visit.opened_at
