"""Declaring with what was seen, turning with it, and an outage that comes back after the word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dtcoach.app.errors import DiskFull
from dtcoach.app.operations import Declaration, declare, resume
from dtcoach.domain.events import (
    Draft,
    Event,
    IncidentDeclared,
    ScenarioChanged,
    SnapshotStamped,
    StatusChecked,
)
from dtcoach.domain.incident import list_of_the_hour
from dtcoach.domain.triage import TriagePlace, stand
from dtcoach.domain.words import IncidentKind, LeadList, Status, WorldKey
from tests.app.windows import Window
from tests.memory_log import Ids, MemoryLog, TickingClock
from tests.shipped import CONTENT, MONDAY

FULL, LINK = CONTENT.scenarios["full-outage"], CONTENT.scenarios["juki-net-link"]


def answered(*keys: int) -> TriagePlace:
    assert CONTENT.triage is not None
    return stand(CONTENT.triage, keys)


class CountingLog(MemoryLog):
    """Remembers how much came in each durable write."""

    def __init__(self, clock: TickingClock) -> None:
        super().__init__(clock)
        self.writes: list[int] = []
        self.is_full = False

    def append(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        if self.is_full:
            raise DiskFull("ディスクの空きがありません。")
        self.writes.append(len(drafts))
        return super().append(drafts)


def test_the_incident_and_all_that_was_seen_are_one_durable_write():
    clock = TickingClock()
    log = CountingLog(clock)
    place = answered(1, 0, 3)
    said = Declaration(
        IncidentKind.REAL,
        CONTENT.scenarios["downtime-server"],
        "戸籍住民課",
        "係長",
        found=place.finding,
        snapshot_at=MONDAY,
    )
    operations = declare(log, clock, Ids(), said, at=MONDAY)
    assert log.writes == [1 + 4 + 1]
    state = operations.state
    assert state.started_at == MONDAY
    first, *checks, stamp = (event.body for event in state.journal)
    assert isinstance(first, IncidentDeclared)
    assert isinstance(stamp, SnapshotStamped)
    assert all(isinstance(body, StatusChecked) for body in checks)
    for key, sight in place.finding.seen.items():
        check = state.board.checks[key]
        assert (check.status, check.how, check.by) == (sight.status, sight.how, "係長")
        assert check.at is not None
        assert check.at > MONDAY, "seen now, though the trouble was noticed before"
    doubted = state.board.checks[WorldKey.NETWORK]
    assert (doubted.status, doubted.at) == (Status.UNKNOWN, None), "nobody looked"
    assert resume(log, clock, state.id).state == state


def test_a_full_disk_leaves_neither_incident_nor_half_of_it():
    clock = TickingClock()
    log = CountingLog(clock)
    log.is_full = True
    said = Declaration(IncidentKind.REAL, FULL, "課", "係長", found=answered(3, 1, 1, 3).finding)
    with pytest.raises(DiskFull):
        declare(log, clock, Ids(), said)
    assert log.incidents() == ()


def test_it_recovers_fails_again_and_turns_into_another():
    window = Window("full-outage")
    operations = window.operations
    operations.check("係長", WorldKey.KONBINI, Status.UP, "一通取った")
    operations.tick("係長", LeadList.FIRST, FULL.first_minutes[0], True)
    operations.recovered("係長", "デジタル推進課から電話")
    ticked = operations.state.ticks
    assert ticked
    operations.check("係長", WorldKey.RESIDENT_RECORD, Status.UP, "ログインできた")
    word = operations.state.recovered_at
    assert word is not None
    assert operations.state.failed_again_at is None

    place = answered(0, 0, 0, 3)
    operations.turn("係長", FULL, found=place.finding)
    failing = operations.state
    assert failing.recovered_at is None
    assert failing.ticks == ticked, "nothing of the lists is lost"
    assert list_of_the_hour(failing, failing.journal[-1].observed_at) is LeadList.FIRST
    assert failing.failed_again_at == failing.journal[-2].observed_at
    assert [type(event.body) for event in failing.journal[-2:]] == [ScenarioChanged, StatusChecked]
    assert failing.board.status(WorldKey.RESIDENT_RECORD) is Status.DOWN
    assert failing.board.checks[WorldKey.RESIDENT_RECORD].by == "係長"
    assert failing.board.status(WorldKey.KONBINI) is Status.UP, "what was checked stays"

    operations.turn("係長", LINK)
    assert operations.state.scenario == "juki-net-link"
    assert operations.state.failed_again_at == failing.failed_again_at
    window.restart()
    assert window.operations.state == operations.state

    window.operations.recovered("係長", "二度目の連絡")
    assert window.operations.state.recovered_at is not None
    assert window.operations.state.failed_again_at is None
