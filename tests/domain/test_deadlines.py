"""The two clocks of the office, the roll-over of days, and what no calendar may break."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtcoach.domain.deadline import (
    DayClock,
    Deadline,
    Limit,
    StatutoryDay,
    day_of,
    next_open_day,
    opening_days_until,
    statutory_day,
)
from tests.shipped import DAYS, patient

MOVE_IN = Deadline((Limit(DayClock.NEXT_DAY, 14, ("event_date",), "住基法22条"),), True, "")
BIRTH = Deadline((Limit(DayClock.SAME_DAY, 14, ("event_date",), "戸籍法49条"),), True, "")
DEATH = Deadline((Limit(DayClock.SAME_DAY, 7, ("event_date",), "戸籍法86条"),), True, "")
MOVE_OUT = Deadline((Limit(DayClock.BEFORE, 0, ("event_date",), "住基法24条"),), False, "")
LAPSE = Deadline(
    (
        Limit(DayClock.NEXT_DAY, 14, ("event_date",), "14日"),
        Limit(DayClock.NEXT_DAY, 30, ("planned_move_out_date",), "30日"),
    ),
    False,
    "",
)


def found(deadline: Deadline, **facts: str) -> StatutoryDay:
    day = statutory_day(deadline, facts.get, DAYS.is_closed)
    assert day is not None
    return day


def due(deadline: Deadline, event: date) -> date:
    return found(deadline, event_date=event.isoformat()).due


DECEMBER = [date(2024, 12, day) for day in range(14, 24)]


@pytest.mark.parametrize("moved", DECEMBER, ids=str)
def test_who_moved_from_12_14_to_12_23_was_due_on_the_day_of_the_outage(moved: date):
    """domain.md B: 14 days later the office was closed for the New Year."""
    assert due(MOVE_IN, moved) == date(2025, 1, 6)


@pytest.mark.parametrize(
    ("what", "deadline", "event", "expected"),
    [
        ("the 14th day is an open Friday", MOVE_IN, "2024-12-13", "2024-12-27"),
        ("the 14th day is the 7th of January", MOVE_IN, "2024-12-24", "2025-01-07"),
        ("born on Christmas Eve", BIRTH, "2024-12-24", "2025-01-06"),
        ("born a day before", BIRTH, "2024-12-23", "2025-01-06"),
        ("born on 12-14: the 14th day was 12-27", BIRTH, "2024-12-14", "2024-12-27"),
        ("a death known on New Year's Eve", DEATH, "2024-12-31", "2025-01-06"),
        ("a death known on 12-23: 12-29 is closed", DEATH, "2024-12-23", "2025-01-06"),
        ("a death known on 12-21", DEATH, "2024-12-21", "2024-12-27"),
        ("Golden Week 2025: 5-03 to 5-06 are closed", MOVE_IN, "2025-04-19", "2025-05-07"),
        ("振替休日: 5-06 stands in for Sunday 5-04", MOVE_IN, "2025-04-22", "2025-05-07"),
        ("just before: Friday 5-02 is open", MOVE_IN, "2025-04-18", "2025-05-02"),
        ("国民の休日: 2026-09-22 lies between two holidays", MOVE_IN, "2026-09-08", "2026-09-24"),
        ("a Saturday", MOVE_IN, "2025-06-07", "2025-06-23"),
        ("a leap day counts", MOVE_IN, "2024-02-16", "2024-03-01"),
        ("moving out is due before, and does not roll", MOVE_OUT, "2025-01-01", "2025-01-01"),
    ],
)
def test_the_day_that_the_law_means(what: str, deadline: Deadline, event: str, expected: str):
    assert due(deadline, date.fromisoformat(event)).isoformat() == expected, what


def test_the_answer_says_which_day_is_day_one_and_whether_it_rolled():
    moved = found(MOVE_IN, event_date="2024-12-20")
    assert (moved.counted_from, moved.rolled_over) == (date(2024, 12, 21), True)
    born = found(BIRTH, event_date="2024-12-12")
    assert (born.counted_from, born.rolled_over) == (date(2024, 12, 12), False)
    assert born.basis == "戸籍法49条"


def test_the_days_of_a_lapsing_card_do_not_roll():
    """design §6 rule 7: the 14th day is a Saturday, and stays it."""
    assert due(LAPSE, date(2024, 12, 14)) == date(2024, 12, 28)


@pytest.mark.parametrize(
    ("moved", "planned", "expected", "basis"),
    [
        ("2025-01-01", "2024-12-10", "2025-01-09", "30日"),
        ("2025-01-01", "2025-01-01", "2025-01-15", "14日"),
        ("unknown", "2024-12-10", "2025-01-09", "30日"),
        ("2025-01-01", "unknown", "2025-01-15", "14日"),
    ],
)
def test_of_two_limits_the_earlier_counts(moved: str, planned: str, expected: str, basis: str):
    day = found(LAPSE, event_date=moved, planned_move_out_date=planned)
    assert (day.due.isoformat(), day.basis) == (expected, basis)


@pytest.mark.parametrize("answer", [None, "unknown", "", "2025-02-30", "きのう"])
def test_no_date_no_day(answer: str | None):
    assert day_of(answer) is None
    facts = {} if answer is None else {"event_date": answer}
    assert statutory_day(MOVE_IN, facts.get, DAYS.is_closed) is None


@pytest.mark.parametrize(
    ("today", "last", "expected"),
    [
        ("2025-01-06", "2025-01-05", -1),
        ("2025-01-06", "2025-01-06", 0),
        ("2025-01-06", "2025-01-07", 1),
        ("2025-01-10", "2025-01-13", 0),  # a long weekend
        ("2025-01-10", "2025-01-14", 1),
        ("2024-12-27", "2025-01-06", 1),
        ("2024-12-28", "2025-01-03", 0),
    ],
)
def test_opening_days_until(today: str, last: str, expected: int):
    days = opening_days_until(date.fromisoformat(today), date.fromisoformat(last), DAYS.is_closed)
    assert days == expected


def test_a_special_sunday_opening_cancels_no_roll_over():
    assert DAYS.is_closed(date(2025, 3, 30))
    assert due(MOVE_IN, date(2025, 3, 16)) == date(2025, 3, 31)


# --- for every day and every calendar ------------------------------------------------------------

events = st.dates(date(2000, 1, 1), date(2100, 12, 31))
clocks = st.sampled_from([DayClock.NEXT_DAY, DayClock.SAME_DAY])
lengths = st.integers(1, 400)


def one_limit(clock: DayClock, days: int, rolls_over: bool = True) -> Deadline:
    return Deadline((Limit(clock, days, ("event_date",), "法"),), rolls_over, "")


@patient
@given(events, clocks, lengths)
def test_a_day_that_rolls_is_never_closed_and_never_earlier(
    event: date, clock: DayClock, days: int
):
    rolled = due(one_limit(clock, days), event)
    plain = due(one_limit(clock, days, rolls_over=False), event)
    assert not DAYS.is_closed(rolled)
    assert rolled >= plain
    assert all(DAYS.is_closed(plain + timedelta(days=n)) for n in range((rolled - plain).days))


@patient
@given(events, st.integers(0, 60), clocks, lengths)
def test_who_moved_later_is_never_due_earlier(event: date, more: int, clock: DayClock, days: int):
    deadline = one_limit(clock, days)
    assert due(deadline, event + timedelta(days=more)) >= due(deadline, event)


@patient
@given(events, lengths)
def test_the_second_clock_is_a_day_ahead_of_the_first(event: date, days: int):
    same = due(one_limit(DayClock.SAME_DAY, days, rolls_over=False), event)
    following = due(one_limit(DayClock.NEXT_DAY, days, rolls_over=False), event)
    assert following - same == timedelta(days=1)
    assert same == event + timedelta(days=days - 1)


@patient
@given(events, events)
def test_the_earlier_of_two_limits_counts_whatever_the_days(moved: date, planned: date):
    both = found(LAPSE, event_date=moved.isoformat(), planned_move_out_date=planned.isoformat())
    assert both.due == min(moved + timedelta(days=14), planned + timedelta(days=30))


@patient
@given(events, st.sets(st.integers(0, 30)))
def test_the_next_open_day_is_the_first_open_one(day: date, closed: set[int]):
    found_day = next_open_day(day, lambda one: (one - day).days in closed)
    offset = (found_day - day).days
    assert offset not in closed
    assert set(range(offset)) <= closed
