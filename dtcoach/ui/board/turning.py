"""The sheets of the board: another outage or the same again, the word that all is back, the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.start.view import ScenarioView


class TurnSheet(Sheet):
    """The outage turned into another; after the word that all is back, it fails again, and the
    same one is chosen already. Signals: `turned(id)`, `questions_requested()`."""

    turned = Signal(str)
    questions_requested = Signal()

    def __init__(
        self, views: Sequence[ScenarioView], now: str, *, recovered: str = "", asks: bool = False
    ) -> None:
        """`recovered`: when the word came, while it holds; `asks`: there are questions to ask."""
        super().__init__("また止まりましたか" if recovered else "どの障害に変わりましたか")
        self._chosen: str | None = None
        self.body.addWidget(
            Text(
                f"{recovered}の復旧の連絡のあと、また止まったことを記録します。受付・約束・リストの"
                "チェックと、確認したほかの状態は残ります。"
                if recovered
                else "変わるのは、その障害に関わるシステムだけです。ほかの状態は残ります。"
            )
        )
        answers = AnswerGroup("障害")
        answers.set_answers(
            [
                AnswerModel(v.id, v.title + ("（いまの想定）" if v.id == now else ""), v.summary)
                for v in views
            ]
        )
        answers.answered.connect(self._on_answered)
        self.body.addWidget(answers)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        others = [back]
        if asks:
            ask = Button("質問で見分ける", key="F7")
            ask.clicked.connect(self._on_ask)
            others.append(ask)
        words = "また止まった" if recovered else "この障害に変える"
        self._go = Button(words, ButtonKind.SOLID, key="Enter")
        self._go.clicked.connect(self._on_go)
        if recovered and any(view.id == now for view in views):
            self._chosen = now
            answers.choose(now)
        else:
            self._go.set_reason("障害を選んでください")
        self.set_buttons(others, [self._go])

    def _focus_first(self) -> None:
        """The same outage again is one press."""
        if self._chosen is None:
            super()._focus_first()
        else:
            self._go.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_answered(self, value: str) -> None:
        self._chosen = value
        self._go.set_reason("")
        self._go.setFocus()

    def _on_go(self) -> None:
        if self._chosen is not None:
            self.close_sheet()
            self.turned.emit(self._chosen)

    def _on_ask(self) -> None:
        self.close_sheet()
        self.questions_requested.emit()


class RecoveredSheet(Sheet):
    """The official "usable" word. Signals: `recovered(by, note)`."""

    recovered = Signal(str, str)

    def __init__(self, by: str) -> None:
        super().__init__("復旧の連絡を記録します")
        self.body.addWidget(
            Text(
                "「使える」という公式の連絡を受けたことを記録します。だれがどのシステムを「使える」と"
                "言ったかと、照会だけのテストは、「復旧」（Alt+4）で記録します。"
            )
        )
        self._by = LineField("連絡を受けた人の氏名", required=True, width_em=16)
        self._by.set_text(by)
        self._note = LineField(
            "だれから、どのように", placeholder="例 デジタル推進課 ○○係長から電話"
        )
        for field in (self._by, self._note):
            self.body.addWidget(field)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        keep = Button("復旧の連絡を記録する", ButtonKind.SOLID, key="Enter")
        keep.clicked.connect(self._on_keep)
        self.set_buttons([back], [keep])

    def _on_keep(self) -> None:
        by = self._by.text().strip()
        if not by:
            self._by.set_error("氏名を入れてください。")
            self._by.setFocus()
            return
        self.close_sheet()
        self.recovered.emit(by, self._note.text().strip())


class EndSheet(Sheet):
    """Nothing more is taken in. Signals: `ended()`."""

    ended = Signal()

    def __init__(self, waiting: int, has_recovered: bool, is_full: bool) -> None:
        """`is_full`: 完全復旧 was declared, and holds."""
        super().__init__("この障害対応を終えますか")
        self.body.addWidget(
            Text("終えると、新しい受付はこの対応には入りません。台帳と約束は残ります。")
        )
        if waiting:
            strip = Strip(Tone.DANGER, "受付中")
            strip.set_spans(
                [("終わっていない受付が ", False), (f"{waiting}件", True), (" あります。", False)]
            )
            self.body.addWidget(strip)
        if not has_recovered:
            strip = Strip(Tone.WARNING, "復旧前")
            strip.set_spans([("復旧の連絡が、まだ記録されていません。", False)])
            self.body.addWidget(strip)
        elif not is_full:
            strip = Strip(Tone.WARNING, "復旧作業")
            strip.set_spans(
                [
                    ("完全復旧は、まだ宣言されていません。", True),
                    ("終えると、復旧作業をこの画面から続けられません。", False),
                ]
            )
            self.body.addWidget(strip)
        end = Button("障害対応を終える", icon="flag")
        end.clicked.connect(self._on_end)
        stay = Button("続ける", ButtonKind.SOLID, key="Enter")
        stay.clicked.connect(self.close_sheet)
        self.set_buttons([end], [stay])

    def _on_end(self) -> None:
        self.close_sheet()
        self.ended.emit()
