"""How a terminal looks is chosen by keys, seen at once, and there again after a restart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dtcoach.adapters.preferences import FILE, FilePreferences
from dtcoach.app.preferences import Contrast, Display
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit import theme
from dtcoach.ui.settings.sheet import SettingsSheet
from dtcoach.ui.start.who import WhoSheet
from tests.ui.accessible import assert_accessible
from tests.ui.window import HANAKO, Desk

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
OpenDesk = Callable[..., Desk]
ROOT = Path(__file__).parent.parent.parent
LARGE = Display(200, Contrast.HIGH_CONTRAST, overview_first=True, tour_seen=True)


@pytest.fixture
def desk(open_desk: OpenDesk) -> Iterator[Desk]:
    desk = open_desk()
    desk.counter.declare(IncidentKind.REAL, "downtime-server", HANAKO.office)
    desk.window.opening.entered.emit()
    yield desk
    theme.apply(QApplication.instance(), theme.ThemeChoice.LIGHT)  # type: ignore[arg-type]


def kept(desk: Desk) -> Display:
    return FilePreferences(desk.house.data).display()


def test_text_grows_and_shrinks_from_anywhere(desk: Desk) -> None:
    for key in (Key.Key_Plus, Key.Key_Semicolon):
        desk.press(key, modifier=Ctrl)
    assert theme.current().scale == 1.5
    assert kept(desk).text_percent == 150
    desk.press(Key.Key_F2)  # nothing to park: no sheet
    desk.press(Key.Key_Comma, modifier=Ctrl)
    desk.press(Key.Key_Minus, modifier=Ctrl)  # over a sheet as well
    assert theme.current().scale == 1.25
    for _ in range(6):
        desk.press(Key.Key_Plus, modifier=Ctrl)
    assert theme.current().scale == 2.0
    desk.press(Key.Key_0, modifier=Ctrl)
    assert theme.current().scale == 1.0
    assert kept(desk) == Display()


def test_what_is_chosen_is_seen_at_once_and_kept(desk: Desk) -> None:
    desk.press(Key.Key_Comma, modifier=Ctrl)
    sheet = desk.sheet
    assert isinstance(sheet, SettingsSheet)
    assert_accessible(desk.window)
    desk.press(Key.Key_Right)
    assert theme.current().scale == 1.25
    desk.press(Key.Key_Tab, Key.Key_Right, Key.Key_Right)
    assert theme.current().high_contrast
    desk.press(Key.Key_Tab, Key.Key_Right)
    desk.press(Key.Key_Return)
    assert desk.sheet is None
    assert kept(desk) == Display(125, Contrast.HIGH_CONTRAST, overview_first=True)
    assert FilePreferences(desk.house.data).operator() == HANAKO
    visit = desk.counter.desk.open_visit(desk.counter.clerk, ["residence-certificate"])
    desk.window.open_visit(visit.id)
    assert desk.window.visit._scene is not None
    assert desk.window.visit._scene.looking.overview
    desk.press(Key.Key_F3)
    assert not desk.window.visit._scene.looking.overview


def test_the_operator_is_changed_from_the_settings(desk: Desk) -> None:
    desk.press(Key.Key_Comma, modifier=Ctrl)
    desk.press(Key.Key_F2)
    assert desk.sheet_is(WhoSheet)
    desk.press(Key.Key_Comma, modifier=Ctrl)  # what is being typed is not thrown away
    assert desk.sheet_is(WhoSheet)


def test_a_folder_that_cannot_be_written_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FilePreferences, "remember_display", lambda *_: False)
    desk.press(Key.Key_Comma, modifier=Ctrl)
    desk.press(Key.Key_Right)
    assert theme.current().scale == 1.25
    assert isinstance(desk.sheet, SettingsSheet)
    assert "書き込めない" in desk.sheet._said.text()


def test_the_settings_fit_at_every_size(desk: Desk) -> None:
    desk.press(Key.Key_Comma, modifier=Ctrl)
    for _ in range(4):
        desk.press(Key.Key_Plus, modifier=Ctrl)
        assert_accessible(desk.window)


def test_a_restart_shows_it_so_before_the_first_paint(tmp_path: Path) -> None:
    FilePreferences(tmp_path).remember_display(LARGE)
    asked = (
        "import json; from dtcoach.ui.kit import theme, focus; from PySide6.QtWidgets import"
        " QMainWindow; shown = []; show = QMainWindow.show;"
        "QMainWindow.show = lambda w: (shown.append((theme.current().scale,"
        " theme.current().high_contrast)), show(w));"
        "from dtcoach.cli.main import main; main([]); print(json.dumps(shown))"
    )
    env = {
        **os.environ,
        "DTCOACH_DATA": str(tmp_path),
        "DTCOACH_EXIT_WHEN_READY": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", asked], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [[2.0, True]]


# --- the file -------------------------------------------------------------------------------------


def test_the_two_parts_of_the_file_leave_each_other_and_the_unknown_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"later": [1]}', encoding="utf-8")
    keeps = FilePreferences(tmp_path)
    assert keeps.remember(HANAKO)
    assert keeps.remember_display(LARGE)
    assert (keeps.operator(), keeps.display()) == (HANAKO, LARGE)
    assert json.loads((tmp_path / FILE).read_bytes())["later"] == [1]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b'{"display": 7}',
        b'{"display": {"text_percent": 4000, "contrast": "pink", "overview_first": "yes"}}',
        b'{"display": {"text_percent": [100], "contrast": {}, "resident_screen": 3}}',
        b'{"display": {"text_percent": true, "contrast": []}}',
    ],
)
def test_a_broken_file_changes_nothing_and_is_mended(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / FILE).write_bytes(broken)
    keeps = FilePreferences(tmp_path)
    assert keeps.display() == Display()
    assert keeps.remember_display(LARGE)
    assert keeps.display() == LARGE


def test_one_setting_that_cannot_be_read_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        '{"display": {"text_percent": 110, "contrast": "high-contrast"}}', encoding="utf-8"
    )
    assert FilePreferences(tmp_path).display() == Display(contrast=Contrast.HIGH_CONTRAST)
