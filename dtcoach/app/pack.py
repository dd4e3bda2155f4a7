"""The paper pack as it is asked for: everything a counter needs when nothing is switched on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime

from dtcoach.app.errors import KnownError
from dtcoach.app.slip_book import SlipBook, SlipRange
from dtcoach.frozen import dataclass

MOST_SLIPS = 200
"""Numbers in one pack; more is a matter for a printer's shop."""


class PackCancelled(KnownError):
    """Somebody pressed やめる; nothing was written."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__("紙の一式をやめました。何も書いていません。")


@dataclass(frozen=True, slots=True)
class PackWish:
    """What is asked for. The same wish over the same content gives the same bytes."""

    scenario: str
    at: datetime
    drill: bool = False
    label: str = "1"
    """The range of the slip numbers: the terminal that prints them."""
    first_slip: int = 1
    slips: int = 20

    @property
    def range(self) -> SlipRange | None:
        """The numbers that it prints; None without slips."""
        if not self.slips:
            return None
        last = self.first_slip + self.slips - 1
        return SlipRange(self.label, self.first_slip, last, self.at, self.scenario)


@contextlib.contextmanager
def slips_taken(wish: PackWish, book: SlipBook) -> Iterator[None]:
    """The numbers of the pack are taken while it is written, and given back where it was not.
    Raises what `SlipBook.take` raises."""
    wanted = wish.range
    if wanted is not None:
        book.take(wanted)
    try:
        yield
    except BaseException:
        if wanted is not None:
            book.give_back(wanted)
        raise
