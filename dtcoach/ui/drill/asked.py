"""How the parts of the place 訓練 write: an act, and what follows once it is on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from dtcoach.app.counter import Counter
from dtcoach.app.exercise import Exercise
from dtcoach.ui.kit.sheet import Sheet


class Attempt(Protocol):
    """Does something that can be refused or fail, and reads the drill anew."""

    def __call__(
        self, act: Callable[[], object], then: Callable[[], None] | None = None
    ) -> None: ...


class Asked(QObject):
    """What is done to the drill that runs: a key asks, a sheet where it must, and an act writes."""

    def __init__(
        self, counter: Counter, attempt: Attempt, open_sheet: Callable[[Sheet], None]
    ) -> None:
        super().__init__()
        self._counter = counter
        self._attempt = attempt
        self._open_sheet = open_sheet

    @property
    def exercise(self) -> Exercise:
        found = self._counter.exercise
        assert found is not None
        return found
