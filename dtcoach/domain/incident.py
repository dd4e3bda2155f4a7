"""The incident as the fold of its own events: which outage, since when, and its board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from datetime import datetime

from dtcoach.domain.events import (
    Corrected,
    Event,
    HandedOver,
    IncidentClosed,
    IncidentDeclared,
    IncidentRecovered,
    ListItemDone,
    NoticePosted,
    ScenarioChanged,
    SnapshotStamped,
    StatusChecked,
    WrongHandsAcknowledged,
    WrongHandsFound,
)
from dtcoach.domain.lead_lists import EACH_HOUR, Tick, Ticks
from dtcoach.domain.recall.wrong_hands import WrongHands, wrong_hands_after
from dtcoach.domain.stopped import Stopped, stopped_after
from dtcoach.domain.words import WORKING, IncidentKind, LeadList, Status, WorldKey
from dtcoach.domain.world import EMPTY_BOARD, Board, Check
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PostedNotice:
    """The notice that is up: since when, and who put it up."""

    at: datetime
    by: str
    said: NoticePosted

    def is_overdue(self, now: datetime) -> bool:
        """Its own time for the next one has come, and there is none."""
        return self.said.next_update_at is not None and self.said.next_update_at <= now


@dataclass(frozen=True, slots=True)
class HandOver:
    """Who handed over to whom."""

    at: datetime
    by: str
    to: str


@dataclass(frozen=True, slots=True)
class IncidentState:
    """What the whole counter shares. `journal` holds the board's events that stand, in order.

    `recovered_at` is the official "usable" word while it holds; when it did not hold,
    `failed_again_at` says since when. While `server_frozen`, nothing is issued from the snapshot.
    """

    id: str
    kind: IncidentKind
    scenario: str
    title: str
    office: str
    started_at: datetime
    board: Board = EMPTY_BOARD
    recovered_at: datetime | None = None
    failed_again_at: datetime | None = None
    closed: bool = False
    server_frozen: bool = False
    ticks: Ticks = field(default_factory=dict)
    notice: PostedNotice | None = None
    handed_over: HandOver | None = None
    wrong_hands: tuple[WrongHands, ...] = ()
    stopped: Stopped = Stopped()
    journal: tuple[Event, ...] = field(default=())


def fold_incident(events: Iterable[Event]) -> IncidentState | None:
    """The state after these events, in their order; None before the incident was declared."""
    state: IncidentState | None = None
    for event in standing(events):
        state = after(state, event)
    return state


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that were not taken back. The corrections themselves stay out as well."""
    given = tuple(events)
    taken_back = {event.body.target for event in given if isinstance(event.body, Corrected)}
    return tuple(
        event
        for event in given
        if event.id not in taken_back and not isinstance(event.body, Corrected)
    )


def board_at(state: IncidentState, at: datetime) -> Board:
    """The board as it was known then: for a visit that is entered afterwards."""
    then = state_at(state, at)
    return EMPTY_BOARD if then is None else then.board


def state_at(state: IncidentState, at: datetime) -> IncidentState | None:
    """All of it as it was known then."""
    then: IncidentState | None = None
    for event in state.journal:
        if then is None or event.observed_at <= at:
            then = after(then, event)
    return then


def after(state: IncidentState | None, event: Event) -> IncidentState | None:
    """The state after one more event that stands."""
    body = event.body
    if isinstance(body, IncidentDeclared):
        if state is not None:
            # Terminals that began the same drill by themselves: once merged, the first word holds.
            return replace(state, journal=(*state.journal, event))
        return IncidentState(
            id=event.incident,
            kind=body.kind,
            scenario=body.scenario,
            title=body.title,
            office=body.office,
            started_at=event.observed_at,
            board=EMPTY_BOARD.with_preset(body.world),
            stopped=stopped_after(Stopped(), body),
            journal=(event,),
        )
    if state is None:
        return None
    stopped = stopped_after(state.stopped, body)
    state = replace(state, journal=(*state.journal, event), stopped=stopped)
    match body:
        case ScenarioChanged(scenario=scenario, world=world):
            # A scenario declared after the "usable" word: it failed again.
            again = state.failed_again_at if state.recovered_at is None else event.observed_at
            return replace(
                state,
                scenario=scenario,
                board=state.board.with_preset(world),
                recovered_at=None,
                failed_again_at=again,
                server_frozen=False,
            )
        case StatusChecked(key=key, status=status, how=how):
            if not _is_frozen(state, key, status):
                check = Check(status, event.observed_at, event.actor, how)
                state = replace(state, board=state.board.with_check(key, check))
            return state
        case SnapshotStamped(snapshot_at=snapshot_at):
            return replace(state, board=state.board.with_snapshot(snapshot_at))
        case IncidentRecovered():
            return replace(state, recovered_at=event.observed_at, failed_again_at=None)
        case IncidentClosed():
            return replace(state, closed=True)
    return _led(state, event)


def list_of_the_hour(state: IncidentState, now: datetime) -> LeadList:
    """Which list is wanted now: the first minutes (also when it fails again), then every hour,
    then recovery."""
    if state.recovered_at is not None:
        return LeadList.RECOVERY
    since = state.failed_again_at or state.started_at
    return LeadList.FIRST if now - since < EACH_HOUR else LeadList.HOURLY


def _is_frozen(state: IncidentState, key: WorldKey, status: Status) -> bool:
    """Whatever another terminal saw of it: a frozen server is no way to issue anything."""
    return state.server_frozen and key is WorldKey.DOWNTIME_SERVER and status in WORKING


def _led(state: IncidentState, event: Event) -> IncidentState:
    """The state after what the lead ticked, told residents, handed over, froze, or must know."""
    # By its name first: a start reads nothing of what comes after an outage.
    if type(event.body).__name__ == "DowntimeServerFrozen":
        from dtcoach.domain.recovery_events import DowntimeServerFrozen

        if isinstance(event.body, DowntimeServerFrozen):
            return replace(state, server_frozen=event.body.frozen)
    match event.body:
        case ListItemDone(scenario=scenario, lead_list=which, item=item, done=done):
            tick = Tick(done, event.observed_at, event.actor)
            return replace(state, ticks={**state.ticks, (scenario, which, item): tick})
        case NoticePosted() as said:
            return replace(state, notice=PostedNotice(event.observed_at, event.actor, said))
        case HandedOver(to=to):
            return replace(state, handed_over=HandOver(event.observed_at, event.actor, to))
        case WrongHandsFound() | WrongHandsAcknowledged():
            return replace(state, wrong_hands=wrong_hands_after(state.wrong_hands, event))
    return state
