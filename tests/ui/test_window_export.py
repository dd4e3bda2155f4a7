"""A file from 台帳, by keys: chosen, written off the GUI thread, said, given up, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from dtcoach.domain.words import ResidentField
from dtcoach.ui.kit.chip import Chip
from dtcoach.ui.kit.text import Text
from dtcoach.ui.ledger.export_sheet import ExportSheet
from dtcoach.ui.ledger.filter_sheet import FilterSheet
from tests.exports.making import csv_in, left_in
from tests.ui.accessible import assert_accessible
from tests.ui.test_window import begin
from tests.ui.window import Desk, Key

Open = Callable[..., Desk]


def at_the_sheet(open_desk: Open) -> tuple[Desk, ExportSheet]:
    """An outage with one case, and the sheet over 台帳."""
    desk = open_desk()
    begin(desk)
    counter = desk.counter
    visit = counter.desk.open_visit(counter.clerk, ["move-in"])
    counter.desk.note_down(visit, counter.clerk, {ResidentField.NAME: "𠮷田 髙子"})
    desk.press(Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
    desk.press(Key.Key_F6)
    sheet = desk.window.sheet
    assert isinstance(sheet, ExportSheet)
    return desk, sheet


def words_on(sheet: ExportSheet) -> str:
    return "\n".join(one.text() for one in sheet.findChildren(Text) if one.isVisible())


def test_a_file_is_made_and_said_where(open_desk: Open, qtbot: QtBot, tmp_path: Path) -> None:
    desk, sheet = at_the_sheet(open_desk)
    assert_accessible(sheet)
    folder = tmp_path / "out"
    folder.mkdir()
    asked: list[tuple[str, str]] = []

    def ask(name: str, pattern: str) -> str:
        asked.append((name, pattern))
        return str(folder / "台帳.csv")

    sheet.ask_file = ask
    desk.press(Key.Key_Down)
    assert sheet.wish().format == "csv"
    with qtbot.waitSignal(sheet.made, timeout=30_000):
        desk.press(Key.Key_Return)
        assert sheet.is_working
    assert asked[0][0].startswith("受付の記録_")
    assert asked[0][1] == "CSV (*.csv)"
    (row,) = csv_in(folder / "台帳.csv")
    assert row["区分"] == "本番"
    assert "お名前" not in row
    desk.settle()
    said = words_on(sheet)
    assert "受付 1 件、手続 1 件を書き、読み返して確かめました" in said
    assert str(folder) in said
    desk.press(Key.Key_Return)
    assert desk.window.sheet is None


def test_letters_that_were_lost_are_named(open_desk: Open, qtbot: QtBot, tmp_path: Path) -> None:
    desk, sheet = at_the_sheet(open_desk)
    sheet.ask_file = lambda _name, _pattern: str(tmp_path / "x.csv")
    sheet.format.choose("cp932")
    sheet.personal.choose("with")
    with qtbot.waitSignal(sheet.made, timeout=30_000):
        desk.press(Key.Key_Return)
    desk.settle()
    said = words_on(sheet)
    assert "お名前　𠮷 (U+20BB7) → 吉" in said
    assert_accessible(sheet)


def test_who_gives_up_finds_nothing(open_desk: Open, tmp_path: Path) -> None:
    desk, sheet = at_the_sheet(open_desk)
    folder = tmp_path / "out"
    folder.mkdir()
    sheet.ask_file = lambda _name, _pattern: str(folder / "x.xlsx")
    desk.press(Key.Key_Return)
    assert sheet.is_working
    desk.press(Key.Key_Escape)
    assert QThreadPool.globalInstance().waitForDone(30_000)
    desk.settle()
    assert left_in(folder) == []


def test_a_password_that_will_not_do_is_said_before_anything_is_asked(open_desk: Open) -> None:
    desk, sheet = at_the_sheet(open_desk)
    sheet.ask_file = lambda _name, _pattern: "never"
    sheet.password.set_text("short")
    desk.press(Key.Key_Return)
    assert not sheet.is_working
    assert "8 文字以上" in sheet.password.error


def test_a_folder_that_is_gone_is_a_sentence_and_the_sheet_stays(
    open_desk: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, sheet = at_the_sheet(open_desk)
    sheet.ask_file = lambda _name, _pattern: str(tmp_path / "usb" / "x.csv")
    with qtbot.waitSignal(sheet._background.done, timeout=30_000):
        desk.press(Key.Key_Return)
    desk.settle()
    assert "見つかりません" in words_on(sheet) or "見つかりません" in sheet._notice.accessibleName()
    assert not sheet.is_working


def test_columns_are_chosen_by_keys(open_desk: Open) -> None:
    desk, sheet = at_the_sheet(open_desk)
    desk.press(Key.Key_F6)
    assert "担当" in sheet.columns
    assert "お名前" not in sheet.columns
    sheet.columns["担当"].setFocus()
    desk.press(Key.Key_Space)
    assert sheet.wish().left_out == {"担当"}
    assert_accessible(sheet)


def test_the_case_shows_everything_that_happened(open_desk: Open) -> None:
    desk = open_desk()
    begin(desk)
    counter = desk.counter
    visit = counter.desk.open_visit(counter.clerk, ["move-in"])
    visit = counter.desk.answer(visit, counter.clerk, "support_measures", "no")
    visit = counter.desk.undo(visit, counter.clerk)
    counter.desk.note_down(visit, counter.clerk, {ResidentField.NAME: "髙橋"})
    desk.press(Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
    panel = desk.window.ledger.panel
    said = "\n".join(one.text() for one in panel.findChildren(Text))
    assert "手続：転入" in said
    assert "お名前を書きました" in said
    assert "取り消し：住民に尋ねない確認を終えました" in said
    assert "理由　戻る" in said
    assert "支援措置" not in said


def test_cases_are_narrowed_and_sorted_by_keys(open_desk: Open) -> None:
    desk = open_desk()
    begin(desk)
    counter = desk.counter
    for procedure in ("move-in", "seal-certificate", "move-in"):
        counter.desk.open_visit(counter.clerk, [procedure])
    desk.press(Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
    ledger = desk.window.ledger
    desk.press(Key.Key_F7)
    sheet = desk.window.sheet
    assert isinstance(sheet, FilterSheet)
    assert_accessible(sheet)
    sheet.procedure.choose("move-in")
    sheet.order.choose("number:False")
    desk.press(Key.Key_Return)
    assert desk.window.sheet is None
    numbers = [ledger._model.index(row, 0).data() for row in range(ledger._model.rowCount())]
    assert numbers == sorted(numbers)
    assert len(numbers) == 2
    chips = [chip.text() for chip in ledger.findChildren(Chip) if chip.isVisible()]
    assert {"該当 2", "受付番号の順"} <= set(chips)
    desk.press(Key.Key_F7, Key.Key_F7, Key.Key_Return)
    assert ledger._model.rowCount() == 3


def test_a_column_is_sorted_by_its_header(open_desk: Open) -> None:
    desk = open_desk()
    begin(desk)
    for _ in range(3):
        desk.counter.desk.open_visit(desk.counter.clerk, ["move-in"])
    desk.press(Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
    ledger = desk.window.ledger
    for wanted in (False, True):
        ledger.table.horizontalHeader().sectionClicked.emit(0)
        numbers = [ledger._model.index(row, 0).data() for row in range(3)]
        assert numbers == sorted(numbers, reverse=wanted)
