"""The sheet that asks, before a visit is put aside, what is next or who waits for what."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from dtcoach.domain.written import MY_NUMBER_REFUSED, holds_my_number
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.shell import lay_over
from dtcoach.ui.visit.answers import Answers

_CUES = ("書類待ち", "係長の確認待ち", "ご本人が席を外している", "ほかの課の回答待ち")


class ParkSheet(Sheet):
    """Signals: `parked(cue)`, and `dismissed()` as every sheet."""

    parked = Signal(str)

    def __init__(self, number: str) -> None:
        super().__init__(f"受付 {number} を中断します")
        self._cue = LineField(
            "次に何をしますか（だれが、何を待っていますか）",
            support="左の「中断中」に出ます。お名前や事情は書きません。",
            required=True,
            placeholder="例 転出証明書を取りに戻っている",
        )
        self._ready = Answers()
        self._ready.setAccessibleName("よくある理由")
        self._ready.setAccessibleDescription("押すと、その言葉で中断します")
        self._ready.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Numbers are typed into the field; a press by mouse, or Tab and Enter, is enough.
        self._ready.set_answers([(cue, cue) for cue in _CUES], None, dict.fromkeys(_CUES, ""))
        self._ready.answered.connect(self.parked)
        self.body.addWidget(self._cue)
        self.body.addWidget(self._ready)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        park = Button("中断する", ButtonKind.SOLID, icon="pause-fill", key="Enter")
        park.clicked.connect(self._on_park)
        self.set_buttons([back], [park])

    def _on_park(self) -> None:
        cue = self._cue.text().strip()
        if not cue:
            self._cue.set_error("短い言葉で入れてください（例: 書類待ち）。")
            self._cue.setFocus()
            return
        if holds_my_number(cue):
            self._cue.set_error(MY_NUMBER_REFUSED)
            self._cue.setFocus()
            return
        self.parked.emit(cue)


class Parking(QObject):
    """Asks for the cue over the window. Signals: `parked(cue)`; then `close` is due."""

    parked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet: ParkSheet | None = None

    def ask(self, number: str, inert: QWidget) -> None:
        """`inert` is off meanwhile where there is no shell that sees to it."""
        sheet = self._sheet = ParkSheet(number)
        sheet.parked.connect(self.parked)
        sheet.dismissed.connect(self._on_dismissed)
        lay_over(sheet, inert)

    def close(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _on_dismissed(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = None
