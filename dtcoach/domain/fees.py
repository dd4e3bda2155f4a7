"""Fees as they were noted: money of its day, and what is still owed. No price is known here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from dtcoach.domain.events import Event, FeeNoted
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.visit import VisitState
from dtcoach.domain.words import FeeStanding
from dtcoach.frozen import dataclass

_MONEY_OF_ITS_DAY = frozenset({FeeStanding.TAKEN, FeeStanding.REFUNDED})


@dataclass(frozen=True, slots=True)
class FeeNote:
    """One note of a fee. `stands`: no later note of the same item replaced it."""

    id: str
    visit: str
    number: str
    request: int
    item: str
    standing: FeeStanding
    yen: int
    office: str
    at: datetime
    by: str
    stands: bool


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One day at one office, in yen: money that came in, is still owed, was let off, went back."""

    day: date
    office: str
    taken: int = 0
    owed: int = 0
    waived: int = 0
    refunded: int = 0


@dataclass(frozen=True, slots=True)
class FeeFigures:
    """The sums over all lines, and the lines by day and office."""

    taken: int
    owed: int
    waived: int
    refunded: int
    lines: tuple[FeeLine, ...]


def fees_of(visit: VisitState) -> tuple[FeeNote, ...]:
    """The notes of a visit, in their order."""
    notes = [event for event in visit.history if isinstance(event.body, FeeNoted)]
    last = {_item(event): event.id for event in notes}
    return tuple(_note(visit, event, last) for event in notes)


def fee_figures(notes: Iterable[FeeNote]) -> FeeFigures:
    """What was taken or given back counts on its day whatever came later; what is owed or was let
    off counts while it stands."""
    sums: dict[tuple[date, str], dict[FeeStanding, int]] = defaultdict(lambda: defaultdict(int))
    for note in notes:
        if note.stands or note.standing in _MONEY_OF_ITS_DAY:
            day = note.at.astimezone(TOKYO).date()
            sums[day, note.office][note.standing] += note.yen
    lines = tuple(
        FeeLine(day, office, **{one.value: yen.get(one, 0) for one in FeeStanding})
        for (day, office), yen in sorted(sums.items())
    )
    return FeeFigures(
        taken=sum(line.taken for line in lines),
        owed=sum(line.owed for line in lines),
        waived=sum(line.waived for line in lines),
        refunded=sum(line.refunded for line in lines),
        lines=lines,
    )


def _item(event: Event) -> tuple[int, str]:
    assert isinstance(event.body, FeeNoted)
    return (event.body.request, event.body.item)


def _note(visit: VisitState, event: Event, last: dict[tuple[int, str], str]) -> FeeNote:
    body = event.body
    assert isinstance(body, FeeNoted)
    return FeeNote(
        id=event.id,
        visit=visit.id,
        number=visit.number,
        request=body.request,
        item=body.item,
        standing=body.standing,
        yen=body.yen,
        office=body.office,
        at=event.observed_at,
        by=event.actor,
        stands=last[_item(event)] == event.id,
    )
