"""Every screen there is a picture of, place by place: a new place is added here."""

from __future__ import annotations

from fnmatch import fnmatch

from tools.gallery import (
    aids,
    board,
    ledger,
    notices,
    papers,
    practice,
    resident,
    start,
    troubles,
    visit,
    visit_notes,
)
from tools.gallery.screen import Screen

SCREENS: tuple[Screen, ...] = (
    *start.SCREENS,
    *visit.SCREENS,
    *visit_notes.SCREENS,
    *papers.SCREENS,
    *board.SCREENS,
    *notices.SCREENS,
    *ledger.SCREENS,
    *aids.SCREENS,
    *practice.SCREENS,
    *troubles.SCREENS,
)


def screens(only: str) -> list[Screen]:
    """Those of the window whose name matches the pattern."""
    return [screen for screen in SCREENS if fnmatch(screen.name, only)]


def resident_pages(only: str) -> list[str]:
    """The names of those of the resident's screen that match the pattern."""
    return [name for name in resident.PAGES if fnmatch(name, only)]
