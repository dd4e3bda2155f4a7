"""What has become of each paper of a visit: the fold of what the log says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from dtcoach.domain.events import Event, FormPrinted, FormQueued
from dtcoach.domain.words import PaperWay
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PaperState:
    """One form of one request. `queued`: it waits for a printer since it last went out."""

    request: int
    form: str
    times: int = 0
    last_at: datetime | None = None
    last_way: PaperWay | None = None
    queued: bool = False


def paper_states(history: Iterable[Event]) -> Mapping[tuple[int, str], PaperState]:
    """By request and form, in the order in which they were first printed or queued."""
    found: dict[tuple[int, str], PaperState] = {}
    for event in history:
        body = event.body
        if not isinstance(body, FormPrinted | FormQueued):
            continue
        key = (body.request, body.form)
        state = found.get(key, PaperState(*key))
        if isinstance(body, FormQueued):
            found[key] = replace(state, queued=True)
        else:
            found[key] = replace(
                state,
                times=state.times + 1,
                last_at=event.observed_at,
                last_way=body.how,
                queued=False,
            )
    return found
