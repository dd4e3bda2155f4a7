"""What another answer to a fact would change in a visit; worked out before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from dtcoach.domain.content import Content, Step
from dtcoach.domain.decision import Refusal, closed_gates
from dtcoach.domain.situation import Moment
from dtcoach.domain.visit import ISSUE_STEP, RequestState, VisitState
from dtcoach.domain.walk import Promise, Walk, fill, lay_out, placeholders, walk
from dtcoach.domain.words import PromiseKind, Route
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PromiseMoved:
    """A promise that would be due on another day; None is after the recovery."""

    kind: PromiseKind
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one request. What does not change is None or empty.

    `wrong` is why the way taken would not be right any more, and `steps_lost` how many steps done
    on it would count for nothing; `issued` that a document is out already, `finished` that the
    request has its outcome. `lost` and `gained` are ways refused from now on, or no longer.
    """

    request: int
    procedure: str
    route: Route | None = None
    finished: bool = False
    issued: bool = False
    wrong: str = ""
    asks: tuple[str, ...] = ()
    steps_lost: int = 0
    steps_added: tuple[Step, ...] = ()
    steps_gone: tuple[Step, ...] = ()
    lost: tuple[Refusal, ...] = ()
    gained: tuple[Route, ...] = ()
    due_before: date | None = None
    due_after: date | None = None
    promises_added: tuple[Promise, ...] = ()
    promises_gone: tuple[Promise, ...] = ()
    promises_moved: tuple[PromiseMoved, ...] = ()

    @property
    def due_moves(self) -> bool:
        return self.due_before != self.due_after

    @property
    def matters(self) -> bool:
        """Whether anything of it need be told."""
        same = Change(self.request, self.procedure, self.route, self.finished, self.issued)
        return replace(self, due_before=None, due_after=None) != same or self.due_moves


def what_changes(
    visit: VisitState, answers: Mapping[str, str], content: Content, situation: Moment
) -> tuple[Change, ...]:
    """One entry for each request of the visit that these answers would change, in order.

    `situation` is that of the visit as it stands. Requests not begun yet are not told of: nothing
    was said or done for them.
    """
    supposed = replace(situation, facts={**situation.facts, **answers})
    return tuple(
        change
        for request in _begun(visit)
        if (change := _change(request, content, situation, supposed)) is not None and change.matters
    )


def _begun(visit: VisitState) -> Iterator[RequestState]:
    for request in visit.requests:
        if request.outcome is not None or request is visit.active:
            yield request


def _change(
    request: RequestState, content: Content, before: Moment, after: Moment
) -> Change | None:
    procedure = content.procedures.get(request.procedure)
    if procedure is None or request.route is Route.WITHDRAWN:
        return None
    was = walk(content, procedure, before, request.route)
    becomes = walk(content, procedure, after, request.route)
    finished = request.outcome is not None
    change = Change(
        request.request,
        request.procedure,
        request.route,
        finished=finished,
        issued=ISSUE_STEP in request.done,
        due_before=None if was.deadline is None else was.deadline.due,
        due_after=None if becomes.deadline is None else becomes.deadline.due,
    )
    if request.route is None:
        return _with_ways(change, was, becomes)
    if finished or change.issued:
        change = replace(change, wrong=_newly_closed(content, request, was, before, after))
        if change.wrong or procedure.route(request.route) is None:
            return change
        # Also where the way is refused by now: what was promised on it holds.
        was = lay_out(content, was, before, request.route)
        becomes = lay_out(content, becomes, after, request.route)
        return _with_promises_made(change, request, was, becomes)
    if was.refused is not None:
        # It did not hold before: the clerk has been told, and is choosing anew.
        return _with_ways(change, was, becomes)
    if becomes.refused is not None:
        change = replace(change, wrong=becomes.refused, steps_lost=len(request.done))
        return _with_ways(change, was, becomes)
    if becomes.needs is not None:
        verdict = becomes.decision.of(request.route)
        needs = getattr(verdict, "needs", (becomes.needs,))
        return replace(change, asks=tuple(needs))
    return _with_promises(_with_steps(change, request, was, becomes), was, becomes)


def _newly_closed(
    content: Content, request: RequestState, was: Walk, before: Moment, after: Moment
) -> str:
    """Why what is done already would not have been done, had this been known; systems aside."""
    assert request.route is not None
    rule = was.procedure.route(request.route)
    if rule is None:
        return ""
    known = {refusal.because for refusal in closed_gates(content, rule, before)}
    words = placeholders(was.procedure, after)
    found = (r for r in closed_gates(content, rule, after) if r.because not in known)
    return next((fill(refusal.reason, words) for refusal in found), "")


def _with_ways(change: Change, was: Walk, becomes: Walk) -> Change:
    """The ways that are refused from now on, and those that no longer are; the way taken is told
    by itself."""
    refused_before = {verdict.route for verdict in was.decision.refusals}
    refused_after = {verdict.route for verdict in becomes.decision.refusals}
    return replace(
        change,
        lost=tuple(
            verdict
            for verdict in becomes.decision.refusals
            if verdict.route not in refused_before and verdict.route is not change.route
        ),
        gained=tuple(
            verdict.route
            for verdict in becomes.decision.verdicts
            if verdict.route in refused_before and verdict.route not in refused_after
        ),
    )


def _with_steps(change: Change, request: RequestState, was: Walk, becomes: Walk) -> Change:
    known = {step.id for step in was.steps}
    kept = {step.id for step in becomes.steps}
    return replace(
        change,
        steps_added=tuple(step for step in becomes.steps if step.id not in known),
        steps_gone=tuple(
            step for step in was.steps if step.id not in kept and step.id not in request.done
        ),
    )


def _with_promises(change: Change, was: Walk, becomes: Walk) -> Change:
    """What the way taken would promise at its end."""
    before = {promise.kind: promise for promise in was.promises}
    after = {promise.kind: promise for promise in becomes.promises}
    return replace(
        change,
        promises_added=tuple(p for kind, p in after.items() if kind not in before),
        promises_gone=tuple(p for kind, p in before.items() if kind not in after),
        promises_moved=tuple(
            PromiseMoved(kind, before[kind].due, promise.due)
            for kind, promise in after.items()
            if kind in before and before[kind].due != promise.due
        ),
    )


def _with_promises_made(change: Change, request: RequestState, was: Walk, becomes: Walk) -> Change:
    """Days already told to the resident that the answer moves; those that only the calendar has
    moved since are as they were told."""
    before = {promise.kind: promise.due for promise in was.promises}
    after = {promise.kind: promise.due for promise in becomes.promises}
    made = {
        promise.kind: None if promise.due is None else date.fromisoformat(promise.due)
        for promise in request.promises
    }
    return replace(
        change,
        promises_moved=tuple(
            PromiseMoved(kind, due, after[kind])
            for kind, due in made.items()
            if kind in before and kind in after and before[kind] != after[kind] != due
        ),
    )
