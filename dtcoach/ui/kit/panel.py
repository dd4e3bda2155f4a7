"""Grounds for one idea each: panels, the empty state, the pane that scrolls when it must."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.paint import begin, box, fill, left_edge, top_edge
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.scroll import ScrollBar
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import RADIUS_PANEL, SPACE, TypeStyle, current

EDGE_PX = 6


class PanelKind(Enum):
    """Ground, edge and the ink of the title's icon."""

    PLAIN = ("ground_raised", None, "text_secondary")
    SAY = ("action_tint", "action", "action")
    DO = ("ground_raised", "text_secondary", "text_secondary")
    NEVER = ("danger_tint", "danger", "danger")
    CARE = ("warning_tint", "warning", "warning")
    DONE = ("success_tint", "success", "success")

    @property
    def ground(self) -> RoleName:
        return self.value[0]  # type: ignore[no-any-return]

    @property
    def edge(self) -> RoleName | None:
        return self.value[1]  # type: ignore[no-any-return]

    @property
    def ink(self) -> RoleName:
        return self.value[2]  # type: ignore[no-any-return]


def paint_ground(widget: QWidget, kind: PanelKind, edge: str) -> None:
    """The rounded ground of a panel on any widget; `edge` is left, top or empty."""
    painter = begin(widget)
    rect = QRectF(widget.rect())
    plain = kind.ground == "ground_raised" or current().high_contrast
    border: RoleName | None = "border_subtle" if plain else None
    box(painter, rect, kind.ground, border, 1, RADIUS_PANEL)
    if kind.edge and edge == "left":
        left_edge(painter, rect, kind.edge, EDGE_PX, RADIUS_PANEL)
    elif kind.edge and edge == "top":
        top_edge(painter, rect, kind.edge, EDGE_PX, RADIUS_PANEL)


class Panel(QWidget):
    """A rounded ground with an optional title row and coloured edge; add to `body`.

    `edge` "left" for one message, "top" for a zone of the overview.
    """

    def __init__(
        self,
        title: str = "",
        kind: PanelKind = PanelKind.PLAIN,
        *,
        icon: str = "",
        edge: str = "left",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._edge = edge if kind.edge else ""
        outer = QVBoxLayout(self)
        left = 2 * SPACE + (EDGE_PX if self._edge == "left" else 0)
        top = 12 + (EDGE_PX if self._edge == "top" else 0)
        outer.setContentsMargins(left, top, 2 * SPACE, 2 * SPACE)
        outer.setSpacing(SPACE)
        self._head = FlowLayout()
        self.title = Text(title, TypeStyle.BODY_BOLD, "text_strong", wrap=False)
        if icon:
            self._head.addWidget(IconLabel(icon, kind.ink, beside=TypeStyle.BODY_BOLD))
        self._head.addWidget(self.title)
        self._head.add_break()
        if not title:
            # Shown, it would be a window of its own until it is in the panel.
            self.title.hide()
        outer.addLayout(self._head)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE)
        outer.addLayout(self.body)
        if title:
            self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)

    def add_action(self, widget: QWidget) -> None:
        """Puts a control at the right end of the title row, or below it where there is no room."""
        self._head.addWidget(widget)

    def restyle(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_ground(self, self._kind, self._edge)


class EmptyState(QWidget):
    """What a place shows before there is anything in it: an icon, what it means, what to do."""

    def __init__(
        self,
        icon: str,
        title: str,
        body: str = "",
        action: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(IconLabel(icon, "text_secondary", 48), 0, middle)
        column.addWidget(Text(title, TypeStyle.HEADING_20, "text_strong", align=middle))
        if body:
            column.addWidget(Text(body, TypeStyle.BODY, "text_secondary", align=middle))
        if action is not None:
            column.addSpacing(SPACE)
            column.addWidget(action, 0, middle)
        column.addStretch(2)
        self.setAccessibleName(title)


class Line(QFrame):
    """A thin line between two groups."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def restyle(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(begin(self), 0, 0, self.width(), self.height(), "border_subtle")


class ScrollPane(QScrollArea):
    """Scrolls up and down only when its content is too high; then it also takes the keys."""

    def __init__(self, name: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = ScrollBar(Qt.Orientation.Vertical)
        bar.rangeChanged.connect(self._on_range_changed)
        self.setVerticalScrollBar(bar)
        # Our own: asking for the one that Qt made has Python build 90 enums, which takes 20 ms.
        viewport = QWidget()
        self.setViewport(viewport)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        viewport.setAutoFillBackground(False)

    def reveal(self, widget: QWidget) -> None:
        """Scrolls until `widget` and the ring around it can be seen; its top where it is higher.

        Qt's own way shows of an input only the cursor in it.
        """
        content = self.widget()
        if content is None or not content.isAncestorOf(widget):
            return
        bar = self.verticalScrollBar()
        top = widget.mapTo(content, QPoint()).y() - 2 * SPACE
        bottom = top + widget.height() + 4 * SPACE - self.viewport().height()
        bar.setValue(min(max(bar.value(), bottom), top))

    def reveal_focus(self) -> None:
        """What takes the keys, with the frame its ring stands around, if it is in here."""
        now, content = QApplication.focusWidget(), self.widget()
        if now is None or now is content:
            return
        framed = now.property("ring_target")
        self.reveal(framed if isinstance(framed, QWidget) and isValid(framed) else now)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """What Tab has come to is seen with its frame, not only the cursor in it."""
        moved = super().focusNextPrevChild(forward)
        if moved:
            self.reveal_focus()
        return moved

    def _on_range_changed(self, least: int, most: int) -> None:
        policy = Qt.FocusPolicy.TabFocus if most > least else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
