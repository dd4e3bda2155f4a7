"""A request that the content does not know: named, and never a visit that sticks (rule 1)."""

from __future__ import annotations

from pathlib import Path

from dtcoach.app.counter import Counter
from dtcoach.app.desk import Clerk
from dtcoach.compose import House
from dtcoach.domain.visit import PlaceKind, VisitStatus
from dtcoach.domain.words import IncidentKind, Route
from tests.memory_log import MemoryLog, TickingClock


def test_it_can_be_withdrawn_and_the_visit_closes(tmp_path: Path) -> None:
    house = House(tmp_path)
    clock = TickingClock()
    counter = Counter(MemoryLog(clock), house.shelf, clock, house.days, house.new_id)
    counter.clerk = Clerk("係員", "3番窓口")
    counter.declare(IncidentKind.DRILL, "full-outage", "戸籍住民課")
    desk, clerk = counter.desk, counter.clerk
    visit = desk.open_visit(clerk, ["a-procedure-of-another-version"])
    assert desk.place(visit).kind is PlaceKind.NOT_COVERED
    visit = desk.choose(visit, clerk, Route.WITHDRAWN)
    while desk.place(visit).kind is not PlaceKind.FINISHED:
        visit = desk.done(visit, clerk, "申し出なし")
    assert visit.requests[0].outcome is Route.WITHDRAWN
    assert desk.close(visit, clerk).status is VisitStatus.CLOSED
