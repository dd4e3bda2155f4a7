"""Drawing on one page in mm from its upper left corner, with the fonts of this terminal."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from dtcoach.adapters.paper.chain import FontChain, Glyph
from dtcoach.adapters.paper.fitting import LEADING, Fitted, fit, width_of
from dtcoach.adapters.paper.page_font import PageFont

PT = 72 / 25.4
"""Points in a millimetre."""

Place = tuple[float, float, float, float]
"""x and y of the upper left corner, width and height, in mm."""

_LEAST_BOLD = 12.5

BLACK, GREY, PALE, WHITE = 0.0, 0.42, 0.86, 1.0


class Ink:
    """One document's pen. `doubtful` and `cut` gather what the clerk must be told."""

    def __init__(self, canvas: Any, chain: FontChain, height: float) -> None:
        self.canvas = canvas
        self.chain = chain
        self.font = PageFont()
        self.doubtful: dict[str, None] = {}
        self.cut: dict[str, None] = {}
        self._height = height
        self._weight = 0.0
        canvas._doc.delayedFonts.append(self.font)

    def at_origin(self) -> Ink:
        """The same pen where the canvas was turned: heights count from its origin."""
        turned = copy(self)
        turned._height = 0.0
        return turned

    def on_page(self, height: float) -> Ink:
        """The same pen on a page of that height."""
        own = copy(self)
        own._height = height
        return own

    def with_chain(self, chain: FontChain) -> Ink:
        """The same pen with the fonts of another language."""
        own = copy(self)
        own.chain = chain
        return own

    def bold(self, weight: float = 0.018) -> Ink:
        """The same pen pressed harder: outlines as thick as that part of an em. The bundled font
        has one weight, and every terminal prints the same. Small type would only smear."""
        own = copy(self)
        own._weight = weight
        return own

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        line: float = 0.25,
        ink: float = BLACK,
    ) -> None:
        """An outline; `line` in mm."""
        self.canvas.setLineWidth(line * PT)
        self.canvas.setStrokeGray(ink)
        self.canvas.rect(x * PT, self._up(y + height), width * PT, height * PT)

    def fill(self, x: float, y: float, width: float, height: float, ink: float = BLACK) -> None:
        self.canvas.setFillGray(ink)
        self.canvas.rect(x * PT, self._up(y + height), width * PT, height * PT, stroke=0, fill=1)

    def color(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """An area in `#rrggbb`, for charts; what it means never hangs on the colour alone."""
        self.canvas.setFillColorRGB(*_rgb(color))
        self.canvas.rect(x * PT, self._up(y + height), width * PT, height * PT, stroke=0, fill=1)

    def line(self, x: float, y: float, x2: float, y2: float, width: float = 0.25) -> None:
        self.canvas.setLineWidth(width * PT)
        self.canvas.setStrokeGray(BLACK)
        self.canvas.line(x * PT, self._up(y), x2 * PT, self._up(y2))

    def text(
        self,
        text: str,
        place: Place,
        size: float,
        *,
        what: str = "",
        ink: float = BLACK,
        centre: bool = False,
        one_line: bool = False,
        top: bool = False,
    ) -> Fitted:
        """A text in a box, never over its edge. `what` names it where some of it did not fit."""
        if not text:
            return Fitted(size, 1.0, ())
        x, y, width, height = place
        fitted = fit(text, self.chain, width * PT, height * PT, size, one_line=one_line)
        if fitted.cut:
            self.cut[what or text[:12]] = None
        self._set(fitted, x, y, width, 0 if top else max(height * PT - fitted.height, 0) / 2,
                  centre=centre, ink=ink)  # fmt: skip
        return fitted

    def put(self, fitted: Fitted, x: float, y: float, ink: float = BLACK) -> None:
        """Lines that were fitted before, from that upper left corner."""
        self._set(fitted, x, y, 0, 0, centre=False, ink=ink)

    def _set(
        self,
        fitted: Fitted,
        x: float,
        y: float,
        width: float,
        down: float,
        *,
        centre: bool,
        ink: float,
    ) -> None:
        first = self._up(y) - down
        for index, line in enumerate(fitted.lines):
            base = first - fitted.size * (LEADING * index + 1.02)
            left = x * PT
            if centre:
                left += (width * PT - width_of(line, fitted.size) * fitted.narrow) / 2
            self._line(line, left, base, fitted, ink)

    def _line(
        self, glyphs: Sequence[Glyph], left: float, base: float, fitted: Fitted, ink: float
    ) -> None:
        codes = "".join(f"{self.font.code(glyph):04X}" for glyph in glyphs)
        if not codes:
            return
        narrow = f"{fitted.narrow * 100:g} Tz "
        press, lift = "", ""
        if self._weight and fitted.size >= _LEAST_BOLD:
            press, lift = f"{ink:g} G {fitted.size * self._weight:.3f} w 2 Tr ", " 0 Tr"
        self.canvas._code.append(
            f"BT {ink:g} g {press}/SLIP {fitted.size:g} Tf {narrow}1 0 0 1 {left:.2f} {base:.2f} Tm"
            f" <{codes}> Tj 100 Tz{lift} ET"
        )
        x = left
        for glyph in glyphs:
            step = width_of([glyph], fitted.size) * fitted.narrow
            if glyph.doubtful:
                self.doubtful[glyph.cluster] = None
                self._dots(x, base, step, fitted.size)
            x += step

    def _dots(self, x: float, base: float, width: float, size: float) -> None:
        """A dotted line under a character whose own shape is in no font here."""
        self.canvas.saveState()
        self.canvas.setLineWidth(size * 0.09)
        self.canvas.setStrokeGray(BLACK)
        self.canvas.setDash([size * 0.09, size * 0.11])
        self.canvas.line(x, base - size * 0.17, x + width, base - size * 0.17)
        self.canvas.restoreState()

    def up(self, y: float) -> float:
        """The canvas's own height of a line that lies y mm below the upper edge, in points."""
        return self._up(y)

    def _up(self, y: float) -> float:
        return (self._height - y) * PT


def _rgb(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
