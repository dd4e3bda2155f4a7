"""A window in whose F6 sheet a note is typed; it says so when the sheet says that it is kept."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dtcoach.domain.words import IncidentKind
from dtcoach.ui.application import make_application
from tests.ui.whole.app import window_over

PATIENCE_MS = 30_000


def main() -> None:
    app = make_application()
    with window_over(Path(sys.argv[1])) as (counter, window):
        counter.declare(IncidentKind.REAL, "full-outage", "戸籍住民課")
        window.opening.entered.emit()
        window.open_visit(counter.desk.open_visit(counter.clerk, ["move-in"]).id)
        window.show()
        QTest.qWaitForWindowExposed(window)
        QTest.keyClick(app.focusWidget() or window, Qt.Key.Key_F6)
        sheet = window.visit.noting.sheet
        assert sheet is not None
        name = QApplication.focusWidget()
        assert name is not None
        QTest.keyClicks(name, "Tanaka")
        sheet.note.editor.insertPlainText(sys.argv[2])  # type: ignore[attr-defined]
        waited = 0
        while "保存しました" not in sheet.said and waited < PATIENCE_MS:
            QTest.qWait(20)
            waited += 20
        print(window.visit.visit_id, sheet.said.split()[0], flush=True)
        sys.stdin.readline()


if __name__ == "__main__":
    main()
