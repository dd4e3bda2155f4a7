"""Days on paper: the answers to a date that lead to different ends, and tables of last days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from dtcoach.domain.conditions import DaysLeft, DaysSince, walk_parts
from dtcoach.domain.content import Procedure
from dtcoach.domain.deadline import (
    DayClock,
    Limit,
    opening_days_until,
    statutory_day,
)
from dtcoach.domain.situation import Moment
from dtcoach.domain.truth import Truth
from dtcoach.frozen import dataclass

_BACK, _AHEAD = 130, 70
"""Days looked at around today: beyond the longest limit of any shipped law and its roll-over."""

_FAR = 40


def date_answers(procedure: Procedure, name: str, moment: Moment) -> Iterator[tuple[str, str]]:
    """One day for each stretch of days that no condition tells apart, and that stretch in words,
    the nearest first."""
    dated = _dated(procedure, name)
    today = moment.at.date()

    def signature(day: date) -> tuple[Truth, ...]:
        knowing = replace(moment, facts={**moment.facts, name: day.isoformat()})
        return tuple(part.holds(knowing) for part in dated)

    days = [today + timedelta(days=offset) for offset in range(-_BACK, _AHEAD + 1)]
    runs = [list(run) for _, run in groupby(days, signature)]
    by_opening = any(isinstance(part, DaysLeft) and part.opening for part in dated)
    said = []
    for index, run in enumerate(runs):
        nearest = min(run, key=lambda day: abs((day - today).days))
        first = None if index == 0 else run[0]
        last = None if index == len(runs) - 1 else run[-1]
        words = _in_words(procedure, name, moment, (first, last), by_opening=by_opening)
        said.append((nearest.isoformat(), words))
    yield from sorted(said, key=lambda pair: abs((date.fromisoformat(pair[0]) - today).days))


def _dated(procedure: Procedure, name: str) -> tuple[DaysLeft | DaysSince, ...]:
    """The conditions of all routes that this date can change, each once."""
    found: dict[DaysLeft | DaysSince, None] = {}
    for rule in procedure.routes:
        given = [gate.condition for gate in rule.gates]
        given += [caution.condition for caution in rule.cautions]
        given += [step.condition for step in rule.steps if step.condition is not None]
        given += [one.condition for one in rule.promises if one.condition is not None]
        if rule.leads is not None:
            given.append(rule.leads)
        for part in (part for condition in given for part in walk_parts(condition)):
            if isinstance(part, DaysSince):
                if part.fact == name:
                    found[part] = None
            elif isinstance(part, DaysLeft) and name in part.deadline.facts:
                found[part] = None
    return tuple(found)


def _in_words(
    procedure: Procedure,
    name: str,
    moment: Moment,
    stretch: tuple[date | None, date | None],
    *,
    by_opening: bool,
) -> str:
    first, last = stretch
    if first is None and last is None:
        return "日付がわかる"
    limit = _limit_of(procedure, name)
    today = moment.at.date()
    if limit is None:
        return _since(
            None if last is None else (today - last).days,
            None if first is None else (today - first).days,
        )

    def left(day: date | None) -> int | None:
        if day is None:
            return None
        alone = replace(limit, dates=(name,), only=None)
        assert procedure.deadline is not None
        rule = replace(procedure.deadline, limits=(alone,))
        found = statutory_day(rule, lambda _: day.isoformat(), moment.is_closed)
        assert found is not None
        if by_opening:
            return opening_days_until(today, found.due, moment.is_closed, _FAR)
        return (found.due - today).days

    unit = "開庁日であと" if by_opening else "あと"
    return _left(left(first), left(last), unit)


def _left(low: int | None, high: int | None, unit: str) -> str:
    """How far ahead the last day lies."""
    if high is not None and high < 0:
        return "最後の日を過ぎた"
    if low == high:
        return "きょうが最後の日" if low == 0 else f"最後の日まで{unit}{low}日"
    if low is None or low < 0:
        return f"最後の日まで{unit}{high}日以内（過ぎたときも）"
    if high is None:
        return "最後の日がまだ来ていない" if low <= 1 else f"最後の日まで{unit}{low}日以上"
    return f"最後の日まで{unit}{low}〜{high}日"


def _since(low: int | None, high: int | None) -> str:
    """How long ago the day was; negative: still to come."""
    if high is None:
        return f"その日から{low}日以上たった" if low and low > 0 else "その日が来た"
    if low is None:
        return f"その日から{high}日以内（先の日も）" if high >= 0 else "その日がまだ来ていない"
    return f"その日から{low}〜{high}日"


def _limit_of(procedure: Procedure, name: str) -> Limit | None:
    limits = () if procedure.deadline is None else procedure.deadline.limits
    return next((limit for limit in limits if name in limit.dates), None)


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day for something that happened on `event`."""

    event: date
    due: date
    rolled_over: bool


def last_days(
    procedure: Procedure,
    limit: Limit,
    today: date,
    is_closed: Callable[[date], bool],
    most: int,
) -> tuple[LastDay, ...]:
    """The last days that come first, from today on, so many of them; none where it is the day
    itself."""
    assert procedure.deadline is not None
    if limit.clock is DayClock.BEFORE:
        return ()
    alone = replace(limit, only=None, dates=limit.dates[:1])
    deadline = replace(procedure.deadline, limits=(alone,))
    first = today - timedelta(days=limit.days + _ROLLS)
    found = []
    for offset in range(most + 2 * _ROLLS):
        event = first + timedelta(days=offset)
        day = statutory_day(deadline, _always(event), is_closed)
        if day is not None and day.due >= today:
            found.append(LastDay(event, day.due, day.rolled_over))
    return tuple(found[:most])


def _always(day: date) -> Callable[[str], str]:
    return lambda _: day.isoformat()


_ROLLS = 10
"""Days by which closed days can put off a last day: the end of the year, at the most."""
