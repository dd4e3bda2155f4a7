"""While the disk is full the counter goes on, and what was undone meanwhile stays undone."""

from __future__ import annotations

import pytest

from dtcoach.app.errors import DiskFull
from dtcoach.app.patient_log import PatientLog
from dtcoach.domain.visit import VisitState
from tests.app.windows import CLERK, Window
from tests.memory_log import Ids, MemoryLog, TickingClock


class PatientWindow(Window):
    """A window that goes on writing when its disk does not."""

    def __init__(self) -> None:
        clock = TickingClock()
        self.disk = MemoryLog(clock)
        self.patient = PatientLog(self.disk, clock, Ids())
        super().__init__(log=self.patient)
        self.patient.goes_on = True


@pytest.fixture
def window() -> PatientWindow:
    return PatientWindow()


@pytest.fixture
def visit(window: PatientWindow) -> VisitState:
    return window.desk.open_visit(CLERK, ["move-in"])


def on_disk(window: PatientWindow, visit: VisitState) -> VisitState:
    """The visit after a power cut."""
    assert window.patient.flush()
    window.restart()
    return window.desk.visit(visit.id)


def test_until_a_clerk_decides_to_go_on_a_failed_write_is_told(
    window: PatientWindow, visit: VisitState
):
    window.patient.goes_on = False
    window.disk.full = True
    with pytest.raises(DiskFull):
        window.desk.answer(visit, CLERK, "has_card", "yes")
    assert window.patient.unsaved == 0
    assert window.patient.trouble is not None


def test_what_is_held_counts_here_and_is_written_first(window: PatientWindow, visit: VisitState):
    window.disk.full = True
    held = window.desk.answer(visit, CLERK, "has_card", "yes")
    held = window.desk.answer(held, CLERK, "has_card", "no")
    assert (held.facts, window.patient.unsaved) == ({"has_card": "no"}, 2)
    assert not window.patient.flush()
    window.disk.full = False
    window.desk.answer(held, CLERK, "knows_pin", "yes")
    assert (window.patient.unsaved, window.patient.trouble) == (0, None)
    assert on_disk(window, visit).facts == {"has_card": "no", "knows_pin": "yes"}


def test_what_was_undone_while_held_stays_undone(window: PatientWindow, visit: VisitState):
    window.disk.full = True
    held = window.desk.answer(visit, CLERK, "has_card", "yes")
    held = window.desk.answer(held, CLERK, "has_card", "no")
    held = window.desk.undo(held, CLERK)
    assert held.facts == {"has_card": "yes"}
    window.disk.full = False
    assert on_disk(window, visit).facts == {"has_card": "yes"}


def test_what_was_held_can_be_undone_after_it_was_written(window: PatientWindow, visit: VisitState):
    window.disk.full = True
    held = window.desk.answer(visit, CLERK, "has_card", "yes")
    window.disk.full = False
    assert window.patient.flush()
    assert window.desk.undo(held, CLERK).facts == {}
    assert on_disk(window, visit).facts == {}


def test_a_visit_opened_while_held_keeps_its_number(window: PatientWindow, visit: VisitState):
    window.disk.full = True
    with pytest.raises(DiskFull):
        # The version it is pinned to must be on disk, unless somebody decided to go on.
        window.disk.keep_content("digest", {})
    one = window.desk.open_visit(CLERK, ["move-in"])
    two = window.desk.open_visit(CLERK, ["seal-certificate"])
    assert [visit.number, one.number, two.number] == ["101-001", "101-002", "101-003"]
    window.disk.full = False
    assert [on_disk(window, each).number for each in (one, two)] == ["101-002", "101-003"]


def test_a_disk_that_fills_up_again_in_the_middle_of_writing_loses_nothing(
    window: PatientWindow, visit: VisitState
):
    window.disk.full = True
    held = window.desk.answer_all(visit, CLERK, {"has_card": "yes"})
    held = window.desk.answer_all(held, CLERK, {"knows_pin": "yes"})
    before = list(window.disk.events)
    appends = 0
    append = window.disk.append

    def second_fails(drafts: object) -> object:
        nonlocal appends
        appends += 1
        window.disk.full = appends > 1
        return append(drafts)  # type: ignore[arg-type]

    window.disk.append = second_fails  # type: ignore[assignment, method-assign]
    assert not window.patient.flush()
    assert window.disk.events == before
    assert window.patient.unsaved == 2
    window.disk.append = append  # type: ignore[method-assign]
    window.disk.full = False
    assert on_disk(window, held).facts == {"has_card": "yes", "knows_pin": "yes"}
