"""Recovery on a real log that is closed and opened again: words, entries, numbers, the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from dtcoach.app.clerk import Clerk
from dtcoach.app.errors import ProblemFound
from dtcoach.app.recovery import differences
from dtcoach.app.recovery_reading import RecoveryNow
from dtcoach.app.slip_book import SlipRange
from dtcoach.compose import House
from dtcoach.domain.incident import list_of_the_hour
from dtcoach.domain.recovery.completion import Hindrance
from dtcoach.domain.recovery.entries import EntryStage
from dtcoach.domain.recovery.systems import ReturnStage
from dtcoach.domain.recovery.worklist import Rank, Work
from dtcoach.domain.recovery_events import NumberFate
from dtcoach.domain.words import IncidentKind, LeadList, Route, Status, WorldKey
from tests.memory_log import TickingClock
from tests.recovering import PLAIN, served
from tests.shipped import MONDAY

RECORD, JUKI, SERVER = WorldKey.RESIDENT_RECORD, WorldKey.JUKI_NET, WorldKey.DOWNTIME_SERVER
MON = MONDAY.date()


class TickingHouse(House):
    """Under a clock of the test."""

    clock: TickingClock  # type: ignore[assignment]


class Ward:
    """A counter whose power may go at any moment."""

    def __init__(self, folder: Path) -> None:
        self.house = TickingHouse(folder)
        self.house.clock = TickingClock(MONDAY)
        self.counter, _ = self.house.counter()
        self.counter.clerk = Clerk("田中", "1番")
        self.counter.declare(IncidentKind.REAL, "full-outage", "戸籍住民課")
        self.incident = self.counter.operations.state.id

    def restart(self) -> None:
        self.counter.log.close()
        self.counter, _ = self.house.counter()
        self.counter.clerk = Clerk("田中", "1番")
        self.counter.resume(self.incident)

    @property
    def now(self) -> RecoveryNow:
        """Read from the disk each time."""
        recovery = self.counter.recovery
        return recovery.now(recovery.gather())

    def has_its_word(self) -> bool:
        return self.counter.operations.state.recovered_at is not None

    def work(self, number: str) -> Work:
        return next(work for work in self.now.works if work.held.number == number)

    def announce(self, *keys: WorldKey) -> None:
        self.counter.recovery.announce("係長", keys, "佐藤", "デジタル推進課")

    def come_back(self, *keys: WorldKey) -> None:
        self.announce(*keys)
        for key in keys:
            self.counter.recovery.tested("田中", key, passed=True, seen="検索結果 1件")

    def wait(self, days: int = 0, hours: int = 0) -> datetime:
        self.house.clock.at += timedelta(days=days, hours=hours)
        return self.house.clock.at


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    made = Ward(tmp_path / "data")
    yield made
    made.counter.log.close()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(ProblemFound) as refusal:
        act()
    return refusal.value.sentence


def test_the_word_comes_by_system_with_a_name_and_with_the_last_of_them_the_lists_turn(ward: Ward):
    recovery = ward.counter.recovery
    assert "言った人" in refused(lambda: recovery.announce("係長", [RECORD], " ", "ベンダー"))
    ward.announce(RECORD)
    assert not ward.has_its_word()
    system = ward.now.comeback.systems[RECORD]
    assert system.stage is ReturnStage.ANNOUNCED
    assert system.word is not None
    assert (system.word.said_by, system.word.section) == ("佐藤", "デジタル推進課")
    ward.announce(JUKI)
    assert ward.has_its_word()
    state = ward.counter.operations.state
    assert list_of_the_hour(state, ward.house.clock.at) is LeadList.RECOVERY


def test_a_word_is_believed_after_a_test_that_the_board_shows_too(ward: Ward):
    recovery = ward.counter.recovery
    test = partial(recovery.tested, "田中", RECORD, passed=True, seen="1件")
    assert "公式の連絡" in refused(test)
    ward.announce(RECORD)
    test()
    assert ward.counter.operations.state.board.status(RECORD) is Status.UP
    check = ward.counter.operations.state.board.checks[RECORD]
    assert (check.by, check.how) == ("田中", "照会：1件")
    recovery.tested("田中", RECORD, passed=False, seen="エラー E-12")
    assert ward.counter.operations.state.board.status(RECORD) is Status.DOWN
    assert ward.now.comeback.systems[RECORD].falls == 1


def test_a_frozen_server_keeps_its_time_and_issues_nothing_until_it_is_taken_up_again(ward: Ward):
    operations, recovery = ward.counter.operations, ward.counter.recovery
    operations.check("係長", SERVER, Status.UP, "テスト印刷")
    operations.stamp_snapshot("係長", MONDAY - timedelta(hours=12))
    assert [one.what for one in ward.now.in_the_way][:2] == [Hindrance.SYSTEMS, Hindrance.SERVER]
    recovery.freeze("係長")
    ward.restart()
    freeze = ward.now.comeback.freeze
    assert freeze is not None
    assert freeze.snapshot_at == MONDAY - timedelta(hours=12)
    operations, recovery = ward.counter.operations, ward.counter.recovery
    again = partial(operations.check, "係長", SERVER, Status.UP, "テスト印刷")
    assert "また使う" in refused(again)
    visit = ward.counter.desk.open_visit(ward.counter.clerk, ["residence-certificate"])
    visit = ward.counter.desk.answer_all(visit, ward.counter.clerk, PLAIN)
    desk, clerk = ward.counter.desk, ward.counter.clerk
    choose = partial(desk.choose, visit, clerk, Route.DOWNTIME_CERTIFICATE)
    assert "ダウン対策サーバー" in refused(choose)
    recovery.thaw("係長")
    again()
    assert operations.state.board.status(SERVER) is Status.UP


def test_what_was_held_waits_in_the_proposed_order_and_rests_until_its_systems_are_back(ward: Ward):
    served(ward.counter, "move-in")
    served(ward.counter, "seal-stop")
    moved = {**PLAIN, "event_date": (MON - timedelta(days=10)).isoformat(), "has_card": "yes"}
    planned = {**moved, "planned_move_out_date": (MON - timedelta(days=12)).isoformat()}
    served(ward.counter, "move-in-special", planned)
    served(ward.counter, "support-measures-request")
    ward.wait(days=2)
    works = ward.now.works
    assert [work.held.number for work in works] == ["101-002", "101-004", "101-003", "101-001"]
    assert [work.rank for work in works] == [Rank.FIRST, Rank.FIRST, Rank.CARD_DAY, Rank.ARRIVAL]
    assert works[2].held.card_day == MON + timedelta(days=4)
    assert works[2].held.needs_resident
    assert works[2].waits_for == (JUKI, RECORD)
    enter = partial(ward.counter.recovery.enter, "田中", works[0], "R-1")
    assert "住民記録" in refused(enter)
    ward.come_back(RECORD)
    enter()
    assert ward.work("101-003").waits_for == (JUKI,)


def test_an_entry_keeps_the_day_of_the_visit_and_is_checked_by_another_name(ward: Ward):
    served(ward.counter, "move-in")
    ward.wait(days=1)
    ward.come_back(RECORD, JUKI)
    recovery = ward.counter.recovery
    assert "別の方" not in refused(lambda: recovery.check("鈴木", ward.work("101-001"), "R-1", MON))
    recovery.enter("田中", ward.work("101-001"), "R-1")
    ward.restart()
    recovery, work = ward.counter.recovery, ward.work("101-001")
    assert work.stage is EntryStage.TO_CHECK
    assert work.entry.entered is not None
    assert work.entry.entered.day == MON.isoformat(), "never the day of the entry"
    assert "別の方" in refused(lambda: recovery.check("田　中", work, "R-1", MON))
    today = MON + timedelta(days=1)
    assert [words[:4] for words in differences(work, "R-2", today)] == ["受付番号", "届出日が"]
    recovery.check("鈴木", work, "R-1", today)
    assert ward.work("101-001").stage is EntryStage.DIFFERS
    recovery.enter("田中", ward.work("101-001"), "R-1")
    assert differences(ward.work("101-001"), "ｒ１", MON) == ()
    recovery.check("鈴木", ward.work("101-001"), "ｒ１", MON)
    ward.restart()
    work = ward.work("101-001")
    assert work.stage is EntryStage.DONE
    assert work.entry.checked is not None
    assert work.entry.checked.by == "鈴木"


def test_a_number_of_twelve_digits_is_refused_wherever_it_is_typed(ward: Ward):
    served(ward.counter, "move-in")
    ward.come_back(RECORD, JUKI)
    recovery, mine = ward.counter.recovery, "123456789012"
    assert "個人番号" in refused(lambda: recovery.enter("田中", ward.work("101-001"), mine))
    assert "個人番号" in refused(lambda: recovery.drop("田中", ward.work("101-001"), mine))
    assert "個人番号" in refused(
        lambda: recovery.explain("田中", ["101-002"], NumberFate.VOID, mine)
    )
    assert "個人番号" in refused(lambda: recovery.tested("田中", RECORD, passed=True, seen=mine))


def test_the_system_falls_again_and_the_list_goes_on_where_it_was(ward: Ward):
    for _ in range(3):
        served(ward.counter, "move-in")
    ward.come_back(RECORD, JUKI)
    recovery = ward.counter.recovery
    recovery.enter("田中", ward.work("101-001"), "R-1")
    recovery.check("鈴木", ward.work("101-001"), "R-1", MON)
    recovery.enter("田中", ward.work("101-002"), "R-2")
    before = ward.now
    ward.counter.operations.turn("係長", ward.counter.content.scenarios["full-outage"])
    ward.restart()
    fallen = ward.now
    assert [work.entry for work in fallen.works] == [work.entry for work in before.works]
    assert fallen.counts.resting == 2
    assert ward.counter.operations.state.failed_again_at is not None
    served(ward.counter, "move-in")
    assert "まだ使える" in refused(
        lambda: ward.counter.recovery.enter("田中", ward.work("101-003"), "R-3")
    )
    ward.come_back(RECORD, JUKI)
    assert [work.stage for work in ward.now.works] == [
        EntryStage.DONE, EntryStage.TO_CHECK, EntryStage.TO_ENTER, EntryStage.TO_ENTER
    ]  # fmt: skip
    assert ward.now.comeback.systems[RECORD].falls == 1


def test_undo_at_the_counter_passes_an_entry_by(ward: Ward):
    visit = served(ward.counter, "move-in", close=False)
    ward.come_back(RECORD, JUKI)
    ward.counter.recovery.enter("田中", ward.work("101-001"), "R-1")
    desk = ward.counter.desk
    desk.undo(desk.visit(visit.id), ward.counter.clerk)
    assert desk.visit(visit.id).active is not None, "the outcome was taken back"
    assert not ward.now.works, "and with it the promise to enter it"


def test_numbers_close_when_each_is_explained_by_somebody_with_a_reason(ward: Ward):
    served(ward.counter, "move-in")
    ward.counter.desk.open_visit(ward.counter.clerk, ["move-out"])
    recovery = ward.counter.recovery
    recovery.hand_out("係長", "ｐ101-1", "P101-005", "荏原第一地域センター")
    assert [line.numbers for line in ward.now.accounts.lines] == [
        ("101-002",), tuple(f"P101-00{count}" for count in range(1, 6))
    ]  # fmt: skip
    assert "短く" in refused(lambda: recovery.explain("係長", ["101-002"], NumberFate.VOID, ""))
    recovery.explain("係長", ["101-002"], NumberFate.WALKED_AWAY, "呼んだがいなかった")
    recovery.explain("係長", ["P101-001", "P101-002"], NumberFate.ON_PAPER, "紙のまま綴った")
    recovery.explain("係長", ["P101-003", "P101-004", "P101-005"], NumberFate.VOID, "未使用、回収")
    ward.restart()
    accounts = ward.now.accounts
    assert accounts.is_closed
    assert (accounts.reserved, accounts.finished, accounts.fated(NumberFate.VOID)) == (7, 1, 3)
    for first, last in (("P101-005", "P101-001"), ("P101-001", "P102-002"), ("101-1", "101-2")):
        refused(partial(recovery.hand_out, "係長", first, last, ""))


def test_slips_printed_in_the_outage_are_asked_for_until_they_went_out(ward: Ward):
    book = ward.counter.slip_book
    assert book is not None
    book.take(SlipRange("101", 1, 20, MONDAY - timedelta(days=9)))
    printed = SlipRange("101", 21, 40, ward.house.clock.now())
    book.take(printed)
    assert ward.counter.recovery.uncounted() == (printed,), "older ones lie in a drawer"
    ward.counter.recovery.hand_out("係長", "P101-021", "P101-040", "3番窓口")
    assert ward.counter.recovery.uncounted() == ()
    assert [len(line.numbers) for line in ward.now.accounts.lines] == [20]


def test_full_recovery_is_refused_for_what_another_window_wrote_a_moment_ago(ward: Ward):
    ward.come_back(RECORD, JUKI)
    assert ward.now.in_the_way == ()
    other, _ = ward.house.counter()
    other.clerk = Clerk("鈴木", "2番")
    other.resume(ward.incident)
    other.operations.check("鈴木", RECORD, Status.DOWN, "画面が出ない")
    refused(partial(ward.counter.recovery.declare_full, "係長"))
    ward.come_back(RECORD)
    served(other, "move-in")
    other.log.close()
    refused(partial(ward.counter.recovery.declare_full, "係長"))


def test_full_recovery_is_refused_with_its_reasons_until_all_is_done(ward: Ward):
    served(ward.counter, "move-in")
    served(ward.counter, "seal-stop")
    ward.counter.desk.open_visit(ward.counter.clerk, ["move-out"])
    recovery = ward.counter.recovery

    def full() -> None:
        ward.counter.recovery.declare_full("係長", "窓口は通常どおり")

    assert [one.what for one in ward.now.in_the_way] == [
        Hindrance.SYSTEMS, Hindrance.ENTRIES, Hindrance.NUMBERS
    ]  # fmt: skip
    refused(full)
    ward.come_back(RECORD, JUKI)
    for number in ("101-001", "101-002"):
        recovery.enter("田中", ward.work(number), "R-1")
    assert [one.what for one in ward.now.in_the_way] == [Hindrance.CHECKS, Hindrance.NUMBERS]
    recovery.check("鈴木", ward.work("101-001"), "R-1", MON)
    recovery.drop("係長", ward.work("101-002"), "ご本人が取り下げた")
    recovery.explain("係長", ["101-003"], NumberFate.WALKED_AWAY, "お帰りになった")
    full()
    ward.restart()
    declared = ward.now.comeback.full
    assert declared is not None
    assert declared.by == "係長"
    refused(full)
    ward.counter.operations.check("係長", RECORD, Status.DOWN, "画面が出ない")
    assert ward.now.comeback.full is None


def test_slips_typed_in_afterwards_keep_their_own_day(ward: Ward):
    from dtcoach.app.slips import Slip

    desk, clerk = ward.counter.desk, ward.counter.clerk
    ward.wait(days=3)
    slip = desk.open_slip(clerk, ["move-in"], Slip("P101-002", MONDAY + timedelta(minutes=20), ""))
    assert slip.opened_at.date() == MON
    assert ward.now.accounts.lines[0].numbers == ("P101-002",), "not finished yet"
