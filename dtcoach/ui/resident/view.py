"""The resident's page as it is drawn: a few words, as large as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.app.ports import QrCodes
from dtcoach.domain.furigana import bare
from dtcoach.domain.resident import Link, ResidentPage
from dtcoach.ui.kit.banner import BannerKind
from dtcoach.ui.kit.paint import begin, fill
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import IconLabel
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.resident.languages import LanguageBar
from dtcoach.ui.resident.qr import QrCode
from dtcoach.ui.resident.ruby import RubyText, reading_px

_SIZES = (
    (TypeStyle.RESIDENT_HUGE, TypeStyle.RESIDENT_LARGE),
    (TypeStyle.RESIDENT_WIDE, TypeStyle.RESIDENT_LARGE),
    (TypeStyle.RESIDENT_WIDE, TypeStyle.RESIDENT),
    (TypeStyle.RESIDENT_LARGE, TypeStyle.RESIDENT),
    (TypeStyle.RESIDENT, TypeStyle.RESIDENT),
)
"""The words, and all that stands under them."""

_MARGIN = 5 * SPACE
_MOST_LINKS = 2
_NESTED = 6
_SIDE_PX = 360
_SIGN = 32
_GAP = 12
_BETWEEN = 2 * SPACE
_NO_LIMIT_PX = 16_777_215


class _Pane(ScrollPane):
    """Signals: `resized()` once the room for the words is known."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _Mark(QWidget):
    """訓練 or 再現 across the whole width: on a screen that others see it cannot be missed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground: RoleName = "drill"
        self._words = RubyText(TypeStyle.HEADING_24, "on_drill")
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, SPACE, _MARGIN, SPACE)
        row.addWidget(self._words)

    def set_mark(self, words: str, language: str, kind: BannerKind | None) -> None:
        self._ground = "replay" if kind is BannerKind.REPLAY else "drill"
        self._words.set_role("on_replay" if kind is BannerKind.REPLAY else "on_drill")
        self._words.set_words(words, language)
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(begin(self), 0, 0, self.width(), self.height(), self._ground)


class _Listed(QWidget):
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


class _LinkPanel(QWidget):
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


class ResidentView(QWidget):
    """Signals: `language_chosen(language)`. `staff` is what the staff alone use, if anything."""

    language_chosen = Signal(str)

    def __init__(
        self,
        codes: QrCodes | None,
        staff: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._codes = codes
        self.page: ResidentPage | None = None
        self._settling = False
        self._mark = _Mark()
        self._number = RubyText(TypeStyle.HEADING_24, "text_secondary")
        self.words = RubyText(TypeStyle.RESIDENT_WIDE)
        self._note = RubyText(TypeStyle.RESIDENT, "text")
        self._answers = _Listed("chevron_right")
        self._next = _Listed("event")
        self._papers = _Listed("description")
        self._links: list[_LinkPanel] = []
        self.languages = LanguageBar()
        self.languages.chosen.connect(self.language_chosen)
        self._lay_out(staff)

    def set_page(self, page: ResidentPage) -> None:
        if page == self.page:
            return
        self.page = page
        language = page.language
        replayed = page.mark.startswith("再現")
        self._mark.set_mark(page.mark, language, BannerKind.REPLAY if replayed else None)
        self._number.set_words(f"{page.number_label} {page.number}".strip(), language)
        self.words.set_words(page.words, language)
        self._note.set_words(page.note, language)
        self._answers.set_lines("", page.answers, language)
        self._next.set_lines(page.next_label, page.next, language)
        self._papers.set_lines(page.papers_label, page.papers, language)
        self._set_links(page)
        self.languages.set_language(language)
        self._pane.ensureVisible(0, 0)
        self.fit()

    def fit(self) -> None:
        """The largest style in which everything is seen at once; else the smallest, to scroll."""
        self._turn()
        wide, side = self._is_wide, self._side_px()
        across = self._pane.width() - (side if wide else 0)
        high = self._pane.height() - (0 if wide else side)
        below = (self._note, self._answers, self._next, self._papers)
        fits = False
        for words, rest in _SIZES:
            heights = [self.words.needs(words, across), *(p.needs(rest, across) for p in below)]
            shown = [height for height in heights if height]
            fits = sum(shown) + _BETWEEN * len(shown) <= high
            if fits:
                break
        self.words.set_style(words)
        for part in below:
            part.set_style(rest)
        if wide and side:
            fits = fits and self._side.heightForWidth(side - _MARGIN) <= high
        # A bar that comes and goes while sizes are still being found would take room of the words.
        policy = Qt.ScrollBarPolicy
        self._pane.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        self._settle()

    def _settle(self) -> None:
        """All sizes are found before anything is drawn: each tells the next outward by an event."""
        if self._settling:
            return
        self._settling = True
        for _ in range(_NESTED):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._settling = False

    def restyle(self) -> None:
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(begin(self), 0, 0, self.width(), self.height(), "ground")

    @property
    def _is_wide(self) -> bool:
        return self.width() > self.height()

    def _side_px(self) -> int:
        """What the official pages take from the words, across or down."""
        if not self._side.isVisibleTo(self):
            return 0
        if self._is_wide:
            return current().px(_SIDE_PX) + _MARGIN
        return self._side.heightForWidth(self._pane.width()) + _MARGIN

    def _turn(self) -> None:
        """The pages stand beside the words where the screen lies, below them where it stands."""
        directions = QBoxLayout.Direction
        wide = self._is_wide
        self._both.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._side.setMinimumWidth(current().px(_SIDE_PX) if wide else 0)
        self._side.setMaximumWidth(current().px(_SIDE_PX) if wide else _NO_LIMIT_PX)

    def _set_links(self, page: ResidentPage) -> None:
        links = page.links[:_MOST_LINKS]
        while len(self._links) < len(links):
            panel = _LinkPanel()
            self._links.append(panel)
            self._side_column.insertWidget(self._side_column.count() - 1, panel)
        for i, panel in enumerate(self._links):
            panel.setVisible(i < len(links))
            if i < len(links):
                panel.set_link(links[i], page.link_label, page.language, self._codes)
        self._side.setVisible(bool(links))

    def _lay_out(self, staff: QWidget | None) -> None:
        self._told = QWidget()
        column = QVBoxLayout(self._told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        column.addStretch(1)
        for widget in (self.words, self._note, self._answers, self._next, self._papers):
            column.addWidget(widget)
        column.addStretch(2)
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setSpacing(2 * SPACE)
        self._side_column.addStretch(1)
        self._body = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(_MARGIN)
        self._both.addWidget(self._told, 1)
        self._both.addWidget(self._side)
        self._pane = _Pane("ご案内", self._body)
        self._pane.resized.connect(self.fit)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._mark)
        inner = QVBoxLayout()
        inner.setContentsMargins(_MARGIN, 3 * SPACE, _MARGIN, 3 * SPACE)
        inner.setSpacing(2 * SPACE)
        head = QHBoxLayout()
        head.addWidget(self._number, 1)
        if staff is not None:
            head.addWidget(staff)
        inner.addLayout(head)
        inner.addWidget(self._pane, 1)
        inner.addWidget(self.languages)
        page.addLayout(inner, 1)
