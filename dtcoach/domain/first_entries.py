"""Rule 12: no certificate from a record that came back before what is entered first is in it.

Between the two, a certificate may show what a stop taken on paper forbids. So the ways that issue
one are refused, and for all others the record is as good as stopped: they say that it is issued
later, which is true, and not that it can be issued now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dtcoach.domain.content import Procedure
from dtcoach.domain.hours import Opening, Span
from dtcoach.domain.situation import Situation
from dtcoach.domain.words import CERTIFICATES, RECORDS, WORKING, Route, Status, WorldKey

FROM_THE_RECORD = frozenset({Route.COUNTER, Route.KONBINI})
"""コンビニ, too: its data come from the same record, and later (rule 4)."""

ISSUING = FROM_THE_RECORD | {Route.DOWNTIME_CERTIFICATE}


def records_of(procedure: Procedure) -> tuple[WorldKey, ...]:
    """The records that a certificate comes from; none where the procedure issues none."""
    counter = procedure.route(Route.COUNTER) if procedure.id in CERTIFICATES else None
    return () if counter is None else tuple(key for key in counter.systems if key in RECORDS)


def is_withheld(procedure: Procedure, route: Route, situation: Situation) -> bool:
    """Whether this way would issue too early. From the snapshot nothing is issued once its record
    works; before that rule 4 watches over it."""
    if route in FROM_THE_RECORD:
        return any(situation.lacks_entries(key) for key in records_of(procedure))
    return route is Route.DOWNTIME_CERTIFICATE and any(
        situation.status(key) in WORKING and situation.lacks_entries(key)
        for key in records_of(procedure)
    )


def as_seen_by(procedure: Procedure, route: Route, situation: Situation) -> Situation:
    """The situation for one way of a procedure."""
    records = () if route in ISSUING else records_of(procedure)
    return _NotYet(situation, records) if records else situation


@dataclass(frozen=True, slots=True)
class _NotYet:
    """The same, but that a record that lacks entries counts as stopped."""

    real: Situation
    records: tuple[WorldKey, ...]

    @property
    def at(self) -> datetime:
        return self.real.at

    def minute(self) -> int:
        return self.real.minute()

    def status(self, key: WorldKey) -> Status:
        status = self.real.status(key)
        if status in WORKING and key in self.records and self.real.lacks_entries(key):
            return Status.DOWN
        return status

    def lacks_entries(self, key: WorldKey) -> bool:
        return self.real.lacks_entries(key)

    def fact(self, name: str) -> str | None:
        return self.real.fact(name)

    def snapshot_at(self) -> datetime | None:
        return self.real.snapshot_at()

    def setting(self, key: str) -> str | None:
        return self.real.setting(key)

    def opening(self, service: str, certificate: str) -> Opening:
        return self.real.opening(service, certificate)

    def hours_today(self, service: str, certificate: str) -> tuple[Span, ...]:
        return self.real.hours_today(service, certificate)

    def is_closed(self, day: date) -> bool:
        return self.real.is_closed(day)
