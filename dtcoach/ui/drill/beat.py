"""Looks at the exercise clock: what is due happens, and who calls is shown on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from dtcoach.app.counter import Counter
from dtcoach.domain.drill.plan import Call, Inject
from dtcoach.ui.acting import Acting
from dtcoach.ui.bar import EDGE_PX, Bar
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.lines import lay_out
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current

if TYPE_CHECKING:
    from dtcoach.ui.drill.page import DrillPage
    from dtcoach.ui.shell import Shell

BEAT_MS = 500
_MOST_LINES = 2


class CallBar(Bar):
    """Somebody calls, in the drill; it stays until it was heard, and takes no keys from work. Where
    it is too long for the window, its beginning, and a sheet with all of it.

    Signals: `heard()`, `sheet_wanted(Sheet)`.
    """

    heard = Signal()
    sheet_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(Tone.ACTION)
        self._call: Call | None = None
        self._is_short = False
        self._chip = Chip("訓練の呼びかけ", Tone.ACTION, icon="phone_in_talk", full=True)
        self._text = Text("", TypeStyle.BODY, "text_strong", align=Qt.AlignmentFlag.AlignVCenter)
        self.button = Button("聞きました", key="Ctrl+M", size=ButtonSize.SMALL)
        self.button.clicked.connect(self._on_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE_PX + 2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(12)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.hide()

    def show_call(self, inject: Inject | None) -> None:
        self._call = None if inject is None else inject.call
        self.setVisible(self._call is not None)
        self._show()

    def restyle(self) -> None:
        super().restyle()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show()

    def _show(self) -> None:
        call = self._call
        if call is None:
            return
        words = f"{call.sender}　「{call.words}」"
        used = self._chip.sizeHint().width() + self.button.sizeHint().width() + current().px(80)
        room = max(self.width() - used, 100)
        self._is_short = lay_out(words, TypeStyle.BODY, room).count > _MOST_LINES
        if self._is_short:
            metrics = current().metrics(TypeStyle.BODY)
            self._text.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
        else:
            self._text.set_spans([(f"{call.sender}　", True), (f"「{call.words}」", False)])
        self.button.set_label("全文" if self._is_short else "聞きました")
        self.setAccessibleName(f"訓練の呼びかけ: {words}")

    def _on_pressed(self) -> None:
        if not self._is_short or self._call is None:
            self.heard.emit()
            return
        sheet = CallSheet(self._call)
        sheet.heard.connect(self.heard)
        self.sheet_wanted.emit(sheet)


class CallSheet(Sheet):
    """The whole of a call. Signals: `heard()`."""

    heard = Signal()

    def __init__(self, call: Call) -> None:
        super().__init__(call.sender)
        self.body.addWidget(Text(f"「{call.words}」", TypeStyle.READ))
        later = Button("あとで聞く", key="Esc")
        later.clicked.connect(self.close_sheet)
        done = Button("聞きました", ButtonKind.SOLID, key="Enter")
        done.clicked.connect(self._on_done)
        self.set_buttons([later], [done])

    def _on_done(self) -> None:
        self.close_sheet()
        self.heard.emit()


class Beat(QObject):
    """Twice a second while a drill is entered. The clock is not made of these beats: whatever one
    of them misses, the next sees."""

    def __init__(self, shell: Shell, counter: Counter, acting: Acting) -> None:
        super().__init__(shell)
        self._shell = shell
        self._counter = counter
        self._acting = acting
        self.page: DrillPage | None = None
        self.calls = CallBar()
        self.calls.heard.connect(self._on_heard)
        self.calls.sheet_wanted.connect(shell.open_sheet)
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
        if exercise.plays_due and not self._disk_is_asked_about():
            self._acting.attempt(exercise.play_due)
        self.show_calls()
        if self.page is not None and self.page.isVisible():
            self.page.tick()

    def _disk_is_asked_about(self) -> bool:
        """What could not be written waits for its answer, and is not tried twice a second."""
        if not self._shell.has_sheet:
            return False
        from dtcoach.ui.unsaved import TroubleSheet

        return isinstance(self._shell.sheet, TroubleSheet)

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
