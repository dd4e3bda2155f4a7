"""The clock of a drill: what every page and every act reads while one is entered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from dtcoach.domain.drill.clock import Hands, Look, elapsed, span


class Ticks(Protocol):
    """This terminal's own clocks."""

    def look(self) -> Look: ...


class ExerciseClock:
    """Implements `Clock` in exercise time. `read` gives the hands as the log has them, and the
    latest exercise time that the log of this terminal knows of since they were set."""

    def __init__(
        self,
        begins: datetime,
        ticks: Ticks,
        terminal: str,
        read: Callable[[], tuple[Hands | None, datetime | None]] = lambda: (None, None),
    ) -> None:
        self.begins = begins
        self.terminal = terminal
        self._ticks = ticks
        self.read = read

    def look(self) -> Look:
        return self._ticks.look()

    def elapsed_ms(self, look: Look | None = None) -> int:
        """Exercise time since the beginning."""
        hands, known = self.read()
        now = elapsed(hands, look or self.look(), self.terminal)
        if known is None or hands is None or not hands.running:
            return now
        # After a power cut with a wall clock gone wrong: no earlier than what was written.
        return max(now, (known - self.begins) // timedelta(milliseconds=1))

    def now(self) -> datetime:
        return self.begins + span(self.elapsed_ms())
