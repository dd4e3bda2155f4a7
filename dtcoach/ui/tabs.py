"""A row of small choices of which one is shown below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.lines import lay_out, text_width
from dtcoach.ui.kit.paint import badge_width, begin, box, key_badge
from dtcoach.ui.kit.pressable import Pressable
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import SPACE, TARGET_MIN, TypeStyle, current

_EDGE_PX = 4
_CAP_PX = 22


class Tab(Pressable):
    """One choice; the present one is checked. Signals: `clicked`."""

    def __init__(
        self, value: str, label: str, parent: QWidget | None = None, *, key: str = ""
    ) -> None:
        self.value = value
        super().__init__(label, key, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = text_width(self.label, TypeStyle.LABEL) + self._key_width() + 2 * SPACE + 4
        return QSize(width, max(TARGET_MIN, current().line_px(TypeStyle.LABEL) + 2 * SPACE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect())
        here = self.isChecked()
        if self.underMouse() or self.isDown():
            box(painter, rect, "action_tint", None, 0, self.radius)
        ink: RoleName = "action" if here else "text_secondary"
        line = lay_out(self.label, TypeStyle.LABEL if here else TypeStyle.LABEL_PLAIN)
        left = (rect.width() - line.width - self._key_width()) / 2
        line.draw(painter, left, (rect.height() - line.height) / 2, current().color(ink))
        if self.key:
            # A key cap, as on buttons: a bare digit beside a word would be read as a count.
            high = current().px(_CAP_PX)
            top = (rect.height() - high) / 2
            cap = QRectF(left + line.width + SPACE, top, badge_width(self.key), high)
            key_badge(painter, cap, self.key, ink, "ground_raised")
        under = QRectF(rect.x() + 4, rect.bottom() - _EDGE_PX, rect.width() - 8, _EDGE_PX)
        box(painter, under, "action" if here else "border_subtle", None, 0, 2 if here else 0)

    def _key_width(self) -> int:
        return SPACE + badge_width(self.key) if self.key else 0


class Tabs(QWidget):
    """Signals: `chosen(value)`."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        tabs: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        keys: Sequence[str] = (),
    ) -> None:
        """`tabs`: (value, label); `keys`: what chooses each from anywhere on the page, if any."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._tabs: dict[str, Tab] = {}
        row = FlowLayout(self, gap=0)
        for number, (value, label) in enumerate(tabs):
            tab = Tab(value, label, self, key=keys[number] if keys else "")
            tab.clicked.connect(self._on_clicked)
            row.addWidget(tab)
            self._tabs[value] = tab
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_offered(self, value: str, offered: bool) -> None:
        self._tabs[value].setVisible(offered)

    def choose(self, value: str) -> None:
        """Marks one, without a signal."""
        for own, tab in self._tabs.items():
            tab.setChecked(own == value)

    def _on_clicked(self) -> None:
        tab = self.sender()
        if isinstance(tab, Tab):
            self.choose(tab.value)
            self.chosen.emit(tab.value)
