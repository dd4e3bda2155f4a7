"""報告 through the real window: counted off the GUI thread, written as it is typed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app import reporting
from dtcoach.app.figures import figures_of
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.figures.written import WrittenReport
from dtcoach.domain.words import ReportPart
from dtcoach.ui.kit.button import Button
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.text import Text
from dtcoach.ui.main_window import RECOVERY
from dtcoach.ui.recovery.registry import REPORT
from dtcoach.ui.report.chart import Chart
from dtcoach.ui.report.page import COMPARE, TEXT, ReportPage
from dtcoach.ui.report.sheets import EstimateSheet, SettleSheet, VersionsSheet
from tests.ui.accessible import assert_accessible
from tests.ui.test_window import begin
from tests.ui.window import HANAKO, Desk, Key

Open = Callable[..., Desk]
ALT = Qt.KeyboardModifier.AltModifier
WRITTEN = "サーバーの設定の誤り。"


def report_of(desk: Desk) -> ReportPage:
    """報告, counted."""
    desk.press(Key.Key_4, modifier=ALT)
    desk.press(Key.Key_F5)
    return counted(desk)


def counted(desk: Desk) -> ReportPage:
    page = desk.window.recovery.page
    assert isinstance(page, ReportPage)
    desk.until(lambda: page.figures is not None and not page.is_counting)
    desk.settle()
    return page


def with_visits(open_desk: Open) -> Desk:
    desk = open_desk()
    begin(desk)
    for procedures in (["move-in", "residence-certificate"], ["residence-certificate"]):
        desk.counter.desk.open_visit(desk.counter.clerk, procedures)
    return desk


def said(page: ReportPage) -> str:
    return " ".join(text.text() for text in page.findChildren(Text) if text.isVisibleTo(page))


def test_two_keys_lead_to_the_figures_and_charts_tell_themselves(open_desk: Open):
    desk = with_visits(open_desk)
    page = report_of(desk)
    assert page.figures is not None
    assert (page.figures.counts.people, page.figures.counts.requests) == (2, 3)
    assert "把握していない" in said(page)
    told = " ".join(chart.accessibleName() for chart in page.findChildren(Chart))
    assert "住民票の写し 2件" in told
    assert "住民記録: " in told
    assert_accessible(desk.window)


def test_nothing_is_counted_on_the_thread_that_draws(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
):
    desk = with_visits(open_desk)
    seen: list[bool] = []

    def watched(*given: Any, **named: Any) -> IncidentFigures:
        seen.append(threading.get_ident() == threading.main_thread().ident)
        return figures_of(*given, **named)

    monkeypatch.setattr(reporting, "figures_of", watched)
    page = report_of(desk)
    assert page.figures is not None
    assert seen
    assert not any(seen)


def test_a_visit_that_comes_in_is_counted_when_the_page_is_shown_again(open_desk: Open):
    desk = with_visits(open_desk)
    report_of(desk)
    desk.counter.desk.open_visit(desk.counter.clerk, ["move-in"])
    desk.window.go(RECOVERY)
    page = counted(desk)
    assert page.figures is not None
    assert page.figures.counts.people == 3


def test_what_is_typed_saves_itself_and_is_there_after_a_restart(open_desk: Open):
    desk = with_visits(open_desk)
    page = report_of(desk)
    page.show_tab(TEXT)
    field = page.text.fields[ReportPart.CAUSE]
    field.field.note.setFocus()
    QTest.keyClicks(field.field.note, "server")
    assert field.said == "入力中…"
    desk.until(lambda: "保存しました" in field.said)
    field.field.note.setPlainText(WRITTEN)
    desk.press(Key.Key_1, modifier=ALT)  # gone before the pause is over
    assert page.written.text(ReportPart.CAUSE) == WRITTEN
    desk.close()
    again = open_desk()
    page = report_of(again)
    page.show_tab(TEXT)
    assert page.text.fields[ReportPart.CAUSE].field.text() == WRITTEN
    assert page.written.versions[ReportPart.CAUSE][-1].by == HANAKO.name
    assert_accessible(again.window)


def test_a_number_of_a_person_is_refused_and_stays_in_the_field(open_desk: Open):
    desk = with_visits(open_desk)
    page = report_of(desk)
    page.show_tab(TEXT)
    field = page.text.fields[ReportPart.IMPACT]
    field.field.set_text("123456789012 の方")
    field.keep()
    assert "個人番号" in field.field.error
    assert page.written == WrittenReport(is_changed=True)
    assert field.field.text().startswith("1234")


def test_an_estimate_is_entered_with_its_ground_and_shown_apart(open_desk: Open):
    desk = with_visits(open_desk)
    page = report_of(desk)
    page.show_tab(TEXT)
    desk.press(Key.Key_F6)
    sheet = desk.window.sheet
    assert isinstance(sheet, EstimateSheet)
    assert_accessible(sheet)
    desk.press(Key.Key_Return)
    assert sheet.people.error
    assert sheet.ground.error
    desk.write("３２０")
    sheet.ground.set_text("番号札の枚数から")
    desk.press(Key.Key_Return)
    counted(desk)
    guess = page.written.estimate
    assert guess is not None
    assert (guess.people, guess.ground, guess.by) == (320, "番号札の枚数から", HANAKO.name)
    page.show_tab("figures")
    assert "約320" in said(page)
    assert page.figures is not None
    assert page.figures.counts.people == 2


def test_a_version_is_answered_for_and_a_later_change_is_a_draft(open_desk: Open):
    desk = with_visits(open_desk)
    page = report_of(desk)
    desk.press(Key.Key_F7)
    sheet = desk.window.sheet
    assert isinstance(sheet, SettleSheet)
    assert_accessible(sheet)
    desk.press(Key.Key_Return)
    counted(desk)
    settled = page.written.settled
    assert settled is not None
    assert (settled.version, settled.by) == (1, HANAKO.name)
    assert page.version == "第1版"
    page.show_tab(TEXT)
    page.text.fields[ReportPart.WHAT].field.set_text("止まった。")
    page.text.keep_all()
    assert page.version == "下書き"
    page.text.older.click()
    assert isinstance(desk.window.sheet, VersionsSheet)
    assert_accessible(desk.window.sheet)


def test_the_pdf_and_the_tables_are_saved_and_said(open_desk: Open, tmp_path: Path, qtbot: QtBot):
    desk = with_visits(open_desk)
    page = report_of(desk)
    names = []
    page.files.ask_file = lambda name: names.append(name) or str(tmp_path / name)  # type: ignore[func-returns-value]
    for key in (Key.Key_F9, Key.Key_F8):
        with qtbot.waitSignal(page.files.saver.saved, timeout=60_000):
            desk.press(key)
    pdf, book = (tmp_path / name for name in names)
    whole = "".join("".join(text_of(pdf.read_bytes())).split())
    assert "受け付けた方2人" in whole
    assert "下書き" in whole
    assert "手続ごと" in load_workbook(book).sheetnames
    assert "保存しました" in said(page)
    assert_accessible(desk.window)


def test_the_lists_are_saved_from_where_they_are_counted(
    open_desk: Open, tmp_path: Path, qtbot: QtBot
):
    desk = with_visits(open_desk)
    page = report_of(desk)
    page.files.ask_file = lambda name: str(tmp_path / name)
    buttons = [one for one in page.findChildren(Button) if "一覧（PDF）" in one.label]
    assert len(buttons) == 2
    for button in buttons:
        with qtbot.waitSignal(page.files.saver.saved, timeout=60_000):
            button.click()
    assert len(list(tmp_path.glob("*一覧*.pdf"))) == 2


def test_a_place_that_takes_no_file_is_told_and_the_old_file_stays(
    open_desk: Open, tmp_path: Path, qtbot: QtBot
):
    desk = with_visits(open_desk)
    page = report_of(desk)
    page.files.ask_file = lambda name: str(tmp_path / "no" / name)
    with qtbot.waitSignal(page.files.saver.failed, timeout=60_000):
        desk.press(Key.Key_F9)
    assert "書けませんでした" in said(page)


def test_incidents_stand_beside_each_other_marked(open_desk: Open):
    desk = with_visits(open_desk)
    page = report_of(desk)
    page.show_tab(COMPARE)
    assert "並べて比べる記録が、まだありません" in said(page)
    desk.press(Key.Key_2, modifier=ALT)
    desk.counter.operations.close("係長")
    desk.window.leave_incident()
    desk.begin(Key.Key_2)
    page = report_of(desk)
    page.show_tab(COMPARE)
    table = page.findChild(Table)
    assert table is not None
    model = table.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    heads = [
        str(model.headerData(column, Qt.Orientation.Horizontal))
        for column in range(model.columnCount())
    ]
    assert heads[1].startswith("今回　訓練")
    assert heads[2].startswith("本番")
    assert_accessible(desk.window)


@pytest.mark.parametrize("tab", ["figures", TEXT, COMPARE])
def test_nothing_is_cut_at_the_largest_text(open_desk: Open, tab: str):
    desk = with_visits(open_desk)
    for _ in range(4):
        desk.press(Key.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.window.go(RECOVERY)
    desk.window.recovery.go(REPORT)
    page = counted(desk)
    page.show_tab(tab)
    QTest.qWait(50)
    assert_accessible(desk.window)
    desk.window.aids.looks.reset_text()
