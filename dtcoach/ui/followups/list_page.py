"""A worklist with the chosen thing beside it: what 約束 and 回収 have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.ui.fitting import Column, FittedColumns
from dtcoach.ui.followups.filters import Filters
from dtcoach.ui.followups.model import Item, Moment, WorkModel
from dtcoach.ui.followups.panel import DetailPanel
from dtcoach.ui.followups.reading import Reading
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import ActionBar, FlowLayout
from dtcoach.ui.kit.keys import shortcuts
from dtcoach.ui.kit.panel import EmptyState
from dtcoach.ui.kit.table import Table
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.panes import Panes
from dtcoach.ui.recovery.registry import Surroundings

_LEAST_MAIN_PX = 640
_SIDE_PX, _MOST_SIDE_PX = 424, 496
_FEW_CHIPS = 2

Counted = tuple[str, Tone, str]
"""Words, tone and icon of what is counted above the list."""


class ListPage(QWidget):
    """Implements `InnerPage`. What was written since is read in slices; a list in which nothing
    changed is not touched. Keys: Enter what comes next, F8 what else, F9 and F11 where it is
    narrow, Ctrl+F to find."""

    def __init__(
        self,
        around: Surroundings,
        name: str,
        model: WorkModel,
        columns: Sequence[Column],
        filters: Filters,
        empty: EmptyState,
        buttons: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._around = around
        self._counter = around.counter
        self._followups = around.counter.followups
        self._chosen: str | None = None
        self._stamp: tuple[object, ...] = ()
        self._chips: list[Chip] = []
        self._counts: Sequence[Counted] = ()
        self._model = model
        model.setParent(self)
        self.table = Table(f"{name}の一覧")
        self.table.setModel(model)
        FittedColumns(self.table, columns)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.filters = filters
        self.filters.changed.connect(self._on_filter_changed)
        self.panel = DetailPanel(f"{name}の内容")
        self.panel.next_requested.connect(self._on_next)
        self.panel.more_requested.connect(self._on_more)
        self.panel.list_requested.connect(self._on_list_requested)
        self._reading = Reading(self._followups, self)
        self._reading.finished.connect(self._on_read)
        self._lists = QStackedWidget()
        self._empty = empty
        self._none = EmptyState(
            "search", "当てはまるものはありません", "絞り込みを変えてください。"
        )
        self._busy = EmptyState("timer", "読んでいます", "受付の記録から集めています。")
        for page in (self.table, self._empty, self._none, self._busy):
            self._lists.addWidget(page)
        self._panes = Panes(
            self._build_list(buttons),
            self.panel,
            least_main_px=_LEAST_MAIN_PX,
            side_px=_SIDE_PX,
            most_side_px=_MOST_SIDE_PX,
        )
        self._more_keys = shortcuts(self.table, self.panel.more.key)
        for shortcut in self._more_keys:
            shortcut.activated.connect(self._on_more)
        self._panes.narrowed.connect(self._on_narrowed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panes)
        self.setFocusProxy(self.table)

    # --- what each page says ----------------------------------------------------------------------

    @abstractmethod
    def all_items(self) -> Sequence[Item]:
        """Everything that could be in the list."""

    @abstractmethod
    def visible_items(self, items: Sequence[Item], at: Moment) -> Sequence[Item]:
        """What the filters leave, in its order."""

    @abstractmethod
    def counted(self, items: Sequence[Item], at: Moment) -> Sequence[Counted]:
        """What is counted above the list, the most important first."""

    @abstractmethod
    def content(self, item: Item, at: Moment) -> tuple[QWidget, str, str]:
        """The panel of one, with the words and the icon of what comes next."""

    @abstractmethod
    def next(self, item: Item) -> None:
        """Do what comes next."""

    @abstractmethod
    def more(self, item: Item) -> None:
        """Show what else can be done."""

    # --- showing ----------------------------------------------------------------------------------

    @property
    def chosen(self) -> Item | None:
        """The one in the panel."""
        return self._model.item(self.table.currentIndex())

    @property
    def is_narrow(self) -> bool:
        """Whether list and panel take turns."""
        return self._panes.is_narrow

    @property
    def is_read(self) -> bool:
        """Whether all of it was read."""
        return not self._reading.is_under_way

    def choose(self, id: str) -> None:
        """That one, where it is in the list."""
        row = self._model.row_of(id)
        if row is not None:
            self.table.selectRow(row)

    def refresh(self) -> None:
        """Takes in what was written since, in slices where it is much."""
        if not self._followups.read:
            self._lists.setCurrentWidget(self._busy)
        self._reading.begin()

    @property
    def moment(self) -> Moment:
        return Moment(self._counter.clock.now(), self._counter.operations.state.recovered_at)

    def _on_read(self) -> None:
        self._show(force=False)

    def _on_filter_changed(self) -> None:
        self._show(force=True)

    def _show(self, *, force: bool) -> None:
        at = self.moment
        wrong = self._counter.operations.state.wrong_hands
        stamp = (self._followups.version, at.recovered_at, wrong, f"{at.now:%Y%m%d%H%M}")
        if stamp == self._stamp and not force:
            self._settle_lists()
            return
        is_new, self._stamp = stamp != self._stamp, stamp
        items = self.all_items()
        chosen = self._chosen
        self._model.set_items(self.visible_items(items, at), at)
        if is_new:
            self._counts = self.counted(items, at)
            self._show_chips()
        self._settle_lists()
        row = None if chosen is None else self._model.row_of(chosen)
        if self._model.rowCount():
            self.table.selectRow(row or 0)
        else:
            self._chosen = None
            self.panel.clear()
            self._panes.prefer_side(False)
        self._offer_panel()

    def _settle_lists(self) -> None:
        page: QWidget = self.table
        if not self._model.rowCount():
            page = self._none if self.all_items() else self._empty
        self._lists.setCurrentWidget(page)
        self._panes.leave_out_side(page in (self._empty, self._none))

    def _show_chips(self) -> None:
        """With large text the first of them, so that the list is seen."""
        for chip in self._chips:
            self._chip_row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        most = _FEW_CHIPS if self._panes.is_narrow else None
        self._chips = [Chip(words, tone, icon=icon) for words, tone, icon in self._counts[:most]]
        for chip in self._chips:
            self._chip_row.addWidget(chip)

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        item = self._model.item(now)
        if item is not None:
            self._chosen = item.id
            self.panel.show_content(*self.content(item, self.moment))

    # --- acting -----------------------------------------------------------------------------------

    def _on_row_opened(self, _index: QModelIndex) -> None:
        self._on_next()

    def _on_next(self) -> None:
        if self.chosen is not None:
            self.next(self.chosen)

    def _on_more(self) -> None:
        if self.chosen is not None:
            self.more(self.chosen)

    # --- the two panes ----------------------------------------------------------------------------

    def _on_list_requested(self) -> None:
        self._panes.prefer_side(False)
        self.table.setFocus()

    def _on_narrowed(self, narrow: bool) -> None:
        for shortcut in self._more_keys:
            # Where the panel with its button takes turns with the list, the key works on both.
            shortcut.setEnabled(narrow)
        self.panel.to_list.setVisible(narrow)
        self._share_buttons(narrow)
        self.filters.set_compact(narrow)
        self._show_chips()
        self._offer_panel()

    def _share_buttons(self, narrow: bool) -> None:
        """Beside the tabs, or beside the few chips that large text leaves."""
        if narrow:
            self.filters.set_beside(())
            beside = [*self._buttons, self.filters.toggle, self._to_panel]
            self._head.set_buttons([self._chip_box], beside)
        else:
            self._head.set_buttons([self._chip_box], ())
            self.filters.set_beside(self._buttons)

    def _offer_panel(self) -> None:
        self._to_panel.setVisible(self._panes.is_narrow and self._model.rowCount() > 0)

    def _on_panel_requested(self) -> None:
        self._panes.prefer_side(True)
        self.panel.take_keys()

    def _build_list(self, buttons: Sequence[QWidget]) -> QWidget:
        self._to_panel = Button("内容", icon="description", key="F9", size=ButtonSize.SMALL)
        self._to_panel.clicked.connect(self._on_panel_requested)
        self._to_panel.hide()
        self._chip_box = QWidget()
        self._chip_row = FlowLayout(self._chip_box)
        policy = self._chip_box.sizePolicy()
        policy.setHeightForWidth(True)
        self._chip_box.setSizePolicy(policy)
        self._buttons = tuple(buttons)
        self._head = ActionBar("一覧の操作")
        self._share_buttons(narrow=True)
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        rows.setSpacing(SPACE)
        for part in (self._head, self.filters):
            rows.addWidget(part)
        rows.addSpacing(4)  # the ring around the list stays off the filters
        rows.addWidget(self._lists, 1)
        return page
