"""The lead's lists: what was ticked, by whom and when, and what is open again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from dtcoach.domain.content import Scenario
from dtcoach.domain.words import LeadList
from dtcoach.frozen import dataclass

EACH_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Tick:
    """The last word on a line: ticked, or the tick taken back."""

    done: bool
    at: datetime
    by: str


TickKey = tuple[str, LeadList, str]
"""Scenario, list and the words of the line. A scenario that comes back finds its ticks again."""

Ticks = Mapping[TickKey, Tick]


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `tick` is the one that stands; `lapsed` one that is more than an hour old."""

    text: str
    tick: Tick | None = None
    lapsed: Tick | None = None

    @property
    def is_done(self) -> bool:
        return self.tick is not None


@dataclass(frozen=True, slots=True)
class ListNow:
    """A list at one moment. `reworded` are lines that were ticked and that no longer stand in the
    list in those words: they are shown, because the line that took their place is not done."""

    which: LeadList
    lines: tuple[Line, ...]
    reworded: tuple[Line, ...] = ()

    @property
    def open(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_done)


def list_now(scenario: Scenario, which: LeadList, ticks: Ticks, now: datetime) -> ListNow:
    """The list with its ticks; what is to be done every hour is open again after an hour."""
    texts = scenario.lines(which)
    lines = tuple(_line(text, ticks.get((scenario.id, which, text)), which, now) for text in texts)
    reworded = tuple(
        Line(text, tick)
        for (of, listed, text), tick in ticks.items()
        if (of, listed) == (scenario.id, which) and text not in texts and tick.done
    )
    return ListNow(which, lines, reworded)


def _line(text: str, tick: Tick | None, which: LeadList, now: datetime) -> Line:
    if tick is None or not tick.done:
        return Line(text)
    if which is LeadList.HOURLY and now - tick.at >= EACH_HOUR:
        return Line(text, lapsed=tick)
    return Line(text, tick)
