"""The statutory day of a procedure, asked for by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from dtcoach.app.ports import OpeningDays
from dtcoach.domain.content import Procedure
from dtcoach.domain.deadline import statutory_day


def deadline_answer(
    procedure: Procedure, event: date, planned: date | None, days: OpeningDays
) -> dict[str, Any]:
    """`due` is None where the law sets no day. Keys as design §4."""
    dates = {"event_date": event}
    if planned is not None:
        dates["planned_move_out_date"] = planned
    day = (
        None
        if procedure.deadline is None
        else statutory_day(procedure.deadline, dates, days.is_closed)
    )
    if day is None:
        return {
            "due": None,
            "counted_from": None,
            "basis": procedure.no_deadline_basis,
            "rolled_over": False,
        }
    return {
        "due": day.due.isoformat(),
        "counted_from": day.counted_from.isoformat(),
        "basis": day.basis,
        "rolled_over": day.rolled_over,
    }
