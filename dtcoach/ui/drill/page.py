"""The place 訓練: the clock, what comes next, and what the controller and observers do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.exercise import Exercise
from dtcoach.domain.drill.running import Coming, Entry
from dtcoach.ui.acting import Acting
from dtcoach.ui.drill.clock_view import clock_view
from dtcoach.ui.drill.clocking import Clocking
from dtcoach.ui.drill.head import ClockHead
from dtcoach.ui.drill.injecting import Injecting
from dtcoach.ui.drill.observing import Observing
from dtcoach.ui.drill.rows import inject_rows
from dtcoach.ui.drill.side import INJECT, PLACES, SEEN, DrillSide
from dtcoach.ui.drill.table import InjectModel
from dtcoach.ui.fitting import Column, FittedColumns
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.flow import ActionBar
from dtcoach.ui.kit.keys import shortcuts
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.panes import Panes

__all__ = ["INJECT", "PLACES", "SEEN", "DrillPage"]

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
        self._follows = True
        self._beats = 0
        self.head = ClockHead()
        self.clocking = Clocking(counter, self._attempt, open_sheet)
        self.head.pressed.connect(self.clocking.press)
        self.head.jump_requested.connect(self.clocking.jump)
        self.head.speed_requested.connect(self.clocking.speed)
        self.head.end_requested.connect(self.clocking.end)
        self.head.side_requested.connect(self._on_side_requested)
        self.head.files_requested.connect(self._on_files_requested)
        self._model = InjectModel(self)
        self.table = Table("出来事の一覧")
        self.table.setModel(self._model)
        FittedColumns(self.table, _COLUMNS)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.injecting = Injecting(counter, self._attempt, open_sheet, self._entry, self._to_next)
        self.play = self.injecting.play
        self.table.row_opened.connect(lambda _index: self.injecting.play_chosen())
        self.observing = Observing(counter, self._attempt, open_sheet, lambda: self._chosen)
        self._bar = ActionBar()
        self._bar.set_buttons([self.injecting.skip, self.injecting.move_it], [self.play])
        self._notes = ActionBar("観察と評価")
        self._notes.set_buttons(self.observing.buttons, [])
        self._rare = self._build_rare()
        self.side = DrillSide(
            counter,
            self._entry,
            self.observing.left_open,
            [*self._rare, self.injecting.by_hand, self.files],
        )
        self.side.tab_chosen.connect(self._offer)
        self.side.to_list.clicked.connect(self._on_list_requested)
        self._panes = Panes(
            self._build_main(), self.side, least_main_px=_LEAST_MAIN_PX, side_px=_SIDE_PX
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
        self.head.show_clock(clock_view(exercise))
        self.side.refresh()
        self._offer()

    def tick(self) -> None:
        """A moment later: the clock, and what has become due."""
        exercise = self.exercise
        self.head.show_clock(clock_view(exercise))
        if inject_rows(exercise.drill, exercise.agenda()) != self._model.rows:
            self.refresh()
        elif self.side.tab == PLACES and self._beats % _BEATS_TO_LOOK == 0:
            self.side.refresh()
        self._beats += 1

    def show_tab(self, tab: str) -> None:
        """One of the three things beside the list."""
        self.side.show_tab(tab)

    # --- the chosen inject ----------------------------------------------------------------------

    def _offer(self) -> None:
        seen = self.side.tab == SEEN
        self.injecting.offer(seen=seen)
        self.observing.offer(seen=seen)
        # An empty row would still take its distance to the next.
        self._bar.setVisible(not self.play.isHidden())
        self._notes.setVisible(self.exercise.running.is_started)
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

    def _to_next(self) -> None:
        self._follows = True
        self._choose(self._next(self.exercise.agenda()))

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and self._model.rows[now.row()].id != self._chosen:
            self._chosen = self._model.rows[now.row()].id
            entries = self.exercise.agenda()
            self._follows = self._chosen == self._next(entries)
            self.side.refresh()
            self._offer()

    def _attempt(self, act: Callable[[], object], then: Callable[[], None] | None = None) -> None:
        def after() -> None:
            self.refresh()
            if then is not None:
                then()

        self._acting.attempt(act, after)

    def _on_files_requested(self) -> None:
        from dtcoach.ui.drill.files_sheet import FilesSheet

        self._open_sheet(FilesSheet(self._counter))

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

    def _build_rare(self) -> tuple[Button, ...]:
        """What is rarely done to the clock, for where the list needs all the room."""
        small = ButtonSize.SMALL
        rare = (
            Button("時刻を移す", icon="schedule", key="F6", size=small),
            Button("速さ", icon="speed", key="F7", size=small),
            Button("終了", icon="flag", key="F8", size=small),
        )
        asked = (self.clocking.jump, self.clocking.speed, self.clocking.end)
        for button, ask in zip(rare, asked, strict=True):
            button.clicked.connect(ask)
            button.hide()
        self.files = Button("紙と報告", icon="print", key="Ctrl+P", size=small)
        self.files.clicked.connect(self._on_files_requested)
        return rare

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.table.scrollTo(self.table.currentIndex())

    def _keys_without_buttons(self) -> list[QShortcut]:
        """What stands beside the list is a key away also where that stands behind F9."""
        made = []
        for button in (*self._rare, self.injecting.by_hand, self.files):
            for shortcut in shortcuts(self.table, button.key):
                shortcut.activated.connect(button.clicked)
                made.append(shortcut)
        return made

    def _on_narrowed(self, narrow: bool) -> None:
        self.side.to_list.setVisible(narrow)
        self.head.set_narrow(narrow)
        self._offer_rare()
        buttons = (self.injecting.skip, self.injecting.move_it, self.play, *self.observing.buttons)
        for button in buttons:
            button.set_size(ButtonSize.SMALL if narrow else ButtonSize.MEDIUM)

    def _offer_rare(self) -> None:
        running = self.exercise.running
        goes = running.is_started and not running.is_ended
        self.files.setVisible(goes)
        beside = self._panes.is_narrow and goes
        for button in self._rare:
            button.setVisible(beside)
        for shortcut in self._rare_keys:
            shortcut.setEnabled(beside)

    def _on_side_requested(self) -> None:
        self._panes.prefer_side(True)
        self.side.to_list.setFocus()

    def _on_list_requested(self) -> None:
        self._panes.prefer_side(False)
        self.table.setFocus()
