"""Work off the GUI thread with frozen inputs; what comes of it arrives by a signal."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a piece of work; `error` where it failed."""

    ticket: int
    result: object
    error: Exception | None = None


class _Mouth(QObject):
    said = Signal(object)


class _Task(QRunnable):
    def __init__(self, ticket: int, work: Callable[[], object], mouth: _Mouth) -> None:
        super().__init__()
        self._ticket = ticket
        self._work = work
        self._mouth = mouth

    def run(self) -> None:
        try:
            done = Done(self._ticket, self._work())
        except Exception as error:  # told on the GUI thread, where it can be shown
            done = Done(self._ticket, None, error)
        with contextlib.suppress(RuntimeError):  # the window went away meanwhile
            self._mouth.said.emit(done)


class Background(QObject):
    """Signals: `done(Done)` on the thread of this object, for each `start`, in any order."""

    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tickets = 0
        self._mouth = _Mouth()
        self._mouth.said.connect(self._on_said)

    def start(self, work: Callable[[], object]) -> int:
        """Begins; the number by which `done` tells it from others."""
        self._tickets += 1
        QThreadPool.globalInstance().start(_Task(self._tickets, work, self._mouth))
        return self._tickets

    def _on_said(self, done: object) -> None:
        self.done.emit(done)
