"""The one font of a document, made of the shapes its pages need, from whatever files they came.

reportlab takes TrueType files whose characters are code points. A name may need a shape that has
none of its own (辻 with a variation selector), so shapes are addressed by their place here, and the
text they stand for is told beside it: a copied or searched name is the name.
"""

from __future__ import annotations

import struct
from typing import Any

from dtcoach.adapters.paper.chain import Glyph
from dtcoach.adapters.paper.faces import UNITS, Shape

ASCENT, DESCENT = 880, -120
"""In thousandths of an em; the box that Japanese type is set in."""

_NAME = "DTCOAC+Slip"
_EMPTY = Shape(b"", UNITS, 0, 0, 0)


class PageFont:
    """Implements what reportlab's document asks of a font that is written at the end."""

    def __init__(self) -> None:
        self._shapes: list[Shape] = [_EMPTY]
        self._texts: list[str] = [""]
        self._places: dict[tuple[str, bool, int], int] = {}

    def code(self, glyph: Glyph) -> int:
        """Its place in the font, the same each time."""
        # One character has another shape in the fonts of another language.
        key = (glyph.cluster, glyph.doubtful, id(glyph.face))
        if key not in self._places:
            self._places[key] = len(self._shapes)
            self._shapes.append(glyph.shape)
            self._texts.append(glyph.cluster)
        return self._places[key]

    def addObjects(self, doc: Any) -> None:  # noqa: N802  (reportlab's name)
        """Called by the document when it is written."""
        from reportlab.pdfbase import pdfdoc

        def stream(content: bytes | str, **entries: int) -> Any:
            made = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
            for name, value in entries.items():
                made.dictionary[name] = value
            return made

        name = pdfdoc.PDFName
        program = truetype(self._shapes)
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": name("FontDescriptor"),
                "FontName": name(_NAME),
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-100, -300, 1100, 1100]),
                "ItalicAngle": 0,
                "Ascent": ASCENT,
                "Descent": DESCENT,
                "CapHeight": 733,
                "StemV": 80,
                "FontFile2": doc.Reference(stream(program, Length1=len(program)), "slipFile"),
            }
        )
        widths = [round(shape.advance * 1000 / UNITS, 1) for shape in self._shapes]
        inside = pdfdoc.PDFDictionary(
            {
                "Type": name("Font"),
                "Subtype": name("CIDFontType2"),
                "BaseFont": name(_NAME),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": doc.Reference(descriptor, "slipDescriptor"),
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": name("Identity"),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": name("Font"),
                "Subtype": name("Type0"),
                "BaseFont": name(_NAME),
                "Encoding": name("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(inside, "slipInside")]),
                "ToUnicode": doc.Reference(stream(self._to_unicode()), "slipTexts"),
            }
        )
        doc.idToObject["BasicFonts"].dict["SLIP"] = doc.Reference(font, "slipFont")

    def _to_unicode(self) -> str:
        lines = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for code, text in enumerate(self._texts)
            if text
        ]
        parts = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        for first in range(0, len(lines), 100):
            batch = lines[first : first + 100]
            parts += [f"{len(batch)} beginbfchar", *batch, "endbfchar"]
        parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(parts)


def truetype(shapes: list[Shape]) -> bytes:
    """A TrueType file of these shapes, in this order, with the tables a PDF needs."""
    offsets = [0]
    for shape in shapes:
        offsets.append(offsets[-1] + len(shape.data))
    points = max(shape.points for shape in shapes)
    contours = max(shape.contours for shape in shapes)
    up, down = ASCENT * UNITS // 1000, DESCENT * UNITS // 1000
    tables = {
        b"glyf": b"".join(shape.data for shape in shapes) or b"\0\0\0\0",
        b"head": struct.pack(
            ">4sIIIHHQQhhhhHHhhh",
            b"\0\1\0\0", 0x10000, 0, 0x5F0F3CF5, 3, UNITS, 0, 0,
            -UNITS // 10, down, UNITS + UNITS // 10, up, 0, 6, 2, 1, 0,
        ),
        b"hhea": struct.pack(
            ">4shhhHhhhhhh8xhH",
            b"\0\1\0\0", up, down, 0, 2 * UNITS, 0, 0, UNITS, 1, 0, 0, 0, len(shapes),
        ),
        b"hmtx": b"".join(struct.pack(">Hh", shape.advance, shape.left) for shape in shapes),
        b"loca": struct.pack(f">{len(offsets)}I", *offsets),
        b"maxp": struct.pack(
            ">4s14H", b"\0\1\0\0", len(shapes), points, contours, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0
        ),
    }  # fmt: skip
    head, body = b"", b""
    start = 12 + 16 * len(tables)
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        words = struct.unpack(f">{len(padded) // 4}I", padded)
        head += struct.pack(">4sIII", tag, sum(words) & 0xFFFFFFFF, start + len(body), len(data))
        body += padded
    return struct.pack(">4sHHHH", b"\0\1\0\0", len(tables), 64, 2, 32) + head + body
