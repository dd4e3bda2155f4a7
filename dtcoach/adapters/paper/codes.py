"""Bars and squares that a scanner reads, as rectangles."""

from __future__ import annotations

from dtcoach.adapters.paper.ink import BLACK, WHITE, Ink

_QUIET = 10
"""Modules that stay white on each side of a bar code (ISO/IEC 15417)."""

_QR_QUIET = 4


def barcode(ink: Ink, text: str, x: float, y: float, width: float, height: float) -> None:
    """Code 128: a hand scanner types the number as if it were a keyboard."""
    from reportlab.graphics.barcode.code128 import Code128

    made = Code128(text, barWidth=1, barHeight=1, quiet=0)
    made.validate()
    made.encode()
    made.decompose()
    bars = made.decomposed  # bars as capitals, gaps as small letters; a, b, c… are widths
    total = sum(_width(part) for part in bars)
    unit = min(width / (total + 2 * _QUIET), 0.5)
    at = x + (width - unit * total) / 2
    quiet = _QUIET * unit * 0.9  # the line of a frame beside it stays
    ink.fill(at - quiet, y, unit * total + 2 * quiet, height, WHITE)
    for part in bars:
        wide = unit * _width(part)
        if part.isupper():
            ink.fill(at, y, wide, height, BLACK)
        at += wide


def _width(part: str) -> int:
    return ord(part.lower()) - ord("a") + 1


def qr(ink: Ink, text: str, x: float, y: float, side: float) -> None:
    """A QR code with the quiet zone that it needs around it."""
    import segno

    matrix = segno.make_qr(text, error="m").matrix
    unit = side / (len(matrix) + 2 * _QR_QUIET)
    ink.fill(x, y, side, side, WHITE)  # no mark of a drill behind it
    for row, line in enumerate(matrix):
        start = None
        for column, dark in enumerate([*line, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                ink.fill(
                    x + (start + _QR_QUIET) * unit,
                    y + (row + _QR_QUIET) * unit,
                    (column - start) * unit,
                    unit * 1.01,
                )
                start = None
