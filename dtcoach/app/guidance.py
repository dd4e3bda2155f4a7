"""One request walked without a window: a query in, an answer in plain data out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Any

from dtcoach.app.errors import WrongUsage
from dtcoach.app.ports import OpeningDays
from dtcoach.app.words_in import (
    choices_of,
    facts_in,
    known_word,
    moment_in,
    procedure_in,
    quoted,
    scenario_in,
    world_in,
)
from dtcoach.domain.content import Content, Procedure, Scenario, Step
from dtcoach.domain.deadline import StatutoryDay
from dtcoach.domain.situation import Moment
from dtcoach.domain.walk import Walk, walk
from dtcoach.domain.words import Route, Status, WorldKey
from dtcoach.domain.world import preset
from dtcoach.frozen import dataclass

QUERY_KEYS = ("procedure", "scenario", "world", "facts", "choose", "at", "snapshot_at")


@dataclass(frozen=True, slots=True)
class Query:
    """A checked question to the engine."""

    procedure: Procedure
    scenario: Scenario
    world: Mapping[WorldKey, Status] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    choose: Route | None = None
    at: datetime | None = None
    snapshot_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Guided:
    """The engine's answer beside what it was given."""

    query: Query
    world: Mapping[WorldKey, Status]
    walk: Walk


def query_in(content: Content, given: object) -> Query:
    """A query from plain data with the keys of `QUERY_KEYS`. Raises WrongUsage, ProblemFound."""
    if not isinstance(given, dict):
        raise WrongUsage("一行に一つの JSON オブジェクトを書いてください。")
    for key in given:
        if key not in QUERY_KEYS:
            raise WrongUsage(f"{quoted(key)}という項目はありません（{'、'.join(QUERY_KEYS)}）。")
    for key in ("procedure", "scenario"):
        if key not in given:
            raise WrongUsage(f"「{key}」がありません。")
    choose, at, snapshot_at = given.get("choose"), given.get("at"), given.get("snapshot_at")
    return Query(
        procedure=procedure_in(content, given["procedure"]),
        scenario=scenario_in(content, given["scenario"]),
        world=world_in(_mapping(given, "world")),
        facts=facts_in(content, _mapping(given, "facts")),
        choose=None if choose is None else known_word(Route, choose, "対応方法"),
        at=None if at is None else moment_in(at, "at"),
        snapshot_at=None if snapshot_at is None else moment_in(snapshot_at, "snapshot_at"),
    )


def _mapping(given: Mapping[str, Any], key: str) -> Mapping[str, object]:
    value = given.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise WrongUsage(f"「{key}」は {{名前: 値}} の形で書いてください。")
    return value


def guide(content: Content, query: Query, now: datetime, days: OpeningDays) -> Guided:
    """Ask the engine."""
    world = {**preset(query.scenario), **query.world}
    moment = moment_of(content, world, query.facts, query.at or now, query.snapshot_at, days)
    return Guided(query, world, walk(content, query.procedure, moment, query.choose))


def moment_of(
    content: Content,
    world: Mapping[WorldKey, Status],
    facts: Mapping[str, str],
    at: datetime,
    snapshot_at: datetime | None,
    days: OpeningDays,
    unentered: frozenset[WorldKey] = frozenset(),
) -> Moment:
    """The situation that every use case hands to the engine, made in this one place."""
    return Moment(
        at=at,
        world=world,
        facts=facts,
        snapshot=snapshot_at,
        settings=content.profile.settings,
        closed=days.is_closed,
        services=content.profile.services,
        unentered=unentered,
    )


def answer_of(content: Content, guided: Guided) -> dict[str, Any]:
    """The answer with the keys of design §4."""
    found, query = guided.walk, guided.query
    return {
        "procedure": query.procedure.id,
        "scenario": query.scenario.id,
        "world": {key.value: status.value for key, status in guided.world.items()},
        "facts": dict(query.facts),
        "needs": None
        if found.needs is None
        else {"fact": found.needs, "choices": list(choices_of(content.facts[found.needs]))},
        "offers": [
            {"route": offer.route.value, "reason": offer.reason} for offer in found.decision.offers
        ],
        "refusals": [
            {"route": refusal.route.value, "reason": refusal.reason}
            for refusal in found.decision.refusals
        ],
        "open": [
            {"route": route.route.value, "needs": list(route.needs)}
            for route in found.decision.open
        ],
        "route": None if found.route is None else found.route.value,
        "steps": [step_of(step) for step in found.steps],
        "forms": list(found.forms),
        "promises": [
            {"kind": promise.kind.value, "due": _iso(promise.due)} for promise in found.promises
        ],
        "deadline": deadline_of(found.deadline),
        "warnings": list(found.warnings),
    }


def step_of(step: Step) -> dict[str, Any]:
    """A step as plain data; what does not apply to its kind is left out."""
    answer: dict[str, Any] = {"id": step.id, "kind": step.kind.value, "text": step.text}
    if step.phrase is not None:
        answer["say"] = dict(step.phrase.words)
        answer["unchecked"] = sorted(step.phrase.unchecked)
    if step.fact is not None:
        answer["fact"] = step.fact
    if step.form is not None:
        answer["form"] = step.form
    if step.label:
        answer["enter"] = step.input.value
        answer["label"] = step.label
    return answer


def deadline_of(day: StatutoryDay | None) -> dict[str, Any] | None:
    """The statutory day as plain data."""
    return None if day is None else {"due": day.due.isoformat(), "basis": day.basis}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
