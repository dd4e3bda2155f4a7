"""Buttons: solid for the one thing to do next, outline for other ways, text rarely."""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.lines import lay_out, text_width
from dtcoach.ui.kit.paint import box, fill
from dtcoach.ui.kit.pictured import Pictured
from dtcoach.ui.kit.pressable import Pressable
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current

_KEY_PAD = 6
_GAP = SPACE
_KEY_GAP = 2 * SPACE


class ButtonKind(Enum):
    SOLID = "solid"
    OUTLINE = "outline"
    TEXT = "text"


class ButtonSize(Enum):
    """Least height in pixels."""

    SMALL = 36
    MEDIUM = 48
    LARGE = 56


class Button(Pictured, Pressable):
    """A labelled button with an optional icon and the key that presses it.

    Signals: `clicked`. Switched off with `set_reason`, which stays readable in the button.
    """

    def __init__(
        self,
        label: str,
        kind: ButtonKind = ButtonKind.OUTLINE,
        *,
        icon: str = "",
        key: str = "",
        size: ButtonSize = ButtonSize.MEDIUM,
        parent: QWidget | None = None,
    ) -> None:
        self._hint: QSize | None = None
        self._prints_key = True
        self._kind = kind
        self._icon = icon
        self._size = size
        super().__init__(label, key, parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    @property
    def kind(self) -> ButtonKind:
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        if kind is self._kind:
            return
        self._kind = kind
        self.update()

    def set_size(self, size: ButtonSize) -> None:
        self._size = size
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str) -> None:
        if name == self._icon:
            return
        self._icon = name
        self.updateGeometry()
        self.update()

    def print_key(self, printed: bool) -> None:
        """Whether the key stands on the button; it works all the same."""
        self._prints_key = printed
        self.updateGeometry()
        self.update()

    def updateGeometry(self) -> None:
        self._hint = None
        super().updateGeometry()

    def sizeHint(self) -> QSize:
        # A copy: Qt's layouts ask often, and QSize can be altered.
        if self._hint is None:
            self._hint = self._size_needed()
        return QSize(self._hint)

    def _size_needed(self) -> QSize:
        theme = current()
        pad = self._pad()
        lines = theme.line_px(TypeStyle.LABEL)
        if self._reason:
            lines += theme.line_px(TypeStyle.NOTE)
        tight = self._size is ButtonSize.SMALL or bool(self._reason)
        height = max(self._size.value, lines + (SPACE if tight else 2 * SPACE))
        words = max(
            self._label_width(),
            text_width(self._reason, TypeStyle.NOTE) if self._reason else 0,
        )
        key = self._key_width()
        return QSize(2 * pad + words + (_KEY_GAP + key if key else 0), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _face(self) -> tuple[Hashable, ...]:
        said = (self.label, self._reason, self._icon, self._key, self._prints_key)
        return (*said, self._kind.name, self._size.name, self.is_off, self._look())

    def _draw(self, painter: QPainter, rect: QRectF) -> None:
        theme = current()
        ground, border, ink = self._look()
        if ground or border:
            box(painter, rect, ground, border, 1.5, self.radius)
        key = self._key_width()
        pad = self._pad()
        room = rect.adjusted(pad, 0, -pad - (_KEY_GAP + key if key else 0), 0)
        label_line = theme.line_px(TypeStyle.LABEL)
        reason_line = theme.line_px(TypeStyle.NOTE) if self._reason else 0
        top = room.y() + (room.height() - label_line - reason_line) / 2
        left = room.x() + max(room.width() - self._label_width(), 0) / 2
        stretched = key and room.width() > self._label_width() + 4 * SPACE
        if self._reason or stretched:
            left = room.x()
        if self._icon:
            side = theme.px(24) if not self._reason else label_line
            icons.paint(
                painter,
                QRectF(left, top + (label_line - side) / 2, side, side),
                self._icon,
                ink,
            )
            left += side + _GAP
        lay_out(self.label, TypeStyle.LABEL).draw(painter, left, top, theme.color(ink))
        if self._kind is ButtonKind.TEXT and not self.is_off:
            width = text_width(self.label, TypeStyle.LABEL)
            fill(painter, left, round(top + label_line - 1), width, 1, ink)
        if self._reason:
            lay_out(self._reason, TypeStyle.NOTE).draw(
                painter, room.x(), top + label_line, theme.color(ink)
            )
        if key:
            height = theme.line_px(TypeStyle.NOTE_BOLD) + 2
            cap = QRectF(rect.right() - pad - key, rect.center().y() - height / 2, key, height)
            box(painter, cap, None, ink, 1, 4)
            painter.setFont(theme.font(TypeStyle.NOTE_BOLD))
            painter.setPen(theme.color(ink))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

    def _look(self) -> tuple[RoleName | None, RoleName | None, RoleName]:
        """Fill, border and ink for the present state."""
        if self.is_off:
            return (
                ("disabled", "border", "on_disabled")
                if self._reason
                else (
                    "disabled",
                    None,
                    "on_disabled",
                )
            )
        if self._kind is ButtonKind.SOLID:
            fill: RoleName = "action"
            if self.isDown():
                fill = "action_pressed"
            elif self.underMouse():
                fill = "action_hover"
            return fill, fill, "on_action"
        tint: RoleName = "ground_raised" if self._kind is ButtonKind.OUTLINE else "ground"
        if self.isDown():
            tint = "action_tint_hover"
        elif self.underMouse():
            tint = "action_tint"
        if self._kind is ButtonKind.OUTLINE:
            return tint, "action", "action"
        return (tint if tint != "ground" else None), None, "action"

    def _pad(self) -> int:
        if self._kind is ButtonKind.TEXT:
            return SPACE
        return 2 * SPACE if self._size is not ButtonSize.SMALL else 12

    def _label_width(self) -> int:
        words = text_width(self.label, TypeStyle.LABEL)
        return words + (current().px(24) + _GAP if self._icon else 0)

    def _key_width(self) -> int:
        if not self._key or not self._prints_key:
            return 0
        return current().metrics(TypeStyle.NOTE_BOLD).horizontalAdvance(self._key) + 2 * _KEY_PAD
