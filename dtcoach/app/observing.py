"""What people saw in a drill, and what is to be mended: beside the log, never from it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dtcoach.app.errors import ProblemFound
from dtcoach.app.resident_notes import without_my_number
from dtcoach.domain.drill.events import (
    ActionPlanned,
    CardMatched,
    FindingMade,
    FindingSettled,
    ItemRated,
    ObservationNoted,
    Rating,
)
from dtcoach.domain.events import Personal

if TYPE_CHECKING:
    from dtcoach.app.exercise import Exercise


class Observing:
    """The observers' half of an exercise; it goes on after the end. Raises StorageTrouble,
    ProblemFound."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise

    def match(self, card: str, visit: str) -> None:
        """That resident was served in that visit (empty: in none), whatever the log suggests."""
        if card not in self._exercise.drill.cards:
            raise ProblemFound("この役割カードはありません。")
        self._exercise.write([CardMatched(card, visit)])

    def note(self, text: str, *, inject: str = "", card: str = "") -> None:
        """An observer wrote something down, now."""
        words = without_my_number(text.strip())
        if not words:
            raise ProblemFound("見たことを書いてください。")
        self._exercise.write([ObservationNoted(inject, card, Personal(words))])

    def rate(
        self, item: str, rating: Rating, *, card: str = "", where: str = "", note: str = ""
    ) -> None:
        """What was seen of an item. M and U need a word of what happened: never above, and never
        without, the evidence."""
        if item not in self._exercise.drill.items:
            raise ProblemFound("この観察の項目はありません。")
        words = without_my_number(note.strip())
        if rating in (Rating.M, Rating.U) and not words:
            raise ProblemFound("M と U には、何を見たかを一言書いてください。")
        self._exercise.write([ItemRated(item, card, where, rating, Personal(words))])

    def find(self, text: str) -> str:
        """Something to mend; returns its id."""
        words = text.strip()
        if not words:
            raise ProblemFound("直すことを書いてください。")
        drill = self._exercise.operations.state.id[-6:]  # two drills of one terminal differ
        count = len(self._exercise.running.findings) + 1
        name = f"{self._exercise.log.terminal}-{drill}-{count}"
        self._exercise.write([FindingMade(name, words)])
        return name

    def plan(self, finding: str, action: str, owner: str, due: date) -> None:
        """Who mends it, and by when."""
        self._known(finding)
        if not action.strip() or not owner.strip():
            raise ProblemFound("直し方と、担当を書いてください。")
        planned = ActionPlanned(finding, action.strip(), owner.strip(), due.isoformat())
        self._exercise.write([planned])

    def settle(self, finding: str, how: str) -> None:
        """It was mended; `how` says what shows it."""
        self._known(finding)
        if not how.strip():
            raise ProblemFound("直ったことを、何で確かめたかを書いてください。")
        self._exercise.write([FindingSettled(finding, how.strip())])

    def settle_earlier(self, finding: str, how: str) -> None:
        """A finding of an earlier drill was mended; `how` says what showed it in this one."""
        if not how.strip():
            raise ProblemFound("直ったことを、何で確かめたかを書いてください。")
        self._exercise.write([FindingSettled(finding, how.strip())])

    def _known(self, finding: str) -> None:
        if finding not in self._exercise.running.findings:
            raise ProblemFound("この課題は、この訓練の記録にありません。")
