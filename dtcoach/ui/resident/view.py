"""The resident's page as it is drawn: a few words, as large as there is room for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.app.ports import QrCodes
from dtcoach.domain.resident import ResidentPage
from dtcoach.ui.kit.banner import BannerKind
from dtcoach.ui.kit.paint import begin, fill
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current, headline
from dtcoach.ui.resident.languages import LanguageBar
from dtcoach.ui.resident.parts import MARGIN, LinkPanel, Listed, Mark
from dtcoach.ui.resident.ruby import RubyText

_SIZES = (
    (TypeStyle.RESIDENT_HUGE, TypeStyle.RESIDENT_LARGE),
    (TypeStyle.RESIDENT_WIDE, TypeStyle.RESIDENT_LARGE),
    (TypeStyle.RESIDENT_WIDE, TypeStyle.RESIDENT),
    (TypeStyle.RESIDENT_LARGE, TypeStyle.RESIDENT),
    (TypeStyle.RESIDENT, TypeStyle.RESIDENT),
)
"""The words, and all that stands under them."""

_CLOSER = (TypeStyle.RESIDENT, TypeStyle.SAY, TypeStyle.BODY, TypeStyle.NOTE)
"""Where text was enlarged, nothing is pushed off the page by it: the largest that still fits."""

_LEAST_PX = 24
"""No text of the resident's is smaller on the screen (look.md)."""

_MOST_LINKS = 2
_NESTED = 16
_SIDE_PX = 360
_MOST_SIDE, _LEAST_SIDE_PX = 0.36, 240
_MOST_UNDER = 0.45
_BETWEEN = 2 * SPACE
_SPARE_BELOW = 2
_TOLD, _END = 1, 3
_NO_LIMIT_PX = 16_777_215


def _large_enough() -> list[TypeStyle]:
    """The styles that may stand under the words, the largest first."""
    first, *closer = _CLOSER
    return [first, *(style for style in closer if current().px(style.size_px) >= _LEAST_PX)]


def _hugest() -> Iterator[TypeStyle]:
    """The styles under which there is another that is large enough to be read from afar."""
    yield TypeStyle.RESIDENT_HUGE
    if current().px(TypeStyle.RESIDENT_LARGE.size_px) >= TypeStyle.RESIDENT_WIDE.size_px:
        yield TypeStyle.RESIDENT_WIDE


_Rung = tuple[TypeStyle, TypeStyle, int]
"""The words, what stands under them, and in how many columns answers do."""


def _rungs() -> Iterator[_Rung]:
    """The best first."""
    for columns in (1, 2):
        for words, rest in _SIZES:
            yield words, rest, columns
    for words, rest in pairwise(_large_enough()):
        for one in (words, rest):
            for columns in (1, 2):
                yield one, rest, columns


class _Pane(ScrollPane):
    """Signals: `resized()` once the room for the words is known."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


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
        self._mark = Mark()
        self._number = RubyText(TypeStyle.HEADING_24, "text_secondary")
        self.words = RubyText(TypeStyle.RESIDENT_WIDE)
        self._note = RubyText(TypeStyle.RESIDENT, "text", flows=True)
        self._answers = Listed("chevron_right")
        self._next = Listed("event")
        self._papers = Listed("description")
        self._links: list[LinkPanel] = []
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
        """The largest styles in which everything is seen at once; else the smallest, to scroll."""
        self._number.set_style(headline(TypeStyle.HEADING_24))
        wide = self._turn()
        taken, links_fit = self._fit_links(wide)
        across = self._pane.width() - (taken if wide else 0)
        high = self._pane.height() - (0 if wide else taken)
        (words, rest, columns), fits = self._choose(across, high)
        self.words.set_style(words)
        for part in (self._note, self._next, self._papers):
            part.set_style(rest)
        self._answers.set_style(rest, columns)
        # A bar that comes and goes while sizes are still being found would take room of the words.
        policy = Qt.ScrollBarPolicy
        self._pane.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits and links_fit else policy.ScrollBarAsNeeded
        )
        self._settle()

    def _choose(self, across: int, high: int) -> tuple[_Rung, bool]:
        """The first that fits, the largest only where they tear no phrase; else the last."""
        rung: _Rung = (TypeStyle.RESIDENT, TypeStyle.RESIDENT, 1)
        for rung in _rungs():
            words, rest, columns = rung
            if words in _hugest() and self.words.tears(words, across):
                continue
            parts = (self._note, self._next, self._papers)
            heights = [self.words.needs(words, across), *(p.needs(rest, across) for p in parts)]
            heights.append(self._answers.needs(rest, across, columns))
            shown = [height for height in heights if height]
            if sum(shown) + _BETWEEN * len(shown) <= high:
                return rung, True
        return rung, False

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

    def _turn(self) -> bool:
        """The pages stand beside the words where the screen lies; else right under them."""
        side = self._side_px()
        wide = self.width() > self.height() and side >= _LEAST_SIDE_PX
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._side.setMinimumWidth(side if wide else 0)
        self._side.setMaximumWidth(side if wide else _NO_LIMIT_PX)
        # What is left over is above and below all that belongs together.
        under = not wide and self._side.isVisibleTo(self)
        self._column.setStretch(self._column.count() - 1, 0 if under else _SPARE_BELOW)
        for place, spare in ((0, 1), (_TOLD, 0), (_END, _SPARE_BELOW)):
            self._both.setStretch(place, spare if under else int(place == _TOLD))
        for place, spare in ((0, 1), (self._side_column.count() - 1, _SPARE_BELOW)):
            self._side_column.setStretch(place, spare if wide else 0)
        return wide

    def _side_px(self) -> int:
        return min(current().px(_SIDE_PX), int(self.width() * _MOST_SIDE))

    def _fit_links(self, wide: bool) -> tuple[int, bool]:
        """What the official pages take from the words, across or down; and whether all is seen."""
        shown = [panel for panel in self._links if not panel.isHidden()]
        if not shown:
            return 0, True
        width = self._side_px() if wide else self._pane.width()
        high = self._pane.height() if wide else int(self._pane.height() * _MOST_UNDER)
        gaps = self._side_column.spacing() * (len(shown) - 1)
        taken, fit = 0, False
        for style in _large_enough():
            found = [
                panel.fit(style, width, (high - gaps) // len(shown), not wide) for panel in shown
            ]
            taken, fit = sum(each for each, _ in found) + gaps, all(good for _, good in found)
            if fit:
                break
        return (width if wide else taken) + MARGIN, fit

    def _set_links(self, page: ResidentPage) -> None:
        links = page.links[:_MOST_LINKS]
        while len(self._links) < len(links):
            panel = LinkPanel()
            self._links.append(panel)
            self._side_column.insertWidget(self._side_column.count() - 1, panel)
        for i, panel in enumerate(self._links):
            panel.setVisible(i < len(links))
            if i < len(links):
                panel.set_link(links[i], page.link_label, page.language, self._codes)
        self._side.setVisible(bool(links))

    def _lay_out(self, staff: QWidget | None) -> None:
        self._told = QWidget()
        column = self._column = QVBoxLayout(self._told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        column.addStretch(1)
        for widget in (self.words, self._note, self._answers, self._next, self._papers):
            column.addWidget(widget)
        column.addStretch(_SPARE_BELOW)
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setSpacing(2 * SPACE)
        self._side_column.addStretch(1)
        self._side_column.addStretch(_SPARE_BELOW)
        self._body = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(MARGIN)
        self._both.addStretch(0)
        self._both.addWidget(self._told)
        self._both.addWidget(self._side)
        self._both.addStretch(0)
        self._pane = _Pane("ご案内", self._body)
        self._pane.resized.connect(self.fit)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._mark)
        inner = QVBoxLayout()
        inner.setContentsMargins(MARGIN, 3 * SPACE, MARGIN, 3 * SPACE)
        inner.setSpacing(2 * SPACE)
        head = QHBoxLayout()
        head.addWidget(self._number, 1)
        if staff is not None:
            head.addWidget(staff)
        inner.addLayout(head)
        inner.addWidget(self._pane, 1)
        inner.addWidget(self.languages)
        page.addLayout(inner, 1)
