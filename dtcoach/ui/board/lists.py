"""The lead's lists of the scenario, and what was ticked in this session."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from dtcoach.domain.content import Scenario
from dtcoach.domain.incident import IncidentState
from dtcoach.ui.times import time_of


class LeadList(Enum):
    """Which list; its word on the tab."""

    FIRST = "最初"
    HOURLY = "毎時"
    HANDOVER = "引継ぎ"
    RECOVERY = "復旧"


_EACH_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class LeadItem:
    """One line of a list; `done` says when, or is empty."""

    number: int
    text: str
    done: str


@dataclass
class Ticks:
    """What this window ticked. Kept while it is open: the log has no event for it."""

    _done: dict[tuple[str, LeadList, str], datetime] = field(default_factory=dict)

    def tick(self, scenario: str, which: LeadList, text: str, at: datetime | None) -> None:
        """At that time, or not at all."""
        key = (scenario, which, text)
        if at is None:
            self._done.pop(key, None)
        else:
            self._done[key] = at

    def at(self, scenario: str, which: LeadList, text: str, now: datetime) -> datetime | None:
        """When it was ticked; what is to be done every hour is open again after an hour."""
        at = self._done.get((scenario, which, text))
        if at is not None and which is LeadList.HOURLY and now - at >= _EACH_HOUR:
            return None
        return at


def lead_items(
    scenario: Scenario, which: LeadList, ticks: Ticks, now: datetime
) -> tuple[LeadItem, ...]:
    texts = {
        LeadList.FIRST: scenario.first_minutes,
        LeadList.HOURLY: scenario.hourly,
        LeadList.HANDOVER: scenario.handover,
        LeadList.RECOVERY: scenario.recovery,
    }[which]
    items = []
    for number, text in enumerate(texts, start=1):
        at = ticks.at(scenario.id, which, text, now)
        items.append(LeadItem(number, text, "" if at is None else time_of(at, now)))
    return tuple(items)


def list_of_the_hour(state: IncidentState, now: datetime) -> LeadList:
    """Which list is wanted now: the first minutes, then every hour, then recovery."""
    if state.recovered_at is not None:
        return LeadList.RECOVERY
    return LeadList.FIRST if now - state.started_at < _EACH_HOUR else LeadList.HOURLY
