"""How soon staff acted: the first look, the first notice, the first certificate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dtcoach.domain.events import Event, NoticePosted, StatusChecked
from dtcoach.domain.figures.outage import MINUTE
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class NoticeUp:
    """One notice to residents: when, where, and whether the next came by the time it named.

    `is_late` is None where it named no time, or where that time has not come."""

    at: datetime
    by: str
    places: tuple[str, ...]
    next_at: datetime | None
    is_late: bool | None


@dataclass(frozen=True, slots=True)
class Response:
    """What was done when. None: it is not in the log, which is not the same as not done."""

    first_look_at: datetime | None
    looks: int
    notices: tuple[NoticeUp, ...]

    @property
    def first_notice_at(self) -> datetime | None:
        return self.notices[0].at if self.notices else None


def response(journal: Iterable[Event], until: datetime) -> Response:
    """From the events of the board that stand; `until` is the end of the outage, or now."""
    events = sorted(journal, key=lambda event: event.observed_at)
    looks = [event.observed_at for event in events if isinstance(event.body, StatusChecked)]
    posted = [event for event in events if isinstance(event.body, NoticePosted)]
    notices = []
    for index, event in enumerate(posted):
        assert isinstance(event.body, NoticePosted)
        after = posted[index + 1].observed_at if index + 1 < len(posted) else None
        due = event.body.next_update_at
        notices.append(
            NoticeUp(
                event.observed_at, event.actor, event.body.places, due, _late(due, after, until)
            )
        )
    return Response(looks[0] if looks else None, len(looks), tuple(notices))


def _late(due: datetime | None, after: datetime | None, until: datetime) -> bool | None:
    if due is None:
        return None
    if after is not None:
        return after > due
    return True if due < until else None


def minutes_after(began: datetime, at: datetime | None) -> int | None:
    """Whole minutes since the beginning; None where it is not known when."""
    return None if at is None else max(int((at - began) // MINUTE), 0)
