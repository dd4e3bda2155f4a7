"""The lists of an incident on paper: what a day later still tells when something was received."""

from __future__ import annotations

from datetime import timedelta

from dtcoach.app.registers import register_values
from dtcoach.domain.words import Route, Status, WorldKey
from tests.app.test_desk_acts import CAN_HAVE_IT
from tests.app.windows import CLERK, Window
from tests.shipped import CONTENT


def times(window: Window, days_later: int) -> list[str]:
    now = window.clock.at + timedelta(days=days_later)
    rows = register_values(window.operations.state, window.log, CONTENT, now)["received"]
    assert not isinstance(rows, str)
    return [row["at"] for row in rows]


def test_the_day_stands_beside_the_time_once_there_are_several():
    window = Window()
    window.desk.open_visit(CLERK, ["move-in"])
    (same_day,) = times(window, 0)
    assert "/" not in same_day
    (later,) = times(window, 1)
    at = window.operations.state.started_at
    assert later == f"{at.month}/{at.day} {same_day}"


def test_certificates_are_numbered_as_they_were_issued():
    """Who came first may be served last: what was printed before keeps its number."""
    window = Window("downtime-server")
    for key in (WorldKey.DOWNTIME_SERVER, WorldKey.PRINTER):
        window.operations.check("係長", key, Status.UP, "テスト印刷")
    first, second = (window.desk.open_visit(CLERK, ["residence-certificate"]) for _ in range(2))
    numbers = []
    for visit in (second, first):
        at_end = window.walk_to_step(visit, CAN_HAVE_IT, Route.DOWNTIME_CERTIFICATE, "outcome")
        window.desk.done(at_end, CLERK)
        rows = register_values(window.operations.state, window.log, CONTENT, window.clock.at)
        assert not isinstance(rows["issued"], str)
        numbers.append([(row["serial"], row["number"]) for row in rows["issued"]])
    assert numbers[1] == [("1", second.number), ("2", first.number)]
    assert numbers[0] == numbers[1][:1]
