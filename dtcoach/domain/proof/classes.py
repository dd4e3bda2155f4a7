"""Dates in the classes that conditions can tell apart: one day stands for each class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dtcoach.domain.conditions import (
    Condition,
    DaysLeft,
    DaysSince,
    SettingIs,
    SystemIs,
    TimeOfDay,
    walk_parts,
)
from dtcoach.domain.content import Content, Procedure, RouteRule
from dtcoach.domain.deadline import Deadline, Limit, statutory_day
from dtcoach.domain.hours import MINUTES_A_DAY
from dtcoach.domain.proof.branching import Variables
from dtcoach.domain.proof.rules import SENT_AWAY, SYSTEMS_OF_ROUTES
from dtcoach.domain.situation import Moment
from dtcoach.domain.words import Route, Status, WorldKey

_MARGIN_DAYS = 60
"""Looked at beyond the furthest bound, for days that roll over and for opening days."""

_Dated = DaysSince | DaysLeft


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
    content: Content,
    procedure: Procedure,
    rule: RouteRule,
    at: datetime,
    closed: Callable[[date], bool],
) -> Variables:
    """The values each variable must take for the proof of this route to be complete."""
    conditions = list(conditions_of(rule))
    dated: list[_Dated] = [part for part in conditions if isinstance(part, DaysSince | DaysLeft)]
    dated += _told_apart_by_rules(procedure, rule)
    answers: dict[str, Sequence[str]] = {
        name: [choice.value for choice in fact.choices]
        for name, fact in content.facts.items()
        if not fact.is_date
    }
    for name, fact in content.facts.items():
        if fact.is_date:
            answers[name] = _days(name, dated, at, closed)
    statuses = {key: _statuses(key, rule, conditions) for key in WorldKey}
    return Variables(statuses, answers, _settings(conditions), minutes_of(conditions), at, closed)


def minutes_of(conditions: Sequence[Condition]) -> Sequence[int]:
    """The first minute of every stretch of the day within which no condition changes.

    A condition on the time can change only where one of its own ends lies, so these are all.
    """
    ends = {0}
    for part in conditions:
        if isinstance(part, TimeOfDay):
            ends |= {end for end in (part.low, part.high) if end is not None}
    return sorted(end for end in ends if end < MINUTES_A_DAY)


def _settings(conditions: Sequence[Condition]) -> Mapping[str, Sequence[str | None]]:
    """要確認, every value that a condition names, and one that stands for all others."""
    found: dict[str, list[str | None]] = {}
    for part in conditions:
        if isinstance(part, SettingIs):
            values = found.setdefault(part.key, [None, ANY_OTHER])
            values += sorted(value for value in part.values if value and value not in values)
    return found


ANY_OTHER = "（ほかの決まり）"
"""A decision of the ward that no condition names."""


def _told_apart_by_rules(procedure: Procedure, rule: RouteRule) -> Iterator[_Dated]:
    """The days that matter to a rule, whether or not the content has a condition on them.

    Without these one day could stand for another that breaks the rule.
    """
    if rule.route is Route.MOVING_ONESTOP:
        yield DaysSince("planned_move_out_date", None, 10)
    if procedure.deadline is not None and rule.route in SENT_AWAY:
        yield DaysLeft(procedure.deadline, None, 0)
    if procedure.deadline is not None and rule.route is Route.ESCALATE:
        yield DaysLeft(procedure.deadline, None, 2, opening=True)


def _statuses(key: WorldKey, rule: RouteRule, conditions: Sequence[Condition]) -> Sequence[str]:
    """One status for each class that the conditions on this system can tell apart."""
    if key in rule.systems or key.value in SYSTEMS_OF_ROUTES.get(rule.route, ()):
        return [status.value for status in Status]
    sets = [part.statuses for part in conditions if isinstance(part, SystemIs) and part.key is key]
    found: dict[tuple[bool, ...], str] = {}
    for status in Status:
        found.setdefault(tuple(status in statuses for statuses in sets), status.value)
    return list(found.values())


def _days(
    name: str, dated: Sequence[_Dated], at: datetime, closed: Callable[[date], bool]
) -> Sequence[str]:
    """One day for each way in which all conditions on this date can come out together.

    Of several limits the earliest counts, so each is told apart by itself: where it lies among
    the bounds decides where the earliest lies, whatever the other dates are.
    """
    found: dict[tuple[int, ...], str] = {}
    reach = max(map(_reach, dated), default=0) + _MARGIN_DAYS
    for offset in sorted(range(-reach, reach + 1), key=abs):
        day = (at.date() + timedelta(days=offset)).isoformat()
        moment = Moment(at, {}, {name: day}, closed=closed)
        sides = tuple(side for part in dated for side in _sides(name, part, moment))
        found.setdefault(sides, day)
    return list(found.values())


def _reach(part: _Dated) -> int:
    """How many days away from today the condition can still tell days apart."""
    bound = max(abs(bound) for bound in (part.low, part.high, 0) if bound is not None)
    if isinstance(part, DaysSince):
        return bound
    # Never more than two closed days for an open one, but for the holidays in the margin.
    return 2 * bound + max((limit.days for limit in part.deadline.limits), default=0)


def _sides(name: str, part: _Dated, moment: Moment) -> Iterator[int]:
    """On which side of its bounds this date puts the condition, for each limit it decides."""
    if isinstance(part, DaysSince):
        if part.fact == name:
            yield part.holds(moment)
        return
    for limit in part.deadline.limits:
        if name in limit.dates:
            due = _due(limit, name, part.deadline, moment)
            days = part.days_until(due, moment)
            yield (
                -1
                if part.low is not None and days < part.low
                else int(part.high is not None and days > part.high)
            )


def _due(limit: Limit, name: str, deadline: Deadline, moment: Moment) -> date:
    alone = replace(deadline, limits=(replace(limit, dates=(name,), only=None),))
    day = statutory_day(alone, moment.fact, moment.is_closed)
    assert day is not None
    return day.due
