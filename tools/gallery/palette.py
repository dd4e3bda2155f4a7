"""Makes pictures small without changing a colour that covers ground."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtGui import QImage

_COLOURS = 64

Colour = tuple[int, int, int]


def save(picture: QImage, file: Path) -> None:
    """As a PNG with a palette of its own: the most frequent colours as they are, each other one
    (the smoothed edge of a letter) as the nearest of these."""
    from PIL import Image

    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("I")
    counted = Counter(pixels)
    kept = [pixel for pixel, _ in counted.most_common(_COLOURS)]
    palette = [_colour(pixel) for pixel in kept]
    places = {pixel: place for place, pixel in enumerate(kept)}
    for pixel in counted.keys() - places.keys():
        places[pixel] = _nearest(_colour(pixel), palette)
    indexed = bytes(map(places.__getitem__, pixels))
    small = Image.frombytes("P", (plain.width(), plain.height()), indexed)
    small.putpalette([part for colour in palette for part in colour])
    small.save(file, optimize=True)


def _colour(pixel: int) -> Colour:
    return pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    red, green, blue = colour
    distances = [(r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2 for r, g, b in palette]
    return distances.index(min(distances))
