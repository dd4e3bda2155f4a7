"""The board of a case: what the scenario says, what staff have checked, what the trap needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from dtcoach.domain.content import Scenario
from dtcoach.domain.practice.chance import Chance
from dtcoach.domain.practice.trap import Trap
from dtcoach.domain.words import WORKING, Status, WorldKey
from dtcoach.domain.world import preset

_UP, _DOWN, _UNKNOWN, _SLOW = Status.UP, Status.DOWN, Status.UNKNOWN, Status.DEGRADED
_CHECKED: Mapping[WorldKey, tuple[Status, ...]] = {
    WorldKey.KONBINI: (_UP, _UP, _UP, _DOWN, _UNKNOWN, _SLOW),
    WorldKey.JPKI: (_UP, _UP, _UP, _UP, _DOWN),
    WorldKey.MOVING_ONESTOP: (_UP, _UP, _UP, _UNKNOWN),
    WorldKey.POST: (_UP, _UP, _UP, _UP, _UNKNOWN),
    WorldKey.PHONE: (_UP, _UP, _UP, _DOWN),
    WorldKey.FAMILY_REGISTER_LINK: (_UP, _UP, _UNKNOWN, _DOWN),
    WorldKey.DOWNTIME_SERVER: (_UP, _UNKNOWN, _UNKNOWN, _DOWN),
    WorldKey.FAMILY_REGISTER: (_UP, _UP, _UP, _DOWN),
    WorldKey.TAX: (_UP, _UP, _UP, _DOWN),
    WorldKey.INSURANCE_PENSION: (_UP, _UP, _DOWN),
}
"""What may turn out when staff look, in the shares of a bad day."""


def board_of(scenario: Scenario, trap: Trap | None, chance: Chance) -> Mapping[WorldKey, Status]:
    """A whole world that could be: what the scenario is about stays as it says."""
    world = dict(preset(scenario))
    for key, statuses in _CHECKED.items():
        if key not in scenario.about:
            world[key] = chance.pick(f"board {key}", statuses)
    if scenario.id == "downtime-server":
        world[WorldKey.DOWNTIME_SERVER] = Status.UP
    if trap is not None:
        world.update(trap.world)
    return world


def snapshot_of(world: Mapping[WorldKey, Status], at: datetime, chance: Chance) -> datetime | None:
    """The night before (or some nights), where a test print has shown it; else None."""
    if world[WorldKey.DOWNTIME_SERVER] not in WORKING:
        return None
    nights = chance.pick("nights", (1, 1, 1, 3))
    day = at.date() - timedelta(days=nights)
    return datetime.combine(day, time(23, 0), at.tzinfo)
