"""The steps of a route as lines in a list, and the zone of the overview each belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from dtcoach.domain.content import Content, Phrase, Step
from dtcoach.domain.walk import Walk
from dtcoach.domain.words import StepKind
from dtcoach.frozen import dataclass
from dtcoach.ui.visit.path_model import entered_text


class Standing(StrEnum):
    """Done, now or next: of a station, a step, an item."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


class Zone(StrEnum):
    """The fixed places of the overview."""

    SAY = "言うこと"
    NEVER = "してはいけない"
    CHECK = "確認（見た値を入れる）"
    DO = "すること"
    PAPERS = "用紙と約束"


ZONES = {
    StepKind.SAY: Zone.SAY,
    StepKind.NEVER: Zone.NEVER,
    StepKind.CHECK: Zone.CHECK,
    StepKind.APPROVE: Zone.CHECK,
    StepKind.ASK: Zone.CHECK,
    StepKind.RECORD: Zone.DO,
    StepKind.DO: Zone.DO,
    StepKind.OUTCOME: Zone.DO,
    StepKind.PRINT: Zone.PAPERS,
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the route in a list. `value` is what was entered."""

    number: int
    kind: StepKind
    text: str
    standing: Standing
    value: str = ""
    phrase: Phrase | None = None


def step_lines(
    content: Content, answer: Walk, done: Mapping[str, str | None], now: Sequence[Step]
) -> tuple[StepLine, ...]:
    """All steps in order; `now` are the ones to do in one go."""
    return tuple(
        StepLine(
            number=number,
            kind=step.kind,
            text=answer.procedure.asks(content.facts[step.fact]).question
            if step.fact
            else step.text,
            standing=_standing(step, done, now),
            value=entered_text(step, value) if (value := done.get(step.id)) else "",
            phrase=step.phrase,
        )
        for number, step in enumerate(answer.steps, start=1)
    )


def _standing(step: Step, done: Mapping[str, str | None], now: Sequence[Step]) -> Standing:
    if step.id in done:
        return Standing.DONE
    return Standing.NOW if any(step is one for one in now) else Standing.NEXT


def in_zone(lines: Sequence[StepLine], zone: Zone, language: str) -> tuple[StepLine, ...]:
    """The lines of a zone; what is said is in that language."""
    return tuple(_spoken(line, language) for line in lines if ZONES[line.kind] is zone)


def _spoken(line: StepLine, language: str) -> StepLine:
    if line.phrase is None:
        return line
    return replace(line, text=line.phrase.in_language(language))
