"""品川区, 6 January 2025, worked through to the last promise: with one relapse, two false
certificates found by the recall, and accounts that close. The keys do what a ward does once; the
use cases do the rest of it, hundreds of times."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from dtcoach.app.counter import Counter
from dtcoach.app.promising import RESULTS, Letter, Promising
from dtcoach.app.recalling import Found, Recalling
from dtcoach.app.recovery_reading import RecoveryNow
from dtcoach.app.replay import Replay
from dtcoach.app.replay_file import recorded_in
from dtcoach.app.slips import Slip
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.promises.promise import PromiseState
from dtcoach.domain.recall.document import RecallState, RecallStatus
from dtcoach.domain.recovery.completion import Hindrance
from dtcoach.domain.recovery.entries import EntryStage
from dtcoach.domain.recovery.numbers import NumberState
from dtcoach.domain.recovery.worklist import Rank, Work
from dtcoach.domain.recovery_events import NumberFate
from dtcoach.domain.words import PromiseKind, RecallEnding, Status, TryResult, WorldKey
from dtcoach.ui.promises.page import PromisesPage
from dtcoach.ui.recall.page import RecallPage
from dtcoach.ui.recovery.entry_sheets import FullSheet
from dtcoach.ui.recovery.numbers_page import NumbersPage
from dtcoach.ui.recovery.work_page import WorkPage
from tests.recovering import served
from tests.ui.window import HANAKO, Desk, Key, house_in

RECORDING = Path(__file__).parents[2] / "replay/shinagawa-2025-01-06.json"
MORNING = datetime(2025, 1, 7, 9, 50, tzinfo=TOKYO)
FIRST_DAY = MORNING.date() - timedelta(days=1)
RECORD, JUKI, SERVER = WorldKey.RESIDENT_RECORD, WorldKey.JUKI_NET, WorldKey.DOWNTIME_SERVER
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SECOND, LEAD = "大井 一郎", "大崎 係長"

Open = Callable[..., Desk]


class Ward:
    """One window on the replayed outage, the morning after, and everybody who works at it."""

    def __init__(self, open_desk: Open, folder: Path) -> None:
        self._open_desk = open_desk
        self._folder = folder
        house = house_in(folder)
        counter, _ = house.counter()
        shelf = house.shelf(counter.log)
        player = Replay(counter.log, shelf, house.clock, house.days, house.new_id)
        whole = json.loads(RECORDING.read_text(encoding="utf-8"))
        self.summary = player.run(recorded_in(house.content, whole))
        self.incident = str(self.summary["incident"])
        counter.log.close()
        self.at = MORNING
        self.desk = self._enter()

    def _enter(self) -> Desk:
        desk = self._open_desk(self._folder)
        desk.house.clock.at = self.at
        desk.counter.resume(self.incident)
        desk.window.opening.entered.emit()
        desk.settle()
        return desk

    def power_cut(self) -> None:
        self.at = self.desk.house.clock.at
        self.desk.close()
        self.desk = self._enter()

    def later(self, **span: int) -> None:
        self.desk.house.clock.at += timedelta(**span)

    @property
    def counter(self) -> Counter:
        return self.desk.counter

    @property
    def now(self) -> RecoveryNow:
        """Read from the disk."""
        recovery = self.counter.recovery
        return recovery.now(recovery.gather())

    @property
    def page(self) -> WorkPage:
        """復旧作業, as far as the log has come."""
        self.desk.press(Key.Key_4, modifier=ALT)
        self.desk.press(Key.Key_F2)
        page = self.desk.window.recovery.page
        assert isinstance(page, WorkPage)
        self.desk.until(lambda: not page.is_reading)
        self.desk.settle()
        return page

    # --- by keys ----------------------------------------------------------------------------------

    def fill(self, *texts: str) -> None:
        for number, text in enumerate(texts):
            if number:
                self.desk.press(Key.Key_Tab)
            field = QApplication.focusWidget()
            assert isinstance(field, QLineEdit)
            field.selectAll()
            self.desk.write(text)

    def announce(self, systems: int) -> None:
        """The word of デジタル推進課 for so many systems, the first of which has the keys."""
        self.desk.press(Key.Key_F6)
        if systems > 1:
            for _ in range(systems):
                self.desk.press(Key.Key_Space, Key.Key_Tab)
        else:
            self.desk.press(Key.Key_Tab)
        self.fill("山本 主任", "デジタル推進課")
        self.desk.press(Key.Key_Return)
        assert self.desk.sheet is None

    def look_up(self, *answer: Qt.Key) -> None:
        """By looking only; seen, and that it can be used, unless answered otherwise."""
        self.desk.press(Key.Key_F7)
        while not isinstance(QApplication.focusWidget(), QLineEdit):
            self.desk.press(Key.Key_Tab)
        self.fill("検索結果 1件、更新 1/7 9:41")
        self.desk.press(Key.Key_Tab, *(answer or (Key.Key_Space,)), Key.Key_Return)
        assert self.desk.sheet is None

    def enter_and_check(self, number: str) -> None:
        """The chosen line, by the clerk and then by somebody else."""
        self.desk.press(Key.Key_Return)
        self.fill(number)
        self.desk.press(Key.Key_Return, Key.Key_Return)
        self.fill(number, "1/6", SECOND)
        self.desk.press(Key.Key_Return)
        assert self.desk.sheet is None

    def explain(self, reason: str, *to_fate: Qt.Key) -> None:
        """What became of the chosen number."""
        self.desk.press(Key.Key_Return)
        while QApplication.focusWidget() is None or isinstance(
            QApplication.focusWidget(), QComboBox
        ):
            self.desk.press(Key.Key_Tab)
        self.desk.press(*to_fate, Key.Key_Space, Key.Key_Tab)
        self.fill(reason)
        self.desk.press(Key.Key_Return)
        assert self.desk.sheet is None

    # --- by the hundred ---------------------------------------------------------------------------

    def enter_all(self, works: Iterable[Work]) -> None:
        for work in works:
            if work.stage is EntryStage.TO_ENTER:
                number = f"R7-{work.held.number}-{work.held.request}"
                self.counter.recovery.enter(HANAKO.name, work, number)

    def check_all(self) -> None:
        """The second person goes through what waits for them."""
        for work in self.now.works:
            if work.stage is EntryStage.TO_CHECK:
                assert work.entry.entered is not None
                number = work.entry.entered.number or ""
                self.counter.recovery.check(SECOND, work, number, work.held.filing_day)

    @property
    def promises(self) -> list[PromiseState]:
        """What is still owed."""
        followups = self.counter.followups
        followups.refresh()
        return [promise for promise in followups.promises if promise.is_open]

    def keep(self, promises: Iterable[PromiseState]) -> None:
        """Called, written to, or seen again; by the lead where it is for the lead."""
        promising = Promising(self.counter, self.counter.followups)
        result = {
            PromiseKind.PHONE: TryResult.TOLD,
            PromiseKind.POST: TryResult.SENT,
            PromiseKind.RETURN_VISIT: TryResult.CAME,
        }
        for promise in promises:
            if promise.kind in RESULTS:
                letter = Letter("簡易書留", 460) if promise.kind is PromiseKind.POST else None
                promising.tried(promise, result[promise.kind], lead=LEAD, letter=letter)


def the_word_comes_and_is_tried(ward: Ward) -> None:
    """The word came; nothing is believed, entered or declared on it alone."""
    desk = ward.desk
    held = ward.summary["promises"]["back-entry"]
    page = ward.page
    assert page.now is not None
    assert page.now.counts.resting == page.now.counts.whole == held
    desk.press(Key.Key_F11, modifier=CTRL)
    assert desk.sheet_is(FullSheet)
    desk.press(Key.Key_Escape)
    assert [one.what for one in ward.now.in_the_way] == [
        Hindrance.SYSTEMS, Hindrance.SERVER, Hindrance.ENTRIES, Hindrance.RECALL
    ]  # fmt: skip
    ward.announce(2)
    ward.look_up()
    ward.look_up()
    desk.press(Key.Key_F8, Key.Key_Return)
    assert ward.now.comeback.freeze is not None
    frozen_at = ward.now.comeback.freeze.snapshot_at
    assert frozen_at == datetime(2025, 1, 5, 23, 0, tzinfo=TOKYO)


def what_comes_first_is_entered_first(ward: Ward) -> None:
    """A paper slip of the first day is typed in: the stop of a seal goes before the rest."""
    served(ward.counter, "seal-stop", slip=Slip("P101-002", at_the_first_day(15, 5), "荏原第一"))
    page = ward.page
    assert page.list.chosen is not None
    first = ward.now.works[0]
    assert (first.rank, first.held.number, first.held.filing_day) == (
        Rank.FIRST, "P101-002", FIRST_DAY
    )  # fmt: skip
    page.list.table.selectRow(0)
    ward.enter_and_check("R7-00001")
    assert ward.now.counts.first_open == 0


def it_falls_again_in_the_middle(ward: Ward) -> None:
    """A third of the list is entered, and some of it compared; then it falls again."""
    desk = ward.desk
    held = ward.summary["promises"]["back-entry"]
    ward.enter_all(ward.now.works[: held // 3])
    for work in ward.now.works[: held // 6]:
        if work.stage is EntryStage.TO_CHECK:
            assert work.entry.entered is not None
            number = work.entry.entered.number or ""
            ward.counter.recovery.check(SECOND, work, number, work.held.filing_day)
    before = {work.held.key: work.entry for work in ward.now.works}
    ward.later(minutes=25)
    desk.press(Key.Key_2, modifier=ALT)
    desk.press(Key.Key_F7, Key.Key_Return)
    assert desk.sheet is None
    ward.power_cut()
    desk = ward.desk
    fallen = ward.now
    assert ward.counter.operations.state.failed_again_at is not None
    assert {work.held.key: work.entry for work in fallen.works} == before, "nothing is lost"
    assert fallen.counts.resting == fallen.counts.open
    assert [fallen.comeback.systems[key].falls for key in (RECORD, JUKI)] == [1, 1]


def the_counter_goes_on_and_it_comes_back(ward: Ward) -> None:
    """The counter goes on: one more is held, one walks away, the server is needed again."""
    desk = ward.desk
    held = ward.summary["promises"]["back-entry"]
    served(ward.counter, "move-in")
    ward.counter.desk.open_visit(ward.counter.clerk, ["move-out"])
    ward.counter.operations.check("係長", SERVER, Status.UP, "テスト印刷")
    ward.later(minutes=50)
    page = ward.page
    desk.press(Key.Key_Return)
    assert desk.sheet is None, "the chosen line rests"
    ward.announce(2)
    ward.look_up()
    ward.look_up()
    desk.press(Key.Key_F8, Key.Key_Return)
    page = ward.page
    assert page.now is not None
    assert page.now.counts.resting == 0
    assert page.now.counts.whole == held + 2


def the_rest_is_worked_off(ward: Ward) -> None:
    """The rest of the list, each line by two names; one resident took the request back."""
    held = ward.summary["promises"]["back-entry"]
    works = [work for work in ward.now.works if work.stage is EntryStage.TO_ENTER]
    ward.counter.recovery.drop(LEAD, works[-1], "ご本人が取り下げた")
    ward.enter_all(works[:-1])
    ward.check_all()
    counts = ward.now.counts
    assert (counts.open, counts.done, counts.dropped) == (0, held + 1, 1)
    for work in ward.now.works:
        assert work.entry.entered is None or work.entry.entered.day == str(work.held.filing_day)


def two_certificates_do_not_hold(ward: Ward) -> None:
    """Every certificate from the snapshot is compared by two; two do not hold."""
    issued = ward.summary["recalls"]
    recalling = Recalling(ward.counter, ward.counter.followups)
    ward.counter.followups.refresh()
    recalls = sorted(ward.counter.followups.recalls, key=lambda one: (one.issued_at, one.number))
    assert len(recalls) == issued
    assert {one.status for one in recalls} == {RecallStatus.TO_COMPARE}
    false = recalls[3], recalls[-1]
    for recall in recalls:
        changed = recall in false
        what = "前の住所のまま" if changed else ""
        since = FIRST_DAY if changed else None
        if recall is not false[0]:
            recalling.compared(recall, Found(changed, RECORD, SECOND, what, since))
    tell(recalling, false[1])
    desk = ward.desk
    assert ward.page.now is not None
    desk.press(Key.Key_F4)
    page = desk.window.recovery.page
    assert isinstance(page, RecallPage)
    desk.until(lambda: page.is_read)
    assert page.table.model().rowCount() == 1, "the last one to compare"
    desk.press(Key.Key_Return, Key.Key_2)
    ward.fill("前の住所のまま", "1/6")
    desk.press(Key.Key_Tab, Key.Key_Tab)
    ward.fill(SECOND)
    desk.press(Key.Key_Return)
    assert desk.sheet is None
    assert [one.what for one in ward.now.in_the_way] == [Hindrance.FALSE, Hindrance.NUMBERS]
    tell(recalling, false[0])
    ward.counter.followups.refresh()
    statuses = [one.status for one in ward.counter.followups.recalls]
    assert statuses.count(RecallStatus.ENDED) == 2
    assert statuses.count(RecallStatus.UNCHANGED) == issued - 2


def tell(recalling: Recalling, recall: RecallState) -> None:
    """Whoever has it is told, and gets another one; the fee is given back."""
    recalling.tried(recall, TryResult.TOLD, lead=LEAD)
    recalling.ended(recall, RecallEnding.EXCHANGED, lead=LEAD, refund=300)


def the_numbers_add_up(ward: Ward) -> None:
    """The numbers: who walked away, and the slips of a bundle that nobody wrote on."""
    desk = ward.desk
    assert ward.page.now is not None
    desk.press(Key.Key_F11)
    numbers = desk.window.recovery.findChild(NumbersPage)
    assert numbers is not None
    desk.press(Key.Key_F7)
    ward.fill("P101-001", "P101-005", "荏原第一地域センター")
    desk.press(Key.Key_Return)
    assert [(line.state, len(line.numbers)) for line in ward.now.accounts.lines] == [
        (NumberState.UNFINISHED, 1), (NumberState.MISSING, 1), (NumberState.MISSING, 3)
    ]  # fmt: skip
    ward.explain("呼んだがいなかった", Key.Key_Down, Key.Key_Down)
    slips = next(line for line in ward.now.accounts.lines if line.is_open)
    assert slips.numbers == ("P101-001",)
    ward.explain("書き損じ、控えに×印")
    unused = [line for line in ward.now.accounts.lines if line.is_open]
    assert [line.numbers for line in unused] == [("P101-003", "P101-004", "P101-005")]
    ward.counter.recovery.explain(LEAD, unused[0].numbers, NumberFate.VOID, "未使用の束を回収")
    accounts = ward.now.accounts
    assert accounts.is_closed
    assert accounts.reserved == accounts.finished + 5
    assert accounts.finished == ward.summary["people"] + 2


def the_last_promise_is_kept(ward: Ward) -> None:
    """The lead declares it; the promises to the residents go on to the last of them."""
    desk = ward.desk
    assert ward.page.now is not None
    assert ward.now.in_the_way == ()
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_F11, modifier=CTRL)
    assert desk.sheet_is(FullSheet)
    desk.press(Key.Key_Return)
    assert ward.now.comeback.full is not None
    owed = ward.promises
    assert {promise.kind for promise in owed} <= set(RESULTS), "entered and compared is kept"
    assert owed
    ward.keep(owed[1:])
    desk.press(Key.Key_F3)
    last = desk.window.recovery.page
    assert isinstance(last, PromisesPage)
    desk.until(lambda: last.is_read)
    assert last.table.model().rowCount() == 1
    desk.press(Key.Key_Return, Key.Key_1, Key.Key_Return)
    if desk.sheet is not None:
        desk.write(LEAD)  # it was not known to be safe, and is for the lead
        desk.press(Key.Key_Return)
    assert desk.sheet is None
    assert ward.promises == []


def it_is_all_on_the_disk(ward: Ward) -> None:
    """It is all on the disk, and the log holds."""
    ward.power_cut()
    assert ward.now.in_the_way == ()
    assert ward.now.comeback.full is not None
    assert ward.promises == []
    assert ward.counter.log.verify().problems == ()


def test_a_recovery_is_worked_through_to_the_last_promise(open_desk: Open, tmp_path: Path) -> None:
    ward = Ward(open_desk, tmp_path / "data")
    assert ward.summary["people"] == 320
    assert ward.summary["recalls"] > 2
    assert ward.summary["promises"]["back-entry"] > 100
    for chapter in (
        the_word_comes_and_is_tried,
        what_comes_first_is_entered_first,
        it_falls_again_in_the_middle,
        the_counter_goes_on_and_it_comes_back,
        the_rest_is_worked_off,
        two_certificates_do_not_hold,
        the_numbers_add_up,
        the_last_promise_is_kept,
        it_is_all_on_the_disk,
    ):
        chapter(ward)


def at_the_first_day(hour: int, minute: int) -> datetime:
    return datetime(2025, 1, 6, hour, minute, tzinfo=TOKYO)
