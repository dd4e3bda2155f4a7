"""Residents that nobody is, for measurements: a name, a reading and a phone number each."""

from __future__ import annotations

from dtcoach.domain.events import Personal, ResidentNoted
from dtcoach.domain.words import ResidentField

_SURNAMES = (("佐藤", "サトウ"), ("鈴木", "スズキ"), ("髙橋", "タカハシ"), ("渡邉", "ワタナベ"))
_GIVEN = (("太郎", "タロウ"), ("さくら", "サクラ"), ("𠮷郎", "ヨシロウ"))


def resident(index: int) -> tuple[ResidentNoted, ...]:
    """Everything that a search looks at; on a real day few give all three."""
    surname, given = _SURNAMES[index % len(_SURNAMES)], _GIVEN[index % len(_GIVEN)]
    phone = f"090-{index % 10_000:04d}-{index * 7919 % 10_000:04d}"
    values = (f"{surname[0]} {given[0]}", f"{surname[1]}　{given[1]}", phone)
    fields = (ResidentField.NAME, ResidentField.KANA, ResidentField.PHONE)
    return tuple(
        ResidentNoted(field, Personal(value)) for field, value in zip(fields, values, strict=True)
    )
