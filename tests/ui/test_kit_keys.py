"""Everything can be done from the keyboard, once per press, and nothing by accident."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Verdict
from dtcoach.ui.kit.field import LineField, NoteField
from dtcoach.ui.kit.nav import ParkedModel, PlaceModel
from dtcoach.ui.kit.offer import OfferList, OfferModel
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.tiles import TileGrid, TileModel
from dtcoach.ui.shell import Shell
from tests.ui.accessible import accessible_name

Show = Callable[[QWidget], QWidget]
Key = Qt.Key

PLACES = (
    PlaceModel("visit", "対応", "record_voice_over"),
    PlaceModel("board", "状況", "dashboard"),
)


def stack(*parts: QWidget) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    for part in parts:
        column.addWidget(part)
    return window


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def values(spy: QSignalSpy) -> list[object]:
    return [spy.at(i)[0] for i in range(spy.count())]


def test_enter_presses_the_next_button_from_a_field(show: Show, qtbot: QtBot) -> None:
    field = LineField("氏名")
    button = Button("次へ", ButtonKind.SOLID, key="Enter")
    show(stack(field, button))
    field.setFocus()
    spy = QSignalSpy(button.clicked)
    QTest.keyClick(field.editor, Key.Key_Return)
    QTest.keyClick(field.editor, Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert spy.count() == 2


def test_enter_presses_the_focused_button_and_not_the_next_one(show: Show) -> None:
    other = Button("中断する", key="F2")
    button = Button("次へ", ButtonKind.SOLID, key="Enter")
    show(stack(other, button))
    other.setFocus()
    pressed, passed = QSignalSpy(other.clicked), QSignalSpy(button.clicked)
    QTest.keyClick(other, Key.Key_Return)
    assert (pressed.count(), passed.count()) == (1, 0)


def test_enter_makes_a_new_line_in_a_note(show: Show) -> None:
    note = NoteField("申し送り")
    button = Button("次へ", ButtonKind.SOLID, key="Enter")
    show(stack(note, button))
    note.setFocus()
    spy = QSignalSpy(button.clicked)
    QTest.keyClick(note.editor, Key.Key_Return)
    assert note.text() == "\n"
    assert spy.count() == 0


def test_a_held_key_presses_once(show: Show) -> None:
    button = Button("次へ", key="Enter")
    show(stack(button))
    button.setFocus()
    spy = QSignalSpy(button.clicked)
    for held in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Key.Key_Return,
            Qt.KeyboardModifier.NoModifier,
            "\r",
            held,
        )
        QApplication.sendEvent(button, event)
    assert spy.count() == 1


def test_a_button_that_is_off_says_why_and_does_nothing(show: Show) -> None:
    button = Button("次へ", key="F5")
    window = show(stack(button, Button("戻る")))
    button.set_reason("日付を入れると進めます")
    spy = QSignalSpy(button.clicked)
    QTest.keyClick(window, Key.Key_F5)
    assert spy.count() == 0
    assert "日付を入れると進めます" in button.accessibleDescription()
    button.set_reason("")
    QTest.keyClick(window, Key.Key_F5)
    assert spy.count() == 1


def test_answers_take_their_numbers(show: Show) -> None:
    group = AnswerGroup("カードをお持ちですか")
    group.set_answers(
        [AnswerModel("yes", "はい"), AnswerModel("no", "いいえ")],
        AnswerModel("unknown", "わからない"),
    )
    window = show(stack(group))
    spy = QSignalSpy(group.answered)
    for key in (Key.Key_2, Key.Key_1, Key.Key_0):
        QTest.keyClick(window, key)
    QTest.keyClick(window, Key.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert values(spy) == ["no", "yes", "unknown", "no"]
    assert group.button("no").isChecked()
    assert not group.button("yes").isChecked()


def test_the_next_question_takes_over_the_numbers(show: Show) -> None:
    group = AnswerGroup("質問")
    window = show(stack(group))
    spy = QSignalSpy(group.answered)
    for round_number in range(3):
        group.set_answers([AnswerModel(f"{round_number}", "はい")])
        QTest.keyClick(window, Key.Key_1)
    assert values(spy) == ["0", "1", "2"]


def test_a_number_typed_into_a_field_is_no_answer(show: Show) -> None:
    group = AnswerGroup("質問", [AnswerModel("yes", "はい")])
    field = LineField("番号")
    show(stack(group, field))
    field.setFocus()
    spy = QSignalSpy(group.answered)
    QTest.keyClick(field.editor, Key.Key_1)
    assert field.text() == "1"
    assert spy.count() == 0


def test_a_refused_way_can_be_read_and_not_chosen(show: Show) -> None:
    offers = OfferList("できること")
    offers.set_offers(
        [
            OfferModel("post", "郵送", Verdict.POSSIBLE, "登録の住所へ", "Alt+Q"),
            OfferModel("konbini", "コンビニ交付", Verdict.REFUSED, "転入前のため"),
        ]
    )
    window = show(stack(offers))
    chosen, refused = QSignalSpy(offers.offer_chosen), QSignalSpy(offers.refused_pressed)
    card = offers.cards[1]
    card.setFocus()
    assert card.hasFocus()
    QTest.keyClick(card, Key.Key_Return)
    QTest.keyClick(window, Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    assert values(chosen) == ["post"]
    assert values(refused) == ["konbini"]
    assert not card.isChecked()
    assert accessible_name(card) == "できません: コンビニ交付"
    assert card.accessibleDescription() == "転入前のため"


def test_offers_keep_the_focus_when_they_change(show: Show) -> None:
    offers = OfferList("できること")
    first = OfferModel("post", "郵送", Verdict.NEEDS_CHECK, "確認中")
    offers.set_offers([first])
    show(stack(offers))
    offers.cards[0].setFocus()
    offers.set_offers([OfferModel("post", "郵送", Verdict.POSSIBLE, "できます")], "post")
    assert offers.cards[0].hasFocus()
    assert offers.cards[0].isChecked()


def test_arrows_move_over_the_tiles(show: Show) -> None:
    grid = TileGrid("手続")
    grid.set_tiles([TileModel(str(i), f"手続 {i}") for i in range(6)])
    grid.resize(780, 300)
    show(grid)
    grid.tiles[0].setFocus()
    for key, expected in (
        (Key.Key_Down, 3),
        (Key.Key_Right, 4),
        (Key.Key_Up, 1),
        (Key.Key_Up, 1),
        (Key.Key_Left, 0),
    ):
        QTest.keyClick(focused(), key)
        assert grid.tiles[expected].hasFocus()
    spy = QSignalSpy(grid.chosen)
    QTest.keyClick(focused(), Key.Key_Space)
    assert values(spy) == ["0"]


def test_the_shell_sends_wishes_out(show: Show) -> None:
    shell = Shell("dtcoach", PLACES)
    shell.set_parked([ParkedModel("v1", "101-014", "書類待ち", 6)])
    show(shell)
    shell.show_place("visit")
    places, visits = QSignalSpy(shell.place_requested), QSignalSpy(shell.parked_visit_requested)
    QTest.keyClick(shell, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.mouseClick(shell.parked.cards[0], Qt.MouseButton.LeftButton)
    assert values(places) == ["board"]
    assert values(visits) == ["v1"]
    assert shell.nav.item("visit").isChecked()
    shell.show_place("board")
    assert shell.nav.item("board").isChecked()
    assert not shell.nav.item("visit").isChecked()


def test_parked_cards_stay_when_the_clock_ticks(show: Show) -> None:
    shell = Shell("dtcoach", PLACES)
    show(shell)
    shell.set_parked([ParkedModel("v1", "101-014", "書類待ち", 6)])
    card = shell.parked.cards[0]
    shell.set_parked([ParkedModel("v1", "101-014", "書類待ち", 7)])
    assert shell.parked.cards == (card,)
    assert card.accessibleDescription() == "書類待ち 7分"
    shell.set_parked([])
    assert not shell.parked.cards


@pytest.fixture
def open_sheet(show: Show) -> tuple[Shell, Sheet, Button]:
    shell = Shell("dtcoach", PLACES)
    behind = Button("次へ", ButtonKind.SOLID, key="Enter")
    shell.add_page("visit", stack(behind))
    shell.show_place("visit")
    show(shell)
    behind.setFocus()
    sheet = Sheet("承認が必要です")
    sheet.body.addWidget(Text("期限を過ぎます。"))
    sheet.body.addWidget(LineField("氏名"))
    sheet.set_buttons([Button("やめる")], [Button("記録する", ButtonKind.SOLID, key="Enter")])
    shell.open_sheet(sheet)
    return shell, sheet, behind


def test_a_sheet_keeps_the_keys(open_sheet: tuple[Shell, Sheet, Button]) -> None:
    shell, _, behind = open_sheet
    spy = QSignalSpy(behind.clicked)
    names = []
    for _ in range(4):
        names.append(focused().accessibleName())
        QTest.keyClick(focused(), Key.Key_Tab)
    assert names == ["氏名", "やめる", "記録する", "氏名"]
    QTest.keyClick(shell, Key.Key_Return)
    assert spy.count() == 0
    assert isinstance(focused(), QLineEdit | Button)


def test_buttons_in_two_rows_leave_the_body_of_a_sheet_in_sight(show: Show) -> None:
    shell = Shell("dtcoach", PLACES)
    show(shell)
    sheet = Sheet("どの障害に変わりましたか")
    for number in range(20):
        sheet.body.addWidget(Text(f"{number}行目"))
    others = [Button("やめる", key="Esc"), Button("質問で見分ける", key="F7")]
    go = Button("また止まったと記録する", ButtonKind.SOLID, key="Enter")
    sheet.set_buttons(others, [go])
    shell.open_sheet(sheet)
    QTest.qWait(1)
    assert go.y() > others[0].y(), "they need two rows"
    (pane,) = sheet.findChildren(ScrollPane)
    below = pane.mapTo(sheet, pane.rect().bottomLeft()).y()
    assert others[0].mapTo(sheet, others[0].rect().topLeft()).y() > below
    assert sheet.rect().bottom() > go.mapTo(sheet, go.rect().bottomLeft()).y()


def test_esc_closes_a_sheet_and_gives_the_keys_back(
    open_sheet: tuple[Shell, Sheet, Button],
) -> None:
    _, sheet, behind = open_sheet
    spy = QSignalSpy(sheet.dismissed)
    QTest.keyClick(focused(), Key.Key_Escape)
    assert spy.count() == 1
    assert not sheet.isVisible()
    assert behind.isEnabled()
    assert behind.hasFocus()


def test_ctrl_z_belongs_to_the_window_until_something_is_typed(show: Show) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    field = LineField("番号")
    back = Button("戻る", key="Ctrl+Z")
    column.addWidget(field)
    column.addWidget(back)
    pressed: list[bool] = []
    back.clicked.connect(lambda: pressed.append(True))
    show(window)
    field.set_text("101-001")
    field.editor.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(field.editor, Qt.Key.Key_Z, control)
    assert len(pressed) == 1
    QTest.keyClicks(field.editor, "5")
    QTest.keyClick(field.editor, Qt.Key.Key_Z, control)
    assert len(pressed) == 1
    assert field.text() == "101-001"
