"""Layouts find all their sizes at once, so that no frame shows cut words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent

_NESTED = 12


def settle() -> None:
    """A size that changes is told to the next layout outward by another event, and so on."""
    for _ in range(_NESTED):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
