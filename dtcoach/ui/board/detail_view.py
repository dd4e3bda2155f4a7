"""One system in full, worked out without a window: how it was checked, until when that holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dtcoach.domain.content import SystemDefinition
from dtcoach.domain.events import IncidentDeclared, ScenarioChanged, StatusChecked
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.japanese_dates import TOKYO, moment
from dtcoach.domain.words import Status, WorldKey
from dtcoach.frozen import dataclass
from dtcoach.ui.board.rows import PRESET, BoardRow, board_row, snapshot_hours
from dtcoach.ui.times import ago, minutes_between, span, time_of
from dtcoach.ui.words import STATUS

_EARLIER = 3


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the system was before: 11:20 停止 想定."""

    status: Status
    words: str


@dataclass(frozen=True, slots=True)
class SystemDetail:
    """`facts` are (label, words) in the order in which they are read."""

    row: BoardRow
    facts: tuple[tuple[str, str], ...]
    earlier: tuple[Earlier, ...]


def system_detail(state: IncidentState, system: SystemDefinition, now: datetime) -> SystemDetail:
    row = board_row(state.board, system, now)
    return SystemDetail(row, tuple(_facts(state, system, row, now)), _history(state, row, now))


def _facts(
    state: IncidentState, system: SystemDefinition, row: BoardRow, now: datetime
) -> Iterator[tuple[str, str]]:
    check = state.board.checks.get(system.key)
    if check is None or check.at is None:
        yield "確認", f"まだだれも見ていません（いまの状態は{PRESET}）"
        yield "確かめ方", system.how_to_check
    else:
        yield "確認", f"{time_of(check.at, now)}（{ago(check.at, now)}）{check.by or ''}"
        if check.how:
            yield "どうやって", check.how
        until = check.at + timedelta(minutes=system.fresh_minutes)
        late = f"{span(minutes_between(until, now))}過ぎています"
        left = f"あと{span(minutes_between(now, until))}"
        yield "次の確認", f"{time_of(until, now)}まで（{late if row.is_stale else left}）"
    at = state.board.snapshot_at
    if system.key is WorldKey.DOWNTIME_SERVER and at is not None:
        hours = snapshot_hours(at, now)
        yield "データ", f"{moment(at.astimezone(TOKYO))} 時点（{hours}時間前）"


def _history(state: IncidentState, row: BoardRow, now: datetime) -> tuple[Earlier, ...]:
    """Newest first, without what stands now."""
    found = []
    for event in reversed(state.journal):
        when, body = time_of(event.observed_at, now), event.body
        if isinstance(body, StatusChecked) and body.key is row.key:
            note = "　".join(part for part in (event.actor, body.how) if part)
            found.append(Earlier(body.status, f"{when} {STATUS[body.status]}　{note}"))
        elif isinstance(body, IncidentDeclared | ScenarioChanged) and row.key in body.world:
            status = body.world[row.key]
            found.append(Earlier(status, f"{when} {STATUS[status]}　{PRESET}"))
    return tuple(found[1 : 1 + _EARLIER])
