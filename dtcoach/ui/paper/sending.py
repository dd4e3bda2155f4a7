"""Papers on their way to a printer: it may be slow, fail, or never answer, and nobody waits."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from dtcoach.app.errors import KnownError
from dtcoach.app.paper import Paper, Press
from dtcoach.frozen import dataclass
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.paper.printing import PRINT_DPI, Printers

PATIENCE_MS = 15_000
"""How long a printer may stay silent before the paper is put in the queue."""


@dataclass(frozen=True, slots=True)
class Job:
    """A paper under way: the name that the printer shows, and whatever its owner knows it by."""

    title: str
    of: object


class Sending(QObject):
    """Signals: `taken(Job)` by the printer; `held(Job, why)` where it failed, or has not answered
    for too long, and then `taken` may still follow."""

    taken = Signal(object)
    held = Signal(object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.patience_ms = PATIENCE_MS
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._jobs: dict[int, Job] = {}
        self._late: dict[int, QTimer] = {}

    def send(self, job: Job, paper: Paper, press: Press, printers: Printers, name: str) -> None:
        """Draws for the printer and hands over, off the GUI thread."""
        ticket = self._background.start(partial(_send, printers, press, name, job.title, paper))
        self._jobs[ticket] = job
        timer = self._late[ticket] = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(partial(self._on_late, ticket))
        timer.start(self.patience_ms)

    def _on_done(self, done: object) -> None:
        assert isinstance(done, Done)
        self._forget_timer(done.ticket)
        job = self._jobs.pop(done.ticket)
        if done.error is None:
            self.taken.emit(job)
            return
        known = isinstance(done.error, KnownError)
        self.held.emit(job, str(done.error) if known else "プリンターに送れませんでした。")
        if not known:
            raise done.error

    def _on_late(self, ticket: int) -> None:
        self._forget_timer(ticket)
        job = self._jobs.get(ticket)
        if job is not None:
            self.held.emit(job, "プリンターが応えないため、")

    def _forget_timer(self, ticket: int) -> None:
        timer = self._late.pop(ticket, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()


def _send(printers: Printers, press: Press, name: str, title: str, paper: Paper) -> None:
    printers.send(name, title, press.each_picture(paper.pdf, PRINT_DPI), PRINT_DPI)
