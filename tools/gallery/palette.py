"""Makes pictures small without changing a colour that covers ground."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtGui import QImage

_FREQUENT, _DISTINCT = 40, 40

Colour = tuple[int, int, int]


def save(picture: QImage, file: Path) -> None:
    """As a PNG with a palette of its own. Each colour that has no place in it (the smoothed edge
    of a letter) is drawn as the nearest that has."""
    from PIL import Image

    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("I")
    counted = Counter(pixels)
    kept = _kept(counted)
    palette = [_colour(pixel) for pixel in kept]
    places = {pixel: place for place, pixel in enumerate(kept)}
    for pixel in counted.keys() - places.keys():
        away = [_distance(_colour(pixel), colour) for colour in palette]
        places[pixel] = away.index(min(away))
    indexed = bytes(map(places.__getitem__, pixels))
    small = Image.frombytes("P", (plain.width(), plain.height()), indexed)
    small.putpalette([part for colour in palette for part in colour])
    small.save(file, optimize=True)


def _kept(counted: Counter[int]) -> list[int]:
    """The most frequent colours; then those that would suffer most: a single icon is green."""
    kept = [pixel for pixel, _ in counted.most_common(_FREQUENT)]
    chosen = [_colour(pixel) for pixel in kept]
    away = {pixel: min(_distance(_colour(pixel), colour) for colour in chosen) for pixel in counted}
    for _ in range(min(_DISTINCT, len(counted) - len(kept))):
        worst = max(away, key=lambda pixel: away[pixel] * counted[pixel])
        kept.append(worst)
        colour = _colour(worst)
        away = {pixel: min(far, _distance(_colour(pixel), colour)) for pixel, far in away.items()}
    return kept


def _colour(pixel: int) -> Colour:
    return pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255


def _distance(one: Colour, other: Colour) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2
