"""A drill as it is written down: who takes part, what happens when, and what should follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from dtcoach.domain.words import LeadList, Route, Status, WorldKey
from dtcoach.frozen import dataclass


class Does(StrEnum):
    """What somebody does in a drill."""

    CONTROLS = "controls"
    PLAYS = "plays"
    """Works at a counter, as on any bad day."""
    RESIDENT = "resident"
    """Plays residents, by their role cards."""
    OBSERVES = "observes"


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody who takes part. `counter` is where; empty for whoever walks about."""

    id: str
    title: str
    does: Does
    counter: str = ""


class ActKind(StrEnum):
    """What the log can prove that somebody did."""

    CHECK = "check"
    """A system was looked at; with a status, and it was found so."""
    SNAPSHOT = "snapshot"
    NOTICE = "notice"
    TURN = "turn"
    TICK = "tick"
    HAND_OVER = "hand-over"
    RECOVERED = "recovered"
    SERVED = "served"
    """The visit of a role card was closed, with every request ended."""
    CERTIFICATE = "certificate"
    """The first document left a counter."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that the log can prove. What does not belong to its kind stays empty."""

    kind: ActKind
    key: WorldKey | None = None
    status: Status | None = None
    scenario: str = ""
    lead_list: LeadList | None = None
    line: str = ""
    card: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What should follow an inject, and within how many minutes of its being played."""

    act: Act
    within_minutes: int


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """A condition of an inject: that this was done by then, or was not."""

    act: Act
    done: bool


@dataclass(frozen=True, slots=True)
class Call:
    """What a terminal shows: somebody on the telephone, or at the door."""

    sender: str
    words: str


@dataclass(frozen=True, slots=True)
class Inject:
    """Something that happens. `at` counts from the start, or from `after` once that was played.

    `found` changes what is true without telling anybody; `board` is told, and the controller writes
    it on the board; with `scenario` the outage turns. `to` are the parts at whose counters it
    happens; none for everybody.
    """

    id: str
    title: str
    at: timedelta
    after: str = ""
    to: tuple[str, ...] = ()
    only_if: OnlyIf | None = None
    card: str = ""
    call: Call | None = None
    found: Mapping[WorldKey, Status] = field(default_factory=dict)
    board: Mapping[WorldKey, Status] = field(default_factory=dict)
    scenario: str = ""
    expects: tuple[Expected, ...] = ()
    observe: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An invented resident, where the drill says more than their story needs."""

    name: str
    kana: str
    age: int
    household: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A role card. What is not written follows from the trap and the procedure, as in 自習.

    `facts` are the story; of them `reveals` come out only when asked, in these words. `outcome` and
    `due` are what the author expects; the check holds both against the engine.
    """

    id: str
    procedure: str
    outcome: Route
    trap: str = ""
    due: str = ""
    played_by: str = ""
    person: Person | None = None
    says: str = ""
    says_easy: str = ""
    behaves: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    reveals: Mapping[str, str] = field(default_factory=dict)
    lesson: str = ""
    observe: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What an observer looks for, and when it is well done (domain.md F). The same items in every
    drill, so that years can be compared."""

    id: str
    text: str
    standard: str


@dataclass(frozen=True, slots=True)
class Drill:
    """The whole of it. `begins` is the fictitious day and time at which its clock starts.

    `found` is what turns out when somebody looks, before any inject; `snapshot_at` is the time that
    the downtime server shows. `items` are those that the drill refers to.
    """

    id: str
    title: str
    summary: str
    scenario: str
    begins: datetime
    length: timedelta
    sections: tuple[str, ...]
    aims: tuple[str, ...]
    parts: Mapping[str, Part]
    found: Mapping[WorldKey, Status]
    snapshot_at: datetime | None
    injects: Mapping[str, Inject]
    cards: Mapping[str, Card]
    items: Mapping[str, Item]
    observe: tuple[str, ...] = ()

    @property
    def counters(self) -> tuple[str, ...]:
        """Where it plays, in the order of the parts."""
        named = (part.counter for part in self.parts.values() if part.does is Does.PLAYS)
        return tuple(dict.fromkeys(name for name in named if name))

    def planned_at(self, inject: Inject) -> timedelta:
        """When it is due by the plan alone, from the start."""
        due, seen = inject.at, {inject.id}
        while inject.after and inject.after not in seen:
            inject = self.injects[inject.after]
            seen.add(inject.id)
            due += inject.at
        return due

    @property
    def in_order(self) -> tuple[Inject, ...]:
        """Its injects as they are due, those of one time in the order of the file."""
        return tuple(sorted(self.injects.values(), key=self.planned_at))

    def inject_of(self, card: str) -> Inject | None:
        """When the resident of that card comes."""
        return next((one for one in self.injects.values() if one.card == card), None)
