"""Six people and eight requests, counted on fingers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dtcoach.app.report_facts import summary
from dtcoach.domain.events import (
    EstimateEntered,
    IncidentClosed,
    IncidentRecovered,
    NoticePosted,
    ReportSettled,
    ReportWritten,
    ScenarioChanged,
    StatusChecked,
)
from dtcoach.domain.figures.counts import office_of
from dtcoach.domain.figures.incident import incident_figures
from dtcoach.domain.figures.outage import Stretch
from dtcoach.domain.figures.systems import StatusSpan
from dtcoach.domain.figures.written import kept_versions
from dtcoach.domain.incident import fold_incident
from dtcoach.domain.recovery_events import FullyRecovered
from dtcoach.domain.words import IncidentKind, ReportPart, Route, Status, WorldKey
from tests.domain.figures.days import OSAKI, at, board, came, declared, figures
from tests.shipped import CONTENT, DAYS

VISITS = (
    came("11:25", ("move-in", Route.ACCEPT_AND_HOLD), ("residence-certificate", Route.KONBINI)),
    came("11:59", ("residence-certificate", Route.DOWNTIME_CERTIFICATE), recalls=1),
    came("12:00", ("move-within", Route.RETURN_VISIT), counter=OSAKI, took=9),
    came("13:40", ("residence-certificate", Route.POST), typed_in=True, took=60),
    came(
        "13:59", ("seal-certificate", Route.RETURN_VISIT), ("tax-certificate", None), state="open"
    ),
    came("10:00", ("move-in", Route.COUNTER), day=7, took=1),
)


def notice(when: str, until: str | None, day: int = 6) -> NoticePosted:
    ahead = None if until is None else at(until, day)
    return NoticePosted("文", ahead, at("11:20"), "戸籍住民課", "", True, ("窓口の掲示",))


DAY = board(
    (at("11:20"), declared()),
    (at("11:28"), StatusChecked(WorldKey.KONBINI, Status.UP, "電話")),
    (at("11:45"), notice("11:45", "12:30")),
    (at("12:40"), notice("12:40", "13:30")),
    (at("13:00"), StatusChecked(WorldKey.KONBINI, Status.DOWN, "電話")),
    (at("9:45", 7), IncidentRecovered("使えます")),
)


def test_people_and_requests_are_counted_apart():
    counts = figures(DAY, VISITS, at("12:00", 8)).counts
    assert (counts.people, counts.requests) == (6, 8)
    assert counts.several == 2
    assert counts.unfinished == 1
    assert counts.typed_in == 1
    assert counts.after_recovery == 1
    assert counts.recalls == 1
    assert counts.papers == 6
    assert counts.procedures() == (
        ("residence-certificate", 3),
        ("move-in", 2),
        ("move-within", 1),
        ("seal-certificate", 1),
        ("tax-certificate", 1),
    )
    assert dict(counts.routes()) == {
        Route.RETURN_VISIT: 2,
        Route.ACCEPT_AND_HOLD: 1,
        Route.KONBINI: 1,
        Route.DOWNTIME_CERTIFICATE: 1,
        Route.POST: 1,
        Route.COUNTER: 1,
        None: 1,
    }
    assert counts.of_route(Route.POST) == 1


def test_by_the_hour_and_by_the_office():
    counts = figures(DAY, VISITS, at("12:00", 8)).counts
    assert [(one.begins, one.people, one.requests) for one in counts.hours] == [
        (at("11:00"), 2, 3),
        (at("12:00"), 1, 1),
        (at("13:00"), 2, 3),
        (at("10:00", 7), 1, 1),
    ]
    assert [(one.office, one.people, one.requests) for one in counts.offices] == [
        ("戸籍住民課", 5, 7),
        ("大崎第一地域センター", 1, 1),
    ]


def test_a_filing_with_a_day_that_was_not_received_is_told():
    """転居 has its day and went home; 印鑑登録証明書 has none."""
    assert figures(DAY, VISITS).counts.not_received == 1


def test_the_time_of_a_visit_is_that_of_those_finished_at_the_screen():
    """10, 5, 9 and 1 minutes; not the paper, and not the one that is still open."""
    counts = figures(DAY, VISITS).counts
    assert (counts.measured, counts.median_seconds) == (4, 5 * 60)
    replayed = board((at("11:20"), declared(IncidentKind.REPLAY)))
    assert figures(replayed, VISITS).counts.median_seconds is None


def test_how_soon():
    told = figures(DAY, VISITS, at("12:00", 8))
    assert told.first_notice_minutes == 25
    assert told.first_certificate_minutes == 44
    assert told.response.first_look_at == at("11:28")
    assert [one.is_late for one in told.response.notices] == [True, True]
    early = figures(DAY[:3], VISITS, at("12:00"))
    assert [one.is_late for one in early.response.notices] == [None]
    nothing = figures(DAY[:1], (), at("12:00"))
    assert nothing.first_notice_minutes is None
    assert nothing.first_certificate_minutes is None


def test_down_by_the_clock_and_in_opening_hours():
    """domain.md E: at 8:30–17:00 the outage of 2025-01-06 cost 6 h 55 min, 22 h 25 min by clock."""
    told = figures(DAY, (), at("12:00", 8))
    assert told.down == (Stretch(at("11:20"), at("9:45", 7)),)
    assert told.clock_minutes == 22 * 60 + 25
    assert (told.opening.minutes, told.opening.is_supposed) == (6 * 60 + 55, True)
    running = figures(DAY[:1], (), at("12:20"))
    assert (running.clock_minutes, running.opening.minutes) == (60, 60)
    assert running.recovered_at is None


def test_failed_again_is_a_second_stretch_and_the_time_between_is_not_lost():
    again = board(
        *((event.observed_at, event.body) for event in DAY),
        (at("10:15", 7), ScenarioChanged("full-outage", {WorldKey.RESIDENT_RECORD: Status.DOWN})),
        (at("10:45", 7), IncidentRecovered("今度こそ")),
    )
    told = figures(again, VISITS, at("12:00", 8))
    assert [one.began for one in told.down] == [at("11:20"), at("10:15", 7)]
    assert told.clock_minutes == 22 * 60 + 25 + 30
    assert told.counts.after_recovery == 0


def test_what_fell_again_after_full_recovery_is_not_fully_recovered():
    full = board(
        *((event.observed_at, event.body) for event in DAY), (at("17:00", 7), FullyRecovered(""))
    )
    assert figures(full, (), at("12:00", 8)).fully_recovered_at == at("17:00", 7)
    fallen = board(
        *((event.observed_at, event.body) for event in full),
        (at("9:00", 8), ScenarioChanged("full-outage", {WorldKey.RESIDENT_RECORD: Status.DOWN})),
        (at("10:00", 8), IncidentRecovered("今度こそ")),
    )
    assert figures(fallen, (), at("12:00", 8)).fully_recovered_at is None


def test_the_first_sentence_says_how_often_it_failed_and_who_came_when_it_was_over():
    told = summary(figures(DAY, VISITS, at("12:00", 8)), CONTENT)
    assert "9:45まで、" in told
    assert "窓口で 6人（うち復旧の連絡のあとに 1人）を受け付け" in told
    down = ScenarioChanged("full-outage", {WorldKey.RESIDENT_RECORD: Status.DOWN})
    day = (*((event.observed_at, event.body) for event in DAY), (at("10:15", 7), down))
    told = summary(figures(board(*day), VISITS, at("12:00", 8)), CONTENT)
    assert "復旧の連絡のあと、令和7年1月7日（火）10:15からまた使えない" in told
    over = board(*day, (at("10:45", 7), IncidentRecovered("今度こそ")))
    told = summary(figures(over, VISITS, at("12:00", 8)), CONTENT)
    assert "10:45までの間に 2回、" in told


def test_an_incident_that_was_closed_without_the_word_did_not_go_on_for_ever():
    told = figures(
        board((at("11:20"), declared()), (at("13:20"), IncidentClosed())), (), at("9:00", 9)
    )
    assert told.clock_minutes == 120
    assert told.recovered_at is None
    assert told.is_over
    late = board(
        (at("11:20"), declared()),
        (at("12:00"), IncidentRecovered("")),
        (at("13:20"), IncidentClosed()),
    )
    assert figures(late, (), at("9:00", 9)).clock_minutes == 40


def test_the_course_of_a_system_has_no_gap_and_ends_with_the_outage():
    told = figures(DAY, (), at("12:00", 8))
    course = {one.key: one for one in told.systems}[WorldKey.KONBINI]
    assert course.spans == (
        StatusSpan(Status.UNKNOWN, at("11:20"), at("11:28")),
        StatusSpan(Status.UP, at("11:28"), at("13:00"), "係長"),
        StatusSpan(Status.DOWN, at("13:00"), at("9:45", 7), "係長"),
    )
    assert course.failed
    assert all(one.spans[0].began == at("11:20") for one in told.systems)
    assert all(one.spans[-1].ended == at("9:45", 7) for one in told.systems)


def test_the_service_level_by_every_base_that_the_contract_may_mean():
    told = {(one.hours, one.period): one for one in figures(DAY, (), at("12:00", 8)).availability}
    month, year = told["counter", "month"], told["all-day", "year"]
    assert (month.base_minutes, month.lost_minutes) == (19 * 510, 415)
    assert month.hundredths == 9571
    assert (year.base_minutes, year.lost_minutes) == (365 * 24 * 60, 1345)
    assert told["all-day", "month"].hundredths == 9698
    assert not any(one.is_agreed for one in told.values())
    assert [key for key, one in told.items() if one.is_below(97.5)] == [
        ("counter", "month"),
        ("all-day", "month"),
    ]


def test_exactly_the_agreed_percentage_is_not_below_it():
    told = figures(DAY, (), at("12:00", 8)).availability[0]
    exact = type(told)("counter", "month", told.first, told.last, 4000, 100, True, False)
    more = type(told)("counter", "month", told.first, told.last, 4000, 101, True, False)
    assert (exact.hundredths, exact.is_below(97.5)) == (9750, False)
    assert (more.hundredths, more.is_below(97.5)) == (9747, True)


def test_other_outages_of_the_period_count_once() -> None:
    """50 minutes on the 20th (A2 of domain.md), and an hour that was lost already."""
    state = fold_incident(DAY)
    assert state is not None
    also = (
        Stretch(at("8:30", 20), at("9:20", 20)),
        Stretch(at("12:00"), at("13:00")),
        Stretch(at("9:00") - timedelta(days=400), at("10:00") - timedelta(days=400)),
    )
    told = incident_figures(state, (), CONTENT, DAYS.is_closed, at("12:00", 21), also)
    month = told.availability[0]
    assert (month.hours, month.period) == ("counter", "month")
    assert (month.lost_minutes, month.other_minutes) == (415, 50)
    assert month.hundredths == 9520
    assert told.clock_minutes == 22 * 60 + 25


def test_what_people_wrote_with_its_versions():
    later = at("12:00")
    told = board(
        (at("11:20"), declared()),
        (later, ReportWritten(ReportPart.CAUSE, "調査")),
        (later + timedelta(minutes=2), ReportWritten(ReportPart.CAUSE, "調査中")),
        (later + timedelta(hours=2), ReportWritten(ReportPart.CAUSE, "設定の誤り")),
        (later + timedelta(hours=2), EstimateEntered(320, "来庁者数から")),
        (later + timedelta(hours=3), ReportSettled()),
    )
    written = figures(told).written
    assert written.text(ReportPart.CAUSE) == "設定の誤り"
    assert [one.text for one in kept_versions(written.versions[ReportPart.CAUSE])] == [
        "調査中",
        "設定の誤り",
    ]
    assert written.estimate is not None
    assert (written.estimate.people, written.estimate.by) == (320, "係長")
    assert written.settled is not None
    assert (written.settled.version, written.is_changed) == (1, False)
    assert ReportPart.WHAT in written.missing
    again = [*told, *board((later + timedelta(hours=4), EstimateEntered(None, "")))]
    taken_back = figures(again).written
    assert (taken_back.estimate, len(taken_back.estimates)) == (None, 1)
    assert taken_back.is_changed


@pytest.mark.parametrize(
    ("counter", "office"),
    [
        ("戸籍住民課 3番窓口", "戸籍住民課"),
        ("大崎第一地域センター-1", "大崎第一地域センター"),
        ("臨時窓口　2", "臨時窓口"),
        ("9", "9"),
        ("", "そのほか"),
    ],
)
def test_the_office_of_a_counter(counter: str, office: str):
    assert office_of(counter, ("戸籍住民課", "大崎第一地域センター")) == office
