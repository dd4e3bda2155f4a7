"""The board itself: all systems in a table, what of it needs somebody, the data's age."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.words import WorldKey
from dtcoach.ui.board.model import BoardModel, StaleFilter
from dtcoach.ui.board.rows import BoardRow, board_counts
from dtcoach.ui.fitting import Column, FittedColumns
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import FlowLayout, PageHead
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current

_COLUMNS = (
    Column(12, 0.6),
    Column(6.4),
    Column(13.6, 0.2),
    Column(6, 0.4, rank=1),
    Column(16, 2, rank=2),
)
_LEAST_WITH_CHIPS_PX = 300
_LARGE = 1.75
_ALL, _ONLY_STALE = "すべて表示", "要再確認だけ"


class Overview(QWidget):
    """Signals: `row_chosen(WorldKey)`; `change_requested(WorldKey)` by Enter, double click or F5 on
    a row; `next_requested()` for what must be checked again; `side_requested()` where the side is
    hidden for want of room."""

    row_chosen = Signal(object)
    change_requested = Signal(object)
    next_requested = Signal()
    side_requested = Signal()

    def __init__(self, mark: str) -> None:
        """`mark`: 訓練 or 再現, or nothing in earnest."""
        super().__init__()
        self._checking = False
        self._model = BoardModel(self)
        self._filter = StaleFilter(self)
        self._filter.setSourceModel(self._model)
        self.table = Table("いま使えるもの")
        self.table.setModel(self._filter)
        FittedColumns(self.table, _COLUMNS)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self._next = Button("次の要再確認へ", key="F4")
        self._next.clicked.connect(self.next_requested)
        self._only = Button(_ONLY_STALE, key="F6", size=ButtonSize.SMALL)
        self._only.clicked.connect(self._on_only)
        self._change = Button("状態を変える", ButtonKind.SOLID, key="F5")
        self._change.clicked.connect(self._on_change)
        self.to_side = Button("リストと経過", icon="checklist", key="F9")
        self.to_side.clicked.connect(self.side_requested)
        self.to_side.hide()
        title: list[QWidget] = [Chip(f"{mark}の記録", Tone.WARNING, full=True)] if mark else []
        self._head = PageHead(
            heading("いま使えるもの", TypeStyle.HEADING_28),
            [*title, self.to_side, self._next, self._change],
        )
        self._chips = QWidget()
        row = self._chip_row = FlowLayout(self._chips)
        policy = self._chips.sizePolicy()
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._counts = tuple(Chip("", tone) for tone in (Tone.DANGER, Tone.DANGER, Tone.WARNING,
                                                         Tone.NEUTRAL))  # fmt: skip
        for chip in self._counts:
            row.addWidget(chip)
        self._notice = Chip("", Tone.NEUTRAL)
        row.addWidget(self._notice)
        self._snapshot = Text("", TypeStyle.NOTE, "text_secondary")
        row.addWidget(self._snapshot)
        row.add_break()
        row.addWidget(self._only)
        self._effect = Strip(Tone.ACTION, "影響")
        self._effect.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(12)
        for part in (self._head, self._chips, self.table, self._effect):
            column.addWidget(part)
        column.addStretch(1)
        self.setFocusProxy(self.table)
        self.restyle()

    def restyle(self) -> None:
        # One row is enough to scroll by where the text is large and notices take the room.
        self.table.setMinimumHeight(self.table.height_for_rows(1))
        self._place_only()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._chips.setVisible(self.height() >= current().px(_LEAST_WITH_CHIPS_PX))
        self._place_only()

    def set_narrow(self, narrow: bool) -> None:
        """Alone in the window: the way to the side is shown."""
        self.to_side.setVisible(narrow)
        self._place_only()

    def _place_only(self) -> None:
        """Beside the chips; in the head where the chips are hidden or leave it no room, and the
        head has some or the text is large."""
        large = self.to_side.isVisibleTo(self) and current().scale >= _LARGE
        full = not self._has_room_beside_chips() and (large or self._has_room_in_head())
        in_head = full or not self._chips.isVisibleTo(self)
        rows = (self._chip_row, self._head.row)
        leaves, enters = rows if in_head else rows[::-1]
        if enters.indexOf(self._only) < 0:
            leaves.removeWidget(self._only)
            enters.addWidget(self._only)
            # As high as its neighbours.
            self._only.set_size(ButtonSize.MEDIUM if in_head else ButtonSize.SMALL)

    def _has_room_beside_chips(self) -> bool:
        """In the last row of what stands there besides."""
        room, used = self.width() - 2 * SPACE, 0
        for part in (*self._counts, self._notice, self._snapshot):
            if part.isVisibleTo(self._chips):
                wide = part.sizeHint().width() + SPACE
                used = used + wide if used + wide - SPACE <= room else wide
        return used + self._only.sizeHint().width() <= room

    def _has_room_in_head(self) -> bool:
        """Without a second row."""
        row = self._head.row
        there = [item for i in range(row.count()) if (item := row.itemAt(i)) and not item.isEmpty()]
        wide = [item.sizeHint().width() for item in there if item.widget() is not self._only]
        used = sum(wide) + len(wide) * SPACE
        return used + self._only.sizeHint().width() <= self.width() - 5 * SPACE

    @property
    def chosen(self) -> WorldKey | None:
        """The system of the row that the keys are on."""
        row = self._row_at(self.table.currentIndex())
        return None if row is None else row.key

    @property
    def next_words(self) -> str:
        """On the button to what must be checked again; empty where nothing must."""
        return self._next.label if self._next.isVisibleTo(self) else ""

    @property
    def notice_words(self) -> str:
        """What the board says of the notice that is up."""
        return self._notice.text()

    def set_notice(self, words: str, tone: Tone) -> None:
        """When residents hear from us next; red when that time has come."""
        self._notice.set_chip(words, tone, icon="warning-fill" if tone is Tone.DANGER else "")
        self._notice.updateGeometry()
        self._place_only()

    def set_checking(self, checking: bool) -> None:
        """While a system is being changed, the key for the next one belongs to its panel."""
        self._checking = checking
        # The panel then has the one solid button.
        self._change.set_kind(ButtonKind.OUTLINE if checking else ButtonKind.SOLID)
        self._show_next()

    def _show_next(self) -> None:
        counts = board_counts(self._model.rows)
        self._next.setVisible(bool(counts.stale) and not self._checking)
        self._place_only()

    def set_rows(self, rows: Sequence[BoardRow], snapshot: str) -> None:
        self._model.set_rows(rows)
        counts = board_counts(rows)
        words = (
            ("要再確認", counts.stale),
            ("停止", counts.down),
            ("不安定", counts.degraded),
            ("未確認", counts.unknown),
        )
        for chip, (word, count) in zip(self._counts, words, strict=True):
            chip.setText(f"{word} {count}")
            chip.setVisible(count > 0)
            chip.updateGeometry()
        self._show_next()
        self._snapshot.setText(snapshot)
        self._snapshot.setVisible(bool(snapshot))
        self._place_only()
        self.table.updateGeometry()
        if not self.table.currentIndex().isValid() and self._filter.rowCount():
            self.table.selectRow(0)

    def select(self, key: WorldKey) -> None:
        for number, row in enumerate(self._model.rows):
            if row.key is key:
                at = self._filter.mapFromSource(self._model.index(number, 0))
                if at.isValid():
                    self.table.selectRow(at.row())
                    self.table.scrollTo(at)

    def say_effect(self, spans: Iterable[tuple[str, bool]]) -> None:
        """What a change of the board does to those who are being served."""
        self._effect.set_word(Tone.ACTION, "影響")
        self._effect.set_spans(spans)
        self._effect.show()

    def say_done(self, spans: Iterable[tuple[str, bool]]) -> None:
        """What the lead has just done, and what it asks for next."""
        self._effect.set_word(Tone.SUCCESS, "記録")
        self._effect.set_spans(spans)
        self._effect.show()

    @property
    def effect_words(self) -> str:
        """What the last change did to those who are being served."""
        return self._effect.accessibleName() if self._effect.isVisibleTo(self) else ""

    def forget_effect(self) -> None:
        self._effect.hide()

    def _on_change(self) -> None:
        self._on_row_opened(self.table.currentIndex())

    def _on_row_opened(self, index: QModelIndex) -> None:
        row = self._row_at(index)
        if row is not None:
            self.change_requested.emit(row.key)

    def _on_row_chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self._row_at(index)
        if row is not None:
            self.row_chosen.emit(row.key)

    def _row_at(self, index: QModelIndex) -> BoardRow | None:
        return self._model.row(self._filter.mapToSource(index)) if index.isValid() else None

    def _on_only(self) -> None:
        self._filter.set_only_stale(not self._filter.only_stale)
        self._only.set_label(_ALL if self._filter.only_stale else _ONLY_STALE)
        self.table.updateGeometry()
        if self._filter.rowCount():
            self.table.selectRow(0)
