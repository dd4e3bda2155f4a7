"""The export of the incident that is worked on: what the window asks for, on any thread."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dtcoach.app.cases import Still
from dtcoach.app.errors import ProblemFound
from dtcoach.app.export_wish import (
    Exported,
    Exporter,
    Exporting,
    ExportWish,
    file_name,
    marked,
    password_refused,
)
from dtcoach.app.workbook import Progress

if TYPE_CHECKING:
    from dtcoach.app.counter import Counter
    from dtcoach.app.ports import IncidentRow


class ExportDesk:
    """Exports from one log. `take_still` gives the present moment of it; it is closed here."""

    def __init__(
        self, counter: Counter, take_still: Callable[[], Still], exporter: Exporter
    ) -> None:
        self._counter = counter
        self._take_still = take_still
        self._exporter = exporter

    def incident(self) -> IncidentRow:
        """The line of the incident that is worked on. Raises ProblemFound."""
        wanted = self._counter.operations.state.id
        for row in self._counter.log.incidents():
            if row.id == wanted:
                return row
        raise ProblemFound("この障害対応は、まだディスクに記録されていません。")

    def name_for(self, wish: ExportWish) -> str:
        """What the file is called where nobody says otherwise."""
        return file_name(self.incident(), wish, self._counter.clock.now())

    def refused(self, wish: ExportWish) -> str:
        """Why that is not written; empty where it may be."""
        return password_refused(wish.password) if wish.password else ""

    @property
    def unsaved(self) -> int:
        """What is in memory alone is in no export."""
        return self._counter.log.unsaved

    def prepared(self, path: Path, wish: ExportWish, progress: Progress) -> Callable[[], Exported]:
        """The work, with everything that it needs of this thread; it may be done on another.

        An exercise keeps its mark in the name. Raises KnownError, and so does the work.
        """
        self._counter.log.flush()
        incident, content = self.incident(), self._counter.content
        now = self._counter.clock.now()
        path = marked(path, incident.kind)

        def work() -> Exported:
            with contextlib.closing(self._take_still()) as still:
                making = Exporting(still, incident, content, now, wish)
                return self._exporter.export(path, making, progress)

        return work
