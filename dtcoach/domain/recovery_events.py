"""What happens after the outage, as past-tense classes: a theme of `vocabulary`.

Apart, because a start needs none of them.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from dtcoach.domain.event_body import EventBody, Personal
from dtcoach.domain.words import WorldKey
from dtcoach.frozen import dataclass


class NumberFate(StrEnum):
    """What became of a number that has no finished visit."""

    VOID = "void"
    ON_PAPER = "on-paper"
    WALKED_AWAY = "walked-away"


# --- systems that come back ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UsableAnnounced(EventBody):
    """The official word that one system can be used: `said_by` of `section` gave it, the actor
    took it. Not believed before a `LookupTested` (domain.md E 1)."""

    key: WorldKey
    said_by: str
    section: str


@dataclass(frozen=True, slots=True)
class LookupTested(EventBody):
    """The actor tried the system without changing anything; `seen` is what the screen showed."""

    key: WorldKey
    passed: bool
    seen: str


@dataclass(frozen=True, slots=True)
class DowntimeServerFrozen(EventBody):
    """Nothing more is issued from its snapshot, whose time is kept; or it may again (`frozen`
    False)."""

    frozen: bool
    snapshot_at: datetime | None


@dataclass(frozen=True, slots=True)
class FullyRecovered(EventBody):
    """完全復旧: everything that was held is entered and checked, every number is explained."""

    note: str


# --- what was held, entered afterwards ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BackEntered(EventBody):
    """A held request was entered into the ward's system, which gave it `system_number`.

    `filing_day` (ISO) is the 届出日 that was entered: the day of the visit, not of the entry.
    """

    is_beside: ClassVar[bool] = True

    request: int
    system_number: Personal
    filing_day: str


@dataclass(frozen=True, slots=True)
class BackEntryChecked(EventBody):
    """A second person read this off the screen of the ward's system, the paper beside it."""

    is_beside: ClassVar[bool] = True

    request: int
    seen_number: Personal
    seen_day: str


@dataclass(frozen=True, slots=True)
class BackEntryDropped(EventBody):
    """The request is not entered after all, for this reason; a later entry replaces this."""

    is_beside: ClassVar[bool] = True

    request: int
    reason: Personal


# --- numbers ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SlipsHandedOut(EventBody):
    """Numbered blank slips of the range `label` went to `place`; each must be accounted for."""

    label: str
    first: int
    last: int
    place: str


@dataclass(frozen=True, slots=True)
class NumbersExplained(EventBody):
    """What became of numbers without a finished visit; a later word on a number replaces it."""

    numbers: tuple[str, ...]
    fate: NumberFate
    reason: Personal


RECOVERY_BODIES = (
    UsableAnnounced,
    LookupTested,
    DowntimeServerFrozen,
    FullyRecovered,
    BackEntered,
    BackEntryChecked,
    BackEntryDropped,
    SlipsHandedOut,
    NumbersExplained,
)
