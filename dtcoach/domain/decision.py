"""Which routes are right now, which are wrong and why, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable

from dtcoach.domain.conditions import facts_that_leave_unsure
from dtcoach.domain.content import Content, Gate, GateKind, Procedure, RouteRule
from dtcoach.domain.first_entries import as_seen_by, is_withheld
from dtcoach.domain.situation import Situation
from dtcoach.domain.truth import NO, YES, Truth, negate, settled
from dtcoach.domain.words import UNKNOWN, WORKING, Route, Status, WorldKey
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A route that is right now. `cautions` are warnings to read before it is chosen."""

    route: Route
    reason: str
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A route that is wrong, with the sentence a clerk can repeat.

    `heard` is the sentence that residents hear in their language: its key in `Content.reasons`.
    `because` is what stands in the way: the gate, or the system that is not up.
    """

    route: Route
    reason: str
    heard: str = ""
    because: Gate | WorldKey | None = None


@dataclass(frozen=True, slots=True)
class OpenRoute:
    """A route that may still turn out either way, with the facts it needs, in asking order."""

    route: Route
    needs: tuple[str, ...]


Verdict = Offer | Refusal | OpenRoute


@dataclass(frozen=True, slots=True)
class Decision:
    """Every route judged, best first; `needs` is the fact to ask next, if any."""

    verdicts: tuple[Verdict, ...]
    needs: str | None

    @property
    def offers(self) -> tuple[Offer, ...]:
        return tuple(verdict for verdict in self.verdicts if isinstance(verdict, Offer))

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        return tuple(verdict for verdict in self.verdicts if isinstance(verdict, Refusal))

    @property
    def open(self) -> tuple[OpenRoute, ...]:
        return tuple(verdict for verdict in self.verdicts if isinstance(verdict, OpenRoute))

    def of(self, route: Route) -> Verdict | None:
        """The verdict on that route; None where the procedure does not have it."""
        return next((verdict for verdict in self.verdicts if verdict.route is route), None)

    @property
    def settled(self) -> bool:
        """The best route that is not refused is offered: nothing more need be asked."""
        return self.needs is None


def decide(content: Content, procedure: Procedure, situation: Situation) -> Decision:
    """Judge every route, and find the first unknown fact of the best one not refused."""
    leading: list[Verdict] = []
    following: list[Verdict] = []
    for rule in procedure.routes:
        lead = NO if rule.leads is None else rule.leads.holds(situation)
        verdict = judge(content, procedure, rule, situation)
        if lead == NO:
            following.append(verdict)
        elif settled(lead):
            leading.append(verdict)  # unsure whether the day is near: as if it were
        else:
            leading.append(_open_until_ranked(rule, verdict, situation))
    verdicts = tuple(leading + following)
    best = next((verdict for verdict in verdicts if not isinstance(verdict, Refusal)), None)
    return Decision(verdicts, best.needs[0] if isinstance(best, OpenRoute) else None)


def _open_until_ranked(rule: RouteRule, verdict: Verdict, situation: Situation) -> Verdict:
    """It may have to come first: what decides that is asked before anything is offered."""
    if isinstance(verdict, Refusal) or rule.leads is None:
        return verdict
    needs = verdict.needs if isinstance(verdict, OpenRoute) else ()
    return OpenRoute(rule.route, _unique((*needs, *rule.leads.missing(situation))))


def judge(content: Content, procedure: Procedure, rule: RouteRule, situation: Situation) -> Verdict:
    """Offer, refuse or leave open one route."""
    situation = as_seen_by(procedure, rule.route, situation)
    for key in rule.systems:
        status = situation.status(key)
        if status not in WORKING:
            heard = "heard-down" if status is Status.DOWN else "heard-unknown"
            reason = system_reason(content, key, status)
            return Refusal(rule.route, reason, content.texts[heard], key)
    if is_withheld(procedure, rule.route, situation):
        texts = content.texts
        return Refusal(rule.route, texts["entries-first"], texts["heard-entries-first"])
    missing: list[str] = []
    for gate in rule.gates:
        truth = _passes(gate, situation)
        if not truth & YES:
            return _refused(content, rule, gate, truth, situation)
        if not settled(truth):
            missing.extend(gate.condition.missing(situation))
    if missing:
        return OpenRoute(rule.route, _unique(missing))
    return Offer(rule.route, rule.reason, cautions(content, rule, situation))


def closed_gates(content: Content, rule: RouteRule, situation: Situation) -> tuple[Refusal, ...]:
    """Every gate that does not let this route through, one refusal each; what its systems do is
    left aside. For what was done already: a system that fails later does not make it wrong."""
    truths = ((gate, _passes(gate, situation)) for gate in rule.gates)
    return tuple(
        _refused(content, rule, gate, truth, situation) for gate, truth in truths if not truth & YES
    )


def _passes(gate: Gate, situation: Situation) -> Truth:
    truth = gate.condition.holds(situation)
    if gate.kind is GateKind.FORBID:
        return negate(truth)
    return truth


def _refused(
    content: Content, rule: RouteRule, gate: Gate, truth: Truth, situation: Situation
) -> Refusal:
    if truth == NO:
        return Refusal(rule.route, gate.reason, gate.reason, gate)
    facts = facts_that_leave_unsure(gate.condition)
    unsure = (name for name in facts if situation.fact(name) == UNKNOWN)
    labels = "・".join(_unique(content.facts[name].label for name in unsure))
    reason = content.texts["unconfirmed"].format(label=labels)
    return Refusal(rule.route, reason, content.texts["heard-unconfirmed"], gate)


def system_reason(content: Content, key: WorldKey, status: Status) -> str:
    """Why a route without this system is refused: it is down, or nobody has confirmed it."""
    text = "system-down" if status is Status.DOWN else "system-unknown"
    return content.texts[text].format(system=content.systems[key].title)


def cautions(content: Content, rule: RouteRule, situation: Situation) -> tuple[str, ...]:
    """What to read before this route is chosen: unsteady systems, then the rule's own."""
    unsteady = (
        content.texts["system-degraded"].format(system=content.systems[key].title)
        for key in rule.systems
        if situation.status(key) is Status.DEGRADED
    )
    own = (caution.text for caution in rule.cautions if caution.condition.holds(situation) != NO)
    return _unique((*unsteady, *own))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
