"""The first thing on a quiet terminal: the doors, and what is still running."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
        self._running_title = heading("続きから")
        self._running = QVBoxLayout()
        self._running.setSpacing(SPACE)
        self._cards: list[RunningCard] = []
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(3 * SPACE)
        column.addStretch(1)
        column.addWidget(PageHead(heading("何が起きていますか", TypeStyle.HEADING_32), ()))
        column.addWidget(doors)
        column.addWidget(self._running_title)
        column.addLayout(self._running)
        column.addStretch(2)
        column.addWidget(PageHead(self._who, [change, self._tour, ask, settings]))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        self._pane = ScrollPane("はじめ", self._content)
        outer.addWidget(self._pane, 1, Qt.AlignmentFlag.AlignHCenter)
        self.set_running(())
        self.restyle()

    def restyle(self) -> None:
        self._pane.setFixedWidth(min(current().px(_WIDTH_PX), max(self.width() - 48, 400)))

    def resizeEvent(self, event: object) -> None:
        self.restyle()

    def minimumSizeHint(self) -> QSize:
        # Not the width it was given: beside the places, it would push the window open.
        return QSize(400, super().minimumSizeHint().height())

    def set_running(self, running: Sequence[RunningView]) -> None:
        for card in self._cards:
            card.set_key("")
            self._running.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for number, view in enumerate(running, start=len(self.doors) + 1):
            card = RunningCard(view, str(number) if number <= 9 else "")
            card.clicked.connect(self._on_resume)
            self._running.addWidget(card)
            self._cards.append(card)
        self._running_title.setVisible(bool(running))

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
