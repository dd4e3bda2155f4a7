"""Colours are DADS, named once, readable in every pair; starting costs little."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import dtcoach.ui
from dtcoach.ui.kit import fonts, icon, theme
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.roles import (
    HIGH_CONTRAST,
    LIGHT,
    PAIRS,
    RoleName,
    Roles,
    contrast,
    role_names,
)
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.tokens import COLORS, FONT_SIZES_PX
from tests.ui.conftest import lost_references

UI = Path(dtcoach.ui.__file__).parent
THEMES = {"light": LIGHT, "high-contrast": HIGH_CONTRAST}


def test_tokens_are_those_of_the_digital_agency() -> None:
    published = json.loads((Path(__file__).parent / "dads-tokens.json").read_text("utf-8"))
    assert {
        name: value for name, value in published["color"].items() if value.startswith("#")
    } == COLORS
    assert tuple(published["font_size_px"]) == FONT_SIZES_PX
    assert {style.size_px for style in theme.TypeStyle} <= set(FONT_SIZES_PX)


@pytest.mark.parametrize("name", THEMES)
def test_every_role_has_a_colour_of_dads(name: str) -> None:
    assert set(THEMES[name]) == set(role_names())
    assert set(THEMES[name].values()) <= set(COLORS.values())


@pytest.mark.parametrize("roles", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS, ids=str)
def test_every_pair_can_be_read(
    roles: Roles, front: RoleName, back: RoleName, least: float
) -> None:
    assert contrast(roles[front], roles[back]) >= least


@pytest.mark.parametrize("roles", THEMES.values(), ids=THEMES)
def test_an_example_does_not_look_like_what_was_typed(roles: Roles) -> None:
    assert contrast(roles["text_strong"], roles["example"]) >= 1.9


@pytest.mark.parametrize("choice", [theme.ThemeChoice.LIGHT, theme.ThemeChoice.HIGH_CONTRAST])
def test_an_input_tells_its_example_from_its_text(
    qapp: QApplication, qtbot: QtBot, choice: theme.ThemeChoice
) -> None:
    applied = theme.apply(qapp, choice, 1.0)
    field = LineField("住み始めた日", placeholder="例 R6.12.23")
    qtbot.addWidget(field)
    shown = field.editor.palette()
    assert shown.color(QPalette.ColorRole.PlaceholderText) == applied.color("example")
    assert shown.color(QPalette.ColorRole.Text) == applied.color("text_strong")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_no_colour_is_named_outside_the_theme() -> None:
    literal = re.compile(
        r"#[0-9a-fA-F]{6}\b|QColor\((?!current\(\)|self\.roles)|rgba?\(|GlobalColor\.(?!transparent)"
    )
    found = [
        f"{path.name}:{number}"
        for path in UI.rglob("*.py")
        if path.name not in {"tokens.py", "theme.py"}
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if literal.search(line)
    ]
    assert found == []


def test_no_style_sheet_is_used() -> None:
    assert [p.name for p in UI.rglob("*.py") if "setStyleSheet" in p.read_text("utf-8")] == []


def test_applying_dresses_what_is_already_there(qapp: QApplication) -> None:
    words = Text("住民票の写し")
    before = words.sizeHint()
    applied = theme.apply(qapp, theme.ThemeChoice.HIGH_CONTRAST, 2.0)
    assert words.sizeHint().height() == 2 * before.height()
    assert qapp.palette().color(QPalette.ColorRole.Window) == applied.color("ground")
    assert applied.high_contrast


@pytest.mark.parametrize(("asked", "given"), [(0.5, 1.0), (1.5, 1.5), (9.0, 2.0)])
def test_the_scale_stays_between_one_and_two(
    qapp: QApplication, asked: float, given: float
) -> None:
    assert theme.apply(qapp, theme.ThemeChoice.LIGHT, asked).scale == given


def test_the_system_theme_is_light_unless_contrast_is_wanted(qapp: QApplication) -> None:
    hints = getattr(qapp.styleHints(), "accessibility", None)
    wanted = (
        hints is not None and hints().contrastPreference() == Qt.ContrastPreference.HighContrast
    )
    assert theme.apply(qapp, theme.ThemeChoice.SYSTEM).high_contrast is wanted


def test_a_japanese_font_is_there_and_others_follow(qapp: QApplication) -> None:
    family = fonts.japanese_family()
    assert family is not None
    assert fonts.families(family)[0] == family
    assert "Malgun Gothic" in fonts.families(family)
    assert fonts.families(family, "ko")[0].endswith("KR")
    assert fonts.families(family, "zh")[0].endswith("SC")


def test_the_bundled_font_is_loaded_only_where_none_is_installed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "PREFERRED", ("No Such Family",))
    assert fonts.japanese_family() == "Noto Sans JP"


def test_every_icon_draws_something_in_the_colour_of_its_role(qapp: QApplication) -> None:
    names = sorted(path.stem for path in icon.FOLDER.glob("*.svg"))
    assert names
    for name in names:
        image = icon.pixmap(name, "danger", 24).toImage()
        colors = {
            image.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert colors <= {LIGHT["danger"]}, name
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name


def test_a_missing_icon_leaves_its_place_empty(qapp: QApplication) -> None:
    assert not icon.is_known("no_such_symbol")
    image = icon.pixmap("no_such_symbol", "danger", 24).toImage()
    assert image.width() == 24
    assert image.pixelColor(12, 12).alpha() == 0


def test_every_icon_asked_for_is_there() -> None:
    asked = {
        keyword.value.value
        for path in UI.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg == "icon" and isinstance(keyword.value, ast.Constant) and keyword.value.value
    }
    assert {name for name in asked if not icon.is_known(str(name))} == set()


def test_starting_loads_neither_svg_nor_what_only_some_places_need() -> None:
    program = (
        "import sys; import dtcoach.ui.shell; from dtcoach.ui.kit import theme, focus;"
        "print([m for m in ('PySide6.QtSvg', 'importlib.resources', 'dtcoach.ui.kit.table',"
        " 'dtcoach.ui.kit.choice', 'PySide6.QtTest') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_a_call_of_qt_loses_no_reference() -> None:
    assert lost_references() < 25
