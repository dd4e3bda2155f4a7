"""What a clerk does at a counter: every act is written to the log first, then it is true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from dtcoach.app.acts import (
    bodies_of,
    entered,
    last_act,
    refusal_of,
    requests_in,
    two_people,
    written_with,
)
from dtcoach.app.clerk import Clerk
from dtcoach.app.errors import ProblemFound
from dtcoach.app.first_entries import FirstEntries
from dtcoach.app.guidance import moment_of
from dtcoach.app.operations import Operations
from dtcoach.app.ports import Clock, EventLog, OpeningDays
from dtcoach.app.resident_notes import noted, without_my_number
from dtcoach.app.shelf import ContentShelf
from dtcoach.app.slips import Slip, slip_in
from dtcoach.app.words_in import facts_in
from dtcoach.domain.content import Content
from dtcoach.domain.correction import Change, what_changes
from dtcoach.domain.events import (
    Corrected,
    Draft,
    EventBody,
    FactLearned,
    Personal,
    RequestAdded,
    RouteChosen,
    SlipTypedIn,
    SnapshotStamped,
    VisitClosed,
    VisitOpened,
    VisitParked,
    VisitResumed,
)
from dtcoach.domain.incident import board_at
from dtcoach.domain.situation import Moment
from dtcoach.domain.visit import (
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
from dtcoach.domain.walk import lay_out, walk
from dtcoach.domain.words import PERSONAL_FACTS, ResidentField, Route, StepKind, WorldKey
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
        self.first_entries = FirstEntries(log, operations)
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

        The last answer is kept: the same visit before the same board in the same minute, with the
        same still to be entered first, stands at the same place.
        """
        moment = self.moment(visit, at)
        # A slip is judged by the board of its own time, which is the same while this one is.
        minute = moment.at.replace(second=0, microsecond=0)
        key = (visit, self._operations.state.board, minute, moment.unentered)
        if self._last is None or not _same(self._last[0], key):
            self._last = (key, place_in(visit, self.content_of(visit), moment))
        return self._last[1]

    def moment(self, visit: VisitState, at: datetime | None = None) -> Moment:
        """The situation of this visit: the board as known at its time, and the visit's facts."""
        board = self._board(visit)
        return moment_of(
            self.content_of(visit),
            board.world,
            visit.facts,
            self.time_of(visit, at),
            board.snapshot_at,
            self._days,
            self.first_entries.lacking(visit.opened_at if visit.typed_in else None),
        )

    def time_of(self, visit: VisitState, at: datetime | None = None) -> datetime:
        """When what is entered now was observed: `at` if given, else now; for a slip that is
        being typed in, the time on the slip."""
        being_typed_in = visit.typed_in and visit.status is not VisitStatus.CLOSED
        return at or (visit.opened_at if being_typed_in else self._clock.now())

    def change_if(
        self, visit: VisitState, fact: str, value: str, at: datetime | None = None
    ) -> tuple[Change, ...]:
        """What another answer to that fact would change. Nothing is written."""
        return what_changes(visit, {fact: value}, self.content_of(visit), self.moment(visit, at))

    # --- acting -------------------------------------------------------------------------------

    def open_visit(
        self, clerk: Clerk, procedures: Iterable[str], at: datetime | None = None
    ) -> VisitState:
        """A resident steps up with these requests."""
        number = self._log.next_visit_number(self._operations.state.id)
        opened = VisitOpened(number, clerk.counter, self._shelf.pin())
        return self._write(self._new_id(), clerk, [opened, *requests_in(procedures)], at)

    def open_slip(self, clerk: Clerk, procedures: Iterable[str], slip: Slip) -> VisitState:
        """A visit that was taken on paper: under its printed number, at its real time, judged by
        the board of that time. Raises ProblemFound for a number that was typed in meanwhile."""
        incident = self._operations.state.id
        slip = slip_in(self._log, incident, slip.number, slip.at, slip.counter)
        number = slip.number or self._log.next_visit_number(incident)
        opened = VisitOpened(number, slip.counter or clerk.counter, self._shelf.pin())
        bodies = [opened, SlipTypedIn(slip.number), *requests_in(procedures)]
        return self._write(self._new_id(), clerk, bodies, slip.at)

    def add_request(
        self, visit: VisitState, clerk: Clerk, procedure: str, at: datetime | None = None
    ) -> VisitState:
        """One more request in the same visit; it shares the visit's facts."""
        number = len(self._not_closed(visit).requests) + 1
        added = RequestAdded(number, procedure)
        return self._write(visit.id, clerk, [added], self.time_of(visit, at))

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
        return self._write(visit.id, clerk, bodies, self.time_of(visit, at))

    def choose(
        self, visit: VisitState, clerk: Clerk, route: Route, at: datetime | None = None
    ) -> VisitState:
        """Take this route for the active request. A refused one is not taken."""
        request = self._active(visit)
        answer = self.place(visit, at).walk
        if answer is not None and route is not Route.WITHDRAWN:
            refused = refusal_of(self.content_of(visit), answer, route)
            if refused is not None:
                raise ProblemFound(refused)
        chosen = RouteChosen(request.request, route)
        return self._write(visit.id, clerk, [chosen], self.time_of(visit, at))

    def done(
        self,
        visit: VisitState,
        clerk: Clerk,
        value: str | None = None,
        at: datetime | None = None,
    ) -> VisitState:
        """Finish the page at which the visit stands; `value` is what was seen, typed or named."""
        place = self.place(visit, at)
        if place.kind is not PlaceKind.STEP or place.step is None or place.walk is None:
            raise ProblemFound("いまの画面では、この操作はできません。")
        request = self._active(visit)
        value = entered(place.step, value)
        if place.step.kind is StepKind.APPROVE:
            two_people(clerk, value or "")
        snapshot = self._snapshot(visit, request)
        bodies: list[EventBody] = []
        for step in place.page:
            own = value if step is place.step else None
            bodies += bodies_of(visit, request, step, own, place.walk, snapshot)
        stamps = [body for body in bodies if isinstance(body, SnapshotStamped)]
        return self._write(
            visit.id,
            clerk,
            [body for body in bodies if body not in stamps],
            self.time_of(visit, at),
            # What a slip says of the server is of its day, and no news for the board of now.
            board=() if visit.typed_in else stamps,
        )

    def note(
        self,
        visit: VisitState,
        clerk: Clerk,
        bodies: Iterable[EventBody],
        at: datetime | None = None,
        *,
        board: Iterable[EventBody] = (),
    ) -> VisitState:
        """What happened beside the steps (a form was printed), or after them; a closed visit takes
        it, too. `board`: what it says of the incident, in the same write."""
        return self._write(visit.id, clerk, bodies, at, board)

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

    def note_down(
        self,
        visit: VisitState,
        clerk: Clerk,
        details: Mapping[ResidentField, str] | None = None,
        note: str | None = None,
    ) -> VisitState:
        """Who the resident is and what else is to be known, in one go; what did not change is
        not written again. A closed visit takes it too: a number was misheard, and is mended."""
        bodies = noted(self.visit(visit.id).resident, details or {}, note)
        return self._write(visit.id, clerk, bodies, None) if bodies else self.visit(visit.id)

    def park(
        self, visit: VisitState, clerk: Clerk, cue: str, at: datetime | None = None
    ) -> VisitState:
        """The resident waits; the cue says for what."""
        self._not_closed(visit)
        parked = VisitParked(Personal(without_my_number(cue)))
        return self._write(visit.id, clerk, [parked], at)

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
        state = self._write(visit.id, clerk, [VisitClosed()], self.time_of(visit, at))
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
            if isinstance(event.body, SnapshotStamped) and written_with(event, targets[-1])
        ]
        return self._write(
            visit.id,
            clerk,
            [Corrected(event.id, "戻る") for event in targets],
            at,
            board=[Corrected(event.id, "戻る") for event in stamps],
        )

    # --- inside -------------------------------------------------------------------------------

    def _board(self, visit: VisitState) -> Board:
        """What guides this visit; a slip is judged by what was known at its time."""
        state = self._operations.state
        return board_at(state, visit.opened_at) if visit.typed_in else state.board

    def _snapshot(self, visit: VisitState, request: RequestState) -> datetime | None:
        """Of which time the server's data was, for this visit."""
        read = request.done.get(SNAPSHOT_STEP) if visit.typed_in else None
        return self._board(visit).snapshot_at if read is None else datetime.fromisoformat(read)

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


_Key = tuple[VisitState, Board, datetime, frozenset[WorldKey]]


def _same(one: _Key, other: _Key) -> bool:
    """By identity: states are never changed, so another object is another state."""
    return one[0] is other[0] and one[1] is other[1] and one[2:] == other[2:]
