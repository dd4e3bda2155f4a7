"""The page of a print step, drawn beside the step before anybody asks for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from dtcoach.app.counter import Counter
from dtcoach.domain.papers import PaperState
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.paper.drawn import Drawn, draw
from dtcoach.ui.paper.printing import image_of

if TYPE_CHECKING:
    from dtcoach.app.paper import Order
    from dtcoach.domain.visit import VisitState

GLANCE_DPI = 110


class Glancing(QObject):
    """Signals: `glanced(QImage, title)` when the page that was looked at is drawn."""

    glanced = Signal(object, str)

    def __init__(self, counter: Counter, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._seen: tuple[object, ...] = ()
        self._ticket: int | None = None
        self._order: Order | None = None
        # The step is painted first: a page that is drawn meanwhile would take turns with it.
        self._once_shown = QTimer(self, singleShot=True)
        self._once_shown.timeout.connect(self._start)

    def glance(self, visit: VisitState, request: int, form: str, language: str) -> PaperState:
        """What has become of a paper; `glanced` follows with its page, if that is another than
        before. Raises KnownError."""
        papers = self._counter.papers
        slip = papers.slip(visit, request, form)
        key = (visit.id, request, form, language, slip.state, visit.facts, visit.resident)
        if key != self._seen and not slip.heading.is_wards_own:
            spoken = "ja"
            if language != "ja" and language in papers.press.languages(form):
                spoken = language
            self._order = papers.order(visit, slip, spoken)
            self._seen, self._ticket = key, None
            self._once_shown.start()
        return slip.state

    def forget(self) -> None:
        """Another step: the next page is drawn anew."""
        self._seen, self._ticket = (), None
        self._once_shown.stop()

    @property
    def is_drawing(self) -> bool:
        """Whether `glanced` is still to come."""
        return self._once_shown.isActive() or self._ticket is not None

    def _start(self) -> None:
        assert self._order is not None
        work = partial(draw, self._counter.papers.press, self._order, GLANCE_DPI)
        self._ticket = self._background.start(work)

    def _on_done(self, done: object) -> None:
        assert isinstance(done, Done)
        if done.ticket != self._ticket:
            return
        self._ticket = None
        if isinstance(done.result, Drawn):
            page = image_of(done.result.pages[-1])  # the resident's copy comes last
            self.glanced.emit(page, "この手順の用紙")
