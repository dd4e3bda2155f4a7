"""Every screen of the gallery: accessible, nothing clipped, and scrolled only where it must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dtcoach.app.preferences import Contrast, Display
from dtcoach.domain.words import Status
from dtcoach.ui.board.journal import Latest
from dtcoach.ui.followups.try_sheet import TrySheet
from dtcoach.ui.followups.wrong_hands import AcknowledgeSheet
from dtcoach.ui.help.keys import keys_here
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.answer import AnswerButton
from dtcoach.ui.kit.button import Button
from dtcoach.ui.kit.chip import Chip, chip_size
from dtcoach.ui.kit.choice import RadioRow
from dtcoach.ui.kit.field import FieldBox, LineField
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.focus import REACH_PX
from dtcoach.ui.kit.lines import text_width
from dtcoach.ui.kit.offer import OfferList
from dtcoach.ui.kit.panel import Panel, ScrollPane
from dtcoach.ui.kit.settling import settle
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.main_window import MainWindow
from dtcoach.ui.promises.batch_sheet import BatchSheet
from dtcoach.ui.promises.page import PromisesPage
from dtcoach.ui.report.page import ReportPage
from dtcoach.ui.visit.ahead import NeverPanel, StepList
from dtcoach.ui.visit.offers import Cautions, OfferWork
from dtcoach.ui.visit.pane import BELOW, REST_BELOW, WAYS_BELOW, WorkPane
from dtcoach.ui.visit.path import PathView
from dtcoach.ui.visit.waiting import WaitingCard
from dtcoach.ui.words import STATUS
from tests.ui.accessible import assert_accessible
from tools.gallery.catalogue import SCREENS
from tools.gallery.day import Gallery, house_of_day
from tools.gallery.screen import LARGE, LOOKS, SMALL, Day, Look
from tools.gallery.studio import put_away, wear, window_on

LISTS = "係長のリストと経過"
BY_NAME = {screen.name: screen for screen in SCREENS}
SIDE_AT_200 = [
    "drill",
    "drill-call",
    "recall-wrong-hands",
    "trouble-error",
    "trouble-told",
    "trouble-on-paper",
]
WITHOUT_SCROLLING = [
    "visit-drill",
    "visit-silent",
    "visit-question",
    "visit-question-many",
    "visit-question-date",
    "visit-question-date-typed",
    "visit-offers",
    "visit-offers-due",
    "visit-offers-late",
    "visit-offers-lead",
    "visit-never",
    "visit-record",
    "visit-approve",
    "visit-finished",
    "visit-changed",
    "overview-question",
    "overview-say",
    "overview-approve",
    "tour-4",
    "tour-5",
    "practice-review",
]
KEYS_IN_SIGHT = [
    "visit-chosen",
    "visit-check",
    "visit-check-error",
    "visit-check-moment",
    "visit-approve-same",
    "visit-outcome",
    "visit-withdrawn",
    "overview-approve",
    "handover-unnamed",
]
TO_BE_SAID = ["promises", "recall"]
HEADS_WHOLE = ["promises", "recall", "recovery-work", "recovery-numbers", "report-compare"]
ONE_SIZE = [("promises", 0), ("recall", 0), ("recovery-work", 4)]
BEHIND_F9 = [
    ("promises", Qt.Key.Key_F8),
    ("recall", Qt.Key.Key_F8),
    ("drill", Qt.Key.Key_F6),
    ("drill", Qt.Key.Key_F7),
    ("drill", Qt.Key.Key_F8),
]


def assert_on_the_screen(window: MainWindow) -> None:
    """What asks for more height than there is would push the buttons out of a small screen."""
    assert (window.width(), window.height()) == SMALL, "it would not fit on the terminal"
    sheet = window.sheet
    shown = [] if sheet is None else [one for one in sheet.buttons if one.isVisible()]
    for button in shown:
        assert window.rect().contains(QRect(button.mapTo(window, QPoint()), button.size()))


At = Callable[[str], AbstractContextManager[MainWindow]]


@pytest.fixture(scope="module")
def house_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Day], Gallery]:
    """Each day is brought about once; every window stands on a copy."""
    made: dict[Day, Gallery] = {}

    def of(day: Day) -> Gallery:
        if day not in made:
            made[day] = house_of_day(tmp_path_factory.mktemp(day.value), day)
        return made[day]

    return of


@pytest.fixture
def at(qapp: QApplication, house_of: Callable[[Day], Gallery]) -> Iterator[At]:
    """A window on the small screen at that screen of the gallery."""

    @contextmanager
    def shown(name: str) -> Iterator[MainWindow]:
        screen = BY_NAME[name]
        with window_on(house_of(screen.day), screen.harm) as window:
            window.resize(*SMALL)
            window.show()
            window.activateWindow()
            QTest.qWait(1)
            screen.prepare(window)
            QTest.qWait(50)
            settle()
            try:
                yield window
            finally:
                window.may_close = True
                put_away(window)

    yield shown
    theme.apply(qapp, theme.ThemeChoice.LIGHT)


@pytest.mark.parametrize("name", BY_NAME)
def test_it_is_accessible_and_whole_also_when_the_text_grows(name: str, at: At) -> None:
    with at(name) as window:
        assert_accessible(window)
        assert_on_the_screen(window)
        window.aids.looks.choose(Display(200, Contrast.HIGH_CONTRAST))
        QTest.qWait(50)
        settle()
        assert_accessible(window)
        assert_on_the_screen(window)


@pytest.mark.parametrize(("name", "key"), BEHIND_F9)
def test_what_large_text_puts_behind_f9_is_a_key_away_all_the_same(
    name: str, key: Qt.Key, at: At
) -> None:
    with at(name) as window:
        window.aids.looks.choose(Display(200, Contrast.LIGHT))
        settle()
        QTest.keyClick(window.focusWidget(), key)
        assert window.has_sheet


@pytest.mark.parametrize("name", WITHOUT_SCROLLING)
def test_the_usual_states_need_no_scroll_bar(name: str, at: At) -> None:
    with at(name) as window:
        bars = [
            pane.accessibleName()
            for pane in window.findChildren(ScrollPane)
            if pane.isVisible() and pane.verticalScrollBar().maximum() > 0
        ]
        assert not bars


@pytest.mark.parametrize("name", KEYS_IN_SIGHT)
def test_what_takes_the_keys_is_in_sight(name: str, at: At) -> None:
    with at(name) as window:
        target = window.focusWidget()
        assert target is not None
        whole = target.parentWidget() if isinstance(target, QLineEdit) else target
        assert whole is not None
        assert whole.visibleRegion().boundingRect().size() == whole.size()


@pytest.mark.parametrize("name", SIDE_AT_200)
def test_who_works_here_and_the_help_are_in_sight_under_notices_and_large_text(
    name: str, at: At, qtbot: QtBot
) -> None:
    with at(name) as window:
        window.aids.looks.choose(Display(200, Contrast.LIGHT))
        settle()
        [places] = [p for p in window.findChildren(ScrollPane) if p.accessibleName() == "場所"]
        bar = places.verticalScrollBar()
        # A scroll bar goes some turns after the room for it came.
        qtbot.waitUntil(lambda: bar.maximum() == 0)
        keys = {key for key, _ in keys_here(window)}
        assert {"F1", "Ctrl+,"} <= keys


@pytest.mark.parametrize("look", LOOKS)
def test_the_settings_of_a_picture_say_what_is_shown(
    look: Look, qapp: QApplication, house_of: Callable[[Day], Gallery]
) -> None:
    wear(qapp, look)
    with window_on(house_of(Day.NOTHING), look=look) as window:
        display = window.aids.looks.display
        assert display.scale == theme.current().scale
        is_high = display.contrast is Contrast.HIGH_CONTRAST
        assert is_high == theme.current().high_contrast
        put_away(window)
    theme.apply(qapp, theme.ThemeChoice.LIGHT)


@pytest.mark.parametrize("name", ["recovery-morning", "recovery-work"])
def test_all_stages_of_recovery_are_seen_at_once(name: str, at: At) -> None:
    with at(name) as window:
        [pane] = [
            p for p in window.findChildren(ScrollPane) if p.accessibleName() == "復旧の段取り"
        ]
        assert pane.isVisible()
        assert pane.verticalScrollBar().maximum() == 0


def test_with_the_largest_text_a_large_screen_has_every_name_whole(at: At) -> None:
    with at("promises") as window:
        window.resize(*LARGE)
        window.aids.looks.choose(Display(200, Contrast.LIGHT))
        QTest.qWait(50)
        settle()
        table = table_of(window)
        for column in range(table.horizontalHeader().count()):
            room = table.columnWidth(column) - 24
            for row in range(table.model().rowCount()):
                text = str(table.model().index(row, column).data() or "")
                narrow = text_width(text, TypeStyle.NOTE)
                assert table.isColumnHidden(column) or narrow <= room, text


def test_the_parts_of_a_report_are_seen_at_once_on_a_large_screen(at: At) -> None:
    with at("report-text") as window:
        window.resize(*LARGE)
        QTest.qWait(50)
        settle()
        [page] = [one for one in window.findChildren(ReportPage) if one.isVisible()]
        panes = [pane for pane in page.findChildren(ScrollPane) if pane.isVisible()]
        assert panes
        assert all(pane.verticalScrollBar().maximum() == 0 for pane in panes)


@pytest.mark.parametrize("name", TO_BE_SAID)
def test_what_is_said_on_the_telephone_is_seen_to_its_end(name: str, at: At) -> None:
    with at(name) as window:
        (panel,) = (
            one
            for one in window.findChildren(Panel)
            if one.isVisible() and one.title.text() == "電話で言うこと"
        )
        assert panel.visibleRegion().boundingRect().size() == panel.size()


def table_of(window: MainWindow) -> Table:
    (table,) = (one for one in window.findChildren(Table) if one.isVisible())
    return table


@pytest.mark.parametrize("name", HEADS_WHOLE)
def test_no_head_of_a_column_is_cut(name: str, at: At) -> None:
    with at(name) as window:
        table = table_of(window)
        header = table.horizontalHeader()
        shown = [i for i in range(header.count()) if not table.isColumnHidden(i)]
        cut = [i for i in shown if header.sectionSizeHint(i) > header.sectionSize(i)]
        assert not cut
        assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("name", "column"), ONE_SIZE)
def test_states_are_written_in_one_size(name: str, column: int, at: At) -> None:
    with at(name) as window:
        table = table_of(window)
        assert table.sizeHintForColumn(column) <= table.columnWidth(column)


def test_with_large_text_a_result_is_recorded_in_sight_of_when_to_try_again(at: At) -> None:
    with at("promises") as window:
        window.aids.looks.choose(Display(200, Contrast.LIGHT))
        settle()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_2)
        sheet = window.sheet
        assert isinstance(sheet, TrySheet)
        assert sheet.next.visibleRegion().boundingRect().size() == sheet.next.size()


def test_with_large_text_the_lead_begins_to_read_and_enter_leads_to_the_name(at: At) -> None:
    with at("recall-wrong-hands") as window:
        window.aids.looks.choose(Display(200, Contrast.LIGHT))
        settle()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F12, Qt.KeyboardModifier.ControlModifier)
        sheet = window.sheet
        assert isinstance(sheet, AcknowledgeSheet)
        pane = window.focusWidget()
        assert isinstance(pane, ScrollPane)
        assert pane.verticalScrollBar().value() == 0
        QTest.keyClick(pane, Qt.Key.Key_Return)
        settle()
        assert window.focusWidget() is sheet.lead.editor
        assert sheet.lead.visibleRegion().boundingRect().size() == sheet.lead.size()


def test_with_large_text_who_is_not_on_a_call_sheet_stands_above_it(at: At, qtbot: QtBot) -> None:
    with at("promises") as window:
        window.aids.looks.choose(Display(200, Contrast.LIGHT))
        settle()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F6)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_1)
        sheet = window.sheet
        assert isinstance(sheet, BatchSheet)
        qtbot.waitUntil(lambda: bool(said_in(sheet)), timeout=10_000)
        [said] = said_in(sheet)
        assert said.visibleRegion().boundingRect().size() == said.size()


def said_in(sheet: BatchSheet) -> list[Text]:
    texts = [one for one in sheet.findChildren(Text) if "係長が扱う" in one.text()]
    return [one for one in texts if one.isVisible()]


def test_an_empty_list_has_the_whole_page(at: At) -> None:
    for empty in ("promises-outage", "promises-nothing"):
        with at(empty) as window:
            (page,) = (one for one in window.findChildren(PromisesPage) if one.isVisible())
            assert not page.panel.isVisible()
    with at("promises") as window:
        (page,) = (one for one in window.findChildren(PromisesPage) if one.isVisible())
        assert page.panel.isVisible()


def test_the_ways_to_look_at_a_report_stand_on_the_line_of_its_title(at: At) -> None:
    with at("report") as window:
        window.aids.looks.choose(Display(200, Contrast.LIGHT))
        settle()
        (page,) = (one for one in window.findChildren(ReportPage) if one.isVisible())
        title = page.tabs.parentWidget()
        assert title is not None
        middle = page.tabs.geometry().center().y()
        assert abs(middle - title.rect().center().y()) <= 1


def test_names_are_given_once() -> None:
    assert len(BY_NAME) == len(SCREENS)


def test_an_input_under_the_edge_is_told_of_until_somebody_types(at: At) -> None:
    with at("visit-check") as window:
        window.aids.looks.choose(Display(200, Contrast.HIGH_CONTRAST))
        QTest.qWait(50)
        settle()
        (pane,) = (one for one in window.findChildren(WorkPane) if one.isVisible())
        (chip,) = (one for one in pane.findChildren(Chip) if one.parent() is pane)
        assert chip.isVisible()
        assert chip.text() == BELOW
        QTest.keyClicks(window.focusWidget(), "abc")
        settle()
        assert not chip.isVisible()


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("name", ["visit-check", "visit-check-moment", "overview-check"])
def test_a_caution_that_was_not_read_yet_is_whole(at: At, name: str, scale: int) -> None:
    with at(name) as window:
        window.aids.looks.choose(Display(scale, Contrast.LIGHT))
        QTest.qWait(50)
        settle()
        (caution,) = (one for one in window.findChildren(Cautions) if one.isVisible())
        assert is_whole(caution)


def test_in_one_column_all_stands_on_one_line(at: At) -> None:
    with at("visit-never") as window:
        large(window)
        (path,) = (one for one in window.findChildren(PathView) if one.isVisible())
        (never,) = (one for one in window.findChildren(NeverPanel) if one.isVisible())
        left = path.mapTo(window, QPoint()).x()
        assert never.mapTo(window, QPoint()).x() == left
        assert never.width() == path.width()


def test_the_ring_around_the_keys_does_not_lie_over_what_tells_of_them(at: At) -> None:
    with at("visit-check-moment") as window:
        # A size of text at which the input begins within the height of the chip.
        window.aids.looks.choose(Display(120, Contrast.LIGHT))
        QTest.qWait(50)
        settle()
        (pane,) = (one for one in window.findChildren(WorkPane) if one.isVisible())
        (chip,) = (one for one in pane.findChildren(Chip) if one.parent() is pane)
        assert chip.isVisible()
        assert chip.text() == BELOW
        editor = window.focusWidget()
        box = None if editor is None else editor.parentWidget()
        assert isinstance(box, FieldBox)
        ring = box.mapTo(window, QPoint()).y() - REACH_PX
        assert chip.mapTo(window, QPoint()).y() + chip.height() <= ring
        edge = pane.viewport().mapTo(window, QPoint(0, pane.viewport().height())).y()
        assert ring < edge


@pytest.mark.parametrize("name", ["overview-outcome", "overview-offers"])
def test_what_enter_leads_to_is_told_of_in_the_overview(at: At, name: str) -> None:
    with at(name) as window:
        (pane,) = (one for one in window.findChildren(WorkPane) if one.isVisible())
        (chip,) = (one for one in pane.findChildren(Chip) if one.parent() is pane)
        assert chip.isVisible()
        assert chip.text() == REST_BELOW
        pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
        settle()
        assert not chip.isVisible()


@pytest.mark.parametrize("name", ["visit-offers", "overview-offers"])
def test_with_large_text_it_is_told_that_other_ways_are_below(at: At, name: str) -> None:
    with at(name) as window:
        large(window)
        (pane,) = (one for one in window.findChildren(WorkPane) if one.isVisible())
        (chip,) = (one for one in pane.findChildren(Chip) if one.parent() is pane)
        assert chip.isVisible()
        assert chip.text() == REST_BELOW
        (work,) = (one for one in window.findChildren(OfferWork) if one.isVisible())
        end = work.mapTo(pane.viewport(), QPoint(0, work.height())).y()
        bar = pane.verticalScrollBar()
        bar.setValue(bar.value() + end - pane.viewport().height() + 8)
        assert chip.isVisible()
        assert chip.text() == WAYS_BELOW
        pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
        settle()
        assert not chip.isVisible()


def test_what_stands_under_the_work_begins_and_ends_where_the_work_does(at: At) -> None:
    with at("visit-offers") as window:
        large(window)
        (work,) = (one for one in window.findChildren(OfferWork) if one.isVisible())
        (ways,) = (one for one in window.findChildren(OfferList) if one.isVisible())
        heads = [one for one in window.findChildren(PageHead) if one.isVisible()]
        assert {spans(one) for one in (ways, *heads)} == {spans(work)}
    with at("visit-new-not-found") as window:
        large(window)
        (search,) = (one for one in window.findChildren(LineField) if one.isVisible())
        cards = [one for one in window.findChildren(WaitingCard) if one.isVisible()]
        assert {spans(card) for card in cards} == {spans(search)}


def test_a_large_screen_shows_all_steps_to_their_end(at: At) -> None:
    with at("visit-check") as window:
        (steps,) = (one for one in window.findChildren(StepList) if one.isVisible())
        assert not steps.is_whole
        window.resize(*LARGE)
        QTest.qWait(50)
        settle()
        assert steps.is_whole


def test_with_large_text_a_card_is_no_higher_than_what_it_says(at: At) -> None:
    with at("overview-offers") as window:
        large(window)
        (ways,) = (one for one in window.findChildren(OfferList) if one.isVisible())
        chip = chip_size("できます", "check_circle").height()
        assert {card.height() for card in ways.cards} == {12 + chip + 10}


@pytest.mark.parametrize("name", ["visit-far-deadline", "visit-finished"])
def test_what_enter_would_record_is_in_sight_or_told_of(at: At, name: str) -> None:
    with at(name) as window:
        window.aids.looks.choose(Display(200, Contrast.LIGHT))
        QTest.qWait(50)
        settle()
        (pane,) = (one for one in window.findChildren(WorkPane) if one.isVisible())
        (chip,) = (one for one in pane.findChildren(Chip) if one.parent() is pane)
        assert chip.text() == REST_BELOW
        pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
        settle()
        assert not chip.isVisible()


def test_the_time_of_the_data_is_seen_while_it_is_typed(at: At) -> None:
    with at("board-snapshot") as window:
        window.aids.looks.choose(Display(200, Contrast.HIGH_CONTRAST))
        QTest.qWait(50)
        settle()
        typed = window.focusWidget()
        assert isinstance(typed, QLineEdit)
        assert typed.visibleRegion().boundingRect().size() == typed.size()
        # What was picked is above the edge; what it would do says it.
        panel = window.board.panel
        assert panel is not None
        assert f"{STATUS[Status.UP]}なら" in panel.effect_words


def large(window: MainWindow) -> None:
    window.aids.looks.choose(Display(200, Contrast.HIGH_CONTRAST))
    QTest.qWait(50)
    settle()


def spans(widget: QWidget) -> tuple[int, int]:
    """Where it begins and how wide it is, in its window."""
    return widget.mapTo(widget.window(), QPoint()).x(), widget.width()


def is_whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().size() == widget.size()


def test_with_large_text_all_statuses_are_seen_at_once(at: At) -> None:
    with at("board-change") as window:
        large(window)
        panel = window.board.panel
        assert panel is not None
        tiles = panel.findChildren(AnswerButton)
        assert len(tiles) == len(Status)
        assert all(is_whole(tile) for tile in tiles)


def test_with_large_text_the_choice_of_paper_is_above_the_paper(at: At) -> None:
    with at("board-lists-sheet") as window:
        large(window)
        sheet = window.sheet
        assert sheet is not None
        assert all(is_whole(row) for row in sheet.findChildren(RadioRow))


def test_what_tab_comes_to_is_seen_with_its_frame(at: At) -> None:
    with at("notice") as window:
        large(window)
        page = window.board.notice
        assert page is not None
        while QApplication.focusWidget() is not page.editor:
            QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        frame = page.editor.parentWidget()
        assert frame is not None
        # It is higher than its place: then it fills it.
        assert frame.visibleRegion().boundingRect().top() == 0
        assert frame.visibleRegion().boundingRect().height() > 250


def test_the_text_of_a_notice_stays_beside_what_is_typed(at: At) -> None:
    with at("notice") as window:
        page = window.board.notice
        assert page is not None
        first = page.focusProxy()
        assert first is not None
        (form,) = (pane for pane in page.findChildren(ScrollPane) if pane.isAncestorOf(first))
        form.verticalScrollBar().setValue(form.verticalScrollBar().maximum())
        settle()
        assert form.verticalScrollBar().value() > 0
        assert is_whole(page.editor)


def test_what_is_typed_for_a_notice_can_be_as_narrow_again(at: At) -> None:
    """Or it was cut off at the right for as long as the window had been wider."""
    with at("notice") as window:
        page = window.board.notice
        assert page is not None
        first = page.focusProxy()
        assert first is not None
        (form,) = (pane for pane in page.findChildren(ScrollPane) if pane.isAncestorOf(first))
        content = form.widget()
        assert content is not None
        narrow = content.minimumSizeHint().width()
        window.resize(*LARGE)
        settle()
        assert content.minimumSizeHint().width() == narrow


def test_nothing_but_the_search_takes_the_keys_of_an_empty_ledger(at: At) -> None:
    with at("ledger-empty") as window:
        assert window.focusWidget() is window.ledger.search.editor


@pytest.mark.parametrize("name", ["ledger-filter", "ledger-export"])
def test_a_sheet_of_choices_is_seen_whole(name: str, at: At) -> None:
    with at(name) as window:
        assert window.sheet is not None
        (pane,) = window.sheet.findChildren(ScrollPane)
        assert pane.verticalScrollBar().maximum() == 0


def test_no_button_of_the_board_stands_alone_in_a_row(at: At) -> None:
    """Where the chips leave it room it is beside them, also with large text."""
    with at("board") as window:
        window.resize(*LARGE)
        large(window)
        buttons = [one for one in window.board.overview.findChildren(Button) if one.isVisible()]
        only = next(button for button in buttons if button.key == "F6")
        others = [button for button in buttons if button is not only]
        assert len({button.mapTo(window, QPoint()).y() for button in others}) == 1
        assert only.parent() is not others[0].parent()


def test_it_goes_into_the_head_where_only_that_has_room(at: At) -> None:
    with at("board-round") as window:
        shown = window.board.overview.findChildren(Button)
        only, change = (next(one for one in shown if one.key == key) for key in ("F6", "F5"))
        assert only.parent() is change.parent()
        assert only.geometry().center().y() == change.geometry().center().y()


def test_the_last_of_the_journal_fills_what_a_short_list_leaves_and_no_more(at: At) -> None:
    with at("board-real") as window:
        window.resize(*LARGE)
        settle()
        side = window.board.side
        (latest,) = side.findChildren(Latest)
        (pane,) = (x for x in side.findChildren(ScrollPane) if x.accessibleName() == LISTS)
        assert latest.isVisible()
        for row in range(window.board.overview.table.model().rowCount()):
            window.board.overview.table.selectRow(row)
            settle()
            assert pane.verticalScrollBar().maximum() == 0
        side.tab_chosen.emit("journal")
        assert not latest.isVisible()
        side.tab_chosen.emit("HOURLY")
        window.resize(*SMALL)
        settle()
        assert not latest.isVisible()
        assert pane.verticalScrollBar().maximum() == 0
