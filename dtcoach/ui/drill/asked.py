"""How the parts of the place 訓練 write: an act, and what follows once it is on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Attempt(Protocol):
    """Does something that can be refused or fail, and reads the drill anew."""

    def __call__(
        self, act: Callable[[], object], then: Callable[[], None] | None = None
    ) -> None: ...
