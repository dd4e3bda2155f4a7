"""F6 in the real window, by keys: who the resident is, the note, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from dtcoach.compose import House
from dtcoach.domain.postal import PostalArea
from dtcoach.domain.resident_details import NOBODY
from dtcoach.domain.visit import VisitState
from dtcoach.domain.words import ResidentField
from dtcoach.ui.kit import theme
from dtcoach.ui.main_window import LEDGER
from dtcoach.ui.unsaved import TroubleSheet
from dtcoach.ui.visit.resident import ResidentSheet
from tests.ui.accessible import assert_accessible
from tests.ui.test_window import FullDisk, assert_settled, begin, pick
from tests.ui.window import Desk, Key

Open = Callable[..., Desk]
F = ResidentField


class Table:
    """Implements `Postcodes` with two codes."""

    def area(self, postcode: str) -> PostalArea | None:
        return {
            "140-0002": PostalArea("東京都品川区", ("東品川",)),
            "452-0961": PostalArea("愛知県清須市", ("春日一番割", "春日明河原")),
        }.get(postcode)


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    desk = open_desk()
    desk.counter.postcodes = Table()
    begin(desk)
    pick(desk, Key.Key_1)
    return desk


def accessible(widget: QWidget) -> bool:
    """Whether its layout has settled."""
    try:
        assert_accessible(widget)
    except AssertionError:
        return False
    return True


def visit_of(desk: Desk) -> VisitState:
    assert desk.window.visit.visit_id is not None
    return desk.counter.desk.visit(desk.window.visit.visit_id)


def open_sheet(desk: Desk) -> ResidentSheet:
    desk.press(Key.Key_F6)
    sheet = desk.sheet
    assert isinstance(sheet, ResidentSheet)
    return sheet


def write_note(desk: Desk, sheet: ResidentSheet, words: str) -> None:
    sheet.note.editor.setFocus()
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    note.insertPlainText(words)
    desk.settle()


def test_enter_leads_through_the_fields_and_everything_is_kept(desk: Desk):
    sheet = open_sheet(desk)
    for words in (
        "髙橋 𠮷郎",
        "たかはし ﾖｼﾛｳ",
        "０９０－１２３４－５６７８",
        "18時以降",
        "1400002",
    ):
        desk.write(words)
        desk.press(Key.Key_Return)
    desk.until(lambda: sheet.fields[F.ADDRESS].text() == "東京都品川区東品川")
    desk.write("２ー１－３６")
    desk.press(Key.Key_Return)
    desk.write("S60.1.6")
    desk.press(Key.Key_Return)
    write_note(desk, sheet, "車いすの方")
    desk.press(Key.Key_F6)
    assert desk.sheet is None
    known = visit_of(desk).resident
    assert (known.name, known.kana) == ("髙橋 𠮷郎", "タカハシ　ヨシロウ")
    assert (known.phone, known.contact) == ("090-1234-5678", "18時以降")
    assert (known.postcode, known.address) == ("140-0002", "東京都品川区東品川2-1-36")
    assert (known.birth_date, known.note) == ("1985-01-06", "車いすの方")
    again = open_sheet(desk)
    assert again.fields[F.NAME].text() == "髙橋 𠮷郎"
    assert again.fields[F.BIRTH_DATE].text() == "昭和60年1月6日"
    assert again.note.text() == "車いすの方"


def test_the_note_is_kept_when_typing_pauses_and_said_so_only_then(desk: Desk, tmp_path: Path):
    sheet = open_sheet(desk)
    write_note(desk, sheet, "息子さんが来る")
    assert visit_of(desk).resident.note == ""
    assert "保存しました" not in sheet.said
    desk.until(lambda: "保存しました" in sheet.said)
    assert visit_of(desk).resident.note == "息子さんが来る"
    # Another process reads the same log: it is on the disk, and not only on the screen.
    other = House(tmp_path / "data").open_log().log
    try:
        written = other.of_visit(visit_of(desk).id)
    finally:
        other.close()
    assert written[-1].body.note.value == "息子さんが来る"  # type: ignore[attr-defined]


def test_escape_and_a_closing_window_lose_nothing(desk: Desk, open_desk: Open):
    sheet = open_sheet(desk)
    write_note(desk, sheet, "一つ目")
    desk.press(Key.Key_Escape)
    assert visit_of(desk).resident.note == "一つ目"
    sheet = open_sheet(desk)
    desk.write("山﨑")
    write_note(desk, sheet, "二つ目、")
    visit = visit_of(desk).id
    desk.close()
    again = open_desk()
    known = again.counter.desk.visit(visit).resident
    assert (known.name, known.note) == ("山﨑", "二つ目、一つ目")


def test_typing_in_the_step_below_stays_and_the_walk_stays_where_it_was(desk: Desk):
    before = desk.counter.desk.place(visit_of(desk))
    open_sheet(desk)
    desk.write("髙橋")
    desk.press(Key.Key_F6)
    after = desk.counter.desk.place(visit_of(desk))
    assert (after.kind, after.fact) == (before.kind, before.fact)
    assert "髙橋 様" in [
        b.label for b in desk.window.visit.findChildren(type(desk.window.visit._stage._note))
    ]


def test_my_number_is_refused_and_the_sheet_points_at_it_once(desk: Desk):
    sheet = open_sheet(desk)
    desk.write("1234 5678 9012")
    desk.press(Key.Key_F6)
    assert desk.sheet is sheet
    assert "個人番号" in sheet.fields[F.NAME].error
    assert QApplication.focusWidget() is sheet.fields[F.NAME].editor
    desk.press(Key.Key_F6)
    assert not desk.sheet_is(ResidentSheet)
    assert visit_of(desk).resident == NOBODY


def test_a_year_that_may_be_several_is_asked_about(desk: Desk):
    sheet = open_sheet(desk)
    sheet.fields[F.BIRTH_DATE].editor.setFocus()
    desk.write("7/1/6")
    desk.press(Key.Key_Return)
    error = sheet.fields[F.BIRTH_DATE].error
    assert "昭和7年＝1932年" in error
    assert "平成7年＝1995年" in error
    assert visit_of(desk).resident.birth_date == ""
    sheet.fields[F.BIRTH_DATE].set_text("S7.1.6")
    desk.press(Key.Key_F6)
    assert visit_of(desk).resident.birth_date == "1932-01-06"


def test_a_postcode_that_does_not_exist_says_so_and_loses_nothing(desk: Desk):
    sheet = open_sheet(desk)
    postcode, address = sheet.fields[F.POSTCODE], sheet.fields[F.ADDRESS]
    address.set_text("どこかの町1-2")
    postcode.editor.setFocus()
    desk.write("9999999")
    desk.press(Key.Key_Return)
    desk.until(lambda: bool(postcode.error))
    assert "見つかりません" in postcode.error
    desk.press(Key.Key_F6)
    known = visit_of(desk).resident
    assert (known.postcode, known.address) == ("999-9999", "どこかの町1-2")


def test_an_address_that_was_typed_is_not_replaced(desk: Desk):
    sheet = open_sheet(desk)
    sheet.fields[F.ADDRESS].set_text("大田区蒲田1-1")
    sheet.fields[F.POSTCODE].editor.setFocus()
    desk.write("1400002")
    desk.press(Key.Key_Return)
    desk.until(lambda: "品川区東品川" in sheet.fields[F.ADDRESS].editor.accessibleDescription())
    assert sheet.fields[F.ADDRESS].text() == "大田区蒲田1-1"


def test_several_towns_are_named(desk: Desk):
    sheet = open_sheet(desk)
    sheet.fields[F.POSTCODE].editor.setFocus()
    desk.write("4520961")
    desk.press(Key.Key_Return)
    desk.until(lambda: sheet.fields[F.ADDRESS].text() == "愛知県清須市")
    assert "春日明河原" in sheet.fields[F.ADDRESS].editor.accessibleDescription()


def test_a_full_disk_is_told_and_what_was_written_waits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    disk = FullDisk(desk, monkeypatch)
    open_sheet(desk)
    desk.write("髙橋")
    desk.press(Key.Key_Return)
    assert desk.sheet_is(TroubleSheet)
    assert visit_of(desk).resident == NOBODY
    disk.is_full = False
    desk.press(Key.Key_Return)
    assert desk.sheet is None
    assert visit_of(desk).resident.name == "髙橋"


def test_what_waits_for_the_disk_stands_in_the_sheet_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    disk = FullDisk(desk, monkeypatch)
    sheet = open_sheet(desk)
    write_note(desk, sheet, "大事なこと")
    desk.press(Key.Key_F6)
    assert desk.sheet_is(TroubleSheet)
    desk.press(Key.Key_Escape)
    again = open_sheet(desk)
    assert again.note.text() == "大事なこと"
    assert "まだ" not in again.said
    disk.is_full = False
    desk.press(Key.Key_Tab)
    write_note(desk, again, "とても")
    desk.press(Key.Key_F6)
    assert visit_of(desk).resident.note == "とても大事なこと"


def test_what_waits_for_the_disk_is_tried_again_although_nothing_is_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    disk = FullDisk(desk, monkeypatch)
    write_note(desk, open_sheet(desk), "大事なこと")
    desk.press(Key.Key_F6)
    desk.press(Key.Key_Escape)
    disk.is_full = False
    open_sheet(desk)
    desk.press(Key.Key_F6)
    assert visit_of(desk).resident.note == "大事なこと"


def test_the_ledger_finds_the_name_and_shows_it(desk: Desk):
    open_sheet(desk)
    desk.write("髙橋 𠮷郎")
    desk.press(Key.Key_Return)
    desk.write("たかはし")
    desk.press(Key.Key_F6)
    desk.window.go(LEDGER)
    desk.press(Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    for words, rows in (("高橋", 1), ("ﾀｶﾊ", 1), ("佐藤", 0)):
        desk.window.ledger.search.set_text("")
        desk.write(words)
        model = desk.window.ledger.table.model()
        assert model.rowCount() == rows, words
        if rows:
            assert model.index(0, 1).data() == "髙橋 𠮷郎"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_sheet_is_accessible(desk: Desk, qapp: QApplication, scale: float):
    theme.apply(qapp, theme.ThemeChoice.LIGHT, scale)
    desk.until(lambda: accessible(desk.window.visit._stage._head))
    sheet = open_sheet(desk)
    assert_settled(desk)
    QTest.keyClicks(sheet.fields[F.NAME].editor, "1234-5678-9012")
    desk.press(Key.Key_F6)
    assert_settled(desk)
    theme.apply(qapp, theme.ThemeChoice.LIGHT)
