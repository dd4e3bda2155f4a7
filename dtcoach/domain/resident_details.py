"""Who the visit is for, as far as it was written down, and what each field takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dtcoach.domain.words import ResidentField
from dtcoach.domain.written import (
    MY_NUMBER_REFUSED,
    as_typed,
    holds_my_number,
    in_katakana,
    narrow,
    phone_number,
    postcode,
)
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Resident:
    """What is known of the resident; empty where nothing was written, or where it was erased.

    `contact` says when to call and whether a message may be left; `birth_date` is an ISO day.
    """

    name: str = ""
    kana: str = ""
    phone: str = ""
    contact: str = ""
    postcode: str = ""
    address: str = ""
    birth_date: str = ""
    note: str = ""

    def of(self, field: ResidentField) -> str:
        """The value of that field."""
        return str(getattr(self, _NAMES[field]))

    def having(self, field: ResidentField, value: str) -> Resident:
        """The same person with that field changed."""
        return replace(self, **{_NAMES[field]: value})

    def having_note(self, note: str) -> Resident:
        """The same person with that note."""
        return replace(self, note=note)

    @property
    def reachable(self) -> str:
        """Where to call, and when."""
        return "　".join(filter(None, (self.phone, self.contact)))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written down."""
        return self == NOBODY


MOST_LETTERS, MOST_OF_NOTE = 300, 10_000
"""More is a paste that went wrong, and would be drawn at every look at the ledger."""

NOBODY = Resident()
_NAMES: Mapping[ResidentField, str] = {
    field: field.value.replace("-", "_") for field in ResidentField
}

_MADE_OF_ONE_KIND: Mapping[ResidentField, Callable[[str], str]] = {
    ResidentField.NAME: as_typed,
    ResidentField.KANA: in_katakana,
    ResidentField.PHONE: phone_number,
    ResidentField.CONTACT: as_typed,
    ResidentField.POSTCODE: postcode,
    ResidentField.ADDRESS: narrow,
    ResidentField.BIRTH_DATE: as_typed,
}


def detail_of(field: ResidentField, typed: str) -> str:
    """What is kept of what was typed. Raises ValueError with a sentence for what must not be, or
    cannot be: 個人番号 anywhere, a birth date that is no ISO day."""
    _sound(typed, MOST_LETTERS)
    kept = _MADE_OF_ONE_KIND[field](typed)
    if field is ResidentField.BIRTH_DATE and kept:
        try:
            date.fromisoformat(kept)
        except ValueError:
            raise ValueError("生年月日として読めません。例: S60.1.6、昭和60年1月6日") from None
    return kept


def note_of(typed: str) -> str:
    """What is kept of a note: every character, without blank ends. Raises ValueError."""
    _sound(typed, MOST_OF_NOTE)
    return typed.strip()


def _sound(typed: str, most: int) -> None:
    if holds_my_number(typed):
        raise ValueError(MY_NUMBER_REFUSED)
    if len(typed) > most:
        raise ValueError(f"長すぎます（{len(typed):,}字）。{most:,}字までにしてください。")
