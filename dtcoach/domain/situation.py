"""What is known at one moment: the world, the facts, the time. The only thing conditions read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dtcoach.domain.words import Status, WorldKey


class Situation(Protocol):
    """The engine reads the world and the facts through these calls alone.

    So the proof can stand behind them and branch at the moment a variable is first read.
    """

    @property
    def at(self) -> datetime: ...

    def status(self, key: WorldKey) -> Status: ...

    def fact(self, name: str) -> str | None:
        """The answer, `unknown`, or None while the fact was not asked."""
        ...

    def snapshot_at(self) -> datetime | None: ...

    def setting(self, key: str) -> str | None:
        """What the ward decided in its profile, or None while 要確認."""
        ...

    def is_closed(self, day: date) -> bool:
        """Whether the counters are closed on that day."""
        ...


def never_closed(_day: date) -> bool:
    """A calendar for situations in which opening days do not matter."""
    return False


@dataclass(frozen=True)
class Moment:
    """Everything given. Missing world keys are unknown, missing facts unasked."""

    at: datetime
    world: Mapping[WorldKey, Status]
    facts: Mapping[str, str]
    snapshot: datetime | None = None
    settings: Mapping[str, str | None] | None = None
    closed: Callable[[date], bool] = never_closed

    def status(self, key: WorldKey) -> Status:
        return self.world.get(key, Status.UNKNOWN)

    def fact(self, name: str) -> str | None:
        return self.facts.get(name)

    def snapshot_at(self) -> datetime | None:
        return self.snapshot

    def setting(self, key: str) -> str | None:
        return self.settings.get(key) if self.settings else None

    def is_closed(self, day: date) -> bool:
        return self.closed(day)
