"""Material Symbols in the colour of a role, drawn once per size and kept."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import current

FOLDER = Path(__file__).parent / "icons"


def pixmap(name: str, role: RoleName, size_px: int, ratio: float = 1.0) -> QPixmap:
    """The symbol `name` (a file in icons/) at `size_px` logical pixels, tinted."""
    return _render(name, current().roles[role], size_px, ratio)


def is_known(name: str) -> bool:
    """Whether there is such a symbol; tests ask this of every name the views use."""
    return (FOLDER / f"{name}.svg").is_file()


def paint(painter: QPainter, rect: QRectF, name: str, role: RoleName) -> None:
    """Draws the symbol into the square that fits in the middle of `rect`."""
    size = int(min(rect.width(), rect.height()))
    picture = pixmap(name, role, size, painter.device().devicePixelRatioF())
    left = rect.x() + (rect.width() - size) / 2
    top = rect.y() + (rect.height() - size) / 2
    painter.drawPixmap(int(left), int(top), picture)


@lru_cache(maxsize=512)
def _render(name: str, color: str, size_px: int, ratio: float) -> QPixmap:
    # Loaded here, so that a start that paints no symbol does not pay for it.
    from PySide6.QtSvg import QSvgRenderer

    device_px = round(size_px * ratio)
    picture = QPixmap(device_px, device_px)
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(ratio)
    try:
        svg = (FOLDER / f"{name}.svg").read_bytes()
    except OSError:
        # Words stand beside every symbol: an empty place is better than a window that fails.
        return picture
    svg = svg.replace(b"<path ", f'<path fill="{color}" '.encode())
    picture.setDevicePixelRatio(1.0)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, device_px, device_px))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
