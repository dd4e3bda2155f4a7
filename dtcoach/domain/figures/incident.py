"""One frozen record of an incident's figures: what report, screen and scores all read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from dtcoach.domain.content import Content
from dtcoach.domain.figures.counts import CountedVisit, Counts, count_visits
from dtcoach.domain.figures.followed import Followed, fully_recovered_at
from dtcoach.domain.figures.outage import (
    Availability,
    OfficeLoss,
    Stretch,
    availabilities,
    clock_minutes,
    office_losses,
    open_minutes,
    stretches,
    week_of,
)
from dtcoach.domain.figures.response import Response, minutes_after, response
from dtcoach.domain.figures.systems import SystemCourse, system_courses
from dtcoach.domain.figures.written import WrittenReport, written_report
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.words import IncidentKind
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class IncidentFigures:
    """Everything at one moment (`at`). `opening` is the time lost at the incident's own office;
    `recovered_at` is the last "usable" word, None while it does not hold; `followed` is None where
    nobody read what came of the visits."""

    incident: str
    kind: IncidentKind
    title: str
    office: str
    scenario: str
    at: datetime
    down: tuple[Stretch, ...]
    clock_minutes: int
    opening: OfficeLoss
    offices: tuple[OfficeLoss, ...]
    availability: tuple[Availability, ...]
    agreed_percent: float | None
    systems: tuple[SystemCourse, ...]
    counts: Counts
    response: Response
    written: WrittenReport
    is_closed: bool
    fully_recovered_at: datetime | None = None
    followed: Followed | None = None

    @property
    def began(self) -> datetime:
        return self.down[0].began

    @property
    def recovered_at(self) -> datetime | None:
        return self.down[-1].ended if self.down[-1].by_word else None

    @property
    def is_over(self) -> bool:
        """It recovered, or was closed without the word that it did."""
        return self.down[-1].ended is not None

    @property
    def until(self) -> datetime:
        """The end of what is shown over time."""
        return self.down[-1].until(self.at)

    @property
    def first_notice_minutes(self) -> int | None:
        return minutes_after(self.began, self.response.first_notice_at)

    @property
    def first_certificate_minutes(self) -> int | None:
        """Until the first certificate from the downtime server."""
        return minutes_after(self.began, self.counts.first_certificate_at)


def incident_figures(
    state: IncidentState,
    visits: Iterable[CountedVisit],
    content: Content,
    is_closed: Callable[[date], bool],
    now: datetime,
    also_down: Iterable[Stretch] = (),
) -> IncidentFigures:
    """The figures of an incident from its board and its visits, in one pass. `also_down` are other
    incidents of its kind: the service level is one of all of them."""
    profile = content.profile
    down = stretches(state.journal) or (Stretch(state.started_at),)
    until = down[-1].until(now)
    week, supposed = week_of(profile, state.office)
    lost = sum(open_minutes(week, is_closed, one.began, one.until(now)) for one in down)
    return IncidentFigures(
        incident=state.id,
        kind=state.kind,
        title=state.title,
        office=state.office,
        scenario=state.scenario,
        at=now,
        down=down,
        clock_minutes=clock_minutes(down, now),
        opening=OfficeLoss(state.office, lost, supposed),
        offices=office_losses(profile, is_closed, down, now),
        availability=availabilities(
            profile.service_level, week, supposed, is_closed, down, now, also_down
        ),
        agreed_percent=profile.service_level.percent,
        systems=system_courses(state.journal, until),
        counts=count_visits(
            visits,
            offices=profile.offices,
            with_day={name for name, one in content.procedures.items() if one.deadline},
            recovered_at=down[-1].ended if down[-1].by_word else None,
            takes_time=state.kind is not IncidentKind.REPLAY,
        ),
        response=response(state.journal, until),
        written=written_report(state.journal),
        is_closed=state.closed,
        fully_recovered_at=fully_recovered_at(state.journal),
    )
