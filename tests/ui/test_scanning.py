"""A slip under a hand scanner: its case comes up, and no digit of it answers anything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dtcoach.domain.events import Draft, RequestAdded, VisitOpened
from dtcoach.ui.main_window import BOARD
from tests.ui.test_window import begin, pick
from tests.ui.window import NOON, Desk, Key

Open = Callable[..., Desk]


def scan(number: str) -> None:
    """As a scanner types: the mark, the number, Enter."""
    for char in f"*{number}":
        QTest.keyClick(QApplication.focusWidget(), char)  # type: ignore[call-overload]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)  # type: ignore[arg-type]


def opened(open_desk: Open) -> tuple[Desk, str, str]:
    """A desk at its second visit; number and id of the first."""
    desk = open_desk()
    begin(desk)
    desk.window.warm_up()
    pick(desk, Key.Key_1)
    first = desk.window.visit.visit_id
    assert first is not None
    desk.press(Key.Key_Escape)
    return desk, desk.counter.desk.visit(first).number, first


def test_at_the_picker_it_opens_its_case_and_begins_nothing(open_desk: Open) -> None:
    desk, number, first = opened(open_desk)
    shown = [desk.window.visit.visit_id]
    scan(number)
    desk.settle()
    shown.append(desk.window.visit.visit_id)
    assert shown == [None, first]
    assert len(desk.counter.waiting()) == 1


def test_at_a_question_it_answers_nothing(open_desk: Open) -> None:
    desk, number, first = opened(open_desk)
    pick(desk, Key.Key_2)
    second = desk.window.visit.visit_id
    assert second not in (None, first)
    before = len(desk.counter.log.of_visit(second or ""))
    scan(number)
    desk.settle()
    assert desk.window.visit.visit_id == first
    assert len(desk.counter.log.of_visit(second or "")) == before


def test_from_another_place_and_a_number_that_is_not_here(open_desk: Open) -> None:
    desk, number, first = opened(open_desk)
    desk.window.go(BOARD)
    desk.settle()
    scan("999-999")
    desk.settle()
    assert any("999-999" in told for told in desk.told)
    scan(number)
    desk.settle()
    assert desk.window.visit.visit_id == first


def test_a_star_typed_by_hand_keeps_nothing_from_the_next_key(open_desk: Open) -> None:
    desk, _, first = opened(open_desk)
    QTest.keyClick(QApplication.focusWidget(), "*")  # type: ignore[call-overload]
    QTest.qWait(350)
    pick(desk, Key.Key_1)
    assert desk.window.visit.visit_id != first


def test_its_own_slip_is_typed_where_a_value_is_asked(open_desk: Open) -> None:
    desk, number, first = opened(open_desk)
    desk.window.open_visit(first)
    desk.settle()
    field = QLineEdit(desk.window.visit)
    field.show()
    field.setFocus()
    scan(number)
    desk.settle()
    assert field.text() == number
    assert desk.window.visit.visit_id == first
    field.hide()
    field.deleteLater()


def test_two_slips_of_one_number_are_not_told_as_none(open_desk: Open) -> None:
    """Two terminals typed the same paper in before their logs met."""
    desk, number, _ = opened(open_desk)
    clerk, incident = desk.counter.clerk, desk.counter.operations.state.id
    bodies = (VisitOpened(number, clerk.counter, "digest"), RequestAdded(1, "move-in"))
    desk.counter.log.append(
        [Draft(incident, "another-terminal", NOON, clerk.name, body) for body in bodies]
    )
    scan(number)
    desk.settle()
    assert any("2件" in told for told in desk.told)
