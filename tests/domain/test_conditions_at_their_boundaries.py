"""Every atom of the grammar on both sides of its boundary, asked, unasked and わからない."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from dtcoach.domain.conditions import (
    AllOf,
    Always,
    AnyOf,
    Condition,
    DaysLeft,
    DaysSince,
    FactAnswered,
    FactIs,
    Not,
    SettingIs,
    SnapshotKnown,
    SystemIs,
    facts_read,
)
from dtcoach.domain.deadline import DayClock, Deadline, Limit
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.situation import Moment
from dtcoach.domain.truth import NO, OPEN, UNSURE, YES, Truth
from dtcoach.domain.words import UNKNOWN, WORKING, Status, WorldKey
from tests.shipped import DAYS

NOON = datetime(2025, 1, 6, 12, 0, tzinfo=TOKYO)
TODAY = NOON.date()


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def truth(condition: Condition, **facts: str) -> Truth:
    return condition.holds(Moment(NOON, {}, facts, closed=DAYS.is_closed))


def needs(condition: Condition, **facts: str) -> list[str]:
    return list(condition.missing(Moment(NOON, {}, facts)))


# --- systems, facts, settings ------------------------------------------------------------------


@pytest.mark.parametrize("status", Status)
def test_a_system_is_in_the_states_named(status: Status):
    works = SystemIs(WorldKey.TAX, WORKING)
    assert works.holds(Moment(NOON, {WorldKey.TAX: status}, {})) == (
        YES if status in (Status.UP, Status.DEGRADED) else NO
    )


def test_a_system_nobody_spoke_of_is_unknown_and_never_up():
    nothing = Moment(NOON, {}, {})
    assert SystemIs(WorldKey.KONBINI, WORKING).holds(nothing) == NO
    assert SystemIs(WorldKey.KONBINI, frozenset({Status.UNKNOWN})).holds(nothing) == YES


def test_a_fact_is_open_until_asked_and_unsure_where_nobody_knows():
    has_card = FactIs("has_card", frozenset({"yes"}))
    assert truth(has_card) == OPEN
    assert truth(has_card, has_card="yes") == YES
    assert truth(has_card, has_card="no") == NO
    assert truth(has_card, has_card=UNKNOWN) == UNSURE
    assert needs(has_card) == ["has_card"]
    assert needs(has_card, has_card=UNKNOWN) == []


def test_unknown_among_the_values_counts_as_yes():
    may_be = FactIs("support_measures", frozenset({"yes", UNKNOWN}))
    assert truth(may_be, support_measures=UNKNOWN) == YES
    assert truth(may_be, support_measures="no") == NO


def test_answered_means_asked_whatever_the_answer():
    asked = FactAnswered("contact_safe")
    assert truth(asked) == OPEN
    assert truth(asked, contact_safe=UNKNOWN) == YES
    assert truth(asked, contact_safe="no") == YES
    assert needs(asked) == ["contact_safe"]


def test_a_setting_of_none_is_not_confirmed_by_the_ward():
    moment = Moment(NOON, {}, {}, settings={"fees": None, "hours": "yes"})
    assert SettingIs("fees", frozenset({None})).holds(moment) == YES
    assert SettingIs("fees", frozenset({"yes"})).holds(moment) == NO
    assert SettingIs("hours", frozenset({"yes"})).holds(moment) == YES
    assert SettingIs("never-heard-of", frozenset({None})).holds(moment) == YES


def test_the_snapshot_is_known_once_its_time_was_read():
    assert SnapshotKnown().holds(Moment(NOON, {}, {})) == NO
    assert SnapshotKnown().holds(Moment(NOON, {}, {}, snapshot=NOON)) == YES


# --- days since --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(-11, NO), (-10, YES), (0, YES), (29, YES), (30, YES), (31, NO)],
)
def test_days_since_at_both_ends(offset: int, expected: Truth):
    """引越しワンストップ: 30 days before to 10 days after."""
    onestop = DaysSince("planned_move_out_date", -30, 10)
    assert truth(onestop, planned_move_out_date=day(offset)) == expected


@pytest.mark.parametrize(
    ("low", "high", "offset", "expected"),
    [
        (1, None, -1, YES),
        (1, None, 0, NO),
        (None, 0, 0, YES),
        (None, 0, -1, NO),
        (None, -1, 1, YES),
        (None, -1, 0, NO),
        (3, 3, -3, YES),
        (3, 3, -4, NO),
    ],
)
def test_days_since_with_one_end_open(
    low: int | None, high: int | None, offset: int, expected: Truth
):
    assert truth(DaysSince("event_date", low, high), event_date=day(offset)) == expected


def test_days_since_an_unasked_and_an_unknown_day():
    since = DaysSince("event_date", None, 10)
    assert (truth(since), needs(since)) == (OPEN, ["event_date"])
    assert (truth(since, event_date=UNKNOWN), needs(since, event_date=UNKNOWN)) == (UNSURE, [])


def test_today_is_tokyos_day_whatever_the_hour():
    since = DaysSince("event_date", 0, 0)
    for at in (NOON.replace(hour=0, minute=0), NOON.replace(hour=23, minute=59)):
        assert since.holds(Moment(at, {}, {"event_date": day(0)})) == YES


# --- days left: one limit ----------------------------------------------------------------------


FOURTEEN = Deadline((Limit(DayClock.NEXT_DAY, 14, ("event_date",), "法"),), True, "")
CARD = Deadline(
    (
        Limit(DayClock.NEXT_DAY, 14, ("event_date",), "14日"),
        Limit(DayClock.NEXT_DAY, 30, ("planned_move_out_date",), "30日"),
    ),
    False,
    "",
)
BEFORE = Deadline((Limit(DayClock.BEFORE, 0, ("planned", "moved"), "法"),), False, "")


@pytest.mark.parametrize(
    ("moved", "past", "today", "ahead"),
    [
        (day(-24), YES, NO, NO),  # 12-13: the 14th day, 12-27, was an open Friday
        (day(-23), NO, YES, NO),  # 12-14: 12-28 was a Saturday, so today
        (day(-14), NO, YES, NO),  # 12-23
        (day(-13), NO, NO, YES),  # 12-24
    ],
)
def test_days_left_around_the_rolled_over_day(moved: str, past: Truth, today: Truth, ahead: Truth):
    assert truth(DaysLeft(FOURTEEN, None, -1), event_date=moved) == past
    assert truth(DaysLeft(FOURTEEN, 0, 0), event_date=moved) == today
    assert truth(DaysLeft(FOURTEEN, 1, None), event_date=moved) == ahead


def test_days_left_of_an_unasked_and_an_unknown_day():
    left = DaysLeft(FOURTEEN, None, 0)
    assert (truth(left), needs(left)) == (OPEN, ["event_date"])
    assert (truth(left, event_date=UNKNOWN), needs(left, event_date=UNKNOWN)) == (UNSURE, [])


@pytest.mark.parametrize(
    ("moved", "expected"),
    # Due 2025-01-06, -07, -08, -09 and -14 (after the long weekend of 成人の日).
    [(day(-14), YES), (day(-13), YES), (day(-12), YES), (day(-11), NO), (day(-6), NO)],
)
def test_opening_days_left_counts_open_days_after_today(moved: str, expected: Truth):
    assert truth(DaysLeft(FOURTEEN, None, 2, opening=True), event_date=moved) == expected


def test_opening_days_skip_weekends_and_holidays():
    """From Friday the 10th, Tuesday the 14th is the first opening day."""
    friday = Moment(NOON.replace(day=10), {}, {"event_date": "2024-12-31"}, closed=DAYS.is_closed)
    assert DaysLeft(FOURTEEN, 1, 1, opening=True).holds(friday) == YES
    assert DaysLeft(FOURTEEN, 4, 4).holds(friday) == YES


def test_a_day_that_is_past_has_no_opening_days_left():
    assert truth(DaysLeft(FOURTEEN, None, -1, opening=True), event_date=day(-30)) == YES
    assert truth(DaysLeft(FOURTEEN, 0, None, opening=True), event_date=day(-30)) == NO


def test_a_mistyped_year_costs_no_time():
    counted = 0

    def closed(_: date) -> bool:
        nonlocal counted
        counted += 1
        return False

    moment = Moment(NOON, {}, {"event_date": "2200-01-01"}, closed=closed)
    assert DaysLeft(CARD, None, 2, opening=True).holds(moment) == OPEN
    assert counted < 20


# --- days left: several limits, the earliest counts ---------------------------------------------


def test_one_known_limit_may_be_enough():
    near = DaysLeft(CARD, None, 2)
    assert truth(near, event_date=day(-14)) == YES
    assert truth(near, planned_move_out_date=day(-30)) == YES
    assert truth(near, event_date=day(-14), planned_move_out_date=UNKNOWN) == YES


def test_a_limit_not_known_yet_can_still_bring_the_day_forward():
    near = DaysLeft(CARD, None, 2)
    far = day(0)
    assert truth(near, event_date=far) == OPEN
    assert needs(near, event_date=far) == ["planned_move_out_date"]
    assert truth(near, event_date=far, planned_move_out_date=UNKNOWN) == UNSURE
    assert truth(near, event_date=far, planned_move_out_date=day(-29)) == YES
    assert truth(near, event_date=far, planned_move_out_date=far) == NO


def test_a_limit_not_known_yet_can_never_put_the_day_off():
    ahead = DaysLeft(CARD, 5, None)
    assert truth(ahead, event_date=day(-12)) == NO
    assert truth(ahead, event_date=day(0)) == OPEN


def test_the_first_date_of_a_limit_that_is_known_counts():
    due_today = DaysLeft(BEFORE, 0, 0)
    assert truth(due_today, planned=day(0), moved=day(-9)) == YES
    assert truth(due_today, planned=UNKNOWN, moved=day(0)) == YES
    assert truth(due_today, planned=UNKNOWN, moved=UNKNOWN) == UNSURE


def test_a_second_date_settles_nothing_before_the_first_was_asked():
    """Found by these tests: it was a settled yes, which the answer to the first turned back."""
    past = DaysLeft(BEFORE, None, 0)
    assert truth(past, moved=day(-9)) == OPEN
    assert needs(past, moved=day(-9)) == ["planned"]
    assert truth(past, moved=day(-9), planned=day(20)) == NO
    assert needs(past) == ["planned"]
    assert needs(past, planned=UNKNOWN) == ["moved"]


# --- days left: a limit for one kind of case -----------------------------------------------------


BIRTH = Deadline(
    (Limit(DayClock.SAME_DAY, 14, ("event_date",), "出生", ("filing_kind", frozenset({"birth"}))),),
    True,
    "",
)


def test_a_limit_for_births_asks_for_the_kind_first():
    near = DaysLeft(BIRTH, None, 0)
    assert needs(near) == ["filing_kind"]
    assert needs(near, filing_kind="birth") == ["event_date"]
    assert needs(near, filing_kind="marriage") == []
    assert needs(near, filing_kind=UNKNOWN) == []


def test_a_limit_for_births_is_none_of_a_marriage():
    near = DaysLeft(BIRTH, None, 0)
    assert truth(near, event_date=day(-30)) == OPEN
    assert truth(near, filing_kind="birth", event_date=day(-30)) == YES
    assert truth(near, filing_kind="birth", event_date=day(0)) == NO
    assert truth(near, filing_kind="birth", event_date=UNKNOWN) == UNSURE
    assert truth(near, filing_kind="marriage", event_date=day(-30)) == NO
    assert truth(near, filing_kind=UNKNOWN, event_date=day(-30)) == UNSURE


# --- and, or, not --------------------------------------------------------------------------------


YES_CARD = FactIs("has_card", frozenset({"yes"}))
YES_PIN = FactIs("knows_pin", frozenset({"yes"}))


def test_what_is_settled_by_one_part_asks_for_no_other():
    assert truth(AllOf((YES_CARD, YES_PIN)), has_card="no") == NO
    assert truth(AnyOf((YES_CARD, YES_PIN)), has_card="yes") == YES
    assert truth(AllOf((YES_CARD, YES_PIN)), has_card="yes") == OPEN
    assert needs(AllOf((YES_CARD, YES_PIN)), has_card="yes") == ["knows_pin"]
    assert needs(AllOf((YES_CARD, YES_PIN))) == ["has_card", "knows_pin"]


def test_unsure_and_no_is_no_but_unsure_and_yes_is_unsure():
    both = AllOf((YES_CARD, YES_PIN))
    assert truth(both, has_card=UNKNOWN, knows_pin="no") == NO
    assert truth(both, has_card=UNKNOWN, knows_pin="yes") == UNSURE
    assert truth(both, has_card=UNKNOWN) == Truth(NO | UNSURE)


def test_not_turns_it_round_and_asks_the_same():
    assert truth(Not(YES_CARD), has_card="no") == YES
    assert truth(Not(YES_CARD), has_card=UNKNOWN) == UNSURE
    assert needs(Not(YES_CARD)) == ["has_card"]


def test_always_holds_and_reads_nothing():
    assert truth(Always()) == YES
    assert list(facts_read(Always())) == []


def test_the_facts_read_are_all_that_a_condition_could_ask_for():
    whole = AllOf((AnyOf((YES_CARD, Not(YES_PIN))), DaysLeft(BIRTH, None, 0), FactAnswered("x")))
    assert list(facts_read(whole)) == ["has_card", "knows_pin", "filing_kind", "event_date", "x"]
