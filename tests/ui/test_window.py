"""The day of a counter through the real window, by keys, on a real log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dtcoach.app.errors import DiskFull
from dtcoach.domain.words import IncidentKind, Status, WorldKey
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.banner import BannerKind, BannerModel
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.main_window import BOARD, LEDGER, VISIT
from dtcoach.ui.start.begin import BeginSheet
from dtcoach.ui.start.who import WhoSheet
from dtcoach.ui.unsaved import StayOpenSheet, TroubleSheet
from tests.ui.accessible import assert_accessible
from tests.ui.window import HANAKO, Desk, Key

Open = Callable[..., Desk]
ALT = Qt.KeyboardModifier.AltModifier


def banner_of(desk: Desk) -> BannerModel:
    model = desk.window.banner.model
    assert model is not None
    return model


def begin(desk: Desk, door: Qt.Key = Key.Key_1) -> None:
    """A door, the list, the first outage, yes."""
    desk.begin(door)


def pick(desk: Desk, *keys: Qt.Key) -> None:
    """New visit with the procedures on those keys."""
    desk.press(*keys, Key.Key_Return)
    assert desk.window.visit.visit_id is not None


def test_an_outage_chosen_from_the_list_is_declared_in_four_presses(open_desk: Open):
    desk = open_desk()
    desk.press(Key.Key_1, Key.Key_F7, Key.Key_Return)
    assert desk.sheet_is(BeginSheet)
    desk.press(Key.Key_Return)
    state = desk.counter.operations.state
    assert (state.kind, state.scenario) == (IncidentKind.REAL, "full-outage")
    assert state.journal[0].actor == HANAKO.name
    assert desk.window.windowTitle().startswith("【本番】")
    banner = banner_of(desk)
    assert banner.kind is BannerKind.REAL
    assert banner.next_check_text == "15件 要再確認"


def test_who_is_here_is_asked_once_and_remembered(open_desk: Open, tmp_path: Path):
    desk = open_desk(operator=None)
    desk.press(Key.Key_2, Key.Key_F7, Key.Key_3, Key.Key_Return)
    assert desk.sheet_is(WhoSheet)
    desk.press(Key.Key_Return)
    assert desk.sheet_is(WhoSheet), "a name is needed"
    desk.write("品川 太郎")
    desk.press(Key.Key_Tab, Key.Key_Down, Key.Key_Down, Key.Key_Tab)
    desk.write("2")
    desk.press(Key.Key_Return)
    assert desk.sheet_is(BeginSheet)
    desk.press(Key.Key_Return)
    assert desk.counter.operations.state.kind is IncidentKind.DRILL
    assert desk.counter.operations.state.scenario == "juki-net-link"
    assert desk.counter.clerk.name == "品川 太郎"
    assert desk.counter.clerk.counter.endswith(" 2番窓口")
    desk.close()
    again = open_desk(operator=None)
    assert again.counter.clerk == desk.counter.clerk
    assert again.counter.is_entered
    banner = banner_of(again)
    assert banner.kind is BannerKind.DRILL


def test_escape_leads_back_from_everywhere_before_it_begins(open_desk: Open):
    desk = open_desk()
    desk.press(Key.Key_1, Key.Key_F7, Key.Key_Return)
    assert desk.sheet_is(BeginSheet)
    desk.press(Key.Key_Escape, Key.Key_Escape)
    assert banner_of(desk).kind is BannerKind.REAL
    desk.press(Key.Key_Escape)
    assert desk.window.banner.model is None
    desk.press(Key.Key_2)
    assert banner_of(desk).kind is BannerKind.DRILL
    assert desk.counter.running() == ()


def test_declare_board_visit_ledger(open_desk: Open):
    desk = open_desk()
    begin(desk)
    pick(desk, Key.Key_1)
    first = desk.window.visit.visit_id
    desk.press(Key.Key_2, modifier=ALT)
    desk.press(Key.Key_F5, Key.Key_3, Key.Key_Return)
    check = desk.counter.operations.state.board.checks[WorldKey.RESIDENT_RECORD]
    system = desk.counter.content.systems[WorldKey.RESIDENT_RECORD]
    assert (check.status, check.by, check.how) == (Status.DOWN, HANAKO.name, system.how_to_check)
    banner = banner_of(desk)
    assert banner.next_check_text == "14件 要再確認"
    desk.press(Key.Key_3, modifier=ALT)
    assert desk.window.ledger.table.model().rowCount() == 1
    desk.press(Key.Key_Return)
    assert desk.window.visit.visit_id == first
    assert desk.window.visit.isVisible()


def test_the_downtime_server_comes_with_the_time_of_its_data(open_desk: Open):
    desk = open_desk()
    begin(desk)
    desk.window.go(BOARD)
    desk.press(Key.Key_Down, Key.Key_Return, Key.Key_1)
    desk.write("前日23:00")
    desk.press(Key.Key_Return)
    board = desk.counter.operations.state.board
    assert board.status(WorldKey.DOWNTIME_SERVER) is Status.UP
    assert board.snapshot_at is not None
    assert (board.snapshot_at.day, board.snapshot_at.hour) == (5, 23)
    desk.press(Key.Key_F5, Key.Key_1)
    desk.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.write("x")
    desk.press(Key.Key_Return)
    assert desk.window.board.panel is not None, "an unreadable time keeps the panel open"
    desk.press(Key.Key_Escape)
    assert QApplication.focusWidget() is desk.window.board.overview.table


def test_a_change_says_at_once_whose_guidance_changes(open_desk: Open):
    desk = open_desk()
    begin(desk)
    desk.window.go(BOARD)
    name = desk.counter.clerk.name
    desk.counter.operations.check(name, WorldKey.RESIDENT_RECORD, Status.UP, "ログイン")
    desk.counter.operations.check(name, WorldKey.JUKI_NET, Status.UP, "照会")
    desk.counter.desk.open_visit(desk.counter.clerk, ["move-in"])
    desk.window.board.change(WorldKey.RESIDENT_RECORD)
    desk.press(Key.Key_3)
    panel = desk.window.board.panel
    assert panel is not None
    assert "対応中の1件" in panel.effect_words
    desk.press(Key.Key_Return)
    assert "対応中の1件" in desk.window.board.overview.effect_words


def test_only_what_is_stale_and_all_again(open_desk: Open):
    desk = open_desk()
    begin(desk)
    desk.window.go(BOARD)
    desk.press(Key.Key_F5, Key.Key_1, Key.Key_Return, Key.Key_F6)
    shown = desk.window.board.overview.table.model()
    assert shown.rowCount() == 14
    desk.press(Key.Key_F6)
    assert shown.rowCount() == 15


def test_the_outage_turns_recovers_and_ends(open_desk: Open):
    desk = open_desk()
    begin(desk)
    desk.window.go(BOARD)
    desk.press(Key.Key_F7, Key.Key_2, Key.Key_Return)
    assert desk.counter.operations.state.scenario == "downtime-server"
    banner = banner_of(desk)
    assert banner.title == desk.counter.content.scenarios["downtime-server"].title
    desk.press(Key.Key_F8, Key.Key_Return)
    assert desk.counter.operations.state.recovered_at is not None
    desk.window.board.side.end_requested.emit()
    desk.settle()
    sheet = desk.sheet
    assert sheet is not None
    sheet.ended.emit()  # type: ignore[attr-defined]
    desk.settle()
    assert desk.counter.running() == ()
    assert desk.window.banner.model is None


def test_parked_visits_wait_at_the_side_and_come_back(open_desk: Open):
    desk = open_desk()
    begin(desk)
    pick(desk, Key.Key_1)
    visit = desk.window.visit.visit_id
    desk.press(Key.Key_F2)
    desk.write("書類待ち")
    desk.press(Key.Key_Return)
    (card,) = desk.window.parked.cards
    assert (card.model.id, card.model.cue) == (visit, "書類待ち")
    card.click()
    desk.settle()
    assert desk.window.visit.visit_id == visit
    assert desk.window.parked.cards == ()


def test_a_visit_left_for_another_is_not_lost(open_desk: Open):
    desk = open_desk()
    begin(desk)
    pick(desk, Key.Key_1)
    first = desk.window.visit.visit_id
    desk.window.visit.start_new()
    pick(desk, Key.Key_2)
    (card,) = desk.window.parked.cards
    assert (card.model.id, card.model.cue) == (first, "対応の途中")


def test_the_window_comes_back_to_the_same_visit(open_desk: Open):
    desk = open_desk()
    begin(desk)
    pick(desk, Key.Key_1)
    visit = desk.window.visit.visit_id
    desk.close()
    assert open_desk().window.visit.visit_id == visit


def test_the_clock_makes_the_board_old(open_desk: Open):
    desk = open_desk()
    begin(desk)
    desk.window.go(BOARD)
    desk.press(Key.Key_F5, Key.Key_1, Key.Key_Return)
    desk.house.clock.at += timedelta(minutes=31)
    desk.window.minute_passed()
    banner = banner_of(desk)
    assert (banner.next_check_text, banner.elapsed_text) == ("15件 要再確認", "31分")


# --- when the disk is in the way ----------------------------------------------------------------


class FullDisk:
    """Takes nothing until there is room."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = True
        log = desk.counter.log._inner
        append = log.append

        def patient(drafts):
            if self.is_full:
                raise DiskFull("ディスクの空きがないため、記録できませんでした。")
            return append(drafts)

        monkeypatch.setattr(log, "append", patient)


def test_a_full_disk_is_told_and_the_act_is_done_again(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
):
    desk = open_desk()
    begin(desk)
    disk = FullDisk(desk, monkeypatch)
    desk.press(Key.Key_1, Key.Key_Return)
    assert desk.sheet_is(TroubleSheet)
    desk.press(Key.Key_Return)
    assert desk.sheet_is(TroubleSheet), "still full"
    disk.is_full = False
    desk.press(Key.Key_Return)
    assert not desk.sheet_is(Sheet)
    assert desk.window.visit.visit_id is not None
    assert desk.counter.log.unsaved == 0


def test_with_paper_the_visit_goes_on_and_is_written_later(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
):
    desk = open_desk()
    begin(desk)
    disk = FullDisk(desk, monkeypatch)
    desk.press(Key.Key_1, Key.Key_Return)
    desk.press(Key.Key_F9)
    visit = desk.window.visit.visit_id
    assert visit is not None, "the act that was wanted was done"
    strip = desk.window.frame.unsaved
    assert strip is not None
    assert strip.isVisible()
    assert "受付票" in strip.accessibleName()
    unsaved = desk.counter.log.unsaved
    assert unsaved > 0
    desk.window.go(BOARD)
    desk.press(Key.Key_F5, Key.Key_3, Key.Key_Return)
    assert not desk.sheet_is(Sheet), "decided once"
    assert desk.counter.log.unsaved == unsaved + 1
    assert strip.isVisible()
    desk.window.close()
    desk.settle()
    assert desk.sheet_is(StayOpenSheet)
    assert desk.window.isVisible()
    desk.press(Key.Key_Return)
    assert not desk.sheet_is(Sheet)
    assert desk.window.isVisible()
    disk.is_full = False
    desk.window.minute_passed()
    assert desk.counter.log.unsaved == 0
    assert not strip.isVisible()
    assert any("すべて記録しました" in sentence for sentence in desk.told)
    assert not desk.counter.log.goes_on, "the next trouble is told again"
    assert desk.counter.log._inner.visit(visit) is not None


def test_a_parked_visit_that_is_not_saved_still_waits_at_the_side(
    open_desk: Open, monkeypatch: pytest.MonkeyPatch
):
    desk = open_desk()
    begin(desk)
    FullDisk(desk, monkeypatch)
    desk.press(Key.Key_1, Key.Key_Return, Key.Key_F9)
    desk.press(Key.Key_F2)
    desk.write("書類待ち")
    desk.press(Key.Key_Return)
    assert [card.model.cue for card in desk.window.parked.cards] == ["書類待ち"]
    desk.window.may_close = True


# --- reading and reaching -----------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("choice", [theme.ThemeChoice.LIGHT, theme.ThemeChoice.HIGH_CONTRAST])
def test_every_place_is_accessible(
    open_desk: Open, qapp: QApplication, choice: theme.ThemeChoice, scale: float
):
    theme.apply(qapp, choice, scale)
    desk = open_desk()
    assert_settled(desk)
    desk.press(Key.Key_1)
    assert_settled(desk)
    desk.press(Key.Key_1, Key.Key_0)
    assert_settled(desk)
    desk.press(Key.Key_3)
    assert_settled(desk)
    desk.press(Key.Key_F7)
    assert_settled(desk)
    desk.press(Key.Key_Return)
    assert_settled(desk)
    desk.press(Key.Key_Return)
    for place in (VISIT, BOARD, LEDGER):
        desk.window.go(place)
        assert_settled(desk)
    pick_one(desk)
    desk.window.go(LEDGER)
    assert_settled(desk)
    desk.window.go(BOARD)
    desk.window.board.change(WorldKey.DOWNTIME_SERVER)
    desk.press(Key.Key_1)
    assert_settled(desk)
    theme.apply(qapp, theme.ThemeChoice.LIGHT)


def pick_one(desk: Desk) -> None:
    desk.counter.desk.open_visit(desk.counter.clerk, ["move-in", "residence-certificate"])


def assert_settled(desk: Desk) -> None:
    """Layouts need a moment; a problem that stays is one."""
    problems: list[AssertionError] = []
    for _ in range(20):
        desk.settle()
        try:
            assert_accessible(desk.window)
        except AssertionError as problem:
            problems.append(problem)
        else:
            return
    raise problems[-1]


def test_the_keys_come_back_to_where_they_were(open_desk: Open):
    desk = open_desk()
    begin(desk)
    desk.window.go(LEDGER)
    desk.press(Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    search = QApplication.focusWidget()
    assert search is desk.window.ledger.search.editor
    desk.press(Key.Key_2, modifier=ALT)
    assert QApplication.focusWidget() is desk.window.board.overview.table
    desk.press(Key.Key_3, modifier=ALT)
    assert QApplication.focusWidget() is search
