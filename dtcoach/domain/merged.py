"""The one order of events, on whichever terminal they are put together."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dtcoach.domain.events import Event


def in_order(events: Iterable[Event]) -> list[Event]:
    """By (Lamport, terminal, counter). What waits for the disk has no place yet, and comes last in
    the order in which it happened."""
    return sorted(events, key=_place)


def _place(event: Event) -> tuple[float, str, int]:
    return (event.lamport or math.inf, event.terminal, event.counter)
