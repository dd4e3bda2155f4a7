"""The lists of an incident as they stand on paper: what was received, issued, and what is up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from dtcoach.app.ports import EventLog, VisitRow
from dtcoach.domain.content import Content
from dtcoach.domain.form_values import Value, blank_values, short_titles
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.japanese_dates import TOKYO, clock_time, long_date
from dtcoach.domain.words import Route, Status
from dtcoach.domain.world import Check

_NOBODY_LOOKED = Check(Status.UNKNOWN)

REGISTERS = ("outage-register", "downtime-register", "status-sheet")
"""Forms that an incident fills; the others are filled by a visit, or by hand."""

STATUS: Mapping[Status, str] = {
    Status.UP: "稼働",
    Status.DEGRADED: "不安定",
    Status.DOWN: "停止",
    Status.UNKNOWN: "不明",
}


def register_values(
    state: IncidentState, log: EventLog, content: Content, now: datetime
) -> Mapping[str, Value]:
    """The rows of all registers, in the order of the visits; no name and no answer is in them."""
    snapshot = state.board.snapshot_at
    # Most outages end on their day; of the others a time alone would not be the 届出日.
    days = now.astimezone(TOKYO).date() != state.started_at.astimezone(TOKYO).date()
    return {
        **blank_values(content),
        "office": state.office,
        "printed_at": f"{long_date(now.date())}{clock_time(now)}",
        "snapshot_at": "" if snapshot is None else _moment(snapshot),
        "received": tuple(_received(row, content, days) for row in log.visits(state.id)),
        "issued": tuple(_issued(log.visits(state.id), content, days)),
        "systems": tuple(_systems(state, content)),
    }


def _received(row: VisitRow, content: Content, days: bool) -> Mapping[str, str]:
    return {
        "number": row.number,
        "at": _time(row.opened_at, days),
        "procedures": short_titles(content, [one.procedure for one in row.requests]),
    }


def _issued(rows: Iterator[VisitRow], content: Content, days: bool) -> Iterator[Mapping[str, str]]:
    """Numbered as they were issued, so that a list printed later only grows at its end."""
    issued = []
    for row in rows:
        for request in row.requests:
            at = request.outcome_at
            if request.route != Route.DOWNTIME_CERTIFICATE or at is None:
                continue
            issued.append((at, row, request.procedure))
    in_order = sorted(issued, key=lambda one: (one[0], one[1].number))
    for serial, (at, row, procedure) in enumerate(in_order, 1):
        yield {
            "serial": str(serial),
            "number": row.number,
            "document": short_titles(content, [procedure]),
            "at": _time(at, days),
            "staff": row.actor,
        }


def _systems(state: IncidentState, content: Content) -> Iterator[Mapping[str, str]]:
    for key, system in content.systems.items():
        check = state.board.checks.get(key, _NOBODY_LOOKED)
        yield {
            "title": system.title,
            "status": STATUS[check.status],
            "at": "" if check.at is None else clock_time(check.at.astimezone(TOKYO)),
            "by": check.by or "",
            "how": check.how,
        }


def _time(at: datetime, days: bool) -> str:
    """11:20, or 1/6 11:20 where there are several days."""
    local = at.astimezone(TOKYO)
    return f"{local.month}/{local.day} {clock_time(local)}" if days else clock_time(local)


def _moment(at: datetime) -> str:
    local = at.astimezone(TOKYO)
    return f"{long_date(local.date())}{clock_time(local)}"
