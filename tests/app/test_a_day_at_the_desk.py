"""A clerk does anything in any order, systems fail and come back, and the power goes at will."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from dtcoach.app.acts import last_act
from dtcoach.app.errors import KnownError, ProblemFound
from dtcoach.domain.content import StepInput
from dtcoach.domain.decision import Offer, OpenRoute
from dtcoach.domain.events import Corrected, OutcomeReached, RecallEntered
from dtcoach.domain.incident import standing
from dtcoach.domain.visit import Place, PlaceKind, VisitState, VisitStatus, fold_visit
from dtcoach.domain.words import UNKNOWN, Route, Status, WorldKey
from tests.app.windows import CLERK, Window, entry_for
from tests.shipped import CONTENT, MONDAY, answers_to

procedure_names = st.sampled_from(sorted(CONTENT.procedures))
facts = st.sampled_from(sorted(CONTENT.facts))
picks = st.integers(0, 200)
scenarios = st.sampled_from(sorted(CONTENT.scenarios))


def answer_for(fact: str, pick: int) -> str:
    answers = answers_to(fact, MONDAY.date())
    return answers[pick % len(answers)]


def seen(place: Place) -> tuple[object, ...]:
    """What the clerk has in front of them."""
    request = place.request and (place.request.request, place.request.route)
    step = place.step and place.step.id
    offers = place.walk and [offer.route for offer in place.walk.decision.offers]
    return (place.kind, request, place.fact, step, offers, place.refused)


def last_recall(visit: VisitState) -> RecallEntered | None:
    recalls = [event.body for event in visit.history if isinstance(event.body, RecallEntered)]
    return recalls[-1] if recalls else None


class DayAtTheDesk(RuleBasedStateMachine):
    """Every act either does what it says or raises a KnownError and has done nothing."""

    visits = Bundle("visits")

    def __init__(self) -> None:
        super().__init__()
        self.window = Window("full-outage")
        self.closed: dict[str, VisitState] = {}
        self.mine: list[str] = []

    def visit(self, visit_id: str) -> VisitState:
        return self.window.desk.visit(visit_id)

    # --- the counter ----------------------------------------------------------------------------

    @rule(target=visits, names=st.lists(procedure_names, min_size=1, max_size=3))
    def open(self, names: list[str]) -> str:
        visit = self.window.desk.open_visit(CLERK, names)
        assert [one.procedure for one in visit.requests] == names
        self.mine.append(visit.id)
        return visit.id

    @rule(visit_id=visits, name=procedure_names)
    def add_request(self, visit_id: str, name: str) -> None:
        before = self.visit(visit_id)
        try:
            after = self.window.desk.add_request(before, CLERK, name)
        except ProblemFound:
            assert before.status is VisitStatus.CLOSED
        else:
            assert after.requests[-1].procedure == name

    @rule(visit_id=visits, fact=facts, pick=picks)
    def volunteer(self, visit_id: str, fact: str, pick: int) -> None:
        """A resident tells more than was asked, or takes it back."""
        before = self.visit(visit_id)
        try:
            after = self.window.desk.answer(before, CLERK, fact, answer_for(fact, pick))
        except ProblemFound:
            assert before.status is VisitStatus.CLOSED
        else:
            assert after.facts[fact] == answer_for(fact, pick)

    @rule(visit_id=visits, route=st.sampled_from(Route))
    def choose(self, visit_id: str, route: Route) -> None:
        before = self.visit(visit_id)
        answer = self.window.place(before).walk
        verdict = None if answer is None else answer.decision.of(route)
        try:
            after = self.window.desk.choose(before, CLERK, route)
        except ProblemFound:
            assert before.active is None or not isinstance(verdict, Offer)
        else:
            assert before.active is not None
            assert route is Route.WITHDRAWN or isinstance(verdict, Offer | OpenRoute)
            assert after.request(before.active.request).route is route

    @rule(visit_id=visits, pick=picks)
    def go_on(self, visit_id: str, pick: int) -> None:
        """The next thing on the screen: answer, take the first offer, do the step, or 完了."""
        visit = self.visit(visit_id)
        if visit.status is VisitStatus.CLOSED:
            return
        desk = self.window.desk
        place = self.window.place(visit)
        match place.kind:
            case PlaceKind.QUESTION:
                assert place.fact is not None
                assert place.fact not in visit.facts, "asked twice"
                desk.answer(visit, CLERK, place.fact, answer_for(place.fact, pick))
            case PlaceKind.OFFERS:
                assert place.walk is not None
                desk.choose(visit, CLERK, place.walk.decision.offers[0].route)
            case PlaceKind.STEP:
                assert place.step is not None
                assert place.request is not None
                after = desk.done(visit, CLERK, entry_for(place.step.input, MONDAY))
                done = after.request(place.request.request)
                assert place.step.id in done.done
            case PlaceKind.FINISHED:
                self.closed[visit_id] = desk.close(visit, CLERK)
            case kind:
                raise AssertionError(kind)

    @rule(visit_id=visits, value=st.sampled_from([None, "", "鈴木", "=cmd()", "2025-01-05T23:00"]))
    def type_something(self, visit_id: str, value: str | None) -> None:
        before = self.visit(visit_id)
        place = self.window.place(before)
        written = len(self.window.memory.events)
        try:
            self.window.desk.done(before, CLERK, value)
        except KnownError:
            assert len(self.window.memory.events) == written
        else:
            assert place.step is not None
            assert value or place.step.input is StepInput.NONE

    @rule(visit_id=visits)
    def park(self, visit_id: str) -> None:
        before = self.visit(visit_id)
        try:
            after = self.window.desk.park(before, CLERK, "書類を取りに")
        except ProblemFound:
            assert before.status is VisitStatus.CLOSED
        else:
            assert (after.status, after.cue) == (VisitStatus.PARKED, "書類を取りに")
            assert seen(self.window.place(after)) == seen(self.window.place(before))

    @rule(visit_id=visits)
    def resume(self, visit_id: str) -> None:
        before = self.visit(visit_id)
        after = self.window.desk.resume(before, CLERK)
        assert after.status is not VisitStatus.PARKED
        assert seen(self.window.place(after)) == seen(self.window.place(before))

    @rule(visit_id=visits)
    def undo(self, visit_id: str) -> None:
        """Takes the last act back, and leaves no trace of it in the state."""
        before = self.visit(visit_id)
        act = last_act(before)
        try:
            after = self.window.desk.undo(before, CLERK)
        except ProblemFound:
            assert not act
            return
        assert act
        kept = [event for event in before.history if event not in act]
        assert after == fold_visit(kept)

    @rule(visit_id=visits, fact=facts, pick=picks)
    def answer_and_undo(self, visit_id: str, fact: str, pick: int) -> None:
        before = self.visit(visit_id)
        if before.status is VisitStatus.CLOSED:
            return
        self.window.desk.answer(before, CLERK, fact, answer_for(fact, pick))
        after = self.window.desk.undo(self.visit(visit_id), CLERK)
        assert after == before

    @rule(visit_id=visits)
    def step_and_undo(self, visit_id: str) -> None:
        """Back at the same step before the same board, unless a document is out."""
        before = self.visit(visit_id)
        place = self.window.place(before)
        if place.kind is not PlaceKind.STEP or before.status is VisitStatus.CLOSED:
            return
        assert place.step is not None
        board = self.window.operations.state.board
        after = self.window.desk.done(before, CLERK, entry_for(place.step.input, MONDAY))
        try:
            again = self.window.desk.undo(after, CLERK)
        except ProblemFound:
            assert after.history[-1].body == last_recall(after)
        else:
            assert again == before
            assert self.window.operations.state.board == board
            assert seen(self.window.place(again)) == seen(place)

    @rule(visit_id=visits, restart=st.booleans())
    def finish(self, visit_id: str, restart: bool) -> None:
        """Straight to the end, whatever went before: わからない to everything, and 完了."""
        desk = self.window.desk
        for _ in range(400):
            visit = self.visit(visit_id)
            if visit.status is VisitStatus.CLOSED:
                return
            place = self.window.place(visit)
            if place.kind is PlaceKind.QUESTION and place.fact is not None:
                desk.answer(visit, CLERK, place.fact, UNKNOWN)
            else:
                self.go_on_from(visit, place)
            if restart:
                self.window.restart()
                desk = self.window.desk
        raise AssertionError("the visit never ends")

    def go_on_from(self, visit: VisitState, place: Place) -> None:
        desk = self.window.desk
        if place.kind is PlaceKind.OFFERS:
            assert place.walk is not None
            desk.choose(visit, CLERK, place.walk.decision.offers[0].route)
        elif place.kind is PlaceKind.STEP:
            assert place.step is not None
            desk.done(visit, CLERK, entry_for(place.step.input, MONDAY))
        else:
            assert place.kind is PlaceKind.FINISHED
            self.closed[visit.id] = desk.close(visit, CLERK)

    # --- the world ------------------------------------------------------------------------------

    @rule(key=st.sampled_from(WorldKey), status=st.sampled_from(Status))
    def check(self, key: WorldKey, status: Status) -> None:
        self.window.operations.check("係長", key, status, "テスト印刷")
        assert self.window.operations.state.board.status(key) is status

    @rule(name=scenarios)
    def turn(self, name: str) -> None:
        """Only the keys it is about change, and what was checked stays."""
        before = self.window.operations.state.board
        scenario = CONTENT.scenarios[name]
        self.window.operations.turn("係長", scenario)
        after = self.window.operations.state.board
        for key in WorldKey:
            if key not in scenario.about:
                assert after.checks[key] == before.checks[key]

    @precondition(lambda self: self.mine)
    @rule()
    def power_cut(self) -> None:
        """A new window on the same log stands at the same place in every visit."""
        before = {name: self.visit(name) for name in self.mine}
        places = {name: seen(self.window.place(state)) for name, state in before.items()}
        board = self.window.operations.state
        self.window.restart()
        assert self.window.operations.state == board
        assert {name: self.visit(name) for name in self.mine} == before
        assert {name: seen(self.window.place(self.visit(name))) for name in self.mine} == places

    # --- always ---------------------------------------------------------------------------------

    @invariant()
    def what_is_on_the_screen_is_in_the_log(self) -> None:
        for name in self.mine:
            assert self.visit(name) == fold_visit(self.window.memory.of_visit(name))

    @invariant()
    def every_closed_visit_has_one_outcome_per_request(self) -> None:
        for name, state in self.closed.items():
            assert self.visit(name) == state
            left = standing(self.window.memory.of_visit(name))
            ends = [event.body.request for event in left if isinstance(event.body, OutcomeReached)]
            assert sorted(ends) == [request.request for request in state.requests]

    @invariant()
    def a_recall_is_never_taken_back(self) -> None:
        events = self.window.memory.events
        out = {event.id for event in events if isinstance(event.body, RecallEntered)}
        taken = {event.body.target for event in events if isinstance(event.body, Corrected)}
        assert not out & taken


TestDayAtTheDesk = DayAtTheDesk.TestCase
TestDayAtTheDesk.settings = settings(
    deadline=None,
    max_examples=80,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
