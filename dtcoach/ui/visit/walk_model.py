"""Where the clerk stands in a visit, as one frozen picture to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dtcoach.domain import japanese_dates
from dtcoach.domain.conditions import deadline_in
from dtcoach.domain.content import Content, FactDefinition, Phrase, Step, StepInput
from dtcoach.domain.deadline import StatutoryDay
from dtcoach.domain.japanese_dates import TOKYO, long_date
from dtcoach.domain.situation import Moment
from dtcoach.domain.visit import (
    CONTACT_STEP,
    Place,
    PlaceKind,
    RequestState,
    VisitState,
    VisitStatus,
)
from dtcoach.domain.walk import Walk
from dtcoach.domain.words import StepKind
from dtcoach.frozen import dataclass
from dtcoach.ui.visit.lines_model import Standing, StepLine, step_lines
from dtcoach.ui.visit.offer_model import OfferRow, offer_rows, paper_titles
from dtcoach.ui.visit.outcome_model import OutcomeModel, outcome_model
from dtcoach.ui.visit.path_model import PathEntry, path_of
from dtcoach.ui.visit.said import SaidQuestion, said_question
from dtcoach.ui.visit.words import (
    NOTE_LABEL,
    procedure_title,
    promise_text,
    route_title,
    short_title,
    who_label,
)

_MANY = 3


@dataclass(frozen=True, slots=True)
class Station:
    """One circle of the step navigation."""

    label: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class DeadlineModel:
    """The statutory day. `urgent` from the day itself on."""

    day: str
    word: str
    basis: str
    urgent: bool
    is_today: bool

    @property
    def sentence(self) -> str:
        return f"届出期限 {self.day} {self.word}"


@dataclass(frozen=True, slots=True)
class QuestionModel:
    """The one question now. `given` is the answer it had before, when it is answered again."""

    fact: str
    label: str
    question: str
    hint: str
    why: str
    silent: bool
    is_date: bool
    choices: tuple[tuple[str, str], ...]
    given: str | None = None


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A step that is finished together with the one after it."""

    kind: StepKind
    text: str
    phrase: Phrase | None


@dataclass(frozen=True, slots=True)
class StepModel:
    """The step now, and around it what is said, done and kept in mind in the same go.

    `known` is what its input holds before anybody types: what was written of the resident already.
    """

    id: str
    kind: StepKind
    text: str
    phrase: Phrase | None
    input: StepInput
    label: str
    number: int
    total: int
    lead: tuple[LeadLine, ...] = ()
    after: tuple[LeadLine, ...] = ()
    cautions: tuple[str, ...] = ()
    known: str = ""

    def without(self, read: tuple[str, ...]) -> StepModel:
        """Only the cautions that were not read yet."""
        return replace(self, cautions=tuple(c for c in self.cautions if c not in read))


@dataclass(frozen=True, slots=True)
class VisitModel:
    """Everything the page shows, in either layout. What does not apply is None or empty.

    `who`: the words on the button for the resident's details; `slip`: the time on the paper, where
    the visit is typed in afterwards.
    """

    kind: PlaceKind
    number: str
    title: str
    stations: tuple[Station, ...]
    path: tuple[PathEntry, ...]
    deadline: DeadlineModel | None = None
    route: str = ""
    refused: str | None = None
    refused_route: str = ""
    question: QuestionModel | None = None
    said: SaidQuestion | None = None
    offers: tuple[OfferRow, ...] = ()
    step: StepModel | None = None
    lines: tuple[StepLine, ...] = ()
    papers: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    outcomes: tuple[OutcomeModel, ...] = ()
    closed: bool = False
    who: str = NOTE_LABEL
    slip: str = ""

    @property
    def offers_first(self) -> bool:
        """Whether the ways stand beside the work, and not the steps of the one taken."""
        return not self.lines or self.kind is PlaceKind.OFFERS


def visit_model(
    visit: VisitState,
    place: Place,
    content: Content,
    moment: Moment,
    form_titles: Mapping[str, str],
    *,
    again: str | None = None,
    choosing: bool = False,
    language: str = "ja",
) -> VisitModel:
    """`again`: a fact to answer once more; `choosing`: the ways are to be weighed once more."""
    answer = place.walk
    kind = _kind(place, again, choosing)
    shown = _Shown(visit, place, content)
    model = VisitModel(
        kind=kind,
        number=visit.number,
        title=_title(visit, content),
        stations=shown.stations(kind),
        path=path_of(visit, content, on_route=place.refused is None),
        outcomes=tuple(
            outcome_model(request, content, form_titles)
            for request in visit.requests
            if request.outcome is not None
        ),
        closed=visit.status is VisitStatus.CLOSED,
        who=who_label(visit.resident.name, not visit.resident.is_blank),
        slip=japanese_dates.moment(visit.opened_at.astimezone(TOKYO)) if visit.typed_in else "",
    )
    if answer is None or place.request is None:
        return model
    fact = again or place.fact if kind is PlaceKind.QUESTION else None
    asked = None if fact is None else answer.procedure.asks(content.facts[fact])
    route = None if place.refused else answer.route if place.request.route else None
    return replace(
        model,
        deadline=deadline_model(answer.deadline, moment.at.date()),
        route="" if route is None else route_title(content, answer.procedure, route),
        refused=place.refused,
        refused_route=_taken(content, answer, place),
        question=None if asked is None else question_model(asked, visit.facts.get(asked.name)),
        said=None if asked is None else said_question(content, asked, language),
        offers=offer_rows(
            content, answer, moment, pickable=kind is PlaceKind.OFFERS, language=language
        ),
        step=shown.step(answer) if kind is PlaceKind.STEP else None,
        lines=() if route is None else shown.lines(answer),
        papers=paper_titles(answer.forms, form_titles),
        promises=tuple(promise_text(promise.kind, promise.due) for promise in answer.promises),
    )


def _title(visit: VisitState, content: Content) -> str:
    """All requests by name, or the first of many: the stations name each."""
    titles = [short_title(procedure_title(content, one.procedure)) for one in visit.requests]
    return "・".join(titles) if len(titles) < _MANY else f"{titles[0]} ほか{len(titles) - 1}件"


def _kind(place: Place, again: str | None, choosing: bool) -> PlaceKind:
    if place.walk is None:
        return place.kind
    if again is not None:
        return PlaceKind.QUESTION
    return PlaceKind.OFFERS if choosing else place.kind


def _taken(content: Content, answer: Walk, place: Place) -> str:
    if place.refused is None or place.request is None or place.request.route is None:
        return ""
    return route_title(content, answer.procedure, place.request.route)


@dataclass(frozen=True, slots=True)
class _Shown:
    visit: VisitState
    place: Place
    content: Content

    def stations(self, kind: PlaceKind) -> tuple[Station, ...]:
        """Finished requests, the three stages of the present one, later requests, 完了."""
        found: list[Station] = []
        several = len(self.visit.requests) > 1
        for request in self.visit.requests:
            title = short_title(procedure_title(self.content, request.procedure))
            if request.outcome is not None:
                found.append(Station(title, Standing.DONE))
            elif request is self.visit.active:
                found += self._stages(request, kind, f"{title}\n" if several else "")
            else:
                found.append(Station(title, Standing.NEXT))
        closed = self.visit.status is VisitStatus.CLOSED
        last = Standing.NOW if self.visit.active is None else Standing.NEXT
        found.append(Station("完了", Standing.DONE if closed else last))
        return tuple(found)

    def _stages(self, request: RequestState, kind: PlaceKind, head: str) -> list[Station]:
        answer = self.place.walk
        in_steps = kind is PlaceKind.STEP or (
            kind is PlaceKind.QUESTION and self.place.step is not None
        )
        now = 2 if in_steps else 1 if kind is PlaceKind.OFFERS else 0
        count = ""
        if in_steps and answer is not None:
            done = sum(step.id in request.done for step in answer.steps)
            count = f" {done + 1}/{len(answer.steps)}"
        first = f"{head}確かめる" if not now else head.strip() or "確かめる"
        labels = (first, "方法を選ぶ", f"手順{count}")
        order = (Standing.DONE, Standing.NOW, Standing.NEXT)
        return [Station(label, order[1 + (i > now) - (i < now)]) for i, label in enumerate(labels)]

    def step(self, answer: Walk) -> StepModel | None:
        page, request = self.place.page, self.place.request
        if not page or request is None:
            return None
        # A prohibition that ends a page goes with the act or the words before it.
        others = [i for i, one in enumerate(page) if one.kind is not StepKind.NEVER]
        at = others[-1] if others else len(page) - 1
        step = page[at]
        first = not any(known.id in request.done for known in answer.steps)
        return StepModel(
            id=step.id,
            kind=step.kind,
            text=step.text,
            phrase=step.phrase,
            input=step.input,
            label=step.label,
            number=answer.steps.index(step) + 1,
            total=len(answer.steps),
            lead=_lines(page[:at]),
            after=_lines(page[at + 1 :]),
            cautions=answer.warnings if first else (),
            known=self._known(step),
        )

    def _known(self, step: Step) -> str:
        """The number of the slip is that of the visit, unless a slip from a printed pad is used."""
        if step.id == CONTACT_STEP:
            return self.visit.resident.reachable
        numbered = step.kind is StepKind.PRINT and step.input is StepInput.NUMBER
        return self.visit.number if numbered else ""

    def lines(self, answer: Walk) -> tuple[StepLine, ...]:
        request = self.place.request
        done: Mapping[str, str | None] = {} if request is None else request.done
        return step_lines(self.content, answer, done, self.place.page)


def _lines(steps: Sequence[Step]) -> tuple[LeadLine, ...]:
    return tuple(LeadLine(step.kind, step.text, step.phrase) for step in steps)


def question_model(definition: FactDefinition, given: str | None) -> QuestionModel:
    """A fact as a question."""
    return QuestionModel(
        fact=definition.name,
        label=definition.label,
        question=definition.question,
        hint=definition.hint,
        why=definition.why,
        silent=definition.silent,
        is_date=definition.is_date,
        choices=tuple((choice.value, choice.label) for choice in definition.choices),
        given=given,
    )


def deadline_model(day: StatutoryDay | None, today: date) -> DeadlineModel | None:
    """The day in 和暦, and how far it is, so that nobody has to count."""
    if day is None:
        return None
    left = (day.due - today).days
    word = "本日" if left == 0 else f"あと{left}日" if left > 0 else f"{-left}日過ぎています"
    return DeadlineModel(long_date(day.due), word, day.basis, urgent=left <= 0, is_today=left == 0)


def deadline_if(answer: Walk, moment: Moment, fact: str, day: date) -> DeadlineModel | None:
    """The deadline there would be if `fact` were that day; None where it does not depend on it."""
    rule = answer.procedure.deadline
    if rule is None or fact not in rule.facts:
        return None
    supposed = replace(moment, facts={**moment.facts, fact: day.isoformat()})
    return deadline_model(deadline_in(rule, supposed), moment.at.date())
