"""Every screen there is a picture of, place by place: a new place is added here.

The screen turned to residents is a window of its own: `resident.py`.
"""

from __future__ import annotations

from tools.gallery import (
    aids,
    board,
    drill,
    followups,
    ledger,
    notices,
    papers,
    practice,
    recovery,
    report,
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
    *recovery.SCREENS,
    *followups.SCREENS,
    *aids.SCREENS,
    *practice.SCREENS,
    *drill.SCREENS,
    *report.SCREENS,
    *troubles.SCREENS,
)
