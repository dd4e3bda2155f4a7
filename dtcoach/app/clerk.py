"""Who acts, and at which counter."""

from __future__ import annotations

from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who acts, and at which counter."""

    name: str
    counter: str
