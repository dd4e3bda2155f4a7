"""Coming back to a place, the keys are where they were left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class LastFocus:
    """Remembers for each page what had the keys when it was left."""

    def __init__(self) -> None:
        self._last: dict[QWidget, QWidget] = {}

    def leave(self, page: QWidget | None) -> None:
        now = QApplication.focusWidget()
        if page is not None and now is not None and page.isAncestorOf(now):
            self._last[page] = now

    def enter(self, page: QWidget) -> None:
        """What had the keys last, else the page's own choice, else its first stop."""
        self._last = {p: last for p, last in self._last.items() if isValid(p) and isValid(last)}
        now = QApplication.focusWidget()
        there = now if now is not None and page.isAncestorOf(now) else None
        for widget in (self._last.get(page), page.focusProxy(), there, _first_stop(page)):
            if widget is not None and widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def _first_stop(page: QWidget) -> QWidget | None:
    """The first control of the page that Tab would reach."""
    step: QWidget | None = page.nextInFocusChain()
    while step is not None and step is not page:
        takes_tab = bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and step.focusProxy() is None and step.isVisible() and page.isAncestorOf(step):
            return step
        step = step.nextInFocusChain()
    return None
