"""The proof itself: walk every route of every procedure, and name what breaks a rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from dtcoach.domain.conditions import Always
from dtcoach.domain.content import Content, GateKind, Procedure, RouteRule, Step
from dtcoach.domain.decision import Offer, Verdict, judge
from dtcoach.domain.first_entries import as_seen_by
from dtcoach.domain.proof.branching import Branching, Leaf, Variables, leaves, time_in
from dtcoach.domain.proof.classes import variables_of
from dtcoach.domain.proof.filing_rules import (
    always_received,
    lapsing_card,
    never_called_accepted,
)
from dtcoach.domain.proof.leaf import OfferedLeaf
from dtcoach.domain.proof.rules import (
    LEAF_RULES,
    dead_end,
    filings_have_a_receiver,
)
from dtcoach.domain.proof.triage_rules import triage_faults
from dtcoach.domain.proof.wording import wording_faults
from dtcoach.domain.situation import Moment
from dtcoach.domain.walk import steps_of
from dtcoach.domain.words import Route, StepKind
from dtcoach.frozen import dataclass

TRIAGE = "triage"


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule of design §6 broken by content; `leaf` is the smallest case that shows it.

    `rule` is 0 for dead content: something that can never be reached. `procedure` is `TRIAGE` for
    the questions of the first minute.
    """

    rule: int
    procedure: str
    route: Route | None
    sentence: str
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved, or how it failed. `states` counts the leaves walked."""

    states: int
    broken: tuple[Broken, ...]


def prove(content: Content, at: datetime, closed: Callable[[date], bool]) -> Proof:
    """Walk everything; deterministic for the same content, time and calendar."""
    states = 0
    broken: list[Broken] = []
    for procedure in content.procedures.values():
        walked, found = _procedure(content, procedure, at, closed)
        states += walked
        broken.extend(found)
    walked, faults = triage_faults(content)
    shortest: dict[tuple[int, str], Broken] = {}
    for rule, sentence, leaf in faults:
        known = shortest.get((rule, sentence))
        if known is None or len(leaf) < len(known.leaf):
            shortest[rule, sentence] = Broken(rule, TRIAGE, None, sentence, leaf)
    return Proof(states + walked, (*broken, *shortest.values()))


Note = Callable[[int, Route | None, str, Leaf], None]


def _procedure(
    content: Content, procedure: Procedure, at: datetime, closed: Callable[[date], bool]
) -> tuple[int, list[Broken]]:
    found: dict[tuple[int, Route | None, str], Broken] = {}

    def note(rule: int, route: Route | None, sentence: str, leaf: Leaf) -> None:
        key = (rule, route, sentence)
        if key not in found or len(leaf) < len(found[key].leaf):
            found[key] = Broken(rule, procedure.id, route, sentence, leaf)

    states = 0
    verdicts: dict[Route, set[type[Verdict]]] = {}
    for rule in procedure.routes:
        for number, sentence in wording_faults(rule):
            note(number, rule.route, sentence, {})
        for sentence in never_called_accepted(procedure, rule):
            note(5, rule.route, sentence, {})
        walked, verdicts[rule.route] = _route(
            content, procedure, rule, variables_of(content, procedure, rule, at, closed), note
        )
        states += walked
    always = frozenset(route for route, kinds in verdicts.items() if kinds == {Offer})
    for sentence in dead_end(always):
        note(1, None, sentence, {})
    for sentence in always_received(procedure, always):
        note(5, None, sentence, {})
    escalate = procedure.route(Route.ESCALATE)
    if escalate is not None:
        variables = variables_of(content, procedure, escalate, at, closed)
        for sentence, leaf in lapsing_card(procedure, variables):
            note(7, Route.ESCALATE, sentence, leaf)
    for sentence in filings_have_a_receiver(procedure):
        note(6, None, sentence, {})
    return states, list(found.values())


def _route(
    content: Content, procedure: Procedure, rule: RouteRule, variables: Variables, note: Note
) -> tuple[int, set[type[Verdict]]]:
    """The states walked, and the kinds of verdict that came up."""

    def run(situation: Branching) -> tuple[Verdict, tuple[Step, ...]]:
        verdict = judge(content, procedure, rule, situation)
        seen = as_seen_by(procedure, rule.route, situation)
        return verdict, tuple(steps_of(rule, seen)) if isinstance(verdict, Offer) else ()

    states = 0
    kinds: set[type[Verdict]] = set()
    shown: set[str] = set()
    for leaf, (verdict, steps) in leaves(variables, run):
        states += 1
        kinds.add(type(verdict))
        shown.update(step.id for step in steps)
        if isinstance(verdict, Offer):
            facts = {name: value for name, value in leaf.items() if value and name in content.facts}
            moment = Moment(time_in(leaf, variables.at), {}, facts, closed=variables.closed)
            offered = OfferedLeaf(procedure, rule, verdict, leaf, steps, moment)
            for number, checks in LEAF_RULES.items():
                for check in checks:
                    for sentence in check(offered):
                        note(number, rule.route, sentence, leaf)
    if Offer not in kinds and not is_never(rule):
        note(0, rule.route, "どんな状況でも出ることのない方法です", {})
    if Offer in kinds:
        for step in rule.steps:
            # A question is no dead step: another route may already have asked it.
            if step.id not in shown and step.kind is not StepKind.ASK:
                note(0, rule.route, f"手順「{step.id}」は、どんな状況でも出ません", {})
    return states, kinds


def is_never(rule: RouteRule) -> bool:
    """Whether the route stands there only to say why it is wrong."""
    return any(
        gate.kind is GateKind.FORBID and isinstance(gate.condition, Always) for gate in rule.gates
    )
