"""Lines of text with the right height: QLabel ignores line height, so the kit lays out its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGlyphRun,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from dtcoach.ui.kit.phrases import phrase_ends, reads_out
from dtcoach.ui.kit.theme import Theme, TypeStyle, current

# A last line shorter than this many characters is pulled together with the line before it.
_ORPHAN_EM = 2.6
_MOST_PULLED = 6
# One that is shorter than this is no more than a word, and may take up to so many phrases.
_WORD_EM = 6.2
_MOST_GIVEN = 3
_UNBOUNDED = 1_000_000
# How empty a line may stay for the sake of a whole phrase; fuller ones are tried before giving up.
_LEAST_FILLED = (0.6, 0.8, 0.9)
# Where only two lines are needed, the first may be shorter than half of the room.
_LEAST_OF_TWO = 0.4
_MANY = 4
_JAPANESE = ("ja", "easy")
_NEW_LINE = "\u2028"
_ITEM = "・"


@dataclass(frozen=True, eq=False)
class Lines:
    """Text laid out for one width. Sizes in pixels, `width` the widest line."""

    layout: QTextLayout
    width: int
    height: int
    count: int
    struck: bool

    def draw(self, painter: QPainter, x: float, y: float, color: QColor) -> None:
        painter.setPen(color)
        at = QPointF(x, y)
        if self.struck:
            self.layout.draw(painter, at)
            return
        for run in self._glyphs:
            painter.drawGlyphRun(at, run)

    @cached_property
    def _glyphs(self) -> list[QGlyphRun]:
        """Where each sign stands, worked out once: the same words are painted again and again."""
        return self.layout.glyphRuns()


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


def one_line(text: str, style: TypeStyle, width: int) -> Lines:
    """`text` in one line of at most `width` pixels; what does not fit ends in …"""
    return lay_out(_elided(current(), text, style, width), style)


@lru_cache(maxsize=256)
def _elided(theme: Theme, text: str, style: TypeStyle, width: int) -> str:
    return theme.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, width)


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
        em = style.size_px * theme.scale
        whole = language in _JAPANESE and _keep_phrases(layout, width, line_px, len(widths), em)
        if not whole and "\n" not in text:
            _pull_orphan(layout, width, line_px, em)
    count = layout.lineCount()
    lines = map(layout.lineAt, range(count))
    widest = max((line.position().x() + line.naturalTextWidth() for line in lines), default=0.0)
    return Lines(layout, ceil(widest), count * line_px, count, struck)


def _keep_phrases(layout: QTextLayout, width: float, line_px: int, most: int, em: float) -> bool:
    """Lines that end where a phrase ends; False, and undone, if that takes more than `most`: of
    much text one more is no harm, and where words are read out none is torn from its reading."""
    text = layout.text()
    ends = phrase_ends(text)
    if ends:
        more = most >= _MANY or reads_out(text) or _halves_a_denial(layout)
        fillings = (_LEAST_OF_TWO, *_LEAST_FILLED) if most == 2 else _LEAST_FILLED
        for filled in fillings:
            if len(_break(layout, width, line_px, ends, filled)) <= most + more:
                _fill_last(layout, width, line_px, em, ends, filled)
                return True
        _break(layout, width, line_px)
    return False


def _halves_a_denial(layout: QTextLayout) -> bool:
    """「約束しな／い」: half of a denial reads as its contrary; a further line is none too many."""
    lines = map(layout.lineAt, range(layout.lineCount() - 1))
    stops = (line.textStart() + line.textLength() for line in lines)
    return any(layout.text()[stop - 1 : stop + 1] == "ない" for stop in stops)


def _fill_last(
    layout: QTextLayout,
    width: float,
    line_px: int,
    em: float,
    ends: tuple[int, ...],
    filled: float,
) -> None:
    """A last line of one word takes phrases from the one before, as long as that costs no line and
    tears no word."""
    less = [0.0] * (layout.text().count(_NEW_LINE) + 1)
    for paragraph in range(len(less)):
        for _ in range(_MOST_GIVEN):
            last, given = _to_give(layout, paragraph, width, ends)
            if given <= less[paragraph] or last >= _WORD_EM * em:
                break
            before, most, torn = less[paragraph], layout.lineCount(), _torn(layout, ends)
            less[paragraph] = given
            count = len(_break(layout, width, line_px, ends, filled, less))
            if count > most or _torn(layout, ends) > torn:
                less[paragraph] = before
                _break(layout, width, line_px, ends, filled, less)
                break


def _to_give(
    layout: QTextLayout, paragraph: int, width: float, ends: tuple[int, ...]
) -> tuple[float, float]:
    """How wide the last line of a paragraph is, and how much less room sends one phrase more down
    to it; (…, 0) where there is nothing to give."""
    text = layout.text()
    lines = [
        line
        for line in map(layout.lineAt, range(layout.lineCount()))
        if text.count(_NEW_LINE, 0, line.textStart()) == paragraph
    ]
    if len(lines) < 2:
        return 0.0, 0.0
    line, last = lines[-2], lines[-1].naturalTextWidth()
    stop = line.textStart() + line.textLength()
    at = bisect_left(ends, stop) - 1
    if at < 0 or ends[at] <= line.textStart():
        return last, 0.0
    return last, width - _x_of(line, stop) + 1.0


def _torn(layout: QTextLayout, ends: tuple[int, ...]) -> int:
    """How many lines end within a word."""
    lines = map(layout.lineAt, range(layout.lineCount() - 1))
    stops = (line.textStart() + line.textLength() for line in lines)
    return sum(stop not in ends and layout.text()[stop - 1] != _NEW_LINE for stop in stops)


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
    less: Sequence[float] = (),
) -> list[float]:
    """Lays the lines; each ends at one of `ends` where that leaves it `filled`. What follows the
    first line of an item (・) stands under its words. `less`: how much narrower each paragraph."""
    widths: list[float] = []
    text, hang, indent, paragraph = layout.text(), 0.0, 0.0, -1
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        start = line.textStart()
        begins = start == 0 or text[start - 1] == _NEW_LINE
        paragraph += begins
        hang = 0.0 if begins else indent
        given = less[paragraph] if less else 0.0
        room = max(width - hang - given, 1.0)
        line.setLineWidth(room)
        if ends:
            _end_at(line, text, room, ends, _LEAST_OF_TWO if given else filled)
        if begins:
            indent = _x_of(line, start + 1) if text[start : start + 1] == _ITEM else 0.0
        top = len(widths) * line_px + (line_px - line.height()) / 2
        line.setPosition(QPointF(hang, top))
        widths.append(hang + line.naturalTextWidth())
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
