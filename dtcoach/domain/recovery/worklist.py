"""The worklist after the outage: what was held, in the order in which it is entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum

from dtcoach.domain.recovery.entries import (
    NOT_ENTERED,
    SETTLED,
    EntryStage,
    EntryState,
    RequestKey,
    filing_day,
)
from dtcoach.domain.words import FIRST_ENTRIES, Route, WorldKey
from dtcoach.frozen import dataclass

CARD_DAYS = "move-in-special"
"""Its card lapses after its day (rule 7); from another municipality's paper it no longer can."""


class Rank(IntEnum):
    """The proposed order; the ward decides it (要確認)."""

    FIRST = 0
    CARD_DAY = 1
    ARRIVAL = 2


@dataclass(frozen=True, slots=True)
class Held:
    """A request that was taken in and must be entered. `systems`: into which it is entered;
    `card_day` is None where it is not known; `needs_resident`: they come again for it."""

    visit: str
    number: str
    request: int
    procedure: str
    route: Route
    arrived_at: datetime
    counter: str = ""
    typed_in: bool = False
    systems: frozenset[WorldKey] = frozenset()
    card_day: date | None = None
    needs_resident: bool = False

    @property
    def key(self) -> RequestKey:
        return (self.visit, self.request)

    @property
    def filing_day(self) -> date:
        return filing_day(self.arrived_at)


@dataclass(frozen=True, slots=True)
class Work:
    """One line. `waits_for`: systems that are not back, until when the line rests."""

    held: Held
    entry: EntryState
    rank: Rank
    waits_for: tuple[WorldKey, ...]

    @property
    def stage(self) -> EntryStage:
        return self.entry.stage

    @property
    def is_open(self) -> bool:
        return self.entry.is_open


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """For the chips, and for what still stands in the way."""

    to_enter: int
    to_check: int
    differs: int
    done: int
    dropped: int
    resting: int
    first_open: int

    @property
    def open(self) -> int:
        return self.to_enter + self.to_check + self.differs

    @property
    def whole(self) -> int:
        return self.open + self.done + self.dropped


def rank_of(held: Held, soon: date) -> Rank:
    """`soon`: the last day that is near; a day that nobody knows may be today."""
    if held.procedure in FIRST_ENTRIES:
        return Rank.FIRST
    lapses = held.procedure == CARD_DAYS and held.route is not Route.OTHER_OFFICE
    if lapses and (held.card_day is None or held.card_day <= soon):
        return Rank.CARD_DAY
    return Rank.ARRIVAL


def worklist(
    held: Iterable[Held],
    entries: Mapping[RequestKey, EntryState],
    not_usable: frozenset[WorldKey],
    soon: date,
) -> tuple[Work, ...]:
    """All lines in their order. Nothing leaves the list when a system falls again: it rests."""
    waits: dict[frozenset[WorldKey], tuple[WorldKey, ...]] = {}
    lines = []
    for one in held:
        if one.systems not in waits:
            waits[one.systems] = tuple(sorted(one.systems & not_usable))
        entry = entries.get(one.key, NOT_ENTERED)
        lines.append(Work(one, entry, rank_of(one, soon), waits[one.systems]))
    return tuple(sorted(lines, key=_in_order))


def counts_of(works: Sequence[Work]) -> WorkCounts:
    stages = dict.fromkeys(EntryStage, 0)
    resting = first_open = 0
    for work in works:
        stage = work.stage
        stages[stage] += 1
        if stage not in SETTLED:
            resting += bool(work.waits_for)
            first_open += work.rank is Rank.FIRST
    return WorkCounts(
        to_enter=stages[EntryStage.TO_ENTER],
        to_check=stages[EntryStage.TO_CHECK],
        differs=stages[EntryStage.DIFFERS],
        done=stages[EntryStage.DONE],
        dropped=stages[EntryStage.DROPPED],
        resting=resting,
        first_open=first_open,
    )


def _in_order(work: Work) -> tuple[Rank, date, datetime, str, int]:
    held = work.held
    by_day = work.rank is Rank.CARD_DAY and held.card_day is not None
    day = held.card_day if by_day and held.card_day is not None else date.min
    return (work.rank, day, held.arrived_at, held.number, held.request)
