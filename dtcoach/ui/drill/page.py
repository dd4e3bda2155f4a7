"""The place 訓練: the clock, what comes next, and what the controller and observers do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.drill_plan_words import time_words
from dtcoach.app.drill_words import elapsed
from dtcoach.app.exercise import Exercise
from dtcoach.domain.drill.record import record_of
from dtcoach.domain.drill.running import Coming, Entry, played_in_order
from dtcoach.domain.drill.scores import DrillScores, score_drill
from dtcoach.domain.drill.story import snapshot_in, world_after
from dtcoach.domain.events import Event
from dtcoach.domain.japanese_dates import moment
from dtcoach.ui.acting import Acting
from dtcoach.ui.drill.clocking import Clocking
from dtcoach.ui.drill.head import ClockHead, ClockView
from dtcoach.ui.drill.observing import Observing
from dtcoach.ui.drill.panes import InjectPane, PlacesPane, SeenPane
from dtcoach.ui.drill.rows import counter_lines, inject_detail, inject_rows, truth_lines
from dtcoach.ui.drill.table import InjectModel
from dtcoach.ui.fitting import Column, FittedColumns
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.flow import ActionBar, PageHead
from dtcoach.ui.kit.keys import shortcuts
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.panes import Panes
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.tabs import Tabs

INJECT, PLACES, SEEN = "inject", "places", "seen"
_COLUMNS = (Column(4.2), Column(16, 1.0), Column(5.4, 0.2, rank=2), Column(9, 0.1))
_BEATS_TO_LOOK = 10
"""Who is where is read from the whole log: not twice a second."""

_LEAST_MAIN_PX = 620
_SIDE_PX = 480


class DrillPage(QWidget):
    """All that is known of the drill is read anew; what is typed is in sheets."""

    def __init__(
        self, counter: Counter, acting: Acting, open_sheet: Callable[[Sheet], None]
    ) -> None:
        super().__init__()
        self._counter = counter
        self._acting = acting
        self._open_sheet = open_sheet
        self._chosen = ""
        self._tab = INJECT
        self._follows = True
        self._beats = 0
        self._ticket = 0
        self._background = Background(self)
        self._background.done.connect(self._on_scored)
        self.head = ClockHead()
        self.clocking = Clocking(counter, self._attempt, open_sheet)
        self.head.pressed.connect(self.clocking.press)
        self.head.jump_requested.connect(self.clocking.jump)
        self.head.speed_requested.connect(self.clocking.speed)
        self.head.end_requested.connect(self.clocking.end)
        self.head.side_requested.connect(self._on_side_requested)
        self._model = InjectModel(self)
        self.table = Table("出来事の一覧")
        self.table.setModel(self._model)
        FittedColumns(self.table, _COLUMNS)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.row_opened.connect(self._on_row_opened)
        self.play = Button("この出来事を出す", ButtonKind.SOLID, icon="campaign", key="Enter")
        self.play.clicked.connect(self._on_play)
        self.skip = Button("とばす", icon="skip_next", key="F3")
        self.skip.clicked.connect(self._on_skip_requested)
        self.move_it = Button("時刻を変える", key="F4")
        self.move_it.clicked.connect(self._on_move_requested)
        self.observing = Observing(counter, self._attempt, open_sheet, lambda: self._chosen)
        self._bar = ActionBar()
        self._bar.set_buttons([self.skip, self.move_it], [self.play])
        self._notes = ActionBar("観察と評価")
        self._notes.set_buttons(self.observing.buttons, [])
        self.inject_pane, self.places, self.seen = InjectPane(), PlacesPane(), SeenPane()
        self._panes = Panes(
            self._build_main(), self._build_side(), least_main_px=_LEAST_MAIN_PX, side_px=_SIDE_PX
        )
        self._rare_keys = self._keys_without_buttons()
        self._panes.narrowed.connect(self._on_narrowed)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.addWidget(self._panes)
        self.setFocusProxy(self.table)
        self.refresh()

    @property
    def exercise(self) -> Exercise:
        found = self._counter.exercise
        assert found is not None
        return found

    def refresh(self) -> None:
        """Reads the drill again; the chosen inject stays chosen."""
        exercise = self.exercise
        entries = exercise.agenda()
        moved = self._model.set_rows(inject_rows(exercise.drill, entries))
        if moved or self._follows:
            self._choose(self._next(entries) if self._follows else self._chosen)
        self._show_clock()
        self._show_side()
        self._offer()

    def tick(self) -> None:
        """A moment later: the clock, and what has become due."""
        self._show_clock()
        exercise = self.exercise
        entries = exercise.agenda()
        if inject_rows(exercise.drill, entries) != self._model.rows:
            self.refresh()
        elif self._tab == PLACES and self._beats % _BEATS_TO_LOOK == 0:
            self._show_side()
        self._beats += 1

    # --- showing ------------------------------------------------------------------------------

    def _show_clock(self) -> None:
        exercise = self.exercise
        running, now = exercise.running, exercise.elapsed()
        hands = running.hands
        word, tone, icon = "動いています", Tone.SUCCESS, "play_arrow"
        if hands is None:
            word, tone, icon = "まだ始まっていません", Tone.NEUTRAL, "schedule"
        elif running.is_ended:
            word, tone, icon = "終わりました", Tone.NEUTRAL, "flag"
        elif running.is_paused:
            word, tone, icon = "一時停止中", Tone.WARNING, "pause-fill"
        elif hands.speed_percent != 100:
            word = f"{hands.speed_percent / 100:g}倍で動いています"
        passed = f"始まりから {elapsed(now)}／{elapsed(exercise.drill.length)}"
        if now < timedelta(0):
            passed = f"あと {elapsed(-now)} で始まります"
        self.head.show_clock(
            ClockView(
                time=time_words(exercise.drill.begins + now),
                passed=passed,
                word=word,
                tone=tone,
                icon=icon,
                can_start=hands is None,
                can_pause=hands is not None and hands.running,
                can_resume=running.is_paused,
                is_set=hands is not None and not running.is_ended,
            )
        )

    def _show_side(self) -> None:
        exercise, content = self.exercise, self._counter.content
        events = tuple(self._counter.log.of_incident(self._counter.operations.state.id))
        record, now = record_of(events), self._counter.clock.now()
        running, drill = exercise.running, exercise.drill
        if self._tab == INJECT:
            entry = self._entry()
            if entry is not None:
                closed = self._counter.days.is_closed
                self.inject_pane.show_detail(
                    inject_detail(drill, running, record, content, entry, now, closed)
                )
        elif self._tab == PLACES:
            world = world_after(content, drill, played_in_order(drill, running, now))
            at = snapshot_in(drill, world)
            self.places.show_places(
                counter_lines(drill, running, record, content, now),
                truth_lines(world, self._counter.operations.state.board, content),
                "" if at is None else moment(at),
            )
        else:
            self._score(events)

    def _score(self, events: tuple[Event, ...]) -> None:
        """A long drill takes the engine a while: not on the thread that draws."""
        drill, content = self.exercise.drill, self._counter.content
        incident, closed = self._counter.operations.state.id, self._counter.days.is_closed
        self._ticket = self._background.start(
            lambda: score_drill(incident, drill, events, content, closed)
        )

    def _on_scored(self, done: Done) -> None:
        if self._counter.exercise is None:
            return  # the drill was left meanwhile
        if done.error is not None:
            raise done.error
        if done.ticket == self._ticket and isinstance(done.result, DrillScores):
            self.seen.show_seen(done.result, self.observing.left_open())

    def _offer(self) -> None:
        running, entry = self.exercise.running, self._entry()
        goes = running.is_started and not running.is_ended
        can_play = goes and entry is not None and entry.played is None and self._tab != SEEN
        self.play.setVisible(can_play)
        for button in (self.skip, self.move_it):
            button.setVisible(can_play and entry is not None and entry.stands is not Coming.SKIPPED)
        self.observing.offer(seen=self._tab == SEEN)
        self._offer_rare()

    def _entry(self) -> Entry | None:
        entries = self.exercise.agenda()
        return next((entry for entry in entries if entry.inject.id == self._chosen), None)

    def _next(self, entries: tuple[Entry, ...]) -> str:
        """What comes next; the last where all came."""
        ahead = (Coming.DUE, Coming.AHEAD, Coming.WAITS)
        waiting = (entry.inject.id for entry in entries if entry.stands in ahead)
        return next(waiting, entries[-1].inject.id)

    def _choose(self, inject: str) -> None:
        row = self._model.row_of(inject)
        if row is not None:
            self._chosen = inject
            self.table.selectRow(row)
            self.table.scrollTo(self._model.index(row, 0))

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and self._model.rows[now.row()].id != self._chosen:
            self._chosen = self._model.rows[now.row()].id
            entries = self.exercise.agenda()
            self._follows = self._chosen == self._next(entries)
            self._show_side()
            self._offer()

    # --- acting --------------------------------------------------------------------------------

    def _attempt(self, act: Callable[[], object], then: Callable[[], None] | None = None) -> None:
        def after() -> None:
            self.refresh()
            if then is not None:
                then()

        self._acting.attempt(act, after)

    # --- injects ------------------------------------------------------------------------------

    def _on_row_opened(self, _index: QModelIndex) -> None:
        if self.play.isVisible():
            self._on_play()

    def _on_play(self) -> None:
        inject = self._chosen
        self._follows = True
        self._attempt(lambda: self.exercise.play(inject), self._to_next)

    def _to_next(self) -> None:
        self._choose(self._next(self.exercise.agenda()))

    def _on_skip_requested(self) -> None:
        from dtcoach.ui.drill.sheets import SkipSheet

        inject = self._chosen
        sheet = SkipSheet(self.exercise.drill.injects[inject].title)
        sheet.skipped.connect(
            lambda reason: self._attempt(lambda: self.exercise.skip(inject, reason))
        )
        self._open_sheet(sheet)

    def _on_move_requested(self) -> None:
        from dtcoach.ui.drill.sheets import JumpSheet

        entry = self._entry()
        if entry is None:
            return
        due = self.exercise.elapsed() if entry.due is None else entry.due
        begins, inject = self.exercise.drill.begins, entry.inject.id
        sheet = JumpSheet(f"時刻を変えます：{entry.inject.title}", "変える", begins, due)
        sheet.jumped.connect(lambda to: self._attempt(lambda: self.exercise.move(inject, to)))
        self._open_sheet(sheet)

    # --- room -----------------------------------------------------------------------------------

    def _build_main(self) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        rows.setSpacing(12)
        rows.addWidget(self.head)
        rows.addWidget(self.table, 1)
        rows.addStretch(0)
        rows.addWidget(self._notes)
        rows.addWidget(self._bar)
        return page

    def _build_side(self) -> QWidget:
        self._tabs = Tabs(
            "訓練の内容",
            [(INJECT, "出来事"), (PLACES, "窓口と本当の状態"), (SEEN, "観察と評価")],
        )
        self._tabs.chosen.connect(self._on_tab_chosen)
        self._tabs.choose(INJECT)
        self._stack = QStackedWidget()
        for pane in (self.inject_pane, self.places, self.seen):
            self._stack.addWidget(pane)
        self.to_list = Button("一覧に戻る", icon="arrow_back", key="F9", size=ButtonSize.SMALL)
        self.to_list.clicked.connect(self._on_list_requested)
        self.to_list.hide()
        small = ButtonSize.SMALL
        self._rare = (
            Button("時刻を移す", icon="schedule", key="F6", size=small),
            Button("速さ", icon="speed", key="F7", size=small),
            Button("終了", icon="flag", key="F8", size=small),
        )
        asked = (self.clocking.jump, self.clocking.speed, self.clocking.end)
        for button, ask in zip(self._rare, asked, strict=True):
            button.clicked.connect(ask)
            button.hide()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, SPACE, 0, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(PageHead(self.to_list, self._rare))
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        return side

    def show_tab(self, tab: str) -> None:
        """One of the three things beside the list."""
        self._on_tab_chosen(tab)

    def _on_tab_chosen(self, tab: str) -> None:
        self._tab = tab
        self._tabs.choose(tab)
        panes = {INJECT: self.inject_pane, PLACES: self.places, SEEN: self.seen}
        self._stack.setCurrentWidget(panes[tab])
        self._show_side()
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.table.scrollTo(self.table.currentIndex())

    def _keys_without_buttons(self) -> list[QShortcut]:
        """What is done to the clock is a key away also where its buttons stand behind F9."""
        made = []
        for button in self._rare:
            for shortcut in shortcuts(self.table, button.key):
                shortcut.activated.connect(button.clicked)
                made.append(shortcut)
        return made

    def _on_narrowed(self, narrow: bool) -> None:
        self.to_list.setVisible(narrow)
        self.head.set_narrow(narrow)
        self._offer_rare()
        for button in (self.skip, self.move_it, self.play, *self.observing.buttons):
            button.set_size(ButtonSize.SMALL if narrow else ButtonSize.MEDIUM)

    def _offer_rare(self) -> None:
        running = self.exercise.running
        beside = self._panes.is_narrow and running.is_started and not running.is_ended
        for button in self._rare:
            button.setVisible(beside)
        for shortcut in self._rare_keys:
            shortcut.setEnabled(beside)

    def _on_side_requested(self) -> None:
        self._panes.prefer_side(True)
        self.to_list.setFocus()

    def _on_list_requested(self) -> None:
        self._panes.prefer_side(False)
        self.table.setFocus()
