"""The first thing on a quiet terminal: the doors, and what is still running."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit.banner import BannerKind
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.start.door import Door
from dtcoach.ui.start.running import RunningCard
from dtcoach.ui.start.view import RunningView

_WIDTH_PX = 1040
_ROOMY_PX, _ROOMY_FROM_PX = 1400, 1600
"""What three doors take of a large screen, and from which width of the window."""

_LARGE = 1.5


class _Running(QWidget):
    """What can be gone on with, under a title."""

    def __init__(self, title: Text) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE)
        self.column.addWidget(title)
        self.column.addSpacing(SPACE)


class Home(QWidget):
    """Signals: `door_opened(BannerKind)`, `practice_requested()`, `resume_requested(id)`,
    `who_requested()`, `settings_requested()`, `help_requested()`,
    `tour_requested()`."""

    door_opened = Signal(object)
    practice_requested = Signal()
    resume_requested = Signal(str)
    who_requested = Signal()
    settings_requested = Signal()
    help_requested = Signal()
    tour_requested = Signal()

    def __init__(self, *, with_practice: bool = True) -> None:
        super().__init__()
        self._who = Text("", TypeStyle.BODY, "text", wrap=False)
        change = Button("担当者を変える", ButtonKind.TEXT, key="F2", size=ButtonSize.SMALL)
        change.clicked.connect(self.who_requested)
        settings = Button("設定", ButtonKind.TEXT, icon="settings", size=ButtonSize.SMALL)
        settings.show_key("Ctrl+,")
        settings.clicked.connect(self.settings_requested)
        ask = Button("ヘルプ", ButtonKind.TEXT, icon="help", size=ButtonSize.SMALL)
        ask.show_key("F1")
        ask.clicked.connect(self.help_requested)
        self._tour = Button("", ButtonKind.TEXT, icon="school", key="F3", size=ButtonSize.SMALL)
        self._tour.clicked.connect(self.tour_requested)
        self.set_tour_seen(False)
        self.doors: tuple[Door, ...] = (
            Door(
                BannerKind.REAL,
                "障害対応を始める",
                "いま、システムが使えないときに、来庁した方へご案内します。",
                "1",
            ),
            Door(
                BannerKind.DRILL,
                "訓練を始める",
                "同じ手順で練習します。記録には「訓練」の印が付きます。",
                "2",
            ),
        )
        if with_practice:
            self.doors += (
                Door(
                    BannerKind.PRACTICE,
                    "一人で練習する",
                    "架空の来庁者と、すぐに答え合わせ。記録には残りません。",
                    "3",
                ),
            )
        doors = QWidget()
        few = len(self.doors) <= 2
        grid = Columns(
            doors,
            least_px=340 if few else 280,
            most=3,
            gap=(3 if few else 2) * SPACE,
            even=True,
            all_or_one=True,
        )
        for door in self.doors:
            grid.addWidget(door)
            door.clicked.connect(self._on_door)
        self._cards: list[RunningCard] = []
        self._lead = _Running(heading("続きから", TypeStyle.HEADING_32))
        self._below = _Running(heading("続きから"))
        self._ask = heading("何が起きていますか", TypeStyle.HEADING_32)
        self._anew = heading("新しく始める", TypeStyle.HEADING_24)
        self._content = QWidget()
        self._column = column = QVBoxLayout(self._content)
        column.addStretch(2)
        for widget in (self._lead, self._ask, self._anew, doors, self._below):
            column.addWidget(widget)
        column.addStretch(3)
        column.addWidget(PageHead(self._who, [change, self._tour, ask, settings]))
        self._outer = outer = QVBoxLayout(self)
        self._pane = ScrollPane("はじめ", self._content)
        outer.addWidget(self._pane, 1, Qt.AlignmentFlag.AlignHCenter)
        self.set_running(())
        self.restyle()

    def restyle(self) -> None:
        theme = current()
        # A notice above large text leaves little height; the links at the foot are wanted too.
        tight = theme.scale >= _LARGE
        edge = SPACE if tight else 2 * SPACE
        self._outer.setContentsMargins(3 * SPACE, edge, 3 * SPACE, edge)
        inner = 0 if tight else SPACE
        self._column.setContentsMargins(SPACE, inner, SPACE, inner)
        self._column.setSpacing(2 * SPACE if tight else 3 * SPACE)
        roomy = self.width() >= theme.px(_ROOMY_FROM_PX) and len(self.doors) > 2
        width = theme.px(_ROOMY_PX if roomy else _WIDTH_PX)
        self._pane.setFixedWidth(min(width, max(self.width() - 48, 400)))

    def resizeEvent(self, event: object) -> None:
        self.restyle()

    def minimumSizeHint(self) -> QSize:
        # Not the width it was given: beside the places, it would push the window open.
        return QSize(400, super().minimumSizeHint().height())

    def set_running(self, running: Sequence[RunningView]) -> None:
        """A 本番 that runs is the likelier way on than another one: it comes first, under Enter.
        A 訓練 that nobody closed does not stand between staff and the first minute of an outage."""
        leads = bool(running) and running[0].kind is IncidentKind.REAL
        for card in self._cards:
            card.set_key("")
            card.hide()
            card.deleteLater()
        self._cards = []
        for number, view in enumerate(running, start=len(self.doors) + (not leads)):
            key = "Enter" if leads and not self._cards else str(number) if number <= 9 else ""
            card = RunningCard(view, key, leads=leads)
            card.clicked.connect(self._on_resume)
            (self._lead if leads else self._below).column.addWidget(card)
            self._cards.append(card)
        self._lead.setVisible(leads)
        self._anew.setVisible(leads)
        self._ask.setVisible(not leads)
        self._below.setVisible(bool(running) and not leads)

    def focus_first(self) -> None:
        """What is likeliest to be wanted."""
        first = self._cards[0] if self._lead.isVisibleTo(self) else self.doors[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_tour_seen(self, seen: bool) -> None:
        """Somebody new is told that it is for them."""
        self._tour.set_label("使い方" if seen else "はじめての方へ")

    def set_operator(self, line: str) -> None:
        self._who.setText(line or "担当者はまだ入っていません")

    def _on_door(self) -> None:
        door = self.sender()
        if isinstance(door, Door):
            if door.kind is BannerKind.PRACTICE:
                self.practice_requested.emit()
            else:
                self.door_opened.emit(door.kind)

    def _on_resume(self) -> None:
        card = self.sender()
        if isinstance(card, RunningCard):
            self.resume_requested.emit(card.view.id)
