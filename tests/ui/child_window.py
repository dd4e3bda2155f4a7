"""A dtcoach process for the tests: the app as it is, saying on stdout where it stands.

`child_window.py MODE DATA`: `open` only opens, `serve` begins an outage and a visit and stays in
the middle of it, `where` says at which step it opened and closes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dtcoach.app.errors import KnownError
from dtcoach.compose import House
from dtcoach.domain.words import IncidentKind
from dtcoach.ui import application, main_window
from tests.ui.window import HANAKO

MODE, DATA = sys.argv[1], Path(sys.argv[2])


def say(*words: object) -> None:
    print(*words, flush=True)


class Window(main_window.MainWindow):
    """Says what happens to it."""

    def open_up(self) -> None:
        super().open_up()
        self.when_ready(self._on_ready)

    def come_forward(self) -> None:
        super().come_forward()
        say("raised")

    def _on_ready(self) -> None:
        if MODE == "serve":
            self._serve()
        say("ready")
        say("at", *self._where())
        if MODE == "where":
            self.close()

    def _serve(self) -> None:
        self._counter.declare(IncidentKind.REAL, "full-outage", HANAKO.office)
        self.opening.entered.emit()
        QTest.keyClick(QApplication.focusWidget() or self, Qt.Key.Key_1)
        QTest.keyClick(QApplication.focusWidget() or self, Qt.Key.Key_Return)
        for _ in range(3):
            QTest.qWait(5)
            QTest.keyClick(QApplication.focusWidget() or self, Qt.Key.Key_1)
            QTest.keyClick(QApplication.focusWidget() or self, Qt.Key.Key_Return)

    def _where(self) -> tuple[object, ...]:
        if not self._counter.is_entered:
            return ("start",)
        visit = self.visit.visit_id
        if visit is None:
            return ("picker",)
        state = self._counter.desk.visit(visit)
        place = self._counter.desk.place(state)
        step = place.fact or (place.step.id if place.step else place.kind.value)
        return (visit, state.number, len(state.history), step)


if __name__ == "__main__":
    main_window.MainWindow = Window  # type: ignore[misc]
    house = House(DATA)
    try:
        sys.exit(application.run(house))
    except KnownError as error:
        say("trouble", error.code)
        sys.exit(1)
