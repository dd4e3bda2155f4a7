"""The clerk's side of a case: asking, deciding, and the answer to each decision at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.playing import Play, Stage
from dtcoach.ui.kit.answer import AnswerGroup
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.steps import StepNav
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.kit.tiles import TileGrid
from dtcoach.ui.practice.model import (
    day_answers,
    fact_tiles,
    known_dates,
    never_tiles,
    review_view,
    route_tiles,
    steps,
    told,
)
from dtcoach.ui.practice.review import ReviewPart

_TITLES = {
    Stage.ASK: ("何を確かめますか", "たずねるか、声に出さずに調べます。足りたら、方法を決めます。"),
    Stage.ROUTE: ("どの方法で応じますか", ""),
    Stage.DAY: ("法律の期限（最後の日）は、いつですか", ""),
    Stage.NEVER: (
        "この方法で進めるとき、してはいけないことはどれですか",
        "いくつでも選べます。選んだら、決めます。",
    ),
    Stage.REVIEW: ("ふりかえり", ""),
}


class Work(QWidget):
    """Signals: `asked(fact)`; `chosen()` when a way, a day or a prohibition is marked, which is
    decided only by the button below."""

    asked = Signal(str)
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._nav = StepNav("自習の手順")
        self._procedure = Chip("", Tone.ACTION, icon="description")
        self._title = Text("", TypeStyle.HEADING_20, "text_strong", wrap=False)
        head = PageHead(self._title, [self._procedure])
        self._hint = Text("", TypeStyle.BODY, "text")
        self.facts = TileGrid("確かめること", several=True)
        self.facts.chosen.connect(self.asked)
        self.routes = TileGrid("応じる方法", several=True)
        self.routes.chosen.connect(self._on_route)
        self.days = AnswerGroup("期限の日")
        self.days.answered.connect(self._on_day)
        self.nevers = TileGrid("してはいけないこと", several=True)
        self.nevers.chosen.connect(self.chosen)
        self.route = ""
        self.day: int | None = None
        self.notice = Notice(NoticeKind.SUCCESS, "")
        self._chosen = Text("", TypeStyle.READ_BOLD, "text_strong")
        self._review = ReviewPart()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._nav)
        column.addWidget(head)
        self._bodies: dict[Stage, QWidget] = {
            Stage.ASK: self.facts,
            Stage.ROUTE: self.routes,
            Stage.DAY: self.days,
            Stage.NEVER: self.nevers,
            Stage.REVIEW: self._review,
        }
        for part in (self._hint, self._chosen, self.notice, *self._bodies.values()):
            column.addWidget(part)
        column.addStretch(1)

    def set_compact(self, compact: bool) -> None:
        """Without the path where the text is so large that it would push the work away."""
        self._nav.setVisible(not compact)

    def begin(self, play: Play) -> None:
        """Another resident: nothing is asked or chosen yet."""
        self._procedure.setText(play.procedure.title)
        self._procedure.restyle()
        self.facts.set_tiles(fact_tiles(play))
        _leave_enter_to_the_button(self.facts)
        self.routes.set_tiles(route_tiles(play))
        self.days.set_answers(day_answers(play))
        self.nevers.set_tiles(never_tiles(play))
        _leave_enter_to_the_button(self.nevers)
        self.route, self.day = "", None
        self.show_stage(play)

    def answer(self, fact: str, words: str) -> None:
        """What was heard, under the question."""
        self.facts.tell(fact, words)

    def show_stage(self, play: Play) -> None:
        """The stage where the case stands, with its mark once it is decided."""
        stage, mark = play.stage, play.marks.get(play.stage)
        self._nav.set_steps(steps(play))
        title, hint = _TITLES[stage]
        if stage is Stage.DAY:
            hint = known_dates(play)
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and mark is None)
        for own, body in self._bodies.items():
            body.setVisible(own is stage and mark is None)
        self._chosen.setText(self._words_of_choice(play) if mark is not None else "")
        self._chosen.setVisible(mark is not None and bool(self._chosen.text()))
        self.notice.setVisible(mark is not None)
        if mark is not None:
            shown = told(mark)
            self.notice.set_notice(shown.kind, shown.title, shown.body)
        if stage is Stage.REVIEW:
            self._review.set_review(review_view(play.review()))

    @property
    def first(self) -> QWidget:
        """What takes the keys while nothing is marked yet."""
        days = self.days.isVisibleTo(self)
        return self.days.button("0") if days else self.routes.tiles[0]

    def _words_of_choice(self, play: Play) -> str:
        grid = self.nevers if play.stage is Stage.NEVER else self.routes
        chosen = [tile.text() for tile in grid.tiles if tile.isChecked()]
        if play.stage is Stage.DAY:
            chosen = [] if self.day is None else [self.days.button(str(self.day)).text()]
        return f"選んだもの：{'／'.join(chosen) or 'なし'}"

    def _on_route(self, route: str) -> None:
        self.route = route
        for tile in self.routes.tiles:
            tile.setChecked(tile.model.id == route)
        self.chosen.emit()

    def _on_day(self, value: str) -> None:
        self.day = int(value)
        self.chosen.emit()


def _leave_enter_to_the_button(grid: TileGrid) -> None:
    """A click does not take the keys, so that Enter still does what the button says."""
    for tile in grid.tiles:
        tile.setFocusPolicy(Qt.FocusPolicy.TabFocus)
