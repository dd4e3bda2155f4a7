"""Closed accounting: every number that was reserved ends issued, void, or on paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from enum import Enum

from dtcoach.domain.events import Event
from dtcoach.domain.recovery_events import NumberFate, NumbersExplained, SlipsHandedOut
from dtcoach.frozen import dataclass

MOST_SLIPS = 999
"""In one bundle: a number of more digits is a mistake of typing."""


class NumberState(Enum):
    """What the log knows of a number that has not exactly one finished visit."""

    UNFINISHED = "unfinished"
    MISSING = "missing"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class NumberedVisit:
    """A visit that has a number. `finished`: with 完了, so that every request has its outcome."""

    visit: str
    number: str
    finished: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """What somebody said became of a number. `reason` is None once it was erased."""

    fate: NumberFate
    reason: str | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number that is not finished, or a run of which the same is known."""

    numbers: tuple[str, ...]
    state: NumberState
    visits: tuple[str, ...] = ()
    explained: Explanation | None = None

    @property
    def is_paper(self) -> bool:
        return self.numbers[0].startswith("P")

    @property
    def is_open(self) -> bool:
        """Shown until somebody says what became of it."""
        return self.explained is None


@dataclass(frozen=True, slots=True)
class Accounts:
    """All numbers of an incident. `lines` leaves out what is finished, which is only counted."""

    reserved: int
    finished: int
    lines: tuple[NumberLine, ...]
    bundles: tuple[SlipsHandedOut, ...] = ()

    @property
    def open(self) -> int:
        """How many numbers nobody has explained."""
        return sum(len(line.numbers) for line in self.lines if line.is_open)

    def fated(self, fate: NumberFate) -> int:
        return sum(
            len(line.numbers)
            for line in self.lines
            if line.explained is not None and line.explained.fate is fate
        )

    @property
    def is_closed(self) -> bool:
        return not self.open


def accounts_of(
    visits: Iterable[NumberedVisit], journal: Iterable[Event], last_given: Iterable[str] = ()
) -> Accounts:
    """`journal`: the board's events that stand, in their order; `last_given`: numbers of the screen
    that were given out for certain, whether or not a visit has them still."""
    by_number: defaultdict[str, list[NumberedVisit]] = defaultdict(list)
    for visit in visits:
        by_number[visit.number].append(visit)
    bundles, explained = _told(journal)
    reserved = _reserved({*by_number, *filter(None, last_given)}, bundles)
    lines, finished = [], 0
    for number in reserved:
        there = by_number.get(number, [])
        if len(there) == 1 and there[0].finished:
            finished += 1
        else:
            lines.append(_line(number, there, explained.get(number)))
    return Accounts(len(reserved), finished, tuple(_in_runs(lines)), bundles)


def _told(
    journal: Iterable[Event],
) -> tuple[tuple[SlipsHandedOut, ...], Mapping[str, Explanation]]:
    bundles: list[SlipsHandedOut] = []
    explained: dict[str, Explanation] = {}
    for event in journal:
        match event.body:
            case SlipsHandedOut() as bundle:
                bundles.append(bundle)
            case NumbersExplained(numbers=numbers, fate=fate, reason=reason):
                said = Explanation(fate, reason.value, event.observed_at, event.actor)
                explained.update(dict.fromkeys(numbers, said))
    return tuple(bundles), explained


def _reserved(known: Iterable[str], bundles: Iterable[SlipsHandedOut]) -> tuple[str, ...]:
    """In order: a range of the screen from its first number on, a range of paper from the first
    slip that is known of. A gap in paper that no bundle is long enough for lies between two packs.
    """
    counts: defaultdict[str, set[int]] = defaultdict(set)
    others = []
    for number in known:
        label, _, digits = number.rpartition("-")
        if label and digits.isascii() and digits.isdecimal():
            counts[label].add(int(digits))
        else:
            others.append(number)
    for bundle in bundles:
        counts[f"P{bundle.label}"].update(range(bundle.first, bundle.last + 1))
    numbers: list[str] = []
    for label in sorted(counts, key=lambda name: (name.startswith("P"), name)):
        gapless = _filled(counts[label]) if label.startswith("P") else _from_one(counts[label])
        numbers += [f"{label}-{count:03d}" for count in gapless]
    return (*numbers, *sorted(others))


def _from_one(counts: set[int]) -> Iterable[int]:
    return range(1, max(counts) + 1)


def _filled(counts: set[int]) -> Iterator[int]:
    before: int | None = None
    for count in sorted(counts):
        if before is not None and count - before <= MOST_SLIPS:
            yield from range(before + 1, count)
        yield count
        before = count


def _line(number: str, visits: list[NumberedVisit], explained: Explanation | None) -> NumberLine:
    ids = tuple(visit.visit for visit in visits)
    if len(visits) > 1:
        return NumberLine((number,), NumberState.TWICE, ids, explained)
    if not visits:
        return NumberLine((number,), NumberState.MISSING, (), explained)
    return NumberLine((number,), NumberState.UNFINISHED, ids, explained)


def _in_runs(lines: Iterable[NumberLine]) -> Iterator[NumberLine]:
    """Missing numbers that follow each other, and of which the same was said, as one line."""
    run: list[NumberLine] = []
    for line in lines:
        if run and not _follows(run[-1], line):
            yield _as_one(run)
            run = []
        run.append(line)
    if run:
        yield _as_one(run)


def _follows(before: NumberLine, line: NumberLine) -> bool:
    missing = NumberState.MISSING
    if (before.state, line.state) != (missing, missing) or before.explained != line.explained:
        return False
    one, other = (held.numbers[0].rpartition("-") for held in (before, line))
    return one[0] == other[0] and one[2].isdecimal() and int(other[2]) == int(one[2]) + 1


def _as_one(run: list[NumberLine]) -> NumberLine:
    return replace(run[0], numbers=tuple(line.numbers[0] for line in run)) if run[1:] else run[0]
