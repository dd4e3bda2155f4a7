"""Small days written by hand: boards and visits whose figures can be counted on fingers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dtcoach.domain.events import Event, EventBody, IncidentDeclared
from dtcoach.domain.figures.incident import IncidentFigures, incident_figures
from dtcoach.domain.incident import fold_incident
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import IncidentKind, Route
from dtcoach.domain.world import preset
from tests.shipped import CONTENT, DAYS, MONDAY

KOSEKI, OSAKI = "戸籍住民課 1番", "大崎第一地域センター-2"


def at(text: str, day: int = 6) -> datetime:
    """That time on a day of January 2025."""
    hour, minute = text.split(":")
    return datetime(2025, 1, day, int(hour), int(minute), tzinfo=TOKYO)


def declared(kind: IncidentKind = IncidentKind.REAL, office: str = "戸籍住民課") -> EventBody:
    world = preset(CONTENT.scenarios["full-outage"])
    return IncidentDeclared(kind, "full-outage", office, "住民記録の停止", world)


def board(*told: tuple[datetime, EventBody], by: str = "係長") -> list[Event]:
    """Events of a board in this order."""
    return [
        Event(f"e{n}", "t1", n, n, "incident", None, when, when, by, body, "", "")
        for n, (when, body) in enumerate(told, start=1)
    ]


@dataclass(frozen=True)
class Asked:
    """Implements `CountedRequest`."""

    procedure: str
    route: str | None
    outcome_at: datetime | None


@dataclass(frozen=True)
class Came:
    """Implements `CountedVisit`."""

    counter: str
    opened_at: datetime
    requests: Sequence[Asked]
    state: str = "closed"
    recalls: int = 0
    papers: int = 0
    typed_in: bool = False


def came(
    time: str,
    *asked: tuple[str, Route | None],
    counter: str = KOSEKI,
    took: int = 5,
    day: int = 6,
    state: str = "closed",
    recalls: int = 0,
    papers: int = 1,
    typed_in: bool = False,
) -> Came:
    """Somebody came at that time; each request ends `took` minutes after the one before."""
    opened = at(time, day)
    requests = [
        Asked(name, route, None if route is None else opened + timedelta(minutes=took * n))
        for n, (name, route) in enumerate(asked, start=1)
    ]
    return Came(counter, opened, requests, state, recalls, papers, typed_in)


def figures(
    events: Sequence[Event], visits: Sequence[Came] = (), now: datetime = MONDAY
) -> IncidentFigures:
    state = fold_incident(events)
    assert state is not None
    return incident_figures(state, visits, CONTENT, DAYS.is_closed, now)
