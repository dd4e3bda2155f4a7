"""Looking at one system, or at all that are stale one after another, beside the board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError
from dtcoach.app.notice_holds import told_otherwise
from dtcoach.domain.events import EventBody, SnapshotStamped, StatusChecked
from dtcoach.domain.visit import VisitState
from dtcoach.domain.words import Status, WorldKey
from dtcoach.domain.world import stalest
from dtcoach.ui.acting import Acting
from dtcoach.ui.board.effects import Effect, effect_of
from dtcoach.ui.board.overview import Overview
from dtcoach.ui.board.rows import board_row
from dtcoach.ui.board.status_panel import Looked, Round, StatusPanel
from dtcoach.ui.panes import Panes
from dtcoach.ui.times import time_of
from dtcoach.ui.words import STATUS

_FAILED_AGAIN = (("復旧の連絡のあとです。障害が戻ったときは、F7「また止まった」。", False),)
"""One system that is down does not take the word back: the lead does, in one act."""


class Checking(QObject):
    """Shows the panel of a system in `beside`, writes what was seen, and says what it does."""

    def __init__(
        self,
        counter: Counter,
        acting: Acting,
        overview: Overview,
        beside: QStackedWidget,
        panes: Panes,
    ) -> None:
        super().__init__(panes)
        self._counter = counter
        self._acting = acting
        self._overview = overview
        self._beside = beside
        self._panes = panes
        self._panel: StatusPanel | None = None
        self._round: set[WorldKey] | None = None

    @property
    def panel(self) -> StatusPanel | None:
        """The open change of a status, if any."""
        return self._panel

    def change(self, key: WorldKey) -> None:
        """Open the panel for that system."""
        self._round = None
        self._overview.forget_effect()
        self._open_panel(key, None)

    def check_again(self) -> None:
        """Open what nobody has looked at for longest; after that the next, until none is stale."""
        self._round = set()
        self._overview.forget_effect()
        self._go_on_checking(())

    def _go_on_checking(self, said: tuple[tuple[str, bool], ...]) -> None:
        """The next of the round; `said` is what the last one did."""
        stale = stalest(
            self._counter.operations.state.board,
            self._counter.content.systems,
            self._counter.clock.now(),
        )
        left = [key for key in stale if self._round is not None and key not in self._round]
        if left:
            self._open_panel(left[0], Round(len(left), said))
            return
        self._round = None
        self._close_panel()
        if said:
            self._overview.say_effect(said)

    def _open_panel(self, key: WorldKey, going: Round | None) -> None:
        self._close_panel()
        self._overview.select(key)
        board, now = self._counter.operations.state.board, self._counter.clock.now()
        system = self._counter.content.systems[key]
        snapshot = "" if board.snapshot_at is None else time_of(board.snapshot_at, now)
        panel = StatusPanel(system, board_row(board, system, now), snapshot, now, going)
        panel.previewed.connect(self._on_previewed)
        panel.looked.connect(self._on_looked)
        panel.skipped.connect(self._on_skipped)
        panel.cancelled.connect(self._on_cancelled)
        self._beside.addWidget(panel)
        self._beside.setCurrentWidget(panel)
        self._panel = panel
        self._overview.set_checking(True)
        self._panes.prefer_side(True)
        panel.focus_first()

    def _on_previewed(self, key: WorldKey, status: Status) -> None:
        if self._panel is not None:
            effect = self.effect({key: status})
            # What was picked as well: with large text it may be above the edge by now.
            self._panel.set_effect([(STATUS[status], True), ("なら、", False), *effect.spans])

    def _on_looked(self, looked: Looked) -> None:
        bodies: list[EventBody] = [StatusChecked(looked.key, looked.status, looked.how)]
        if looked.snapshot_at is not None:
            bodies.append(SnapshotStamped(looked.snapshot_at))
        effect = self.effect({looked.key: looked.status})
        name = self._counter.clerk.name
        title = self._counter.content.systems[looked.key].title
        recovered = self._counter.operations.state.recovered_at is not None
        again = _FAILED_AGAIN if recovered and looked.status is Status.DOWN else ()

        def then() -> None:
            words = f"{title}を{STATUS[looked.status]}と記録しました。"
            said = ((words, True), *effect.spans, *again, *self._of_the_notice())
            if self._round is not None:
                self._round.add(looked.key)  # a check for which "unknown" was kept is done, too
                self._go_on_checking(said)
            else:
                self._close_panel()
                self._overview.say_effect(said)

        self._acting.attempt(lambda: self._counter.operations.write(name, bodies), then)

    def _on_skipped(self) -> None:
        if self._panel is not None and self._round is not None:
            self._round.add(self._panel.key)
            self._go_on_checking(())

    def _on_cancelled(self) -> None:
        self._round = None
        self._close_panel()

    def _close_panel(self) -> None:
        panel, self._panel = self._panel, None
        if panel is not None:
            self._beside.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
            self._overview.set_checking(False)
            self._panes.prefer_side(False)
            self._overview.table.setFocus()

    def effect(self, world: Mapping[WorldKey, Status]) -> Effect:
        """Whose guidance changes when these keys do."""
        return effect_of(self._counter.desk, self._waiting(), world)

    def _of_the_notice(self) -> Iterator[tuple[str, bool]]:
        """A warning where residents have been told what no longer holds."""
        counter = self._counter
        state, now = counter.operations.state, counter.clock.now()
        if told_otherwise(counter.content, state, now, counter.days, counter.lacking):
            yield "いま出ているお知らせと、状況が違います。", True

    def _waiting(self) -> list[VisitState]:
        found = []
        for row in self._counter.waiting():
            try:
                found.append(self._counter.desk.visit(row.id))
            except KnownError:
                continue
        return found
