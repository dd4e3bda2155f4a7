"""The board: one status per system, who looked and when; scenarios change it key by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from dtcoach.domain.content import Scenario, SystemDefinition
from dtcoach.domain.words import Status, WorldKey
from dtcoach.frozen import dataclass

STARTS_UNKNOWN = frozenset(
    {
        WorldKey.KONBINI,
        WorldKey.JPKI,
        WorldKey.MOVING_ONESTOP,
        WorldKey.POST,
        WorldKey.PHONE,
        WorldKey.FAMILY_REGISTER_LINK,
        WorldKey.DOWNTIME_SERVER,
    }
)
"""Outside the ward, or not yet tested: nobody has looked when an incident begins (design §2)."""


@dataclass(frozen=True, slots=True)
class Check:
    """A status and where it comes from. `by` and `at` are None where only a preset said so."""

    status: Status
    at: datetime | None = None
    by: str | None = None
    how: str = ""

    def age(self, now: datetime) -> timedelta | None:
        """How old the check is; None where nobody looked."""
        return None if self.at is None else now - self.at


@dataclass(frozen=True, slots=True)
class Board:
    """The world as known, and the date and time of the downtime server's data."""

    checks: Mapping[WorldKey, Check]
    snapshot_at: datetime | None = None

    @property
    def world(self) -> Mapping[WorldKey, Status]:
        """The bare statuses; a key nobody spoke of is unknown."""
        return {key: self.status(key) for key in WorldKey}

    def status(self, key: WorldKey) -> Status:
        check = self.checks.get(key)
        return Status.UNKNOWN if check is None else check.status

    def with_check(self, key: WorldKey, check: Check) -> Board:
        return replace(self, checks={**self.checks, key: check})

    def with_preset(self, world: Mapping[WorldKey, Status]) -> Board:
        """Statuses set by a scenario: nobody looked yet."""
        return replace(
            self, checks={**self.checks, **{key: Check(status) for key, status in world.items()}}
        )

    def with_snapshot(self, at: datetime) -> Board:
        return replace(self, snapshot_at=at)


EMPTY_BOARD = Board({})


def is_stale(board: Board, system: SystemDefinition, now: datetime) -> bool:
    """Nobody ever looked, or it is longer ago than this system stays fresh."""
    check = board.checks.get(system.key)
    age = None if check is None else check.age(now)
    return age is None or age > timedelta(minutes=system.fresh_minutes)


def stalest(
    board: Board, systems: Mapping[WorldKey, SystemDefinition], now: datetime
) -> tuple[WorldKey, ...]:
    """What must be looked at again, the longest unseen first; what nobody ever saw before that."""
    stale = [key for key in WorldKey if key in systems and is_stale(board, systems[key], now)]

    def seen(key: WorldKey) -> float:
        check = board.checks.get(key)
        return 0.0 if check is None or check.at is None else check.at.timestamp()

    return tuple(sorted(stale, key=seen))


def preset(scenario: Scenario) -> Mapping[WorldKey, Status]:
    """The whole world as an incident of this scenario begins: every key has a status."""
    return {
        key: scenario.about.get(key, Status.UNKNOWN if key in STARTS_UNKNOWN else Status.UP)
        for key in WorldKey
    }


def turn_into(scenario: Scenario) -> Mapping[WorldKey, Status]:
    """What a later scenario changes: only the keys it is about. What was checked stays.

    A scenario is only ever about failures, so declaring one never turns a system on: that takes
    a person who looked.
    """
    return scenario.about
