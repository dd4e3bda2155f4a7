"""The few shapes that every control is made of."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import RADIUS_SMALL, Theme, TypeStyle, current

_LEAST_PEN_PX = 1.001
"""Just wider than what Qt draws as a line, pixel by pixel."""


def begin(widget: QWidget) -> QPainter:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def fill(
    painter: QPainter, x: float, y: float, width: float, height: float, role: RoleName
) -> None:
    """A plain area. Not by `fillRect`, which has Python build 180 enum members for gradients."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(current().color(role))
    painter.drawRect(QRectF(x, y, width, height))


def box(
    painter: QPainter,
    rect: QRectF,
    fill: RoleName | None,
    border: RoleName | None = None,
    border_px: float = 1,
    radius: float = 0,
) -> None:
    """A rounded box whose border lies inside `rect`."""
    theme = current()
    inner = rect
    if border is not None and fill is not None:
        # One ground on another: Qt draws a line of one pixel by itself, ten times as long.
        _ground(painter, rect, theme.color(border), radius)
        inner = rect.adjusted(border_px, border_px, -border_px, -border_px)
        radius = max(radius - border_px, 0)
    if fill is not None:
        _ground(painter, inner, theme.color(fill), radius)
    elif border is not None:
        pen = QPen(theme.color(border), max(border_px, _LEAST_PEN_PX))
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = border_px / 2
        inner_radius = max(radius - half, 0)
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), inner_radius, inner_radius)


def _ground(painter: QPainter, rect: QRectF, color: QColor, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if radius:
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.drawRect(rect)


def left_edge(painter: QPainter, rect: QRectF, role: RoleName, width: float, radius: float) -> None:
    """A bar down the left side that keeps within the rounded corners of `rect`."""
    painter.save()
    painter.setClipRect(QRectF(rect.x(), rect.y(), width, rect.height()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(current().color(role))
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def top_edge(painter: QPainter, rect: QRectF, role: RoleName, height: float, radius: float) -> None:
    """A bar along the top that keeps within the rounded corners of `rect`."""
    painter.save()
    painter.setClipRect(QRectF(rect.x(), rect.y(), rect.width(), height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(current().color(role))
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def badge_width(text: str) -> int:
    """Width of a key badge for `text`, at least as wide as high."""
    return _badge_width(current(), text)


@lru_cache(maxsize=64)
def _badge_width(theme: Theme, text: str) -> int:
    natural = theme.metrics(TypeStyle.NOTE_BOLD).horizontalAdvance(text) + 14
    return max(theme.px(28), natural)


def key_badge(painter: QPainter, rect: QRectF, text: str, ink: RoleName, fill: RoleName) -> None:
    """The key to press, drawn as a key cap."""
    box(painter, rect, fill, ink, 1.5, RADIUS_SMALL)
    painter.setFont(current().font(TypeStyle.NOTE_BOLD))
    painter.setPen(current().color(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def stripes(painter: QPainter, rect: QRectF, color: QColor, pitch: float) -> None:
    """Diagonal bars over `rect`, as on a barrier."""
    path = QPainterPath()
    x = rect.left() - rect.height()
    while x < rect.right():
        path.moveTo(x, rect.bottom())
        path.lineTo(x + rect.height(), rect.top())
        path.lineTo(x + rect.height() + pitch / 2, rect.top())
        path.lineTo(x + pitch / 2, rect.bottom())
        path.closeSubpath()
        x += pitch
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPath(path)
    painter.restore()


def dots(painter: QPainter, rect: QRectF, color: QColor, pitch: float, size: float) -> None:
    """A row of square holes, as along the edge of a film."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    x = rect.left() + pitch / 2
    while x < rect.right():
        center = QPointF(x, rect.center().y())
        painter.drawEllipse(center, size / 2, size / 2)
        x += pitch
    painter.restore()


def ticks(painter: QPainter, rect: QRectF, color: QColor, pitch: float) -> None:
    """Marks of two lengths along the lower edge of `rect`, as on a ruler."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    x, number = rect.left() + pitch / 2, 0
    while x < rect.right():
        high = rect.height() if number % 5 == 0 else rect.height() / 2
        painter.drawRect(QRectF(x - 1, rect.bottom() - high, 2, high))
        x, number = x + pitch, number + 1
    painter.restore()
