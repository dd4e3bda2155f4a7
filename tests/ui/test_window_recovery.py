"""The place 復旧 through the real window, by keys, on a real log that is opened again."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from dtcoach.app.recovery_reading import Gathered
from dtcoach.domain.recovery.completion import Hindrance
from dtcoach.domain.recovery.entries import EntryStage
from dtcoach.domain.recovery.numbers import NumberedVisit
from dtcoach.domain.recovery.worklist import Held, Work
from dtcoach.domain.words import Route, Status, WorldKey
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.recovery.entry_sheets import CheckSheet, DropSheet, EnterSheet, FullSheet
from dtcoach.ui.recovery.numbers_page import NumbersPage
from dtcoach.ui.recovery.numbers_sheets import ExplainSheet, HandOutSheet
from dtcoach.ui.recovery.system_sheets import AnnounceSheet, LookUpSheet, ServerSheet
from dtcoach.ui.recovery.work_page import WorkPage
from dtcoach.ui.recovery.work_rows import work_rows
from tests.recovering import PLAIN, served
from tests.ui.accessible import assert_accessible
from tests.ui.test_window import begin
from tests.ui.window import HANAKO, NOON, Desk, Key

Open = Callable[..., Desk]
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
RECORD, JUKI, SERVER = WorldKey.RESIDENT_RECORD, WorldKey.JUKI_NET, WorldKey.DOWNTIME_SERVER
CARD = {**PLAIN, "knows_pin": "yes", "card_certificate_valid": "yes", "can_return": "yes"}


def page_of(desk: Desk) -> WorkPage:
    page = desk.window.recovery.page
    assert isinstance(page, WorkPage)
    return page


def at_work(desk: Desk) -> WorkPage:
    """復旧作業, read."""
    desk.press(Key.Key_4, modifier=ALT)
    page = page_of(desk)
    desk.until(lambda: not page.is_reading)
    desk.settle()
    return page


def an_outage(open_desk: Open, *procedures: str) -> Desk:
    desk = open_desk()
    begin(desk)
    for procedure in procedures:
        served(desk.counter, procedure)
    desk.house.clock.at += timedelta(days=1)
    return desk


def fill(desk: Desk, *texts: str) -> None:
    """Into this field and the next ones."""
    for number, text in enumerate(texts):
        if number:
            desk.press(Key.Key_Tab)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        field.selectAll()
        desk.write(text)


def announce(desk: Desk) -> None:
    """F6: both systems, by 佐藤 of デジタル推進課."""
    desk.press(Key.Key_F6)
    assert desk.sheet_is(AnnounceSheet)
    desk.press(Key.Key_Space, Key.Key_Tab, Key.Key_Space, Key.Key_Tab)
    fill(desk, "佐藤", "デジタル推進課")
    desk.press(Key.Key_Return)


def look_up(desk: Desk, *answer: Qt.Key) -> None:
    """F7 for the next system: seen, and that it can be used, unless answered otherwise."""
    desk.press(Key.Key_F7)
    sheet = desk.sheet
    assert isinstance(sheet, LookUpSheet)
    sheet._seen.editor.setFocus()
    fill(desk, "検索結果 1件")
    desk.press(Key.Key_Tab, *(answer or (Key.Key_Space,)), Key.Key_Return)
    assert desk.sheet is None


def stage_of(desk: Desk, number: str) -> EntryStage:
    now = page_of(desk).now
    assert now is not None
    return next(work.stage for work in now.works if work.held.number == number)


def errors(sheet: Sheet | None) -> list[str]:
    assert sheet is not None
    return [text.text() for text in sheet.findChildren(Text) if text.isVisible()]


def test_the_place_is_one_key_away_and_says_that_there_is_nothing_to_do(open_desk: Open):
    desk = open_desk()
    begin(desk)
    page = at_work(desk)
    assert page.list.rows == 0
    assert_accessible(desk.window)
    desk.press(Key.Key_1, modifier=ALT)
    assert desk.window.visit.isVisible()


def test_from_the_first_word_to_full_recovery_by_keys(open_desk: Open):
    desk = an_outage(open_desk, "move-in", "seal-stop")
    page = at_work(desk)
    assert [page.list.chosen.number, page.list.chosen.word] == ["101-002", "復旧待ち"]  # type: ignore[union-attr]
    assert "証明書はまだ出しません" in page.stages.words
    desk.press(Key.Key_Return)
    assert desk.sheet is None
    assert "入力は待ちます" in page.list.said
    announce(desk)
    look_up(desk)
    look_up(desk)
    assert desk.counter.operations.state.board.status(RECORD) is Status.UP
    assert page.list.chosen.word == "入力待ち"  # type: ignore[union-attr]
    assert_accessible(desk.window)
    for number in ("R-10", "R-11"):
        page.list.take_keys()
        page.list.table.selectRow(states(page).index("入力待ち"))
        desk.press(Key.Key_Return)
        assert desk.sheet_is(EnterSheet)
        assert "令和7年1月6日（月）" in " ".join(errors(desk.sheet)), "the day of the visit"
        fill(desk, number)
        desk.press(Key.Key_Return)
    assert stage_of(desk, "101-001") is EntryStage.TO_CHECK
    for number in ("R-10", "R-11"):
        page.list.table.selectRow(0)
        desk.press(Key.Key_Return)
        assert desk.sheet_is(CheckSheet)
        assert number not in " ".join(errors(desk.sheet)), "they read it off the screen"
        fill(desk, number, "1/6", "大井 一郎")
        desk.press(Key.Key_Return)
    assert page.list.rows == 0
    assert "証明書はまだ" not in page.stages.words
    desk.press(Key.Key_F11, modifier=CTRL)
    assert desk.sheet_is(FullSheet)
    desk.press(Key.Key_Return)
    assert page.now is not None
    assert page.now.comeback.full is not None
    assert page.now.comeback.full.by == HANAKO.name
    desk.close()
    again = open_desk()
    page = at_work(again)
    assert "宣言しました" in page.stages.words


def states(page: WorkPage) -> list[str]:
    model = page.list.table.model()
    return [model.index(at, 4).data() for at in range(model.rowCount())]


def come_back(desk: Desk) -> None:
    recovery = desk.counter.recovery
    recovery.announce("係長", (RECORD, JUKI), "佐藤", "デジタル推進課")
    for key in (RECORD, JUKI):
        recovery.tested("係長", key, passed=True, seen="1件")


def test_what_the_second_person_sees_differs_and_the_entry_is_made_anew(open_desk: Open):
    desk = an_outage(open_desk, "move-in")
    come_back(desk)
    at_work(desk)
    desk.press(Key.Key_Return)
    fill(desk, "R-10")
    desk.press(Key.Key_Return, Key.Key_Return)
    fill(desk, "R-99", "1/7", HANAKO.name)
    desk.press(Key.Key_Return)
    assert "入力した人とは別の方" in " ".join(errors(desk.sheet))
    fill(desk, "大井 一郎")
    desk.press(Key.Key_Return)
    words = " ".join(errors(desk.sheet))
    assert "受付番号が、入力の記録と違います" in words
    assert "届出日が違います" in words
    assert "R-10" not in words
    assert_accessible(desk.window)
    desk.press(Key.Key_F4)
    assert desk.sheet is None
    assert stage_of(desk, "101-001") is EntryStage.DIFFERS
    desk.press(Key.Key_Return)
    assert desk.sheet_is(EnterSheet)
    fill(desk, "202501070012")
    desk.press(Key.Key_Return)
    assert "下6けた" in " ".join(errors(desk.sheet)), "twelve digits are never kept"
    assert "R-99" in " ".join(errors(desk.sheet)), "both are told to who enters it anew"
    fill(desk, "R-10")
    desk.press(Key.Key_Return, Key.Key_Return)
    fill(desk, "Ｒ１０", "1/6", "大井 一郎")
    desk.press(Key.Key_Return)
    assert stage_of(desk, "101-001") is EntryStage.DONE


def test_a_fall_in_the_middle_keeps_the_list_which_goes_on_afterwards(open_desk: Open):
    desk = an_outage(open_desk, "move-in", "move-out")
    come_back(desk)
    page = at_work(desk)
    desk.press(Key.Key_Return)
    fill(desk, "R-10")
    desk.press(Key.Key_Return)
    look_up(desk, Key.Key_Right, Key.Key_Space)
    assert "また停止" in page.stages.words
    assert states(page) == ["復旧待ち"] * 2
    desk.press(Key.Key_Return)
    assert "入力は待ちます" in page.list.said
    announce_one(desk)
    look_up(desk)
    assert stage_of(desk, "101-001") is EntryStage.TO_CHECK
    assert stage_of(desk, "101-002") is EntryStage.TO_ENTER


def announce_one(desk: Desk) -> None:
    desk.press(Key.Key_F6, Key.Key_Tab)
    fill(desk, "佐藤", "デジタル推進課")
    desk.press(Key.Key_Return)
    assert desk.sheet is None


def test_a_word_without_a_name_or_a_system_is_not_taken(open_desk: Open):
    desk = an_outage(open_desk, "move-in")
    at_work(desk)
    desk.press(Key.Key_F7)
    assert desk.sheet is None
    assert "公式の連絡" in page_of(desk).list.said or "使える" in page_of(desk).stages.words
    desk.press(Key.Key_F6, Key.Key_Return)
    assert "どのシステムの連絡かを選んでください。" in errors(desk.sheet)
    desk.press(Key.Key_Space, Key.Key_Return)
    assert "だれが言ったかを、氏名で残します。" in errors(desk.sheet)
    assert_accessible(desk.window)
    desk.press(Key.Key_Escape)
    assert desk.counter.operations.state.recovered_at is None


def test_a_test_that_fails_after_the_word_tells_the_lead_what_says_that_the_outage_goes_on(
    open_desk: Open,
):
    desk = an_outage(open_desk)
    page = at_work(desk)
    announce(desk)
    look_up(desk, Key.Key_Right, Key.Key_Space)
    assert "また止まっています。一覧は残ります。" in page.list.said
    assert "F7「また止まった」" in page.list.said
    assert_accessible(desk.window)


def test_the_server_is_stopped_and_taken_up_again_by_a_person(open_desk: Open):
    desk = an_outage(open_desk)
    operations = desk.counter.operations
    operations.check("係長", SERVER, Status.UP, "テスト印刷")
    operations.stamp_snapshot("係長", NOON - timedelta(hours=13))
    page = at_work(desk)
    desk.press(Key.Key_F8)
    assert desk.sheet_is(ServerSheet)
    assert "データの日時　1月5日（日）23:00 時点" in errors(desk.sheet)
    desk.press(Key.Key_Return)
    assert operations.state.server_frozen
    assert "1月5日（日）23:00 時点" in page.stages.words
    desk.press(Key.Key_F8, Key.Key_Return)
    assert not operations.state.server_frozen


def test_numbers_are_explained_by_keys_until_they_add_up(open_desk: Open):
    desk = an_outage(open_desk, "move-in")
    desk.counter.desk.open_visit(desk.counter.clerk, ["move-out"])
    page = at_work(desk)
    desk.press(Key.Key_F11)
    numbers = desk.window.recovery.findChild(NumbersPage)
    assert numbers is not None
    assert numbers.isVisible()
    desk.press(Key.Key_F7)
    assert desk.sheet_is(HandOutSheet)
    fill(desk, "P101-001", "P101-003", "荏原第一地域センター")
    desk.press(Key.Key_Return)
    assert numbers.table.model().rowCount() == 2
    assert_accessible(desk.window)
    desk.press(Key.Key_Return)
    assert desk.sheet_is(ExplainSheet)
    desk.press(Key.Key_Return)
    assert "どうなったかを選んでください。" in errors(desk.sheet)
    desk.press(Key.Key_Down, Key.Key_Down, Key.Key_Space, Key.Key_Tab)
    fill(desk, "呼んだがいなかった")
    desk.press(Key.Key_Return)
    assert numbers.chosen is not None
    assert numbers.chosen.numbers == "P101-001〜003（3件）"
    desk.press(Key.Key_Return)
    sheet = desk.sheet
    assert isinstance(sheet, ExplainSheet)
    assert_accessible(desk.window)
    sheet._fate.choose("void")
    sheet._reason.editor.setFocus()
    fill(desk, "未使用、回収")
    desk.press(Key.Key_Return)
    assert page.now is not None
    assert page.now.accounts.is_closed
    desk.press(Key.Key_Escape)
    assert QApplication.focusWidget() is page.list.table
    assert "合っています" in page.stages.words


def test_what_is_not_entered_after_all_needs_a_reason(open_desk: Open):
    desk = an_outage(open_desk, "move-in")
    come_back(desk)
    page = at_work(desk)
    page.list.drop_requested.emit(page.list.chosen.key)  # type: ignore[union-attr]
    sheet = desk.sheet
    assert isinstance(sheet, DropSheet)
    fill(desk, "ご本人が取り下げた")
    sheet._on_drop()
    desk.settle()
    assert stage_of(desk, "101-001") is EntryStage.DROPPED
    assert page.list.rows == 0
    page.list._settled.click()
    desk.settle()
    assert page.list.chosen is not None
    assert page.list.chosen.word == "入力しない"


def test_full_recovery_says_what_is_missing(open_desk: Open):
    desk = an_outage(open_desk, "move-in")
    page = at_work(desk)
    desk.press(Key.Key_F11, modifier=CTRL)
    assert desk.sheet_is(FullSheet)
    words = " ".join(errors(desk.sheet))
    assert "使えると確かめていないシステム 2つ" in words
    assert "入力していない手続 1件" in words
    assert_accessible(desk.window)
    desk.press(Key.Key_Escape)
    assert page.now is not None
    assert [one.what for one in page.now.in_the_way] == [Hindrance.SYSTEMS, Hindrance.ENTRIES]


def test_the_paper_in_hand_is_found_by_its_number(open_desk: Open):
    desk = an_outage(open_desk, "move-in", "move-out", "seal-stop")
    page = at_work(desk)
    desk.press(Key.Key_F, modifier=CTRL)
    desk.write("１０１－００２")
    assert page.list.rows == 1
    assert page.list.chosen is not None
    assert page.list.chosen.number == "101-002"
    desk.press(Key.Key_A, modifier=CTRL)
    desk.write("どこにもない")
    assert page.list.rows == 0
    assert_accessible(desk.window)


def test_at_large_text_the_stages_are_behind_a_key_and_their_acts_too(open_desk: Open):
    desk = an_outage(open_desk, "move-in")
    for _ in range(4):
        desk.press(Key.Key_Plus, modifier=CTRL)
    page = at_work(desk)
    assert not page.stages.isVisible()
    assert_accessible(desk.window)
    desk.press(Key.Key_F6)
    assert desk.sheet_is(AnnounceSheet)
    assert_accessible(desk.window)
    desk.press(Key.Key_Escape, Key.Key_F9)
    assert page.stages.isVisible()
    assert_accessible(desk.window)
    desk.press(Key.Key_F9)
    assert page.list.isVisible()
    desk.window.aids.looks.reset_text()


def test_two_thousand_visits_are_a_blink_for_the_thread_that_draws(open_desk: Open):
    desk = an_outage(open_desk)
    held = tuple(
        Held(
            f"v{at}", f"101-{at:03d}", 1, "move-in", Route.ACCEPT_AND_HOLD,
            NOON + timedelta(seconds=at), systems=frozenset({RECORD}),
        )
        for at in range(1, 2001)
    )  # fmt: skip
    numbered = tuple(NumberedVisit(one.visit, one.number, True) for one in held)
    gathered = Gathered(held, {}, numbered, ("101-2000",))
    recovery, took = desk.counter.recovery, []
    for _ in range(5):
        before = time.thread_time()
        now = recovery.now(gathered)
        rows = work_rows(now.works, desk.counter.content, settled=True, text="1999")
        took.append(time.thread_time() - before)
    assert [row.number for row in rows] == ["101-1999"]
    assert min(took) < 0.05, took


def test_certificates_wait_in_the_window_until_the_first_entry_is_checked(open_desk: Open):
    """Rule 12: in 対応, in both layouts, and freed by the second person in 復旧."""
    desk = an_outage(open_desk, "seal-stop")
    stop = next(iter(desk.counter.log.visits(desk.counter.operations.state.id)))
    visit = desk.counter.desk.open_visit(desk.counter.clerk, ["residence-certificate"])
    visit = desk.counter.desk.answer_all(visit, desk.counter.clerk, CARD)
    desk.press(Key.Key_1, modifier=ALT)
    desk.window.visit.show_visit(visit.id)
    at_work(desk)
    announce(desk)
    look_up(desk)
    look_up(desk)
    desk.press(Key.Key_1, modifier=ALT)
    sentence = desk.counter.content.texts["entries-first"]
    for _ in range(2):
        scene = desk.window.visit._scene
        assert scene is not None
        assert scene.place.walk is not None
        refused = scene.place.walk.decision.refusals
        assert sentence in [one.reason for one in refused if one.route is Route.COUNTER]
        desk.press(Key.Key_F3)
    recovery = desk.counter.recovery
    recovery.enter("田中", work_of(desk, stop.number), "R-1")
    work = work_of(desk, stop.number)
    recovery.check("山本", work, "R-1", work.held.filing_day)
    desk.press(Key.Key_4, modifier=ALT)
    desk.press(Key.Key_1, modifier=ALT)
    scene = desk.window.visit._scene
    assert scene is not None
    assert scene.place.walk is not None
    assert Route.COUNTER in [one.route for one in scene.place.walk.decision.offers]


def work_of(desk: Desk, number: str) -> Work:
    recovery = desk.counter.recovery
    works = recovery.now(recovery.gather()).works
    return next(work for work in works if work.held.number == number)
