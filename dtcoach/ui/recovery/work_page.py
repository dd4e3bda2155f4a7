"""復旧作業: from the official word to 完全復旧, with the list of what is entered and compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.app.errors import KnownError
from dtcoach.app.recovery_reading import Gathered, RecoveryNow
from dtcoach.domain.content import SystemDefinition
from dtcoach.domain.events import Event
from dtcoach.domain.japanese_dates import TOKYO, moment
from dtcoach.domain.recovery.entries import EntryStage, RequestKey
from dtcoach.domain.recovery.systems import ReturnStage
from dtcoach.domain.recovery.worklist import Work
from dtcoach.domain.words import IncidentKind, WorldKey
from dtcoach.ui.kit.button import ButtonKind
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.keys import shortcuts
from dtcoach.ui.panes import Panes
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.recovery.registry import Surroundings
from dtcoach.ui.recovery.stage_list import StageList
from dtcoach.ui.recovery.stage_rows import (
    ANNOUNCE,
    FULL,
    KEYS,
    LOOK_UP,
    NUMBERS,
    SERVER,
    hindrance_words,
    stages,
)
from dtcoach.ui.recovery.work_list import WorkList
from dtcoach.ui.recovery.work_rows import count_words, waits_words, work_rows
from dtcoach.ui.words import KIND

if TYPE_CHECKING:
    from PySide6.QtGui import QShortcut

    from dtcoach.ui.recovery.numbers_page import NumbersPage

_LEAST_MAIN_PX = 640
_SIDE_PX, _MOST_SIDE_PX = 384, 480
_NOTHING = (
    "inbox",
    "あとで入力する手続はありません",
    "「対応」で受け付けて預かったものが、ここに並びます。",
)
_SETTLED = (
    "verified",
    "入力と確認は、すべて終わりました",
    "「済みも見る」で、見られます。",
)
_NONE = ("search", "見つかりません", "紙の番号の一部、手続の名前で探せます。")


class WorkPage(QWidget):
    """An inner page of 復旧. Reading a long day is done off the GUI thread; what is written here is
    taken in at once."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._counter = around.counter
        self._recovery = around.counter.recovery
        self._gathered: Gathered | None = None
        self._now: RecoveryNow | None = None
        self._own_act = False
        self._numbers: NumbersPage | None = None
        self._reader = Background(self)
        self._reader.done.connect(self._on_read)
        self._ticket = self._taken = 0
        kind = self._counter.operations.state.kind
        self.list = WorkList("" if kind is IncidentKind.REAL else KIND[kind])
        self.list.row_opened.connect(self._on_row_opened)
        self.list.drop_requested.connect(self._on_drop_requested)
        self.list.visit_requested.connect(around.open_visit)
        self.list.searched.connect(self._show_rows)
        self.list.row_chosen.connect(self._offer)
        self.list.stages_requested.connect(self._on_stages_requested)
        self.stages = StageList()
        self.stages.act_requested.connect(self._on_act_requested)
        self.stages.list_requested.connect(self._on_list_requested)
        self._panes = Panes(
            self.list,
            self.stages,
            least_main_px=_LEAST_MAIN_PX,
            side_px=_SIDE_PX,
            most_side_px=_MOST_SIDE_PX,
        )
        self._stage_keys = self._keys_without_buttons()
        self._panes.narrowed.connect(self._on_narrowed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._panes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self.list)
        self.list.set_chips(())
        self.list.say(Tone.NEUTRAL, "読み込み", [("台帳を読んでいます。", False)])

    @property
    def now(self) -> RecoveryNow | None:
        """What is shown; None before the log was read."""
        return self._now

    @property
    def is_reading(self) -> bool:
        """Whether the log is being read, so that what is shown may change."""
        return self._ticket != self._taken

    def refresh(self) -> None:
        """Reads the log again, off this thread, unless it is this page that wrote last."""
        if self._own_act:
            self._own_act = False
            return
        self._ticket = self._reader.start(self._recovery.gather)

    def _on_read(self, done: Done) -> None:
        if done.ticket != self._ticket:
            return  # read again since
        self._taken = done.ticket
        if isinstance(done.result, Gathered):
            if self._now is None:
                self.list.be_quiet()
            self._take_in(done.result)
        elif isinstance(done.error, KnownError):
            self.list.say(Tone.DANGER, "読めません", [(done.error.sentence, False)])
        elif done.error is not None:
            raise done.error

    def _take_in(self, gathered: Gathered) -> None:
        self._gathered = gathered
        now = self._now = self._recovery.now(gathered)
        content = self._counter.content
        self.stages.show_stages(stages(now, content, self._counter.clock.now()))
        # Where the stages stand behind F9, the way to what comes next is what stands out.
        kind = ButtonKind.SOLID if self.stages.has_next else ButtonKind.OUTLINE
        self.list.to_stages.set_kind(kind)
        if self._numbers is not None:
            self._numbers.show_accounts(now.accounts)
        self.list.set_chips(count_words(now.counts))
        self._show_rows()

    def _show_rows(self) -> None:
        now = self._now
        if now is None:
            return
        settled, text = self.list.shows_settled, self.list.text
        rows = work_rows(now.works, self._counter.content, settled=settled, text=text)
        empty = _NONE if text else _SETTLED if now.works else _NOTHING
        self.list.set_rows(rows, empty)
        self._offer()

    def _offer(self) -> None:
        """What Enter does on the chosen line. What a stage waits for comes before it."""
        work = self._chosen()
        if work is None:
            return
        label = {
            EntryStage.TO_ENTER: "入力を記録",
            EntryStage.DIFFERS: "入力し直す",
            EntryStage.TO_CHECK: "紙と見くらべる",
            EntryStage.DROPPED: "やはり入力する",
        }.get(work.stage, "")
        open_now = work.is_open and not work.waits_for
        self.list.offer(label, is_next=open_now and not self.stages.has_next, drop=work.is_open)

    def _chosen(self) -> Work | None:
        row = self.list.chosen
        return None if row is None or self._now is None else self._now.work(row.key)

    # --- entries --------------------------------------------------------------------------------

    def _on_row_opened(self, key: RequestKey) -> None:
        work = None if self._now is None else self._now.work(key)
        if work is None or work.stage is EntryStage.DONE:
            return
        self.list.be_quiet()
        if work.waits_for:
            titles = waits_words(work.waits_for, self._counter.content)
            self.list.say(
                Tone.WARNING, "復旧待ち",
                [(titles, True), ("が使えると確かめられるまで、入力は待ちます。", False)],
            )  # fmt: skip
            return
        if work.stage is EntryStage.TO_CHECK:
            self._open_check(work)
        else:
            self._open_enter(work)

    def _open_enter(self, work: Work) -> None:
        from dtcoach.ui.recovery.entry_sheets import EnterSheet

        counter = self._counter
        sheet = EnterSheet(work, counter.content, counter.clerk.name, counter.clock.now)

        def entered(number: str, by: str, at: datetime | None) -> None:
            self._write(
                lambda: self._recovery.enter(by, work, number, at),
                [
                    (work.held.number, True),
                    (" の入力を記録しました。次は二人目です。", False),
                ],
            )

        sheet.entered.connect(entered)
        self._around.open_sheet(sheet)

    def _open_check(self, work: Work) -> None:
        from dtcoach.ui.recovery.entry_sheets import CheckSheet

        counter = self._counter
        sheet = CheckSheet(work, counter.content, counter.clerk.name, counter.clock.now)

        def checked(number: str, day: date, by: str) -> None:
            self._write(
                lambda: self._recovery.check(by, work, number, day),
                [(work.held.number, True), (" の確認を記録しました。", False)],
            )

        sheet.checked.connect(checked)
        self._around.open_sheet(sheet)

    def _on_drop_requested(self, key: RequestKey) -> None:
        from dtcoach.ui.recovery.entry_sheets import DropSheet

        work = None if self._now is None else self._now.work(key)
        if work is None:
            return
        sheet = DropSheet(work, self._counter.content, self._counter.clerk.name)

        def dropped(reason: str, by: str) -> None:
            self._write(
                lambda: self._recovery.drop(by, work, reason),
                [(work.held.number, True), (" は、入力しないで終えました。", False)],
            )

        sheet.dropped.connect(dropped)
        self._around.open_sheet(sheet)

    # --- the stages -----------------------------------------------------------------------------

    def _on_act_requested(self, act: str) -> None:
        self.list.be_quiet()
        {
            ANNOUNCE: self._open_announce,
            LOOK_UP: self._open_look_up,
            SERVER: self._open_server,
            NUMBERS: self._open_numbers,
            FULL: self._open_full,
        }[act]()

    def _open_announce(self) -> None:
        from dtcoach.ui.recovery.system_sheets import AnnounceSheet

        if self._now is None:
            return
        keys = self._now.comeback.not_announced
        counter = self._counter
        sheet = AnnounceSheet(self._systems(keys), counter.clerk.name, counter.clock.now)

        def announced(
            chosen: Sequence[WorldKey], said_by: str, section: str, by: str, at: datetime | None
        ) -> None:
            titles = waits_words(chosen, counter.content)
            self._write(
                lambda: self._recovery.announce(by, chosen, said_by, section, at),
                [(titles, True), (" の連絡を記録しました。次は、照会だけで確かめます。", False)],
            )

        sheet.announced.connect(announced)
        self._around.open_sheet(sheet)

    def _open_look_up(self) -> None:
        from dtcoach.ui.recovery.system_sheets import LookUpSheet

        if self._now is None:
            return
        systems = self._now.comeback.systems
        said = [key for key, system in systems.items() if system.word is not None]
        if not said:
            self.list.say(
                Tone.WARNING, "まだ", [("先に、「使える」という公式の連絡を記録します。", False)]
            )
            return
        next_one = next((k for k in said if systems[k].stage is ReturnStage.ANNOUNCED), said[0])
        sheet = LookUpSheet(self._systems(said), self._counter.clerk.name, next_one)

        def tested(key: WorldKey, passed: bool, seen: str, by: str) -> None:
            title = self._counter.content.systems[key].title
            words = (
                "は使えます。入力を始められます。"
                if passed
                else "は、また止まっています。一覧は残ります。"
            )
            again = self._counter.operations.state.recovered_at is not None and not passed
            # The lead's word, not the test, says that the whole outage goes on.
            more = [("障害が戻ったときは、状況の F7「また止まった」。", False)] if again else []
            self._write(
                lambda: self._recovery.tested(by, key, passed=passed, seen=seen),
                [(title, True), (words, False), *more],
                Tone.SUCCESS if passed else Tone.DANGER,
            )

        sheet.tested.connect(tested)
        self._around.open_sheet(sheet)

    def _open_server(self) -> None:
        from dtcoach.ui.recovery.system_sheets import ServerSheet

        state = self._counter.operations.state
        at = state.board.snapshot_at
        snapshot = "" if at is None else f"{moment(at.astimezone(TOKYO))} 時点"
        frozen = state.server_frozen
        sheet = ServerSheet(self._counter.clerk.name, frozen=frozen, snapshot=snapshot)

        def decided(by: str) -> None:
            act = self._recovery.thaw if frozen else self._recovery.freeze
            words = (
                "を、また使えるようにしました。テスト印刷を先にします。"
                if frozen
                else "の使用を止めました。新しい証明書は、もう出ません。"
            )
            self._write(lambda: act(by), [("ダウン対策サーバー", True), (words, False)])

        sheet.decided.connect(decided)
        self._around.open_sheet(sheet)

    def _open_full(self) -> None:
        from dtcoach.ui.recovery.entry_sheets import FullSheet

        now = self._now
        if now is None:
            return
        counts = now.counts
        done = (
            f"入力と二人目の確認　{counts.done}件（入力しない {counts.dropped}件）",
            f"番号　{now.accounts.reserved}件すべて説明がついています",
        )
        sheet = FullSheet(self._counter.clerk.name, hindrance_words(now.in_the_way), done)

        def declared(by: str, note: str) -> None:
            self._write(
                lambda: self._recovery.declare_full(by, note),
                [("完全復旧を宣言しました。", True), ("約束の残りは「約束」で続けます。", False)],
            )

        sheet.declared.connect(declared)
        self._around.open_sheet(sheet)

    def _open_numbers(self) -> None:
        from dtcoach.ui.recovery.numbers_page import NumbersPage

        if self._now is None:
            return
        if self._numbers is None:
            self._numbers = NumbersPage(self._around)
            self._numbers.left.connect(self._on_numbers_left)
            self._numbers.wrote.connect(self._on_numbers_wrote)
            self._stack.addWidget(self._numbers)
        self._numbers.show_accounts(self._now.accounts)
        self._stack.setCurrentWidget(self._numbers)
        self.setFocusProxy(self._numbers)
        self._numbers.take_keys()

    def _on_numbers_left(self) -> None:
        self._stack.setCurrentWidget(self._panes)
        self.setFocusProxy(self.list)
        self.list.take_keys()

    def _on_numbers_wrote(self) -> None:
        self._own_act = True
        if self._gathered is not None:
            self._take_in(self._gathered)

    # --- writing --------------------------------------------------------------------------------

    def _write(
        self,
        act: Callable[[], object],
        spans: Sequence[tuple[str, bool]],
        tone: Tone = Tone.SUCCESS,
    ) -> None:
        """Write, then show; what was written on a visit is taken in without reading all again."""
        written: list[Event] = []

        def write() -> None:
            event = act()
            if isinstance(event, Event):
                written.append(event)

        def then() -> None:
            self._own_act = True
            if self._gathered is not None:
                self._take_in(self._gathered.having(written))
            self.list.say(tone, "記録" if tone is Tone.SUCCESS else "停止", spans)
            self.list.take_keys()

        self._around.acting.attempt(write, then)

    def _systems(self, keys: Sequence[WorldKey]) -> list[SystemDefinition]:
        return [self._counter.content.systems[key] for key in keys]

    # --- room -----------------------------------------------------------------------------------

    def _on_narrowed(self, narrow: bool) -> None:
        for shortcut in self._stage_keys:
            shortcut.setEnabled(narrow)
        self.list.set_narrow(narrow)
        self.stages.to_list.setVisible(narrow)

    def _keys_without_buttons(self) -> list[QShortcut]:
        """The stages are a key away also where their buttons have no room beside the list."""
        made = []
        for act, key in KEYS.items():
            for shortcut in shortcuts(self.list, key):
                shortcut.activated.connect(partial(self._on_act_requested, act))
                made.append(shortcut)
        return made

    def _on_stages_requested(self) -> None:
        self._panes.prefer_side(True)
        self.stages.take_keys()

    def _on_list_requested(self) -> None:
        self._panes.prefer_side(False)
        self.list.take_keys()
