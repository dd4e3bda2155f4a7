"""Beside the list of injects: three things to look at, and what is rarely done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.drill_scoring import OpenFinding
from dtcoach.app.exercise import Exercise
from dtcoach.domain.drill.record import record_of
from dtcoach.domain.drill.running import Entry, played_in_order
from dtcoach.domain.drill.scores import DrillScores, score_drill
from dtcoach.domain.drill.story import snapshot_in, world_after
from dtcoach.domain.events import Event
from dtcoach.domain.japanese_dates import moment
from dtcoach.ui.drill.panes import InjectPane, PlacesPane, SeenPane
from dtcoach.ui.drill.rows import counter_lines, inject_detail, truth_lines
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.tabs import Tabs

INJECT, PLACES, SEEN = "inject", "places", "seen"


class DrillSide(QWidget):
    """`chosen` is the inject that is looked at, `left_open` what earlier drills left. Signals:
    `tab_chosen()`."""

    tab_chosen = Signal()

    def __init__(
        self,
        counter: Counter,
        chosen: Callable[[], Entry | None],
        left_open: Callable[[], tuple[OpenFinding, ...]],
        rare: Sequence[Button],
    ) -> None:
        super().__init__()
        self._counter = counter
        self._chosen = chosen
        self._left_open = left_open
        self.tab = INJECT
        self._ticket = 0
        self._background = Background(self)
        self._background.done.connect(self._on_scored)
        self._inject, self._places, self._seen = InjectPane(), PlacesPane(), SeenPane()
        self._tabs = Tabs(
            "訓練の内容",
            [(INJECT, "出来事"), (PLACES, "窓口と本当の状態"), (SEEN, "観察と評価")],
        )
        self._tabs.chosen.connect(self.show_tab)
        self._tabs.choose(INJECT)
        self._stack = QStackedWidget()
        for pane in (self._inject, self._places, self._seen):
            self._stack.addWidget(pane)
        self.to_list = Button("一覧に戻る", icon="arrow_back", key="F9", size=ButtonSize.SMALL)
        self.to_list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(PageHead(self.to_list, rare))
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)

    @property
    def _exercise(self) -> Exercise:
        found = self._counter.exercise
        assert found is not None
        return found

    def show_tab(self, tab: str) -> None:
        """One of the three."""
        self.tab = tab
        self._tabs.choose(tab)
        panes = {INJECT: self._inject, PLACES: self._places, SEEN: self._seen}
        self._stack.setCurrentWidget(panes[tab])
        self.refresh()
        self.tab_chosen.emit()

    def refresh(self) -> None:
        """All that is known is read anew."""
        exercise, content = self._exercise, self._counter.content
        events = tuple(self._counter.log.of_incident(self._counter.operations.state.id))
        record, now = record_of(events), self._counter.clock.now()
        running, drill = exercise.running, exercise.drill
        if self.tab == INJECT:
            entry = self._chosen()
            if entry is not None:
                closed = self._counter.days.is_closed
                self._inject.show_detail(
                    inject_detail(drill, running, record, content, entry, now, closed)
                )
        elif self.tab == PLACES:
            world = world_after(content, drill, played_in_order(drill, running, now))
            at = snapshot_in(drill, world)
            self._places.show_places(
                counter_lines(drill, running, record, content, now),
                truth_lines(world, self._counter.operations.state.board, content),
                "" if at is None else moment(at),
            )
        else:
            self._score(events)

    def _score(self, events: tuple[Event, ...]) -> None:
        """A long drill takes the engine a while: not on the thread that draws."""
        drill, content = self._exercise.drill, self._counter.content
        incident = self._counter.operations.state.id
        closed: Callable[[date], bool] = self._counter.days.is_closed
        self._ticket = self._background.start(
            lambda: score_drill(incident, drill, events, content, closed)
        )

    def _on_scored(self, done: Done) -> None:
        if self._counter.exercise is None:
            return  # the drill was left meanwhile
        if done.error is not None:
            raise done.error
        if done.ticket == self._ticket and isinstance(done.result, DrillScores):
            self._seen.show_seen(done.result, self._left_open())
