"""What a resident may see: a page made only of what this file puts on it, never of what is hidden.

Nothing of the facts, the refusals, the request's name, other visits or the staff comes in here
(design §6 rule 3). While something is looked up in silence everybody reads the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from dtcoach.domain.content import Content, OfficialPage, Phrase
from dtcoach.domain.resident_dates import day_in
from dtcoach.domain.visit import Place, RequestState, VisitState
from dtcoach.domain.walk import route_rule
from dtcoach.domain.words import (
    IncidentKind,
    PlaceKind,
    PromiseKind,
    Route,
    StepKind,
    VisitStatus,
)
from dtcoach.frozen import dataclass

LABELS = ("welcome", "wait", "number", "answers", "next", "papers", "official", "unknown")
"""What the page says by itself; `resident.yaml` has each in five languages."""

TOLD_PROMISES = (PromiseKind.PHONE, PromiseKind.POST, PromiseKind.RETURN_VISIT)
"""The promises that a resident waits for. What the ward owes itself is its own affair."""

_MARKS: Mapping[IncidentKind, Mapping[str, str]] = {
    IncidentKind.REAL: {},
    IncidentKind.DRILL: {
        "ja": "訓練",
        "easy": "訓練（くんれん）",
        "en": "訓練 Drill",
        "zh": "訓練 演练",
        "ko": "訓練 훈련",
    },
    IncidentKind.REPLAY: {
        "ja": "再現",
        "easy": "再現（さいげん）",
        "en": "再現 Replay",
        "zh": "再現 重现",
        "ko": "再現 재현",
    },
}


class Showing(StrEnum):
    """What the page is for."""

    WELCOME = "welcome"
    """Nobody's visit is in front of the clerk."""
    WAIT = "wait"
    """The same for everybody: the clerk looks something up, weighs, or writes."""
    QUESTION = "question"
    """A question that is asked aloud."""
    WORDS = "words"
    """What was said last, or what the resident is to do now."""
    RESULT = "result"
    """What was decided: what comes next, and what to take home."""


@dataclass(frozen=True, slots=True)
class Link:
    """An official page, as the resident's language names it."""

    title: str
    url: str

    @property
    def short(self) -> str:
        """The address as people write it down."""
        return self.url.removeprefix("https://").removeprefix("www.").rstrip("/")


@dataclass(frozen=True, slots=True)
class ResidentPage:
    """Everything the resident sees, in one language. Texts may hold readings in 《》."""

    showing: Showing
    language: str
    mark: str = ""
    number_label: str = ""
    number: str = ""
    words: str = ""
    note: str = ""
    answers: tuple[str, ...] = ()
    next_label: str = ""
    next: tuple[str, ...] = ()
    papers_label: str = ""
    papers: tuple[str, ...] = ()
    link_label: str = ""
    links: tuple[Link, ...] = ()

    def texts(self) -> Iterator[str]:
        """All that can be read on it."""
        yield from (self.mark, self.number_label, self.number, self.words, self.note)
        yield from self.answers
        yield from (self.next_label, *self.next)
        yield from (self.papers_label, *self.papers, self.link_label)
        for link in self.links:
            yield from (link.title, link.url)


def resident_page(
    content: Content,
    language: str,
    kind: IncidentKind,
    visit: VisitState | None = None,
    place: Place | None = None,
) -> ResidentPage:
    """The page for the place in which the clerk stands.

    No visit is nobody's turn; nor is one that is closed, or typed in after the day. No place is one
    that a resident need not follow.
    """
    made = _Made(content, language, kind)
    if visit is None or visit.typed_in or visit.status is VisitStatus.CLOSED:
        return made.page(Showing.WELCOME, words=made.label("welcome"))
    if place is None:
        return made.wait(visit)
    match place.kind:
        case PlaceKind.QUESTION:
            return made.question(visit, place)
        case PlaceKind.STEP:
            return made.step(visit, place)
        case PlaceKind.FINISHED:
            return made.finished(visit)
    return made.wait(visit)


@dataclass(frozen=True, slots=True)
class _Made:
    content: Content
    language: str
    kind: IncidentKind

    def label(self, name: str) -> str:
        return self._in_language(self.content.resident.labels.get(name))

    def page(
        self,
        showing: Showing,
        visit: VisitState | None = None,
        words: str = "",
        links: Iterable[Link] = (),
    ) -> ResidentPage:
        marks = _MARKS[self.kind]
        found = tuple(dict.fromkeys(links))
        return ResidentPage(
            showing,
            self.language,
            mark=marks.get(self.language, marks.get("ja", "")),
            number_label=self.label("number") if visit is not None else "",
            number=visit.number if visit is not None else "",
            words=words,
            links=found,
            link_label=self.label("official") if found else "",
        )

    def wait(self, visit: VisitState) -> ResidentPage:
        return self.page(Showing.WAIT, visit, self.label("wait"))

    def question(self, visit: VisitState, place: Place) -> ResidentPage:
        """A question that is asked aloud; for all others everybody waits."""
        if place.fact is None or place.walk is None:
            return self.wait(visit)
        definition = place.walk.procedure.asks(self.content.facts[place.fact])
        asked = self.content.asked(definition)
        if asked is None:
            return self.wait(visit)
        labels = [] if definition.is_date else [choice.label for choice in definition.choices]
        page = self.page(Showing.QUESTION, visit, self._in_language(asked))
        return replace(
            page,
            note=self.label("answers") if labels else "",
            answers=(
                *(self._in_language(self.content.questions.get(label)) for label in labels),
                self.label("unknown"),
            )
            if labels
            else (),
        )

    def step(self, visit: VisitState, place: Place) -> ResidentPage:
        step, request, walk = place.step, place.request, place.walk
        if step is None or request is None or walk is None:
            return self.wait(visit)
        if step.kind is StepKind.OUTCOME and walk.route is not None:
            due = [
                (promise.kind, promise.due)
                for promise in walk.promises
                if promise.kind in TOLD_PROMISES
            ]
            phrases = [known.phrase for known in walk.steps if known.phrase is not None]
            return self.result(visit, [walk.route], due, walk.forms, phrases)
        if step.kind is StepKind.SAY:
            said = [one.phrase for one in place.page if one.phrase is not None]
            return self._words(visit, said)
        if step.shown is not None:
            return self._words(visit, [step.shown])
        # What was said last, and no more: how much goes in one breath may hang on what was asked.
        now = {one.id for one in place.page}
        said = [
            known.phrase
            for known in walk.steps[: walk.steps.index(step)]
            if known.phrase is not None and (known.id in request.done or known.id in now)
        ]
        if not said:
            return self.wait(visit)
        return replace(self._words(visit, said[-1:]), note=self.label("wait"))

    def finished(self, visit: VisitState) -> ResidentPage:
        """All requests together; none is named."""
        done = [request for request in visit.requests if request.outcome is not None]
        papers: list[str] = []
        phrases: list[Phrase] = []
        due: list[tuple[PromiseKind, date | None]] = []
        for request in done:
            own_papers, own_phrases = self._of_route(request)
            papers += own_papers
            phrases += own_phrases
            due += [
                (promise.kind, None if promise.due is None else date.fromisoformat(promise.due))
                for promise in request.promises
                if promise.kind in TOLD_PROMISES
            ]
        routes = [request.outcome for request in done if request.outcome is not None]
        return self.result(visit, routes, due, papers, phrases)

    def result(
        self,
        visit: VisitState,
        routes: Iterable[Route],
        due: Iterable[tuple[PromiseKind, date | None]],
        forms: Iterable[str],
        phrases: Iterable[Phrase],
    ) -> ResidentPage:
        words = self.content.resident
        ways = dict.fromkeys(self._in_language(words.routes.get(route)) for route in routes)
        papers = dict.fromkeys(self._in_language(words.papers.get(form)) for form in forms)
        told = dict.fromkeys(self._promise(kind, day) for kind, day in due)
        links = [self._link(self.content.pages.get(phrase.page)) for phrase in phrases]
        page = self.page(
            Showing.RESULT,
            visit,
            "\n".join(filter(None, ways)),
            (link for link in links if link is not None),
        )
        coming = tuple(filter(None, told))
        taken = tuple(filter(None, papers))
        return replace(
            page,
            next_label=self.label("next") if coming else "",
            next=coming,
            papers_label=self.label("papers") if taken else "",
            papers=taken,
        )

    def _of_route(self, request: RequestState) -> tuple[list[str], list[Phrase]]:
        """The papers handed over and the words said on the route that was taken."""
        procedure = self.content.procedures.get(request.procedure)
        if procedure is None or request.outcome is None:
            return [], []
        rule = route_rule(self.content, procedure, request.outcome)
        if rule is None:
            return [], []
        done = [step for step in rule.steps if step.id in request.done]
        printed = [step.form for step in done if step.form is not None]
        return [*rule.forms, *printed], [step.phrase for step in done if step.phrase is not None]

    def _words(self, visit: VisitState, phrases: Sequence[Phrase]) -> ResidentPage:
        """What is said in one breath."""
        links = (self._link(self.content.pages.get(phrase.page)) for phrase in phrases)
        words = "\n".join(phrase.written(self.language) for phrase in phrases)
        return self.page(Showing.WORDS, visit, words, (link for link in links if link is not None))

    def _promise(self, kind: PromiseKind, due: date | None) -> str:
        name = kind.value if due is None else f"{kind.value}-by"
        words = self._in_language(self.content.resident.promises.get(name))
        return words if due is None else words.replace("{due}", day_in(self.language, due))

    def _link(self, page: OfficialPage | None) -> Link | None:
        return None if page is None else Link(page.title.written(self.language), page.url)

    def _in_language(self, phrase: Phrase | None) -> str:
        return "" if phrase is None else phrase.written(self.language)
