"""What pages and sheets need is read, and the likely ones made, while nobody waits: a piece at a
time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QThreadPool, QTimer

_BETWEEN_MS = 60
MODULES = (
    "dtcoach.ui.visit.parking",
    "dtcoach.ui.visit.noting",
    "dtcoach.ui.board.page",
    "dtcoach.ui.help.sheet",
    "dtcoach.ui.help.visit",
    "dtcoach.ui.paper.work",
    "dtcoach.ui.ledger.page",
    "dtcoach.ui.resident.screen",
    "dtcoach.ui.board.notice_page",
    "dtcoach.ui.board.handover_page",
    "dtcoach.ui.visit.changing",
    "dtcoach.ui.settings.sheet",
    "dtcoach.ui.recovery.place",
    "dtcoach.ui.recovery.stage_list",
    "dtcoach.ui.recovery.work_page",
    "dtcoach.ui.recovery.numbers_page",
    "dtcoach.ui.promises.page",
    "dtcoach.ui.recall.page",
    "dtcoach.ui.report.page",
    "dtcoach.ui.drill.page",
)
"""In the order in which they are likely to be wanted. Each alone takes less than a glance."""


class Warming(QObject):
    """Ends by itself; keys that are pressed meanwhile come in between. `makers` come after what is
    only read; `last` is then called off the GUI thread."""

    def __init__(
        self,
        parent: QObject,
        makers: Sequence[Callable[[], object]] = (),
        last: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._last = last
        self._left: list[Callable[[], object]] = [
            *(partial(import_module, name) for name in MODULES),
            *makers,
        ]
        self.timer = QTimer(self)
        self.timer.setInterval(_BETWEEN_MS)
        self.timer.timeout.connect(self._on_turn)
        self.timer.start()

    @property
    def is_at_work(self) -> bool:
        """Something is still left to be made ready."""
        return self.timer.isActive()

    def _on_turn(self) -> None:
        self._left.pop(0)()
        if not self._left:
            self.timer.stop()
            if self._last is not None:
                QThreadPool.globalInstance().start(self._last)
