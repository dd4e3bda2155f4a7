"""状況: the board of all systems, changed in place, with the lead's lists beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError
from dtcoach.domain.content import Scenario
from dtcoach.domain.events import EventBody, SnapshotStamped, StatusChecked
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.visit import VisitState
from dtcoach.domain.words import IncidentKind, Status, WorldKey
from dtcoach.domain.world import turn_into
from dtcoach.ui.acting import Acting
from dtcoach.ui.board.effects import Effect, effect_of
from dtcoach.ui.board.lists import LeadList, Ticks, lead_items, list_of_the_hour
from dtcoach.ui.board.overview import Overview
from dtcoach.ui.board.rows import board_row, board_rows, journal_lines, snapshot_words
from dtcoach.ui.board.side import JOURNAL, BoardSide
from dtcoach.ui.board.status_panel import Looked, StatusPanel
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.panes import Panes
from dtcoach.ui.times import time_of
from dtcoach.ui.words import KIND, STATUS

_LEAST_MAIN_PX = 690
_SIDE_PX = 352


class BoardPage(QWidget):
    """Signals: `left()` when the incident was ended or put aside."""

    left = Signal()

    def __init__(
        self, counter: Counter, acting: Acting, open_sheet: Callable[[Sheet], None]
    ) -> None:
        super().__init__()
        self._counter = counter
        self._acting = acting
        self._open_sheet = open_sheet
        self._ticks = Ticks()
        self._tab: str | None = None
        self._panel: StatusPanel | None = None
        kind = counter.operations.state.kind
        self.overview = Overview("" if kind is IncidentKind.REAL else KIND[kind])
        self.overview.change_requested.connect(self.change)
        self.overview.side_requested.connect(self._on_side_requested)
        self.side = BoardSide()
        self.side.tab_chosen.connect(self._on_tab_chosen)
        self.side.ticked.connect(self._on_ticked)
        self.side.turn_requested.connect(self._on_turn_requested)
        self.side.recovery_requested.connect(self._on_recovery_requested)
        self.side.end_requested.connect(self._on_end_requested)
        self.side.leave_requested.connect(self.left)
        self.side.board_requested.connect(self._on_board_requested)
        self._beside = QStackedWidget()
        self._beside.addWidget(self.side)
        self._panes = Panes(
            self.overview, self._beside, least_main_px=_LEAST_MAIN_PX, side_px=_SIDE_PX
        )
        self._panes.narrowed.connect(self._on_narrowed)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.addWidget(self._panes)
        self.setFocusProxy(self.overview.table)
        self.refresh()

    @property
    def panel(self) -> StatusPanel | None:
        """The open change of a status, if any."""
        return self._panel

    def refresh(self) -> None:
        """Reads the board again; what is being typed stays."""
        state, content, now = self._state, self._counter.content, self._counter.clock.now()
        self.overview.set_rows(
            board_rows(state.board, content.systems, now), snapshot_words(state.board, now)
        )
        self.side.set_recovered(state.recovered_at is not None)
        tab = self._tab or list_of_the_hour(state, now).name
        scenario = content.scenarios.get(state.scenario)
        if tab == JOURNAL or scenario is None:
            self.side.show_journal(journal_lines(state, content, now))
        else:
            which = LeadList[tab]
            self.side.show_list(which, lead_items(scenario, which, self._ticks, now))

    # --- one system -----------------------------------------------------------------------------

    def change(self, key: WorldKey) -> None:
        """Open the panel for that system."""
        self._close_panel()
        self.overview.select(key)
        self.overview.forget_effect()
        board, now = self._state.board, self._counter.clock.now()
        system = self._counter.content.systems[key]
        snapshot = "" if board.snapshot_at is None else time_of(board.snapshot_at, now)
        panel = StatusPanel(system, board_row(board, system, now), snapshot, now)
        panel.previewed.connect(self._on_previewed)
        panel.looked.connect(self._on_looked)
        panel.cancelled.connect(self._on_cancelled)
        self._beside.addWidget(panel)
        self._beside.setCurrentWidget(panel)
        self._panel = panel
        self._panes.prefer_side(True)
        panel.focus_first()

    def _on_previewed(self, key: WorldKey, status: Status) -> None:
        if self._panel is not None:
            effect = self._effect({key: status})
            self._panel.set_effect([("記録すると、", False), *effect.spans])

    def _on_looked(self, looked: Looked) -> None:
        bodies: list[EventBody] = [StatusChecked(looked.key, looked.status, looked.how)]
        if looked.snapshot_at is not None:
            bodies.append(SnapshotStamped(looked.snapshot_at))
        effect = self._effect({looked.key: looked.status})
        name = self._counter.clerk.name
        title = self._counter.content.systems[looked.key].title

        def then() -> None:
            self._close_panel()
            words = f"{title}を{STATUS[looked.status]}と記録しました。"
            self.overview.say_effect([(words, True), *effect.spans])

        self._acting.attempt(lambda: self._counter.operations.write(name, bodies), then)

    def _on_cancelled(self) -> None:
        self._close_panel()

    def _close_panel(self) -> None:
        panel, self._panel = self._panel, None
        if panel is not None:
            self._beside.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
            self._panes.prefer_side(False)
            self.overview.table.setFocus()

    def _effect(self, world: Mapping[WorldKey, Status]) -> Effect:
        return effect_of(self._counter.desk, self._waiting(), world)

    def _waiting(self) -> list[VisitState]:
        found = []
        for row in self._counter.waiting():
            try:
                found.append(self._counter.desk.visit(row.id))
            except KnownError:
                continue
        return found

    # --- the lead's lists -------------------------------------------------------------------------

    def _on_tab_chosen(self, tab: str) -> None:
        self._tab = tab
        self.refresh()

    def _on_ticked(self, text: str, done: bool) -> None:
        state, now = self._state, self._counter.clock.now()
        which = LeadList[self._tab or list_of_the_hour(state, now).name]
        self._ticks.tick(state.scenario, which, text, now if done else None)
        self.refresh()

    # --- the incident as a whole ------------------------------------------------------------------

    def _on_turn_requested(self) -> None:
        from dtcoach.ui.board.turning import TurnSheet
        from dtcoach.ui.start.view import scenario_views

        sheet = TurnSheet(scenario_views(self._counter.content), self._state.scenario)
        sheet.turned.connect(self._on_turned)
        self._open_sheet(sheet)

    def _on_turned(self, scenario: str) -> None:
        found: Scenario = self._counter.content.scenarios[scenario]
        effect = self._effect(turn_into(found))
        name = self._counter.clerk.name

        def then() -> None:
            self._tab = LeadList.FIRST.name
            words = f"「{found.title}」に変えました。"
            self.overview.say_effect([(words, True), *effect.spans])

        self._acting.attempt(lambda: self._counter.operations.turn(name, found), then)

    def _on_recovery_requested(self) -> None:
        from dtcoach.ui.board.turning import RecoveredSheet

        sheet = RecoveredSheet(self._counter.clerk.name)
        sheet.recovered.connect(self._on_recovered)
        self._open_sheet(sheet)

    def _on_recovered(self, by: str, note: str) -> None:
        def then() -> None:
            self._tab = LeadList.RECOVERY.name

        self._acting.attempt(lambda: self._counter.operations.recovered(by, note), then)

    def _on_end_requested(self) -> None:
        from dtcoach.ui.board.turning import EndSheet

        sheet = EndSheet(len(self._counter.waiting()), self._state.recovered_at is not None)
        sheet.ended.connect(self._on_ended)
        self._open_sheet(sheet)

    def _on_ended(self) -> None:
        name = self._counter.clerk.name
        self._acting.attempt(lambda: self._counter.operations.close(name), self.left.emit)

    # --- room -------------------------------------------------------------------------------------

    def _on_narrowed(self, narrow: bool) -> None:
        self.overview.to_side.setVisible(narrow)
        self.side.to_board.setVisible(narrow)

    def _on_side_requested(self) -> None:
        self._panes.prefer_side(True)

    def _on_board_requested(self) -> None:
        self._panes.prefer_side(False)
        self.overview.table.setFocus()

    @property
    def _state(self) -> IncidentState:
        return self._counter.operations.state
