"""Lines of text with the right height: QLabel ignores line height, so the kit lays out its own."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from dtcoach.ui.kit.phrases import phrase_ends
from dtcoach.ui.kit.theme import Theme, TypeStyle, current

# A last line shorter than this many characters is pulled together with the line before it.
_ORPHAN_EM = 2.6
_MOST_PULLED = 6
_UNBOUNDED = 1_000_000
# How empty a line may stay for the sake of a whole phrase; fuller ones are tried before giving up.
_LEAST_FILLED = (0.6, 0.8, 0.9)
_NEW_LINE = "\u2028"


@dataclass(frozen=True, eq=False)
class Lines:
    """Text laid out for one width. Sizes in pixels, `width` the widest line."""

    layout: QTextLayout
    width: int
    height: int
    count: int

    def draw(self, painter: QPainter, x: float, y: float, color: QColor) -> None:
        painter.setPen(color)
        self.layout.draw(painter, QPointF(x, y))


def lay_out(
    text: str,
    style: TypeStyle,
    width: int = _UNBOUNDED,
    *,
    strong: tuple[tuple[int, int], ...] = (),
    language: str = "ja",
    struck: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> Lines:
    """Breaks `text` at `width` pixels; `strong` holds (start, length) of what is bold."""
    theme, width = current(), max(width, 1)
    if width < _UNBOUNDED and align == Qt.AlignmentFlag.AlignLeft:
        # What fits into a line looks the same at every width; layouts ask for many.
        whole = _laid(theme, text, style, _UNBOUNDED, strong, language, struck, align)
        if whole.width <= width:
            return whole
    return _laid(theme, text, style, width, strong, language, struck, align)


def text_width(text: str, style: TypeStyle) -> int:
    """Width in pixels of the longest line of `text`, unbroken."""
    return lay_out(text, style).width


@lru_cache(maxsize=1024)
def _laid(
    theme: Theme,
    text: str,
    style: TypeStyle,
    width: int,
    strong: tuple[tuple[int, int], ...],
    language: str,
    struck: bool,
    align: Qt.AlignmentFlag,
) -> Lines:
    layout = QTextLayout(text.replace("\n", _NEW_LINE), theme.font(style, language, struck))
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if strong:
        layout.setFormats([_bold(start, length) for start, length in strong])
    line_px = theme.line_px(style)
    widths = _break(layout, width, line_px)
    if len(widths) > 1:
        whole = language == "ja" and _keep_phrases(layout, width, line_px, len(widths))
        if not whole and "\n" not in text:
            _pull_orphan(layout, width, line_px, style.size_px * theme.scale)
    count = layout.lineCount()
    widest = max((layout.lineAt(i).naturalTextWidth() for i in range(count)), default=0.0)
    return Lines(layout, ceil(widest), count * line_px, count)


def _keep_phrases(layout: QTextLayout, width: float, line_px: int, most: int) -> bool:
    """Lines that end where a phrase ends; False, and undone, if that takes more than `most`."""
    ends = phrase_ends(layout.text())
    if ends:
        for filled in _LEAST_FILLED:
            if len(_break(layout, width, line_px, ends, filled)) <= most:
                return True
        _break(layout, width, line_px)
    return False


def _pull_orphan(layout: QTextLayout, width: float, line_px: int, em: float) -> None:
    """Narrower, as long as that takes no further line, until the last one is not a mere scrap."""
    widths = _break(layout, width, line_px)
    for narrower in range(1, _MOST_PULLED + 1):
        if widths[-1] >= _ORPHAN_EM * em:
            break
        pulled = _break(layout, width - narrower * em, line_px)
        if len(pulled) > len(widths):
            _break(layout, width - (narrower - 1) * em, line_px)
            break
        widths = pulled


def _break(
    layout: QTextLayout,
    width: float,
    line_px: int,
    ends: tuple[int, ...] = (),
    filled: float = 0,
) -> list[float]:
    """Lays the lines; each ends at one of `ends` where that leaves it `filled`."""
    widths: list[float] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        if ends:
            _end_at(line, layout.text(), width, ends, filled)
        top = len(widths) * line_px + (line_px - line.height()) / 2
        line.setPosition(QPointF(0, top))
        widths.append(line.naturalTextWidth())
    layout.endLayout()
    return widths


def _end_at(line: QTextLine, text: str, width: float, ends: tuple[int, ...], filled: float) -> None:
    start = line.textStart()
    end = start + line.textLength()
    if end >= len(text) or text[end - 1] == _NEW_LINE:
        return
    best = ends[max(bisect_right(ends, end) - 1, 0)]
    if start < best < end and _x_of(line, best) >= filled * width:
        line.setNumColumns(best - start, width)


def _x_of(line: QTextLine, position: int) -> float:
    found: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]
    return found[0]


def _bold(start: int, length: int) -> QTextLayout.FormatRange:
    char_format = QTextCharFormat()
    char_format.setFontWeight(QFont.Weight.Bold)
    chosen = QTextLayout.FormatRange()
    chosen.start, chosen.length, chosen.format = start, length, char_format
    return chosen
