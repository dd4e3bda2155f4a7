"""The exercise clock, large, and what can be done to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.drill.clock_view import ClockView
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle


class ClockHead(QWidget):
    """Signals: `pressed()` for 開始・一時停止・再開, `jump_requested()`, `speed_requested()`,
    `end_requested()`, `side_requested()`, `files_requested()` before a drill and after it."""

    pressed = Signal()
    jump_requested = Signal()
    speed_requested = Signal()
    end_requested = Signal()
    side_requested = Signal()
    files_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._narrow = self._is_set = False
        self._time = Text("", TypeStyle.HEADING_32, "text_strong", wrap=False)
        self._passed = Text("", TypeStyle.BODY, "text_secondary", wrap=False)
        self._chip = Chip("", Tone.NEUTRAL, full=True)
        small = ButtonSize.SMALL
        self.press = Button("訓練を開始", icon="play_arrow", key="F2", size=small)
        self.press.clicked.connect(self.pressed)
        self._jump = Button("時刻を移す", icon="schedule", key="F6", size=small)
        self._jump.clicked.connect(self.jump_requested)
        self._speed = Button("速さ", icon="speed", key="F7", size=small)
        self._speed.clicked.connect(self.speed_requested)
        self._end = Button("終了", icon="flag", key="F8", size=small)
        self._end.clicked.connect(self.end_requested)
        self.to_side = Button("内容を見る", icon="description", key="F9", size=small)
        self.to_side.clicked.connect(self.side_requested)
        self.to_side.hide()
        self.files = Button("紙と報告", icon="print", key="Ctrl+P", size=small)
        self.files.clicked.connect(self.files_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PageHead(self._time, [self._passed, self._chip]))
        buttons = [self.press, self._jump, self._speed, self._end, self.files, self.to_side]
        column.addWidget(PageHead(buttons[0], buttons[1:]))

    def set_narrow(self, narrow: bool) -> None:
        """Where the list needs the room, what is rarely done to the clock stands beside it."""
        self._narrow = narrow
        self.to_side.setVisible(narrow)
        self._offer()

    def _offer(self) -> None:
        for button in (self._jump, self._speed, self._end):
            button.setVisible(self._is_set and not self._narrow)
        self.files.setVisible(not self._is_set)

    def show_clock(self, view: ClockView) -> None:
        self._time.setText(view.time)
        self._time.setAccessibleName(f"訓練の時刻 {view.time}")
        self._passed.setText(view.passed)
        self._chip.set_chip(view.word, view.tone, icon=view.icon, full=True)
        self.press.setVisible(view.can_start or view.can_pause or view.can_resume)
        words, icon = "一時停止", "pause"
        if view.can_start:
            words, icon = "訓練を開始", "play_arrow"
        elif view.can_resume:
            words, icon = "再開", "play_arrow"
        self.press.set_label(words)
        self.press.set_icon(icon)
        self.press.set_kind(ButtonKind.SOLID if not view.can_pause else ButtonKind.OUTLINE)
        self._is_set = view.is_set
        self._offer()
