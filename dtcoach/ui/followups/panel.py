"""The panel beside a list: the chosen thing in full, what to do next, and what else can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.flow import ActionBar
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.theme import SPACE


class DetailPanel(QWidget):
    """Signals: `next_requested()`, `more_requested()`, `list_requested()` where the list is
    hidden."""

    next_requested = Signal()
    more_requested = Signal()
    list_requested = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE, 0, SPACE)
        self._column.setSpacing(SPACE)
        self._content: QWidget | None = None
        self.to_list = Button("一覧に戻る", icon="arrow_back", key="F9")
        self.to_list.clicked.connect(self.list_requested)
        self.more = Button("ほかの操作", key="F8")
        self.more.clicked.connect(self.more_requested)
        self.next = Button("", ButtonKind.SOLID, key="Enter")
        self.next.clicked.connect(self.next_requested)
        self._bar = ActionBar()
        self._bar.row.setContentsMargins(SPACE, 0, SPACE, 0)
        self._bar.set_buttons([self.to_list], [self.more, self.next])
        self.to_list.hide()
        self._column.addWidget(self._bar)
        self.clear()

    def show_content(self, content: QWidget, label: str, icon: str) -> None:
        """In place of what was shown, with what to do next."""
        self._replace(ScrollPane(self._name, content))
        self.next.set_label(label)
        self.next.set_icon(icon)
        self._bar.show()

    def clear(self) -> None:
        """Nothing is chosen: an empty list says by itself why it is empty."""
        self._replace(QWidget())
        self._bar.hide()

    def take_keys(self) -> None:
        """Enter then does what is read, and nothing that stands elsewhere."""
        self.next.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _replace(self, content: QWidget) -> None:
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self._column.insertWidget(0, content, 1)
