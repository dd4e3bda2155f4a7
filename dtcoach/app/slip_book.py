"""Which numbers of paper slips have been printed on this terminal: none is ever printed twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from dtcoach.app.errors import ProblemFound
from dtcoach.domain.japanese_dates import TOKYO, moment
from dtcoach.domain.slips import slip_number
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class SlipRange:
    """Slips that were printed together: `first` to `last` of the range `label`. `at` is when, and
    `what` for which pack."""

    label: str
    first: int
    last: int
    at: datetime
    what: str = ""

    @property
    def words(self) -> str:
        """P101-001〜P101-020."""
        return f"{slip_number(self.label, self.first)}〜{slip_number(self.label, self.last)}"

    def meets(self, other: SlipRange) -> bool:
        """Whether a number would stand on two slips."""
        same = self.label == other.label
        return same and self.first <= other.last and other.first <= self.last


class SlipBook(Protocol):
    """The ranges that were printed, kept durably on this terminal."""

    def ranges(self) -> tuple[SlipRange, ...]:
        """All of them, by label and number."""
        ...

    def take(self, wanted: SlipRange) -> None:
        """They are ours from here on. Raises ProblemFound where one of them was printed before,
        StorageTrouble where that could not be kept; then none is."""
        ...

    def give_back(self, taken: SlipRange) -> None:
        """They were not printed after all."""
        ...


def next_slip(ranges: Iterable[SlipRange], label: str) -> int:
    """The first number of that range that nobody printed, nor any after it."""
    return max((one.last for one in ranges if one.label == label), default=0) + 1


def refuse_printed(ranges: Iterable[SlipRange], wanted: SlipRange) -> None:
    """Raises ProblemFound where one of these was printed before: which, and what is free."""
    known = tuple(ranges)
    for before in known:
        if before.meets(wanted):
            when = moment(before.at.astimezone(TOKYO))
            free = slip_number(wanted.label, next_slip(known, wanted.label))
            raise ProblemFound(
                f"受付票 {before.words} は、{when}に作ってあります。同じ番号は作れません。"
                f"{free} から作ってください。"
            )
