"""Systems that come back one by one: the official word, the test that makes it believed, and the
fall after it. The fold of the board's events that stand (`IncidentState.journal`).

`IncidentRecovered` is a word on the whole outage and names no system: it makes none usable here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime
from enum import Enum

from dtcoach.domain.events import (
    Event,
    IncidentDeclared,
    ScenarioChanged,
    SnapshotStamped,
    StatusChecked,
)
from dtcoach.domain.recovery_events import (
    DowntimeServerFrozen,
    FullyRecovered,
    LookupTested,
    UsableAnnounced,
)
from dtcoach.domain.words import RECORDS, WORKING, Status, WorldKey
from dtcoach.frozen import dataclass

NEEDS_WORD = RECORDS
"""Nothing is entered into one of these before somebody said that it can be used."""


class ReturnStage(Enum):
    """How far a system has come back."""

    DOWN = "down"
    ANNOUNCED = "announced"
    USABLE = "usable"


@dataclass(frozen=True, slots=True)
class Word:
    """Who said that it can be used, who took the word, and when."""

    said_by: str
    section: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Test:
    """What was seen without changing anything."""

    seen: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class SystemReturn:
    """One system that failed in this incident. `again_at`: since when it is down once more."""

    key: WorldKey
    since: datetime
    word: Word | None = None
    test: Test | None = None
    again_at: datetime | None = None
    falls: int = 0

    @property
    def stage(self) -> ReturnStage:
        if self.word is None:
            return ReturnStage.DOWN
        return ReturnStage.ANNOUNCED if self.test is None else ReturnStage.USABLE

    def fallen(self, at: datetime) -> SystemReturn:
        """It is down. After a word that is a fall: the word and its test no longer hold."""
        if self.word is None:
            return self
        return replace(self, word=None, test=None, again_at=at, falls=self.falls + 1)


@dataclass(frozen=True, slots=True)
class Freeze:
    """Since when nothing is issued from the snapshot, and of which time the data were."""

    at: datetime
    by: str
    snapshot_at: datetime | None


@dataclass(frozen=True, slots=True)
class Declared:
    """完全復旧, as the lead declared it."""

    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Comeback:
    """All of it. `server_used`: documents may have been issued from a snapshot."""

    systems: Mapping[WorldKey, SystemReturn] = field(default_factory=dict)
    freeze: Freeze | None = None
    server_used: bool = False
    full: Declared | None = None

    @property
    def not_usable(self) -> frozenset[WorldKey]:
        """What failed and has not come back so that it may be believed."""
        back = ReturnStage.USABLE
        return frozenset(key for key, system in self.systems.items() if system.stage is not back)

    @property
    def not_announced(self) -> tuple[WorldKey, ...]:
        return tuple(key for key, system in self.systems.items() if system.word is None)

    @property
    def needs_freeze(self) -> bool:
        return self.server_used and self.freeze is None


def fold_comeback(journal: Iterable[Event]) -> Comeback:
    """The state after these events, in their order."""
    state = Comeback()
    for event in journal:
        state = comeback_after(state, event)
    return state


def comeback_after(state: Comeback, event: Event) -> Comeback:
    """The state after one more event that stands."""
    at, by = event.observed_at, event.actor
    match event.body:
        case IncidentDeclared(world=world):
            return _failed(state, world, at)
        case ScenarioChanged(world=world):
            # Another outage, or the same again: the server may be needed once more.
            return replace(_failed(state, world, at), freeze=None)
        case StatusChecked(key=key, status=status):
            return _checked(state, key, status, at)
        case UsableAnnounced(key=key, said_by=said_by, section=section):
            known = state.systems.get(key, SystemReturn(key, at))
            word = Word(said_by, section, at, by)
            return _with(state, replace(known, word=word, test=None, again_at=None))
        case LookupTested(key=key, passed=passed, seen=seen):
            return _tested(state, key, passed, Test(seen, at, by))
        case DowntimeServerFrozen(frozen=frozen, snapshot_at=snapshot_at):
            return replace(state, freeze=Freeze(at, by, snapshot_at) if frozen else None)
        case FullyRecovered(note=note):
            return replace(state, full=Declared(at, by, note))
    return replace(state, server_used=True) if isinstance(event.body, SnapshotStamped) else state


def _failed(state: Comeback, world: Mapping[WorldKey, Status], at: datetime) -> Comeback:
    for key in NEEDS_WORD:
        if world.get(key) in (Status.DOWN, Status.DEGRADED):
            state = _fell(state, key, at)
    return _server_seen(state, world.get(WorldKey.DOWNTIME_SERVER))


def _checked(state: Comeback, key: WorldKey, status: Status, at: datetime) -> Comeback:
    if key is WorldKey.DOWNTIME_SERVER:
        return _server_seen(state, status)
    known = state.systems.get(key)
    if key in NEEDS_WORD and status is Status.DOWN:
        return _fell(state, key, at)
    if known is not None and status is Status.UNKNOWN:
        return _with(state, replace(known, test=None))
    return state


def _server_seen(state: Comeback, status: Status | None) -> Comeback:
    return replace(state, server_used=True) if status in WORKING else state


def _fell(state: Comeback, key: WorldKey, at: datetime) -> Comeback:
    known = state.systems.get(key)
    fallen = SystemReturn(key, at) if known is None else known.fallen(at)
    return replace(_with(state, fallen), full=None)


def _tested(state: Comeback, key: WorldKey, passed: bool, test: Test) -> Comeback:
    known = state.systems.get(key)
    if known is None or known.word is None:
        return state  # nothing was said that a test could make believed
    if not passed:
        return replace(_with(state, known.fallen(test.at)), full=None)
    return _with(state, replace(known, test=test))


def _with(state: Comeback, system: SystemReturn) -> Comeback:
    systems = {**state.systems, system.key: system}
    return replace(state, systems={key: systems[key] for key in NEEDS_WORD if key in systems})
