"""引継ぎ書: what the next lead must know, computed from the log at one moment.

Pure: the window shows what `sheet` gives, and paper can draw the same. Personal answers are not in
it: an agreed time stands in free words, so the sheet only says which visit has one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from dtcoach.app.errors import KnownError
from dtcoach.app.ports import OpeningDays, VisitRow
from dtcoach.domain.conditions import deadline_in
from dtcoach.domain.content import Content
from dtcoach.domain.deadline import StatutoryDay, next_open_day
from dtcoach.domain.events import StepDone, VisitParked
from dtcoach.domain.incident import IncidentState, PostedNotice
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.lead_lists import ListNow, list_now
from dtcoach.domain.situation import Moment
from dtcoach.domain.visit import VisitState, fold_visit
from dtcoach.domain.words import LeadList, PromiseKind, Route, Status, VisitStatus, WorldKey
from dtcoach.domain.world import is_stale
from dtcoach.frozen import dataclass

if TYPE_CHECKING:
    from dtcoach.app.counter import Counter

AGREED_STEP = "cremation-time"
"""The step in which a time is agreed with a resident (火葬許可証をお渡しする日時; rule 5)."""

_SENT_AWAY = frozenset({Route.RETURN_VISIT, Route.OTHER_OFFICE, Route.ESCALATE, Route.POST})
"""Outcomes after which a statutory day may still be running: nothing was received."""


@dataclass(frozen=True, slots=True)
class SystemLine:
    """One system, as somebody last saw it. `age_minutes` is None where nobody did."""

    key: WorldKey
    title: str
    status: Status
    age_minutes: int | None
    by: str
    how: str
    is_stale: bool


@dataclass(frozen=True, slots=True)
class WaitingVisit:
    """A visit that is not finished. `cue` is what the clerk wrote when it was put aside: free words
    that may name somebody, so they are for the two who hand over, and for no export."""

    id: str
    number: str
    counter: str
    is_parked: bool
    cue: str
    procedures: tuple[str, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A statutory day that ends today, or has ended. `is_sent_away`: nothing was received."""

    id: str
    number: str
    procedure: str
    day: StatutoryDay
    is_sent_away: bool


@dataclass(frozen=True, slots=True)
class OwedVisit:
    """What was promised to a resident. `due` is None for a time agreed in free words, which
    stands in the visit itself."""

    id: str
    number: str
    kind: PromiseKind | None
    due: date | None
    keeper: str


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """Everything at one moment. `last_numbers`: one for each terminal that gave out numbers."""

    at: datetime
    state: IncidentState
    scenario: str
    systems: tuple[SystemLine, ...]
    snapshot_hours: int | None
    waiting: tuple[WaitingVisit, ...]
    due_today: tuple[DueVisit, ...]
    agreed: tuple[OwedVisit, ...]
    owed: tuple[OwedVisit, ...]
    last_numbers: tuple[str, ...]
    visits: int
    papers: int
    lists: tuple[ListNow, ...]
    notice: PostedNotice | None


def handover_now(counter: Counter) -> HandoverSheet:
    """The sheet from the log as it is. Raises KnownError."""
    state, desk = counter.operations.state, counter.desk
    rows = tuple(counter.log.visits(state.id))
    content, folded = counter.content, []
    for row in rows:
        if not _must_be_read(row, content):
            continue
        with contextlib.suppress(KnownError):
            # The desk keeps what it reads; those that are closed are many, and done with.
            closed = row.state == VisitStatus.CLOSED.value
            visit = fold_visit(counter.log.of_visit(row.id)) if closed else desk.visit(row.id)
            if visit is not None:
                folded.append(visit)
    return handover_sheet(content, state, rows, folded, counter.clock.now(), counter.days)


def handover_sheet(
    content: Content,
    state: IncidentState,
    rows: Sequence[VisitRow],
    visits: Iterable[VisitState],
    now: datetime,
    days: OpeningDays,
) -> HandoverSheet:
    """`rows` are all visits of the incident, `visits` those of them that `rows` do not tell
    enough of: the unfinished, and the finished that may still be owed a day or a time."""
    read = tuple(visits)
    unfinished = tuple(visit for visit in read if visit.status is not VisitStatus.CLOSED)
    scenario = content.scenarios.get(state.scenario)
    snapshot = state.board.snapshot_at
    return HandoverSheet(
        at=now,
        state=state,
        scenario=state.title if scenario is None else scenario.title,
        systems=_systems(content, state, now),
        snapshot_hours=None if snapshot is None else (now - snapshot) // timedelta(hours=1),
        waiting=tuple(sorted(map(_waiting, unfinished), key=lambda visit: visit.number)),
        due_today=tuple(_due_today(content, read, now, days)),
        agreed=tuple(_agreed(read)),
        owed=tuple(_owed(rows, now, days)),
        last_numbers=_last_numbers(rows),
        visits=len(rows),
        papers=sum(row.papers for row in rows),
        lists=()
        if scenario is None
        else tuple(list_now(scenario, which, state.ticks, now) for which in _lists(state)),
        notice=state.notice,
    )


def _must_be_read(row: VisitRow, content: Content) -> bool:
    """Unfinished, or sent away from a filing that has a day, or with a time agreed for 火葬許可."""
    return row.state != VisitStatus.CLOSED.value or any(
        request.procedure == "death-notification"
        or (request.route in _SENT_AWAY and _has_day(content, request.procedure))
        for request in row.requests
    )


def _has_day(content: Content, procedure: str) -> bool:
    known = content.procedures.get(procedure)
    return known is not None and known.deadline is not None


def _systems(content: Content, state: IncidentState, now: datetime) -> tuple[SystemLine, ...]:
    lines = []
    for key in WorldKey:
        system, check = content.systems.get(key), state.board.checks.get(key)
        if system is None:
            continue
        age = None if check is None else check.age(now)
        lines.append(
            SystemLine(
                key=key,
                title=system.title,
                status=state.board.status(key),
                age_minutes=None if age is None else age // timedelta(minutes=1),
                by=(check and check.by) or "",
                how="" if check is None else check.how,
                is_stale=is_stale(state.board, system, now),
            )
        )
    return tuple(lines)


def _waiting(visit: VisitState) -> WaitingVisit:
    parked = [event.observed_at for event in visit.history if isinstance(event.body, VisitParked)]
    is_parked = visit.status is VisitStatus.PARKED
    return WaitingVisit(
        id=visit.id,
        number=visit.number,
        counter=visit.counter,
        is_parked=is_parked,
        cue=visit.cue,
        procedures=tuple(request.procedure for request in visit.requests),
        since=parked[-1] if is_parked and parked else visit.history[-1].observed_at,
    )


def _due_today(
    content: Content, visits: Iterable[VisitState], now: datetime, days: OpeningDays
) -> Iterable[DueVisit]:
    today = now.astimezone(TOKYO).date()
    for visit in visits:
        moment = Moment(at=now, world={}, facts=visit.facts, closed=days.is_closed)
        for request in visit.requests:
            procedure = content.procedures.get(request.procedure)
            if procedure is None or procedure.deadline is None:
                continue
            away = request.outcome in _SENT_AWAY
            if request.outcome is not None and not away:
                continue
            day = deadline_in(procedure.deadline, moment)
            if day is not None and (day.due == today or (day.due < today and not away)):
                yield DueVisit(visit.id, visit.number, procedure.id, day, away)


def _agreed(visits: Iterable[VisitState]) -> Iterable[OwedVisit]:
    for visit in visits:
        steps = (event.body for event in visit.history if isinstance(event.body, StepDone))
        if any(step.step == AGREED_STEP for step in steps):
            yield OwedVisit(visit.id, visit.number, None, None, "")


def _owed(rows: Iterable[VisitRow], now: datetime, days: OpeningDays) -> Iterable[OwedVisit]:
    """Due today or on the next opening day, by day and number."""
    today = now.astimezone(TOKYO).date()
    last = next_open_day(today + timedelta(days=1), days.is_closed)
    owed = [
        OwedVisit(row.id, row.number, PromiseKind(promise.kind), due, promise.keeper)
        for row in rows
        for promise in row.promises
        if promise.due is not None and today <= (due := date.fromisoformat(promise.due)) <= last
    ]
    return sorted(owed, key=lambda one: (one.due or last, one.number))


def _last_numbers(rows: Iterable[VisitRow]) -> tuple[str, ...]:
    last: dict[str, tuple[int, str]] = {}
    for row in rows:
        head, _, tail = row.number.rpartition("-")
        if tail.isdecimal():
            last[head] = max(last.get(head, (0, "")), (int(tail), row.number))
    return tuple(number for _, (_, number) in sorted(last.items()))


def _lists(state: IncidentState) -> tuple[LeadList, ...]:
    recovery = (LeadList.RECOVERY,) if state.recovered_at is not None else ()
    return (LeadList.FIRST, LeadList.HOURLY, LeadList.HANDOVER, *recovery)
