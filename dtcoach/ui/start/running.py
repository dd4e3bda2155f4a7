"""A running incident as a card to go on with."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.banner import BannerKind
from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.paint import badge_width, begin, box, key_badge
from dtcoach.ui.kit.pressable import Pressable, grows_with_width
from dtcoach.ui.kit.theme import RADIUS_PANEL, SPACE, TypeStyle, current
from dtcoach.ui.start.view import RunningView

BANNER_KIND = {
    IncidentKind.REAL: BannerKind.REAL,
    IncidentKind.DRILL: BannerKind.DRILL,
    IncidentKind.REPLAY: BannerKind.REPLAY,
}
_PAD = 2 * SPACE


class RunningCard(Pressable):
    """Word and icon of its kind, title, since when. Signals: `clicked`."""

    radius = RADIUS_PANEL

    def __init__(
        self, view: RunningView, key: str, parent: QWidget | None = None, *, leads: bool = False
    ) -> None:
        """`leads`: it is the first thing on the page, and written as large."""
        self.view = view
        self._leads = leads
        self._kind = BANNER_KIND[view.kind]
        super().__init__(f"{self._kind.word} {view.title} を続ける", key, parent)
        self.setAccessibleDescription(view.line)
        grows_with_width(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, line = self._words(width)
        return max(title.height + line.height + 2 * 12, current().px(64))

    def sizeHint(self) -> QSize:
        width = current().px(640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(240), current().px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        rect = QRectF(self.rect())
        kind = self._kind
        active = self.underMouse() or self.isDown()
        box(painter, rect, "action_tint" if active else "ground_raised",
            "action" if active else "border", 1, self.radius)  # fmt: skip
        title, line = self._words(self.width())
        plate_px = self._plate_px()
        plate = QRectF(_PAD, rect.center().y() - theme.px(18), plate_px, theme.px(36))
        box(painter, plate, kind.ground, kind.mark, 1, 6)
        side = theme.px(20)
        icons.paint(
            painter,
            QRectF(plate.x() + 10, plate.center().y() - side / 2, side, side),
            kind.icon,
            kind.ink,
        )
        word = lay_out(kind.word, TypeStyle.LABEL)
        word.draw(
            painter, plate.x() + 16 + side, plate.center().y() - word.height / 2,
            theme.color(kind.ink),
        )  # fmt: skip
        top = (rect.height() - title.height - line.height) / 2
        left = plate.right() + 2 * SPACE
        title.draw(painter, left, top, theme.color("text_strong"))
        line.draw(painter, left, top + title.height, theme.color("text_secondary"))
        if self.key:
            width, height = badge_width(self.key), theme.px(28)
            cap = QRectF(rect.right() - _PAD - width, rect.center().y() - height / 2, width, height)
            key_badge(painter, cap, self.key, "action", "ground_raised")

    def _plate_px(self) -> int:
        return text_width(self._kind.word, TypeStyle.LABEL) + current().px(20) + 28

    def _words(self, width: int) -> tuple[Lines, Lines]:
        title, line = TypeStyle.LABEL, TypeStyle.NOTE
        if self._leads:
            title, line = TypeStyle.HEADING_20, TypeStyle.BODY
        badge = badge_width(self.key or "9")
        room = width - 2 * _PAD - self._plate_px() - 2 * SPACE - badge - SPACE
        return (
            lay_out(self.view.title, title, room),
            lay_out(self.view.line, line, room),
        )
