"""The lead's lists as lines to tick, worked out without a window."""

from __future__ import annotations

from datetime import datetime

from dtcoach.domain.lead_lists import ListNow, Tick
from dtcoach.frozen import dataclass
from dtcoach.ui.times import time_of


@dataclass(frozen=True, slots=True)
class LeadItem:
    """One line of a list. `note` says who ticked it and when, or when it was last done."""

    text: str
    done: bool
    note: str


def lead_items(shown: ListNow, now: datetime) -> tuple[LeadItem, ...]:
    return tuple(
        LeadItem(
            line.text,
            line.is_done,
            _who(line.tick, now)
            if line.tick is not None
            else f"前回 {_who(line.lapsed, now)}"
            if line.lapsed is not None
            else "",
        )
        for line in shown.lines
    )


def reworded_lines(shown: ListNow, now: datetime) -> tuple[str, ...]:
    """Ticks whose line reads differently now: told, because they count for nothing."""
    return tuple(
        f"「{line.text}」（{_who(line.tick, now)}）"
        for line in shown.reworded
        if line.tick is not None
    )


def _who(tick: Tick, now: datetime) -> str:
    """12:52 係長."""
    return " ".join(part for part in (time_of(tick.at, now), tick.by) if part)
