"""A pane that keeps in sight what is worked on, while its content still finds its size."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.panel import ScrollPane


class WorkPane(ScrollPane):
    """Shows its content from some height on, or as far down as the control that has the keys."""

    _top: QWidget | None = None
    _control: QWidget | None = None

    def show_from(self, top: QWidget | None, control: QWidget | None) -> None:
        """`top` begins the view, None for the very beginning; `control` is in it all the same."""
        self._top, self._control = top, control
        self._show_again()

    def _show_again(self) -> None:
        start = 0 if self._top is None else self._top.geometry().top()
        self.verticalScrollBar().setValue(start)
        if self._control is not None and self._control.hasFocus():
            self.reveal(self._control)

    def _on_range_changed(self, least: int, most: int) -> None:
        # A scroll bar that comes makes the words wrap anew, and everything moves down.
        super()._on_range_changed(least, most)
        self._show_again()
