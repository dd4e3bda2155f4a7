"""What a terminal remembers: who works at it, and how its screen is to look."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from dtcoach.frozen import dataclass

TEXT_PERCENTS = (100, 125, 150, 175, 200)
"""The sizes of text that can be chosen; every screen is looked at in all of them."""


class Contrast(StrEnum):
    """The colours a person may choose; SYSTEM follows the contrast setting of the terminal."""

    SYSTEM = "system"
    LIGHT = "light"
    HIGH_CONTRAST = "high-contrast"


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


@dataclass(frozen=True, slots=True)
class Display:
    """How this terminal shows things. `resident_screen` is the name of the screen that is turned
    to the resident, empty for none of its own; `resident_open` is whether one stood open beside the
    work; `tour_seen` is whether the tour was ever opened."""

    text_percent: int = 100
    contrast: Contrast = Contrast.SYSTEM
    overview_first: bool = False
    resident_screen: str = ""
    resident_open: bool = False
    tour_seen: bool = False

    @property
    def scale(self) -> float:
        return self.text_percent / 100

    def next_percent(self, step: int) -> int:
        """The text size so many steps larger or smaller; the last one has no next."""
        at = TEXT_PERCENTS.index(self.text_percent) + step
        return TEXT_PERCENTS[min(max(at, 0), len(TEXT_PERCENTS) - 1)]


class Preferences(Protocol):
    """Kept in the data folder; a terminal that cannot keep them works all the same."""

    def operator(self) -> Operator:
        """Who was here last; empty where nobody was, or where it cannot be read."""
        ...

    def remember(self, operator: Operator) -> bool:
        """False when it could not be written."""
        ...

    def display(self) -> Display:
        """How it was last set; as shipped where nothing was, or where it cannot be read."""
        ...

    def remember_display(self, display: Display) -> bool:
        """False when it could not be written."""
        ...
