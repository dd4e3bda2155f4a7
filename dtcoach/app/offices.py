"""Which office a counter belongs to: money and letters are added up by it."""

from __future__ import annotations

from collections.abc import Iterable


def office_of(counter: str, offices: Iterable[str], otherwise: str) -> str:
    """The office whose name the counter begins with, the longest of several: 八潮地域センター for
    八潮地域センター 2番窓口."""
    named = [office for office in offices if counter.startswith(office)]
    return max(named, key=len, default=otherwise)
