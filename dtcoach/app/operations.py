"""The incident everyone shares: declared, turned, checked key by key, recovered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from dtcoach.app.errors import ProblemFound
from dtcoach.app.ports import Clock, EventLog
from dtcoach.app.resident_notes import without_my_number_in
from dtcoach.domain.content import Scenario
from dtcoach.domain.events import (
    Corrected,
    Draft,
    Event,
    EventBody,
    HandedOver,
    IncidentClosed,
    IncidentDeclared,
    IncidentRecovered,
    ListItemDone,
    ListPrinted,
    NoticePosted,
    ScenarioChanged,
    SnapshotStamped,
    StatusChecked,
)
from dtcoach.domain.incident import IncidentState, after, fold_incident
from dtcoach.domain.triage import NOTHING_FOUND, Finding, world_declared, world_turned
from dtcoach.domain.words import WORKING, IncidentKind, LeadList, PaperWay, Status, WorldKey
from dtcoach.domain.written import same_person
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is said when an incident begins; without a title it takes that of its scenario.

    `found` is what the lead saw before, and `snapshot_at` the time on the test print.
    """

    kind: IncidentKind
    scenario: Scenario
    office: str
    actor: str
    title: str = ""
    found: Finding = NOTHING_FOUND
    snapshot_at: datetime | None = None


def declare(
    log: EventLog,
    clock: Clock,
    new_id: Callable[[], str],
    said: Declaration,
    at: datetime | None = None,
) -> Operations:
    """An incident begins, noticed `at` that time, with all that was seen now; in one durable
    write. Raises StorageTrouble."""
    incident, scenario, now = new_id(), said.scenario, clock.now()
    world = world_declared(scenario, said.found)
    body = IncidentDeclared(
        said.kind, scenario.id, said.office, said.title or scenario.title, world
    )
    seen = _bodies_of(said.found)
    if said.snapshot_at is not None:
        seen.append(SnapshotStamped(said.snapshot_at))
    for one in (body, *seen):
        without_my_number_in(one)
    log.append(
        [
            Draft(incident, None, at or now, said.actor, body),
            *(Draft(incident, None, now, said.actor, one) for one in seen),
        ]
    )
    return resume(log, clock, incident)


def _bodies_of(found: Finding) -> list[EventBody]:
    return [StatusChecked(key, sight.status, sight.how) for key, sight in found.seen.items()]


def resume(log: EventLog, clock: Clock, incident: str) -> Operations:
    """The incident of that id, from the log. Raises ProblemFound when there is none."""
    state = fold_incident(log.of_board(incident))
    if state is None:
        raise ProblemFound("この障害対応の記録は見つかりません。")
    return Operations(log, clock, state)


class Operations:
    """One incident and its board. Every change is on disk before `state` shows it."""

    def __init__(self, log: EventLog, clock: Clock, state: IncidentState) -> None:
        self._log = log
        self.clock = clock
        self.state = state

    def check(
        self,
        actor: str,
        key: WorldKey,
        status: Status,
        how: str,
        at: datetime | None = None,
    ) -> None:
        """A person looked at a system."""
        self.write(actor, [StatusChecked(key, status, how)], at)

    def turn(
        self,
        actor: str,
        scenario: Scenario,
        at: datetime | None = None,
        *,
        found: Finding = NOTHING_FOUND,
    ) -> None:
        """The outage turned into another, or failed again after the word that it is usable.

        Only the keys it is about change, and what was seen with it; in one durable write.
        """
        world = world_turned(scenario, found, self.state.board)
        self.write(actor, [ScenarioChanged(scenario.id, world), *_bodies_of(found)], at)

    def stamp_snapshot(self, actor: str, snapshot_at: datetime, at: datetime | None = None) -> None:
        """The date and time of the downtime server's data was read."""
        self.write(actor, [SnapshotStamped(snapshot_at)], at)

    def recovered(self, actor: str, note: str, at: datetime | None = None) -> None:
        """The official "usable" word."""
        self.write(actor, [IncidentRecovered(note)], at)

    def tick(
        self, actor: str, which: LeadList, item: str, done: bool, at: datetime | None = None
    ) -> None:
        """A line of the present scenario's list is done, or is not done after all."""
        self.write(actor, [ListItemDone(self.state.scenario, which, item, done)], at)

    def post_notice(self, actor: str, said: NoticePosted, at: datetime | None = None) -> None:
        """A notice to residents is up."""
        self.write(actor, [said], at)

    def hand_over(self, actor: str, to: str, at: datetime | None = None) -> None:
        """Somebody else leads from here. Raises ProblemFound without another name."""
        if not to.strip():
            raise ProblemFound("引き継ぐ相手の氏名を入れてください。")
        if same_person(to, actor):
            raise ProblemFound("ご自分とは別の方の氏名を入れてください。")
        self.write(actor, [HandedOver(to.strip())], at)

    def list_printed(
        self, actor: str, paper: str, how: PaperWay, at: datetime | None = None
    ) -> None:
        """A paper of the incident as a whole went out."""
        self.write(actor, [ListPrinted(paper, how)], at)

    def close(self, actor: str, at: datetime | None = None) -> None:
        """Nothing more is taken in."""
        self.write(actor, [IncidentClosed()], at)

    def write(self, actor: str, bodies: Iterable[EventBody], at: datetime | None = None) -> None:
        """Append the incident's own events. Raises ProblemFound where 個人番号 stands in one:
        nothing of the board can ever be erased."""
        observed = at or self.clock.now()
        drafts = [Draft(self.state.id, None, observed, actor, body) for body in bodies]
        for draft in drafts:
            without_my_number_in(draft.body)
            self._not_frozen(draft.body)
        self.absorb(self._log.append(drafts))

    def _not_frozen(self, body: EventBody) -> None:
        if not self.state.server_frozen or not isinstance(body, StatusChecked):
            return
        if body.key is WorldKey.DOWNTIME_SERVER and body.status in WORKING:
            raise ProblemFound(
                "ダウン対策サーバーは、復旧のため使用を止めています。また使うときは、先に「復旧」の"
                "画面で「また使う」を押してください。"
            )

    def absorb(self, events: Iterable[Event]) -> None:
        """Take in events of the board that are on disk already."""
        board = [event for event in events if event.visit is None]
        if any(isinstance(event.body, Corrected) for event in board):
            self.refresh()
            return
        for event in board:
            self.state = after(self.state, event) or self.state

    def refresh(self) -> None:
        """Fold the board anew: another process may have written to the log."""
        self.state = fold_incident(self._log.of_board(self.state.id)) or self.state
