"""Three-valued logic over what may still be learned: a condition is a set of possible answers.

A fact not yet asked may turn out any way, so its condition is {YES, UNSURE, NO}. A fact answered
わからない is {UNSURE} for good. Kleene's and/or/not over the members of such sets tell, before a
question is asked, whether the answer can still matter: that is how few questions suffice.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import NewType

Truth = NewType("Truth", int)
"""A non-empty set of NO, UNSURE and YES, as bits."""

NO = Truth(1)
UNSURE = Truth(2)
YES = Truth(4)
OPEN = Truth(NO | UNSURE | YES)

_VALUES = (NO, UNSURE, YES)


def _members(truth: int) -> tuple[Truth, ...]:
    return tuple(value for value in _VALUES if truth & value)


def _table(pick: str) -> tuple[tuple[Truth, ...], ...]:
    choose = min if pick == "and" else max
    rows = []
    for left in range(8):
        row = []
        for right in range(8):
            bits = 0
            for a, b in product(_members(left), _members(right)):
                bits |= choose(a, b)
            row.append(Truth(bits))
        rows.append(tuple(row))
    return tuple(rows)


_AND = _table("and")
_OR = _table("or")
_NOT = tuple(
    Truth((YES if bits & NO else 0) | (bits & UNSURE) | (NO if bits & YES else 0))
    for bits in range(8)
)


def negate(truth: Truth) -> Truth:
    """Kleene's not."""
    return _NOT[truth]


def conjoin(truths: Iterable[Truth]) -> Truth:
    """Kleene's and; YES for nothing."""
    result = YES
    for truth in truths:
        result = _AND[result][truth]
    return result


def disjoin(truths: Iterable[Truth]) -> Truth:
    """Kleene's or; NO for nothing."""
    result = NO
    for truth in truths:
        result = _OR[result][truth]
    return result


def settled(truth: Truth) -> bool:
    """No further answer can change it."""
    return truth in _VALUES


def from_bool(value: bool) -> Truth:
    """YES or NO."""
    return YES if value else NO
