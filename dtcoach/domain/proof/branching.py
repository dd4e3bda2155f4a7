"""A situation that branches: the engine runs, and splits at each variable it first reads.

Because the engine is pure, the leaves of that tree cover the whole product of world and facts,
also of the variables that were never read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from dtcoach.domain.words import UNKNOWN, Status, WorldKey

T = TypeVar("T")
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
    """What each variable can be: answers by fact (dates as one day per class), status classes."""

    statuses: Mapping[WorldKey, Sequence[str]]
    answers: Mapping[str, Sequence[str]]
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

    def status(self, key: WorldKey) -> Status:
        value = self._read(key.value, self._variables.statuses[key])
        assert value is not None
        return Status(value)

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
        return self._read(f"setting {key}", [None, "yes", "no"])

    def is_closed(self, day: date) -> bool:
        return self._variables.closed(day)

    def _read(self, variable: str, values: Sequence[Value]) -> Value:
        if variable not in self._assigned:
            raise _Split(variable, values)
        return self._assigned[variable]


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
