"""A Japanese font that reportlab can embed, made of the glyphs a page needs.

reportlab takes TrueType outlines alone; the wheel that every installation carries holds CFF ones
(Noto Sans JP, OFL). So the glyphs of one page are converted when it is drawn.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

_MAX_ERROR = 1.0
"""How far a quadratic curve may lie from the cubic one, in font units (1/1000 em)."""


def bundled_font() -> Path:
    """The CFF font in the wheel `pylopdf-fonts-jp`."""
    import pylopdf_fonts_jp

    return Path(pylopdf_fonts_jp.__file__).parent / "NotoSansJP-Regular.otf"


def missing_characters(text: str) -> tuple[str, ...]:
    """The characters of a text that the font has no shape for; they would print as boxes."""
    from fontTools.ttLib import TTFont

    with TTFont(bundled_font(), lazy=True) as font:
        known = font.getBestCmap()
    return tuple(dict.fromkeys(char for char in text if ord(char) not in known))


def truetype_for(text: str) -> bytes:
    """A TrueType font with the glyphs of this text."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"]
    options.notdef_outline = True
    with TTFont(bundled_font()) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        _to_truetype(font)
        out = BytesIO()
        font.save(out)
    return out.getvalue()


def _to_truetype(font: object) -> None:
    """Replace cubic outlines by quadratic ones, in place."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    assert isinstance(font, TTFont)
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, _MAX_ERROR, reverse_direction=True))
        drawn[name] = pen.glyph()
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = drawn
    font["loca"] = newTable("loca")
    glyf.compile(font)
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for name in (
        "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements",
    ):  # fmt: skip
        setattr(maxp, name, 1 if name == "maxZones" else 0)
    maxp.compile(font)
    post = font["post"]
    post.formatType = 3.0
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    font.sfntVersion = "\000\001\000\000"
