"""The lead's place through the real window, by keys, on a real log that is opened again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app.clerk import Clerk
from dtcoach.app.paper import Picture
from dtcoach.domain.events import ListPrinted, NoticePosted
from dtcoach.domain.incident import HandOver, PostedNotice
from dtcoach.domain.words import LeadList, PaperWay, Status, WorldKey
from dtcoach.ui.board.effects import effect_of
from dtcoach.ui.board.handover_page import HandoverPage
from dtcoach.ui.board.notice_page import NoticePage
from dtcoach.ui.board.notice_view import first_fields
from dtcoach.ui.board.rows import journal_lines
from dtcoach.ui.kit.choice import CheckRow
from dtcoach.ui.kit.notice import Notice
from dtcoach.ui.kit.text import Text
from dtcoach.ui.main_window import BOARD
from dtcoach.ui.paper.print_sheet import NO_PRINTER, PrintSheet
from dtcoach.ui.paper.printing import PRINT_DPI
from tests.ui.accessible import assert_accessible
from tests.ui.test_window import begin
from tests.ui.window import HANAKO, NOON, Desk, Key

Open = Callable[..., Desk]
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def at_the_board(open_desk: Open) -> Desk:
    desk = open_desk()
    begin(desk)
    desk.press(Key.Key_2, modifier=ALT)
    return desk


def boxes(desk: Desk) -> list[CheckRow]:
    side = desk.window.board.side
    return [box for box in side.findChildren(CheckRow) if box.isVisible()]


def notes(desk: Desk) -> list[str]:
    return [text.text() for text in desk.window.board.side.findChildren(Text) if text.isVisible()]


def tick_first(desk: Desk) -> None:
    boxes(desk)[0].setFocus()
    desk.press(Key.Key_Space)


# --- the lists ----------------------------------------------------------------------------------


def test_a_tick_is_in_the_log_with_name_and_time_and_is_taken_back_by_another(open_desk: Open):
    desk = at_the_board(open_desk)
    item = boxes(desk)[0].text()
    tick_first(desk)
    state = desk.counter.operations.state
    tick = state.ticks[state.scenario, LeadList.FIRST, item]
    assert (tick.done, tick.by) == (True, HANAKO.name)
    assert boxes(desk)[0].isChecked()
    assert f"12:00 {HANAKO.name}" in notes(desk)
    tick_first(desk)
    assert not boxes(desk)[0].isChecked()
    assert not any(HANAKO.name in note and "12:00" in note for note in notes(desk)[-12:])
    desk.window.board.side.tab_chosen.emit("journal")
    desk.settle()
    assert any("取り消し" in note and item in note for note in notes(desk))


def test_ticks_outlive_the_window_and_the_hourly_one_opens_again(open_desk: Open):
    desk = at_the_board(open_desk)
    tick_first(desk)
    desk.window.board.side.tab_chosen.emit(LeadList.HOURLY.name)
    desk.settle()
    tick_first(desk)
    desk.close()
    again = open_desk()
    again.window.go(BOARD)
    assert boxes(again)[0].isChecked()
    again.window.board.side.tab_chosen.emit(LeadList.HOURLY.name)
    again.settle()
    assert boxes(again)[0].isChecked()
    again.house.clock.at += timedelta(minutes=61)
    again.window.minute_passed()
    again.settle()
    assert not boxes(again)[0].isChecked()
    assert any(note.startswith("前回 12:00") for note in notes(again))


def test_a_tick_keeps_the_keys_where_they_were(open_desk: Open):
    desk = at_the_board(open_desk)
    boxes(desk)[2].setFocus()
    desk.press(Key.Key_Space)
    assert QApplication.focusWidget() is boxes(desk)[2]


def checked_now(desk: Desk) -> WorldKey | None:
    panel = desk.window.board.panel
    return None if panel is None else panel.key


def test_a_list_opens_at_its_first_line_that_is_not_done(open_desk: Open):
    desk = at_the_board(open_desk)
    operations = desk.counter.operations
    lines = desk.counter.content.scenarios["full-outage"].first_minutes
    for line in lines[:-1]:
        operations.tick("係長", LeadList.FIRST, line, True)
    desk.window.board.side.tab_chosen.emit(LeadList.HOURLY.name)
    desk.window.board.side.tab_chosen.emit(LeadList.FIRST.name)
    desk.settle()
    last = boxes(desk)[len(lines) - 1]
    assert last.text() == lines[-1]
    assert not last.isChecked()
    assert last.visibleRegion().boundingRect().height() > 20


# --- checks one after another -------------------------------------------------------------------


def test_one_key_opens_what_is_stale_and_checks_follow_one_another(open_desk: Open):
    desk = at_the_board(open_desk)
    desk.press(Key.Key_F4, Key.Key_1, Key.Key_Return)
    board = desk.window.board
    assert checked_now(desk) is WorldKey.DOWNTIME_SERVER
    desk.press(Key.Key_F4)
    assert checked_now(desk) is WorldKey.JUKI_NET, "left for later"
    desk.press(Key.Key_3, Key.Key_Return)
    assert checked_now(desk) is WorldKey.FAMILY_REGISTER
    desk.press(Key.Key_Escape)
    assert checked_now(desk) is None
    assert QApplication.focusWidget() is board.overview.table
    checks = desk.counter.operations.state.board.checks
    seen = {key for key, check in checks.items() if check.at is not None}
    assert seen == {WorldKey.RESIDENT_RECORD, WorldKey.JUKI_NET}


def test_a_round_ends_when_nothing_is_stale(open_desk: Open):
    desk = at_the_board(open_desk)
    name = desk.counter.clerk.name
    for key in list(WorldKey)[:-2]:
        desk.counter.operations.check(name, key, Status.UP, "見た")
    desk.window.board.refresh()
    desk.press(Key.Key_F4, Key.Key_1, Key.Key_Return, Key.Key_4, Key.Key_Return)
    assert desk.window.board.panel is None
    assert "未確認と記録しました" in desk.window.board.overview.effect_words
    desk.window.board.refresh()
    assert desk.window.board.overview.next_words == ""


def test_the_chosen_system_is_told_in_full(open_desk: Open):
    desk = at_the_board(open_desk)
    operations, board = desk.counter.operations, desk.window.board
    how = "二台の端末で、ログインの画面から先に進めないことを確かめた"
    operations.check("係員A", WorldKey.RESIDENT_RECORD, Status.DEGRADED, how)
    operations.check("係長", WorldKey.RESIDENT_RECORD, Status.DOWN, "電話で聞いた")
    board.refresh()
    words = board.side.detail.words
    for part in ("停止", "係長", "電話で聞いた", "12:30まで（あと29分）", how, "想定"):
        assert part in words
    desk.press(Key.Key_Down)
    assert "テスト印刷" in board.side.detail.words, "how it is checked, where nobody has looked"
    operations.stamp_snapshot("係長", desk.house.clock.at - timedelta(hours=13))
    board.refresh()
    assert "13時間前" in board.side.detail.words
    shown = board.overview.table.model().index(1, 0)
    assert "13時間前のデータ" in str(shown.data(Qt.ItemDataRole.AccessibleTextRole))


# --- notices ------------------------------------------------------------------------------------


def notice_page(desk: Desk) -> NoticePage:
    page = desk.window.board.notice
    assert page is not None
    assert page.isVisible()
    return page


def notice_up(desk: Desk) -> PostedNotice | None:
    return desk.counter.operations.state.notice


def test_a_notice_is_drafted_copied_and_put_up_by_keys(open_desk: Open):
    desk = at_the_board(open_desk)
    desk.press(Key.Key_F2)
    page = notice_page(desk)
    assert "■ いつもどおりできること" in page.text
    desk.press(Key.Key_A, modifier=CTRL)
    desk.write("11:00")
    assert "次のお知らせ" in page.text
    desk.press(Key.Key_A, modifier=CTRL)
    desk.write("2時間後")
    desk.press(Key.Key_F6)
    copied = QGuiApplication.clipboard().text()
    assert copied == page.text
    assert "1月6日（月）14:00" in copied
    desk.press(Key.Key_F5)
    assert notice_up(desk) is None, "nobody said where it is up"
    place = next(box for box in page.findChildren(CheckRow) if box.text() == "窓口の掲示")
    place.setFocus()
    desk.press(Key.Key_Space, Key.Key_F5)
    notice = notice_up(desk)
    assert notice is not None
    assert (notice.by, notice.said.places) == (HANAKO.name, ("窓口の掲示",))
    assert notice.said.text == copied
    assert QApplication.focusWidget() is desk.window.board.overview.table
    banner = desk.window.banner.model
    assert banner is not None
    assert banner.notice_text.startswith("14:00")
    assert not banner.notice_late


def test_the_next_notice_turns_urgent_when_its_time_has_come_also_after_a_restart(
    open_desk: Open,
):
    desk = at_the_board(open_desk)
    desk.press(Key.Key_F2)
    page = notice_page(desk)
    next(box for box in page.findChildren(CheckRow) if box.text() == "SNS").setFocus()
    desk.press(Key.Key_Space, Key.Key_F5)
    desk.close()
    again = open_desk()
    banner = again.window.banner.model
    assert banner is not None
    assert banner.notice_text.startswith("12:30")
    again.house.clock.at += timedelta(minutes=45)
    again.window.minute_passed()
    banner = again.window.banner.model
    assert banner is not None
    assert banner.notice_late
    assert banner.notice_text.endswith("遅れ")
    assert "次のお知らせ" in again.window.banner.accessibleDescription()
    again.window.go(BOARD)
    again.window.board.side.tab_chosen.emit("journal")
    again.settle()
    assert any("お知らせを出した" in note for note in notes(again))


def test_a_change_of_the_board_says_that_the_notice_no_longer_holds(open_desk: Open):
    desk = at_the_board(open_desk)
    desk.press(Key.Key_F2)
    page = notice_page(desk)
    next(box for box in page.findChildren(CheckRow) if box.text() == "SNS").setFocus()
    desk.press(Key.Key_Space, Key.Key_F5)
    assert "お知らせを記録しました" in desk.window.board.overview.effect_words
    desk.window.board.change(WorldKey.TAX)
    desk.press(Key.Key_3, Key.Key_Return)
    assert "お知らせと、状況が違います" in desk.window.board.overview.effect_words
    assert desk.window.board.overview.notice_words == "お知らせと状況が違う 1件"
    desk.press(Key.Key_F2)
    words = " ".join(text.text() for text in notice_page(desk).findChildren(Text))
    assert "状況が違います：課税・納税の証明書" in words


def test_a_draft_waits_while_a_resident_is_served(open_desk: Open):
    desk = at_the_board(open_desk)
    desk.press(Key.Key_F2)
    page = notice_page(desk)
    desk.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    desk.write("駐輪場は使えます。")
    assert "駐輪場は使えます。" in page.text
    desk.press(Key.Key_1, modifier=ALT)
    desk.press(Key.Key_2, modifier=ALT)
    assert "駐輪場は使えます。" in notice_page(desk).text
    desk.press(Key.Key_Escape, Key.Key_F2)
    assert "駐輪場は使えます。" in notice_page(desk).text


def test_a_text_can_be_mended_by_hand_and_computed_again(open_desk: Open):
    desk = at_the_board(open_desk)
    desk.press(Key.Key_F2)
    page = notice_page(desk)
    computed = page.text
    page.editor.setFocus()
    page.editor.insertPlainText("【至急】")
    desk.settle()
    assert page.text == "【至急】" + computed
    page.show_tab("en")
    assert "Notice of a computer system failure" in page.text
    page.show_tab("sns")
    assert page.count.endswith("/ 140字")
    page.show_tab("ja")
    assert page.text.startswith("【至急】")
    desk.press(Key.Key_F8)
    assert page.text == computed


# --- the hand-over ------------------------------------------------------------------------------


def handed_over(desk: Desk) -> HandOver | None:
    return desk.counter.operations.state.handed_over


def test_the_hand_over_is_read_named_and_kept(open_desk: Open):
    desk = at_the_board(open_desk)
    counter = desk.counter
    visit = counter.desk.open_visit(counter.clerk, ["seal-certificate"])
    counter.desk.park(visit, counter.clerk, "委任状待ち")
    desk.press(Key.Key_F3)
    page = desk.window.board.handover
    assert isinstance(page, HandoverPage)
    words = " ".join(text.text() for text in page.findChildren(Text))
    for part in (visit.number, "委任状待ち", "まだ出していません", "住民記録"):
        assert part in words
    desk.press(Key.Key_F5)
    assert handed_over(desk) is None, "to nobody"
    desk.write(HANAKO.name)
    desk.press(Key.Key_F5)
    assert handed_over(desk) is None, "to oneself"
    desk.press(Key.Key_A, modifier=CTRL)
    desk.write("山田 一郎")
    desk.press(Key.Key_F5)
    over = handed_over(desk)
    assert over is not None
    assert (over.by, over.to) == (HANAKO.name, "山田 一郎")
    desk.close()
    again = open_desk()
    again.window.go(BOARD)
    again.window.board.side.tab_chosen.emit("journal")
    again.settle()
    assert any("山田 一郎さんへ" in note for note in notes(again))


@pytest.mark.parametrize("key", [Key.Key_F2, Key.Key_F3])
def test_every_control_of_the_leads_pages_has_a_name(open_desk: Open, key: Qt.Key):
    desk = at_the_board(open_desk)
    desk.press(key)
    assert_accessible(desk.window.board)


# --- who is touched by a change -----------------------------------------------------------------


def test_three_open_visits_and_whose_guidance_a_change_touches(open_desk: Open):
    desk = at_the_board(open_desk)
    counter = desk.counter
    name = counter.clerk.name
    for key in (WorldKey.RESIDENT_RECORD, WorldKey.JUKI_NET, WorldKey.TAX, WorldKey.PRINTER):
        counter.operations.check(name, key, Status.UP, "見た")
    counter.desk.open_visit(counter.clerk, ["move-in"])
    counter.desk.open_visit(counter.clerk, ["tax-certificate"])
    parked = counter.desk.open_visit(counter.clerk, ["residence-certificate"])
    counter.desk.park(parked, counter.clerk, "書類待ち")
    desk.window.board.change(WorldKey.RESIDENT_RECORD)
    desk.press(Key.Key_3)
    panel = desk.window.board.panel
    assert panel is not None
    assert "対応中の1件" in panel.effect_words
    assert "中断中の1件" in panel.effect_words
    desk.press(Key.Key_Return)
    assert "中断中の1件" in desk.window.board.overview.effect_words
    desk.window.board.change(WorldKey.TAX)
    desk.press(Key.Key_3)
    panel = desk.window.board.panel
    assert panel is not None
    assert "対応中の1件" in panel.effect_words
    assert "中断中" not in panel.effect_words


def test_forty_open_visits_are_looked_at_in_a_blink(counter):
    clerk = Clerk("係長", "1番")
    procedures = sorted(counter.content.procedures)
    visits = [
        counter.desk.open_visit(clerk, [procedures[number % len(procedures)]])
        for number in range(40)
    ]
    world = {WorldKey.RESIDENT_RECORD: Status.UP}
    took = []
    for _ in range(5):
        before = time.thread_time()
        effect_of(counter.desk, visits, world)
        took.append(time.thread_time() - before)
    assert min(took) < 0.05, took


def test_that_nothing_leaked_is_confirmed_for_each_notice_anew(open_desk: Open):
    desk = at_the_board(open_desk)
    said = NoticePosted("お知らせ", None, NOON, "戸籍住民課", "", True, ("SNS",))
    desk.counter.operations.post_notice("係長", said)
    again = first_fields(desk.counter.operations.state, NOON)
    assert again.contact == "戸籍住民課"
    assert not again.no_leak


# --- papers of the incident ---------------------------------------------------------------------


class KeepingPrinter:
    """Implements `Printers`; counts the pages that it was given."""

    def __init__(self) -> None:
        self.pages: list[int] = []

    def name(self) -> str | None:
        return "事務室"

    def send(self, name: str, title: str, pages: Iterable[Picture], dpi: int) -> None:
        self.pages.append(sum(1 for page in pages if page.width and dpi == PRINT_DPI))


def printed(desk: Desk) -> list[tuple[str, PaperWay]]:
    journal = desk.counter.operations.state.journal
    return [(e.body.paper, e.body.how) for e in journal if isinstance(e.body, ListPrinted)]


def test_a_lead_prints_the_register_and_the_log_holds_it(open_desk: Open, tmp_path: Path) -> None:
    desk = at_the_board(open_desk)
    work = desk.window.board.papers.work
    printer = work.printers = KeepingPrinter()
    desk.press(Key.Key_P, modifier=CTRL)
    assert isinstance(desk.sheet, PrintSheet)
    assert_accessible(desk.sheet)
    desk.until(lambda: work.is_drawn)
    desk.press(Key.Key_Return)
    desk.until(lambda: printed(desk) == [("outage-register", PaperWay.PRINTER)])
    assert printer.pages == [1]
    assert "障害時受付簿" in desk.window.board.overview.effect_words
    lines = journal_lines(desk.counter.operations.state, desk.counter.content, NOON)
    assert lines[0].text == "障害時受付簿を印刷した"
    work.ways.ask_file = lambda name: str(tmp_path / "表.pdf")
    desk.press(Key.Key_P, modifier=CTRL)
    desk.until(lambda: work.is_drawn)
    desk.press(Key.Key_F7)
    assert (tmp_path / "表.pdf").read_bytes().startswith(b"%PDF")
    assert printed(desk)[1] == ("outage-register", PaperWay.FILE)


def test_without_a_printer_there_is_a_file_and_it_is_said(open_desk: Open) -> None:
    desk = at_the_board(open_desk)
    work, asked = desk.window.board.papers.work, []
    work.ways.ask_file = lambda name: asked.append(name) or ""  # type: ignore[func-returns-value]
    desk.press(Key.Key_P, modifier=CTRL)
    desk.until(lambda: work.is_drawn)
    assert work.sheet is not None
    said = [part.accessibleName() for part in work.sheet.findChildren(Notice)]
    assert f"注意: {NO_PRINTER}" in said
    desk.press(Key.Key_Return)
    assert len(asked) == 1
    assert printed(desk) == []


def test_the_posters_are_printed_as_they_were_mended(open_desk: Open, tmp_path: Path) -> None:
    desk = at_the_board(open_desk)
    desk.press(Key.Key_F2)
    page, work = notice_page(desk), desk.window.board.papers.work
    page.editor.setPlainText("きょうの窓口\n\n番号札をお取りください。")
    out = tmp_path / "掲示.pdf"
    work.ways.ask_file = lambda name: str(out)
    desk.press(Key.Key_F7)
    desk.until(lambda: work.is_drawn)
    desk.press(Key.Key_F7)
    first, *others = text_of(out.read_bytes())
    assert "番号札をお取りください。" in first
    assert len(others) == 4
    assert printed(desk) == [("notice", PaperWay.FILE)]


def test_the_hand_over_sheet_is_printed_from_its_page(open_desk: Open, tmp_path: Path) -> None:
    desk = at_the_board(open_desk)
    desk.press(Key.Key_F3)
    work, out = desk.window.board.papers.work, tmp_path / "引継ぎ.pdf"
    work.ways.ask_file = lambda name: str(out)
    desk.press(Key.Key_F7)
    desk.until(lambda: work.is_drawn)
    desk.press(Key.Key_F7)
    assert "受け取った人・時刻" in "".join(text_of(out.read_bytes()))
    assert printed(desk) == [("handover", PaperWay.FILE)]
