"""The figures of an incident, read from the log as it is: for a thread that nobody waits on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from dtcoach.app.errors import ProblemFound
from dtcoach.app.followups import FollowUps
from dtcoach.app.ports import EventLog, OpeningDays
from dtcoach.domain.content import Content
from dtcoach.domain.drill.events import DrillEnded
from dtcoach.domain.drill.running import fold_drill
from dtcoach.domain.figures.followed import followed
from dtcoach.domain.figures.incident import IncidentFigures, incident_figures
from dtcoach.domain.figures.outage import Stretch, stretches
from dtcoach.domain.incident import IncidentState, fold_incident
from dtcoach.domain.words import IncidentKind


def figures_of(
    log: EventLog,
    content: Content,
    days: OpeningDays,
    incident: str,
    now: datetime,
    followups: FollowUps | None = None,
) -> IncidentFigures:
    """With `followups`, also what came of the visits: those are read one by one, which takes long
    after a long day. Raises ProblemFound where there is no such incident."""
    state = fold_incident(log.of_board(incident))
    if state is None:
        raise ProblemFound("この障害対応の記録は見つかりません。")
    now = _until(state, now)
    also = tuple(_also_down(log, state))
    visits = log.visits(incident)
    counted = incident_figures(state, visits, content, days.is_closed, now, also)
    if followups is None:
        return counted
    followups.refresh()
    came_of_it = followed(
        followups.promises,
        followups.recalls,
        followups.fees,
        state.wrong_hands,
        now,
        counted.recovered_at,
    )
    return replace(counted, followed=came_of_it)


def _until(state: IncidentState, now: datetime) -> datetime:
    """A drill with a plan lives on an invented day: its last moment, and never the wall clock's."""
    if fold_drill(state.journal) is None:
        return now
    ends = [e.observed_at for e in state.journal if isinstance(e.body, DrillEnded)]
    return ends[0] if ends else max(event.observed_at for event in state.journal)


def _also_down(log: EventLog, state: IncidentState) -> Iterator[Stretch]:
    """When other incidents of its kind were down; 訓練 and 再現 count for themselves alone."""
    for row in log.incidents():
        if row.kind is not state.kind or row.kind is not IncidentKind.REAL or row.id == state.id:
            continue
        other = fold_incident(log.of_board(row.id))
        if other is not None:
            yield from stretches(other.journal)
