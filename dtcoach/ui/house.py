"""What the window asks of the composition root, so that ui never sees an adapter."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dtcoach.app.counter import Counter
from dtcoach.app.preferences import Preferences

if TYPE_CHECKING:
    from dtcoach.app.practice import PracticeRoom


class House(Protocol):
    """Made by `dtcoach.compose`."""

    @property
    def data(self) -> Path:
        """The data folder; it need not exist yet."""
        ...

    @property
    def preferences(self) -> Preferences: ...

    def form_titles(self) -> Mapping[str, str]:
        """The name of each paper, by form id."""
        ...

    def practice(self) -> PracticeRoom:
        """自習, over what was remembered of it."""
        ...

    def counter(self) -> tuple[Counter, object]:
        """The counter with its log open. Raises StorageTrouble when no folder takes a log."""
        ...
