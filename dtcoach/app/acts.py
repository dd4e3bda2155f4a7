"""What one act at the desk writes, and which acts can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dtcoach.app.clerk import Clerk
from dtcoach.app.errors import ProblemFound
from dtcoach.app.resident_notes import without_my_number
from dtcoach.app.words_in import day_in, moment_in
from dtcoach.domain.content import Content, Step, StepInput
from dtcoach.domain.decision import Refusal
from dtcoach.domain.events import (
    AboutEarlier,
    Event,
    EventBody,
    FeeNoted,
    FormPrinted,
    FormQueued,
    NoteWritten,
    OutcomeReached,
    PaperIssued,
    Personal,
    PromiseMade,
    RecallEntered,
    RequestAdded,
    ResidentNoted,
    SnapshotStamped,
    StepDone,
    VisitClosed,
    VisitOpened,
    VisitParked,
    VisitResumed,
)
from dtcoach.domain.visit import ISSUE_STEP, SNAPSHOT_STEP, RequestState, VisitState
from dtcoach.domain.walk import Walk
from dtcoach.domain.words import Route, StepKind
from dtcoach.domain.written import same_person


def requests_in(procedures: Iterable[str]) -> list[RequestAdded]:
    """The requests that a visit is opened with."""
    return [RequestAdded(index, procedure) for index, procedure in enumerate(procedures, start=1)]


def refusal_of(content: Content, answer: Walk, route: Route) -> str | None:
    """Why that route is not taken, or None where it may be."""
    verdict = answer.decision.of(route)
    if verdict is None:
        return content.texts["no-such-route"]
    return verdict.reason if isinstance(verdict, Refusal) else None


def entered(step: Step, value: str | None) -> str | None:
    """What a step takes of what was typed. Raises ProblemFound, WrongUsage."""
    text = (value or "").strip()
    if step.input is StepInput.NONE:
        return None
    if not text:
        raise ProblemFound(f"「{step.label}」を入れてください。")
    if step.input is StepInput.NUMBER and not text.replace("-", "").isalnum():
        raise ProblemFound(f"「{step.label}」は番号で入れてください。")
    if step.input is StepInput.DATE:
        return day_in(text, f"「{step.label}」の").isoformat()
    if step.input is StepInput.DATETIME:
        return moment_in(text, f"「{step.label}」の").isoformat()
    return without_my_number(text)


def two_people(clerk: Clerk, second: str) -> None:
    """Rule 4: both are named, and are not the same. Raises ProblemFound."""
    if not clerk.name.strip():
        raise ProblemFound("先に、担当の方の名前を入れてください。二人の名前を残します。")
    if same_person(clerk.name, second):
        raise ProblemFound("ご自分とは別の方の名前を入れてください。")


def bodies_of(
    visit: VisitState,
    request: RequestState,
    step: Step,
    value: str | None,
    answer: Walk,
    snapshot: datetime | None,
) -> list[EventBody]:
    """Everything that is true once the step is done, to be written in one go."""
    route = request.route
    assert route is not None
    number = request.request
    kept = Personal(value) if step.input is StepInput.TEXT and value is not None else value
    bodies: list[EventBody] = [StepDone(number, route, step.id, kept)]
    if step.form is not None:
        bodies.append(PaperIssued(number, value or visit.number, step.form))
    if step.id == SNAPSHOT_STEP and value is not None:
        bodies.append(SnapshotStamped(datetime.fromisoformat(value)))
    if step.id == ISSUE_STEP and answer.recall is not None:
        bodies.append(RecallEntered(number, answer.recall, snapshot))
    if step.kind is StepKind.OUTCOME:
        bodies += [
            PromiseMade(
                number,
                promise.kind,
                None if promise.due is None else promise.due.isoformat(),
                promise.keeper,
            )
            for promise in answer.promises
        ]
        bodies.append(OutcomeReached(number, route))
    return bodies


_ON_PAPER = (FormPrinted, FormQueued)
"""A sheet that left the printer cannot be taken back: 戻る passes it by."""

_NOTED = (ResidentNoted, NoteWritten, AboutEarlier, FeeNoted)
"""What is written beside the walk, or after it, stays whichever step is taken back."""

_FINAL = (VisitOpened, VisitClosed, RecallEntered)
"""A visit once opened has its number; a document once issued is in somebody's hands."""


def last_act(visit: VisitState) -> tuple[Event, ...]:
    """The last act that can be taken back, with all that was written in one go; else nothing."""
    passing = (VisitParked, VisitResumed, *_ON_PAPER, *_NOTED)
    acts = [
        event
        for event in visit.history
        if not event.body.is_beside and not isinstance(event.body, passing)
    ]
    if not acts:
        return ()
    last = acts[-1]
    act = tuple(event for event in acts if written_with(event, last))
    return () if any(isinstance(event.body, _FINAL) for event in act) else act


def written_with(event: Event, other: Event) -> bool:
    """Whether both were appended in one go."""
    return (event.entered_at, event.terminal) == (other.entered_at, other.terminal)
