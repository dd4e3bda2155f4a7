"""What pages and sheets need is read, and the likely ones made, while nobody waits: a piece at a
time."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, QTimer

_BETWEEN_MS = 60
_TURN_S = 0.012
"""A turn takes up no more once it worked for so long; what it took up it brings to its end."""
FIRST = ("dtcoach.ui.visit.stage", "dtcoach.ui.visit.papers", "dtcoach.ui.paper.viewed")
"""What the first step of a visit is made of: read before all others."""
MODULES = (
    "dtcoach.ui.visit.parking",
    "dtcoach.ui.visit.noting",
    "dtcoach.ui.board.page",
    "dtcoach.ui.help.pages",
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
    "dtcoach.ui.report.facts",
    "dtcoach.ui.report.figures_view",
    "dtcoach.ui.report.timeline",
    "dtcoach.ui.report.compare_view",
    "dtcoach.ui.board.turning",
    "dtcoach.ui.board.papers",
    "dtcoach.ui.paper.print_sheet",
    "dtcoach.app.recovery",
    "dtcoach.app.incident_papers",
    "dtcoach.ui.drill.page",
)
"""In the order in which they are likely to be wanted. What they need of ours is read before them,
a module at a time."""


class Warming(QObject):
    """Ends by itself; keys that are pressed meanwhile come in between. `early` comes once the first
    step is read, `makers` after all that is only read; `last` is then called off the GUI thread."""

    def __init__(
        self,
        parent: QObject,
        makers: Sequence[Callable[[], object]] = (),
        last: Callable[[], object] | None = None,
        early: Sequence[Callable[[], object]] = (),
    ) -> None:
        super().__init__(parent)
        self._last = last
        self._left = _reading(FIRST, early, MODULES, makers)
        self.timer = QTimer(self)
        self.timer.setInterval(_BETWEEN_MS)
        self.timer.timeout.connect(self._on_turn)
        self.timer.start()

    @property
    def is_at_work(self) -> bool:
        """Something is still left to be made ready."""
        return self.timer.isActive()

    def _on_turn(self) -> None:
        until = time.thread_time() + _TURN_S
        for is_long in self._left:
            if is_long or time.thread_time() > until:
                return
        self.timer.stop()
        if self._last is not None:
            QThreadPool.globalInstance().start(self._last)


def _reading(*parts: Sequence[str | Callable[[], object]]) -> Iterator[bool]:
    """One thing at a time; True around what makes something, which has turns for itself."""
    for part in parts:
        for one in part:
            if isinstance(one, str):
                for name in _unread(one, set()):
                    import_module(name)
                    yield False
            else:
                yield True
                one()
                yield True


def _unread(name: str, seen: set[str]) -> Iterator[str]:
    """That module after those of ours that it imports, as far as they are not there yet: all at
    once they would take longer than a key may wait."""
    if name in sys.modules or name in seen:
        return
    seen.add(name)
    yield from _unread(name.rpartition(".")[0], seen)
    spec = find_spec(name)
    loader: Any = None if spec is None else spec.loader
    code = loader.get_code(name) if hasattr(loader, "get_code") else None
    for other in () if code is None else _named(code.co_names):
        yield from _unread(other, seen)
    if name not in sys.modules:
        yield name


def _named(names: Sequence[str]) -> Iterator[str]:
    """Our modules among the names of a module's code: those after `import` and after `from`, and of
    a package those of its modules that are named as well."""
    for name in names:
        if name.startswith("dtcoach."):
            yield name
            found = find_spec(name)
            if found is not None and found.submodule_search_locations is not None:
                inner = (f"{name}.{one}" for one in names if "." not in one and one.islower())
                yield from (one for one in inner if find_spec(one) is not None)
