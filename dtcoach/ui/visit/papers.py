"""The papers of the visit on the screen: how many wait, the one of the step, the sheet of F5."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError
from dtcoach.domain.papers import paper_states
from dtcoach.domain.words import PlaceKind

if TYPE_CHECKING:
    from dtcoach.domain.visit import VisitState
    from dtcoach.ui.paper.glance import PaperGlance
    from dtcoach.ui.paper.work import PaperWork
    from dtcoach.ui.visit.stage import Stage
    from dtcoach.ui.visit.state import Scene


class VisitPapers(QObject):
    """Signals: `written(VisitState)` when the log holds it; `said(visit, sentence, is_trouble)`;
    `troubled(KnownError, again)` when the log did not take it."""

    written = Signal(object)
    said = Signal(str, str, bool)
    troubled = Signal(object, object)

    def __init__(self, counter: Counter, page: QWidget) -> None:
        super().__init__(page)
        self._counter = counter
        self._page = page
        self._made_work: PaperWork | None = None

    @property
    def work(self) -> PaperWork:
        """What draws and prints; made when the first paper is wanted."""
        if self._made_work is None:
            from dtcoach.ui.paper.work import PaperWork

            work = self._made_work = PaperWork(self._counter, self._page)
            work.written.connect(self.written)
            work.said.connect(self._on_said)
            work.waits.connect(self._on_waits)
            work.troubled.connect(self.troubled)
        return self._made_work

    @cached_property
    def _glance(self) -> PaperGlance:
        from dtcoach.ui.paper.glance import PaperGlance

        glance = PaperGlance()
        self.work.glancing.glanced.connect(glance.set_image)
        return glance

    @property
    def glance_is_drawn(self) -> bool:
        """Whether the page of the print step is on the screen."""
        return self._glance.is_drawn

    @property
    def glance_is_coming(self) -> bool:
        """Whether the page of the print step is still being drawn."""
        return self._made_work is not None and self._made_work.glancing.is_drawing

    def open(self, visit: VisitState, scene: Scene) -> None:
        """The sheet, with the paper of the present step in front."""
        try:
            self.work.open(visit, _of_step(scene), scene.looking.language)
        except KnownError as error:
            self.said.emit(visit.id, error.sentence, False)

    def count(self, visit: VisitState, stage: Stage) -> None:
        """What the visit has of papers; before its scene is shown, which lays the buttons out."""
        states = paper_states(visit.history)
        has_any = bool(states) or any(one.route is not None for one in visit.requests)
        stage.set_papers(has_any, sum(state.queued for state in states.values()))

    def glance(self, visit: VisitState, scene: Scene) -> QWidget | None:
        """The page of a print step, to be laid out with it; it is drawn once the step is shown."""
        step = _of_step(scene)
        if step is None or scene.model.kind is not PlaceKind.STEP:
            if self._made_work is not None:
                self._made_work.glancing.forget()
            return None
        try:
            state = self.work.glancing.glance(visit, *step, scene.looking.language)
        except KnownError:
            return None
        from dtcoach.ui.paper.words import standing

        self._glance.set_standing(standing(state))
        return self._glance

    def _on_said(self, visit: str, sentence: str) -> None:
        self.said.emit(visit, sentence, False)

    def _on_waits(self, visit: str, sentence: str) -> None:
        self.said.emit(visit, sentence, True)


def _of_step(scene: Scene) -> tuple[int, str] | None:
    """Request and form of the step at which the visit stands, if it prints."""
    place = scene.place
    if place.step is None or place.step.form is None or place.request is None:
        return None
    return place.request.request, place.step.form
