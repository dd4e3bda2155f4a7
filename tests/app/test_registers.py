"""The lists of an incident on paper: what a day later still tells when something was received."""

from __future__ import annotations

from datetime import timedelta

from dtcoach.app.registers import register_values
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
