"""A pane that keeps in sight what is worked on, while its content still finds its size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.theme import SPACE

BELOW = "入力欄は下にあります"
"""With large text, what is to be said and done first may leave no room for the input."""
MORE_BELOW = "答えは下に続きます"
WAYS_BELOW = "ほかの方法は下にあります"
REST_BELOW = "続きは下にあります"
Below = tuple[QWidget, str]
_NUDGE_PX = 7 * SPACE
"""So little further down that nothing that was to be read first is lost."""


class WorkPane(ScrollPane):
    """Shows its content from some height on, or as far down as the control that has the keys, but
    never past what is said and done before it. What is acted on below its edge is told of."""

    _top: QWidget | None = None
    _first: QWidget | None = None
    _control: QWidget | None = None
    _firm = False
    _below: tuple[Below, ...] = ()
    _told: Chip | None = None

    def show_from(
        self,
        top: QWidget | None,
        control: QWidget | None,
        first: QWidget | None = None,
        below: Sequence[Below] = (),
        *,
        firm: bool = False,
    ) -> None:
        """`top` begins the view, None for the very beginning; `control` is in it all the same,
        where `first` can stay in sight too, `firm`: to its very edge. `below`: what takes the keys
        or is acted on, and what is said while the end of it is under the edge."""
        self._top, self._first, self._control = top, first, control
        self._below, self._firm = tuple(below), firm
        self._show_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._tell()

    def _over(self, keys: QWidget) -> int:
        """By how much this, with the ring around it, reaches under the edge."""
        content = self.widget()
        if content is None or not content.isAncestorOf(keys) or not keys.isVisibleTo(content):
            return 0
        end = self._height_of(keys) + keys.height() + SPACE
        return end - self.verticalScrollBar().value() - self.viewport().height()

    def _tell(self) -> None:
        """Over the lower edge, at the right: nothing makes room for it, nothing moves."""
        hidden = [one for one in self._below if self._over(one[0]) > 2 * SPACE]
        words = hidden[0][1] if hidden else ""
        if self._told is None:
            if not words:
                return
            self._told = Chip("", Tone.NEUTRAL, full=True, parent=self)
        self._told.setVisible(bool(words))
        if words:
            self._told.set_chip(words, Tone.NEUTRAL, icon="arrow_downward", full=True)
            self._told.resize(self._told.sizeHint())
            inner = self.viewport().geometry()
            left, bottom = inner.right() - self._told.width() - SPACE, inner.bottom()
            if hidden[0][0].hasFocus():  # the ring around it lies over all
                top = self._height_of(hidden[0][0]) - self.verticalScrollBar().value()
                bottom = min(bottom, inner.top() + top - 2 * SPACE)
            self._told.move(left, bottom - self._told.height())
            self._told.raise_()

    def _show_again(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(self._height_of(self._top))
        if self._control is not None and self._control.hasFocus():
            self.reveal(self._control)
        if self._first is not None:
            bar.setValue(min(bar.value(), self._height_of(self._first)))
        over = self._over(self._below[0][0]) if self._below else 0
        if 0 < over <= (2 * SPACE if self._firm else _NUDGE_PX):
            bar.setValue(bar.value() + over)
        self._tell()

    def _height_of(self, widget: QWidget | None) -> int:
        content = self.widget()
        if widget is None or content is None or not content.isAncestorOf(widget):
            return 0
        return widget.mapTo(content, QPoint()).y()

    def _on_range_changed(self, least: int, most: int) -> None:
        # A scroll bar that comes makes the words wrap anew, and everything moves down.
        super()._on_range_changed(least, most)
        self._show_again()
