"""What the controller does with the injects: now, skipped, moved, and by hand or by themselves."""

from __future__ import annotations

from collections.abc import Callable

from dtcoach.app.counter import Counter
from dtcoach.domain.drill.running import Coming, Entry
from dtcoach.ui.drill.asked import Asked, Attempt
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.sheet import Sheet


class Injecting(Asked):
    """Keeps its buttons true; `chosen` is the inject that is looked at, `played` what follows once
    one happened."""

    def __init__(
        self,
        counter: Counter,
        attempt: Attempt,
        open_sheet: Callable[[Sheet], None],
        chosen: Callable[[], Entry | None],
        played: Callable[[], None],
    ) -> None:
        super().__init__(counter, attempt, open_sheet)
        self._chosen = chosen
        self._played = played
        self.play = Button("この出来事を出す", ButtonKind.SOLID, icon="campaign", key="Enter")
        self.play.clicked.connect(self.play_chosen)
        self.skip = Button("とばす", icon="skip_next", key="F3")
        self.skip.clicked.connect(self._on_skip_requested)
        self.move_it = Button("時刻を変える", key="F4")
        self.move_it.clicked.connect(self._on_move_requested)
        self.by_hand = Button("手動にする", key="Ctrl+J", size=ButtonSize.SMALL)
        self.by_hand.clicked.connect(self._on_by_hand_requested)

    def offer(self, *, seen: bool) -> None:
        """`seen`: whether what was seen is what is looked at."""
        running, entry = self.exercise.running, self._chosen()
        goes = running.is_started and not running.is_ended
        can_play = goes and entry is not None and entry.played is None and not seen
        self.play.setVisible(can_play)
        for button in (self.skip, self.move_it):
            button.setVisible(can_play and entry is not None and entry.stands is not Coming.SKIPPED)
        self.by_hand.setVisible(not running.is_ended)
        self.by_hand.set_label("手動にする" if running.automatic else "自動に戻す")

    def play_chosen(self) -> None:
        """It happens now, before its time or after."""
        entry = self._chosen()
        if self.play.isVisible() and entry is not None:
            inject = entry.inject.id
            self._attempt(lambda: self.exercise.play(inject), self._played)

    def _on_skip_requested(self) -> None:
        from dtcoach.ui.drill.sheets import SkipSheet

        entry = self._chosen()
        if entry is None:
            return
        inject = entry.inject
        sheet = SkipSheet(inject.title)
        sheet.skipped.connect(
            lambda reason: self._attempt(lambda: self.exercise.skip(inject.id, reason))
        )
        self._open_sheet(sheet)

    def _on_move_requested(self) -> None:
        from dtcoach.ui.drill.sheets import JumpSheet

        entry = self._chosen()
        if entry is None:
            return
        due = self.exercise.elapsed() if entry.due is None else entry.due
        begins, inject = self.exercise.drill.begins, entry.inject.id
        sheet = JumpSheet(f"時刻を変えます：{entry.inject.title}", "変える", begins, due)
        sheet.jumped.connect(lambda to: self._attempt(lambda: self.exercise.move(inject, to)))
        self._open_sheet(sheet)

    def _on_by_hand_requested(self) -> None:
        from dtcoach.ui.drill.by_hand_sheet import ByHandSheet

        running = self.exercise.running
        by_hand = running.automatic
        sheet = ByHandSheet(by_hand, len(self.exercise.due()), several=bool(running.code))
        sheet.settled.connect(lambda: self._attempt(lambda: self.exercise.play_by_hand(by_hand)))
        self._open_sheet(sheet)
