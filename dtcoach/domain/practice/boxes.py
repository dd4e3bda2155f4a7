"""What went wrong comes again soon, what went right later: boxes by procedure and trap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from enum import StrEnum

from dtcoach.domain.content import Content
from dtcoach.domain.practice.case import Lesson, Spec
from dtcoach.domain.practice.chance import Chance
from dtcoach.domain.practice.deck import deck_of, scenarios_of
from dtcoach.frozen import dataclass

LAST_BOX = 5
_DAYS: Mapping[int, int] = {1: 0, 2: 1, 3: 3, 4: 7, 5: 21}
"""How many days a lesson rests in each box."""

_NEW = 2
_NOT_AGAIN_WITHIN = 3
"""Cases that lie between a mistake and its return."""


class Grade(StrEnum):
    """How a case, or a part of it, was decided."""

    RIGHT = "right"
    NEARLY = "nearly"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a lesson stands: its box, the day it is due, and how it went so far."""

    box: int
    due: date
    seen: int
    right: int


@dataclass(frozen=True, slots=True)
class Progress:
    """All that is remembered. `dealt` counts cases from the deck, `seen` all cases."""

    seed: str
    dealt: int = 0
    seen: int = 0
    repeated: bool = False
    standings: Mapping[Lesson, Standing] = field(default_factory=dict)
    recent: tuple[Lesson, ...] = ()


@dataclass(frozen=True, slots=True)
class Dealt:
    """The case to play now; `again` where a mistake comes back."""

    spec: Spec
    seed: str
    again: bool


def deal(content: Content, progress: Progress, today: date) -> Dealt:
    """A lesson that is due, at most every second time; else the next card of the deck."""
    seed = f"{progress.seed}/{progress.seen}"
    if not progress.repeated:
        for lesson in due_lessons(progress, today):
            places = scenarios_of(content, lesson)
            if places and lesson not in progress.recent:
                spec = Spec(lesson, Chance(seed).pick("scenario", places))
                return Dealt(spec, seed, again=True)
    deck = deck_of(content, f"{progress.seed}/0")
    turn, place = divmod(progress.dealt, len(deck))
    if turn:
        deck = deck_of(content, f"{progress.seed}/{turn}")
    return Dealt(deck[place], seed, again=False)


def due_lessons(progress: Progress, today: date) -> tuple[Lesson, ...]:
    """What should come again by today: lowest box first, then the longest due."""
    due = [
        (standing.box, standing.due, lesson)
        for lesson, standing in progress.standings.items()
        if standing.due <= today and standing.box < LAST_BOX
    ]
    return tuple(lesson for _, _, lesson in sorted(due))


def after(progress: Progress, dealt: Dealt, grade: Grade, today: date) -> Progress:
    """The progress once that case was decided."""
    lesson = dealt.spec.lesson
    old = progress.standings.get(lesson, Standing(_NEW, today, 0, 0))
    box = _next_box(old.box, grade)
    standing = Standing(
        box=box,
        due=today + timedelta(days=_DAYS[box]),
        seen=old.seen + 1,
        right=old.right + (grade is Grade.RIGHT),
    )
    return replace(
        progress,
        dealt=progress.dealt + (not dealt.again),
        seen=progress.seen + 1,
        repeated=dealt.again,
        standings={**progress.standings, lesson: standing},
        recent=(lesson, *progress.recent)[:_NOT_AGAIN_WITHIN],
    )


def _next_box(box: int, grade: Grade) -> int:
    match grade:
        case Grade.RIGHT:
            return min(box + 1, LAST_BOX)
        case Grade.NEARLY:
            return min(box, _NEW)
        case Grade.WRONG:
            return 1
