"""The parts lay themselves out as they promise: lines, steps, banner, fields, tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QStandardItemModel
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from dtcoach.domain.words import StepKind
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.answer import AnswerButton
from dtcoach.ui.kit.banner import BannerKind, BannerModel, IncidentBanner
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone, Verdict
from dtcoach.ui.kit.choice import CheckRow, ComboField, RadioField
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.field import FieldBox, LineField
from dtcoach.ui.kit.focus import REACH_PX
from dtcoach.ui.kit.lines import lay_out
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.offer import OfferCard, OfferModel
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.settling import settle
from dtcoach.ui.kit.steps import StepNav
from dtcoach.ui.kit.table import CellRole, Table, row_height
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.visit.ahead import StepList
from dtcoach.ui.visit.lines_model import Standing, StepLine
from tests.ui.accessible import accessible_name
from tests.ui.kit_gallery import BoardModel, banner_model, read_date, show_date, step_models

Show = Callable[[QWidget], QWidget]
LONG = "変更があった人に、このサーバーから出さない。ほかの方法をご案内します。"


@pytest.mark.parametrize("style", list(TypeStyle))
def test_a_line_has_the_height_of_its_style(style: TypeStyle) -> None:
    one = lay_out("住民票の写し", style)
    assert one.count == 1
    assert one.height == round(style.size_px * style.line_height)


def test_text_is_as_high_as_its_lines() -> None:
    text = Text(LONG, TypeStyle.BODY)
    heights = [text.heightForWidth(width) for width in (1000, 400, 200, 100)]
    assert heights == sorted(heights)
    assert heights[0] == theme.current().line_px(TypeStyle.BODY)
    assert heights[-1] % heights[0] == 0


@pytest.mark.parametrize("width", range(120, 620, 20))
def test_no_line_is_wider_than_its_room(width: int) -> None:
    assert lay_out(LONG, TypeStyle.BODY, width).width <= width


def test_the_last_line_is_no_orphan() -> None:
    full = lay_out(LONG[:21], TypeStyle.BODY).width
    two = lay_out(LONG[:21], TypeStyle.BODY, full - 8)
    assert two.count == 2
    assert two.layout.lineAt(1).naturalTextWidth() >= 2.6 * 16


def test_a_line_break_is_kept() -> None:
    assert lay_out("一行目\n二行目", TypeStyle.BODY).count == 2


def test_bold_pieces_join_into_one_sentence() -> None:
    text = Text()
    text.set_spans([("後日来庁にすると", True), ("期限を過ぎます。", False)])
    assert text.text() == "後日来庁にすると期限を過ぎます。"
    assert accessible_name(text) == text.text()
    plain = Text(text.text())
    assert text.sizeHint().width() >= plain.sizeHint().width()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_heights_of_controls(qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, theme.ThemeChoice.LIGHT, scale)
    for size in ButtonSize:
        assert Button("次へ", size=size).sizeHint().height() >= size.value
    assert AnswerButton("はい", key="1").sizeHint().height() >= 56
    assert CheckRow("渡した").sizeHint().height() >= 44
    assert row_height() >= 44


@pytest.mark.parametrize(("width", "whole"), [(1134, True), (790, False), (400, False)])
def test_twelve_steps_fit_or_gather_around_now(width: int, whole: bool) -> None:
    nav = StepNav()
    nav.set_steps(step_models(12, 5))
    nav.resize(width, nav.heightForWidth(width))
    window = nav._window(width)
    assert (window.count == 12) is whole
    assert window.first <= 5 < window.last
    assert nav.accessibleName() == "手順 12のうち6 児童手当"
    assert "本人確認 済み" in nav.accessibleDescription()


@pytest.mark.parametrize("now", range(12))
def test_the_present_step_is_always_shown(now: int) -> None:
    nav = StepNav()
    nav.set_steps(step_models(12, now))
    for width in (240, 480, 640, 790, 1366):
        window = nav._window(width)
        assert 0 <= window.first <= now < window.last <= 12


def test_the_banners_differ_in_word_icon_ground_and_pattern(show: Show) -> None:
    kinds = list(BannerKind)
    for part in ("word", "icon", "ground"):
        assert len({getattr(kind, part) for kind in kinds}) == len(kinds)
    bands = []
    for kind in kinds:
        banner = IncidentBanner()
        banner.set_model(banner_model(kind))
        banner.resize(1366, banner.heightForWidth(1366))
        image = banner.grab().toImage()
        bands.append({image.pixelColor(x, y).name() for x in range(600) for y in range(2, 7)})
    assert len(bands[0]) == 1
    assert all(len(band) > 1 for band in bands[1:])


def test_the_banner_hides_without_an_incident_and_speaks_with_one(show: Show) -> None:
    banner = IncidentBanner()
    holder = QWidget()
    QVBoxLayout(holder).addWidget(banner)
    show(holder)
    assert not banner.isVisible()
    banner.set_model(BannerModel(BannerKind.DRILL, "全面停止", "9:00〜", "5分", "2分超過", True))
    assert banner.isVisible()
    assert banner.accessibleName() == "訓練 全面停止 9:00〜"
    assert "遅れ 2分超過" in banner.accessibleDescription()
    banner.set_model(None)
    assert not banner.isVisible()


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_is_a_word_and_an_icon(verdict: Verdict) -> None:
    chip = Chip.of(verdict)
    assert chip.text() == verdict.word
    assert verdict.icon


def test_a_field_says_what_is_wrong_to_everyone(show: Show) -> None:
    field = LineField("電話番号", required=True, support="市外局番から")
    show(field)
    assert field.editor.accessibleName() == "電話番号 必須"
    assert field.editor.accessibleDescription() == "市外局番から"
    before = field.heightForWidth(400)
    field.set_error("けたが足りません。")
    assert field.editor.accessibleDescription() == "けたが足りません。"
    assert field.heightForWidth(400) > before


def test_a_date_shows_what_was_understood(show: Show) -> None:
    field = DateField("異動日", read_date, show_date)
    show(field)
    days = QSignalSpy(field.date_changed)
    QTest.keyClicks(field.editor, "R6.12.23")
    assert field.date() == date(2024, 12, 23)
    assert field.meaning.text() == "令和6年12月23日（月）"
    QTest.keyClick(field.editor, Qt.Key.Key_Backspace)
    assert field.date() == date(2024, 12, 2)
    QTest.keyClick(field.editor, Qt.Key.Key_Backspace)
    assert field.date() is None
    assert field.meaning.text() == ""
    assert days.count() == 4


def test_choices_tell_their_value(show: Show) -> None:
    radio = RadioField("時間", [("am", "午前"), ("pm", "午後")])
    combo = ComboField("届出人", [("self", "本人"), ("proxy", "代理人")])
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(radio)
    column.addWidget(combo)
    show(holder)
    chosen = QSignalSpy(radio.chosen)
    assert radio.value() is None
    QTest.mouseClick(radio._rows["pm"], Qt.MouseButton.LeftButton)
    assert (radio.value(), chosen.at(0)[0]) == ("pm", "pm")
    assert combo.value() is None
    combo.choose("proxy")
    assert combo.value() == "proxy"


def test_a_table_opens_rows_and_needs_no_scroll_bar(show: Show) -> None:
    table = Table("板")
    model = BoardModel(table)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.setModel(model)
    table.set_columns([10, 6, 9, 5, 8])
    table.resize(900, table.height_for_rows(8))
    show(table)
    assert not table.verticalScrollBar().isVisible()
    assert not table.horizontalScrollBar().isVisible()
    table.setCurrentIndex(model.index(2, 0))
    opened = QSignalSpy(table.row_opened)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.at(0)[0].row() == 2
    for row in range(model.rowCount()):
        assert table.rowHeight(row) >= 44


def test_columns_become_one_when_there_is_no_room() -> None:
    holder = QWidget()
    columns = Columns(holder, least_px=300, most=2, gap=10)
    parts = [Button(f"{i}") for i in range(3)]
    for part in parts:
        columns.addWidget(part)
    holder.resize(700, 300)
    columns.setGeometry(holder.rect())
    assert parts[0].y() == parts[1].y() < parts[2].y()
    holder.resize(400, 300)
    columns.setGeometry(holder.rect())
    assert parts[0].y() < parts[1].y() < parts[2].y()


def test_columns_end_where_what_stands_under_them_ends() -> None:
    holder = QWidget()
    columns = Columns(holder, least_px=200, most=3, gap=16)
    parts = [Button(f"{i}") for i in range(3)]
    for part in parts:
        columns.addWidget(part)
    holder.resize(1102, 100)
    columns.setGeometry(holder.rect())
    assert parts[2].geometry().right() == holder.rect().right()
    assert parts[1].x() - parts[0].geometry().right() - 1 == 16


def above_nothing(part: QWidget) -> QWidget:
    """As high as it wants to be, and as wide as a sheet."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(part)
    column.addStretch(1)
    holder.resize(900, 600)
    return holder


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_way_without_a_reason_has_no_empty_line(scale: float, qapp: QApplication) -> None:
    theme.apply(qapp, theme.ThemeChoice.LIGHT, scale)
    try:
        card = OfferCard(OfferModel("konbini", "コンビニ交付", Verdict.POSSIBLE, key="1"))
        line = theme.current().line_px(TypeStyle.LABEL)
        assert 52 <= card.heightForWidth(1200) <= line + 36
    finally:
        theme.apply(qapp, theme.ThemeChoice.LIGHT)


@pytest.mark.parametrize("choice", [theme.ThemeChoice.LIGHT, theme.ThemeChoice.HIGH_CONTRAST])
def test_the_present_steps_are_seen_by_their_edge(
    choice: theme.ThemeChoice, show: Show, qapp: QApplication
) -> None:
    theme.apply(qapp, choice)
    try:
        steps = StepList()
        standing = (Standing.DONE, Standing.NOW, Standing.NEXT)
        steps.set_lines([StepLine(i, StepKind.DO, "見る", now) for i, now in enumerate(standing)])
        steps.resize(320, 200)
        show(steps)
        picture, row = steps.grab().toImage(), 32
        action = theme.current().color("action")
        edges = [picture.pixelColor(2, row * i + row // 2) == action for i in range(3)]
        assert edges == [False, True, False]
    finally:
        theme.apply(qapp, theme.ThemeChoice.LIGHT)


@pytest.mark.parametrize("choice", [theme.ThemeChoice.LIGHT, theme.ThemeChoice.HIGH_CONTRAST])
def test_an_error_is_seen_by_the_shape_of_the_box(
    choice: theme.ThemeChoice, show: Show, qapp: QApplication
) -> None:
    theme.apply(qapp, choice)
    try:
        field = LineField("届出日")
        show(above_nothing(field))
        (box,) = field.findChildren(FieldBox)
        edge = QPoint(6, box.height() // 2)
        assert box.grab().toImage().pixelColor(edge) == theme.current().color("ground_raised")
        field.set_error("届出日を入れてください。")
        settle()
        assert box.grab().toImage().pixelColor(edge) == theme.current().color("danger")
    finally:
        theme.apply(qapp, theme.ThemeChoice.LIGHT)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("support", ["", "見たまま入れます。"])
def test_the_ring_touches_neither_label_nor_error(
    scale: float, support: str, show: Show, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.ThemeChoice.HIGH_CONTRAST, scale)
    try:
        field = LineField("届出日", support=support)
        field.set_error("届出日を入れてください。")
        show(above_nothing(field))
        (box,) = field.findChildren(FieldBox)
        words = [one for one in field.findChildren(Text) if one.isVisible() and one.text()]
        above = [one for one in words if one.y() < box.y()]
        below = [one for one in words if one.y() > box.y()]
        assert len(above) == 1 + bool(support)
        assert len(below) == 1
        if not support:
            assert box.y() - above[0].geometry().bottom() - 1 >= REACH_PX - 1
        assert below[0].y() - box.geometry().bottom() - 1 >= REACH_PX - 1
        field.set_error("")
        field.show_label(False)
        settle()
        assert bool(support) or box.y() <= 12
    finally:
        theme.apply(qapp, theme.ThemeChoice.LIGHT)


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_the_chip_of_a_strip_stands_on_the_line_of_its_words(
    scale: float, show: Show, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.ThemeChoice.LIGHT, scale)
    try:
        strip = Strip(Tone.WARNING, "届出日")
        strip.set_spans([("令和7年1月6日（月）", True)])
        show(above_nothing(strip))
        (chip,) = strip.findChildren(Chip)
        (words,) = strip.findChildren(Text)
        assert abs(chip.geometry().center().y() - words.geometry().center().y()) <= 1
    finally:
        theme.apply(qapp, theme.ThemeChoice.LIGHT)


@pytest.mark.parametrize(
    ("width", "shown"), [(400, "転出（マイナンバーカードのない方）"), (150, "転出")]
)
def test_a_cell_says_the_whole_where_it_has_the_room(width: int, shown: str, show: Show) -> None:
    def picture(text: str, whole: str) -> QImage:
        model = QStandardItemModel(1, 1)
        model.setData(model.index(0, 0), text, Qt.ItemDataRole.DisplayRole)
        model.setData(model.index(0, 0), whole or None, CellRole.WHOLE)
        table = Table("手続")
        table.setModel(model)
        model.setParent(table)
        table.resize(width, 140)
        show(table)
        return table.viewport().grab().toImage()

    assert picture("転出", "転出（マイナンバーカードのない方）") == picture(shown, "")


def test_a_pane_takes_the_keys_only_while_it_scrolls(show: Show) -> None:
    text = Text("長い文。" * 200)
    pane = ScrollPane("案内", text)
    pane.resize(400, 200)
    show(pane)
    assert pane.focusPolicy() == Qt.FocusPolicy.TabFocus
    text.setText("短い文。")
    pane.resize(400, 220)
    assert pane.focusPolicy() == Qt.FocusPolicy.NoFocus
