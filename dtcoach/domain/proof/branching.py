"""A situation that branches: the engine runs, and splits at each variable it first reads.

Because the engine is pure, the leaves of that tree cover the whole product of world and facts,
also of the variables that were never read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from dtcoach.domain.hours import Opening, Span, clock
from dtcoach.domain.words import UNKNOWN, Status, WorldKey

T = TypeVar("T")
TIME_OF_DAY = "time-of-day"
"""The variable that holds the time, as a clock shows it."""
Value = str | None
Leaf = Mapping[str, Value]
"""What was read, and the value it had on the way to this leaf, in reading order."""

UNASKED: Value = None
_UNASKED_MARK = "(まだ聞いていない)"


class _Split(Exception):
    def __init__(self, variable: str, values: Sequence[Value]) -> None:
        super().__init__(variable)
        self.variable = variable
        self.values = values


@dataclass(frozen=True)
class Variables:
    """What each variable can be: answers by fact (dates as one day per class), status classes,
    settings by key, and a minute of the day for each class of them."""

    statuses: Mapping[WorldKey, Sequence[str]]
    answers: Mapping[str, Sequence[str]]
    settings: Mapping[str, Sequence[Value]]
    minutes: Sequence[int]
    at: datetime
    closed: Callable[[date], bool]


class Branching:
    """Implements `Situation` over one assignment; an unassigned variable splits the run."""

    def __init__(self, variables: Variables, assigned: Leaf) -> None:
        self._variables = variables
        self._assigned = assigned

    @property
    def at(self) -> datetime:
        return self._variables.at

    def minute(self) -> int:
        return minute_of_clock(self._read(TIME_OF_DAY, [clock(m) for m in self._variables.minutes]))

    def status(self, key: WorldKey) -> Status:
        value = self._read(key.value, self._variables.statuses[key])
        assert value is not None
        return Status(value)

    def lacks_entries(self, key: WorldKey) -> bool:
        return self._read(entries_into(key), [ENTERED, "open"]) != ENTERED

    def fact(self, name: str) -> str | None:
        """At most one fact of a leaf is unasked.

        That is enough: conditions are monotone (domain/truth.py), so what is offered with two
        facts unasked is offered with either of them answered, whatever the answer.
        """
        answers = [*self._variables.answers[name], UNKNOWN]
        if name not in self._assigned and not self._has_unasked():
            answers.append(_UNASKED_MARK)
        value = self._read(name, answers)
        return UNASKED if value == _UNASKED_MARK else value

    def _has_unasked(self) -> bool:
        return _UNASKED_MARK in self._assigned.values()

    def snapshot_at(self) -> datetime | None:
        known = self._read("snapshot", ["known", "missing"]) == "known"
        return self._variables.at - timedelta(hours=13) if known else None

    def setting(self, key: str) -> str | None:
        return self._read(f"setting {key}", self._variables.settings[key])

    def opening(self, service: str, certificate: str) -> Opening:
        """Each way it can be, at any time of day: for every profile a ward could have.

        A procedure asks for its own certificate alone, so the service names the variable.
        """
        del certificate
        value = self._read(opening_of(service), [opening.value for opening in Opening])
        return Opening(value or Opening.UNCONFIRMED)

    def hours_today(self, service: str, certificate: str) -> tuple[Span, ...]:
        """For words alone; no condition reads them."""
        del service, certificate
        return ()

    def is_closed(self, day: date) -> bool:
        return self._variables.closed(day)

    def _read(self, variable: str, values: Sequence[Value]) -> Value:
        if variable not in self._assigned:
            raise _Split(variable, values)
        return self._assigned[variable]


ENTERED = "entered"
"""What is entered first is in that record."""


def entries_into(key: WorldKey) -> str:
    """The variable that holds whether what is entered first is in that record (rule 12)."""
    return f"first-entries {key.value}"


def opening_of(service: str) -> str:
    """The variable that holds whether the service is open."""
    return f"open-now {service}"


def minute_of_clock(shown: Value) -> int:
    """The minute of the day of a `TIME_OF_DAY`."""
    assert shown is not None
    hours, minutes = shown.split(":")
    return int(hours) * 60 + int(minutes)


def time_in(leaf: Leaf, at: datetime) -> datetime:
    """That day, at the time the leaf names, if any."""
    if TIME_OF_DAY not in leaf:
        return at
    hours, minutes = divmod(minute_of_clock(leaf[TIME_OF_DAY]), 60)
    return at.replace(hour=hours, minute=minutes)


def leaves(variables: Variables, run: Callable[[Branching], T]) -> Iterator[tuple[Leaf, T]]:
    """Every leaf of the run's tree, with what the run gave there."""
    waiting: list[Leaf] = [{}]
    while waiting:
        assigned = waiting.pop()
        try:
            result = run(Branching(variables, assigned))
        except _Split as split:
            waiting.extend({**assigned, split.variable: value} for value in split.values)
            continue
        leaf = {
            variable: UNASKED if value == _UNASKED_MARK else value
            for variable, value in assigned.items()
        }
        yield leaf, result
