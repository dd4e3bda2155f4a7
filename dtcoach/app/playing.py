"""One case being played: asking, deciding, and what is said to each decision at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from dtcoach.domain.content import Content, Procedure
from dtcoach.domain.practice.boxes import Grade
from dtcoach.domain.practice.case import PracticeCase
from dtcoach.domain.practice.choices import day_choices, temptations
from dtcoach.domain.practice.key import key_of
from dtcoach.domain.practice.marking import (
    Asked,
    Mark,
    grade_of,
    mark_day,
    mark_nevers,
    mark_questions,
    mark_route,
    route_title,
)
from dtcoach.domain.practice.traps import PLAIN, TRAPS, rule_of, title_of
from dtcoach.domain.proof.names import RULE_NAMES
from dtcoach.domain.words import Route
from dtcoach.frozen import dataclass


class Stage(StrEnum):
    """Where a case stands. DAY and NEVER are passed over where there is nothing to ask."""

    ASK = "ask"
    ROUTE = "route"
    DAY = "day"
    NEVER = "never"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Review:
    """The whole case looked back on: what 係長 would ask (`questions`), and the way (`best`)."""

    grade: Grade
    marks: tuple[Mark, ...]
    questions: tuple[str, ...]
    best: str
    missing: tuple[str, ...]
    spare: tuple[str, ...]
    trap: str
    lesson: str
    rule: str


class Play:
    """A decision is made once; its mark stands beside it from then on."""

    def __init__(
        self,
        content: Content,
        case: PracticeCase,
        closed: Callable[[date], bool],
        *,
        again: bool = False,
    ) -> None:
        self.content = content
        self.case = case
        self.again = again
        self.is_settled = False
        self.stage = Stage.ASK
        self.asked: tuple[str, ...] = ()
        self.marks: dict[Stage, Mark] = {}
        self._closed = closed
        self._key = key_of(content, case, closed)
        self.days = day_choices(case, self._key.walk, closed)
        self.temptations = temptations(case, self._key.walk)

    @property
    def procedure(self) -> Procedure:
        return self.content.procedures[self.case.procedure]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Those of this case, in order."""
        extra = [Stage.DAY] if self.days else []
        extra += [Stage.NEVER] if self.temptations else []
        return (Stage.ASK, Stage.ROUTE, *extra, Stage.REVIEW)

    def facts(self) -> tuple[str, ...]:
        """What can be asked or looked up, always in the same order: it gives nothing away."""
        silent = [name for name in self.content.facts if self.content.facts[name].silent]
        asked = [name for name in self.content.facts if not self.content.facts[name].silent]
        return tuple(
            name
            for name in (*silent, *asked)
            if name in self.case.facts and name not in self.case.told
        )

    def routes(self) -> tuple[Route, ...]:
        """The ways of this procedure in a fixed order, which is not the order of preference."""
        known = {rule.route for rule in self.procedure.routes}
        return tuple(route for route in Route if route in known)

    def ask(self, fact: str) -> str:
        """The answer in words; asking again costs nothing."""
        if self.stage is Stage.ASK and fact not in self.asked:
            self.asked = (*self.asked, fact)
        return self.case.answer_to(self.content, fact)

    def choose_route(self, route: Route) -> Mark:
        return self._marked(Stage.ROUTE, mark_route(self.content, self._key, route))

    def choose_day(self, place: int) -> Mark:
        return self._marked(Stage.DAY, mark_day(self._key.walk, self.days[place]))

    def choose_nevers(self, ids: frozenset[str]) -> Mark:
        return self._marked(Stage.NEVER, mark_nevers(self.temptations, ids))

    def go_on(self) -> Stage:
        """To the next stage; a decision cannot be passed over."""
        if self.stage not in self.marks and self.stage not in (Stage.ASK, Stage.REVIEW):
            return self.stage
        here = self.stages.index(self.stage)
        self.stage = self.stages[min(here + 1, len(self.stages) - 1)]
        return self.stage

    def back_to_asking(self) -> None:
        """Before the way is chosen, one more question may be asked."""
        if self.stage is Stage.ROUTE and Stage.ROUTE not in self.marks:
            self.stage = Stage.ASK

    def review(self) -> Review:
        """What is told at the end. Whole once every stage has its mark."""
        asked = self._asked()
        marks = tuple(self.marks[stage] for stage in self.stages if stage in self.marks)
        trap = self.case.trap
        rule = rule_of(trap)
        return Review(
            grade=grade_of(marks, asked),
            marks=marks,
            questions=tuple(self.label(fact) for fact in self._key.questions),
            best=route_title(self.content, self._key.walk, self._key.route),
            missing=tuple(self.label(fact) for fact in asked.missing),
            spare=tuple(self.label(fact) for fact in asked.spare),
            trap=title_of(trap),
            lesson="" if trap == PLAIN else TRAPS[trap].lesson,
            rule="" if trap == PLAIN else f"規則{rule}　{RULE_NAMES[rule]}",
        )

    def label(self, fact: str) -> str:
        """The name of a fact in this procedure's own words."""
        return self.procedure.asks(self.content.facts[fact]).label

    def route_title(self, route: Route) -> str:
        return route_title(self.content, self._key.walk, route)

    def _asked(self) -> Asked:
        return mark_questions(self.content, self.case, self._key, self.asked, self._closed)

    def _marked(self, stage: Stage, mark: Mark) -> Mark:
        return self.marks.setdefault(stage, mark) if self.stage is stage else mark
