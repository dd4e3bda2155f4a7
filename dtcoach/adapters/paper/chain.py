"""Which font gives a character its shape; where none has it, what is printed instead, marked."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dtcoach.adapters.paper.faces import UNITS, Face, Shape, face_at
from dtcoach.domain.clusters import base_of, clusters_of
from dtcoach.frozen import dataclass

GETA = "〓"
"""What printers have always set where a character is missing."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on paper; `advance` in `UNITS`. `doubtful`: its own shape is in no font here, so
    it is marked. Without a face there is nothing to draw, only room."""

    cluster: str
    face: Face | None
    name: str
    advance: int
    doubtful: bool = False

    @property
    def shape(self) -> Shape:
        """The outlines, converted when they are first drawn."""
        if self.face is None:
            return Shape(b"", self.advance, 0, 0, 0)
        return self.face.shape(self.name)


def bundled_font() -> Path:
    """The font in the wheel `pylopdf-fonts-jp` (Noto Sans JP, OFL): every installation has it."""
    import pylopdf_fonts_jp

    return Path(pylopdf_fonts_jp.__file__).parent / "NotoSansJP-Regular.otf"


class FontChain:
    """Fonts in order of preference; the first that has exactly the character gives its shape."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self._faces = tuple(faces)
        self._known: dict[str, Glyph] = {}

    def glyph(self, cluster: str) -> Glyph:
        """Its own shape, or else its base character or 〓, marked as doubtful. Never a box."""
        if cluster not in self._known:
            self._known[cluster] = self._find(cluster)
        return self._known[cluster]

    def has(self, text: str) -> bool:
        """Whether every character of a text has its own shape here."""
        return not any(
            self.glyph(cluster).doubtful for cluster in clusters_of(text) if not cluster.isspace()
        )

    def _find(self, cluster: str) -> Glyph:
        for instead in (cluster, cluster[0], base_of(cluster), GETA, "?"):
            for face in self._faces:
                name = face.glyph(instead)
                if name is not None:
                    doubtful = instead != cluster
                    return Glyph(cluster, face, name, face.advance(name), doubtful)
        return Glyph(cluster, None, "", UNITS, doubtful=True)


_WINDOWS = (
    ("BIZ-UDGothicR.ttc", 0), ("YuGothM.ttc", 0), ("meiryo.ttc", 0), ("msgothic.ttc", 0),
    ("segoeui.ttf", 0), ("arial.ttf", 0),
)  # fmt: skip
_LINUX = (
    ("truetype/fonts-morisawa-bizud-gothic/BIZUDGothic-Regular.ttf", 0),
    ("truetype/ipamj/ipamjm.ttf", 0),
    ("opentype/ipamj-mincho/ipamjm.ttf", 0),
    ("opentype/noto/NotoSansCJK-Regular.ttc", 0),
    ("truetype/dejavu/DejaVuSans.ttf", 0),
)
_OWN = {
    "zh": (("msyh.ttc", 0), ("opentype/noto/NotoSansCJK-Regular.ttc", 2)),
    "ko": (("malgun.ttf", 0), ("opentype/noto/NotoSansCJK-Regular.ttc", 1)),
}
"""Fonts in which a language looks right: the same code point is written otherwise in each."""


def _folders() -> tuple[Path, ...]:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        users = (Path(local) / "Microsoft/Windows/Fonts",) if local else ()
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", *users)
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def _there(names: Sequence[tuple[str, int]]) -> list[Face]:
    found = []
    for name, index in names:
        path = next((f / name for f in _folders() if (f / name).is_file()), None)
        if path is not None:
            found.append(face_at(path, index))
    return found


@lru_cache(maxsize=8)
def chain_for(language: str = "ja", *, bundled_only: bool = False) -> FontChain:
    """The fonts of this terminal for a language; the bundled one first, so that a form looks the
    same on every terminal, then what knows more names than it does."""
    bundled = face_at(bundled_font())
    if bundled_only:
        return FontChain([bundled])
    system = _there(_WINDOWS if sys.platform == "win32" else _LINUX)
    return FontChain([*_there(_OWN.get(language, ())), bundled, *system])
