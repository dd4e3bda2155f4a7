"""The ways of a procedure on paper: their steps, and those that wait for what the lead finds out.

A scenario leaves unknown what nobody has looked at yet. Paper is printed before anybody looks, so a
way that would be right with such a system says what must be usable, and what must be true of the
resident: what the engine would have asked, answer by answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dtcoach.domain.conditions import Condition
from dtcoach.domain.content import (
    Content,
    FactDefinition,
    Procedure,
    PromiseRule,
    RouteRule,
    Step,
    SystemDefinition,
)
from dtcoach.domain.decision import Offer, OpenRoute, Refusal, decide
from dtcoach.domain.paper_dates import date_answers
from dtcoach.domain.situation import Moment
from dtcoach.domain.truth import NO, YES
from dtcoach.domain.walk import route_rule, steps_of
from dtcoach.domain.words import UNKNOWN, Route, Status, WorldKey

DONT_KNOW = "わからない"


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step, and the numbers it can have on the screen: a step before it may not apply.
    `for_all`: whoever takes this way does it."""

    step: Step
    numbers: tuple[int, ...]
    for_all: bool


@dataclass(frozen=True, slots=True)
class FlowCaution:
    """A caution, and whether it holds for everybody who takes this way."""

    text: str
    for_all: bool


@dataclass(frozen=True, slots=True)
class Need:
    """A fact, and the answers with which a way stays right."""

    fact: FactDefinition
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A route that can be right, with all that may be needed on it: too many beats too few.

    One that waits for what the lead finds has `systems`, which must all be usable, and `needs`:
    what must be true of the resident, one list for each way to be right. `is_first`: where they
    hold it is better than what the flow leads to.
    """

    rule: RouteRule
    steps: tuple[FlowStep, ...]
    cautions: tuple[FlowCaution, ...]
    promises: tuple[PromiseRule, ...]
    systems: tuple[SystemDefinition, ...] = ()
    needs: tuple[tuple[Need, ...], ...] = ()
    is_first: bool = False


def way_of(rule: RouteRule, moments: Sequence[Moment]) -> Way:
    """The way as it is in any of these moments."""
    numbers: dict[str, set[int]] = {}
    for moment in moments:
        for number, step in enumerate(steps_of(rule, moment), 1):
            numbers.setdefault(step.id, set()).add(number)
    steps = tuple(
        FlowStep(step, tuple(sorted(numbers[step.id])), _for_all(step.condition, moments))
        for step in rule.steps
        if step.id in numbers
    )
    cautions = tuple(
        FlowCaution(caution.text, _for_all(caution.condition, moments))
        for caution in rule.cautions
        if any(caution.condition.holds(moment) != NO for moment in moments)
    )
    promises = tuple(
        promise
        for promise in rule.promises
        if promise.condition is None
        or any(promise.condition.holds(moment) != NO for moment in moments)
    )
    return Way(rule, steps, cautions, promises)


def _for_all(condition: Condition | None, moments: Sequence[Moment]) -> bool:
    return condition is None or all(condition.holds(moment) == YES for moment in moments)


def answers_of(
    content: Content, procedure: Procedure, name: str, moment: Moment
) -> Iterator[tuple[str, str]]:
    """The answers to a question, each with its words: all that the engine can tell apart."""
    definition = content.facts[name]
    if definition.is_date:
        yield from date_answers(procedure, name, moment)
    for choice in definition.choices:
        yield choice.value, choice.label
    yield UNKNOWN, DONT_KNOW


def waiting_ways(
    content: Content, procedure: Procedure, moment: Moment
) -> tuple[tuple[Way, ...], tuple[Refusal, ...]]:
    """The ways that wait for a system nobody has looked at, best first; and what is refused to
    everybody whatever anybody finds."""
    unseen = [key for key in content.systems if moment.status(key) is Status.UNKNOWN]
    usable = replace(moment, world={**moment.world, **dict.fromkeys(unseen, Status.UP)})
    now = decide(content, procedure, moment)
    refused = decide(content, procedure, usable).refusals
    never = {refusal.route for refusal in refused}
    waiting = [one.route for one in now.refusals if one.route not in never]
    ways = (_Waiting(content, procedure, usable, unseen, route).way() for route in waiting)
    return tuple(way for way in ways if way.needs), refused


Path = tuple[Need, ...]


@dataclass
class _Waiting:
    """Asks the engine about one route alone, in a world in which all that is unknown is usable."""

    content: Content
    procedure: Procedure
    usable: Moment
    unseen: Sequence[WorldKey]
    route: Route
    _right: list[Moment] = field(default_factory=list)

    def way(self) -> Way:
        """The way; without `needs` where no resident could take it."""
        rule = route_rule(self.content, self.procedure, self.route)
        assert rule is not None
        paths = self._paths(self.usable)
        found = way_of(rule, self._right)
        if not self._right:
            return found
        systems = tuple(self.content.systems[key] for key in self.unseen if self._waits_for(key))
        best = decide(self.content, self.procedure, self._right[0]).offers[0].route
        return replace(found, systems=systems, needs=paths, is_first=best is self.route)

    def _paths(self, moment: Moment) -> tuple[Path, ...]:
        verdict = decide(self.content, self.procedure, moment).of(self.route)
        if isinstance(verdict, Offer):
            self._right.append(moment)
            return ((),)
        if not isinstance(verdict, OpenRoute):
            return ()
        name = verdict.needs[0]
        labels = dict(answers_of(self.content, self.procedure, name, moment))
        good: dict[tuple[Path, ...], list[str]] = {}
        for value, label in labels.items():
            after = self._paths(replace(moment, facts={**moment.facts, name: value}))
            if after:
                good.setdefault(after, []).append(label)
        if len(good) == 1 and len(next(iter(good.values()))) == len(labels):
            return next(iter(good))  # whatever is answered: nothing to write
        fact = self.procedure.asks(self.content.facts[name])
        return tuple(
            (Need(fact, tuple(dict.fromkeys(said))), *path)
            for after, said in good.items()
            for path in after
        )

    def _waits_for(self, key: WorldKey) -> bool:
        without: Mapping[WorldKey, Status] = {**self.usable.world, key: Status.UNKNOWN}
        moments = (replace(moment, world=without) for moment in self._right)
        return any(
            not isinstance(decide(self.content, self.procedure, one).of(self.route), Offer)
            for one in moments
        )
