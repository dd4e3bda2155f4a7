"""Whether certificates must wait: asked before every step, so read once and then kept true."""

from __future__ import annotations

from dtcoach.app.errors import KnownError
from dtcoach.app.ledger import CaseQuery
from dtcoach.app.ports import EventLog, VisitRow
from dtcoach.app.recovery_reading import taken_in
from dtcoach.domain.recovery.entries import NOT_ENTERED, fold_entries
from dtcoach.domain.recovery.worklist import FIRST_ENTRIES

_END = 2**62
"""Behind every mark: nothing was written since."""


class FirstEntries:
    """支援措置の申出, 印鑑の廃止・亡失 and 死亡届 of an incident that were taken on paper."""

    def __init__(self, log: EventLog, incident: str) -> None:
        self._log = log
        self._incident = incident
        self._mark: int | None = None
        self._open: set[str] = set()

    def are_open(self) -> bool:
        """One of them is not entered and seen by a second person yet, whichever program or
        merged terminal took it. A log that cannot be read may hold one."""
        try:
            self._read_on()
        except KnownError:
            return True
        return bool(self._open)

    def _read_on(self) -> None:
        if self._mark is None:
            _, self._mark = self._log.touched_since(self._incident, _END)
            for procedure in sorted(FIRST_ENTRIES):
                for row in self._log.cases(self._incident, CaseQuery(procedure=procedure)):
                    self._take(row)
        touched, self._mark = self._log.touched_since(self._incident, self._mark)
        for visit in touched:
            again = self._log.visit(visit)
            if again is not None:
                self._take(again)

    def _take(self, row: VisitRow) -> None:
        first = [one for one in taken_in(row) if one.procedure in FIRST_ENTRIES]
        entries = fold_entries(self._log.of_visit(row.id)) if first else {}
        if any(entries.get((row.id, one.request), NOT_ENTERED).is_open for one in first):
            self._open.add(row.id)
        else:
            self._open.discard(row.id)
