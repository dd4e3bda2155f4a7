"""回収 through the real window, by keys, on a real log; and the bar that no lead can miss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from dtcoach.app.followups import FollowUps
from dtcoach.app.wrong_hands import bar_sentence, duty_lines
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.proof.wording import MARKS, PROMISES, REVEALING
from dtcoach.domain.recall.document import RecallState, RecallStatus
from dtcoach.domain.recall.wrong_hands import WrongHands
from dtcoach.domain.words import PromiseKind, RecallEnding, TryResult, WorldKey
from dtcoach.ui.followups.small_sheets import MenuSheet
from dtcoach.ui.followups.try_sheet import TrySheet
from dtcoach.ui.followups.wrong_hands import AcknowledgeSheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.recall.page import RecallPage
from dtcoach.ui.recall.rows import ENDING, STATUS, WRONG_HANDS
from dtcoach.ui.recall.sheets import CompareSheet, EndSheet
from tests.app.owed import SAFE, Owed
from tests.ui.accessible import assert_accessible
from tests.ui.window import Desk, Key

Open = Callable[..., Desk]
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    desk = open_desk()
    desk.begin()
    return desk


def page_of(desk: Desk) -> RecallPage:
    """To 回収, by keys."""
    desk.press(Key.Key_4, modifier=ALT)
    desk.press(Key.Key_F4)
    page = desk.window.recovery.page
    assert isinstance(page, RecallPage)
    desk.until(lambda: page.is_read)
    return page


def as_text(page: RecallPage) -> list[str]:
    model = page.table.model()
    return [
        " | ".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def words_in(page: RecallPage) -> str:
    return "\n".join(text.text() for text in page.panel.findChildren(Text))


def logged(desk: Desk, recall: RecallState) -> RecallState:
    """As another start of dtcoach would read it."""
    book = FollowUps(desk.counter.log, desk.counter.operations.state.id)
    book.refresh()
    return next(one for one in book.recalls if one.id == recall.id)


def test_two_people_find_a_document_unchanged(desk: Desk):
    owed = Owed(desk.counter)
    document = owed.document()
    page = page_of(desk)
    (line,) = as_text(page)
    assert line.startswith("見くらべる | 住民票の写し | A-0001 | 101-001 | 髙橋 さくら | ")
    assert_accessible(desk.window)
    desk.press(Key.Key_Return)
    assert desk.sheet_is(CompareSheet)
    assert_accessible(desk.window)
    desk.press(Key.Key_1)
    desk.write("品川 花子")
    desk.press(Key.Key_Return)
    assert desk.sheet_is(CompareSheet), "the second person is another one"
    desk.press(Key.Key_A, modifier=CTRL)
    desk.write("大崎 次郎")
    desk.press(Key.Key_Return)
    assert desk.sheet is None
    found = logged(desk, document)
    assert found.status is RecallStatus.UNCHANGED
    assert found.comparison is not None
    assert found.comparison.system is WorldKey.RESIDENT_RECORD
    assert as_text(page) == []
    desk.press(Key.Key_F3)
    assert not [
        one
        for one in desk.counter.followups.promises
        if one.kind is PromiseKind.RECHECK and one.is_open
    ]


def test_a_changed_document_is_told_and_exchanged_with_its_fee(desk: Desk):
    owed = Owed(desk.counter)
    document = owed.document(procedure="seal-certificate")
    page = page_of(desk)
    desk.press(Key.Key_Return, Key.Key_2)
    assert_accessible(desk.window)
    desk.write("改印")
    desk.press(Key.Key_Tab)
    desk.write("1/6")
    desk.press(Key.Key_Tab, Key.Key_Tab)
    desk.write("大崎 次郎")
    desk.press(Key.Key_Return)
    changed = logged(desk, document)
    assert changed.status is RecallStatus.TO_CONTACT
    assert changed.comparison is not None
    assert (changed.comparison.what, str(changed.comparison.since)) == ("改印", "2025-01-06")
    assert "電話で言うこと" in words_in(page)
    desk.press(Key.Key_Return)
    assert desk.sheet_is(TrySheet)
    desk.press(Key.Key_1, Key.Key_Return)
    assert [one.result for one in logged(desk, document).tries] == [TryResult.TOLD]
    desk.press(Key.Key_Return)
    assert desk.sheet_is(EndSheet)
    assert_accessible(desk.window)
    desk.press(Key.Key_2, Key.Key_Tab)
    desk.press(Key.Key_Backtab)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Return, Key.Key_2)
    sheet = desk.sheet
    assert isinstance(sheet, EndSheet)
    sheet.refund.setFocus()
    desk.write("300")
    desk.press(Key.Key_Return)
    ended = logged(desk, document)
    assert ended.ending is RecallEnding.EXCHANGED
    assert desk.counter.followups.fee_figures.refunded == 300


def test_giving_up_is_for_the_lead_by_name(desk: Desk):
    owed = Owed(desk.counter)
    document = owed.document()
    page_of(desk)
    desk.press(Key.Key_Return, Key.Key_2)
    desk.write("転居")
    desk.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    desk.write("大崎 次郎")
    desk.press(Key.Key_Return, Key.Key_F8)
    assert desk.sheet_is(MenuSheet)
    desk.press(Key.Key_1)
    assert desk.sheet_is(EndSheet)
    desk.press(Key.Key_4, Key.Key_Return)
    assert desk.sheet_is(EndSheet)
    desk.write("大崎 次郎")
    desk.press(Key.Key_Return)
    ended = logged(desk, document)
    assert (ended.ending, ended.lead) == (RecallEnding.UNREACHABLE, "大崎 次郎")


def test_wrong_hands_stand_on_every_page_until_a_lead_answers_by_name(
    desk: Desk, open_desk: Open, tmp_path: Path
):
    owed = Owed(desk.counter)
    document = owed.document()
    page = page_of(desk)
    desk.press(Key.Key_Return, Key.Key_3)
    desk.write("大崎 次郎")
    desk.press(Key.Key_Return)
    found = logged(desk, document)
    assert found.contact is None
    shown = words_in(page) + "\n".join(as_text(page))
    assert WRONG_HANDS in shown
    assert "03-5742" not in shown
    assert REVEALING.search(shown) is None
    alarm = desk.window._alarm
    assert alarm is not None
    assert alarm.bar.isVisible()
    assert_accessible(desk.window)
    desk.press(Key.Key_1, modifier=ALT)
    assert alarm.bar.isVisible()
    desk.close()
    again = open_desk(tmp_path / "data")
    bar = again.window._alarm
    assert bar is not None
    assert bar.bar.isVisible(), "a restart does not make it go away"
    again.press(Key.Key_F12, modifier=CTRL)
    assert again.sheet_is(AcknowledgeSheet)
    assert_accessible(again.window)
    again.press(Key.Key_Return)
    assert again.sheet_is(AcknowledgeSheet), "not without a name"
    again.write("大崎 次郎")
    again.press(Key.Key_Return)
    assert again.sheet is None
    assert not bar.bar.isVisible()
    (known,) = again.counter.operations.state.wrong_hands
    assert known.lead == "大崎 次郎"


def test_what_was_compared_by_mistake_is_taken_back(desk: Desk):
    owed = Owed(desk.counter)
    document = owed.document()
    page = page_of(desk)
    desk.press(Key.Key_Return, Key.Key_1)
    desk.write("大崎 次郎")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_4)
    assert len(as_text(page)) == 1
    page.table.setFocus()
    desk.press(Key.Key_F8, Key.Key_2)
    assert logged(desk, document).status is RecallStatus.TO_COMPARE


def test_the_model_keeps_the_rules_of_models(desk: Desk, qtmodeltester: ModelTester):
    owed = Owed(desk.counter)
    owed.document()
    owed.document(SAFE | {"contact_safe": "no"})
    page = page_of(desk)
    qtmodeltester.check(page.table.model())  # type: ignore[no-untyped-call]
    assert len(as_text(page)) == 2


def test_large_text_gives_the_list_its_room(desk: Desk, qapp: object):
    from dtcoach.ui.kit import theme

    owed = Owed(desk.counter)
    owed.document()
    page = page_of(desk)
    theme.apply(qapp, theme.ThemeChoice.HIGH_CONTRAST, 2.0)  # type: ignore[arg-type]
    desk.settle()
    assert page.is_narrow
    assert_accessible(desk.window)
    desk.press(Key.Key_F9)
    assert_accessible(desk.window)
    theme.apply(qapp, theme.ThemeChoice.LIGHT, 1.0)  # type: ignore[arg-type]


def test_what_staff_read_of_it_promises_nothing_and_gives_no_reason():
    at = datetime(2025, 1, 7, 10, 0, tzinfo=TOKYO)
    alarm = WrongHands("a", "r", "101-001", "住民票の写し", at, "品川 花子")
    lines = (bar_sentence(alarm, 1), *duty_lines(alarm), *ENDING.values())
    words = [word for word, _, _ in STATUS.values()]
    for text in (*lines, *words):
        for rule in (PROMISES, REVEALING, MARKS):
            assert rule.search(text) is None
    assert "令和7年2月5日（水）まで" in "".join(lines)
