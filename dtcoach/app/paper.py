"""A paper of a visit: what is ordered of the press, what came of it, and what the log holds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from dtcoach.app.errors import KnownError, ProblemFound
from dtcoach.app.marks import paper_marks
from dtcoach.domain.events import FormPrinted, FormQueued
from dtcoach.domain.form_values import Asked, Value, form_values
from dtcoach.domain.japanese_dates import long_date
from dtcoach.domain.papers import PaperState, paper_states
from dtcoach.frozen import dataclass

if TYPE_CHECKING:
    from dtcoach.app.clerk import Clerk
    from dtcoach.app.counter import Counter
    from dtcoach.app.document import Document, Progress
    from dtcoach.app.labels import AddressLabel
    from dtcoach.app.report import ReportDocument
    from dtcoach.domain.content import Phrase
    from dtcoach.domain.visit import VisitState
    from dtcoach.domain.words import IncidentKind, PaperWay

REPRINT = "再発行"

BATCHES = frozenset({"call-sheet", "labels-12", "labels-24"})
"""Papers of many visits at once: none of one visit's own, though the log of each has them."""

ALWAYS = ("custody-slip", "contact-note", "handover-note", "outage-stamp")
"""Papers that any visit may need, whatever its routes."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The small line at the foot: which content made it, who answers for it, and when."""

    content: str
    approved: str
    at: str


@dataclass(frozen=True, slots=True)
class Order:
    """One form to draw. `marks` stand large on every page (訓練, 再現, 未承認, 再発行)."""

    form: str
    values: Mapping[str, Value]
    imprint: Imprint
    marks: tuple[str, ...] = ()
    language: str = "ja"


@dataclass(frozen=True, slots=True)
class Paper:
    """The PDF. `doubtful`: characters whose own shape is in no font here, marked on the paper;
    `cut`: fields whose words did not fit. The clerk is told of both."""

    pdf: bytes
    pages: int
    doubtful: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormHeading:
    """A form by name. `is_wards_own`: the ward has its own paper, dtcoach does not print one."""

    id: str
    title: str
    is_wards_own: bool
    for_resident: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as pixels, 4 bytes each (blue, green, red, unused), for the preview."""

    width: int
    height: int
    pixels: bytes


class Press(Protocol):
    """Draws forms. The same order gives the same bytes."""

    def headings(self) -> Mapping[str, FormHeading]:
        """Every form that content may name, by id."""
        ...

    @property
    def phrases(self) -> Mapping[str, Phrase]:
        """What forms say to residents, by id."""
        ...

    def languages(self, form: str) -> tuple[str, ...]:
        """The languages in which this terminal can print that form, 標準 first."""
        ...

    def labels_on(self, form: str) -> int:
        """How many labels a sheet of that form holds; 0 where it is no sheet of labels."""
        ...

    def draw(self, order: Order) -> Paper:
        """Raises ProblemFound where there is no such form to draw."""
        ...

    def bind(self, document: Document, progress: Progress) -> Paper:
        """A document of several pages; `progress` may raise to give it up. The same document gives
        the same bytes."""
        ...

    def report(self, document: ReportDocument, progress: Progress) -> Paper:
        """A report; `progress` may raise to give it up."""
        ...

    def pictures(self, pdf: bytes, dpi: int, most: int | None = None) -> tuple[Picture, ...]:
        """The pages of those very bytes, as they will be printed; the first `most` of them."""
        ...

    def each_picture(self, pdf: bytes, dpi: int) -> Iterator[Picture]:
        """All pages, each drawn when it is asked for."""
        ...


@dataclass(frozen=True, slots=True)
class Slip:
    """A paper of a visit, and what has become of it."""

    heading: FormHeading
    state: PaperState

    @property
    def is_out(self) -> bool:
        """Whether one was printed or written before: the next is a 再発行."""
        return self.state.times > 0


class PaperDesk:
    """The papers of one counter's visits. What is said to be printed is in the log before."""

    def __init__(self, counter: Counter, press: Press) -> None:
        self._counter = counter
        self.press = press

    def warm_up(self) -> None:
        """Reads the fonts of every language, which takes a second: for a thread of its own, before
        the first paper is wanted."""
        for heading in self.press.headings().values():
            if not heading.is_wards_own:
                with contextlib.suppress(KnownError):
                    self.press.languages(heading.id)

    def slips(self, visit: VisitState) -> tuple[Slip, ...]:
        """The papers of a visit: those of its routes, in their order."""
        desk, headings = self._counter.desk, self.press.headings()
        states = paper_states(visit.history)
        active = visit.active or (visit.requests[-1] if visit.requests else None)
        extra = () if active is None else tuple((active.request, form) for form in ALWAYS)
        wanted = dict.fromkeys([*desk.forms_of(visit), *states, *extra])
        return tuple(
            Slip(headings[form], states.get((request, form), PaperState(request, form)))
            for request, form in wanted
            if form in headings and form not in BATCHES
        )

    def slip(self, visit: VisitState, request: int, form: str) -> Slip:
        """One paper of a visit. Raises ProblemFound."""
        heading = self.press.headings().get(form)
        if heading is None:
            raise ProblemFound(f"「{form}」という用紙はありません。")
        states = paper_states(visit.history)
        return Slip(heading, states.get((request, form), PaperState(request, form)))

    def order(self, visit: VisitState, slip: Slip, language: str = "ja") -> Order:
        """What the press needs, frozen: it can be drawn on another thread."""
        counter = self._counter
        asked = Asked(
            visit=visit,
            request=slip.state.request,
            content=counter.desk.content_of(visit),
            moment=counter.desk.moment(visit),
            office=counter.operations.state.office,
            language=language,
            form=slip.heading.id,
            phrases=self.press.phrases,
        )
        return order_of(
            asked,
            kind=counter.operations.state.kind,
            approval=counter.shelf.approval_of(visit.content),
            reprint=slip.is_out,
        )

    def labels(
        self, labels: Sequence[AddressLabel], *, sheet: str = "labels-12", start: int = 1
    ) -> Order:
        """The order for a batch of letters of this incident; see `label_order`."""
        from dtcoach.app.labels import label_order

        counter = self._counter
        state, approval = counter.operations.state, counter.shelf.approval
        return label_order(
            labels,
            self.press,
            imprint_of(counter.content.digest, approval, counter.clock.now()),
            marks=paper_marks(state.kind, approval),
            sheet=sheet,
            start=start,
            sender=f"{counter.content.profile.ward} {state.office}".strip(),
        )

    def printed(self, visit: VisitState, clerk: Clerk, slip: Slip, way: PaperWay) -> VisitState:
        """It went out, that way. Raises StorageTrouble, and then it is not said."""
        state = self.slip(visit, slip.state.request, slip.heading.id).state
        body = FormPrinted(
            state.request, state.form, visit.number, reprint=state.times > 0, how=way
        )
        return self._counter.desk.note(visit, clerk, [body])

    def queued(self, visit: VisitState, clerk: Clerk, slip: Slip) -> VisitState:
        """The printer did not take it: it waits, and the visit goes on."""
        body = FormQueued(slip.state.request, slip.state.form, visit.number)
        return self._counter.desk.note(visit, clerk, [body])


def order_of(
    asked: Asked, *, kind: IncidentKind | None, approval: object | None, reprint: bool = False
) -> Order:
    """The order for one paper of one visit."""
    from dtcoach.app.approval import Approval

    approved = approval if isinstance(approval, Approval) else None
    marks = paper_marks(kind, approved)
    return Order(
        form=asked.form,
        values=form_values(asked),
        imprint=imprint_of(asked.content.digest, approved, asked.moment.at),
        marks=(*marks, REPRINT) if reprint else marks,
        language=asked.language,
    )


def imprint_of(digest: str, approval: object | None, at: datetime) -> Imprint:
    """Version, approval and day, as they stand at the foot of every paper."""
    from dtcoach.app.approval import Approval

    approved = "未承認"
    if isinstance(approval, Approval):
        approved = f"承認 {approval.approver} {long_date(approval.at.date())}"
    return Imprint(digest[:8], approved, f"{long_date(at.date())}{at:%H:%M}")
