"""What each system was over the day, from who looked and when: the bars of the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dtcoach.domain.events import Event, IncidentDeclared, ScenarioChanged, StatusChecked
from dtcoach.domain.words import Status, WorldKey
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """One status from one time up to another. `by` is who looked; empty where a preset said so."""

    status: Status
    began: datetime
    ended: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class SystemCourse:
    """One system over the whole outage, without a gap."""

    key: WorldKey
    spans: tuple[StatusSpan, ...]

    @property
    def was(self) -> frozenset[Status]:
        """Every status it had."""
        return frozenset(span.status for span in self.spans)

    @property
    def failed(self) -> bool:
        """Whether it was down or unsteady at any time."""
        return bool(self.was & {Status.DOWN, Status.DEGRADED})


def system_courses(journal: Iterable[Event], until: datetime) -> tuple[SystemCourse, ...]:
    """Every system from the beginning up to `until`, in the order of the field.

    By the time each was seen, whoever wrote it down later.
    """
    changes: dict[WorldKey, list[tuple[datetime, Status, str]]] = {key: [] for key in WorldKey}
    declared = False
    for event in journal:
        body = event.body
        if isinstance(body, IncidentDeclared):
            if declared:  # of a drill that two terminals began, the first word holds
                continue
            declared = True
        if isinstance(body, IncidentDeclared | ScenarioChanged):
            for key, status in body.world.items():
                changes[key].append((event.observed_at, status, ""))
        elif isinstance(body, StatusChecked):
            changes[body.key].append((event.observed_at, body.status, event.actor))
    return tuple(SystemCourse(key, _spans(seen, until)) for key, seen in changes.items())


def _spans(seen: list[tuple[datetime, Status, str]], until: datetime) -> tuple[StatusSpan, ...]:
    found: list[StatusSpan] = []
    ordered = sorted(seen, key=lambda one: one[0])
    for index, (began, status, by) in enumerate(ordered):
        ended = ordered[index + 1][0] if index + 1 < len(ordered) else until
        ended = min(ended, until)
        if ended <= began:
            continue
        if found and found[-1].status is status:
            found[-1] = StatusSpan(status, found[-1].began, ended, found[-1].by or by)
        else:
            found.append(StatusSpan(status, began, ended, by))
    return tuple(found)
