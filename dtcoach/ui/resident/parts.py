"""What the resident's page is made of: the mark of a drill, signed lines, an official page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.app.ports import QrCodes
from dtcoach.domain.furigana import bare
from dtcoach.domain.resident import Link
from dtcoach.ui.kit.banner import BannerKind
from dtcoach.ui.kit.paint import begin, fill
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import IconLabel
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.resident.qr import QrCode
from dtcoach.ui.resident.ruby import RubyText, reading_px

MARGIN = 5 * SPACE
_SIGN = 32
_GAP = 12


class Mark(QWidget):
    """訓練 or 再現 across the whole width: on a screen that others see it cannot be missed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground: RoleName = "drill"
        self._words = RubyText(TypeStyle.HEADING_24, "on_drill")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, SPACE, MARGIN, SPACE)
        row.addWidget(self._words)

    def set_mark(self, words: str, language: str, kind: BannerKind | None) -> None:
        self._ground = "replay" if kind is BannerKind.REPLAY else "drill"
        self._words.set_role("on_replay" if kind is BannerKind.REPLAY else "on_drill")
        self._words.set_words(words, language)
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(begin(self), 0, 0, self.width(), self.height(), self._ground)


class Listed(QWidget):
    """A small heading over lines that each have the same sign."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._title = RubyText(TypeStyle.HEADING_24, "text_secondary")
        self._rows: list[tuple[QWidget, RubyText]] = []
        self._drops: list[QVBoxLayout] = []
        self._style = TypeStyle.RESIDENT
        self._lines: tuple[str, ...] = ()
        self._easy = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE, 0, 0)
        self._column.setSpacing(SPACE)
        self._column.addWidget(self._title)

    def set_lines(self, title: str, lines: Sequence[str], language: str) -> None:
        self._title.set_words(title, language)
        while len(self._rows) < len(lines):
            self._add_row()
        for i, (row, words) in enumerate(self._rows):
            row.setVisible(i < len(lines))
            if i < len(lines):
                words.set_words(lines[i], language)
        self._lines, self._easy = tuple(lines), language == "easy"
        self._align()
        self.setVisible(bool(lines))

    def needs(self, style: TypeStyle, width: int) -> int:
        """The height of all that is shown, in that style."""
        if not self._lines:
            return 0
        theme = current()
        side = theme.px(_SIGN)
        beside = theme.line_px(TypeStyle.RESIDENT)
        rows = [
            max(words.needs(style, width - side - _GAP), side, beside)
            for _, words in self._rows[: len(self._lines)]
        ]
        title = self._title.needs(TypeStyle.HEADING_24, width)
        return sum(rows) + title + SPACE * (len(rows) + bool(title))

    def set_style(self, style: TypeStyle) -> None:
        if style is not self._style:
            self._style = style
            for _, words in self._rows:
                words.set_style(style)
            self._align()

    def restyle(self) -> None:
        self._align()

    def _align(self) -> None:
        """The sign stands beside the first line of words, not beside their readings."""
        theme = current()
        lower = (theme.line_px(self._style) - theme.line_px(TypeStyle.RESIDENT)) // 2
        for drop, words in zip(self._drops, self._lines, strict=False):
            above = reading_px(words, self._style) if self._easy else 0
            drop.setContentsMargins(0, above + lower, 0, 0)

    def _add_row(self) -> None:
        row = QWidget()
        flow = QHBoxLayout(row)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.setSpacing(_GAP)
        words = RubyText(self._style)
        drop = QVBoxLayout()
        drop.addWidget(IconLabel(self._icon, "action", _SIGN, beside=TypeStyle.RESIDENT))
        drop.addStretch(1)
        flow.addLayout(drop)
        flow.addWidget(words, 1)
        self._drops.append(drop)
        self._rows.append((row, words))
        self._column.addWidget(row)


class LinkPanel(QWidget):
    """An official page: its code, its name, and its address to copy down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link: Link | None = None
        self._code = QrCode()
        self._title = RubyText()
        self._address = RubyText(TypeStyle.RESIDENT, "text_secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._code)
        column.addWidget(self._title)
        column.addWidget(self._address)

    def set_link(self, link: Link, label: str, language: str, codes: QrCodes | None) -> None:
        if codes is not None and (self._link is None or self._link.url != link.url):
            self._code.set_modules(codes(link.url))
        self._code.setAccessibleName(f"{bare(label)} {link.short}")
        self._link = link
        self._code.setVisible(codes is not None)
        self._title.set_words(link.title, language)
        self._address.set_words(link.short, "en")
