"""What did the resident come for: tiles to pick from, and the visits not finished."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.flow import ActionBar
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.kit.tiles import TileGrid, TileModel
from dtcoach.ui.visit.picker_model import RequestChoice, WaitingModel, matching
from dtcoach.ui.visit.turn import TurnButton
from dtcoach.ui.visit.waiting import WaitingList

_KEYS = 9
_TWO_COLUMNS_PX = 800


class Picker(QWidget):
    """Signals: `picked(ids)` on Enter; `visit_requested(id)`; `left()` on Esc where it can;
    `slip_requested()` to type in what was taken on paper."""

    picked = Signal(object)
    visit_requested = Signal(str)
    left = Signal()
    slip_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[RequestChoice, ...] = ()
        self._shown: tuple[RequestChoice, ...] = ()
        self._chosen: list[str] = []
        self._adding = False
        self._narrow = False
        self._title = heading("何のご用件ですか", TypeStyle.HEADING_28)
        self._notice = Notice(NoticeKind.SUCCESS, "")
        self._notice.hide()
        self._search = LineField("手続を探す", support="ひらがなでも探せます。数字のキーで選びます")
        self._search.changed.connect(self._on_typed)
        self._search.editor.installEventFilter(self)
        self._grid = TileGrid("手続", several=True)
        self._grid.chosen.connect(self._on_chosen)
        self._none = Text("合う手続がありません。ほかの言葉で探してください。", TypeStyle.READ)
        self._waiting = WaitingList()
        self._waiting.visit_requested.connect(self.visit_requested)
        self._leave = Button("受付に戻る", key="Esc")
        self._leave.clicked.connect(self._on_leave)
        self._slip = Button("紙の受付票を入力", key="F11")
        self._slip.clicked.connect(self.slip_requested)
        self._open = Button("始める", ButtonKind.SOLID, icon="arrow_forward", key="Enter")
        self._open.clicked.connect(self._on_open)
        self.turn = TurnButton(ButtonSize.MEDIUM)
        self._bar = ActionBar()
        self._lay_out()

    def set_choices(self, choices: Sequence[RequestChoice]) -> None:
        self._choices = tuple(choices)
        self._refill()

    def set_waiting(self, waiting: Sequence[WaitingModel]) -> None:
        self._waiting.set_waiting(waiting)
        self._show_waiting()

    def start(self, number: str = "", done: str = "", slip: str = "") -> None:
        """Empty and ready. `number` names the visit that gets more requests, if any; `done` the
        one that was just finished; `slip` the paper that is typed in."""
        self._adding = bool(number)
        self._chosen = []
        self._search.set_text("")
        self._refill()
        title = f"受付 {number} に手続を加えます" if number else "何のご用件ですか"
        self._title.setText(f"{slip} の手続" if slip else title)
        leave = "紙の入力をやめる" if slip else "受付に戻る"
        if self._leave.label != leave:
            self._leave.set_label(leave)
        if done:
            self._notice.set_notice(NoticeKind.SUCCESS, f"受付 {done} を完了しました")
        self._notice.setVisible(bool(done))
        others = [self._leave] if number or slip else [self._slip]
        self._bar.set_buttons([*others, self.turn], [self._open])
        self._show_waiting()
        self.take_focus()

    def take_focus(self) -> None:
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def restyle(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """With large text who waits stands under the requests: they need the width."""
        narrow = self.width() < current().px(_TWO_COLUMNS_PX)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._waiting.set_inset(0 if narrow else SPACE)
        if narrow:
            self._column.addWidget(self._pane.takeWidget())
        else:
            self._column.removeWidget(self._waiting)
            self._pane.setWidget(self._waiting)
            self._waiting.setAutoFillBackground(False)
        self._title.set_style(TypeStyle.HEADING_20 if narrow else TypeStyle.HEADING_28)
        self._show_waiting()

    def _show_waiting(self) -> None:
        shown = not self._adding and self._waiting.count > 0
        self._pane.setVisible(shown and not self._narrow)
        self._waiting.setVisible(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A number typed into the search is a choice: no request has a number in its name."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.text() in tuple("123456789")
            and not event.isAutoRepeat()
        ):
            index = int(event.text()) - 1
            if index < len(self._shown):
                self._grid.tiles[index].click()
                self._search.select_all()  # the next word that is typed finds the next one
            return True
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and self._grid.tiles
        ):
            self._grid.tiles[0].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _lay_out(self) -> None:
        inner = QWidget()
        column = self._column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(2 * SPACE)
        head = QWidget()
        both = Columns(head, least_px=300, most=2)
        both.addWidget(self._title)
        both.addWidget(self._search)
        for part in (self._notice, head, self._grid, self._none):
            column.addWidget(part)
        column.addStretch(1)
        self._pane = ScrollPane("途中の受付", self._waiting)
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        row.addWidget(ScrollPane("手続", inner), 68)
        row.addWidget(self._pane, 32)
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        page.setSpacing(2 * SPACE)
        page.addLayout(row, 1)
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE, 0, SPACE, 0)
        bar.addWidget(self._bar)
        page.addLayout(bar)

    def _refill(self) -> None:
        """The chosen ones stay in sight whatever is typed."""
        found = matching(self._choices, self._search.text())
        kept = [c for c in self._choices if c.id in self._chosen and c not in found]
        self._shown = (*found, *kept)
        tiles = [
            TileModel(c.id, c.title, c.note, c.icon, str(i) if i <= _KEYS else "")
            for i, c in enumerate(self._shown, 1)
        ]
        if tiles != [tile.model for tile in self._grid.tiles]:
            self._grid.set_tiles(tiles)
        for tile in self._grid.tiles:
            tile.setChecked(tile.model.id in self._chosen)
        self._none.setVisible(not found)
        self._name_open()

    def _wanted(self) -> list[str]:
        """The chosen ones, or the one that typing left at the top."""
        found = matching(self._choices, self._search.text())
        if self._chosen:
            return list(self._chosen)
        return [found[0].id] if found and self._search.text().strip() else []

    def _name_open(self) -> None:
        wanted = self._wanted()
        verb = "加える" if self._adding else "始める"
        if not wanted:
            self._open.set_label(verb)
            self._open.set_reason("手続を選びます")
            return
        self._open.set_reason("")
        titles = {choice.id: choice.title for choice in self._choices}
        what = f"「{titles[wanted[0]]}」" if len(wanted) == 1 else f"この{len(wanted)}件"
        self._open.set_label(f"{what}{'を' if self._adding else 'で'}{verb}")

    def _on_typed(self, text: str) -> None:
        self._refill()

    def _on_chosen(self, name: str) -> None:
        if name in self._chosen:
            self._chosen.remove(name)
        else:
            self._chosen.append(name)
        self._name_open()

    def _on_open(self) -> None:
        wanted = self._wanted()
        if wanted:
            self.picked.emit(tuple(wanted))

    def _on_leave(self) -> None:
        self.left.emit()
