"""A pane that keeps in sight what is worked on, while its content still finds its size."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.panel import ScrollPane


class WorkPane(ScrollPane):
    """Shows its content from some height on, or as far down as the control that has the keys, but
    never past what is said and done before it."""

    _top: QWidget | None = None
    _first: QWidget | None = None
    _control: QWidget | None = None

    def show_from(
        self, top: QWidget | None, control: QWidget | None, first: QWidget | None = None
    ) -> None:
        """`top` begins the view, None for the very beginning; `control` is in it all the same,
        where `first` can stay in sight too."""
        self._top, self._first, self._control = top, first, control
        self._show_again()

    def _show_again(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(self._height_of(self._top))
        if self._control is not None and self._control.hasFocus():
            self.reveal(self._control)
        if self._first is not None:
            bar.setValue(min(bar.value(), self._height_of(self._first)))

    def _height_of(self, widget: QWidget | None) -> int:
        content = self.widget()
        if widget is None or content is None or not content.isAncestorOf(widget):
            return 0
        return widget.mapTo(content, QPoint()).y()

    def _on_range_changed(self, least: int, most: int) -> None:
        # A scroll bar that comes makes the words wrap anew, and everything moves down.
        super()._on_range_changed(least, most)
        self._show_again()
