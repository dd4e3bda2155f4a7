"""Reads what the visits left behind a slice at a time, so that keys are answered meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from dtcoach.app.followups import SLICE, FollowUps


class Reading(QObject):
    """Signals: `finished()` once all of it is read, also where nothing was new."""

    finished = Signal()

    def __init__(self, followups: FollowUps, parent: QObject) -> None:
        super().__init__(parent)
        self._followups = followups
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_under_way(self) -> bool:
        return self._timer.isActive()

    def begin(self) -> None:
        """What was written since; at once where it is little."""
        if self._followups.look() <= SLICE:
            self._followups.read_on()
            self._timer.stop()
            self.finished.emit()
        else:
            self._timer.start()

    def _on_timeout(self) -> None:
        if self._followups.read_on():
            self._timer.stop()
            self.finished.emit()
