"""The answer key of a case is the engine's own answer to the whole story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dtcoach.domain.content import Content
from dtcoach.domain.practice.case import PracticeCase
from dtcoach.domain.walk import Walk, walk
from dtcoach.domain.words import Route
from dtcoach.frozen import dataclass

Closed = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """`walk` with every fact known, and the questions that lead there, in asking order."""

    walk: Walk
    questions: tuple[str, ...]

    @property
    def route(self) -> Route:
        """The first offer."""
        assert self.walk.route is not None
        return self.walk.route


def key_of(content: Content, case: PracticeCase, closed: Closed) -> AnswerKey:
    """What the engine says, and what it asks when it knows only what was told."""
    procedure = content.procedures[case.procedure]
    answer = walk(content, procedure, case.moment(content, closed))
    known = dict(case.told)
    asked: list[str] = []
    while True:
        needs = walk(content, procedure, case.moment(content, closed, known)).needs
        if needs is None or needs in known:
            return AnswerKey(answer, tuple(asked))
        asked.append(needs)
        known[needs] = case.facts[needs]
