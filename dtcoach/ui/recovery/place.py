"""The place 復旧: its inner pages under one row of tabs, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.ui.acting import Acting
from dtcoach.ui.focusing import LastFocus
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.recovery.registry import (
    ENTRIES,
    PROMISES,
    RECALL,
    Entry,
    InnerPage,
    Surroundings,
    as_widget,
)
from dtcoach.ui.tabs import Tabs


class RecoveryPlace(QWidget):
    """One tab for each entry of the registry."""

    def __init__(
        self,
        counter: Counter,
        acting: Acting,
        open_sheet: Callable[[Sheet], None],
        open_visit: Callable[[str], None],
        entries: Sequence[Entry] = ENTRIES,
    ) -> None:
        super().__init__()
        self._around = Surroundings(counter, acting, open_sheet, open_visit, self.go)
        self._entries = {entry.id: entry for entry in entries}
        self._pages: dict[str, InnerPage] = {}
        self._focus = LastFocus()
        self._shown = entries[0].id
        self.tabs = Tabs(
            "復旧の画面",
            [(entry.id, entry.label) for entry in entries],
            keys=[entry.key for entry in entries],
        )
        self.tabs.chosen.connect(self.go)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        # Not before it is in the place: shown alone, it would be a window, and take the keys.
        self.tabs.setVisible(len(entries) > 1)
        column.addWidget(self._stack, 1)
        self._show(self._shown)

    @property
    def page(self) -> InnerPage:
        """The inner page that is shown."""
        return self._pages[self._shown]

    def refresh(self) -> None:
        """Reads the log again, for the page that is shown."""
        self.page.refresh()

    def minute_passed(self) -> None:
        """A call that was to be made again may be late by now."""
        if self._shown in (PROMISES, RECALL):
            self.refresh()

    def go(self, page: str) -> None:
        """Show that inner page, with the keys where they were left in it."""
        self._focus.leave(as_widget(self.page))
        self._show(page)
        self.page.refresh()
        self._focus.enter(as_widget(self.page))

    def _show(self, page: str) -> None:
        if page not in self._pages:
            made = self._pages[page] = self._entries[page].make(self._around)
            self._stack.addWidget(as_widget(made))
        self._shown = page
        self._stack.setCurrentWidget(as_widget(self._pages[page]))
        self.setFocusProxy(as_widget(self._pages[page]))
        self.tabs.choose(page)
