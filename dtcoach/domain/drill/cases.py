"""One resident of a drill as the log has them, against the engine's answer to their whole story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from dtcoach.domain.content import Content
from dtcoach.domain.decision import Offer, Refusal, closed_gates
from dtcoach.domain.drill.grades import NOT_JUDGED, Grade, Score
from dtcoach.domain.drill.plan import Card, Drill
from dtcoach.domain.drill.record import DrillRecord
from dtcoach.domain.drill.running import Played, Running, played_in_order
from dtcoach.domain.drill.story import case_at, snapshot_in, world_after
from dtcoach.domain.events import (
    Event,
    FactLearned,
    OutcomeReached,
    PromiseMade,
    RouteChosen,
    VisitClosed,
    VisitOpened,
)
from dtcoach.domain.incident import board_at, fold_incident
from dtcoach.domain.japanese_dates import long_date
from dtcoach.domain.practice.case import PracticeCase
from dtcoach.domain.practice.key import AnswerKey, key_of
from dtcoach.domain.practice.marking import route_title
from dtcoach.domain.visit import RequestState, VisitState
from dtcoach.domain.walk import Walk, walk
from dtcoach.domain.words import UNKNOWN, PromiseKind, Route, VisitStatus, WorldKey
from dtcoach.frozen import dataclass

Closed = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class CaseScore:
    """The resident of one card who came. `visit` is None where the log has none of theirs.

    `expected` is the engine's way at the moment when one was chosen (or, without a visit, when they
    came) and `due` its statutory day; `mistold` are facts entered otherwise than they were.
    """

    card: Card
    name: str
    procedure: str
    played: Played
    visit: VisitState | None
    expected: Route
    expected_title: str
    taken: Route | None
    taken_title: str
    due: date | None
    route: Score
    checks: tuple[Score, ...]
    prohibitions: Score
    deadline: Score
    account: Score
    mistold: tuple[str, ...]

    @property
    def closed_at(self) -> datetime | None:
        """When the visit was closed, in exercise time."""
        if self.visit is None:
            return None
        return next(
            (e.observed_at for e in self.visit.history if isinstance(e.body, VisitClosed)), None
        )

    @property
    def waited_seconds(self) -> int | None:
        """From coming until somebody opened the visit."""
        return None if self.visit is None else _seconds(self.visit.opened_at - self.played.at)

    @property
    def seconds(self) -> int | None:
        """How long the visit took."""
        closed = self.closed_at
        return (
            None
            if self.visit is None or closed is None
            else _seconds(closed - self.visit.opened_at)
        )


def case_scores(
    content: Content,
    drill: Drill,
    running: Running,
    record: DrillRecord,
    matched: Mapping[str, VisitState],
    closed: Closed,
) -> tuple[CaseScore, ...]:
    """Everybody who came, in the order in which they did."""
    found: list[CaseScore] = []
    for played in sorted(running.played.values(), key=lambda one: one.at):
        inject = drill.injects.get(played.inject)
        if inject is not None and inject.card:
            judge = _Judge(content, drill, running, record, closed)
            card = drill.cards[inject.card]
            found.append(judge.case(card, played, matched.get(card.id)))
    return tuple(found)


class _Judge:
    """One case after another of one drill."""

    def __init__(
        self, content: Content, drill: Drill, running: Running, record: DrillRecord, closed: Closed
    ) -> None:
        self._content = content
        self._drill = drill
        self._running = running
        self._record = record
        self._closed = closed

    def case(self, card: Card, played: Played, visit: VisitState | None) -> CaseScore:
        request = None if visit is None else _request_of(visit, card)
        chosen = None if visit is None or request is None else _chosen(visit, request)
        at = played.at if chosen is None else chosen.observed_at
        world = world_after(
            self._content, self._drill, played_in_order(self._drill, self._running, at)
        )
        case = case_at(self._content, self._drill, card, at, world)
        key = key_of(self._content, case, self._closed)
        taken = None if request is None else (request.outcome or request.route)
        score = CaseScore(
            card=card,
            name=case.resident.name,
            procedure=self._content.procedures[card.procedure].title,
            played=played,
            visit=visit,
            expected=key.route,
            expected_title=route_title(self._content, key.walk, key.route),
            taken=taken,
            taken_title="" if taken is None else route_title(self._content, key.walk, taken),
            due=None if key.walk.deadline is None else key.walk.deadline.due,
            route=NOT_JUDGED,
            checks=(),
            prohibitions=NOT_JUDGED,
            deadline=NOT_JUDGED,
            account=NOT_JUDGED,
            mistold=(),
        )
        if visit is None:
            missing = Score(Grade.WRONG, (played.event,), ("受付の記録がありません。",))
            return replace(score, route=missing, account=missing)
        if request is None:
            return replace(score, route=self._other_procedure(visit), account=_account(visit))
        return replace(
            score,
            route=self._route(key, case, visit, request, chosen),
            checks=self._checks(key, case, visit, request),
            prohibitions=self._prohibitions(key, case, visit, request),
            deadline=self._deadline(key, case, visit, request),
            account=_account(visit),
            mistold=self._mistold(case, visit),
        )

    # --- the way --------------------------------------------------------------------------------

    def _other_procedure(self, visit: VisitState) -> Score:
        known = self._content.procedures
        names = (known[one.procedure].title for one in visit.requests if one.procedure in known)
        why = f"手続が違います。記録は「{'・'.join(names)}」です。"
        return Score(Grade.WRONG, (visit.history[0].id,), (why,))

    def _route(
        self,
        key: AnswerKey,
        case: PracticeCase,
        visit: VisitState,
        request: RequestState,
        chosen: Event | None,
    ) -> Score:
        """Right is the engine's first offer, for what was really true."""
        if request.route is None or chosen is None:
            return Score(Grade.WRONG, (visit.history[0].id,), ("方法が選ばれていません。",))
        events = (chosen.id,)
        taken = request.outcome or request.route
        if taken is key.route:
            return Score(Grade.RIGHT, events)
        verdict = key.walk.decision.of(taken)
        first = f"ここでは「{route_title(self._content, key.walk, key.route)}」です。"
        why = [*self._reasons(case, visit), first]
        if isinstance(verdict, Offer):
            return Score(
                Grade.NEARLY, events, (f"使えますが、先に来ません。{verdict.reason}", *why)
            )
        if isinstance(verdict, Refusal):
            return Score(Grade.WRONG, events, (verdict.reason, *why))
        return Score(Grade.WRONG, events, tuple(why))

    def _reasons(self, case: PracticeCase, visit: VisitState) -> list[str]:
        """What the clerk could not know: told wrong, or not on the board."""
        told = [f"違う答えが入っていました：{label}。" for label in self._mistold(case, visit)]
        behind = self._behind(case)
        return told + [f"状況が、本当と違っていました：{title}。" for title in behind]

    def _behind(self, case: PracticeCase) -> tuple[str, ...]:
        """The systems of this procedure of which the board said something else than was true."""
        state = fold_incident(self._record.journal)
        assert state is not None
        board = board_at(state, case.at)
        procedure = self._content.procedures[case.procedure]
        keys: dict[WorldKey, None] = {}
        for rule in procedure.routes:
            keys.update(dict.fromkeys(rule.systems))
        return tuple(
            self._content.systems[key].title
            for key in keys
            if board.status(key) is not case.world[key]
        )

    def _mistold(self, case: PracticeCase, visit: VisitState) -> tuple[str, ...]:
        procedure = self._content.procedures[case.procedure]
        return tuple(
            procedure.asks(self._content.facts[name]).label
            for name, value in visit.facts.items()
            if name in case.facts and value != case.facts[name]
        )

    # --- checks ---------------------------------------------------------------------------------

    def _checks(
        self, key: AnswerKey, case: PracticeCase, visit: VisitState, request: RequestState
    ) -> tuple[Score, ...]:
        """What must be looked up or asked on the way to the answer: each before the way was chosen,
        and found as it was. What the clerk did not need (the log went another way) is not judged.
        """
        order = {event.id: place for place, event in enumerate(visit.history)}
        chosen = _chosen(visit, request)
        last = len(order) if chosen is None else order[chosen.id]
        procedure = self._content.procedures[case.procedure]
        found: list[Score] = []
        for name in (*key.questions, *(name for name in case.told if name in visit.facts)):
            about = procedure.asks(self._content.facts[name]).label
            learned = _learned(visit, name)
            if learned is None:
                if name in key.questions and self._content.facts[name].silent:
                    events = (visit.history[0].id,)
                    found.append(Score(Grade.WRONG, events, ("確かめた記録がありません。",), about))
                continue
            events = (learned.id,)
            if visit.facts[name] == case.facts[name] and order[learned.id] <= last:
                found.append(Score(Grade.RIGHT, events, (), about))
            elif visit.facts[name] == case.facts[name]:
                found.append(Score(Grade.NEARLY, events, ("方法を選んだあとでした。",), about))
            elif visit.facts[name] == UNKNOWN:
                found.append(Score(Grade.NEARLY, events, ("「わからない」のままでした。",), about))
            else:
                found.append(Score(Grade.WRONG, events, ("本当と違う答えでした。",), about))
        return tuple(found)

    def _prohibitions(
        self, key: AnswerKey, case: PracticeCase, visit: VisitState, request: RequestState
    ) -> Score:
        """What must never be done: the way that was finished, with a gate of it closed by what was
        true; and a promise to call where that is not safe."""
        ends = [
            event
            for event in visit.history
            if isinstance(event.body, OutcomeReached) and event.body.request == request.request
        ]
        if not ends or request.outcome is None:
            return NOT_JUDGED
        rule = key.walk.procedure.route(request.outcome)
        moment = case.moment(self._content, self._closed)
        broken = [] if rule is None else [
            refusal.reason for refusal in closed_gates(self._content, rule, moment)
        ]  # fmt: skip
        events = [ends[-1].id]
        calls = [
            event
            for event in visit.history
            if isinstance(event.body, PromiseMade)
            and event.body.kind is PromiseKind.PHONE
            and event.body.request == request.request
        ]
        if calls and case.facts.get("contact_safe") == "no":
            broken.append("電話をしてはいけない方に、電話の約束をしました。")
            events.append(calls[-1].id)
        grade = Grade.WRONG if broken else Grade.RIGHT
        return Score(grade, tuple(events), tuple(dict.fromkeys(broken)))

    def _deadline(
        self, key: AnswerKey, case: PracticeCase, visit: VisitState, request: RequestState
    ) -> Score:
        """The statutory day that the clerk was shown, against the true one."""
        right = None if key.walk.deadline is None else key.walk.deadline.due
        if key.walk.procedure.deadline is None or request.route is None:
            return NOT_JUDGED
        shown = self._as_told(case, visit, request).deadline
        given = None if shown is None else shown.due
        dates = key.walk.procedure.deadline.facts
        events = tuple(
            learned.id for name in dates if (learned := _learned(visit, name)) is not None
        ) or (visit.history[0].id,)
        if given == right:
            return Score(Grade.RIGHT, events)
        told = "期限なし" if given is None else long_date(given)
        true = "期限はありません" if right is None else f"正しくは{long_date(right)}です"
        return Score(Grade.WRONG, events, (f"{told}としていました。{true}。",))

    def _as_told(self, case: PracticeCase, visit: VisitState, request: RequestState) -> Walk:
        """The engine's answer to what the clerk entered."""
        moment = replace(
            case.moment(self._content, self._closed, visit.facts),
            snapshot=snapshot_in(self._drill, case.world),
        )
        return walk(self._content, self._content.procedures[case.procedure], moment, request.route)


def _request_of(visit: VisitState, card: Card) -> RequestState | None:
    return next((one for one in visit.requests if one.procedure == card.procedure), None)


def _chosen(visit: VisitState, request: RequestState) -> Event | None:
    """The choice that stands."""
    found = [
        event
        for event in visit.history
        if isinstance(event.body, RouteChosen) and event.body.request == request.request
    ]
    return found[-1] if found else None


def _learned(visit: VisitState, fact: str) -> Event | None:
    """The answer that stands."""
    found = [
        event
        for event in visit.history
        if isinstance(event.body, FactLearned) and event.body.fact == fact
    ]
    return found[-1] if found else None


def _account(visit: VisitState) -> Score:
    """Everything of the visit came to an end: each request has its outcome, and it was closed."""
    ends = [
        event
        for event in visit.history
        if isinstance(event.body, VisitOpened | OutcomeReached | VisitClosed)
    ]
    events = tuple(event.id for event in ends)
    if visit.active is not None:
        return Score(Grade.WRONG, events, ("終わっていない手続があります。",))
    if visit.status is not VisitStatus.CLOSED:
        return Score(Grade.NEARLY, events, ("完了にしていません。",))
    return Score(Grade.RIGHT, events)


def _seconds(passed: timedelta) -> int:
    return passed // timedelta(seconds=1)
