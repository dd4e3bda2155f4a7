"""A slip that was written while there was only paper, before it is typed in: what must be asked."""

from __future__ import annotations

from datetime import datetime

from dtcoach.app.errors import ProblemFound
from dtcoach.app.ports import EventLog, VisitRow
from dtcoach.app.resident_notes import without_my_number
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.japanese_dates import TOKYO, moment
from dtcoach.domain.slips import is_screen_number, read_slip_number
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands at the head of a paper slip. `number` is empty where none is printed on it."""

    number: str
    at: datetime
    counter: str


def slip_in(log: EventLog, incident: str, number: str, at: datetime, counter: str) -> Slip:
    """Checked: a number of the paper range that nobody typed in yet. Raises ProblemFound."""
    place = without_my_number(counter.strip())
    if not number.strip():
        return Slip("", at, place)
    if is_screen_number(number):
        raise ProblemFound(
            f"{number.strip()} は、画面の受付番号です。紙の番号は P で始まります（例 P101-007）。"
        )
    known = read_slip_number(number)
    if known is None:
        raise ProblemFound("紙の番号として読めません。P101-007 のように入れてください。")
    there = typed_in_as(log, incident, known)
    if there is not None:
        when = moment(there.opened_at.astimezone(TOKYO))
        raise ProblemFound(
            f"{known} は、もう入力されています（{when}、{there.counter}、{there.actor}）。"
            "紙の番号を確かめてください。"
        )
    return Slip(known, at, place)


def typed_in_as(log: EventLog, incident: str, number: str) -> VisitRow | None:
    """The visit of that very number, if there is one."""
    rows = log.visits(incident, text=number)
    return next((row for row in rows if row.number == number), None)


def doubt_of(incident: IncidentState, at: datetime, now: datetime) -> str:
    """What is to be asked about the time of a slip before it is believed; else nothing."""
    if at > now:
        return "まだ来ていない日時です。"
    if at < incident.started_at:
        begun = moment(incident.started_at.astimezone(TOKYO))
        return f"この障害対応の始まり（{begun}）より前の日時です。"
    return ""
