"""A case on the screen: the resident and the board at the left, the clerk's work at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from dtcoach.app.playing import Play, Stage
from dtcoach.domain.words import Route
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.flow import ActionBar
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.theme import SPACE, current
from dtcoach.ui.practice.front import Front
from dtcoach.ui.practice.model import case_view
from dtcoach.ui.practice.work import Work

_FRONT_PX = 392
_LEAST_BESIDE_PX = 1000
_TO_WORK, _TO_FRONT = "確かめることを見る", "来庁した方を見る"
_GO = {
    Stage.ASK: "方法を決める",
    Stage.ROUTE: "この方法で応じる",
    Stage.DAY: "この日に決める",
    Stage.NEVER: "これで決める",
    Stage.REVIEW: "次の方を呼ぶ",
}


class Playing(QWidget):
    """Signals: `decided()` once the whole case is, `next_requested()`, `left()`."""

    decided = Signal()
    next_requested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._play: Play | None = None
        self._front = Front()
        self.work = Work()
        self.work.asked.connect(self._on_asked)
        self.work.chosen.connect(self._on_chosen)
        self._at_work = False
        self._notice = Notice(NoticeKind.WARNING, "")
        self._notice.hide()
        content = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._row.setSpacing(3 * SPACE)
        self._row.addWidget(self._front)
        self._row.addWidget(self.work, 1)
        self.pane = ScrollPane("自習", content)
        self.pane.verticalScrollBar().rangeChanged.connect(self._scroll)
        self._turn = Button(_TO_WORK, ButtonKind.TEXT, icon="swap_horiz", key="F4")
        self._turn.clicked.connect(self._on_turn)
        self._leave = Button("終える", icon="arrow_back", key="Esc")
        self._leave.clicked.connect(self._on_back)
        self.go = Button("", ButtonKind.SOLID, icon="arrow_forward", key="Enter")
        self.go.clicked.connect(self._on_go)
        self._bar = ActionBar()
        self._bar.set_buttons([self._leave, self._turn], [self.go])
        self._bar.row.setContentsMargins(SPACE, 0, SPACE, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        outer.setSpacing(12)
        outer.addWidget(self._notice)
        outer.addWidget(self.pane, 1)
        outer.addWidget(self._bar)
        self.restyle()

    @property
    def play(self) -> Play | None:
        return self._play

    def restyle(self) -> None:
        theme = current()
        beside = self.width() >= theme.px(_LEAST_BESIDE_PX)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._front.setMaximumWidth(theme.px(_FRONT_PX) if beside else 16_777_215)
        self._front.setMinimumWidth(theme.px(_FRONT_PX) if beside else 0)
        self._turn.setVisible(not beside)
        self.work.set_compact(not beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.restyle()

    def begin(self, play: Play) -> None:
        self._play = play
        self._notice.hide()
        self._front.set_case(case_view(play), again=play.again)
        self.work.begin(play)
        self._show()

    def tell(self, sentence: str) -> None:
        """Something about the terminal, above the case."""
        self._notice.set_notice(NoticeKind.WARNING, sentence)
        self._notice.setVisible(bool(sentence))

    def focus_first(self) -> None:
        """Figures choose, Enter decides: so the button has the keys."""
        target = self.go if self.go.isEnabled() else self.work.first
        target.setFocus()
        play = self._play
        # Where both do not fit side by side, the resident is seen first and the work from then on.
        self._at_work = play is not None and (play.stage is not Stage.ASK or bool(play.asked))
        self._scroll()

    def _scroll(self) -> None:
        """To the part that is wanted; again when what is shown has grown or shrunk."""
        below = self._row.direction() is QBoxLayout.Direction.TopToBottom
        to_work = below and self._at_work
        self.pane.verticalScrollBar().setValue(self.work.y() - SPACE if to_work else 0)
        self._turn.set_label(_TO_FRONT if self._at_work else _TO_WORK)

    def _on_turn(self) -> None:
        self._at_work = not self._at_work
        self._scroll()

    def _show(self) -> None:
        play = self._play
        if play is None:
            return
        self.work.show_stage(play)
        decided = play.stage in play.marks
        self.go.set_label("次へ" if decided else _GO[play.stage])
        self._set_waiting()
        self._leave.set_label("もう少し確かめる" if self._may_ask_more else "終える")
        self.focus_first()

    @property
    def _may_ask_more(self) -> bool:
        play = self._play
        return play is not None and play.stage is Stage.ROUTE and Stage.ROUTE not in play.marks

    def _on_chosen(self) -> None:
        self._set_waiting()
        if self._play is not None and self._play.stage is not Stage.NEVER:
            self.go.setFocus()

    def _set_waiting(self) -> None:
        """A way and a day must be marked before they can be decided."""
        play = self._play
        if play is None:
            return
        waits = {
            Stage.ROUTE: not self.work.route,
            Stage.DAY: self.work.day is None,
        }.get(play.stage, False)
        self.go.set_reason("番号で選んでください" if waits and play.stage not in play.marks else "")

    def _on_asked(self, fact: str) -> None:
        if self._play is not None:
            self.work.answer(fact, self._play.ask(fact))
            if not self._at_work:
                self._at_work = True
                self._scroll()

    def _on_back(self) -> None:
        if self._may_ask_more and self._play is not None:
            self._play.back_to_asking()
            self._show()
        else:
            self.left.emit()

    def _on_go(self) -> None:
        play = self._play
        if play is None:
            return
        if play.stage is Stage.REVIEW:
            self.next_requested.emit()
            return
        if play.stage is Stage.ASK or play.stage in play.marks:
            if play.go_on() is Stage.REVIEW:
                self.decided.emit()
        else:
            self._decide(play)
        self._show()

    def _decide(self, play: Play) -> None:
        match play.stage:
            case Stage.ROUTE:
                play.choose_route(Route(self.work.route))
            case Stage.DAY if self.work.day is not None:
                play.choose_day(self.work.day)
            case Stage.NEVER:
                play.choose_nevers(frozenset(self.work.nevers.checked()))
