"""What the resident's page is made of: the mark of a drill, signed lines, an official page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from dtcoach.app.ports import QrCodes
from dtcoach.domain.furigana import bare
from dtcoach.domain.resident import Link
from dtcoach.ui.kit.banner import BannerKind
from dtcoach.ui.kit.paint import begin, fill
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import IconLabel
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current, headline
from dtcoach.ui.resident.qr import QrCode
from dtcoach.ui.resident.ruby import RubyText, reading_px

MARGIN = 5 * SPACE
_SIGN = 32
_SIGN_OF_TEXT = 4 / 3
_GAP = 12
_APART = 4 * SPACE
_MOST_MODULE, _LEAST_MODULE = 8, 4
_MOST_BESIDE = 0.36
_TITLES = {
    TypeStyle.SAY: TypeStyle.HEADING_20,
    TypeStyle.BODY: TypeStyle.LABEL,
    TypeStyle.NOTE: TypeStyle.NOTE_BOLD,
}
"""What stands over lines that had to be smaller; else `HEADING_24`."""


def title_of(style: TypeStyle) -> TypeStyle:
    return _TITLES.get(style, TypeStyle.HEADING_24)


class Mark(QWidget):
    """訓練 or 再現 across the whole width: on a screen that others see it cannot be missed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground: RoleName = "drill"
        self._words = RubyText(TypeStyle.HEADING_24, "on_drill")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, SPACE, MARGIN, SPACE)
        row.addWidget(self._words)
        self.restyle()

    def set_mark(self, words: str, language: str, kind: BannerKind | None) -> None:
        self._ground = "replay" if kind is BannerKind.REPLAY else "drill"
        self._words.set_role("on_replay" if kind is BannerKind.REPLAY else "on_drill")
        self._words.set_words(words, language)
        self.setVisible(bool(words))
        self.update()

    def restyle(self) -> None:
        self._words.set_style(headline(TypeStyle.HEADING_24))

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(begin(self), 0, 0, self.width(), self.height(), self._ground)


class _Sign(IconLabel):
    """As large as the first line of the words it stands beside."""

    def __init__(self, name: str, style: TypeStyle) -> None:
        super().__init__(name, "action", sign_px(style), beside=style)

    def set_style(self, style: TypeStyle) -> None:
        self._size_px, self._beside = sign_px(style), style
        self.restyle()


def sign_px(style: TypeStyle) -> int:
    return min(round(style.size_px * _SIGN_OF_TEXT), _SIGN)


class _Line(QWidget):
    """One line with its sign."""

    def __init__(self, icon: str, style: TypeStyle) -> None:
        super().__init__()
        self.words = RubyText(style)
        self._sign = _Sign(icon, style)
        self._drop = QVBoxLayout()
        self._drop.addWidget(self._sign)
        self._drop.addStretch(1)
        flow = QHBoxLayout(self)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.setSpacing(_GAP)
        flow.addLayout(self._drop)
        flow.addWidget(self.words, 1)

    def needs(self, style: TypeStyle, width: int) -> int:
        theme = current()
        side = theme.px(sign_px(style))
        words = self.words.needs(style, width - side - _GAP)
        return max(words, side, theme.line_px(style) + self._above(style))

    def set_style(self, style: TypeStyle) -> None:
        self.words.set_style(style)
        self._sign.set_style(style)
        self.align()

    def align(self) -> None:
        """The sign stands beside the first line of words, not beside their readings."""
        self._drop.setContentsMargins(0, self._above(self.words.style_shown), 0, 0)

    def _above(self, style: TypeStyle) -> int:
        return reading_px(self.words.words, style) if self.words.language == "easy" else 0


class Listed(QWidget):
    """A small heading over lines that each have the same sign, in one column or two."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._title = RubyText(TypeStyle.HEADING_24, "text_secondary")
        self._lines: list[_Line] = []
        self._shown = 0
        self._style = TypeStyle.RESIDENT
        self._columns = 1
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_APART)
        self._grid.setVerticalSpacing(SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._title)
        column.addLayout(self._grid)

    def set_lines(self, title: str, lines: Sequence[str], language: str) -> None:
        self._title.set_words(title, language)
        while len(self._lines) < len(lines):
            self._lines.append(_Line(self._icon, self._style))
        for line, words in zip(self._lines, lines, strict=False):
            line.words.set_words(words, language)
            line.align()
        self._shown = len(lines)
        self._place()
        self.setVisible(bool(lines))

    def needs(self, style: TypeStyle, width: int, columns: int = 1) -> int:
        """The height of all that is shown, in that style."""
        if not self._shown:
            return 0
        each = (width - _APART * (columns - 1)) // columns
        heights = [line.needs(style, each) for line in self._lines[: self._shown]]
        down = -(-len(heights) // columns)
        rows = [max(heights[row::down]) for row in range(down)]
        title = self._title.needs(title_of(style), width)
        return sum(rows) + title + SPACE * (len(rows) + bool(title))

    def set_style(self, style: TypeStyle, columns: int = 1) -> None:
        if style is not self._style:
            self._style = style
            self._title.set_style(title_of(style))
            for line in self._lines:
                line.set_style(style)
        if columns != self._columns:
            self._columns = columns
            self._place()

    def restyle(self) -> None:
        for line in self._lines:
            line.align()

    def _place(self) -> None:
        """Down the first column, then down the second."""
        down = -(-self._shown // self._columns)
        for i, line in enumerate(self._lines):
            self._grid.removeWidget(line)
            if i < self._shown:
                self._grid.addWidget(line, i % down, i // down, Qt.AlignmentFlag.AlignTop)
            line.setVisible(i < self._shown)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < self._columns))


class LinkPanel(QWidget):
    """An official page: its code, its name, and its address to copy down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link: Link | None = None
        self._code = QrCode()
        self._has_code = False
        self._title = RubyText()
        self._address = RubyText(TypeStyle.RESIDENT, "text_secondary")
        words = QVBoxLayout()
        words.setSpacing(SPACE)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._address)
        words.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(2 * SPACE)
        self._both.addWidget(self._code)
        self._both.addLayout(words, 1)

    def set_link(self, link: Link, label: str, language: str, codes: QrCodes | None) -> None:
        if codes is not None and (self._link is None or self._link.url != link.url):
            self._code.set_modules(codes(link.url))
        self._code.setAccessibleName(f"{bare(label)} {link.short}")
        self._link = link
        self._has_code = codes is not None
        self._code.setVisible(self._has_code)
        self._title.set_words(link.title, language)
        self._address.set_words(link.short, "en")

    def fit(self, style: TypeStyle, width: int, high: int, beside: bool) -> tuple[int, bool]:
        """The height it takes with the largest code there is room for, and whether it is enough.

        `beside`: the words stand beside their code, not under it.
        """
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._both.setSpacing((3 if beside else 2) * SPACE)
        self._title.set_style(style)
        self._address.set_style(style)
        across = self._code.across
        apart = self._both.spacing()
        if not self._has_code:
            needed = self._words_high(style, width)
            return needed, needed <= high
        if beside:
            side = self._take(min(int(width * _MOST_BESIDE), high) // across)
            needed = max(self._words_high(style, width - side - apart), side)
            return needed, needed <= high
        words = self._words_high(style, width)
        room = (high - apart - words) // across
        side = self._take(min(room, width // across))
        return side + apart + words, room >= _LEAST_MODULE

    def _take(self, module_px: int) -> int:
        module_px = min(max(module_px, _LEAST_MODULE), _MOST_MODULE)
        self._code.set_module_px(module_px)
        return module_px * self._code.across

    def _words_high(self, style: TypeStyle, width: int) -> int:
        return self._title.needs(style, width) + self._address.needs(style, width) + SPACE
