"""Whatever day it was, the same people and the same requests stand in every table."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dtcoach.domain.figures.counts import Counts, count_visits
from dtcoach.domain.figures.outage import USUAL_WEEK, open_minutes
from dtcoach.domain.words import PROCEDURES, Route
from tests.domain.figures.days import Asked, Came
from tests.shipped import DAYS, MONDAY, patient

times = st.integers(-3000, 3000).map(lambda minutes: MONDAY + timedelta(minutes=minutes))


@st.composite
def visits(draw: st.DrawFn) -> Came:
    opened = draw(times)
    asked = [
        Asked(
            draw(st.sampled_from(PROCEDURES)),
            None if route is None else route.value,
            None if route is None else opened + timedelta(minutes=draw(st.integers(0, 90))),
        )
        for route in draw(st.lists(st.none() | st.sampled_from(Route), max_size=4))
    ]
    return Came(
        draw(st.sampled_from(["戸籍住民課-1", "戸籍住民課-2", "大崎 1", "税務課", ""])),
        opened,
        asked,
        draw(st.sampled_from(["open", "parked", "closed"])),
        draw(st.integers(0, 2)),
        draw(st.integers(0, 3)),
        draw(st.booleans()),
    )


days = st.lists(visits(), max_size=30)


@patient
@given(days)
def test_every_table_adds_up_to_the_same(seen: list[Came]):
    told = count_visits(seen, offices=("戸籍住民課", "税務課"))
    assert told.people == len(seen)
    assert told.requests == sum(len(visit.requests) for visit in seen)
    for people in (sum(h.people for h in told.hours), sum(o.people for o in told.offices)):
        assert people == told.people
    for requests in (
        sum(hour.requests for hour in told.hours),
        sum(office.requests for office in told.offices),
        sum(pair.requests for pair in told.pairs),
        sum(number for _, number in told.procedures()),
        sum(number for _, number in told.routes()),
    ):
        assert requests == told.requests
    assert told.people >= told.unfinished
    assert told.people >= told.several + told.typed_in * 0


@patient
@given(days, st.randoms())
def test_the_order_in_which_visits_are_read_changes_nothing(seen: list[Came], chance: object):
    shuffled = list(seen)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _told(seen) == _told(shuffled)


def _told(seen: list[Came]) -> Counts:
    return count_visits(seen, offices=("戸籍住民課",), recovered_at=MONDAY)


@patient
@given(days, days)
def test_two_halves_of_a_day_add_up_to_the_whole(one: list[Came], other: list[Came]):
    whole, a, b = _told([*one, *other]), _told(one), _told(other)
    assert whole.people == a.people + b.people
    assert whole.requests == a.requests + b.requests
    for route in Route:
        assert whole.of_route(route) == a.of_route(route) + b.of_route(route)


@patient
@given(times, st.integers(0, 20000), st.integers(0, 20000))
def test_opening_time_lost_adds_up_and_is_never_more_than_the_clock(
    began: datetime, first: int, second: int
):
    middle = began + timedelta(minutes=first)
    ended = middle + timedelta(minutes=second)
    whole = open_minutes(USUAL_WEEK, DAYS.is_closed, began, ended)
    parts = open_minutes(USUAL_WEEK, DAYS.is_closed, began, middle) + open_minutes(
        USUAL_WEEK, DAYS.is_closed, middle, ended
    )
    assert whole == parts
    assert 0 <= whole <= first + second


def test_no_opening_time_is_lost_on_closed_days():
    new_year = datetime(2024, 12, 29, tzinfo=MONDAY.tzinfo)
    assert open_minutes(USUAL_WEEK, DAYS.is_closed, new_year, new_year + timedelta(days=6)) == 0
    assert DAYS.is_closed(date(2025, 1, 3))
