"""The sheet that asks, before a visit is put aside, what is next or who waits for what."""

from __future__ import annotations

from PySide6.QtCore import Signal

from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.sheet import Sheet

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
        self._ready = AnswerGroup("よくある理由")
        self._ready.set_answers([AnswerModel(cue, cue) for cue in _CUES])
        for cue in _CUES:
            # Numbers would be typed into the field; a press by mouse or Tab fills it.
            self._ready.button(cue).set_key("")
        self._ready.answered.connect(self._on_ready)
        self.body.addWidget(self._cue)
        self.body.addWidget(self._ready)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        park = Button("中断する", ButtonKind.SOLID, icon="pause-fill", key="Enter")
        park.clicked.connect(self._on_park)
        self.set_buttons([back], [park])

    def _on_ready(self, cue: str) -> None:
        self._cue.set_text(cue)
        self._cue.setFocus()

    def _on_park(self) -> None:
        cue = self._cue.text().strip()
        if not cue:
            self._cue.set_error("短い言葉で入れてください（例: 書類待ち）。")
            self._cue.setFocus()
            return
        self.parked.emit(cue)
