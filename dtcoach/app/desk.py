"""What a clerk does at a counter: every act is written to the log first, then it is true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from dtcoach.app.clerk import Clerk
from dtcoach.app.errors import ProblemFound
from dtcoach.app.guidance import moment_of
from dtcoach.app.operations import Operations
from dtcoach.app.ports import Clock, EventLog, OpeningDays
from dtcoach.app.shelf import ContentShelf
from dtcoach.app.words_in import day_in, facts_in, moment_in
from dtcoach.domain.content import Content, Step, StepInput
from dtcoach.domain.decision import Refusal
from dtcoach.domain.events import (
    Corrected,
    Draft,
    Event,
    EventBody,
    FactLearned,
    FormPrinted,
    FormQueued,
    OutcomeReached,
    PaperIssued,
    Personal,
    PromiseMade,
    RecallEntered,
    RequestAdded,
    RouteChosen,
    SnapshotStamped,
    StepDone,
    VisitClosed,
    VisitOpened,
    VisitParked,
    VisitResumed,
)
from dtcoach.domain.situation import Moment
from dtcoach.domain.visit import (
    ISSUE_STEP,
    SNAPSHOT_STEP,
    Place,
    PlaceKind,
    RequestState,
    VisitState,
    VisitStatus,
    fold_visit,
    place_in,
    visit_after,
)
from dtcoach.domain.walk import Walk, lay_out, walk
from dtcoach.domain.words import PERSONAL_FACTS, Route, StepKind
from dtcoach.domain.world import Board

__all__ = ["Clerk", "Desk"]


class Desk:
    """The visits of one incident at one counter.

    Every command appends to the log and returns the visit as it stands afterwards. Raises
    StorageTrouble when the log could not take it (nothing has changed then), ProblemFound when
    the act does not fit the place.
    """

    def __init__(
        self,
        log: EventLog,
        shelf: ContentShelf,
        clock: Clock,
        days: OpeningDays,
        new_id: Callable[[], str],
        operations: Operations,
    ) -> None:
        self._log = log
        self._shelf = shelf
        self._clock = clock
        self._days = days
        self._new_id = new_id
        self._operations = operations
        self._visits: dict[str, VisitState] = {}
        self._last: tuple[_Key, Place] | None = None

    # --- reading ------------------------------------------------------------------------------

    def visit(self, visit_id: str) -> VisitState:
        """The visit as it stands. Raises ProblemFound when there is none of that id."""
        if visit_id not in self._visits:
            state = fold_visit(self._log.of_visit(visit_id))
            if state is None:
                raise ProblemFound("この受付は見つかりません。")
            self._visits[visit_id] = state
        return self._visits[visit_id]

    def content_of(self, visit: VisitState) -> Content:
        """The content version the visit is pinned to."""
        return self._shelf.version(visit.content)

    def place(self, visit: VisitState, at: datetime | None = None) -> Place:
        """Where the clerk stands now: question, offers, step, or finished.

        The last answer is kept: the same visit before the same board in the same minute stands
        at the same place.
        """
        moment = self.moment(visit, at)
        key = (visit, self._operations.state.board, moment.at.replace(second=0, microsecond=0))
        if self._last is None or not _same(self._last[0], key):
            self._last = (key, place_in(visit, self.content_of(visit), moment))
        return self._last[1]

    def moment(self, visit: VisitState, at: datetime | None = None) -> Moment:
        """The situation of this visit: the board as known now, and the visit's facts."""
        board = self._operations.state.board
        return moment_of(
            self.content_of(visit),
            board.world,
            visit.facts,
            at or self._clock.now(),
            board.snapshot_at,
            self._days,
        )

    # --- acting -------------------------------------------------------------------------------

    def open_visit(
        self, clerk: Clerk, procedures: Iterable[str], at: datetime | None = None
    ) -> VisitState:
        """A resident steps up with these requests."""
        visit_id = self._new_id()
        number = self._log.next_visit_number(self._operations.state.id)
        bodies: list[EventBody] = [VisitOpened(number, clerk.counter, self._shelf.pin())]
        bodies += [
            RequestAdded(index, procedure) for index, procedure in enumerate(procedures, start=1)
        ]
        return self._write(visit_id, clerk, bodies, at)

    def add_request(
        self, visit: VisitState, clerk: Clerk, procedure: str, at: datetime | None = None
    ) -> VisitState:
        """One more request in the same visit; it shares the visit's facts."""
        number = len(self._not_closed(visit).requests) + 1
        return self._write(visit.id, clerk, [RequestAdded(number, procedure)], at)

    def answer(
        self, visit: VisitState, clerk: Clerk, fact: str, value: str, at: datetime | None = None
    ) -> VisitState:
        """An answer to a fact, `unknown` included; a later one replaces it."""
        return self.answer_all(visit, clerk, {fact: value}, at)

    def answer_all(
        self,
        visit: VisitState,
        clerk: Clerk,
        answers: Mapping[str, str],
        at: datetime | None = None,
    ) -> VisitState:
        """Several answers in one act. What is no answer to its fact would count as a no."""
        visit = self._not_closed(visit)
        bodies = [
            FactLearned(fact, Personal(value) if fact in PERSONAL_FACTS else value)
            for fact, value in facts_in(self.content_of(visit), answers).items()
        ]
        return self._write(visit.id, clerk, bodies, at)

    def choose(
        self, visit: VisitState, clerk: Clerk, route: Route, at: datetime | None = None
    ) -> VisitState:
        """Take this route for the active request. A refused one is not taken."""
        request = self._active(visit)
        answer = self.place(visit, at).walk
        if answer is not None and route is not Route.WITHDRAWN:
            refused = _refusal(self.content_of(visit), answer, route)
            if refused is not None:
                raise ProblemFound(refused)
        return self._write(visit.id, clerk, [RouteChosen(request.request, route)], at)

    def done(
        self,
        visit: VisitState,
        clerk: Clerk,
        value: str | None = None,
        at: datetime | None = None,
    ) -> VisitState:
        """Finish the step at which the visit stands; `value` is what was seen, typed or named."""
        place = self.place(visit, at)
        if place.kind is not PlaceKind.STEP or place.step is None or place.walk is None:
            raise ProblemFound("いまの画面では、この操作はできません。")
        request = self._active(visit)
        value = _entered(place.step, value)
        if place.step.kind is StepKind.APPROVE and value == clerk.name:
            raise ProblemFound("ご自分とは別の方の名前を入れてください。")  # rule 4: two people
        snapshot = self._operations.state.board.snapshot_at
        bodies = _bodies_of(visit, request, place.step, value, place.walk, snapshot)
        stamps = [body for body in bodies if isinstance(body, SnapshotStamped)]
        return self._write(
            visit.id, clerk, [body for body in bodies if body not in stamps], at, board=stamps
        )

    def note(
        self,
        visit: VisitState,
        clerk: Clerk,
        bodies: Iterable[EventBody],
        at: datetime | None = None,
    ) -> VisitState:
        """What happened beside the steps (a form was printed); a closed visit takes it, too."""
        return self._write(visit.id, clerk, bodies, at)

    def forms_of(self, visit: VisitState) -> tuple[tuple[int, str], ...]:
        """The papers of each request's route, as (request, form); those of a route that is not
        chosen yet are not known."""
        content, moment = self.content_of(visit), self.moment(visit)
        found: list[tuple[int, str]] = []
        for request in visit.requests:
            procedure = content.procedures.get(request.procedure)
            if procedure is not None and request.route is not None:
                answer = walk(content, procedure, moment, request.route)
                if answer.refused is not None:
                    answer = lay_out(content, answer, moment, request.route)
                found += [(request.request, form) for form in answer.forms]
        return tuple(found)

    def park(
        self, visit: VisitState, clerk: Clerk, cue: str, at: datetime | None = None
    ) -> VisitState:
        """The resident waits; the cue says for what."""
        self._not_closed(visit)
        return self._write(visit.id, clerk, [VisitParked(Personal(cue))], at)

    def resume(self, visit: VisitState, clerk: Clerk, at: datetime | None = None) -> VisitState:
        """Back at the same step."""
        if visit.status is not VisitStatus.PARKED:
            return visit
        return self._write(visit.id, clerk, [VisitResumed()], at)

    def close(self, visit: VisitState, clerk: Clerk, at: datetime | None = None) -> VisitState:
        """完了: every request has its outcome (rule 1)."""
        visit = self._not_closed(visit)
        if visit.active is not None or not visit.requests:
            raise ProblemFound("まだ終わっていない手続があります。")
        state = self._write(visit.id, clerk, [VisitClosed()], at)
        del self._visits[visit.id]  # a day has hundreds; the log keeps them
        return state

    def undo(self, visit: VisitState, clerk: Clerk, at: datetime | None = None) -> VisitState:
        """Take back the last act; what was written with it in one go is taken back with it."""
        targets = last_act(visit)
        if not targets:
            raise ProblemFound("これより前には戻れません。")
        stamps = [
            event
            for event in self._operations.state.journal
            if isinstance(event.body, SnapshotStamped) and _written_with(event, targets[-1])
        ]
        return self._write(
            visit.id,
            clerk,
            [Corrected(event.id, "戻る") for event in targets],
            at,
            board=[Corrected(event.id, "戻る") for event in stamps],
        )

    # --- inside -------------------------------------------------------------------------------

    def _not_closed(self, visit: VisitState) -> VisitState:
        """The visit as it stands; a closed one takes nothing more in."""
        visit = self.visit(visit.id)
        if visit.status is VisitStatus.CLOSED:
            raise ProblemFound("この受付は、もう終わっています。")
        return visit

    def _active(self, visit: VisitState) -> RequestState:
        if visit.active is None:
            raise ProblemFound("この受付の手続は、すべて終わっています。")
        return visit.active

    def _write(
        self,
        visit_id: str,
        clerk: Clerk,
        bodies: Iterable[EventBody],
        at: datetime | None,
        board: Iterable[EventBody] = (),
    ) -> VisitState:
        """One transaction for the visit's events and for what they say of the board."""
        observed = at or self._clock.now()
        incident = self._operations.state.id
        written = self._log.append(
            [
                *(Draft(incident, visit_id, observed, clerk.name, body) for body in bodies),
                *(Draft(incident, None, observed, clerk.name, body) for body in board),
            ]
        )
        self._operations.absorb(written)
        own = [event for event in written if event.visit == visit_id]
        state = self._visits.get(visit_id)
        is_new = any(isinstance(event.body, VisitOpened) for event in own)
        corrects = any(isinstance(event.body, Corrected) for event in own)
        if corrects or (state is None and not is_new):
            state = fold_visit(self._log.of_visit(visit_id))
        else:
            for event in own:
                state = visit_after(state, event)
        assert state is not None
        self._visits[visit_id] = state
        return state


_Key = tuple[VisitState, Board, datetime]


def _same(one: _Key, other: _Key) -> bool:
    """By identity: states are never changed, so another object is another state."""
    return one[0] is other[0] and one[1] is other[1] and one[2] == other[2]


def _refusal(content: Content, answer: Walk, route: Route) -> str | None:
    verdict = answer.decision.of(route)
    if verdict is None:
        return content.texts["no-such-route"]
    return verdict.reason if isinstance(verdict, Refusal) else None


def _entered(step: Step, value: str | None) -> str | None:
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
    return text


def _bodies_of(
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
        bodies.append(PaperIssued(number, visit.number, step.form))
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

_FINAL = (VisitOpened, VisitClosed, RecallEntered)
"""A visit once opened has its number; a document once issued is in somebody's hands."""


def last_act(visit: VisitState) -> tuple[Event, ...]:
    """The last act that can be taken back, with all that was written in one go; else nothing."""
    passing = (VisitParked, VisitResumed, *_ON_PAPER)
    acts = [event for event in visit.history if not isinstance(event.body, passing)]
    if not acts:
        return ()
    last = acts[-1]
    act = tuple(event for event in acts if _written_with(event, last))
    return () if any(isinstance(event.body, _FINAL) for event in act) else act


def _written_with(event: Event, other: Event) -> bool:
    """Whether both were appended in one go."""
    return (event.entered_at, event.terminal) == (other.entered_at, other.terminal)
