"""Chance without a random module: each draw has a name, so the same seed tells the same story."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

from dtcoach.frozen import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chance:
    """Draws are keyed by what they are for: one more draw moves none of the others."""

    seed: str

    def number(self, what: str, below: int) -> int:
        """0 to `below` - 1."""
        digest = sha256(f"{self.seed}/{what}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % below

    def between(self, what: str, low: int, high: int) -> int:
        """`low` to `high`, both included."""
        return low + self.number(what, high - low + 1)

    def happens(self, what: str, percent: int) -> bool:
        return self.number(what, 100) < percent

    def pick(self, what: str, options: Sequence[T]) -> T:
        return options[self.number(what, len(options))]

    def shuffled(self, what: str, options: Sequence[T]) -> tuple[T, ...]:
        order = sorted(range(len(options)), key=lambda place: self.number(f"{what}/{place}", 2**60))
        return tuple(options[place] for place in order)
