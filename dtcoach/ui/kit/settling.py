"""Layouts find all their sizes at once, so that no frame shows cut words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLayout, QWidget

_NESTED = 12


def settle() -> None:
    """A size that changes is told to the next layout outward by another event, and so on."""
    for _ in range(_NESTED):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


@contextmanager
def at_rest(*widgets: QWidget) -> Iterator[None]:
    """Parts come and go in these, and are laid out once, by the next `settle`: Qt lays out all that
    is around a part each time one is shown."""
    held = [
        (widget, layout) for widget in widgets if (layout := widget.layout()) and layout.isEnabled()
    ]
    for _widget, layout in held:
        layout.setEnabled(False)
    try:
        yield
    finally:
        # Inner ones first: what is around them hears of their new size before its own turn comes.
        for widget, layout in sorted(held, key=_depth, reverse=True):
            layout.setEnabled(True)
            # A request that came meanwhile is gone, and Qt sends no other one before it was met.
            QCoreApplication.removePostedEvents(widget, QEvent.Type.LayoutRequest)
            QCoreApplication.postEvent(widget, QEvent(QEvent.Type.LayoutRequest))


def _depth(held: tuple[QWidget, QLayout]) -> int:
    depth, above = 0, held[0].parentWidget()
    while above is not None:
        depth, above = depth + 1, above.parentWidget()
    return depth
