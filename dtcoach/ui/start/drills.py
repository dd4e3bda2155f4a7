"""Which drill is it: each with what it is about, who takes part and how long it takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.drill_plan_words import DOES
from dtcoach.domain.drill.plan import Does, Drill
from dtcoach.domain.japanese_dates import moment
from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.choice import ComboField
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.flow import ActionBar, PageHead
from dtcoach.ui.kit.panel import Panel, PanelKind, ScrollPane
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.start.middle import MiddlePage

EVERYTHING = ""
_SPECIAL = (Does.PLAYS, Does.CONTROLS, Does.OBSERVES)


class DrillChoice(MiddlePage):
    """Signals: `chosen(id)`, `scenario_requested()` for one without a plan, `went_back()`."""

    chosen = Signal(str)
    scenario_requested = Signal()
    went_back = Signal()

    def __init__(self, drills: Sequence[Drill]) -> None:
        super().__init__()
        self._drills = {drill.id: drill for drill in drills}
        self._now = drills[0].id
        self._answers = AnswerGroup("訓練の進行表")
        self._answers.set_answers([AnswerModel(d.id, d.title, _note(d)) for d in drills])
        self._answers.answered.connect(self.show_drill)
        self._title = heading("")
        self._summary = Text("", TypeStyle.BODY)
        self._facts = Text("", TypeStyle.BODY, "text_secondary")
        self._aims = Panel("ねらい", PanelKind.CARE, icon="flag")
        self._aim_texts = [Text("", TypeStyle.BODY) for _ in range(max(map(_aims, drills)))]
        for text in self._aim_texts:
            self._aims.body.addWidget(text)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        for part in (self._title, self._summary, self._facts, self._aims):
            column.addWidget(part)
        back = Button("戻る", icon="arrow_back", key="Esc")
        back.clicked.connect(self.went_back)
        by_hand = Button("進行表なしで、想定から始める", key="F7")
        by_hand.clicked.connect(self.scenario_requested)
        self._go = Button("この訓練を準備する", ButtonKind.SOLID, icon="arrow_forward", key="Enter")
        self._go.clicked.connect(self._on_go)
        bar = ActionBar()
        bar.set_buttons([back, by_hand], [self._go])
        content = QWidget()
        columns = Columns(content, least_px=480, gap=4 * SPACE)
        columns.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        columns.addWidget(self._answers)
        columns.addWidget(right)
        outer = QVBoxLayout(self)
        outer.setSpacing(12)
        head = PageHead(heading("どの訓練をしますか", TypeStyle.HEADING_28), ())
        for framed in (head, bar):
            framed.layout().setContentsMargins(SPACE, 0, SPACE, 0)  # type: ignore[union-attr]
        outer.addWidget(head)
        outer.addWidget(ScrollPane("訓練の進行表", content), 1)
        outer.addWidget(bar)
        self.show_drill(self._now)

    def focus_first(self) -> None:
        """Enter goes on at once; the number keys choose another."""
        self._go.setFocus()

    def show_drill(self, name: str) -> None:
        """Settled on only by Enter."""
        drill = self._drills[name]
        self._now = name
        self._answers.choose(name)
        self._title.setText(drill.title)
        self._summary.setText(drill.summary)
        self._facts.setText(_facts(drill))
        for number, text in enumerate(self._aim_texts):
            text.setVisible(number < len(drill.aims))
            text.setText(f"・{drill.aims[number]}" if number < len(drill.aims) else "")
        self._aims.setVisible(bool(drill.aims))
        self._go.setFocus()

    def _on_go(self) -> None:
        self.chosen.emit(self._now)


class PrepareSheet(Sheet):
    """Signals: `prepared(code, part)`."""

    prepared = Signal(str, str)

    def __init__(self, drill: Drill) -> None:
        super().__init__("訓練を準備します")
        self.body.addWidget(Text(drill.title, TypeStyle.BODY_BOLD, "text_strong"))
        self.body.addWidget(
            Text("これからの受付は、すべて「訓練」と表示され、本番の台帳や報告には入りません。")
        )
        parts = [(EVERYTHING, "この端末だけで行う（すべての役）")]
        parts += [
            (part.id, f"{part.title}（{DOES[part.does]}）")
            for part in drill.parts.values()
            if part.does in _SPECIAL
        ]
        self._part = ComboField("この端末の役", parts)
        self._part.choose(EVERYTHING)
        self._code = LineField(
            "符号",
            support="端末が二台以上のとき、どの端末でも同じ符号を入れると、記録が一つの訓練になります",
            placeholder="例 A1",
            width_em=10,
            typing=Typing.CODE,
        )
        for field in (self._part, self._code):
            self.body.addWidget(field)
        back = Button("戻る", key="Esc")
        back.clicked.connect(self.close_sheet)
        go = Button("準備する", ButtonKind.SOLID, key="Enter")
        go.clicked.connect(self._on_go)
        self.set_buttons([back], [go])

    def choose_part(self, part: str) -> None:
        self._part.choose(part)

    def _on_go(self) -> None:
        part, code = self._part.value() or EVERYTHING, self._code.text().strip()
        if part and not code:
            self._code.set_error("ほかの端末と合わせるための符号を、決めて入れてください。")
            self._code.editor.setFocus()
            return
        self.close_sheet()
        self.prepared.emit(code, part)


def _note(drill: Drill) -> str:
    minutes = round(drill.length.total_seconds() / 60)
    return f"{minutes}分　{'・'.join(drill.sections)}"


def _aims(drill: Drill) -> int:
    return len(drill.aims)


def _facts(drill: Drill) -> str:
    """15分　訓練の中の日時 9月14日（月）9:00, then 対応1人・来庁者役1人　役割カード 3枚."""
    minutes = round(drill.length.total_seconds() / 60)
    people = [
        f"{DOES[does]}{count}人"
        for does in Does
        if (count := sum(part.does is does for part in drill.parts.values()))
    ]
    return (
        f"{minutes}分　訓練の中の日時 {moment(drill.begins)}\n"
        f"{'・'.join(people)}　役割カード {len(drill.cards)}枚"
    )
