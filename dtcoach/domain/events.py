"""Every fact about an outage, as small past-tense classes; state is their fold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dtcoach.domain.event_body import EventBody as EventBody  # noqa: PLC0414
from dtcoach.domain.event_body import Personal as Personal  # noqa: PLC0414
from dtcoach.domain.words import (
    DropReason,
    FeeStanding,
    IncidentKind,
    LeadList,
    PaperWay,
    PromiseKind,
    RecallEnding,
    ReportPart,
    ResidentField,
    Route,
    Status,
    TryResult,
    WorldKey,
)
from dtcoach.frozen import dataclass

# --- the incident and its board ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IncidentDeclared(EventBody):
    """The outage begins at the event's observed time. `world` holds every key of the preset."""

    kind: IncidentKind
    scenario: str
    office: str
    title: str
    world: Mapping[WorldKey, Status]


@dataclass(frozen=True, slots=True)
class ScenarioChanged(EventBody):
    """One outage turned into another; `world` holds only the keys that changed with it."""

    scenario: str
    world: Mapping[WorldKey, Status]


@dataclass(frozen=True, slots=True)
class StatusChecked(EventBody):
    """A person looked: the actor, at the observed time, `how` (a test print, a call)."""

    key: WorldKey
    status: Status
    how: str


@dataclass(frozen=True, slots=True)
class SnapshotStamped(EventBody):
    """The date and time of the data on the downtime server, as read off it."""

    snapshot_at: datetime


@dataclass(frozen=True, slots=True)
class IncidentRecovered(EventBody):
    """The official "usable" word, by the actor. Not the end of the incident (domain.md E)."""

    note: str


@dataclass(frozen=True, slots=True)
class IncidentClosed(EventBody):
    """Nothing more is taken in under this incident."""


# --- the lead ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListItemDone(EventBody):
    """The actor ticked a line of the lead's lists, or took the tick back (`done` False).

    The line is named by its own words, as they read then: content of an incident is not pinned,
    and a tick must never slide to a line that says something else.
    """

    scenario: str
    lead_list: LeadList
    item: str
    done: bool


@dataclass(frozen=True, slots=True)
class NoticePosted(EventBody):
    """A notice to residents is up. `text` is the 標準 text as it was put up; the rest is what it
    was composed from, so that every language and its paper can be made again. Nothing personal.
    """

    text: str
    next_update_at: datetime | None
    since: datetime
    contact: str
    added: str
    no_leak_confirmed: bool
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandedOver(EventBody):
    """The actor handed the incident over to `to`, a member of staff."""

    to: str


@dataclass(frozen=True, slots=True)
class ListPrinted(EventBody):
    """A paper of the incident as a whole (引継ぎ書, お知らせ, 受付簿 …) went out."""

    paper: str
    how: PaperWay


# --- the outage report ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportWritten(EventBody):
    """A part of the report as it stood when typing paused; a later one replaces it, and the
    earlier stay as its versions. It goes out of the house: nothing personal stands in it."""

    part: ReportPart
    text: str


@dataclass(frozen=True, slots=True)
class EstimateEntered(EventBody):
    """How many people were affected as the actor estimates it at the observed time, and from what.
    None takes the estimate back. What was counted is never entered: it is counted."""

    people: int | None
    ground: str


@dataclass(frozen=True, slots=True)
class ReportSettled(EventBody):
    """The actor answers for the report as it is written now. The first is 第1版, and so on."""


# --- the visit --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VisitOpened(EventBody):
    """One resident at one counter. `content` is the hash of the content version it is pinned to."""

    number: str
    counter: str
    content: str


@dataclass(frozen=True, slots=True)
class SlipTypedIn(EventBody):
    """The visit was taken on paper and is entered afterwards; what is observed is the real time.

    `slip` is the number printed on the paper, empty for a paper without one.
    """

    slip: str


@dataclass(frozen=True, slots=True)
class RequestAdded(EventBody):
    """`request` counts from 1 within the visit."""

    request: int
    procedure: str


@dataclass(frozen=True, slots=True)
class FactLearned(EventBody):
    """An answer, or `unknown`. A visit's requests share its facts."""

    fact: str
    value: str | Personal


@dataclass(frozen=True, slots=True)
class RouteChosen(EventBody):
    """The clerk took this offer; a later one for the same request replaces it."""

    request: int
    route: Route


@dataclass(frozen=True, slots=True)
class StepDone(EventBody):
    """The clerk finished a step; `value` is what was seen, typed or named, where the step asks."""

    request: int
    route: Route
    step: str
    value: str | Personal | None


@dataclass(frozen=True, slots=True)
class PaperIssued(EventBody):
    """A numbered slip left the counter."""

    request: int
    number: str
    form: str


@dataclass(frozen=True, slots=True)
class FormPrinted(EventBody):
    """A form went out, or was written by hand; `reprint` where it had gone out before."""

    request: int
    form: str
    number: str
    reprint: bool
    how: PaperWay


@dataclass(frozen=True, slots=True)
class FormQueued(EventBody):
    """No printer took the form; it waits, and the visit goes on."""

    request: int
    form: str
    number: str


@dataclass(frozen=True, slots=True)
class PromiseMade(EventBody):
    """`due` is an ISO date, or None where the day is not known yet; `keeper` is a section."""

    request: int
    kind: PromiseKind
    due: str | None
    keeper: str


@dataclass(frozen=True, slots=True)
class RecallEntered(EventBody):
    """A document was issued from a snapshot and must be compared after recovery (rule 4)."""

    request: int
    document: str
    snapshot_at: datetime | None


@dataclass(frozen=True, slots=True)
class OutcomeReached(EventBody):
    """The request ended in this route. Every request has exactly one that stands (rule 1)."""

    request: int
    route: Route


@dataclass(frozen=True, slots=True)
class ResidentNoted(EventBody):
    """A detail of the resident; a later one for the same field replaces it, an empty one takes
    it away."""

    field: ResidentField
    value: Personal


@dataclass(frozen=True, slots=True)
class NoteWritten(EventBody):
    """The whole note of the visit as it stood when typing paused."""

    note: Personal


@dataclass(frozen=True, slots=True)
class VisitParked(EventBody):
    """The resident waits; `cue` says what is next and who waits for what."""

    cue: Personal


@dataclass(frozen=True, slots=True)
class VisitResumed(EventBody):
    """The clerk is back at the same step."""


@dataclass(frozen=True, slots=True)
class VisitClosed(EventBody):
    """The explicit 完了."""


# --- what comes after the visit -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AboutEarlier(EventBody):
    """It is about an earlier event: `about` is its id."""

    about: str


@dataclass(frozen=True, slots=True)
class Tried(AboutEarlier):
    """The actor tried to keep a promise, or to reach who has a document. `next_at`: when it is
    tried again. `lead` is named where only the lead may (`promises.handling`)."""

    result: TryResult
    next_at: datetime | None
    lead: str


@dataclass(frozen=True, slots=True)
class PromiseKept(AboutEarlier):
    """What was promised is done; `lead` as in `Tried`."""

    lead: str


@dataclass(frozen=True, slots=True)
class PromisePlanned(AboutEarlier):
    """Another day, another keeper, or another time for the next try. `due` is an ISO date."""

    due: str | None
    keeper: str
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class PromiseDropped(AboutEarlier):
    """It ends without having been kept, by the word of the lead."""

    reason: DropReason
    lead: str


@dataclass(frozen=True, slots=True)
class AddressChecked(AboutEarlier):
    """The address on record, as the actor read it and `second` compared it: a letter goes nowhere
    else (rule 12). A later one replaces it."""

    postcode: Personal
    address: Personal
    second: str


@dataclass(frozen=True, slots=True)
class Posted(AboutEarlier):
    """Sent at the ward's expense: the kind of mail and the yen that the clerk entered."""

    mail: str
    yen: int
    office: str


@dataclass(frozen=True, slots=True)
class FeeNoted(EventBody):
    """How it stands with a fee; a later note of the same item replaces it, and what was taken or
    given back stays money of its day. `item` is the id of a RecallEntered, or empty."""

    request: int
    item: str
    standing: FeeStanding
    yen: int
    office: str


@dataclass(frozen=True, slots=True)
class RecallCompared(AboutEarlier):
    """Two people compared a document with the record of now. `what` changed is personal; `since`
    is an ISO date; `system` is where it was seen. `wrong_hands`: it may be with somebody who should
    not have it, and why is nowhere here. A later one replaces it."""

    changed: bool
    wrong_hands: bool
    what: Personal
    since: str | None
    system: WorldKey
    second: str


@dataclass(frozen=True, slots=True)
class RecallEnded(AboutEarlier):
    """How it ended with a document that no longer holds; `lead` as in `Tried`."""

    ending: RecallEnding
    lead: str


@dataclass(frozen=True, slots=True)
class WrongHandsFound(AboutEarlier):
    """A document may be with somebody who should not have it. Why is nowhere here. It belongs to
    no visit, so that every lead is told (`IncidentState.wrong_hands`)."""

    number: str
    document: str


@dataclass(frozen=True, slots=True)
class WrongHandsAcknowledged(AboutEarlier):
    """The lead knows, by name: `about` is the id of a WrongHandsFound."""

    lead: str


@dataclass(frozen=True, slots=True)
class Corrected(EventBody):
    """The event `target` (its id) no longer counts; it stays in the log."""

    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before the log gave it its place. Times are aware (Asia/Tokyo)."""

    incident: str
    visit: str | None
    observed_at: datetime
    actor: str
    body: EventBody


@dataclass(frozen=True, slots=True)
class Event:
    """An event on disk. Merged order is (lamport, terminal, counter), never a clock."""

    id: str
    terminal: str
    counter: int
    lamport: int
    incident: str
    visit: str | None
    observed_at: datetime
    entered_at: datetime
    actor: str
    body: EventBody
    prev_hash: str
    hash: str

    @property
    def place(self) -> tuple[int, str, int]:
        """The key of the merged order."""
        return (self.lamport, self.terminal, self.counter)
