"""Hours of the day, closed days and maintenance: every minute of a day on its right side."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest

from dtcoach.domain.conditions import Condition, OpeningIs, TimeOfDay
from dtcoach.domain.hours import (
    MINUTES_A_DAY,
    Once,
    Opening,
    Service,
    Span,
    Week,
    YearlyDays,
    clock,
    minutes_at,
    week_in_words,
)
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.proof.classes import conditions_of, minutes_of
from dtcoach.domain.situation import Moment
from dtcoach.domain.truth import NO, YES
from tests.shipped import CONTENT, DAYS

MIDNIGHT = datetime(2025, 1, 6, tzinfo=TOKYO)
DAY = Span(390, 1380)
EVERY_DAY = Week(((DAY,),) * 8)
KNOWN = Service(EVERY_DAY, None, (YearlyDays(1229, 103),), ())
CARD = "residence-certificate"


def every_minute(day: datetime = MIDNIGHT) -> list[datetime]:
    return [day + timedelta(minutes=minute) for minute in range(MINUTES_A_DAY)]


def opening(service: Service, at: datetime, certificate: str = CARD) -> Opening:
    return service.opening(certificate, at, DAYS.is_closed)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


# --- a day -----------------------------------------------------------------------------------


def test_every_minute_of_an_ordinary_day():
    for now in every_minute():
        inside = "06:30" <= now.strftime("%H:%M") < "23:00"
        assert opening(KNOWN, now) is (Opening.OPEN if inside else Opening.OUTSIDE_HOURS)


def test_every_minute_of_a_day_with_a_break():
    broken = Service(Week(((Span(0, 120), Span(300, MINUTES_A_DAY)),) * 8), None, (), ())
    for now in every_minute():
        resting = 2 <= now.hour < 5
        assert opening(broken, now) is (Opening.OUTSIDE_HOURS if resting else Opening.OPEN)


@pytest.mark.parametrize("day", [date(2024, 12, 20) + timedelta(days=n) for n in range(25)])
def test_days_over_new_year(day: date):
    closed = day >= date(2024, 12, 29) and day <= date(2025, 1, 3)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=TOKYO)
    assert opening(KNOWN, noon) is (Opening.CLOSED_DAY if closed else Opening.OPEN)


def test_maintenance_begins_and_ends_at_its_minute():
    night = Once(minutes_at(at("2025-01-06 18:00")), minutes_at(at("2025-01-07 09:00")))
    service = Service(EVERY_DAY, None, (), (night,))
    for now in [*every_minute(), *every_minute(MIDNIGHT + timedelta(days=1))]:
        if at("2025-01-06 18:00") <= now < at("2025-01-07 09:00"):
            assert opening(service, now) is Opening.MAINTENANCE
        else:
            assert opening(service, now) is not Opening.MAINTENANCE


# --- what is not confirmed --------------------------------------------------------------------


@pytest.mark.parametrize("week", [None, EVERY_DAY])
@pytest.mark.parametrize("closed", [None, ()])
@pytest.mark.parametrize("maintenance", [None, ()])
def test_anything_unconfirmed_never_closes_and_is_never_called_open(
    week: Week | None, closed: tuple[()] | None, maintenance: tuple[()] | None
):
    service = Service(week, None, closed, maintenance)
    known = None not in (week, closed, maintenance)
    assert opening(service, at("2025-01-06 12:00")) is (
        Opening.OPEN if known else Opening.UNCONFIRMED
    )
    late = opening(service, at("2025-01-06 23:30"))
    unknown = Opening.UNCONFIRMED
    assert late is (unknown if week is None else Opening.OUTSIDE_HOURS)


def test_what_is_known_closes_although_the_rest_is_unconfirmed():
    only_days = Service(closed=(YearlyDays(1229, 103),))
    assert opening(only_days, at("2025-01-02 12:00")) is Opening.CLOSED_DAY
    assert opening(only_days, at("2025-01-06 12:00")) is Opening.UNCONFIRMED
    whole_day = Once(minutes_at(MIDNIGHT), minutes_at(MIDNIGHT + timedelta(days=1)))
    assert opening(Service(maintenance=(whole_day,)), MIDNIGHT) is Opening.MAINTENANCE


def test_a_moment_without_the_profile_knows_nothing():
    moment = Moment(MIDNIGHT, {}, {})
    assert moment.opening("konbini", CARD) is Opening.UNCONFIRMED
    assert moment.hours_today("konbini", CARD) == ()


# --- by day of the week and by certificate -----------------------------------------------------


OFFICE = Span(540, 1020)
WEEKDAYS_ONLY = Week((*((OFFICE,),) * 5, (), (), ()))


def test_a_certificate_may_have_hours_of_its_own():
    service = Service(EVERY_DAY, {"family-register-certificate": WEEKDAYS_ONLY}, (), ())
    for now in every_minute():
        own = opening(service, now, "family-register-certificate")
        assert own is (Opening.OPEN if 9 <= now.hour < 17 else Opening.OUTSIDE_HOURS)
        assert (opening(service, now) is Opening.OPEN) is DAY.covers(now.hour * 60 + now.minute)


def test_hours_of_its_own_may_be_the_unconfirmed_ones():
    service = Service(EVERY_DAY, {CARD: None}, (), ())
    assert opening(service, at("2025-01-06 03:00")) is Opening.UNCONFIRMED


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-01-06", Opening.OPEN),
        ("2025-01-11", Opening.CLOSED_DAY),
        ("2025-01-12", Opening.CLOSED_DAY),
        ("2025-01-13", Opening.CLOSED_DAY),
        ("2025-01-14", Opening.OPEN),
    ],
)
def test_a_holiday_is_no_monday(day: str, expected: Opening):
    """成人の日 2025-01-13."""
    service = Service(WEEKDAYS_ONLY, None, (), ())
    assert opening(service, at(f"{day} 12:00")) is expected


def test_a_holiday_may_have_hours():
    service = Service(Week((*((OFFICE,),) * 5, (), (), (Span(600, 720),))), None, (), ())
    assert opening(service, at("2025-01-13 11:00")) is Opening.OPEN
    assert opening(service, at("2025-01-13 13:00")) is Opening.OUTSIDE_HOURS


def test_the_same_hours_every_day_ask_no_calendar():
    def broken(_day: date) -> bool:
        raise AssertionError

    assert EVERY_DAY.on(date(2025, 1, 13), broken) == (DAY,)


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (EVERY_DAY, "毎日 06:30〜23:00"),
        (WEEKDAYS_ONLY, "月〜金 09:00〜17:00"),
        (Week(((),) * 8), "休み"),
        (
            Week(((OFFICE,), (Span(540, 1140),), *((OFFICE,),) * 3, (Span(540, 720),), (), ())),
            "月 09:00〜17:00、火 09:00〜19:00、水〜金 09:00〜17:00、土 09:00〜12:00",
        ),
        (
            Week((*((),) * 6, (Span(0, 60), Span(120, MINUTES_A_DAY)), (OFFICE,))),
            "日 00:00〜01:00・02:00〜24:00、祝 09:00〜17:00",
        ),
    ],
)
def test_a_week_in_words(week: Week, words: str):
    assert week_in_words(week) == words


# --- conditions, and the classes that the proof walks -------------------------------------------


@pytest.mark.parametrize(
    ("low", "high"), [(390, 1380), (None, 510), (1020, None), (0, 1), (1439, 1440)]
)
def test_a_time_of_day_at_every_minute(low: int | None, high: int | None):
    for now in every_minute():
        minute = now.hour * 60 + now.minute
        inside = (low or 0) <= minute < (MINUTES_A_DAY if high is None else high)
        assert TimeOfDay(low, high).holds(Moment(now, {}, {})) == (YES if inside else NO)


def test_open_now_is_what_the_profile_says():
    closed = OpeningIs("konbini", CARD, frozenset({Opening.OUTSIDE_HOURS, Opening.CLOSED_DAY}))
    late, noon = at("2025-01-06 23:30"), at("2025-01-06 12:00")
    assert closed.holds(Moment(late, {}, {}, services={"konbini": KNOWN})) == YES
    assert closed.holds(Moment(noon, {}, {}, services={"konbini": KNOWN})) == NO
    assert closed.holds(Moment(late, {}, {})) == NO, "要確認 closes nothing"


def stands_for(minute: int, minutes: list[int]) -> int:
    """The minute that the proof walks in place of this one."""
    return max(first for first in minutes if first <= minute)


def same_at_every_minute(conditions: list[Condition]) -> None:
    """All 1,440 minutes: each is told like the one that stands for it."""
    minutes = list(minutes_of(conditions))
    assert minutes[0] == 0
    times = [part for part in conditions if isinstance(part, TimeOfDay)]
    for now in every_minute():
        first = stands_for(now.hour * 60 + now.minute, minutes)
        stand_in = MIDNIGHT + timedelta(minutes=first)
        for part in times:
            assert part.holds(Moment(now, {}, {})) == part.holds(Moment(stand_in, {}, {})), clock(
                first
            )


@pytest.mark.parametrize("name", sorted(CONTENT.procedures))
def test_no_minute_of_the_day_is_missed_in_what_is_shipped(name: str):
    for rule in CONTENT.procedures[name].routes:
        same_at_every_minute(list(conditions_of(rule)))


@pytest.mark.parametrize("seed", range(20))
def test_no_minute_of_the_day_is_missed_whatever_the_conditions(seed: int):
    roll = Random(seed)
    bounds = [None, *(roll.randrange(MINUTES_A_DAY + 1) for _ in range(6))]
    pairs = [(roll.choice(bounds), roll.choice(bounds)) for _ in range(5)]
    same_at_every_minute([TimeOfDay(low, high) for low, high in pairs])


def test_the_classes_are_few():
    """One for each end of a condition, and midnight."""
    times: list[Condition] = [TimeOfDay(390, 1380), TimeOfDay(None, 390), TimeOfDay(1020, None)]
    assert list(minutes_of(times)) == [0, 390, 1020, 1380]
    assert list(minutes_of([])) == [0]
    assert list(minutes_of([TimeOfDay(390, MINUTES_A_DAY)])) == [0, 390]
