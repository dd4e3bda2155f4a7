"""The moment from which a window can be used: its page is painted and the keys are taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Calls back once, in the turn of the event loop after the watched page was painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._painted = False
        self._waiting: list[Callable[[], object]] = []

    def watch(self, page: QWidget) -> None:
        """The page that is to be painted first; once one was, later pages change nothing."""
        if not self._painted:
            page.installEventFilter(self)

    def then(self, call: Callable[[], object]) -> None:
        self._waiting.append(call)
        if self._painted:
            QTimer.singleShot(0, self._on_ready)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._on_ready)
        return False

    def _on_ready(self) -> None:
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()
