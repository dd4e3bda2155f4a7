"""What a change of the board does to those who are being served right now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dtcoach.app.desk import Desk
from dtcoach.app.errors import KnownError
from dtcoach.domain.visit import Place, VisitState, VisitStatus, place_in
from dtcoach.domain.words import Status, WorldKey
from dtcoach.frozen import dataclass

MOST_VISITS = 40
"""More than this are not waiting at one terminal; and it keeps the answer under a blink."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How many open and parked visits get another best answer."""

    open: int
    parked: int

    @property
    def spans(self) -> tuple[tuple[str, bool], ...]:
        """The sentence after the change is named, as (words, bold) pieces."""
        if not self.open and not self.parked:
            return (("案内の変わる方はいません。", False),)
        parts: list[tuple[str, bool]] = []
        for count, label in ((self.open, "対応中の"), (self.parked, "中断中の")):
            if count:
                parts += [("と", False)] if parts else []
                parts += [(label, False), (f"{count}件", True)]
        return (*parts, ("で、案内が変わります。", False))


def effect_of(desk: Desk, visits: Iterable[VisitState], world: Mapping[WorldKey, Status]) -> Effect:
    """Compares each visit's place now with its place in `world` (the keys that would change)."""
    counts = {VisitStatus.OPEN: 0, VisitStatus.PARKED: 0}
    for visit in list(visits)[:MOST_VISITS]:
        if visit.status in counts and _changes(desk, visit, world):
            counts[visit.status] += 1
    return Effect(counts[VisitStatus.OPEN], counts[VisitStatus.PARKED])


def _changes(desk: Desk, visit: VisitState, world: Mapping[WorldKey, Status]) -> bool:
    try:
        moment = desk.moment(visit)
        content = desk.content_of(visit)
    except KnownError:
        return False
    changed = replace(moment, world={**moment.world, **world})
    return _answer(place_in(visit, content, moment)) != _answer(place_in(visit, content, changed))


def _answer(place: Place) -> tuple[object, ...]:
    """What the clerk would be told: the first way that is not refused, or why one no longer is."""
    if place.walk is None:
        return (place.kind,)
    decision = place.walk.decision
    refused = {refusal.route for refusal in decision.refusals}
    best = next((v.route for v in decision.verdicts if v.route not in refused), None)
    return (best, place.refused, place.walk.route)
