"""What the log of a drill holds, and when something that can be proved from it was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from dtcoach.domain.drill.events import InjectPlayed
from dtcoach.domain.drill.plan import Act, ActKind, Card, Drill
from dtcoach.domain.drill.running import Running
from dtcoach.domain.events import (
    Event,
    HandedOver,
    IncidentRecovered,
    ListItemDone,
    NoticePosted,
    RecallEntered,
    ScenarioChanged,
    SnapshotStamped,
    StatusChecked,
    StepDone,
    VisitClosed,
)
from dtcoach.domain.incident import standing
from dtcoach.domain.page import ISSUE_STEP
from dtcoach.domain.visit import VisitState, fold_visit
from dtcoach.frozen import dataclass

CONTROLLER = "統制役"
"""Before the name of whoever plays an inject: nobody acts so at a counter."""


@dataclass(frozen=True, slots=True)
class DrillRecord:
    """The incident's own events that stand, and its visits by opening time. `told` are the events
    that the controller wrote with an inject: nobody at a counter found them out."""

    journal: tuple[Event, ...]
    visits: tuple[VisitState, ...]
    told: frozenset[str]


def record_of(events: Iterable[Event]) -> DrillRecord:
    """From all events of the incident, in merged order."""
    board: list[Event] = []
    of_visits: dict[str, list[Event]] = {}
    for event in events:
        if event.visit is None:
            board.append(event)
        else:
            of_visits.setdefault(event.visit, []).append(event)
    journal = standing(board)
    gos = {_go(event) for event in journal if isinstance(event.body, InjectPlayed)}
    told = frozenset(
        event.id
        for event in journal
        if _go(event) in gos and not isinstance(event.body, InjectPlayed)
    )
    folded = (fold_visit(given) for given in of_visits.values())
    visits = sorted(
        (visit for visit in folded if visit is not None),
        key=lambda visit: (visit.opened_at, visit.id),
    )
    return DrillRecord(journal, tuple(visits), told)


def _go(event: Event) -> tuple[str, datetime, str]:
    """What the controller did in one go has one terminal, one time of entry, and their name."""
    return (event.terminal, event.entered_at, event.actor)


@dataclass(frozen=True, slots=True)
class Done:
    """That an act was done, when in exercise time, and the event that proves it."""

    at: datetime
    event: str
    by: str


def when_done(
    record: DrillRecord,
    drill: Drill,
    running: Running,
    act: Act,
    since: datetime | None = None,
) -> Done | None:
    """The first time that act was done (at or after `since`); None where the log has none."""
    return next(
        (
            Done(event.observed_at, event.id, event.actor)
            for event in _candidates(record, drill, running, act)
            if since is None or event.observed_at >= since
        ),
        None,
    )


def _candidates(record: DrillRecord, drill: Drill, running: Running, act: Act) -> tuple[Event, ...]:
    """Every event that proves the act, by exercise time."""
    if act.kind is ActKind.SERVED:
        visit = visit_of(record, drill, running, drill.cards[act.card])
        events = () if visit is None else visit.history
        found = [event for event in events if isinstance(event.body, VisitClosed)]
    elif act.kind is ActKind.CERTIFICATE:
        found = [event for visit in record.visits for event in visit.history if _issues(event)]
    else:
        proves = _PROVES[act.kind]
        found = [
            event for event in record.journal if event.id not in record.told and proves(event, act)
        ]
    return tuple(sorted(found, key=lambda event: event.observed_at))


def _issues(event: Event) -> bool:
    if isinstance(event.body, RecallEntered):
        return True
    return isinstance(event.body, StepDone) and event.body.step == ISSUE_STEP


def _checks(event: Event, act: Act) -> bool:
    body = event.body
    if not isinstance(body, StatusChecked) or body.key is not act.key:
        return False
    return act.status is None or body.status is act.status


_PROVES: Mapping[ActKind, Callable[[Event, Act], bool]] = {
    ActKind.CHECK: _checks,
    ActKind.SNAPSHOT: lambda event, _: isinstance(event.body, SnapshotStamped),
    ActKind.NOTICE: lambda event, _: isinstance(event.body, NoticePosted),
    ActKind.HAND_OVER: lambda event, _: isinstance(event.body, HandedOver),
    ActKind.RECOVERED: lambda event, _: isinstance(event.body, IncidentRecovered),
    ActKind.TURN: lambda event, act: (
        isinstance(event.body, ScenarioChanged) and event.body.scenario == act.scenario
    ),
    ActKind.TICK: lambda event, act: (
        isinstance(event.body, ListItemDone)
        and event.body.done
        and (event.body.lead_list, event.body.item) == (act.lead_list, act.line)
    ),
}


def visit_of(record: DrillRecord, drill: Drill, running: Running, card: Card) -> VisitState | None:
    """The visit in which the resident of that card was served: by the observer's word, else the
    first one at their counter, after they came, with their procedure and with nobody else's."""
    return visits_of_cards(record, drill, running).get(card.id)


def _is_there(visit: VisitState, counters: set[str], drill: Drill) -> bool:
    """A terminal that took no part stands for every counter."""
    return not counters or visit.counter in counters or visit.counter not in drill.counters


def visits_of_cards(
    record: DrillRecord, drill: Drill, running: Running
) -> Mapping[str, VisitState]:
    """Every card with its visit, where there is one."""
    by_id = {visit.id: visit for visit in record.visits}
    named = {card: by_id[visit] for card, visit in running.matched.items() if visit in by_id}
    found = dict(named)
    free = [visit for visit in record.visits if visit.id not in {v.id for v in named.values()}]
    came = sorted(running.played.values(), key=lambda played: played.at)
    for played in came:
        inject = drill.injects.get(played.inject)
        if inject is None or not inject.card or inject.card in running.matched:
            continue
        card = drill.cards[inject.card]
        counters = {drill.parts[part].counter for part in inject.to}
        fits = [
            visit
            for visit in free
            if visit.opened_at >= played.at and _is_there(visit, counters, drill)
        ]
        asked = [v for v in fits if any(one.procedure == card.procedure for one in v.requests)]
        if asked:
            found[card.id] = asked[0]
            free.remove(asked[0])
    return found
