"""The first minute of the pack: what a lead sees and answers, and where that leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dtcoach.app.document import Arrow, FlowBox, Part, Words
from dtcoach.domain.content import Content
from dtcoach.domain.triage import Lead, Triage, TriageAnswer
from dtcoach.domain.words import Status

BEFORE = "見分け・係長のリスト"
"""What is taken in hand before any procedure."""

STATUS: Mapping[Status, str] = {
    Status.UP: "使える",
    Status.DEGRADED: "遅い・不安定",
    Status.DOWN: "使えない",
    Status.UNKNOWN: "不明",
}


def triage_part(content: Content) -> Iterator[Part]:
    if content.triage is None:
        return
    triage = content.triage
    order = _triage_order(triage)
    boxes = [
        FlowBox(
            f"問{order[id]}",
            question.text,
            question.check,
            "",
            _merged(
                arrow for answer in (*question.answers, question.unknown)
                for arrow in _leads(content, answer, order)
            ),
        )
        for id, question in sorted(triage.questions.items(), key=lambda pair: order[pair[0]])
        if id in order
    ]  # fmt: skip
    intro = Words("上から順に見て、答えの矢印の先へ進みます。着いた想定の一式を使います。", 9.5)
    yield Part(BEFORE, "見分け（はじめの一分）", (intro, *boxes))


def _merged(arrows: Iterable[Arrow]) -> tuple[Arrow, ...]:
    """Neighbours that lead to the same place in one line."""
    found: list[Arrow] = []
    for arrow in arrows:
        if found and found[-1].to == arrow.to:
            answers = f"{found[-1].answers}／{arrow.answers}"
            found[-1] = replace(arrow, answers=answers)
        else:
            found.append(arrow)
    return tuple(found)


def _triage_order(triage: Triage) -> Mapping[str, int]:
    done: dict[str, None] = {}

    def visit(id: str) -> None:
        if id in done:
            return
        question = triage.questions[id]
        for answer in reversed((*question.answers, question.unknown)):
            for lead in reversed(answer.leads):
                if lead.question:
                    visit(lead.question)
        done[id] = None

    visit(triage.first)
    return {id: number for number, id in enumerate(reversed(done), 1)}


def _leads(content: Content, answer: TriageAnswer, order: Mapping[str, int]) -> Iterator[Arrow]:
    for index, lead in enumerate(answer.leads):
        words = answer.label
        if len(answer.leads) > 1:
            words += f"（{_when(content, lead) or 'そのほか'}）" if index or lead.when else ""
        if lead.question:
            yield Arrow(words, f"問{order[lead.question]}")
        else:
            yield Arrow(words, content.scenarios[lead.scenario].title, strong=True)


def _when(content: Content, lead: Lead) -> str:
    return "、".join(
        f"{content.systems[key].title}が{'・'.join(STATUS[s] for s in Status if s in allowed)}"
        for key, allowed in lead.when.items()
    )
