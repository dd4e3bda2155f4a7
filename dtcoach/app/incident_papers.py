"""Papers of an incident as a whole, each as the log has it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dtcoach.app.document import Document, no_progress
from dtcoach.app.handover import handover_now
from dtcoach.app.handover_paper import TITLE, handover_document
from dtcoach.app.marks import paper_marks
from dtcoach.app.notice import Notice, NoticeDraft, compose, draft_of
from dtcoach.app.notice_paper import notice_document
from dtcoach.app.paper import Imprint, Order, Paper, imprint_of
from dtcoach.app.registers import REGISTERS, register_values
from dtcoach.domain.content import LANGUAGES

if TYPE_CHECKING:
    from dtcoach.app.counter import Counter

HANDOVER, NOTICE = "handover", "notice"
DOCUMENTS: Mapping[str, str] = {HANDOVER: TITLE, NOTICE: "お知らせ（掲示）"}
"""Papers that are no form of `forms/`: their length is that of what happened."""

INCIDENT_PAPERS = (*REGISTERS, *DOCUMENTS)


class IncidentPapers:
    """Draws the papers of the incident that the counter is in. All of them may be slow."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def title(self, paper: str) -> str:
        """Its name."""
        return DOCUMENTS.get(paper) or self._counter.papers.press.headings()[paper].title

    def draw(self, paper: str, languages: Sequence[str] = LANGUAGES) -> Paper:
        """One of `INCIDENT_PAPERS`. Raises KnownError."""
        press = self._counter.papers.press
        if paper == HANDOVER:
            return press.bind(self.handover(), no_progress)
        if paper == NOTICE:
            return press.bind(self.notice(languages), no_progress)
        return press.draw(self.register(paper))

    def handover(self) -> Document:
        """引継ぎ書 of this moment."""
        return handover_document(
            handover_now(self._counter), self._counter.content, self._imprint(), self._marks()
        )

    def register(self, form: str) -> Order:
        """A list of the incident."""
        counter = self._counter
        values = register_values(
            counter.operations.state, counter.log, counter.content, counter.clock.now()
        )
        return Order(form, values, self._imprint(), self._marks())

    def notice(
        self,
        languages: Sequence[str] = LANGUAGES,
        notice: Notice | None = None,
        edited: Mapping[str, str] | None = None,
    ) -> Document:
        """Posters of `notice`, or of what would be told now."""
        ward = self._counter.content.profile.ward
        told = self.notice_now() if notice is None else notice
        return notice_document(
            told, ward, self._imprint(), self._marks(), languages=languages, edited=edited
        )

    def notice_now(self) -> Notice:
        """What the board says now, with the words of the last notice that went up."""
        counter = self._counter
        state = counter.operations.state
        draft = NoticeDraft(state.started_at, None, f"{state.office}の窓口")
        if state.notice is not None:
            draft = draft_of(state.notice.said)
        return compose(
            counter.content,
            state,
            draft,
            counter.clock.now(),
            counter.days,
            counter.lacking(),
        )

    def _imprint(self) -> Imprint:
        counter = self._counter
        return imprint_of(counter.content.digest, counter.shelf.approval, counter.clock.now())

    def _marks(self) -> tuple[str, ...]:
        return paper_marks(self._counter.operations.state.kind, self._counter.shelf.approval)
