"""What a form costs without dtcoach: its strings, one after another, in bare reportlab."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from dtcoach.adapters.paper.chain import chain_for
from dtcoach.adapters.paper.faces import UNITS


def bare_font(text: str) -> str:
    """A TrueType font with these characters, registered; its name. Not timed."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib.tables._g_l_y_f import Glyph
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    chain = chain_for(bundled_only=True)
    shapes = {
        f"u{ord(char):05X}": chain.glyph(char).shape for char in sorted(set(text)) if char > " "
    }
    shapes["space"] = chain.glyph(" ").shape
    names = [".notdef", *shapes]
    build = FontBuilder(UNITS, isTTF=True)
    build.setupGlyphOrder(names)
    codes = {int(name[1:], 16): name for name in shapes if name != "space"}
    build.setupCharacterMap({32: "space", **codes})
    glyphs = {name: Glyph(shapes[name].data if name in shapes else b"") for name in names}
    for glyph in glyphs.values():
        glyph.expand(None)
    build.setupGlyf(glyphs)
    build.setupHorizontalMetrics(
        {name: (shapes[name].advance if name in shapes else UNITS, 0) for name in names}
    )
    build.setupHorizontalHeader(ascent=1760, descent=-240)
    build.setupNameTable({"familyName": "Bare", "styleName": "Regular"})
    build.setupOS2(sTypoAscender=1760, sTypoDescender=-240)
    build.setupPost()
    out = BytesIO()
    build.save(out)
    pdfmetrics.registerFont(TTFont("Bare", BytesIO(out.getvalue())))
    return "Bare"


def bare_pages(font: str, pages: Sequence[str]) -> bytes:
    """Every line of every page at some place."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for page in pages:
        canvas.setFont(font, 9)
        for row, line in enumerate(page.splitlines()):
            canvas.drawString(40, 800 - 12 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
