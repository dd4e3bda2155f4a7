"""What is wanted of the ledger: which cases, found how, in which order."""

from __future__ import annotations

from enum import StrEnum

from dtcoach.frozen import dataclass


class CaseOrder(StrEnum):
    """What the cases are sorted by; equal ones by their time."""

    OPENED = "opened"
    NUMBER = "number"
    NAME = "name"
    """By its search key; those without a name come last."""
    COUNTER = "counter"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """`text` and `procedures` as in `EventLog.visits`; the rest narrows, and empty means any.

    `unfinished`: with a request that has no outcome. `promised`: with a promise, kept or not.
    `typed_in`: taken on paper, and entered afterwards.
    """

    text: str = ""
    procedures: tuple[str, ...] = ()
    state: str = ""
    counter: str = ""
    procedure: str = ""
    route: str = ""
    unfinished: bool = False
    promised: bool = False
    typed_in: bool = False
    order: CaseOrder = CaseOrder.OPENED
    descending: bool = True

    @property
    def narrows(self) -> bool:
        """Whether anything but the text leaves cases out."""
        words = (self.state, self.counter, self.procedure, self.route)
        return any(words) or self.unfinished or self.promised or self.typed_in


EVERY_CASE = CaseQuery()
