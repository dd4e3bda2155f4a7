"""紙の一式 from the real window: made off the GUI thread, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from dtcoach.ui.kit.text import Text
from dtcoach.ui.paper.pack_sheet import PackSheet
from tests.ui.accessible import assert_accessible
from tests.ui.test_window import begin
from tests.ui.window import Desk, Key

Open = Callable[..., Desk]


def at_the_sheet(open_desk: Open) -> tuple[Desk, PackSheet]:
    desk = open_desk()
    begin(desk)
    desk.press(Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
    desk.press(Key.Key_F3, Key.Key_F6)
    sheet = desk.window.sheet
    assert isinstance(sheet, PackSheet)
    return desk, sheet


def test_the_pack_is_made_and_said(open_desk: Open, qtbot: QtBot, tmp_path: Path) -> None:
    desk, sheet = at_the_sheet(open_desk)
    assert_accessible(sheet)
    out = tmp_path / "一式.pdf"
    asked = []
    sheet.ask_file = lambda name: asked.append(name) or str(out)  # type: ignore[func-returns-value]
    with qtbot.waitSignal(sheet.made, timeout=90_000):
        desk.press(Key.Key_Return)
        assert sheet.is_working
    assert out.read_bytes().startswith(b"%PDF")
    assert asked[0].endswith(".pdf")
    desk.settle()
    said = " ".join(text.text() for text in desk.window.board.overview.findChildren(Text))
    assert "紙の一式" in said
    assert [one.words for one in desk.house.slip_book.ranges()] == ["P101-001〜P101-020"]
    desk.press(Key.Key_F3, Key.Key_F6)
    again = desk.window.sheet
    assert isinstance(again, PackSheet)
    assert again._first.text() == "21"
    again.ask_file = lambda _: str(tmp_path / "b.pdf")
    again._first.set_text("20")
    desk.press(Key.Key_Return)
    assert not again.is_working
    assert "P101-021 から" in again._first.error


def test_who_gives_up_finds_nothing(open_desk: Open, tmp_path: Path) -> None:
    desk, sheet = at_the_sheet(open_desk)
    folder = tmp_path / "out"
    folder.mkdir()
    sheet.ask_file = lambda _: str(folder / "a.pdf")
    desk.press(Key.Key_Return)
    assert sheet.is_working
    desk.press(Key.Key_Escape)
    assert QThreadPool.globalInstance().waitForDone(90_000), "a page more, and it gave up"
    desk.settle()
    assert list(folder.iterdir()) == []


def test_a_number_that_is_none_is_said_before_anything_is_asked(open_desk: Open) -> None:
    desk, sheet = at_the_sheet(open_desk)
    sheet.ask_file = lambda _: "never"
    sheet._first.set_text("二十一")
    desk.press(Key.Key_Return)
    assert not sheet.is_working
