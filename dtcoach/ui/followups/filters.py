"""What of a worklist is to be seen: kinds on digits, the rest from lists, and as typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.choice import ComboField
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.flow import ActionBar, FlowLayout
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.tabs import Tabs


class Filters(QWidget):
    """Signals: `changed()`. `toggle` is for the head of the page: with large text only the tabs are
    shown until the rest is asked for."""

    changed = Signal()

    def __init__(
        self, name: str, tabs: Sequence[tuple[str, str]], fields: Sequence[ComboField], sought: str
    ) -> None:
        """`tabs`: (value, label), on the keys 1, 2, …; `sought`: what can be searched for."""
        super().__init__()
        self.tab = tabs[0][0]
        self.tabs = Tabs(name, tabs, keys=[str(number) for number, _ in enumerate(tabs, 1)])
        self.tabs.choose(self.tab)
        self.tabs.chosen.connect(self._on_tab)
        self.search = LineField("探す", placeholder=f"{sought}　Ctrl+F", width_em=13)
        self.search.changed.connect(self._on_chosen)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._on_find)
        self.toggle = Button("絞り込む", key="F11", size=ButtonSize.SMALL)
        self.toggle.clicked.connect(self._on_toggle)
        self._is_compact = False
        self._is_open = False
        self._first: QWidget = fields[0] if fields else self.search.editor
        self._row = QWidget()
        flow = FlowLayout(self._row, gap=2 * SPACE)
        for field in fields:
            field.chosen.connect(self._on_chosen)
            flow.addWidget(field)
        flow.addWidget(self.search)
        policy = self._row.sizePolicy()
        policy.setHeightForWidth(True)
        self._row.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self._top = ActionBar("見るもの")
        self.set_beside(())
        column.addWidget(self._top)
        column.addWidget(self._row)
        self._share()

    @property
    def text(self) -> str:
        """What was typed to be found."""
        return self.search.text().strip()

    def set_beside(self, buttons: Sequence[QWidget]) -> None:
        """At the right of the tabs, where they have the room."""
        self._top.set_buttons([self.tabs], buttons)

    def set_compact(self, compact: bool) -> None:
        """Only the tabs, until the rest is asked for."""
        self._is_compact = compact
        self._share()

    def _share(self) -> None:
        self.toggle.setVisible(self._is_compact)
        self._row.setVisible(self._is_open or not self._is_compact)

    def _on_tab(self, value: str) -> None:
        self.tab = value
        self.changed.emit()

    def _on_chosen(self, _value: str) -> None:
        self.changed.emit()

    def _on_toggle(self) -> None:
        self._is_open = not self._is_open
        self._share()
        if self._is_open:
            self._first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_find(self) -> None:
        self._is_open = True
        self._share()
        self.search.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
