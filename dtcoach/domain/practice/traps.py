"""Every trap by name; a case without one is plain."""

from __future__ import annotations

from collections.abc import Mapping

from dtcoach.domain.practice.trap import Trap
from dtcoach.domain.practice.traps_of_certificates import CERTIFICATE_TRAPS
from dtcoach.domain.practice.traps_of_filings import FILING_TRAPS
from dtcoach.domain.practice.traps_of_people import PEOPLE_TRAPS

PLAIN = "plain"

TRAPS: Mapping[str, Trap] = {
    trap.id: trap for trap in (*CERTIFICATE_TRAPS, *FILING_TRAPS, *PEOPLE_TRAPS)
}

_RULES: Mapping[int, tuple[str, ...]] = {
    2: ("downtime-unknown", "konbini-unknown", "do-not-close", "other-system-works",
        "certificate-expired", "under-15-card"),
    3: ("protected-self", "protected-other", "record-not-seen"),
    4: ("stale-seal", "changed-since-snapshot"),
    5: ("marriage-today", "cremation", "wrong-filing-place", "quiet-request"),
    6: ("last-day", "weekend-rollover", "allowance-fifteen-days", "birth-counts-today",
        "court-divorce"),
    7: ("special-last-day", "special-near", "special-closed-day", "special-thirty-days",
        "special-past", "continued-use-near"),
    8: ("konbini-after-move-out", "certificate-first", "onestop-too-late", "onestop-abroad",
        "onestop-no-move-in"),
    9: ("pin-forgotten", "card-in-person"),
    12: ("stop-list", "stop-list-counter", "seal-stop-today"),
}  # fmt: skip
_RULE_OF = {trap: rule for rule, traps in _RULES.items() for trap in traps}
NO_DEAD_END = 1


def rule_of(trap: str) -> int:
    """The number of the rule of design §6 that stands behind a trap."""
    return _RULE_OF.get(trap, NO_DEAD_END)


def title_of(trap: str) -> str:
    """The name of a trap for people; a plain case, or one of another version, is 基本."""
    found = TRAPS.get(trap)
    return "基本" if found is None else found.title
