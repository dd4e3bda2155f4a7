"""A drill in the real window, by keys: chosen, prepared, started, paused, played, seen, ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dtcoach.adapters.content.drill_shelf import DrillShelf
from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app.drills import Drills
from dtcoach.domain.drill.clock import Look
from dtcoach.domain.drill.events import Rating
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import IncidentKind, Route
from dtcoach.ui.drill.by_hand_sheet import ByHandSheet
from dtcoach.ui.drill.files_sheet import FilesSheet
from dtcoach.ui.drill.page import PLACES, SEEN, DrillPage
from dtcoach.ui.drill.sheets import (
    EndSheet,
    FindingSheet,
    JumpSheet,
    NoteSheet,
    RateSheet,
    SettleSheet,
    SkipSheet,
    StartSheet,
)
from dtcoach.ui.main_window import DRILL
from dtcoach.ui.start.drills import PrepareSheet
from tests.ui.accessible import assert_accessible
from tests.ui.window import HANAKO, Clock, Desk, TestHouse

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NINE = datetime(2026, 9, 14, 9, 0, tzinfo=TOKYO)
MINUTE = timedelta(minutes=1)


class Ticks:
    """Implements `Ticks`: goes on only when told to."""

    def __init__(self, clock: Clock) -> None:
        self.ms = 1000
        self._clock = clock

    def look(self) -> Look:
        return Look("boot", self.ms, self._clock.at)


class DrillHouse(TestHouse):
    __test__ = False
    own_ticks: Ticks

    @property
    def drills(self) -> Drills:
        shelf = DrillShelf(self.drill_files, self.content, self.days.is_closed, self.clock)
        shelf.ticks = self.own_ticks  # type: ignore[assignment]
        return shelf


class DrillDesk(Desk):
    """A window whose exercise clock the test turns."""

    house: DrillHouse

    @property
    def page(self) -> DrillPage:
        return self.window.drill

    def passes(self, seconds: float) -> None:
        self.house.own_ticks.ms += round(seconds * 1000)
        beat = self.window._beat
        assert beat is not None
        beat.look()
        self.settle()

    def prepare(self) -> None:
        self.press(Key.Key_2, Key.Key_Return)
        assert self.sheet_is(PrepareSheet)
        self.press(Key.Key_Return)

    def start(self) -> None:
        self.prepare()
        self.press(Key.Key_F2)
        assert self.sheet_is(StartSheet)
        self.press(Key.Key_Return)

    @property
    def shown(self) -> list[str]:
        model = self.page.table.model()
        return [str(model.index(row, 3).data()) for row in range(model.rowCount())]

    @property
    def chosen(self) -> str:
        return str(self.page.table.currentIndex().siblingAtColumn(1).data())


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], DrillDesk]]:
    desks: list[DrillDesk] = []

    def open_one() -> DrillDesk:
        if desks:
            desks.pop().close()
        tmp_path.mkdir(parents=True, exist_ok=True)
        house = DrillHouse(tmp_path)
        house.clock = Clock()
        house.own_ticks = Ticks(house.clock)
        house.preferences.remember(HANAKO)
        desks.append(DrillDesk(qtbot, house))
        return desks[-1]

    yield open_one
    for desk in desks:
        desk.close()


def test_a_drill_is_chosen_prepared_and_stands_ready(opened: Callable[[], DrillDesk]):
    desk = opened()
    desk.prepare()
    assert desk.counter.operations.state.kind is IncidentKind.DRILL
    assert desk.window.nav.item(DRILL).isChecked()
    assert desk.window.nav.item(DRILL).isVisible()
    assert desk.counter.clock.now() == NINE
    assert desk.shown == ["これから"] * 6
    assert desk.page.head.press.label == "訓練を開始"
    assert not desk.page.play.isVisible()
    assert "訓練" in desk.window.windowTitle()
    assert_accessible(desk.window)


def test_a_real_incident_has_no_such_place(opened: Callable[[], DrillDesk]):
    desk = opened()
    desk.begin()
    assert not desk.window.nav.item(DRILL).isVisible()
    desk.press(Key.Key_5, modifier=ALT)
    assert not desk.window.nav.item(DRILL).isChecked()


def test_injects_come_by_themselves_and_calls_are_heard(opened: Callable[[], DrillDesk]):
    desk = opened()
    desk.start()
    desk.passes(1)
    assert desk.shown[0] == "9:00 に出した"
    assert desk.chosen == "住民票の写しを取りに来る"
    calls = desk.window._beat.calls  # type: ignore[union-attr]
    assert calls.isVisible()
    assert "デジタル推進課" in calls.accessibleName()
    desk.press(Key.Key_1, modifier=ALT)  # the counter goes on; the call stays
    assert calls.isVisible()
    desk.press(Key.Key_M, modifier=CTRL)
    assert not calls.isVisible()
    desk.press(Key.Key_5, modifier=ALT)
    desk.passes(120)
    assert desk.shown[1] == "9:02 に出した"


def test_the_controller_plays_skips_and_moves(opened: Callable[[], DrillDesk]):
    desk = opened()
    desk.start()
    desk.passes(1)
    desk.press(Key.Key_Return)  # the second, before its time
    assert desk.shown[1] == "9:00 に出した"
    assert desk.chosen == "印鑑登録証をなくした方の電話"
    desk.press(Key.Key_F3)
    assert desk.sheet_is(SkipSheet)
    desk.write("時間が足りない")
    desk.press(Key.Key_Return)
    assert desk.shown[2] == "とばした"
    assert desk.counter.exercise is not None
    assert desk.counter.exercise.running.skipped["seal-call"].reason == "時間が足りない"
    assert desk.chosen == "印鑑登録証明書を取りに来る"
    desk.press(Key.Key_F4)
    assert desk.sheet_is(JumpSheet)
    desk.write("9:12")
    desk.press(Key.Key_Return)
    assert desk.counter.exercise.running.moved["shiomi-comes"] == 12 * MINUTE


def test_by_hand_and_back(opened: Callable[[], DrillDesk]):
    desk = opened()
    desk.prepare()
    desk.press(Key.Key_J, modifier=CTRL)
    assert desk.sheet_is(ByHandSheet)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_F2)
    desk.press(Key.Key_Return)
    desk.passes(130)
    assert desk.shown[:3] == ["いま", "いま", "これから"]
    assert desk.page.injecting.by_hand.label == "自動に戻す"
    desk.press(Key.Key_Return)
    assert desk.shown[:2] == ["いま", "9:02 に出した"]  # by when it was due, and by when it came
    assert desk.chosen == "住民票の写しを取りに来る"
    desk.press(Key.Key_J, modifier=CTRL)
    assert desk.sheet_is(ByHandSheet)
    desk.press(Key.Key_Escape)
    desk.passes(1)
    assert desk.shown[0] == "いま"
    desk.press(Key.Key_J, modifier=CTRL)
    desk.press(Key.Key_Return)
    desk.passes(1)
    assert desk.shown[:2] == ["9:02 に出した", "9:02 に出した"]


def made(desk: DrillDesk, path: Path, *keys: Qt.Key) -> str:
    """The file that Ctrl+P and those keys make; what the sheet said of it."""
    desk.press(Key.Key_P, modifier=CTRL)
    sheet = desk.sheet
    assert isinstance(sheet, FilesSheet)
    names: list[str] = []

    def ask(name: str) -> str:
        names.append(name)
        return str(path)

    sheet.ask_file = ask
    desk.press(*keys, Key.Key_Return)
    desk.until(lambda: not sheet.saver.is_working)
    assert_accessible(desk.window)
    desk.press(Key.Key_Escape)
    assert desk.sheet is None
    [name] = names
    return name


def test_papers_before_a_drill_and_its_report_after_it(
    opened: Callable[[], DrillDesk], tmp_path: Path
):
    desk = opened()
    desk.prepare()
    cards, sheet, report, tables = (
        tmp_path / name for name in ("cards.pdf", "sheet.pdf", "report.pdf", "tables.xlsx")
    )
    assert made(desk, cards) == "役の紙_訓練_counter-15_20250106.pdf"
    assert "評価票_訓練" in made(desk, sheet, Key.Key_Down)
    for path, word in ((cards, "役 1"), (sheet, "観察できず")):
        pages = text_of(path.read_bytes())
        assert all("訓練" in page for page in pages)
        assert word in "".join(pages)
    desk.press(Key.Key_F2)
    desk.press(Key.Key_Return)
    desk.passes(130)
    desk.press(Key.Key_F8)
    desk.press(Key.Key_Return)
    assert made(desk, report).startswith("訓練の報告_counter-15")
    assert made(desk, tables, Key.Key_Down).endswith(".xlsx")
    assert "訓練の報告" in text_of(report.read_bytes())[0]
    assert tables.stat().st_size > 1000


def test_a_report_that_nobody_wants_any_more_is_given_up(
    opened: Callable[[], DrillDesk], tmp_path: Path
):
    desk = opened()
    desk.prepare()
    desk.press(Key.Key_P, modifier=CTRL)
    sheet = desk.sheet
    assert isinstance(sheet, FilesSheet)
    sheet.ask_file = lambda _: str(tmp_path / "cards.pdf")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Escape)
    assert desk.sheet is None
    QThreadPool.globalInstance().waitForDone()
    desk.settle()
    assert not (tmp_path / "cards.pdf").exists()


def test_pause_jump_speed_and_a_restart(opened: Callable[[], DrillDesk]):
    desk = opened()
    desk.start()
    desk.passes(60)
    desk.press(Key.Key_F2)
    desk.passes(3600)
    assert desk.counter.clock.now() == NINE + MINUTE
    assert desk.page.head.press.label == "再開"
    desk.press(Key.Key_F2, Key.Key_F6)
    assert desk.sheet_is(JumpSheet)
    desk.write("8:59")
    desk.press(Key.Key_Return)
    assert desk.sheet_is(JumpSheet)  # not before the beginning
    line = QApplication.focusWidget()
    line.clear()  # type: ignore[union-attr]
    desk.write("9:05")
    desk.press(Key.Key_Return)
    assert desk.counter.clock.now() == NINE + 5 * MINUTE
    desk.press(Key.Key_F7, Key.Key_3)
    desk.passes(15)
    assert desk.counter.clock.now() == NINE + 6 * MINUTE
    ticks = desk.house.own_ticks.ms
    desk = opened()
    desk.house.own_ticks.ms = ticks
    assert desk.counter.clock.now() == NINE + 6 * MINUTE
    assert desk.window.nav.item(DRILL).isVisible()


def test_what_is_seen_is_noted_and_rated(opened: Callable[[], DrillDesk]):
    desk = opened()
    desk.start()
    desk.passes(121)
    desk.press(Key.Key_Up, Key.Key_F5)
    assert desk.sheet_is(NoteSheet)
    note = QApplication.focusWidget()
    note.insertPlainText("ゆっくり話していた")  # type: ignore[union-attr]
    desk.press(Key.Key_Return, modifier=CTRL)
    desk.press(Key.Key_F11)
    assert desk.sheet_is(RateSheet)
    desk.press(Key.Key_Return)
    assert desk.sheet_is(RateSheet)  # nothing was chosen yet
    desk.press(Key.Key_Tab, Key.Key_Space, Key.Key_Return)
    assert desk.sheet is None
    running = desk.counter.exercise.running  # type: ignore[union-attr]
    assert [(note.text, note.card) for note in running.notes] == [("ゆっくり話していた", "aoba")]
    [rated] = running.ratings.values()
    assert (rated.item, rated.card, rated.rating) == ("today-asked", "aoba", Rating.P)
    for tab in (PLACES, SEEN):
        desk.page.show_tab(tab)
        desk.settle()
        assert_accessible(desk.window)


def test_what_is_to_be_mended_is_written_and_comes_back(opened: Callable[[], DrillDesk]):
    desk = opened()
    desk.start()
    desk.page.show_tab(SEEN)
    desk.press(Key.Key_K, modifier=CTRL)
    assert desk.sheet_is(FindingSheet)
    desk.press(Key.Key_Return, modifier=CTRL)
    assert desk.sheet_is(FindingSheet)  # nothing was written yet
    QApplication.focusWidget().insertPlainText("電話が遅れた")  # type: ignore[union-attr]
    desk.press(Key.Key_Return, modifier=CTRL)
    assert desk.sheet is None
    [finding] = desk.counter.exercise.running.findings.values()  # type: ignore[union-attr]
    assert (finding.text, finding.owner) == ("電話が遅れた", "")
    assert not desk.page.observing.settle.isVisible()
    desk.window.leave_incident()
    desk.house.clock.at += timedelta(days=1)
    desk.start()
    desk.page.show_tab(SEEN)
    desk.press(Key.Key_L, modifier=CTRL)
    assert desk.sheet_is(SettleSheet)
    desk.press(Key.Key_Tab)
    desk.write("すぐに電話した")
    desk.press(Key.Key_Return)
    assert desk.counter.exercise.running.mended == {finding.id: "すぐに電話した"}  # type: ignore[union-attr]
    assert not desk.page.observing.settle.isVisible()


def test_a_visit_in_exercise_time_and_its_score(opened: Callable[[], DrillDesk]):
    desk = opened()
    desk.start()
    desk.passes(130)
    counter = desk.counter
    visit = counter.desk.open_visit(counter.clerk, ["residence-certificate"])
    assert visit.opened_at == NINE + timedelta(seconds=130)
    visit = counter.desk.choose(visit, counter.clerk, Route.WITHDRAWN)
    desk.page.show_tab(SEEN)
    desk.press(Key.Key_F8)
    assert desk.sheet_is(EndSheet)
    desk.press(Key.Key_Return)
    assert counter.exercise is not None
    assert counter.exercise.running.is_ended
    assert not desk.page.head.press.isVisible()
    desk.passes(1000)
    assert counter.clock.now() == NINE + timedelta(seconds=130)
    assert not desk.page.play.isVisible()


def test_one_of_several_terminals(opened: Callable[[], DrillDesk]):
    """Its part needs the code that all of them type; visits are at the counter of the part."""
    desk = opened()
    desk.press(Key.Key_2, Key.Key_Return)
    sheet = desk.sheet
    assert isinstance(sheet, PrepareSheet)
    sheet.choose_part("counter-1")
    desk.press(Key.Key_Return)
    assert desk.sheet_is(PrepareSheet)
    desk.write("a1")
    desk.press(Key.Key_Return)
    assert desk.counter.is_entered
    assert desk.counter.clerk.counter == "1番窓口"
    assert desk.counter.clerk.name == HANAKO.name
    running = desk.counter.exercise.running  # type: ignore[union-attr]
    assert (running.code, list(running.parts.values())) == ("A1", ["counter-1"])
