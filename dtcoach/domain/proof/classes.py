"""Dates in the classes that conditions can tell apart: one day stands for each class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from dtcoach.domain.conditions import Condition, DaysLeft, DaysSince, SystemIs, walk_parts
from dtcoach.domain.content import Content, RouteRule
from dtcoach.domain.proof.branching import Variables
from dtcoach.domain.situation import Moment
from dtcoach.domain.words import Status, WorldKey

_WINDOW_DAYS = 400
"""Days looked at on each side of today; no condition reaches further (grammar: four digits)."""


def conditions_of(rule: RouteRule) -> Iterator[Condition]:
    """Every condition of a route, and everything inside."""
    given = [gate.condition for gate in rule.gates]
    given += [caution.condition for caution in rule.cautions]
    given += [step.condition for step in rule.steps if step.condition is not None]
    given += [promise.condition for promise in rule.promises if promise.condition is not None]
    if rule.leads is not None:
        given.append(rule.leads)
    for condition in given:
        yield from walk_parts(condition)


def variables_of(
    content: Content, rule: RouteRule, at: datetime, closed: Callable[[date], bool]
) -> Variables:
    """The values each variable must take for the proof of this route to be complete."""
    conditions = list(conditions_of(rule))
    dated = [part for part in conditions if isinstance(part, DaysSince | DaysLeft)]
    answers: dict[str, Sequence[str]] = {
        name: [choice.value for choice in fact.choices]
        for name, fact in content.facts.items()
        if not fact.is_date
    }
    for name, fact in content.facts.items():
        if fact.is_date:
            answers[name] = _days(name, dated, at, closed)
    statuses = {key: _statuses(key, rule, conditions) for key in WorldKey}
    return Variables(statuses, answers, at, closed)


def _statuses(key: WorldKey, rule: RouteRule, conditions: Sequence[Condition]) -> Sequence[str]:
    """One status for each class that the conditions on this system can tell apart."""
    if key in rule.systems:
        return [status.value for status in Status]
    sets = [part.statuses for part in conditions if isinstance(part, SystemIs) and part.key is key]
    found: dict[tuple[bool, ...], str] = {}
    for status in Status:
        found.setdefault(tuple(status in statuses for statuses in sets), status.value)
    return list(found.values())


def _days(
    name: str, dated: Sequence[Condition], at: datetime, closed: Callable[[date], bool]
) -> Sequence[str]:
    """One day for each way in which all conditions on this date can come out together."""
    found: dict[tuple[int, ...], str] = {}
    for offset in sorted(range(-_WINDOW_DAYS, _WINDOW_DAYS + 1), key=abs):
        day = (at.date() + timedelta(days=offset)).isoformat()
        moment = Moment(at, {}, {name: day}, closed=closed)
        found.setdefault(tuple(condition.holds(moment) for condition in dated), day)
    return list(found.values())
