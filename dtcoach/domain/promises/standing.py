"""How a promise stands at one moment: waiting, due today, late; and when to try again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dtcoach.domain.deadline import next_open_day
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.promises.promise import PromiseState, PromiseStatus
from dtcoach.domain.words import TryResult


class Standing(StrEnum):
    """In the order in which they are worked off."""

    OVERDUE = "overdue"
    TODAY = "today"
    READY = "ready"
    """Promised for after recovery, without a day; and it is after recovery."""
    LATER = "later"
    WAITING = "waiting"
    """For recovery."""
    KEPT = "kept"
    DROPPED = "dropped"


_ENDED = {PromiseStatus.KEPT: Standing.KEPT, PromiseStatus.DROPPED: Standing.DROPPED}


def standing_of(promise: PromiseState, now: datetime, recovered_at: datetime | None) -> Standing:
    """`recovered_at` is the official "usable" word while it holds.

    The day that was promised does not move because a call is to be tried again later.
    """
    if promise.status is not PromiseStatus.OPEN:
        return _ENDED[promise.status]
    today, next_at = now.astimezone(TOKYO).date(), promise.next_at
    if (promise.due is not None and promise.due < today) or (next_at is not None and next_at < now):
        return Standing.OVERDUE
    is_today = next_at is not None and next_at.astimezone(TOKYO).date() == today
    if promise.due == today or is_today:
        return Standing.TODAY
    if promise.due is not None or next_at is not None:
        return Standing.LATER
    return Standing.WAITING if recovered_at is None else Standing.READY


def urgency(
    promise: PromiseState, now: datetime, recovered_at: datetime | None
) -> tuple[int, datetime, str]:
    """The key of the worklist: what is late first, the longest late of it first."""
    return (_RANK[standing_of(promise, now, recovered_at)], _when(promise), promise.number)


_RANK = {standing: rank for rank, standing in enumerate(Standing)}


def _when(promise: PromiseState) -> datetime:
    times = [promise.next_at] if promise.next_at is not None else []
    if promise.due is not None:
        times.append(datetime.combine(promise.due, time.max, TOKYO))
    return min(times, default=promise.made_at)


_SOON = timedelta(minutes=15)
_LATER_TODAY = timedelta(hours=2)
_AFTERNOON = 15
_MORNING = time(10, 0)


def next_try(
    result: TryResult, now: datetime, is_closed: Callable[[date], bool]
) -> datetime | None:
    """A proposal that the clerk changes or takes; None where another try in the same way is none.

    話し中: in a quarter of an hour. 不在: at another time of day. A message was left: time to call
    back, so the next opening day.
    """
    local = now.astimezone(TOKYO)
    match result:
        case TryResult.BUSY:
            return _whole_minutes(local + _SOON)
        case TryResult.ABSENT if local.hour < _AFTERNOON:
            return _whole_minutes(local + _LATER_TODAY)
        case TryResult.ABSENT | TryResult.MESSAGE | TryResult.CALL_AGAIN | TryResult.NOT_COME:
            day = next_open_day(local.date() + timedelta(days=1), is_closed)
            return datetime.combine(day, _MORNING, TOKYO)
    return None


def _whole_minutes(at: datetime) -> datetime:
    """To the next five minutes: a time that people say."""
    at = at.replace(second=0, microsecond=0)
    return at + timedelta(minutes=-at.minute % 5)
