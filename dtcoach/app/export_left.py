"""What has become of promises and documents, for the tables of an export."""

from __future__ import annotations

from collections.abc import Mapping

from dtcoach.app.cases import Still
from dtcoach.app.workbook import Cell
from dtcoach.domain.promises.promise import PromiseState, PromiseStatus, promises_of
from dtcoach.domain.recall.document import RecallState, RecallStatus, recalls_of
from dtcoach.domain.visit import fold_visit

_PROMISE: Mapping[PromiseStatus, str] = {
    PromiseStatus.OPEN: "まだ",
    PromiseStatus.KEPT: "果たした",
    PromiseStatus.DROPPED: "果たせずに終えた",
}
_RECALL: Mapping[RecallStatus, str] = {
    RecallStatus.TO_COMPARE: "まだくらべていない",
    RecallStatus.UNCHANGED: "変わりなし",
    RecallStatus.TO_CONTACT: "変わっていた・連絡する",
    RecallStatus.ENDED: "変わっていた・済んだ",
}


class Left:
    """How it stands with what a visit left behind; the lines of one visit follow each other, so
    that each is folded once."""

    def __init__(self, still: Still) -> None:
        self._still = still
        self._visit = ""
        self._promises: Mapping[str, PromiseState] = {}
        self._recalls: Mapping[str, RecallState] = {}

    def promise(self, visit: str, event: str) -> tuple[Cell, Cell]:
        """In a word, and when it ended."""
        self._fold(visit)
        found = self._promises.get(event)
        return (None, None) if found is None else (_PROMISE[found.status], found.ended_at)

    def recall(self, visit: str, event: str) -> tuple[Cell, Cell]:
        """In a word, and when it ended."""
        self._fold(visit)
        found = self._recalls.get(event)
        if found is None:
            return (None, None)
        return (_RECALL[found.status], None if found.ended is None else found.ended[0])

    def _fold(self, visit: str) -> None:
        if visit == self._visit:
            return
        state = fold_visit(self._still.of_visit(visit))
        self._visit = visit
        self._promises = {} if state is None else {one.id: one for one in promises_of(state)}
        self._recalls = {} if state is None else {one.id: one for one in recalls_of(state)}
