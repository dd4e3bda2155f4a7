"""The figures of an incident, read from the log as it is: for a thread that nobody waits on."""

from __future__ import annotations

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
from dtcoach.domain.incident import IncidentState, fold_incident


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
    counted = incident_figures(state, log.visits(incident), content, days.is_closed, now)
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
