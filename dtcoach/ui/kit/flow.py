"""Layouts that break into rows, so that large text never pushes a control out of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem
from shiboken6 import isValid

from dtcoach.ui.kit.theme import SPACE


class FlowLayout(QLayout):
    """Items side by side, wrapped to the next row when the width is used up.

    Items after `add_break()` go to the right end of their row.
    """

    # Python's collector may empty the instance before Qt has asked it for the last time: then it
    # is a layout of nothing.
    _items: tuple[QLayoutItem, ...] = ()
    _heights: Mapping[int, int] = MappingProxyType({})
    _hints: list[tuple[QLayoutItem, QSize]] | None = None
    _gap = SPACE
    _break = -1

    def __init__(self, parent: QWidget | None = None, gap: int = SPACE) -> None:
        super().__init__(parent)
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def add_break(self) -> None:
        self._break = len(self._items)

    def addWidget(self, widget: QWidget) -> None:
        """With an item made here: one that Qt makes is now and then taken for deleted by PySide,
        in the middle of the life of its widget, which then has no place any more."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        self._items = (*self._items, item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        if index < self._break:
            self._break -= 1
        self._forget()
        taken = self._items[index]
        self._items = (*self._items[:index], *self._items[index + 1 :])
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            high = self._arrange(QRect(0, 0, width, 0), move=False)
            self._heights = {**self._heights, width: high}
        return self._heights[width]

    def invalidate(self) -> None:
        self._forget()
        super().invalidate()

    def _forget(self) -> None:
        # Qt asks for the height a hundred times between two changes.
        self._heights = {}
        self._hints = None

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [hint for _, hint in self._shown()]
        width = sum(h.width() for h in hints) + self._gap * max(len(hints) - 1, 0)
        return self._framed(QSize(width, max((h.height() for h in hints), default=0)))

    def widest(self) -> int:
        """The width at which each item still has a row to itself, as wide as it wants."""
        return max((hint.width() for _, hint in self._shown()), default=0)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item, _ in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._framed(size)

    def _framed(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[tuple[QLayoutItem, QSize]]:
        """What is to be seen, with the size it wants, kept until something changes."""
        # While a window is taken down, items go before their layout is asked a last time.
        if self._hints is None or not all(isValid(item) for item, _ in self._hints):
            there = [item for item in self._items if isValid(item) and not item.isEmpty()]
            self._hints = [(item, item.sizeHint()) for item in there]
        return self._hints

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.y()
        for row in self._rows(inner.width()):
            sizes = [_size(item, hint, inner.width()) for item, hint in row]
            height = max(size.height() for size in sizes)
            if move:
                self._place([item for item, _ in row], sizes, inner, y, height)
            y += height + self._gap
        return max(y - self._gap, inner.y()) - rect.y() + margins.bottom()

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        return self._filled(self._shown(), width)

    def _filled(
        self, shown: list[tuple[QLayoutItem, QSize]], width: int
    ) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item, hint in shown:
            wide = hint.width()
            if rows and used + self._gap + wide <= width:
                rows[-1].append((item, hint))
                used += self._gap + wide
            else:
                rows.append([(item, hint)])
                used = wide
        return rows

    def _place(
        self, row: list[QLayoutItem], sizes: list[QSize], inner: QRect, y: int, height: int
    ) -> None:
        to_right = self._items[self._break :] if self._break >= 0 else ()
        first = next((i for i, x in enumerate(row) if any(x is r for r in to_right)), len(row))
        tail = sum(size.width() + self._gap for size in sizes[first:]) - self._gap
        x = inner.x()
        for i, (item, size) in enumerate(zip(row, sizes, strict=True)):
            if i == first:
                x = max(x, inner.right() + 1 - tail)
            top = y + (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, top), size))
            x += size.width() + self._gap


def _size(item: QLayoutItem, hint: QSize, width: int) -> QSize:
    """What an item takes in a row; one that is too wide is wrapped to the row."""
    if hint.width() <= width:
        return hint
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else hint.height())


class _HeadFlow(FlowLayout):
    """Chips go under the title where that saves the buttons a row of their own."""

    def __init__(self, parent: QWidget, title: FlowLayout) -> None:
        super().__init__(parent)
        self._title = title
        self.addChildLayout(title)
        self.addItem(title)

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows = super()._rows(width)
        if len(rows) > 1:
            narrow = self._title.widest()
            tall = QSize(narrow, self._title.heightForWidth(narrow))
            shown = [(i, tall if i is self._title else hint) for i, hint in self._shown()]
            tucked = self._filled(shown, width)
            return tucked if len(tucked) < len(rows) else rows
        return rows


class PageHead(QWidget):
    """The title of a page with chips and buttons at its right, or below it at large text."""

    def __init__(
        self,
        title: QWidget,
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
        *,
        chips: Sequence[QWidget] = (),
    ) -> None:
        """`chips` belong to the title."""
        super().__init__(parent)
        named = FlowLayout(gap=2 * SPACE if chips else 0)
        self.row: FlowLayout = _HeadFlow(self, named)
        for part in (title, *chips):
            named.addWidget(part)
        self.row.add_break()
        for action in actions:
            self.row.addWidget(action)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class ActionBar(QWidget):
    """The row of buttons under a page: other ways at the left, what comes next at the right."""

    def __init__(self, name: str = "操作", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.row = FlowLayout(self)

    def set_buttons(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Shows these in this order; what was there before is hidden, not deleted."""
        while self.row.count():
            taken = self.row.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None and widget not in left and widget not in right:
                widget.hide()
        for widget in left:
            self.row.addWidget(widget)
        self.row.add_break()
        for widget in right:
            self.row.addWidget(widget)
        for widget in (*left, *right):
            widget.show()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.updateGeometry()
