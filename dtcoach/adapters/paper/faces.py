"""One font file: which characters it has a shape for, and each shape as quadratic outlines."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any

from dtcoach.domain.clusters import is_selector
from dtcoach.frozen import dataclass

UNITS = 2000
"""Units per em of every shape here, whatever the file's own are."""

_MAX_ERROR = 1.5
"""How far a quadratic curve may lie from the cubic one, in `UNITS`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A glyph as the `glyf` table holds it; `advance` and `left` in `UNITS`."""

    data: bytes
    advance: int
    left: int
    points: int
    contours: int


class Face:
    """A font file, opened when it is first asked; safe to use from several threads."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self.path = path
        self.index = index
        self._lock = RLock()
        self._opened: Any = None
        self._shapes: dict[str, Shape] = {}

    @property
    def _font(self) -> _Opened:
        with self._lock:
            if self._opened is None:
                self._opened = _Opened(self.path, self.index)
            found: _Opened = self._opened
            return found

    def glyph(self, cluster: str) -> str | None:
        """The name of the glyph that has exactly this shape; None where the file has none."""
        font = self._font
        if len(cluster) == 1:
            return font.cmap.get(ord(cluster))
        if len(cluster) == 2 and is_selector(cluster[1]):
            key = (ord(cluster[0]), ord(cluster[1]))
            if key in font.variations:
                return font.variations[key] or font.cmap.get(key[0])
        return None

    def advance(self, glyph: str) -> int:
        """How far the next character is, in `UNITS`."""
        return self._font.advance(glyph)

    def shape(self, glyph: str) -> Shape:
        """The outlines of a glyph, converted once."""
        with self._lock:
            if glyph not in self._shapes:
                self._shapes[glyph] = self._font.shape(glyph)
            return self._shapes[glyph]


class _Opened:
    def __init__(self, path: Path, index: int) -> None:
        from fontTools.ttLib import TTFont

        font = TTFont(path, fontNumber=index, lazy=True)
        self.cmap: dict[int, str] = font.getBestCmap()
        self.variations: dict[tuple[int, int], str | None] = {}
        for table in font["cmap"].tables:
            if table.format == 14:
                for selector, entries in table.uvsDict.items():
                    self.variations.update({(code, selector): name for code, name in entries})
        self._scale: float = UNITS / font["head"].unitsPerEm
        self._is_cubic = "CFF " in font or "CFF2" in font
        self._glyphs = font.getGlyphSet()
        self._widths = font["hmtx"]

    def advance(self, glyph: str) -> int:
        width: int = self._widths[glyph][0]
        return round(width * self._scale)

    def shape(self, glyph: str) -> Shape:
        from fontTools.pens.cu2quPen import Cu2QuPen
        from fontTools.pens.filterPen import DecomposingFilterPen
        from fontTools.pens.transformPen import TransformPen
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        out = TTGlyphPen(None)
        pen: Any = Cu2QuPen(out, _MAX_ERROR, reverse_direction=True) if self._is_cubic else out
        pen = TransformPen(pen, (self._scale, 0, 0, self._scale, 0, 0))
        self._glyphs[glyph].draw(DecomposingFilterPen(pen, self._glyphs))
        made = out.glyph()
        width = self.advance(glyph)
        if made.numberOfContours == 0:
            return Shape(b"", width, 0, 0, 0)
        data = made.compile(None)
        data += b"\0" * (-len(data) % 4)
        return Shape(data, width, made.xMin, len(made.coordinates), made.numberOfContours)


@lru_cache(maxsize=32)
def face_at(path: Path, index: int = 0) -> Face:
    """The face of a file; one for the whole process, so that a shape is converted once."""
    return Face(path, index)
