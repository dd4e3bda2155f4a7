"""The screen turned to the resident, in the real window: by keys, by hand, on a second screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from dtcoach.adapters.qr import qr_modules
from dtcoach.app.counter import Counter
from dtcoach.domain.content import LANGUAGES
from dtcoach.domain.resident import ResidentPage, Showing
from dtcoach.domain.words import IncidentKind, PlaceKind
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.lines import lay_out
from dtcoach.ui.main_window import BOARD, VISIT
from dtcoach.ui.resident import screen as screen_module
from dtcoach.ui.resident.qr import QUIET, QrCode
from dtcoach.ui.resident.ruby import RubyText, _rows, words_of
from dtcoach.ui.resident.view import ResidentView
from dtcoach.ui.resident.window import ResidentWindow
from tests.ui.accessible import accessible_name, assert_accessible
from tests.ui.gallery_resident import SIZES, STOPS, page_at
from tests.ui.gallery_visit import outage
from tests.ui.window import Desk, Key

Open = Callable[..., Desk]
SMALL, LARGE = theme.SCALE_MIN, theme.SCALE_MAX


@pytest.fixture
def two_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is one screen off the screen; it stands for the second as well."""

    def same(here: QScreen, chosen: str) -> QScreen:
        return here

    monkeypatch.setattr(screen_module, "other_screen", same)


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    made = open_desk()
    made.begin()
    return made


def window_of(desk: Desk) -> ResidentWindow:
    window = desk.window.visit.resident.window
    assert window is not None
    assert window.isVisible()
    return window


def page_of(desk: Desk) -> ResidentPage:
    page = window_of(desk).view.page
    assert page is not None
    return page


def is_open(desk: Desk) -> bool:
    return desk.window.visit.resident.window is not None


def language_button(window: ResidentWindow, language: str) -> QWidget:
    return window.view.languages.buttons[language]


def open_visit(desk: Desk) -> None:
    desk.press(Key.Key_1, Key.Key_Return)
    assert desk.window.visit.visit_id is not None


def go_on(desk: Desk) -> None:
    """One act of the visit, with the first answer or a typed value."""
    scene = desk.window.visit._scene
    assert scene is not None
    if scene.model.question is not None and not scene.model.question.is_date:
        values = [value for value, _ in scene.model.question.choices]
        no = scene.model.question.silent and "no" in values
        desk.press(Key(Key.Key_1 + (values.index("no") if no else 0)))
        return
    target = QApplication.focusWidget()
    if scene.model.kind is not PlaceKind.OFFERS and hasattr(target, "insert"):
        desk.write("R7.1.6" if scene.asks_for_a_day else "2028-05")
    desk.press(Key.Key_Return)


def test_one_key_turns_the_screen_and_one_key_turns_it_back(desk: Desk):
    desk.press(Key.Key_F10)
    window = window_of(desk)
    assert window.turned
    assert window.isFullScreen()
    desk.until(window.isActiveWindow)
    assert page_of(desk).showing is Showing.WELCOME
    for key in (Key.Key_F9, Key.Key_F2, Key.Key_Return, Key.Key_1):
        QTest.keyClick(window, key)
    assert desk.counter.waiting() == (), "no key of the work does anything here"
    QTest.keyClick(window, Key.Key_Escape)
    assert not is_open(desk)
    desk.until(desk.window.isActiveWindow)
    open_visit(desk)
    desk.press(Key.Key_F10)
    window = window_of(desk)
    desk.until(window.isActiveWindow)
    assert page_of(desk).number.startswith("101-")
    QTest.keyClick(window, Key.Key_F10)
    assert not is_open(desk)
    assert desk.window.visit.visit_id is not None, "Esc and F10 belonged to the turned screen"


def test_the_staff_hold_a_button_and_a_touch_in_passing_does_nothing(desk: Desk):
    desk.press(Key.Key_F10)
    window = window_of(desk)
    assert window.staff is not None
    window.staff.timer.setInterval(60)
    QTest.mouseClick(window.staff, Qt.MouseButton.LeftButton)
    QTest.qWait(90)
    assert is_open(desk)
    QTest.mousePress(window.staff, Qt.MouseButton.LeftButton)
    desk.until(lambda: not is_open(desk))


def test_a_screen_of_the_residents_own_follows_the_visit(desk: Desk, two_screens: None):
    desk.press(Key.Key_F10)
    window = window_of(desk)
    assert not window.turned
    assert window.staff is None
    assert desk.window.isActiveWindow(), "the keys stay with the clerk"
    assert page_of(desk).showing is Showing.WELCOME
    open_visit(desk)
    seen: dict[str, Showing] = {}
    while (scene := desk.window.visit._scene) is not None and (
        scene.model.kind is not PlaceKind.FINISHED
    ):
        question = scene.model.question
        page = page_of(desk)
        if question is not None:
            wanted = Showing.WAIT if question.silent else page.showing
            assert page.showing is wanted
            seen[question.fact] = page.showing
        elif scene.model.kind is PlaceKind.OFFERS:
            assert page.showing is Showing.WAIT
        go_on(desk)
    assert seen["support_measures"] is Showing.WAIT
    assert page_of(desk).showing is Showing.RESULT
    desk.press(Key.Key_Return)
    assert page_of(desk).showing is Showing.WELCOME
    desk.press(Key.Key_F10)
    assert not is_open(desk)


def test_the_resident_chooses_a_language_and_the_clerk_has_it_too(desk: Desk, two_screens: None):
    desk.press(Key.Key_F10)
    window = window_of(desk)
    QTest.mouseClick(language_button(window, "zh"), Qt.MouseButton.LeftButton)
    assert page_of(desk).words.startswith("指引")
    open_visit(desk)
    first = desk.window.visit.visit_id
    scene = desk.window.visit._scene
    assert scene is not None
    assert scene.looking.language == "zh", "chosen before the request was picked"
    assert page_of(desk).language == "zh"
    desk.press(Key.Key_F4)
    assert page_of(desk).language == "ko"
    desk.press(Key.Key_F2, Key.Key_1, Key.Key_Return)
    assert page_of(desk).showing is Showing.WELCOME
    assert page_of(desk).language == "ja", "the next resident begins anew"
    assert first is not None
    desk.window.open_visit(first)
    assert page_of(desk).language == "ko", "remembered while the visit was parked"


def test_the_ways_and_the_other_places_of_the_window_are_not_for_the_resident(
    desk: Desk, two_screens: None
):
    desk.press(Key.Key_F10)
    open_visit(desk)
    number = page_of(desk).number
    desk.press(Key.Key_F8)
    assert page_of(desk).showing is Showing.WAIT
    desk.press(Key.Key_F7)
    assert page_of(desk).showing is Showing.WAIT
    desk.window.go(BOARD)
    assert page_of(desk).number == number
    desk.window.go(VISIT)


def test_it_goes_with_the_incident_and_with_the_window(desk: Desk, two_screens: None):
    desk.press(Key.Key_F10)
    window = window_of(desk)
    desk.window.opening.entered.emit()
    desk.until(lambda: not isValid(window))
    window = window_of(desk)
    desk.window.close()
    assert not window.isVisible()


def test_it_stands_open_again_after_a_restart_until_the_clerk_closes_it(
    open_desk: Open, two_screens: None
):
    desk = open_desk()
    desk.begin()
    desk.press(Key.Key_F10)
    desk.close()
    again = open_desk()
    assert not window_of(again).turned
    assert again.window.isActiveWindow(), "the keys stay with the clerk"
    again.press(Key.Key_F10)
    again.close()
    assert not is_open(open_desk())


def test_without_a_second_screen_nothing_covers_the_work_by_itself(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
):
    desk = open_desk()
    desk.begin()
    with monkeypatch.context() as patch:
        patch.setattr(screen_module, "other_screen", lambda here, chosen: here)
        desk.press(Key.Key_F10)
    desk.close()
    assert not is_open(open_desk())


def test_a_screen_that_is_pulled_out_takes_its_window_with_it(desk: Desk, two_screens: None):
    desk.press(Key.Key_F10)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.screenRemoved.emit(app.primaryScreen())
    assert not is_open(desk)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with outage(tmp_path_factory.mktemp("outage")) as counter:
        yield counter


@pytest.mark.parametrize("scale", [SMALL, LARGE])
@pytest.mark.parametrize("choice", [theme.ThemeChoice.LIGHT, theme.ThemeChoice.HIGH_CONTRAST])
def test_every_page_is_accessible_and_whole(
    qtbot: QtBot, told: Counter, choice: theme.ThemeChoice, scale: float
):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, choice, scale)
    window = ResidentWindow(qr_modules, turned=True)
    qtbot.addWidget(window)
    window.show()
    for name in ("welcome", *STOPS):
        for language in LANGUAGES:
            page = page_at(told, name, language, IncidentKind.DRILL)
            window.view.set_page(page)
            for size in SIZES:
                window.resize(*size)
                QTest.qWait(1)
                assert_accessible(window)
                assert_words_seen(window.view, page)


def assert_words_seen(view: ResidentView, page: ResidentPage) -> None:
    """Nothing is narrower than its words, and the first words are in sight."""
    for words in view.findChildren(RubyText):
        if words.isVisible():
            assert words.height() >= words.heightForWidth(words.width())
            assert accessible_name(words)
    written = [w for w in view.findChildren(RubyText) if w.isVisible() and w.words == page.words]
    assert written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_as_large_as_there_is_room(qtbot: QtBot, told: Counter, language: str):
    view = ResidentView(qr_modules)
    qtbot.addWidget(view)
    view.set_page(page_at(told, "wait", language))
    view.resize(1366, 768)
    view.show()
    assert view.words.style_shown is theme.TypeStyle.RESIDENT_HUGE
    view.resize(420, 330)
    QTest.qWait(1)
    assert view.words.style_shown.size_px >= 24


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ja", "en", "zh", "ko"])
@pytest.mark.parametrize("name", ["requester", "question", "outcome", "link", "wait"])
def test_a_resident_who_cannot_scroll_sees_all_of_it_at_the_largest_text(
    qtbot: QtBot, told: Counter, name: str, language: str, size: tuple[int, int]
):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.ThemeChoice.LIGHT, LARGE)
    window = ResidentWindow(qr_modules, turned=True)
    qtbot.addWidget(window)
    window.view.set_page(page_at(told, name, language, IncidentKind.DRILL))
    window.resize(*size)
    window.show()
    pane = window.view._pane
    qtbot.waitUntil(lambda: pane.verticalScrollBar().maximum() == 0)
    seen = pane.viewport().rect()
    for words in window.view._body.findChildren(RubyText):
        if words.isVisible():
            at = words.mapTo(pane.viewport(), QPoint())
            assert seen.contains(at)
            assert seen.bottom() + 1 >= at.y() + words.height()
            assert theme.current().px(words.style_shown.size_px) >= 24


def test_on_a_screen_that_stands_the_code_follows_what_it_is_about(qtbot: QtBot, told: Counter):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.ThemeChoice.LIGHT, SMALL)
    view = ResidentView(qr_modules)
    qtbot.addWidget(view)
    view.set_page(page_at(told, "link", "ja"))
    view.resize(1080, 1920)
    view.show()
    QTest.qWait(1)
    (code,) = view.findChildren(QrCode)
    below = view._note.mapTo(view, QPoint(0, view._note.height())).y()
    top = code.mapTo(view, QPoint()).y()
    assert 0 < top - below < 100
    assert code.module_px >= 6


def lines_of(words: RubyText, width: int) -> list[str]:
    rows = _rows(theme.current(), words._broken(words.style_shown, width), words.style_shown, width)
    return ["".join(placed.piece.text for placed in row) for row in rows]


def test_each_easy_sentence_begins_a_line_and_a_number_keeps_its_particle(qtbot: QtBot):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.ThemeChoice.LIGHT, SMALL)
    words = RubyText(theme.TypeStyle.RESIDENT)
    qtbot.addWidget(words)
    words.set_words("電話《でんわ》が できます。お金《かね》は かかりません。", "easy")
    assert lines_of(words, 2000) == ["電話ができます。", "お金はかかりません。"]
    words.set_words("国《くに》の 電話《でんわ》 0120-95-0178 で、いま", "easy")
    assert lines_of(words, 300)[-1].startswith("0120-95-0178\u00a0で、")


@pytest.mark.parametrize(
    ("language", "said", "begins"),
    [
        ("en", "Call 0120-95-0178. It is free. Please wait.", ["Call", "It is", "Please"]),
        ("ko", "접수해 두겠습니다. 24시간 무료입니다.", ["접수해", "24시간"]),
        ("ja", "お預かりします。終わりましたらお知らせします。", ["お預かり", "終わり"]),
    ],
)
def test_each_sentence_begins_a_line(qtbot: QtBot, language: str, said: str, begins: list[str]):
    words = RubyText(theme.TypeStyle.RESIDENT)
    qtbot.addWidget(words)
    words.set_words(said, language)
    lines = words._broken(theme.TypeStyle.RESIDENT, 2000).split("\n")
    assert len(lines) == len(begins)
    assert all(line.startswith(begin) for line, begin in zip(lines, begins, strict=True))


def test_no_phrase_is_torn_for_the_sake_of_size(qtbot: QtBot, told: Counter):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.ThemeChoice.LIGHT, LARGE)
    view = ResidentView(qr_modules)
    qtbot.addWidget(view)
    page = page_at(told, "words", "ja")
    view.set_page(replace(page, words="届書は、今日の日付でお預かりします。", note=""))
    view.resize(1080, 1920)
    view.show()
    QTest.qWait(1)
    assert not view.words.tears(view.words.style_shown, view.words.width())
    shown = [view.words.style_shown]
    view.set_page(replace(page, words="手続をするのはどなたですか", note=""))
    shown.append(view.words.style_shown)
    assert shown == [theme.TypeStyle.RESIDENT_WIDE, theme.TypeStyle.RESIDENT_LARGE]


def test_a_date_stays_on_one_line(qtbot: QtBot):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.ThemeChoice.LIGHT, LARGE)
    words = RubyText(theme.TypeStyle.RESIDENT_WIDE)
    qtbot.addWidget(words)
    words.set_words("届書は、本日 令和7年1月6日（月）の日付でお預かりします。", "ja")
    laid = lay_out(words._broken(theme.TypeStyle.RESIDENT_WIDE, 1000), words.style_shown, 1000)
    text = laid.layout.text()
    lines = [laid.layout.lineAt(i) for i in range(laid.count)]
    read = [text[at : at + line.textLength()] for line in lines for at in [line.textStart()]]
    assert any("令和7年1月6日" in line.replace("\u2060", "") for line in read)


def test_a_short_note_is_one_line_and_a_long_one_breaks_between_sentences(qtbot: QtBot):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.ThemeChoice.LIGHT, SMALL)
    note = RubyText(theme.TypeStyle.RESIDENT, flows=True)
    qtbot.addWidget(note)
    note.set_words("確認しています。少しお待ちください。", "ja")
    one = theme.current().line_px(theme.TypeStyle.RESIDENT)
    assert note.heightForWidth(600) == one
    assert note.heightForWidth(360) == 2 * one
    assert note._broken(theme.TypeStyle.RESIDENT, 360).split("\n")[0] == "確認しています。"


def test_a_code_is_drawn_module_by_module_on_white(qtbot: QtBot):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.ThemeChoice.HIGH_CONTRAST)
    modules = qr_modules("https://www.city.shinagawa.tokyo.jp/")
    code = QrCode()
    qtbot.addWidget(code)
    code.set_modules(modules)
    picture = code.grab().toImage()
    size = code.module_px
    assert picture.width() == size * (len(modules) + 2 * QUIET)
    for y in range(-QUIET, len(modules) + QUIET):
        for x in range(-QUIET, len(modules) + QUIET):
            inside = 0 <= y < len(modules) and 0 <= x < len(modules)
            dark = inside and modules[y][x]
            at = QPoint((QUIET + x) * size, (QUIET + y) * size)
            corner = QPoint(at.x() + size - 1, at.y() + size - 1)
            for point in (at, corner):
                wanted = QColor("black") if dark else QColor("white")
                assert picture.pixelColor(point) == wanted, (x, y)


def test_easy_japanese_breaks_where_it_has_spaces():
    words = list(
        words_of("いま 止《と》まって います。直《なお》ったら、また 来《き》て ください。")
    )
    texts = ["".join(piece.text for piece in word.pieces) for word in words]
    assert texts == ["いま", "止まって", "います。", "直ったら、", "また", "来て", "ください。"]
    assert [word.gap for word in words] == [True, True, False, False, True, True, False]


TWO_SCREENS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from dtcoach.ui.application import make_application
from dtcoach.ui.resident.window import ResidentWindow, other_screen
from PySide6.QtWidgets import QWidget
app = make_application()
work = QWidget()
work.show()
other = other_screen(work.screen())
window = ResidentWindow(None, turned=False)
window.show_on(other)
app.processEvents()
rect = window.geometry()
print(len(app.screens()), other.name(), rect.x(), rect.y(), rect.width(), rect.height())
print(work.isActiveWindow(), window.isFullScreen())
here = work.screen()
print(other_screen(here, "resident").name(), other_screen(here, "clerk"))
print(other_screen(here, "unplugged").name())
"""


def test_the_second_of_two_screens_is_found_and_filled(tmp_path: Path):
    """In a process of its own: the screens of a platform are there from its start."""
    size = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {"name": "clerk", "x": 0, "y": 0, "width": 1366, "height": 768, **size},
        {"name": "resident", "x": 1366, "y": 0, "width": 1080, "height": 1920, **size},
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}))
    root = Path(__file__).parent.parent.parent
    ran = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS],
        cwd=tmp_path,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen:configfile=screens.json",
            "PYTHONPATH": str(root),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[0] == "2 resident 1366 0 1080 1920"
    assert lines[1].endswith("True")
    assert lines[2:] == ["resident None", "resident"]
