"""The ways in, which nobody may mix up: they differ in colour, pattern, icon and word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.banner import BannerKind
from dtcoach.ui.kit.lines import Lines, lay_out
from dtcoach.ui.kit.paint import begin, box, key_badge, stripes, ticks
from dtcoach.ui.kit.pressable import Pressable, grows_with_width
from dtcoach.ui.kit.theme import RADIUS_PANEL, SPACE, TypeStyle, current

_PAD = 3 * SPACE
_BAND_PX = 12
_ICON_PX = 48


class Door(Pressable):
    """One way in. Signals: `clicked`."""

    radius = RADIUS_PANEL

    def __init__(
        self,
        kind: BannerKind,
        title: str,
        note: str,
        key: str,
        parent: QWidget | None = None,
    ) -> None:
        self.kind = kind
        self._title = title
        self._note = note
        super().__init__(f"{kind.word} {title}", key, parent)
        self.setAccessibleDescription(f"{note} キー {key}")
        grows_with_width(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        word, title, note = self._words(width)
        return self._head_px(word) + title.height + note.height + SPACE + 2 * _PAD

    def sizeHint(self) -> QSize:
        width = current().px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(200), current().px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        rect = QRectF(self.rect())
        word, title, note = self._words(self.width())
        kind = self.kind
        active = self.underMouse() or self.isDown()
        box(painter, rect, "action_tint" if active else "ground_raised", None, 0, self.radius)
        head = QRectF(rect.x(), rect.y(), rect.width(), self._head_px(word))
        painter.save()
        painter.setClipRect(head)
        box(painter, QRectF(head.x(), head.y(), head.width(), head.height() + RADIUS_PANEL),
            kind.ground, None, 0, self.radius)  # fmt: skip
        painter.restore()
        band = QRectF(head.x(), head.bottom() - _BAND_PX, head.width(), _BAND_PX)
        if kind is BannerKind.DRILL:
            stripes(painter, band, theme.color(kind.mark), 24)
        elif kind is BannerKind.PRACTICE:
            ticks(painter, band, theme.color(kind.mark), 10)
        else:
            box(painter, band, kind.mark)
        middle = (head.height() - _BAND_PX) / 2
        side = theme.px(_ICON_PX)
        icons.paint(painter, QRectF(_PAD, middle - side / 2, side, side), kind.icon, kind.ink)
        word.draw(painter, _PAD + side + 2 * SPACE, middle - word.height / 2, theme.color(kind.ink))
        cap_px = theme.px(36)
        cap = QRectF(rect.right() - _PAD - cap_px, middle - cap_px / 2, cap_px, cap_px)
        key_badge(painter, cap, self.key, kind.ink, kind.ground)
        top = head.height() + _PAD
        title.draw(painter, _PAD, top, theme.color("text_strong"))
        note.draw(painter, _PAD, top + title.height + SPACE, theme.color("text"))
        box(painter, rect, None, "action" if active else "border", 2 if active else 1, self.radius)

    def _head_px(self, word: Lines) -> int:
        return max(current().px(_ICON_PX), word.height) + 2 * SPACE + _BAND_PX + SPACE

    def _words(self, width: int) -> tuple[Lines, Lines, Lines]:
        room = width - 2 * _PAD
        return (
            lay_out(self.kind.word, TypeStyle.HEADING_32),
            lay_out(self._title, TypeStyle.HEADING_24, room),
            lay_out(self._note, TypeStyle.BODY, room),
        )
