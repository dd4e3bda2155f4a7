"""台帳: full, searched, and with nothing in it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt

from dtcoach.app.ledger import CaseOrder, CaseQuery
from dtcoach.ui.ledger.export_sheet import ExportSheet
from dtcoach.ui.main_window import LEDGER, MainWindow
from tools.gallery.screen import Day, Prepare, Screen, press, settle

Key = Qt.Key
_WAIT_MS = 50
_MOST_WAITS = 400


def _ledger(text: str = "") -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.go(LEDGER)
        if text:
            window.ledger.search.editor.setFocus()
            window.ledger.search.set_text(text)

    return prepare


def _nobody_yet(window: MainWindow) -> None:
    press(window, Key.Key_1, Key.Key_F7, Key.Key_Return, Key.Key_Return)
    window.go(LEDGER)


def _export(*ids: str) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.go(LEDGER)
        press(window, Key.Key_F6)
        sheet = window.sheet
        assert isinstance(sheet, ExportSheet)
        for id in ids:
            sheet.format.choose(id)
            press(window, Key.Key_F6)

    return prepare


def _filter(window: MainWindow) -> None:
    window.go(LEDGER)
    press(window, Key.Key_F7)


def _narrowed(window: MainWindow) -> None:
    window.go(LEDGER)
    window.ledger.narrow(
        CaseQuery(route="accept-and-hold", order=CaseOrder.NUMBER, descending=False)
    )


def _exported(window: MainWindow) -> None:
    """Done, with letters that CP932 has no place for."""
    _export("cp932")(window)
    sheet = window.sheet
    assert isinstance(sheet, ExportSheet)
    sheet.personal.choose("with")
    with TemporaryDirectory() as folder:
        sheet.ask_file = lambda name, _pattern: str(Path(folder) / name)
        press(window, Key.Key_Return)
        for _ in range(_MOST_WAITS):
            if not sheet.is_working:
                break
            settle(_WAIT_MS)


SCREENS = (
    Screen("ledger-empty", Day.NOTHING, _nobody_yet),
    Screen("ledger", Day.REPLAY, _ledger()),
    Screen("ledger-search", Day.REPLAY, _ledger("住民票")),
    Screen("ledger-name", Day.REAL, _ledger("たかはし")),  # found by a reading
    Screen("ledger-nothing", Day.REAL, _ledger("どこにもない")),
    Screen("ledger-filter", Day.REPLAY, _filter),
    Screen("ledger-narrowed", Day.REPLAY, _narrowed),
    Screen("ledger-export", Day.REAL, _export()),
    Screen("ledger-export-columns", Day.REAL, _export("csv")),
    Screen("ledger-exported", Day.REAL, _exported),
)
