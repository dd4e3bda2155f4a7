"""What works for residents at this moment of the board, whoever they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from dtcoach.app.guidance import moment_of
from dtcoach.app.ports import OpeningDays
from dtcoach.domain.content import Content, Procedure, RouteRule
from dtcoach.domain.decision import Refusal, cautions, judge
from dtcoach.domain.situation import Moment
from dtcoach.domain.words import WORKING, Route, Status, WorldKey
from dtcoach.domain.world import Board, stalest
from dtcoach.frozen import dataclass

NAME = "name-"
"""A procedure with a phrase of this name is one that residents may read of."""

_ON_THE_SPOT = (
    Route.COUNTER,
    Route.DOWNTIME_CERTIFICATE,
    Route.ACCEPT_AND_HOLD,
    Route.KONBINI,
    Route.MOVING_ONESTOP,
    Route.HOTLINE,
)
"""Ways a resident can take today. Post is for the lead to grant, so it is offered to nobody in
advance; what only escalates is told at the counter."""

_SENDABLE = frozenset({"move-out-card"})
"""What can be filed by 引越しワンストップ; for a 転居 it only books a visit (design §6 rule 8)."""

_UNCONFIRMED = "区の確認が要ります"


@dataclass(frozen=True, slots=True)
class Possible:
    """Procedures by what can be done. `by_route` holds those that do not go as usual; `later`
    those for which there is nothing today. For the lead: `unseen` systems that nobody looked at and
    that alone keep something out; `aged` ones that something that is in relies on, although the
    look is too old; and what the ward has not confirmed of the ways that are in."""

    usual: tuple[str, ...]
    slow: tuple[str, ...]
    by_route: Mapping[Route, tuple[str, ...]]
    later: tuple[str, ...]
    unseen: tuple[WorldKey, ...]
    aged: tuple[WorldKey, ...]
    unconfirmed: tuple[str, ...]

    def ways_of(self, procedure: str) -> frozenset[str]:
        """The groups in which residents find this procedure."""
        found = {route.value for route, ids in self.by_route.items() if procedure in ids}
        for group, ids in (("usual", self.usual), ("slow", self.slow), ("later", self.later)):
            found |= {group} if procedure in ids else set()
        return frozenset(found)


def listed_in(content: Content) -> tuple[str, ...]:
    """The procedures that residents may read of, in the order of their names in the content."""
    names = (phrase.removeprefix(NAME) for phrase in content.phrases if phrase.startswith(NAME))
    return tuple(name for name in names if name in content.procedures)


def possible_now(
    content: Content,
    board: Board,
    procedures: Iterable[str],
    now: datetime,
    days: OpeningDays,
    unentered: frozenset[WorldKey] = frozenset(),
) -> Possible:
    """Judges every route with nothing known of the resident: what is refused even then, is
    refused for everybody. The order of `procedures` is kept."""
    moment = moment_of(content, board.world, {}, now, board.snapshot_at, days, unentered)
    usual: list[str] = []
    slow: list[str] = []
    later: list[str] = []
    by_route: dict[Route, list[str]] = {}
    unseen: dict[WorldKey, None] = {}
    relied_on: set[WorldKey] = set()
    unconfirmed: dict[str, None] = {}
    for procedure in (content.procedures[id] for id in procedures):
        open_routes = _open(content, procedure, moment)
        counter = open_routes.pop(Route.COUNTER, None)
        if counter is not None:
            (slow if _is_slow(counter, moment) else usual).append(procedure.id)
            relied_on.update(counter.systems)
            continue
        if Route.HOTLINE in open_routes:
            open_routes = {Route.HOTLINE: open_routes[Route.HOTLINE]}  # by phone now, not later
        for route, rule in open_routes.items():
            by_route.setdefault(route, []).append(procedure.id)
            relied_on.update(rule.systems)
            unconfirmed.update(dict.fromkeys(_unconfirmed(content, rule, moment)))
        if not open_routes:
            later.append(procedure.id)
        unseen.update(dict.fromkeys(_unseen(procedure, moment)))
    return Possible(
        tuple(usual),
        tuple(slow),
        {route: tuple(found) for route, found in by_route.items()},
        tuple(later),
        tuple(unseen),
        tuple(key for key in stalest(board, content.systems, now) if key in relied_on),
        tuple(unconfirmed),
    )


def _open(content: Content, procedure: Procedure, moment: Moment) -> dict[Route, RouteRule]:
    return {
        rule.route: rule
        for rule in procedure.routes
        if rule.route in _ON_THE_SPOT
        and (rule.route is not Route.MOVING_ONESTOP or procedure.id in _SENDABLE)
        and not isinstance(judge(content, procedure, rule, moment), Refusal)
    }


def _unconfirmed(content: Content, rule: RouteRule, moment: Moment) -> Iterable[str]:
    return (text for text in cautions(content, rule, moment) if _UNCONFIRMED in text)


def _is_slow(rule: RouteRule, moment: Moment) -> bool:
    return any(moment.status(key) is Status.DEGRADED for key in rule.systems)


def _unseen(procedure: Procedure, moment: Moment) -> Iterable[WorldKey]:
    """Systems that nobody has looked at, and that alone keep a way out of the notice."""
    for rule in procedure.routes:
        if rule.route in _ON_THE_SPOT:
            closed = [key for key in rule.systems if moment.status(key) not in WORKING]
            if closed and all(moment.status(key) is Status.UNKNOWN for key in closed):
                yield from closed
