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
    """`due` is None where the law sets no day. Keys as design §4.

    Where the day depends on the kind of filing, which the call cannot say, it is that of the
    kind the content names first (出生); `basis` says so.
    """
    facts = {"event_date": event.isoformat()}
    if planned is not None:
        facts["planned_move_out_date"] = planned.isoformat()
    deadline = procedure.deadline
    if deadline is not None:
        kinds = (limit.only for limit in deadline.limits if limit.only is not None)
        facts.update({fact: min(values) for fact, values in list(kinds)[:1]})
    day = None if deadline is None else statutory_day(deadline, facts.get, days.is_closed)
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
