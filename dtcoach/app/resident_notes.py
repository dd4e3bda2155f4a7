"""What is written down of the resident, as events: only what changed, and never 個人番号."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from dtcoach.app.errors import ProblemFound
from dtcoach.domain.drill.events import CardMatched, ClockBody, DrillSet
from dtcoach.domain.events import EventBody, NoteWritten, Personal, ResidentNoted
from dtcoach.domain.resident_details import Resident, detail_of, note_of
from dtcoach.domain.words import ResidentField
from dtcoach.domain.written import MY_NUMBER_REFUSED, holds_my_number

_MADE_HERE = (DrillSet, ClockBody, CardMatched)
"""They name other things, by ids and digests that no person made."""


def noted(
    known: Resident, details: Mapping[ResidentField, str], note: str | None
) -> list[EventBody]:
    """The events that make `known` say this. Raises ProblemFound, and then nothing counts."""
    try:
        kept = {field: detail_of(field, typed) for field, typed in details.items()}
        words = None if note is None else note_of(note)
    except ValueError as error:
        raise ProblemFound(str(error)) from None
    bodies: list[EventBody] = [
        ResidentNoted(field, Personal(value))
        for field, value in kept.items()
        if value != known.of(field)
    ]
    if words is not None and words != known.note:
        bodies.append(NoteWritten(Personal(words)))
    return bodies


def without_my_number(text: str) -> str:
    """The same text. Raises ProblemFound where twelve digits stand in it (design §6 rule 9)."""
    if holds_my_number(text):
        raise ProblemFound(MY_NUMBER_REFUSED)
    return text


def without_my_number_in(body: EventBody) -> None:
    """Looks through the words of an event that stand in the log for good. Raises ProblemFound."""
    if isinstance(body, _MADE_HERE):
        return
    for field in fields(body):
        if field.name in ("about", "target"):
            continue  # another event, by an id that no person made
        value = getattr(body, field.name)
        if isinstance(value, str):
            without_my_number(value)
