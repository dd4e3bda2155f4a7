"""引継ぎ書: everything the next lead needs, from the log alone, and no answer of a resident."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dtcoach.app.errors import ProblemFound
from dtcoach.app.handover import HandoverSheet, handover_sheet
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.domain.words import LeadList, PromiseKind, Route, Status, WorldKey
from tests.app.windows import CLERK, Window, entry_for
from tests.shipped import CONTENT, DAYS, MONDAY

NOW = MONDAY + timedelta(minutes=102)
DEATH = {
    "support_measures": "no",
    "stop_list_hit": "no",
    "contact_safe": "yes",
    "event_date": "2025-01-05",
    "honseki_here": "yes",
}
LAST_DAY = {"event_date": "2024-12-23"}


def sheet_of(window: Window, *visits: VisitState) -> HandoverSheet:
    state = window.operations.state
    rows = tuple(window.log.visits(state.id))
    read = [window.desk.visit(visit.id) for visit in visits]
    return handover_sheet(CONTENT, state, rows, read, NOW, DAYS)


def test_who_waits_and_for_what_is_handed_over_by_number():
    window = Window()
    parked = window.desk.open_visit(CLERK, ["seal-certificate"], MONDAY)
    parked = window.desk.park(parked, CLERK, "委任状待ち", MONDAY + timedelta(minutes=3))
    being_served = window.desk.open_visit(CLERK, ["move-in", "residence-certificate"], MONDAY)
    sheet = sheet_of(window, being_served, parked)
    assert [visit.number for visit in sheet.waiting] == [parked.number, being_served.number]
    first, second = sheet.waiting
    assert (first.is_parked, first.cue) == (True, "委任状待ち")
    assert first.since == MONDAY + timedelta(minutes=3)
    assert (second.is_parked, second.procedures) == (False, ("move-in", "residence-certificate"))
    assert sheet.last_numbers == (being_served.number,)
    assert sheet.visits == 2


def test_a_day_that_ends_today_is_on_the_sheet_until_something_was_received():
    window = Window()
    visit = window.desk.open_visit(CLERK, ["move-in"])
    assert sheet_of(window, visit).due_today == (), "nobody has asked yet"
    visit = window.desk.answer_all(visit, CLERK, LAST_DAY)
    (due,) = sheet_of(window, visit).due_today
    assert (due.number, due.procedure, due.is_sent_away) == (visit.number, "move-in", False)
    assert due.day.due == MONDAY.date()
    later = window.desk.open_visit(CLERK, ["move-in"])
    later = window.desk.answer_all(later, CLERK, {"event_date": "2025-01-05"})
    assert [one.number for one in sheet_of(window, visit, later).due_today] == [visit.number]


def test_answers_of_residents_are_not_on_the_sheet():
    window = Window()
    visit = window.desk.open_visit(CLERK, ["residence-certificate"])
    answers = {
        "support_measures": "yes",
        "contact_safe": "no",
        "stop_list_hit": "yes",
        "requester": "household",
    }
    visit = window.desk.answer_all(visit, CLERK, answers)
    words = repr(sheet_of(window, visit))
    for secret in (*answers, "household"):
        assert secret not in words.replace(repr(window.operations.state), "")


def test_an_agreed_time_is_named_by_number_and_not_by_its_words():
    window = Window()
    visit = window.desk.open_visit(CLERK, ["death-notification"])
    visit = window.walk_to_step(visit, DEATH, Route.COUNTER, "cremation-time")
    assert sheet_of(window, visit).agreed == ()
    visit = window.desk.done(visit, CLERK, "あす14時 三階で", MONDAY)
    sheet = sheet_of(window, visit)
    assert [one.number for one in sheet.agreed] == [visit.number]
    assert "14時" not in repr(sheet.agreed)


def test_what_is_promised_for_the_next_opening_day():
    window = Window()
    visit = window.desk.open_visit(CLERK, ["death-notification"])
    visit = window.desk.answer_all(visit, CLERK, DEATH)
    visit = window.desk.choose(visit, CLERK, Route.COUNTER)
    visit = finish(window, visit)
    owed = {(one.kind, one.due) for one in sheet_of(window, visit).owed}
    assert (PromiseKind.PHONE, MONDAY.date() + timedelta(days=1)) in owed


def finish(window: Window, visit: VisitState) -> VisitState:
    while True:
        place = window.place(visit)
        if place.kind is PlaceKind.FINISHED:
            return visit
        if place.kind is PlaceKind.QUESTION and place.fact is not None:
            visit = window.desk.answer(visit, CLERK, place.fact, "unknown")
        else:
            assert place.step is not None
            visit = window.desk.done(visit, CLERK, entry_for(place.step.input, MONDAY))


def test_the_state_of_every_system_and_the_age_of_the_data():
    window = Window()
    window.operations.check("係員A", WorldKey.TAX, Status.UP, "税務課へ電話", NOW)
    window.operations.stamp_snapshot("係長", NOW - timedelta(hours=14, minutes=2), NOW)
    sheet = sheet_of(window)
    assert [line.key for line in sheet.systems] == list(WorldKey)
    tax = next(line for line in sheet.systems if line.key is WorldKey.TAX)
    assert (tax.age_minutes, tax.by, tax.how, tax.is_stale) == (0, "係員A", "税務課へ電話", False)
    power = next(line for line in sheet.systems if line.key is WorldKey.POWER)
    assert (power.age_minutes, power.is_stale) == (None, True)
    assert sheet.snapshot_hours == 14


def test_lists_and_the_hand_over_itself():
    window = Window()
    first = CONTENT.scenarios["full-outage"].first_minutes
    window.operations.tick("係長", LeadList.FIRST, first[0], True, NOW)
    listed = {shown.which: shown for shown in sheet_of(window).lists}
    assert [line.text for line in listed[LeadList.FIRST].open] == list(first[1:])
    assert LeadList.RECOVERY not in listed
    with pytest.raises(ProblemFound):
        window.operations.hand_over("係長", "  ")
    with pytest.raises(ProblemFound):
        window.operations.hand_over("係長", "係長")
    window.operations.hand_over("係長", "山田 一郎", NOW)
    window.restart()
    over = window.operations.state.handed_over
    assert over is not None
    assert (over.by, over.to, over.at) == ("係長", "山田 一郎", NOW)
