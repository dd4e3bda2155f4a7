"""A main pane with a narrower one beside it; where both do not fit, one of them at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.theme import SPACE, current

_SIDE_PART = 0.31
"""Of a wide window, for a side pane that may grow."""


class MainPane(ScrollPane):
    """As high as its room; where a notice and large text leave less than the content can be laid
    out in, it scrolls instead of making the window grow out of the screen."""

    def __init__(self, name: str, content: QWidget) -> None:
        super().__init__(name, content)
        self.setWidgetResizable(False)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        content = self.widget()
        width = 0 if content is None else content.minimumSizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        content = self.widget()
        layout = None if content is None else content.layout()
        if content is None or layout is None:
            return
        room = self.viewport().size()
        least = layout.totalMinimumSize().height()
        if layout.hasHeightForWidth():
            least = max(least, layout.totalMinimumHeightForWidth(room.width()))
        content.resize(room.width(), max(room.height(), least))


class Panes(QWidget):
    """Signals: `narrowed(bool)` when both panes stop, or start again, to fit side by side.

    While narrow, `prefer_side` decides which of the two is shown.
    """

    narrowed = Signal(bool)

    def __init__(
        self,
        main: QWidget,
        side: QWidget,
        *,
        least_main_px: int,
        side_px: int,
        most_side_px: int | None = None,
    ) -> None:
        """Widths at text scale 1; the side pane keeps its width, the main one takes the rest. With
        `most_side_px` a wide window gives the side pane more, up to that."""
        super().__init__()
        self._main = MainPane(main.accessibleName() or "一覧", main)
        self._side = side
        self._least_main_px = least_main_px
        self._side_px = side_px
        self._most_side_px = max(most_side_px or 0, side_px)
        # Narrow until measured: both panes at once would force a small window to grow.
        self._is_narrow = True
        self._is_measured = False
        self._prefers_side = False
        self._is_alone = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._main, 1)
        row.addWidget(side)
        self._share()

    @property
    def is_narrow(self) -> bool:
        return self._is_narrow

    @property
    def prefers_side(self) -> bool:
        return self._prefers_side

    def prefer_side(self, preferred: bool) -> None:
        self._prefers_side = preferred
        self._share()

    def leave_out_side(self, left_out: bool) -> None:
        """Nothing is in it: the main pane has all the room."""
        if left_out != self._is_alone:
            self._is_alone = left_out
            self._share()

    def minimumSizeHint(self) -> QSize:
        """What one pane alone needs: where both do not fit, one of them goes. Else larger text
        would push the window over the edge of the screen before anything was measured."""
        hint = super().minimumSizeHint()
        alone = [pane.minimumSizeHint().width() for pane in (self._main, self._side)]
        return QSize(min(hint.width(), max(alone)), hint.height())

    def restyle(self) -> None:
        self._measure()
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()
        self._share()

    def _measure(self) -> None:
        theme = current()
        needs = theme.px(self._least_main_px) + theme.px(self._side_px) + 2 * SPACE
        narrow = self.width() < needs
        if narrow != self._is_narrow or not self._is_measured:
            self._is_narrow, self._is_measured = narrow, True
            self.narrowed.emit(narrow)

    def _share(self) -> None:
        wide = not self._is_narrow
        prefers_side = self._prefers_side and not self._is_alone
        self._main.setVisible(wide or not prefers_side)
        self._side.setVisible((wide and not self._is_alone) or prefers_side)
        if wide:
            self._side.setMinimumWidth(0)
            least, most = current().px(self._side_px), current().px(self._most_side_px)
            self._side.setFixedWidth(min(max(int(self.width() * _SIDE_PART), least), most))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)
