"""The closed grammar of conditions. They are data, and answer with a set of possible truths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dtcoach.domain.deadline import (
    Deadline,
    StatutoryDay,
    applies,
    day_of,
    opening_days_until,
    statutory_day,
)
from dtcoach.domain.hours import MINUTES_A_DAY, Opening, Span
from dtcoach.domain.situation import Situation
from dtcoach.domain.truth import (
    NO,
    OPEN,
    UNSURE,
    YES,
    Truth,
    conjoin,
    disjoin,
    from_bool,
    negate,
    settled,
)
from dtcoach.domain.words import UNKNOWN, Status, WorldKey
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition over the world and the facts."""

    def holds(self, situation: Situation) -> Truth:
        """What it is, or could still turn out to be."""
        raise NotImplementedError  # pragma: no cover - every shape below answers

    def missing(self, situation: Situation) -> Iterator[str]:
        """The unasked facts that can still change it, in reading order; may repeat."""
        return iter(())

    def parts(self) -> tuple[Condition, ...]:
        """The conditions directly inside this one."""
        return ()


@dataclass(frozen=True, slots=True)
class Always(Condition):
    """True in every situation."""

    def holds(self, situation: Situation) -> Truth:
        return YES


@dataclass(frozen=True, slots=True)
class SystemIs(Condition):
    """The system is in one of these states."""

    key: WorldKey
    statuses: frozenset[Status]

    def holds(self, situation: Situation) -> Truth:
        return from_bool(situation.status(self.key) in self.statuses)


@dataclass(frozen=True, slots=True)
class FactIs(Condition):
    """The answer is one of these values. With `unknown` among them, わからない counts as yes."""

    fact: str
    values: frozenset[str]

    def holds(self, situation: Situation) -> Truth:
        answer = situation.fact(self.fact)
        if answer is None:
            return OPEN
        if answer == UNKNOWN and UNKNOWN not in self.values:
            return UNSURE
        return from_bool(answer in self.values)

    def missing(self, situation: Situation) -> Iterator[str]:
        if situation.fact(self.fact) is None:
            yield self.fact


@dataclass(frozen=True, slots=True)
class FactAnswered(Condition):
    """The fact was asked; わからない is an answer too. Open until then, never no."""

    fact: str

    def holds(self, situation: Situation) -> Truth:
        return OPEN if situation.fact(self.fact) is None else YES

    def missing(self, situation: Situation) -> Iterator[str]:
        if situation.fact(self.fact) is None:
            yield self.fact


@dataclass(frozen=True, slots=True)
class DaysSince(Condition):
    """Today lies `low` to `high` days after the day in a fact (negative: before it)."""

    fact: str
    low: int | None
    high: int | None

    def holds(self, situation: Situation) -> Truth:
        answer = situation.fact(self.fact)
        if answer is None:
            return OPEN
        day = day_of(answer)
        if day is None:
            return UNSURE
        return from_bool(within((situation.at.date() - day).days, self.low, self.high))

    def missing(self, situation: Situation) -> Iterator[str]:
        if situation.fact(self.fact) is None:
            yield self.fact


@dataclass(frozen=True, slots=True)
class DaysLeft(Condition):
    """The statutory day lies `low` to `high` days ahead (0: today; negative: past).

    With `opening`, only days on which the counters are open are counted.
    """

    deadline: Deadline
    low: int | None
    high: int | None
    opening: bool = False

    def holds(self, situation: Situation) -> Truth:
        unasked = next(iter(self.missing(situation)), None)
        rest = UNSURE if unasked is None else OPEN
        day = deadline_in(_settled_part(self.deadline, situation), situation)
        if day is None:
            return rest if unasked or _has_unsure_limit(self.deadline, situation) else NO
        days = self.days_until(day.due, situation)
        if unasked is None and not _has_unsure_limit(self.deadline, situation):
            return from_bool(within(days, self.low, self.high))
        # A limit not known yet can only bring the day forward, never put it off.
        if self.low is None and within(days, None, self.high):
            return YES
        if self.low is not None and days < self.low:
            return NO
        return rest

    def days_until(self, due: date, situation: Situation) -> int:
        """How far ahead `due` lies; beyond both bounds it does not matter how far."""
        today = situation.at.date()
        if self.opening:
            far = max(bound for bound in (self.low, self.high, 0) if bound is not None) + 1
            return opening_days_until(today, due, situation.is_closed, far)
        return (due - today).days

    def missing(self, situation: Situation) -> Iterator[str]:
        for limit in self.deadline.limits:
            yield from limit.needs(situation.fact)


@dataclass(frozen=True, slots=True)
class SnapshotKnown(Condition):
    """Somebody read the date and time of the downtime server's data."""

    def holds(self, situation: Situation) -> Truth:
        return from_bool(situation.snapshot_at() is not None)


@dataclass(frozen=True, slots=True)
class SettingIs(Condition):
    """The ward's profile says so. `None` among the values stands for 要確認."""

    key: str
    values: frozenset[str | None]

    def holds(self, situation: Situation) -> Truth:
        return from_bool(situation.setting(self.key) in self.values)


@dataclass(frozen=True, slots=True)
class TimeOfDay(Condition):
    """The time of day lies from `low` up to `high`, which is outside (minutes since midnight)."""

    low: int | None
    high: int | None

    def holds(self, situation: Situation) -> Truth:
        span = Span(self.low or 0, MINUTES_A_DAY if self.high is None else self.high)
        return from_bool(span.covers(situation.minute()))


@dataclass(frozen=True, slots=True)
class OpeningIs(Condition):
    """The service is, for this certificate, open or closed now as named. 要確認 is one of them."""

    service: str
    certificate: str
    values: frozenset[Opening]

    def holds(self, situation: Situation) -> Truth:
        return from_bool(situation.opening(self.service, self.certificate) in self.values)


@dataclass(frozen=True, slots=True)
class AllOf(Condition):
    """Every part holds."""

    conditions: tuple[Condition, ...]

    def holds(self, situation: Situation) -> Truth:
        result = YES
        for condition in self.conditions:
            result = conjoin((result, condition.holds(situation)))
            if result == NO:
                break
        return result

    def missing(self, situation: Situation) -> Iterator[str]:
        return _missing_in(self.conditions, situation)

    def parts(self) -> tuple[Condition, ...]:
        return self.conditions


@dataclass(frozen=True, slots=True)
class AnyOf(Condition):
    """At least one part holds."""

    conditions: tuple[Condition, ...]

    def holds(self, situation: Situation) -> Truth:
        result = NO
        for condition in self.conditions:
            result = disjoin((result, condition.holds(situation)))
            if result == YES:
                break
        return result

    def missing(self, situation: Situation) -> Iterator[str]:
        return _missing_in(self.conditions, situation)

    def parts(self) -> tuple[Condition, ...]:
        return self.conditions


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part does not hold."""

    condition: Condition

    def holds(self, situation: Situation) -> Truth:
        return negate(self.condition.holds(situation))

    def missing(self, situation: Situation) -> Iterator[str]:
        return self.condition.missing(situation)

    def parts(self) -> tuple[Condition, ...]:
        return (self.condition,)


def within(value: int, low: int | None, high: int | None) -> bool:
    """Whether low ≤ value ≤ high; None leaves that side open."""
    return (low is None or value >= low) and (high is None or value <= high)


def walk_parts(condition: Condition) -> Iterator[Condition]:
    """The condition and everything inside it."""
    yield condition
    for part in condition.parts():
        yield from walk_parts(part)


def facts_read(condition: Condition) -> Iterator[str]:
    """The names of all facts that the condition may read, in reading order; may repeat."""
    for part in walk_parts(condition):
        if isinstance(part, FactIs | FactAnswered | DaysSince):
            yield part.fact
        elif isinstance(part, DaysLeft):
            yield from part.deadline.facts


def facts_that_leave_unsure(condition: Condition) -> Iterator[str]:
    """The facts of which わからない makes the condition unsure, in reading order; may repeat.

    Not those for which the condition says itself what わからない means.
    """
    for part in walk_parts(condition):
        if isinstance(part, DaysSince) or (isinstance(part, FactIs) and UNKNOWN not in part.values):
            yield part.fact
        elif isinstance(part, DaysLeft):
            yield from part.deadline.facts


def deadline_in(deadline: Deadline, situation: Situation) -> StatutoryDay | None:
    """The statutory day as far as the dates are known."""
    return statutory_day(deadline, situation.fact, situation.is_closed)


def _settled_part(deadline: Deadline, situation: Situation) -> Deadline:
    """Only the limits that no further answer can move.

    A day counted from the second date of a limit may still be put off by an answer to the first.
    """
    limits = tuple(limit for limit in deadline.limits if not limit.needs(situation.fact))
    return deadline if len(limits) == len(deadline.limits) else replace(deadline, limits=limits)


def _has_unsure_limit(deadline: Deadline, situation: Situation) -> bool:
    """Whether a limit of this case has a date that nobody knows, or may be one of this case."""
    for limit in deadline.limits:
        if limit.only is not None and situation.fact(limit.only[0]) == UNKNOWN:
            return True
        if applies(limit, situation.fact) and all(
            day_of(situation.fact(name)) is None for name in limit.dates
        ):
            return True
    return False


def _missing_in(conditions: tuple[Condition, ...], situation: Situation) -> Iterator[str]:
    for condition in conditions:
        if not settled(condition.holds(situation)):
            yield from condition.missing(situation)
