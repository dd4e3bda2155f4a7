"""A drill as the fold of its events: what was played, what comes next, what people saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dtcoach.domain.drill.clock import Hands, hands_after, span
from dtcoach.domain.drill.events import (
    ActionPlanned,
    CallAnswered,
    CardMatched,
    ClockBody,
    DrillSet,
    FindingMade,
    FindingSettled,
    InjectMoved,
    InjectPlayed,
    InjectSkipped,
    InjectsSet,
    ItemRated,
    ObservationNoted,
    PartTaken,
    Rating,
)
from dtcoach.domain.drill.plan import Drill, Inject
from dtcoach.domain.events import Event, IncidentDeclared
from dtcoach.domain.words import IncidentKind
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Played:
    """An inject that happened, and when in exercise time. Played twice where terminals without a
    network each did it: the first counts."""

    inject: str
    at: datetime
    by: str
    event: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """An inject that does not happen."""

    inject: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """What an observer wrote down; None where it was erased."""

    at: datetime
    by: str
    inject: str
    card: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Rated:
    """What one observer saw of one item."""

    at: datetime
    by: str
    item: str
    card: str
    where: str
    rating: Rating
    note: str | None
    event: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, with who mends it by when once that is settled."""

    id: str
    text: str
    at: datetime
    by: str
    action: str = ""
    owner: str = ""
    due: str = ""
    settled: str = ""
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """Where a drill stands. `automatic`: what is due happens by itself. `answered` are the messages
    that somebody put away; `parts` what each terminal is; `mended` findings of earlier drills, and
    how it was seen in this one."""

    drill: str
    digest: str
    code: str
    hands: Hands | None = None
    played: Mapping[str, Played] = field(default_factory=dict)
    skipped: Mapping[str, Skipped] = field(default_factory=dict)
    moved: Mapping[str, timedelta] = field(default_factory=dict)
    automatic: bool = True
    answered: frozenset[str] = frozenset()
    matched: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    ratings: Mapping[tuple[str, str, str, str], Rated] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    mended: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_started(self) -> bool:
        return self.hands is not None

    @property
    def is_paused(self) -> bool:
        return self.hands is not None and not self.hands.running and not self.hands.ended

    @property
    def is_ended(self) -> bool:
        return self.hands is not None and self.hands.ended


def fold_drill(journal: Iterable[Event]) -> Running | None:
    """The drill of an incident's own events that stand; None for an incident that is no drill.

    An incident that was declared as anything else than 訓練 never becomes one.
    """
    running: Running | None = None
    is_drill = False
    for event in journal:
        if isinstance(event.body, IncidentDeclared):
            is_drill = is_drill or event.body.kind is IncidentKind.DRILL
            if not is_drill:
                return None
        elif is_drill:
            running = running_after(running, event)
    return running


def running_after(running: Running | None, event: Event) -> Running | None:
    """The drill after one more event that stands."""
    body = event.body
    if isinstance(body, DrillSet):
        return running or Running(body.drill, body.digest, body.code)
    if running is None:
        return None
    if isinstance(body, ClockBody):
        return replace(running, hands=hands_after(running.hands, event, body))
    if isinstance(body, InjectsSet):
        return replace(running, automatic=body.automatic)
    if isinstance(body, InjectPlayed | InjectSkipped | InjectMoved):
        return _happened(running, event)
    return _seen(running, event)


def _happened(running: Running, event: Event) -> Running:
    """What became of an inject. What was played cannot be left out any more."""
    body = event.body
    match body:
        case InjectPlayed(inject=name):
            if name in running.played:
                return running
            played = Played(name, event.observed_at, event.actor, event.id)
            left = {k: v for k, v in running.skipped.items() if k != name}
            return replace(running, played={**running.played, name: played}, skipped=left)
        case InjectSkipped(inject=name, reason=reason):
            if name in running.played:
                return running
            skipped = Skipped(name, event.observed_at, event.actor, reason)
            return replace(running, skipped={**running.skipped, name: skipped})
        case InjectMoved(inject=name, to_ms=to):
            left = {k: v for k, v in running.skipped.items() if k != name}
            return replace(running, moved={**running.moved, name: span(to)}, skipped=left)
    return running


def _seen(running: Running, event: Event) -> Running:
    """What people saw, and what they are."""
    match event.body:
        case PartTaken(part=name):
            return replace(running, parts={**running.parts, event.terminal: name})
        case CallAnswered(inject=name):
            return replace(running, answered=running.answered | {name})
        case CardMatched(card=card, visit_id=visit):
            return replace(running, matched={**running.matched, card: visit})
        case ObservationNoted(inject=inject, card=card, text=text):
            note = Note(event.observed_at, event.actor, inject, card, text.value)
            return replace(running, notes=(*running.notes, note))
        case ItemRated(item=item, card=card, where=where, rating=rating, note=said):
            rated = Rated(
                event.observed_at, event.actor, item, card, where, rating, said.value, event.id
            )
            key = (event.actor, item, card, where)
            return replace(running, ratings={**running.ratings, key: rated})
    return _to_mend(running, event)


def _to_mend(running: Running, event: Event) -> Running:
    """What the wash-up found, and what became of it."""
    match event.body:
        case FindingMade(finding=name, text=words):
            made = Finding(name, words, event.observed_at, event.actor)
            return replace(running, findings={**running.findings, name: made})
        case ActionPlanned(finding=name, action=action, owner=owner, due=due):
            return _mended(running, name, action=action, owner=owner, due=due)
        case FindingSettled(finding=name, how=how) if name not in running.findings:
            return replace(running, mended={**running.mended, name: how})
        case FindingSettled(finding=name, how=how):
            return _mended(running, name, settled=how, settled_at=event.observed_at)
    return running


def _mended(running: Running, name: str, **changes: object) -> Running:
    known = running.findings.get(name)
    if known is None:
        return running
    changed: Finding = replace(known, **changes)  # type: ignore[arg-type]
    return replace(running, findings={**running.findings, name: changed})


class Coming(StrEnum):
    """How an inject stands."""

    WAITS = "waits"
    """For another inject to be played."""
    AHEAD = "ahead"
    DUE = "due"
    PLAYED = "played"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the controller's list. `due` is from the beginning; None while it waits."""

    inject: Inject
    stands: Coming
    due: timedelta | None
    played: Played | None = None


def due_of(drill: Drill, running: Running, inject: Inject) -> timedelta | None:
    """When that inject is due now; None while what it follows was not played."""
    moved = running.moved.get(inject.id)
    if moved is not None:
        return moved
    if not inject.after:
        return inject.at
    before = running.played.get(inject.after)
    return None if before is None else before.at - drill.begins + inject.at


def agenda(drill: Drill, running: Running, elapsed: timedelta) -> tuple[Entry, ...]:
    """Every inject as it stands, in the order in which they came or come."""
    entries = [_entry(drill, running, inject, elapsed) for inject in drill.in_order]
    return tuple(sorted(entries, key=lambda entry: _place(drill, entry)))


def _entry(drill: Drill, running: Running, inject: Inject, elapsed: timedelta) -> Entry:
    played, due = running.played.get(inject.id), due_of(drill, running, inject)
    if played is not None:
        return Entry(inject, Coming.PLAYED, due, played)
    if inject.id in running.skipped:
        return Entry(inject, Coming.SKIPPED, due)
    if due is None:
        return Entry(inject, Coming.WAITS, None)
    started = running.is_started and not running.is_ended
    return Entry(inject, Coming.DUE if started and due <= elapsed else Coming.AHEAD, due)


def _place(drill: Drill, entry: Entry) -> timedelta:
    if entry.played is not None:
        return entry.played.at - drill.begins
    return drill.planned_at(entry.inject) if entry.due is None else entry.due


def played_in_order(drill: Drill, running: Running, at: datetime) -> tuple[Inject, ...]:
    """The injects that had happened by then, in the order in which they did."""
    found = [one for one in running.played.values() if one.at <= at and one.inject in drill.injects]
    return tuple(drill.injects[one.inject] for one in sorted(found, key=lambda one: one.at))
