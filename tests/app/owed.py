"""Visits that left something behind, written to a real log as the desk writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.app.promising import Promising
from dtcoach.app.recalling import Recalling
from dtcoach.compose import House
from dtcoach.domain.events import (
    Draft,
    EventBody,
    FactLearned,
    OutcomeReached,
    Personal,
    PromiseMade,
    RecallEntered,
    RequestAdded,
    ResidentNoted,
    RouteChosen,
    StepDone,
    VisitClosed,
    VisitOpened,
)
from dtcoach.domain.promises.promise import PromiseState
from dtcoach.domain.recall.document import RecallState
from dtcoach.domain.words import IncidentKind, PromiseKind, ResidentField, Route
from tests.memory_log import TickingClock

CLERK = Clerk("品川 花子", "戸籍住民課 3番窓口")
SAFE = {"support_measures": "no", "contact_safe": "yes"}
PHONE_OF = "03-5742-{:04d}"
NAMES = ("佐藤 一郎", "髙橋 さくら", "鈴木 翔", "田中 結衣", "渡邉 健", "伊藤 葵")


class TickingHouse(House):
    """The shipped content over a folder of the test, at noon of the outage."""

    clock: TickingClock  # type: ignore[assignment]


def counter_in(
    folder: Path, clock: TickingClock | None = None, kind: IncidentKind = IncidentKind.REAL
) -> Counter:
    """A counter with its incident; the same one again on a folder that has one."""
    house = TickingHouse(folder)
    house.clock = clock or TickingClock()
    counter, _ = house.counter()
    counter.clerk = CLERK
    running = counter.running()
    if running:
        counter.resume(running[0].id)
    else:
        counter.declare(kind, "full-outage", "戸籍住民課")
    return counter


class Owed:
    """Adds visits; each with its own number, name and phone."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self._made = 0

    def visit(
        self,
        bodies: list[EventBody],
        facts: Mapping[str, str] = SAFE,
        *,
        procedure: str = "residence-certificate",
        route: Route = Route.ACCEPT_AND_HOLD,
        at: datetime | None = None,
    ) -> str:
        counter, incident = self.counter, self.counter.operations.state.id
        self._made += 1
        visit = f"visit-{self._made:05d}"
        number = counter.log.next_visit_number(incident)
        phone = PHONE_OF.format(self._made)
        told: list[EventBody] = [
            VisitOpened(number, CLERK.counter, counter.shelf.pin()),
            RequestAdded(1, procedure),
            *(FactLearned(fact, Personal(value)) for fact, value in facts.items()),
            ResidentNoted(ResidentField.NAME, Personal(NAMES[self._made % len(NAMES)])),
            ResidentNoted(ResidentField.PHONE, Personal(phone)),
            ResidentNoted(ResidentField.CONTACT, Personal("平日の夕方。留守電は不可")),
            RouteChosen(1, route),
            *bodies,
            OutcomeReached(1, route),
            VisitClosed(),
        ]
        when = at or counter.clock.now()
        counter.log.append([Draft(incident, visit, when, CLERK.name, body) for body in told])
        return visit

    def promise(
        self,
        kind: PromiseKind,
        facts: Mapping[str, str] = SAFE,
        due: str | None = None,
        *,
        procedure: str = "residence-certificate",
        keeper: str = "戸籍住民課",
    ) -> PromiseState:
        route = Route.POST if kind is PromiseKind.POST else Route.ACCEPT_AND_HOLD
        made = PromiseMade(1, kind, due, keeper)
        visit = self.visit([made], facts, procedure=procedure, route=route)
        (promise,) = self.counter.followups.again(visit).promises
        return promise

    def document(
        self, facts: Mapping[str, str] = SAFE, procedure: str = "residence-certificate"
    ) -> RecallState:
        route = Route.DOWNTIME_CERTIFICATE
        title = "印鑑登録証明書" if procedure == "seal-certificate" else "住民票の写し"
        bodies: list[EventBody] = [
            StepDone(1, route, "second-person", "大崎 次郎"),
            StepDone(1, route, "issue", None),
            RecallEntered(1, title, self.counter.clock.now()),
            StepDone(1, route, "serial", f"A-{self._made + 1:04d}"),
            PromiseMade(1, PromiseKind.RECHECK, None, "戸籍住民課"),
        ]
        visit = self.visit(bodies, facts, procedure=procedure, route=route)
        (recall,) = self.counter.followups.again(visit).recalls
        return recall

    @property
    def promising(self) -> Promising:
        return Promising(self.counter, self.counter.followups)

    @property
    def recalling(self) -> Recalling:
        return Recalling(self.counter, self.counter.followups)
