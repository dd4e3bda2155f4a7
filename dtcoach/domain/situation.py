"""What is known at one moment: the world, the facts, the time. The only thing conditions read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dtcoach.domain.hours import Opening, Service, Span, minute_of
from dtcoach.domain.words import Status, WorldKey


class Situation(Protocol):
    """The engine reads the world and the facts through these calls alone.

    So the proof can stand behind them and branch at the moment a variable is first read.
    """

    @property
    def at(self) -> datetime: ...

    def minute(self) -> int:
        """The time of day, in minutes since midnight."""
        ...

    def status(self, key: WorldKey) -> Status: ...

    def lacks_entries(self, key: WorldKey) -> bool:
        """Whether that record came back before what is entered first is in it (rule 12)."""
        ...

    def fact(self, name: str) -> str | None:
        """The answer, `unknown`, or None while the fact was not asked."""
        ...

    def snapshot_at(self) -> datetime | None: ...

    def setting(self, key: str) -> str | None:
        """What the ward decided in its profile, or None while 要確認."""
        ...

    def opening(self, service: str, certificate: str) -> Opening:
        """Whether the service is open for that certificate now, by the ward's profile."""
        ...

    def hours_today(self, service: str, certificate: str) -> tuple[Span, ...]:
        """The known hours of today, for the words of a text; none while 要確認."""
        ...

    def is_closed(self, day: date) -> bool:
        """Whether the counters are closed on that day."""
        ...


def never_closed(_day: date) -> bool:
    """A calendar for situations in which opening days do not matter."""
    return False


_NOTHING_KNOWN = Service()


@dataclass(frozen=True)
class Moment:
    """Everything given. Missing world keys are unknown, missing facts unasked, services 要確認.

    `unentered`: records that came back before the first entries were made."""

    at: datetime
    world: Mapping[WorldKey, Status]
    facts: Mapping[str, str]
    snapshot: datetime | None = None
    settings: Mapping[str, str | None] | None = None
    closed: Callable[[date], bool] = never_closed
    services: Mapping[str, Service] | None = None
    unentered: frozenset[WorldKey] = frozenset()

    def minute(self) -> int:
        return minute_of(self.at)

    def status(self, key: WorldKey) -> Status:
        return self.world.get(key, Status.UNKNOWN)

    def lacks_entries(self, key: WorldKey) -> bool:
        return key in self.unentered

    def fact(self, name: str) -> str | None:
        return self.facts.get(name)

    def snapshot_at(self) -> datetime | None:
        return self.snapshot

    def setting(self, key: str) -> str | None:
        return self.settings.get(key) if self.settings else None

    def opening(self, service: str, certificate: str) -> Opening:
        return self._service(service).opening(certificate, self.at, self.closed)

    def hours_today(self, service: str, certificate: str) -> tuple[Span, ...]:
        today = self.at.date()
        return self._service(service).hours_on(certificate, today, self.closed) or ()

    def _service(self, name: str) -> Service:
        return (self.services or {}).get(name, _NOTHING_KNOWN)

    def is_closed(self, day: date) -> bool:
        return self.closed(day)
