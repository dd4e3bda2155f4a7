"""What is done to the exercise clock from the place 訓練."""

from __future__ import annotations

from datetime import datetime

from dtcoach.domain.drill.running import Coming
from dtcoach.domain.words import VisitStatus
from dtcoach.ui.drill.asked import Asked


class Clocking(Asked):
    """Start, pause, go on, jump, speed, end; each asked where it must be."""

    def press(self) -> None:
        from dtcoach.ui.drill.sheets import StartSheet

        exercise = self.exercise
        if not exercise.running.is_started:
            sheet = StartSheet(self._counter.wall_clock.now(), exercise.drill.begins)
            sheet.started.connect(self._on_started)
            self._open_sheet(sheet)
        elif exercise.running.is_paused:
            self._attempt(exercise.resume)
        else:
            self._attempt(exercise.pause)

    def _on_started(self, agreed: datetime | None) -> None:
        self._attempt(lambda: self.exercise.start(agreed))

    def jump(self) -> None:
        from dtcoach.ui.drill.sheets import JumpSheet

        exercise = self.exercise
        sheet = JumpSheet("時計を移します", "移す", exercise.drill.begins, exercise.elapsed())
        sheet.jumped.connect(lambda to: self._attempt(lambda: exercise.jump(to)))
        self._open_sheet(sheet)

    def speed(self) -> None:
        from dtcoach.ui.drill.sheets import SpeedSheet

        hands = self.exercise.running.hands
        if hands is not None:
            sheet = SpeedSheet(hands.speed_percent)
            sheet.chosen.connect(self._on_speed_chosen)
            self._open_sheet(sheet)

    def _on_speed_chosen(self, percent: int) -> None:
        self._attempt(lambda: self.exercise.set_speed(percent))

    def end(self) -> None:
        from dtcoach.ui.drill.sheets import EndSheet

        rows = self._counter.log.visits(self._counter.operations.state.id)
        left = sum(row.state != VisitStatus.CLOSED.value for row in rows)
        ahead = sum(
            entry.played is None and entry.stands is not Coming.SKIPPED
            for entry in self.exercise.agenda()
        )
        sheet = EndSheet(left, ahead)
        sheet.ended.connect(lambda: self._attempt(self.exercise.end))
        self._open_sheet(sheet)
