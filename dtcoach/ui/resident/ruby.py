"""Text with its readings above the kanji, broken where やさしい日本語 has its spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dtcoach.domain.content import bracketed
from dtcoach.domain.furigana import Piece, pieces
from dtcoach.frozen import dataclass
from dtcoach.ui.kit.lines import lay_out
from dtcoach.ui.kit.paint import begin
from dtcoach.ui.kit.phrases import phrase_ends
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import Theme, TypeStyle, current

_READING_OF = {
    TypeStyle.RESIDENT_LARGE: TypeStyle.READING,
    TypeStyle.RESIDENT_WIDE: TypeStyle.READING_LARGE,
    TypeStyle.RESIDENT_HUGE: TypeStyle.READING_HUGE,
}
"""About half the size of what they stand above, and never under the smallest text."""

_ENDS = "。、」）・／"
"""A line may end behind these, without a space."""

_NEXT_SENTENCE = {
    "en": re.compile(r"(?<=[a-z0-9)][.?!]) (?=[A-Z])"),
    "ko": re.compile(r"(?<=[가-힣)][.?!]) (?=[0-9A-Z가-힣])"),
}
"""The space between two sentences, where they do not end in 。."""

_DATE = re.compile(r"(?:令和)?[0-9]+年[0-9]+月[0-9]+日|[0-9]+月[0-9]+日")
_JOINER = "\u2060"

_BEFORE_PARTICLE = re.compile(r"(?<=[0-9]) (?=[ぁ-ん])")

_LEAST_EM = 8


@dataclass(frozen=True, slots=True)
class Word:
    """What stays on one line; `gap`: a space follows."""

    pieces: tuple[Piece, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A run of text at its place in a line, in pixels."""

    piece: Piece
    x: float
    width: float


Row = tuple[Placed, ...]


def words_of(text: str) -> Iterator[Word]:
    """The words of one paragraph."""
    made: list[Piece] = []
    for piece in pieces(text):
        if piece.reading:
            made.append(piece)
            continue
        start = 0
        for at, character in enumerate(piece.text):
            if character not in " \u3000" and character not in _ENDS:
                continue
            end = at if character in " \u3000" else at + 1
            if end > start:
                made.append(Piece(piece.text[start:end]))
            if made and not piece.text[at + 1 : at + 2].startswith(tuple(_ENDS)):
                yield Word(tuple(made), gap=character in " \u3000")
                made = []
            start = at + 1
        if start < len(piece.text):
            made.append(Piece(piece.text[start:]))
    if made:
        yield Word(tuple(made))


def reading_of(style: TypeStyle) -> TypeStyle:
    """The style of the readings above words in `style`."""
    return _READING_OF.get(style, TypeStyle.READING_SMALL)


def reading_px(text: str, style: TypeStyle) -> int:
    """The room above each line: none where nothing has a reading."""
    return current().line_px(reading_of(style)) if "《" in text else 0


class RubyText(QWidget):
    """Words for a resident in one style and one language; readings in 《》 are drawn above."""

    def __init__(
        self,
        style: TypeStyle = TypeStyle.RESIDENT,
        role: RoleName = "text_strong",
        parent: QWidget | None = None,
        *,
        flows: bool = False,
    ) -> None:
        """`flows`: sentences follow each other where all of them fit into one line."""
        super().__init__(parent)
        self._flows = flows
        self._text = ""
        self._language = "ja"
        self._style = style
        self._role: RoleName = role
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def words(self) -> str:
        """As they were given, readings in 《》."""
        return self._text

    @property
    def language(self) -> str:
        return self._language

    @property
    def style_shown(self) -> TypeStyle:
        return self._style

    def needs(self, style: TypeStyle, width: int) -> int:
        """The height of the words in that style; nothing where there are none."""
        return self._height(style, width) if self._text else 0

    def set_words(self, text: str, language: str) -> None:
        """Shown only while there is something to read."""
        self._text, self._language = text, language
        self.setAccessibleName(bracketed(text))
        self.setVisible(bool(text))
        self.restyle()

    def set_style(self, style: TypeStyle) -> None:
        if style is not self._style:
            self._style = style
            self.restyle()

    def set_role(self, role: RoleName) -> None:
        self._role = role
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(self._style, width)

    def sizeHint(self) -> QSize:
        width = current().px(self._style.size_px * 24)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(self._style.size_px * _LEAST_EM), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        text = self._broken(self._style, self.width())
        if self._language != "easy":
            lay_out(text, self._style, self.width(), language=self._language).draw(
                painter, 0, 0, theme.color(self._role)
            )
            return
        above = reading_px(self._text, self._style)
        step = above + theme.line_px(self._style)
        base, small = theme.font(self._style), theme.font(reading_of(self._style))
        painter.setPen(theme.color(self._role))
        top = 0.0
        for row in _rows(theme, text, self._style, self.width()):
            for placed in row:
                painter.setFont(base)
                line = top + above + (step - above + QFontMetricsF(base).capHeight()) / 2
                own = QFontMetricsF(base).horizontalAdvance(placed.piece.text)
                middle = placed.x + placed.width / 2
                painter.drawText(QPointF(middle - own / 2, line), placed.piece.text)
                if placed.piece.reading:
                    painter.setFont(small)
                    wide = QFontMetricsF(small).horizontalAdvance(placed.piece.reading)
                    up = line - QFontMetricsF(base).capHeight() - theme.px(6)
                    painter.drawText(QPointF(middle - wide / 2, up), placed.piece.reading)
            top += step

    def tears(self, style: TypeStyle, width: int) -> bool:
        """Whether a line would end within a phrase."""
        if self._language != "ja":
            return False
        layout = lay_out(self._broken(style, width), style, width).layout
        text = layout.text()
        good = {*phrase_ends(text), len(text)}
        lines = map(layout.lineAt, range(layout.lineCount()))
        stops = [line.textStart() + line.textLength() for line in lines]
        return any(stop not in good and text[stop - 1] != "\u2028" for stop in stops)

    def _broken(self, style: TypeStyle, width: int) -> str:
        """Each sentence begins a line of its own; a date stays whole, and a number keeps the
        particle that belongs to it."""
        text = self._text
        if self._language in ("ja", "easy"):
            text = _BEFORE_PARTICLE.sub("\u00a0", text)
        if self._language == "ja":
            text = _DATE.sub(lambda date: _JOINER.join(date[0]), text)
        if self._flows and self._lines_high(text, style, width) == self._lines_high("", style, 0):
            return text
        if self._language in _NEXT_SENTENCE:
            return _NEXT_SENTENCE[self._language].sub("\n", text)
        return text.replace("。", "。\n").rstrip("\n").replace("。\n」", "。」")

    def _height(self, style: TypeStyle, width: int) -> int:
        return self._lines_high(self._broken(style, width), style, width)

    def _lines_high(self, text: str, style: TypeStyle, width: int) -> int:
        theme = current()
        if self._language != "easy":
            return lay_out(text, style, width, language=self._language).height
        step = theme.line_px(style) + reading_px(self._text, style)
        return len(_rows(theme, text, style, width)) * step


@lru_cache(maxsize=128)
def _rows(theme: Theme, text: str, style: TypeStyle, width: int) -> tuple[Row, ...]:
    """Lines of placed pieces; a word that fits into no line is broken between characters."""
    base = QFontMetricsF(theme.font(style))
    small = QFontMetricsF(theme.font(reading_of(style)))

    def wide(piece: Piece) -> float:
        own = base.horizontalAdvance(piece.text)
        return max(own, small.horizontalAdvance(piece.reading)) if piece.reading else own

    space = base.horizontalAdvance(" ") * 1.4
    rows: list[Row] = []
    for paragraph in text.split("\n"):
        row: list[Placed] = []
        x, gap = 0.0, 0.0
        for word in words_of(paragraph):
            whole = sum(wide(piece) for piece in word.pieces)
            if row and x + gap + whole > width:
                rows.append(tuple(row))
                row, x, gap = [], 0.0, 0.0
            x += gap
            for piece in word.pieces if whole <= width else _characters(word):
                own = wide(piece)
                if row and x + own > width:
                    rows.append(tuple(row))
                    row, x = [], 0.0
                row.append(Placed(piece, x, own))
                x += own
            gap = space if word.gap else 0.0
        rows.append(tuple(row))
    return tuple(rows)


def _characters(word: Word) -> Iterator[Piece]:
    for piece in word.pieces:
        if piece.reading:
            yield piece
        else:
            yield from (Piece(character) for character in piece.text)
