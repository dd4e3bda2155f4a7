"""Equal columns, as many as fit: forms and zones become one column when the text is large."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem
from shiboken6 import isValid

from dtcoach.ui.kit.theme import SPACE, current


class Columns(QLayout):
    """Items row by row in equal columns. With `even`, all of a row are as high as the highest."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        least_px: int = 320,
        most: int = 2,
        gap: int = 2 * SPACE,
        even: bool = False,
        all_or_one: bool = False,
    ) -> None:
        """`least_px`: width at text scale 1 under which a column is given up; `most` columns.
        With `all_or_one`, what does not fit into one row goes one below the other."""
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._least_px = least_px
        self._most = most
        self._gap = gap
        self._even = even
        self._all_or_one = all_or_one
        self.setContentsMargins(0, 0, 0, 0)

    def set_least(self, least_px: int) -> None:
        """Another width at text scale 1 under which a column is given up."""
        if least_px != self._least_px:
            self._least_px = least_px
            self.invalidate()

    def addWidget(self, widget: QWidget) -> None:
        """With an item made here, as in `FlowLayout`."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        # Qt asks for the height a hundred times between two changes.
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._height(width)
        return self._heights[width]

    def _height(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        places = self._places(inner)
        high = max((place.bottom() + 1 for place in places), default=0)
        return high + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        for item, place in zip(self._shown(), self._places(inner.width()), strict=True):
            item.setGeometry(place.translated(inner.topLeft()))

    def sizeHint(self) -> QSize:
        width = self._most * (current().px(self._least_px) + self._gap)
        # What is around it asks for the height at the width it has; another one would have all
        # words broken into lines that nobody sees.
        known = self._heights.get(width)
        return QSize(width, self.minimumSize().height() if known is None else known)

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        wide = max((item.minimumSize().width() for item in self._shown()), default=0)
        high = max((item.minimumSize().height() for item in self._shown()), default=0)
        return QSize(
            wide + margins.left() + margins.right(), high + margins.top() + margins.bottom()
        )

    def _shown(self) -> list[QLayoutItem]:
        # While a window is taken down, items go before their layout is asked for the last time.
        return [item for item in self._items if isValid(item) and not item.isEmpty()]

    def _places(self, width: int) -> list[QRect]:
        items = self._shown()
        fit = (width + self._gap) // (current().px(self._least_px) + self._gap)
        columns = max(1, min(self._most, fit, max(len(items), 1)))
        if self._all_or_one and columns < len(items):
            columns = 1
        elif columns > 2 and -(-len(items) // columns) == -(-len(items) // (columns - 1)):
            columns -= 1  # no row less, and nothing stands alone in the last one
        wide = (width - self._gap * (columns - 1)) // columns
        places: list[QRect] = []
        y = 0
        for start in range(0, len(items), columns):
            row = items[start : start + columns]
            heights = [height_of(item, wide) for item in row]
            most = max(heights)
            for i, high in enumerate(heights):
                x, end = ((width + self._gap) * at // columns for at in (i, i + 1))
                places.append(QRect(x, y, end - x - self._gap, most if self._even else high))
            y += most + self._gap
        return places


def height_of(item: QLayoutItem, width: int) -> int:
    """In px, where it has that width."""
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
