"""What still stands between the "usable" word and 完全復旧 (domain.md E: eight days, once)."""

from __future__ import annotations

from enum import Enum

from dtcoach.domain.recovery.numbers import Accounts
from dtcoach.domain.recovery.reconciled import Unreconciled
from dtcoach.domain.recovery.systems import Comeback
from dtcoach.domain.recovery.worklist import WorkCounts
from dtcoach.frozen import dataclass

NOTHING_OUT = Unreconciled()


class Hindrance(Enum):
    """Why full recovery cannot be declared, in the order in which it is worked off."""

    SYSTEMS = "systems"
    SERVER = "server"
    ENTRIES = "entries"
    CHECKS = "checks"
    RECALL = "recall"
    FALSE = "false"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class InTheWay:
    """One reason, with how many things it is about."""

    what: Hindrance
    count: int


def in_the_way(
    comeback: Comeback,
    counts: WorkCounts,
    accounts: Accounts,
    documents: Unreconciled = NOTHING_OUT,
) -> tuple[InTheWay, ...]:
    """All that must be done before full recovery; nothing once it may be declared."""
    found = (
        InTheWay(Hindrance.SYSTEMS, len(comeback.not_usable)),
        InTheWay(Hindrance.SERVER, int(comeback.needs_freeze)),
        InTheWay(Hindrance.ENTRIES, counts.to_enter + counts.differs),
        InTheWay(Hindrance.CHECKS, counts.to_check),
        InTheWay(Hindrance.RECALL, documents.to_compare),
        InTheWay(Hindrance.FALSE, documents.to_contact),
        InTheWay(Hindrance.NUMBERS, accounts.open),
    )
    return tuple(one for one in found if one.count)
