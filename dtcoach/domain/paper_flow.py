"""A procedure as a flow for paper: the engine walked with every answer, equal branches merged.

Nobody writes this flow. It asks what the engine asks, in its order, and ends where the engine ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dtcoach.domain.content import Content, FactDefinition, Procedure
from dtcoach.domain.decision import Refusal
from dtcoach.domain.paper_ways import Way, answers_of, waiting_ways, way_of
from dtcoach.domain.situation import Moment
from dtcoach.domain.walk import Walk, route_rule, walk
from dtcoach.domain.words import Route

ANY_ANSWER = "どの答えでも（答えを紙に書く）"
ANY_SILENT = "どの答えでも（答えは書かない）"
"""What is looked up silently stands on no paper (design §6 rule 3)."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where some answers lead: to the question of that number, or to routes, best first."""

    answers: tuple[str, ...]
    question: int = 0
    routes: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowQuestion:
    """A question, numbered from 1; a branch never leads back."""

    number: int
    fact: FactDefinition
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole flow. Without questions there is one `start`. `ways`: those it leads to, then those
    that wait for a system; `refused` is refused to everybody whatever is found out."""

    procedure: Procedure
    questions: tuple[FlowQuestion, ...]
    start: Branch
    ways: tuple[Way, ...]
    later: tuple[tuple[Route, tuple[str, ...]], ...]
    """Routes that may be right after more questions than the flow asks, with those facts."""
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    """A question with its branches, or (`fact` empty) the routes at its end."""

    fact: str
    branches: tuple[tuple[tuple[str, ...], _Node], ...] = ()
    routes: tuple[Route, ...] = ()


def flow_of(content: Content, procedure: Procedure, moment: Moment) -> Flow:
    """The flow in the world of that moment; what the moment knows already is not asked."""
    walker = _Walker(content, procedure, moment)
    root = walker.node({})
    order = _numbered(root)
    questions = tuple(
        FlowQuestion(
            number,
            procedure.asks(content.facts[node.fact]),
            tuple(_branch(answers, to, order) for answers, to in node.branches),
        )
        for node, number in order.items()
    )
    waiting, refused = waiting_ways(content, procedure, moment)
    ways = (*walker.ways(), *waiting)
    taken = {way.rule.route for way in ways}
    later = tuple((route, needs) for route, needs in walker.later.items() if route not in taken)
    return Flow(procedure, questions, _branch((), root, order), ways, later, refused)


def _branch(answers: tuple[str, ...], to: _Node, order: Mapping[_Node, int]) -> Branch:
    return Branch(answers, order[to]) if to.fact else Branch(answers, 0, to.routes)


def _numbered(root: _Node) -> Mapping[_Node, int]:
    """Numbers that only ever lead on, the usual way first: 問1, 問2, 問3 and then the others."""
    done: dict[_Node, None] = {}

    def visit(node: _Node) -> None:
        if node.fact and node not in done:
            for _, to in reversed(node.branches):
                visit(to)
            done[node] = None

    visit(root)
    return {node: number for number, node in enumerate(reversed(done), 1)}


@dataclass
class _Walker:
    """Gathers, while it walks, what any of the ends needs of its route."""

    content: Content
    procedure: Procedure
    moment: Moment
    later: dict[Route, tuple[str, ...]] = field(default_factory=dict)
    _ends: dict[Route, list[Moment]] = field(default_factory=dict)

    def node(self, facts: Mapping[str, str]) -> _Node:
        moment = replace(self.moment, facts={**self.moment.facts, **facts})
        answer = walk(self.content, self.procedure, moment)
        if answer.needs is None:
            return self._end(answer, moment)
        branches: dict[_Node, list[str]] = {}
        labels = dict(answers_of(self.content, self.procedure, answer.needs, moment))
        for value in labels:
            branches.setdefault(self.node({**facts, answer.needs: value}), []).append(value)
        if len(branches) == 1:
            silent = self.content.facts[answer.needs].silent
            said = ANY_SILENT if silent else ANY_ANSWER
            return _Node(answer.needs, (((said,), next(iter(branches))),))
        return _Node(
            answer.needs,
            tuple((_merged(values, labels), to) for to, values in branches.items()),
        )

    def _end(self, answer: Walk, moment: Moment) -> _Node:
        for open_route in answer.decision.open:
            self.later.setdefault(open_route.route, open_route.needs)
        routes = tuple(offer.route for offer in answer.decision.offers)
        for route in routes:
            self._ends.setdefault(route, []).append(moment)
        return _Node("", (), routes)

    def ways(self) -> tuple[Way, ...]:
        """The routes that some end offers, in the order in which they were met."""
        found = []
        for route, moments in self._ends.items():
            rule = route_rule(self.content, self.procedure, route)
            assert rule is not None
            found.append(way_of(rule, moments))
        return tuple(found)


def _merged(values: list[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels[value] for value in values))
