"""The path so far: what was answered, chosen, seen and entered in this visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from dtcoach.domain.content import Content, FactDefinition, Step, StepInput
from dtcoach.domain.events import FactLearned
from dtcoach.domain.japanese_dates import long_date, moment
from dtcoach.domain.visit import RequestState, VisitState
from dtcoach.domain.walk import route_rule
from dtcoach.domain.words import UNKNOWN
from dtcoach.frozen import dataclass
from dtcoach.ui.visit.words import procedure_title, route_title, short_title

DONT_KNOW = "わからない"
LOOKED_UP = "確認済み"


@dataclass(frozen=True, slots=True)
class PathEntry:
    """One thing known or done. `fact` names what can be answered again; empty where it cannot."""

    label: str
    value: str
    fact: str = ""


def answer_text(definition: FactDefinition, value: str) -> str:
    """An answer as staff read it. One that was looked up silently is not shown again: the screen
    may be seen from the other side of the counter (design §6 rule 3)."""
    if value == UNKNOWN:
        return DONT_KNOW
    if definition.silent:
        return LOOKED_UP
    if definition.is_date:
        return long_date(date.fromisoformat(value))
    return next((c.label for c in definition.choices if c.value == value), value)


def path_of(visit: VisitState, content: Content, *, on_route: bool) -> tuple[PathEntry, ...]:
    """Finished requests, then the facts in asking order, then what this request's route holds,
    unless that route no longer holds."""
    entered = _entered(visit, content) if on_route else ()
    return (*_outcomes(visit, content), *_facts(visit, content), *entered)


def _outcomes(visit: VisitState, content: Content) -> Iterator[PathEntry]:
    for request in visit.requests:
        if request.outcome is not None:
            procedure = content.procedures.get(request.procedure)
            title = short_title(procedure_title(content, request.procedure))
            yield PathEntry(title, route_title(content, procedure, request.outcome))


def _facts(visit: VisitState, content: Content) -> Iterator[PathEntry]:
    asked = dict.fromkeys(
        event.body.fact for event in visit.history if isinstance(event.body, FactLearned)
    )
    request = visit.active
    procedure = None if request is None else content.procedures.get(request.procedure)
    for name in asked:
        definition = content.facts.get(name)
        if definition is not None and name in visit.facts:
            definition = definition if procedure is None else procedure.asks(definition)
            yield PathEntry(definition.label, answer_text(definition, visit.facts[name]), name)


def _entered(visit: VisitState, content: Content) -> Iterator[PathEntry]:
    request = visit.active
    if request is None or request.route is None:
        return
    yield PathEntry(
        "方法", route_title(content, content.procedures.get(request.procedure), request.route)
    )
    steps = _steps(request, content)
    for name, value in request.done.items():
        step = steps.get(name)
        if value and step is not None:
            yield PathEntry(short_title(step.label), entered_text(step, value))


def _steps(request: RequestState, content: Content) -> dict[str, Step]:
    procedure = content.procedures.get(request.procedure)
    if procedure is None or request.route is None:
        return {}
    rule = route_rule(content, procedure, request.route)
    return {} if rule is None else {step.id: step for step in rule.steps}


def entered_text(step: Step, value: str) -> str:
    """What was entered in a step, dates in 和暦."""
    if step.input is StepInput.DATE:
        return long_date(date.fromisoformat(value))
    if step.input is StepInput.DATETIME:
        return moment(datetime.fromisoformat(value))
    return value
