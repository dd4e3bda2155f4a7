"""Before injects stop, or begin again, to happen by themselves: what that does at once."""

from __future__ import annotations

from PySide6.QtCore import Signal

from dtcoach.ui.drill.sheets import AskingSheet
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.text import Text


class ByHandSheet(AskingSheet):
    """Signals: `settled()`."""

    settled = Signal()

    def __init__(self, by_hand: bool, due: int, *, several: bool) -> None:
        """`due`: how many are past their time; `several`: other terminals take part."""
        super().__init__("出来事を手動で出します" if by_hand else "出来事を自動で出します")
        told = (
            "時刻になっても、出来事は出ません。一つずつ、「この出来事を出す」で出します。"
            if by_hand
            else "時刻になった出来事は、ひとりでに出ます。"
        )
        self.body.addWidget(Text(told))
        if due and not by_hand:
            strip = Strip(Tone.WARNING, "すぐに出ます")
            strip.set_spans([(f"時刻を過ぎた出来事が {due}件あります。", True)])
            self.body.addWidget(strip)
        if several:
            self.body.addWidget(
                Text(
                    "端末は、互いに知らせ合いません。ほかの端末でも、同じように切り替えてください。"
                )
            )
        self.ask("手動にする" if by_hand else "自動に戻す")

    def _on_go(self) -> None:
        self.close_sheet()
        self.settled.emit()
