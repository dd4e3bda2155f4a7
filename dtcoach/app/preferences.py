"""What a terminal remembers of who works at it, so that nobody types it twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Operator:
    """Who works here: staff, never residents. `place` is the window within the office (3番窓口)."""

    name: str = ""
    office: str = ""
    place: str = ""

    @property
    def counter(self) -> str:
        """The counter as the log and the ledger name it."""
        return " ".join(part for part in (self.office, self.place) if part)

    @property
    def is_known(self) -> bool:
        """Whether there is enough to act under."""
        return bool(self.name and self.office)


class Preferences(Protocol):
    """Kept in the data folder; a terminal that cannot keep them works all the same."""

    def operator(self) -> Operator:
        """Who was here last; empty where nobody was, or where it cannot be read."""
        ...

    def remember(self, operator: Operator) -> bool:
        """False when it could not be written."""
        ...
