"""A document in the wrong hands: what is known of it, and by when it has to be reported.

個人情報の保護に関する法律 第68条, 同法施行規則 第43条・第44条: what may harm the rights of a person
is reported to 個人情報保護委員会, at first 速やかに and then within 30 days of knowing, within 60
where it may have been done on purpose. 3〜5日 is how the commission reads 速やかに. Whether a case
has to be reported is decided by those who see to 個人情報保護 in the ward, never here; they are
told at once (domain.md D).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from dtcoach.domain.events import Event, WrongHandsAcknowledged, WrongHandsFound
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.frozen import dataclass

FIRST_REPORT_DAYS = (3, 5)
WHOLE_REPORT_DAYS = 30
WHOLE_REPORT_DAYS_IF_ON_PURPOSE = 60


@dataclass(frozen=True, slots=True)
class WrongHands:
    """One such document: `recall` is its RecallEntered, `id` that of the WrongHandsFound."""

    id: str
    recall: str
    number: str
    document: str
    found_at: datetime
    found_by: str
    acknowledged_at: datetime | None = None
    lead: str = ""

    @property
    def is_acknowledged(self) -> bool:
        return self.acknowledged_at is not None


@dataclass(frozen=True, slots=True)
class ReportDays:
    """Until when it is reported if it has to be. The day of knowing is counted as the first, which
    gives the earlier day; closed days do not move it (要確認)."""

    first_from: date
    first_to: date
    whole: date
    whole_if_on_purpose: date


def report_days(found: WrongHands) -> ReportDays:
    known = found.found_at.astimezone(TOKYO).date()
    first, last = FIRST_REPORT_DAYS
    return ReportDays(
        first_from=known + timedelta(days=first - 1),
        first_to=known + timedelta(days=last - 1),
        whole=known + timedelta(days=WHOLE_REPORT_DAYS - 1),
        whole_if_on_purpose=known + timedelta(days=WHOLE_REPORT_DAYS_IF_ON_PURPOSE - 1),
    )


def wrong_hands_after(found: tuple[WrongHands, ...], event: Event) -> tuple[WrongHands, ...]:
    """The list after one more event of the board that stands."""
    match event.body:
        case WrongHandsFound(about=recall, number=number, document=document):
            new = WrongHands(event.id, recall, number, document, event.observed_at, event.actor)
            return (*found, new)
        case WrongHandsAcknowledged(about=id, lead=lead):
            return tuple(
                replace(one, acknowledged_at=event.observed_at, lead=lead)
                if one.id == id and not one.is_acknowledged
                else one
                for one in found
            )
    return found


def unacknowledged(found: Iterable[WrongHands]) -> tuple[WrongHands, ...]:
    """Those that no lead has taken notice of, by name."""
    return tuple(one for one in found if not one.is_acknowledged)
