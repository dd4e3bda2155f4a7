"""How somebody may be reached, and what came of trying."""

from __future__ import annotations

from datetime import datetime

from dtcoach.domain.resident_details import Resident
from dtcoach.domain.words import TryResult
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Try:
    """One try: when, by whom, what came of it, and when it was to be tried again."""

    at: datetime
    by: str
    result: TryResult
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """There is none where only the lead may (`Handling.LEAD`), so that no list, label or sheet can
    hold one by mistake; and no phone where nobody may call. The address is not in it: what is sent
    goes to the address on record (`RecordAddress`)."""

    name: str
    kana: str
    phone: str
    hours: str


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """The address on record, read by one and compared by another person."""

    postcode: str
    address: str
    at: datetime
    by: str
    second: str


def contact_of(resident: Resident, *, may_call: bool) -> Contact:
    """What is needed to reach somebody, and no more."""
    if not may_call:
        return Contact(resident.name, resident.kana, "", "")
    return Contact(resident.name, resident.kana, resident.phone, resident.contact)
