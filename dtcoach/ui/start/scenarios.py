"""Which outage is it: each with what it is and how it is told from the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.flow import ActionBar, PageHead
from dtcoach.ui.kit.panel import Panel, PanelKind, ScrollPane
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.start.middle import MiddlePage
from dtcoach.ui.start.point import Point
from dtcoach.ui.start.view import ScenarioView


class Scenarios(MiddlePage):
    """Signals: `chosen(id)` when one is settled on, `questions_requested()` to be led to it,
    `went_back()`."""

    chosen = Signal(str)
    questions_requested = Signal()
    went_back = Signal()

    def __init__(self, action: str, *, has_questions: bool = False) -> None:
        super().__init__()
        self._views: dict[str, ScenarioView] = {}
        self._now: str | None = None
        self._answers = AnswerGroup("どの障害ですか")
        self._answers.answered.connect(self.show_scenario)
        self._title = heading("")
        self._texts: list[Point] = []
        self._about = Panel("この想定で始める状態", PanelKind.PLAIN, icon="dashboard")
        self._stopped = Text("", TypeStyle.BODY)
        rest = Text("ほかのシステムは、一つずつ確かめて状況に入れます。", TypeStyle.NOTE)
        self._about.body.addWidget(self._stopped)
        self._about.body.addWidget(rest)
        self._points = Panel("見分け方", PanelKind.CARE, icon="fact_check")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        for part in (self._title, self._points, self._about):
            column.addWidget(part)
        self._back = Button("戻る", icon="arrow_back", key="Esc")
        self._back.clicked.connect(self.went_back)
        self._go = Button(action, ButtonKind.SOLID, icon="arrow_forward", key="Enter")
        self._go.clicked.connect(self._on_go)
        bar = ActionBar()
        others = [self._back]
        if has_questions:
            ask = Button("質問で見分ける", key="F7")
            ask.clicked.connect(self.questions_requested)
            others.append(ask)
        bar.set_buttons(others, [self._go])
        content = QWidget()
        columns = Columns(content, least_px=480, gap=4 * SPACE)
        columns.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        columns.addWidget(self._answers)
        columns.addWidget(right)
        self._pane = ScrollPane("想定", content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        outer.setSpacing(12)
        head = PageHead(heading("どの障害ですか", TypeStyle.HEADING_28), ())
        for framed in (head, bar):
            framed.row.setContentsMargins(SPACE, 0, SPACE, 0)
        outer.addWidget(head)
        outer.addWidget(self._pane, 1)
        outer.addWidget(bar)

    def set_scenarios(self, views: Sequence[ScenarioView], chosen: str | None = None) -> None:
        self._views = {view.id: view for view in views}
        for number in range(len(self._texts), max((len(v.recognise) for v in views), default=0)):
            style = TypeStyle.BODY if number else TypeStyle.BODY_BOLD
            point = Point(number + 1, style=style)
            self._points.body.addWidget(point)
            self._texts.append(point)
        self._answers.set_answers([AnswerModel(v.id, v.title, v.summary) for v in views])
        first = chosen if chosen in self._views else next(iter(self._views), None)
        if first is not None:
            self._answers.choose(first)
            self.show_scenario(first)

    def focus_first(self) -> None:
        """Enter goes on at once; the number keys choose another."""
        self._go.setFocus()

    def show_scenario(self, scenario: str) -> None:
        """Shows how that outage is recognised; it is settled on only by Enter."""
        view = self._views[scenario]
        self._now = scenario
        self._title.setText(view.title)
        self._stopped.setText(view.stopped)
        for number, point in enumerate(self._texts):
            known = number < len(view.recognise)
            point.setVisible(known)
            point.set_words(view.recognise[number] if known else "")
        self._go.setFocus()

    def _on_go(self) -> None:
        if self._now is not None:
            self.chosen.emit(self._now)
