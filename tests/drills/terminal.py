"""A terminal in a drill: a machine whose clocks the test turns, a real log, somebody at work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from dtcoach.adapters.content.drill_shelf import DrillShelf
from dtcoach.adapters.store import OpenedLog, SqlCipherLog, open_log
from dtcoach.app.approval import InForce
from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.app.drills import Drills
from dtcoach.app.exercise import Exercise
from dtcoach.compose import House
from dtcoach.domain.drill.clock import Look
from dtcoach.domain.drill.story import case_at, planned_world
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.domain.words import UNKNOWN, Route
from tests.app.windows import entry_for
from tests.shipped import CONTENT, HOUSE

ROOT = Path(__file__).parent.parent.parent
MORNING = datetime(2026, 11, 27, 8, 50, tzinfo=TOKYO)
"""A real morning, long after the invented one of the drill."""


@dataclass
class Machine:
    """Implements `Clock` and `Ticks`: what the hardware would say."""

    wall: datetime = MORNING
    ticks_ms: int = 60_000
    boot: str = "boot-1"

    def now(self) -> datetime:
        return self.wall

    def look(self) -> Look:
        return Look(self.boot, self.ticks_ms, self.wall)

    def passes(self, seconds: float) -> None:
        self.ticks_ms += round(seconds * 1000)
        self.wall += timedelta(seconds=seconds)


@dataclass(frozen=True)
class KilledAt:
    """Where a process said that it stood, before it was killed."""

    incident: str
    visit: str
    events: int
    step: str


class DrillHouse(House):
    """The shipped content over a folder of the test, on that machine."""

    machine: Machine
    clock: Machine  # type: ignore[assignment]

    @property
    def in_force(self) -> InForce:
        return HOUSE.in_force  # read once for all tests

    def open_log_somewhere(self) -> OpenedLog:
        return open_log(self.data, clock=self.clock)

    @cached_property
    def drills(self) -> Drills:
        shelf = DrillShelf(self.drill_files, self.content, self.days.is_closed, self.clock)
        shelf.ticks = self.machine  # type: ignore[assignment]
        return shelf


def house_of(folder: Path, machine: Machine) -> DrillHouse:
    house = DrillHouse(folder)
    house.machine = machine
    house.clock = machine
    return house


class Terminal:
    """Somebody at a counter, with keys of their own and a log of their own."""

    def __init__(
        self, folder: Path, machine: Machine, name: str = "品川 花子", counter: str = "1番窓口"
    ) -> None:
        self.machine = machine
        self._folder = folder
        self._clerk = Clerk(name, counter)
        self.counter = self._opened()

    def _opened(self) -> Counter:
        counter, _ = house_of(self._folder, self.machine).counter()
        counter.clerk = self._clerk
        return counter

    def restart(self) -> None:
        """All that was in memory is gone."""
        entered = self.counter.operations.state.id if self.counter.is_entered else ""
        self.close()
        self.reopen(entered)

    def reopen(self, entered: str) -> None:
        """As a new program finds the folder."""
        self.counter = self._opened()
        if entered:
            self.counter.resume(entered)

    def killed_serving(self, card: str, seconds: float, *, stop_before: str) -> KilledAt:
        """The visit of that resident begins in a process of its own, which SIGKILL ends there."""
        entered, clerk, machine = self.counter.operations.state.id, self._clerk, self.machine
        self.close()
        words = (
            str(self._folder), entered, card, str(seconds), stop_before,
            str(machine.ticks_ms), machine.boot, machine.wall.isoformat(),
            clerk.name, clerk.counter,
        )  # fmt: skip
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.drills.child", *words],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert child.stdout is not None
        with child:
            told = child.stdout.readline().split()
            child.kill()
        assert told[:1] == ["at"], "the process ended by itself"
        assert child.returncode == -signal.SIGKILL
        visit, acts, step, ticks, wall = told[1:]
        machine.ticks_ms, machine.wall = int(ticks), datetime.fromisoformat(wall)
        return KilledAt(entered, visit, int(acts), step)

    def close(self) -> None:
        self.counter.log.close()

    @property
    def exercise(self) -> Exercise:
        assert self.counter.exercise is not None
        return self.counter.exercise

    @property
    def store(self) -> SqlCipherLog:
        inner = self.counter.log._inner
        assert isinstance(inner, SqlCipherLog)
        return inner

    def serve(
        self,
        card: str,
        seconds: float = 5,
        *,
        facts: Mapping[str, str] | None = None,
        choose: Route | None = None,
        stop_before: str = "",
    ) -> VisitState:
        """The whole visit of that resident, each act taking so long. `facts` are what the clerk
        enters in place of what is true."""
        procedure = self.exercise.drill.cards[card].procedure
        visit = self.counter.desk.open_visit(self.counter.clerk, [procedure])
        return self.finish(
            card, visit.id, seconds, facts=facts, choose=choose, stop_before=stop_before
        )

    def finish(
        self,
        card: str,
        visit_id: str,
        seconds: float = 5,
        *,
        facts: Mapping[str, str] | None = None,
        choose: Route | None = None,
        stop_before: str = "",
    ) -> VisitState:
        """From where it stands to 完了."""
        exercise, counter = self.exercise, self.counter
        drill = exercise.drill
        inject = drill.inject_of(card)
        assert inject is not None
        world = planned_world(CONTENT, drill, inject)
        case = case_at(CONTENT, drill, drill.cards[card], counter.clock.now(), world)
        told = {**case.facts, **(facts or {})}
        desk, clerk = counter.desk, counter.clerk
        visit = desk.visit(visit_id)
        while visit.active is not None:
            self.machine.passes(seconds)
            place = desk.place(visit)
            if place.kind is PlaceKind.QUESTION and place.fact is not None:
                visit = desk.answer(visit, clerk, place.fact, told.get(place.fact, UNKNOWN))
            elif place.kind is PlaceKind.OFFERS and place.walk is not None:
                first = place.walk.decision.offers[0].route
                visit = desk.choose(visit, clerk, choose or first)
            else:
                assert place.step is not None
                if place.step.id == stop_before:
                    return visit
                entered = entry_for(place.step.input, counter.clock.now())
                visit = desk.done(visit, clerk, entered)
        self.machine.passes(seconds)
        return desk.close(visit, clerk)


def carry(source: Terminal, target: Terminal) -> int:
    """The events of one terminal to another, as a bundle would."""
    count = 0
    one, other = source.store, target.store
    for terminal in one.ends():
        events = list(one.stored_after(terminal, other.ends().get(terminal, 0)))
        count += other.take_in(events, one.personal_of(events))
    return count
