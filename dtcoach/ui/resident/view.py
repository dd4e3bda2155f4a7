"""The resident's page as it is drawn: a few words, as large as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.app.ports import QrCodes
from dtcoach.domain.resident import ResidentPage
from dtcoach.ui.kit.banner import BannerKind
from dtcoach.ui.kit.paint import begin, fill
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
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

_MOST_LINKS = 2
_NESTED = 6
_SIDE_PX = 360
_MOST_SIDE = 0.4
_BETWEEN = 2 * SPACE
_NO_LIMIT_PX = 16_777_215


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
        self._note = RubyText(TypeStyle.RESIDENT, "text")
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
            fits = fits and self._side.heightForWidth(side - MARGIN) <= high
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
        """Whether the words keep most of the width with the official pages beside them."""
        roomy = current().px(_SIDE_PX) < self.width() * _MOST_SIDE
        return self.width() > self.height() and roomy

    def _side_px(self) -> int:
        """What the official pages take from the words, across or down."""
        if not self._side.isVisibleTo(self):
            return 0
        if self._is_wide:
            return current().px(_SIDE_PX) + MARGIN
        return self._side.heightForWidth(self._pane.width()) + MARGIN

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
        self._both.setSpacing(MARGIN)
        self._both.addWidget(self._told, 1)
        self._both.addWidget(self._side)
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
