"""Today and the dates of a story, placed so that the statutory day lies where the trap wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from dtcoach.domain.content import Procedure
from dtcoach.domain.deadline import DayClock, Limit, applies, next_open_day, opening_days_until
from dtcoach.domain.practice.chance import Chance
from dtcoach.domain.practice.trap import Day
from dtcoach.frozen import dataclass

Closed = Callable[[date], bool]
_DAY = timedelta(days=1)
_SEARCH_DAYS = 120
_STARTS_WITHIN_DAYS = 28


@dataclass(frozen=True, slots=True)
class Dates:
    """The day on which the case plays, and its dated facts."""

    today: date
    facts: Mapping[str, str]


def place_dates(
    procedure: Procedure,
    facts: Mapping[str, str],
    lie: Day,
    near: date,
    closed: Closed,
    chance: Chance,
) -> Dates:
    """A day not long after `near` on which the statutory day lies so, and the dates that make it.

    Where the case has no statutory day the dates are those of an ordinary story.
    """
    limits = () if procedure.deadline is None else procedure.deadline.limits
    mine = [limit for limit in limits if applies(limit, facts.get)]
    start = near + _DAY * chance.number("start", _STARTS_WITHIN_DAYS)
    days = _open_days(start, closed)
    if not mine:
        today = next(days)
        return Dates(today, _without_limit(procedure.id, facts, today, lie, chance))
    limit = mine[-1] if lie is Day.OTHER_CLOCK else mine[0]
    for today in days:
        last = _last_day(today, limit, lie, closed, chance)
        if last is not None:
            break
    else:  # pragma: no cover - a calendar without such a day within months
        today, last = next_open_day(near, closed), near + _DAY * 2
    event = _event(limit, last)
    return Dates(today, _dated(procedure.id, facts, limit, event, today, chance))


def _open_days(start: date, closed: Closed) -> Iterator[date]:
    for offset in range(_SEARCH_DAYS):
        if not closed(start + _DAY * offset):
            yield start + _DAY * offset


def _last_day(today: date, limit: Limit, lie: Day, closed: Closed, chance: Chance) -> date | None:
    """The day on which the limit ends, before any roll-over; None where today does not do."""
    match lie:
        case Day.LAST | Day.OTHER_CLOCK:
            return today
        case Day.PAST:
            return today - _DAY * chance.between("late", 2, 6)
        case Day.NEAR:
            ahead = next_open_day(today + _DAY, closed)
            return ahead if opening_days_until(today, ahead, closed) == 1 else None
        case Day.ROLLED:
            before = today - _DAY
            return before if closed(before) else None
        case Day.LAPSES_CLOSED:
            after = today + _DAY
            return after if closed(after) else None
        case Day.AHEAD:
            return today + _DAY * chance.between("ahead", min(5, limit.days - 2), limit.days - 2)


def _event(limit: Limit, last: date) -> date:
    match limit.clock:
        case DayClock.NEXT_DAY:
            return last - _DAY * limit.days
        case DayClock.SAME_DAY:
            return last - _DAY * (limit.days - 1)
        case DayClock.BEFORE:
            return last


def _dated(
    procedure: str,
    facts: Mapping[str, str],
    limit: Limit,
    event: date,
    today: date,
    chance: Chance,
) -> Mapping[str, str]:
    if procedure == "move-in-special":
        if limit.dates[0] == "planned_move_out_date":
            # Moved in much later than planned: the 14 days go on when the 30 are over.
            moved_in = event + _DAY * chance.between("later", 24, 28)
            return _iso(planned_move_out_date=event, event_date=min(moved_in, today))
        planned = event - _DAY * chance.between("earlier", 0, 4)
        return _iso(planned_move_out_date=planned, event_date=event)
    if procedure == "child-allowance":
        if facts.get("filing_kind") == "birth":
            return {"planned_move_out_date": "unknown", **_iso(event_date=event)}
        born = today - _DAY * chance.between("child", 400, 3000)
        return _iso(planned_move_out_date=event, event_date=born)
    if procedure == "move-within":
        return _iso(planned_move_out_date=event, event_date=event)
    return _iso(**{limit.dates[0]: event})


def _without_limit(
    procedure: str, facts: Mapping[str, str], today: date, lie: Day, chance: Chance
) -> Mapping[str, str]:
    if procedure in ("move-out", "move-out-card"):
        ahead = chance.between("moves", 3, 20)
        if lie is Day.PAST:
            ahead = -chance.between("moved", 11, 13)
        elif facts.get("moving_abroad") == "no" and chance.happens("already", 25):
            ahead = -chance.between("moved", 1, 6)
        day = today + _DAY * ahead
        return _iso(event_date=day, planned_move_out_date=day)
    return _iso(event_date=today - _DAY * chance.between("happened", 0, 5))


def _iso(**days: date) -> dict[str, str]:
    return {name: day.isoformat() for name, day in days.items()}
