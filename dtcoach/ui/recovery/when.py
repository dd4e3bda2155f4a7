"""A field for when something happened: now, unless a time is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dtcoach.ui.kit.field import LineField
from dtcoach.ui.times import time_of, typed_moment


class WhenField(LineField):
    """Empty means now; what was understood stands under the label."""

    def __init__(self, label: str, now: Callable[[], datetime]) -> None:
        super().__init__(label, support=_HELP, placeholder="例 14:20", width_em=10)
        self._now = now
        self.changed.connect(self._on_typed)

    def is_sound(self) -> bool:
        """Whether it can be read; says so under the field where it cannot."""
        if not self.text().strip() or self.at() is not None:
            return True
        self.set_error("「14:20」「1/7 9:30」のように、過ぎた時刻を入れてください。")
        self.setFocus()
        return False

    def at(self) -> datetime | None:
        """The moment typed; None for now."""
        typed = self.text().strip()
        return typed_moment(typed, self._now()) if typed else None

    def _on_typed(self, _text: str) -> None:
        at = self.at()
        self.set_support(_HELP if at is None else f"{time_of(at, self._now())}")
        self.set_error("")


_HELP = "空のままなら、いまの時刻です"
