"""Documents from the snapshot that still stand in the way: not compared, or false and still out."""

from __future__ import annotations

from collections.abc import Iterable

from dtcoach.domain.events import Event, RecallCompared, RecallEnded, RecallEntered
from dtcoach.domain.incident import standing
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Unreconciled:
    """How many nobody compared yet; how many are false, and the holder is not done with."""

    to_compare: int = 0
    to_contact: int = 0


def unreconciled(events: Iterable[Event]) -> Unreconciled:
    """After these events, in their order; corrections may be among them."""
    to_compare: set[str] = set()
    false: set[str] = set()
    for event in standing(events):
        match event.body:
            case RecallEntered():
                to_compare.add(event.id)
            case RecallCompared(about=about, changed=changed, wrong_hands=wrong_hands):
                to_compare.discard(about)
                (false.add if changed or wrong_hands else false.discard)(about)
            case RecallEnded(about=about):
                false.discard(about)
    return Unreconciled(len(to_compare), len(false))
