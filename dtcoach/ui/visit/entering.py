"""What Enter does at each place of a visit, as one act of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from dtcoach.app.desk import Clerk, Desk
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.ui.visit.entry_model import read_entry
from dtcoach.ui.visit.stage import Stage
from dtcoach.ui.visit.state import Scene

NO_DAY = "日付を入れてください。例: R6.12.23、12/23"


def day_of_enter(stage: Stage) -> str | None:
    """The day typed into a question; None where there is none, and then the field says so."""
    day = stage.question.day()
    if day is None:
        stage.question.set_error(stage.question.doubt or NO_DAY)
        stage.question.target.setFocus()
        return None
    return day.isoformat()


def act_of_enter(
    scene: Scene, stage: Stage, desk: Desk, visit: VisitState, clerk: Clerk, now: datetime
) -> Callable[[], VisitState] | None:
    """The act, or None where there is none or what was typed cannot be taken: then the field
    says why, and keeps the keys."""
    model = scene.model
    if model.kind is PlaceKind.OFFERS and scene.looked_at is not None:
        return partial(desk.choose, visit, clerk, scene.looked_at)
    if model.kind is PlaceKind.STEP and model.step is not None:
        entry = read_entry(model.step, stage.step.typed(), clerk.name, now)
        if entry.problem:
            stage.step.set_error(entry.problem)
            return None
        return partial(desk.done, visit, clerk, entry.value)
    if model.kind is PlaceKind.FINISHED and not model.closed:
        return partial(desk.close, visit, clerk)
    return None
