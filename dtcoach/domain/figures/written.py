"""The words of the outage report, its estimate and its versions, as the fold of the board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime

from dtcoach.domain.events import EstimateEntered, Event, ReportSettled, ReportWritten
from dtcoach.domain.words import ReportPart
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PartVersion:
    """One part as somebody left it."""

    text: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many people were affected, as somebody estimated it then, and from what."""

    people: int
    ground: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Somebody answers for that version."""

    version: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """What people wrote. `versions` holds every part as it was left, oldest first."""

    versions: Mapping[ReportPart, tuple[PartVersion, ...]] = field(default_factory=dict)
    estimates: tuple[Estimate, ...] = ()
    estimate: Estimate | None = None
    settled: Settled | None = None
    is_changed: bool = False
    """Written on since it was settled, or never settled."""

    def part(self, part: ReportPart) -> PartVersion | None:
        """How it reads now; None where nothing stands there."""
        kept = self.versions.get(part)
        return kept[-1] if kept and kept[-1].text else None

    def text(self, part: ReportPart) -> str:
        """How it reads now; empty where nothing stands there."""
        now = self.part(part)
        return "" if now is None else now.text

    @property
    def missing(self) -> tuple[ReportPart, ...]:
        """The parts that nobody wrote."""
        return tuple(part for part in ReportPart if self.part(part) is None)


def written_report(journal: Iterable[Event]) -> WrittenReport:
    """From the events of the board that stand, in their order."""
    versions: dict[ReportPart, tuple[PartVersion, ...]] = {}
    estimates: list[Estimate] = []
    estimate: Estimate | None = None
    settled: Settled | None = None
    is_changed = True
    for event in journal:
        match event.body:
            case ReportWritten(part=part, text=text):
                kept = PartVersion(text, event.observed_at, event.actor)
                versions[part] = (*versions.get(part, ()), kept)
                is_changed = True
            case EstimateEntered(people=people, ground=ground):
                estimate = None
                if people is not None:
                    estimate = Estimate(people, ground, event.observed_at, event.actor)
                    estimates.append(estimate)
                is_changed = True
            case ReportSettled():
                number = 1 if settled is None else settled.version + 1
                settled = Settled(number, event.observed_at, event.actor)
                is_changed = False
    return WrittenReport(versions, tuple(estimates), estimate, settled, is_changed)


def kept_versions(versions: Iterable[PartVersion]) -> tuple[PartVersion, ...]:
    """Worth looking back at: where one person typed on for a while, how it stood at the end."""
    found: list[PartVersion] = []
    for one in versions:
        last = found[-1] if found else None
        if last is not None and last.by == one.by and (one.at - last.at).total_seconds() < _SITTING:
            found.pop()
        found.append(one)
    return tuple(found)


_SITTING = 15 * 60
