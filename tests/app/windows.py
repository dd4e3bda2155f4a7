"""A counter as the window has it, on a log in memory, that can be closed and opened at any time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dtcoach.app.desk import Clerk, Desk
from dtcoach.app.operations import Declaration, declare, resume
from dtcoach.app.ports import EventLog
from dtcoach.app.shelf import ContentShelf
from dtcoach.domain.content import Content, StepInput
from dtcoach.domain.visit import Place, PlaceKind, VisitState
from dtcoach.domain.words import IncidentKind, Route
from tests.memory_log import Ids, MemoryLog, TickingClock
from tests.shipped import CONTENT, DAYS, FILES, MONDAY

CLERK = Clerk("田中", "1番")


def load(_files: Mapping[str, bytes]) -> Content | None:
    """Kept content is the shipped one in these tests."""
    return CONTENT


class Window:
    """A desk on a log. `restart` is a power cut: all that was in memory is gone."""

    def __init__(self, scenario: str = "full-outage", log: EventLog | None = None) -> None:
        self.clock = TickingClock()
        self.memory = MemoryLog(self.clock)
        self.log: EventLog = self.memory if log is None else log
        self.new_id = Ids()
        said = Declaration(IncidentKind.DRILL, CONTENT.scenarios[scenario], "戸籍住民課", "係長")
        self.incident = declare(self.log, self.clock, self.new_id, said).state.id
        self.restart()

    def restart(self) -> None:
        self.operations = resume(self.log, self.clock, self.incident)
        shelf = ContentShelf(CONTENT, FILES, self.log, load)
        self.desk = Desk(self.log, shelf, self.clock, DAYS, self.new_id, self.operations)

    def place(self, visit: VisitState) -> Place:
        return self.desk.place(visit, MONDAY)

    def walk_to_step(
        self, visit: VisitState, answers: Mapping[str, str], route: Route, step: str
    ) -> VisitState:
        """Take that route and do its steps up to (not with) the one of that id."""
        visit = self.desk.answer_all(visit, CLERK, answers)
        visit = self.desk.choose(visit, CLERK, route)
        while True:
            place = self.place(visit)
            if place.kind is PlaceKind.QUESTION and place.fact is not None:
                visit = self.desk.answer(visit, CLERK, place.fact, "unknown")
                continue
            assert place.step is not None
            if place.step.id == step:
                return visit
            visit = self.desk.done(visit, CLERK, entry_for(place.step.input, MONDAY))


def entry_for(kind: StepInput, at: datetime) -> str | None:
    """Something fitting to enter at a step."""
    match kind:
        case StepInput.NONE:
            return None
        case StepInput.NUMBER:
            return "101-001"
        case StepInput.DATE:
            return at.date().isoformat()
        case StepInput.DATETIME:
            return at.isoformat()
        case StepInput.TEXT | StepInput.STAFF:
            return "鈴木"
