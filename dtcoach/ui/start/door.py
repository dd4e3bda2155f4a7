"""The ways in, which nobody may mix up: they differ in colour, pattern, icon and word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
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
_ROW_PX = 560
_ROOMY_PX = 420
_ROOMY_ICON_PX = 64
_ROW_PAD = 12


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
        if self._is_row(width):
            return max(self._head_px(word, width), title.height + note.height + 2 * _ROW_PAD)
        return self._head_px(word, width) + title.height + note.height + SPACE + 2 * _PAD

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
        row = self._is_row(self.width())
        head = QRectF(rect.x(), rect.y(), rect.width(), self._head_px(word, self.width()))
        if row:
            head = QRectF(rect.x(), rect.y(), self._side_px(), rect.height())
        painter.save()
        painter.setClipRect(head)
        # Round where the card is round.
        box(painter, head.adjusted(0, 0, RADIUS_PANEL if row else 0, 0 if row else RADIUS_PANEL),
            kind.ground, None, 0, self.radius)  # fmt: skip
        painter.restore()
        self._paint_band(painter, head, row)
        middle = head.height() / 2 if row else (head.height() - _BAND_PX) / 2
        side = theme.px(self._icon_px(self.width()))
        icons.paint(painter, QRectF(_PAD, middle - side / 2, side, side), kind.icon, kind.ink)
        word.draw(painter, _PAD + side + 2 * SPACE, middle - word.height / 2, theme.color(kind.ink))
        cap_px = theme.px(36)
        cap = QRectF(rect.right() - _PAD - cap_px, middle - cap_px / 2, cap_px, cap_px)
        left, top, gap = float(_PAD), head.height() + _PAD, SPACE
        if row:
            key_badge(painter, cap, self.key, "action", "ground_raised")
            left, gap = head.right() + _PAD, 0
            top = (rect.height() - title.height - note.height) / 2
        else:
            key_badge(painter, cap, self.key, kind.ink, kind.ground)
        title.draw(painter, left, top, theme.color("text_strong"))
        note.draw(painter, left, top + title.height + gap, theme.color("text"))
        box(painter, rect, None, "action" if active else "border", 2 if active else 1, self.radius)

    def _paint_band(self, painter: QPainter, head: QRectF, row: bool) -> None:
        """The pattern along the head, where it meets the words."""
        theme = current()
        band = QRectF(head.x(), head.bottom() - _BAND_PX, head.width(), _BAND_PX)
        if row:
            band = QRectF(head.right() - _BAND_PX, head.y(), _BAND_PX, head.height())
        mark = theme.color(self.kind.mark)
        if self.kind is BannerKind.DRILL:
            stripes(painter, band, mark, 24)
        elif self.kind is BannerKind.PRACTICE and not row:
            ticks(painter, band, mark, 10)
        else:
            box(painter, band, self.kind.mark)

    def _is_row(self, width: int) -> bool:
        """One below the other they lie flat, so that all of them are seen at once."""
        return width >= current().px(_ROW_PX)

    def _side_px(self) -> int:
        """Of the head of a flat door: as wide as the longest word of any needs."""
        word = lay_out(self.kind.word, TypeStyle.HEADING_32)
        return _PAD + current().px(_ICON_PX) + 2 * SPACE + word.width + _PAD + _BAND_PX

    def _head_px(self, word: Lines, width: int) -> int:
        icon = current().px(self._icon_px(width))
        return max(icon, word.height) + 2 * SPACE + _BAND_PX + SPACE

    def _is_roomy(self, width: int) -> bool:
        """On a large screen it is read from further away."""
        return current().px(_ROOMY_PX) <= width and not self._is_row(width)

    def _icon_px(self, width: int) -> int:
        return _ROOMY_ICON_PX if self._is_roomy(width) else _ICON_PX

    def _words(self, width: int) -> tuple[Lines, Lines, Lines]:
        word, title, note = TypeStyle.HEADING_32, TypeStyle.HEADING_24, TypeStyle.BODY
        room = width - 2 * _PAD
        if self._is_roomy(width):
            word, title, note = TypeStyle.FIGURE, TypeStyle.HEADING_28, TypeStyle.SAY
        elif self._is_row(width):
            title, note = TypeStyle.HEADING_20, TypeStyle.NOTE
            room = width - self._side_px() - 3 * _PAD - current().px(36)
        return (
            lay_out(self.kind.word, word),
            lay_out(self._title, title, room),
            lay_out(self._note, note, room),
        )
