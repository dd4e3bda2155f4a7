"""Incidents side by side: better only against the same kind, never a total over kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from dtcoach.domain.events import IncidentRecovered, NoticePosted
from dtcoach.domain.figures.comparison import Change, Comparison, compare
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.words import IncidentKind, Route
from tests.domain.figures.days import at, board, came, declared, figures


def outage(
    year: int, kind: IncidentKind, notice_after: int | None, people: int = 1
) -> IncidentFigures:
    def then(moment: datetime) -> datetime:
        return moment.replace(year=year)

    told = [(then(at("11:20")), declared(kind))]
    if notice_after is not None:
        posted = NoticePosted("文", None, then(at("11:20")), "", "", False, ())
        told.append((then(at("11:20")) + timedelta(minutes=notice_after), posted))
    told.append((then(at("15:20")), IncidentRecovered("")))
    visits = [came("11:30", ("move-in", Route.RETURN_VISIT))] * people
    return replace(figures(board(*told), visits, then(at("16:00"))), incident=f"{kind}-{year}")


def row(comparison: Comparison, measure: str) -> tuple[tuple[int | None, ...], tuple[Change, ...]]:
    found = next(row for row in comparison.rows if row.measure.id == measure)
    return found.values, found.changes


REAL, DRILL = IncidentKind.REAL, IncidentKind.DRILL


def test_better_and_worse_since_last_time_whatever_order_they_are_given_in():
    told = compare([outage(2026, REAL, 10), outage(2024, REAL, 30), outage(2025, REAL, 30)])
    assert [one.began.year for one in told.incidents] == [2024, 2025, 2026]
    assert row(told, "first-notice") == (
        (30, 30, 10),
        (Change.NOT_JUDGED, Change.SAME, Change.BETTER),
    )


def test_a_drill_is_never_judged_against_an_outage():
    told = compare([outage(2024, REAL, 30), outage(2025, DRILL, 5), outage(2026, REAL, 40)])
    assert row(told, "first-notice") == (
        (30, 5, 40),
        (Change.NOT_JUDGED, Change.NOT_JUDGED, Change.WORSE),
    )


def test_the_size_of_an_outage_is_not_judged_and_what_is_not_known_stays_so():
    told = compare([outage(2024, REAL, 30, people=9), outage(2025, REAL, None, people=2)])
    assert row(told, "people") == ((9, 2), (Change.NOT_JUDGED,) * 2)
    assert row(told, "first-notice") == ((30, None), (Change.NOT_JUDGED,) * 2)
    assert row(told, "late-notices") == ((None, None), (Change.NOT_JUDGED,) * 2)
    assert row(told, "not-received") == ((9, 2), (Change.NOT_JUDGED, Change.BETTER))
