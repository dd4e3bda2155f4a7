"""Looks at the exercise clock: what is due happens, and who calls is shown on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout

from dtcoach.app.counter import Counter
from dtcoach.domain.drill.plan import Inject
from dtcoach.ui.acting import Acting
from dtcoach.ui.bar import EDGE_PX, Bar
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle

if TYPE_CHECKING:
    from dtcoach.ui.drill.page import DrillPage
    from dtcoach.ui.shell import Shell

BEAT_MS = 500


class CallBar(Bar):
    """Somebody calls, in the drill; it stays until it was heard, and takes no keys from work."""

    def __init__(self) -> None:
        super().__init__(Tone.ACTION)
        self._chip = Chip("訓練の呼びかけ", Tone.ACTION, icon="phone_in_talk", full=True)
        self._text = Text("", TypeStyle.BODY, "text_strong")
        self.heard = Button("聞きました", key="Ctrl+M", size=ButtonSize.SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE_PX + 2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(12)
        row.addWidget(self._chip)
        row.addWidget(self._text, 1)
        row.addWidget(self.heard)
        self.hide()

    def show_call(self, inject: Inject | None) -> None:
        self.setVisible(inject is not None)
        if inject is not None and inject.call is not None:
            call = inject.call
            self._text.set_spans([(f"{call.sender}　", True), (f"「{call.words}」", False)])
            self.setAccessibleName(f"訓練の呼びかけ: {call.sender}「{call.words}」")


class Beat(QObject):
    """Twice a second while a drill is entered. The clock is not made of these beats: whatever one
    of them misses, the next sees."""

    def __init__(self, shell: Shell, counter: Counter, acting: Acting) -> None:
        super().__init__(shell)
        self._counter = counter
        self._acting = acting
        self.page: DrillPage | None = None
        self.calls = CallBar()
        self.calls.heard.clicked.connect(self._on_heard)
        shell.notices.addWidget(self.calls)
        self._called: Inject | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """The drill is left."""
        self._timer.stop()
        self.calls.hide()
        self.calls.deleteLater()
        self.deleteLater()

    def look(self) -> None:
        """What is due now happens."""
        exercise = self._counter.exercise
        if exercise is None:
            return
        if not exercise.running.is_paused and exercise.due():
            self._acting.attempt(exercise.play_due)
        self.show_calls()
        if self.page is not None and self.page.isVisible():
            self.page.tick()

    def show_calls(self) -> None:
        """The oldest call for this counter that nobody heard; the controller hears all."""
        exercise = self._counter.exercise
        if exercise is None:
            return
        calls = exercise.calls()
        self._called = calls[0] if calls else None
        self.calls.show_call(self._called)

    def _on_heard(self) -> None:
        called, exercise = self._called, self._counter.exercise
        if called is not None and exercise is not None:
            self._acting.attempt(lambda: exercise.put_away(called.id), self.show_calls)
