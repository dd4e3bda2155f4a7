"""A held request that was entered afterwards: who entered what, and whether a second person saw
the same. The fold of a request's own events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import Enum

from dtcoach.domain.events import Event
from dtcoach.domain.incident import standing
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.recovery_events import BackEntered, BackEntryChecked, BackEntryDropped
from dtcoach.domain.written import same_person, search_key
from dtcoach.frozen import dataclass


class EntryStage(Enum):
    """Where a held request is on its way into the ward's system."""

    TO_ENTER = "to-enter"
    TO_CHECK = "to-check"
    DIFFERS = "differs"
    DONE = "done"
    DROPPED = "dropped"


SETTLED = frozenset({EntryStage.DONE, EntryStage.DROPPED})


@dataclass(frozen=True, slots=True)
class Reading:
    """A number and a 届出日 as somebody entered them, or read them off the screen."""

    number: str | None
    day: str
    at: datetime
    by: str

    def agrees_with(self, other: Reading) -> bool:
        """However the number was typed; of one that was erased nobody can say otherwise."""
        if self.day != other.day:
            return False
        if self.number is None or other.number is None:
            return True
        return self.number == other.number or search_key(self.number) == search_key(other.number)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Why it is not entered."""

    reason: str | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class EntryState:
    """What became of one held request."""

    entered: Reading | None = None
    checked: Reading | None = None
    dropped: Dropped | None = None

    @property
    def stage(self) -> EntryStage:
        if self.dropped is not None:
            return EntryStage.DROPPED
        if self.entered is None:
            return EntryStage.TO_ENTER
        if self.checked is None:
            return EntryStage.TO_CHECK
        return EntryStage.DONE if self.checked.agrees_with(self.entered) else EntryStage.DIFFERS

    @property
    def is_open(self) -> bool:
        """Somebody still has to do something."""
        return self.stage not in SETTLED


NOT_ENTERED = EntryState()

RequestKey = tuple[str, int]
"""A visit and the number of a request in it."""


def filing_day(arrived_at: datetime) -> date:
    """届出日: the day of the visit at the counter, whenever it is entered (domain.md E 4)."""
    return arrived_at.astimezone(TOKYO).date()


def fold_entries(events: Iterable[Event]) -> Mapping[RequestKey, EntryState]:
    """Each request's state after these events, in their order; corrections may be among them."""
    found: dict[RequestKey, EntryState] = {}
    for event in standing(events):
        body = event.body
        if event.visit is None:
            continue
        if isinstance(body, BackEntered | BackEntryChecked | BackEntryDropped):
            key = (event.visit, body.request)
            found[key] = entry_after(found.get(key, NOT_ENTERED), event)
    return found


def entry_after(state: EntryState, event: Event) -> EntryState:
    """The state after one more event of that request."""
    at, by = event.observed_at, event.actor
    match event.body:
        case BackEntered(system_number=number, filing_day=day):
            return EntryState(entered=Reading(number.value, day, at, by))
        case BackEntryChecked(seen_number=number, seen_day=day):
            entered = state.entered
            if entered is None or same_person(by, entered.by):
                return state  # a second pair of eyes, or nothing
            return replace(state, checked=Reading(number.value, day, at, by))
        case BackEntryDropped(reason=reason):
            return replace(state, dropped=Dropped(reason.value, at, by))
    return state
