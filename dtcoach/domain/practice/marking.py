"""Right or wrong and why, short and kind: in the engine's own sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dtcoach.domain.content import Content
from dtcoach.domain.decision import Offer, Refusal
from dtcoach.domain.japanese_dates import long_date
from dtcoach.domain.practice.boxes import Grade
from dtcoach.domain.practice.case import PracticeCase
from dtcoach.domain.practice.choices import DayChoice, Temptation
from dtcoach.domain.practice.key import AnswerKey
from dtcoach.domain.walk import Walk, walk
from dtcoach.domain.words import Route
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One decision: how it went, the heading, and the sentences of why."""

    grade: Grade
    title: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions looked at: what was missing, and what need not have been asked."""

    missing: tuple[str, ...]
    spare: tuple[str, ...]


def mark_route(content: Content, key: AnswerKey, chosen: Route) -> Mark:
    """The chosen route against the engine's decision."""
    verdict = key.walk.decision.of(chosen)
    best = key.walk.decision.of(key.route)
    first = route_title(content, key.walk, key.route)
    reason = best.reason if isinstance(best, Offer) else ""
    if chosen is key.route:
        return Mark(Grade.RIGHT, f"正しい方法です：{first}", (reason, *key.walk.warnings))
    if isinstance(verdict, Offer):
        named = route_title(content, key.walk, chosen)
        return Mark(
            Grade.NEARLY,
            f"使えますが、先に考える方法があります：{first}",
            (f"「{named}」：{verdict.reason}", *verdict.cautions, f"先に「{first}」：{reason}"),
        )
    refused = verdict.reason if isinstance(verdict, Refusal) else content.texts["no-such-route"]
    return Mark(
        Grade.WRONG, f"この方法は使えません：{refused}", (f"ここでは「{first}」：{reason}",)
    )


def mark_day(answer: Walk, choice: DayChoice) -> Mark:
    """The chosen day against the statutory one."""
    day = answer.deadline
    if day is None:
        procedure = answer.procedure
        basis = procedure.no_deadline_basis or (
            "" if procedure.deadline is None else procedure.deadline.note
        )
        right, why = "期限はありません", [basis]
    else:
        right, why = long_date(day.due), [day.basis]
        if day.rolled_over:
            why.append("最後の日が閉庁日のため、次に開く日までです。")
    told = tuple(sentence for sentence in why if sentence)
    if not choice.mistake:
        return Mark(Grade.RIGHT, f"正しい日です：{right}", told)
    return Mark(Grade.WRONG, f"正しい日は、{right}", (choice.mistake, *told))


def mark_nevers(items: tuple[Temptation, ...], chosen: frozenset[str]) -> Mark:
    """What was picked as never to be done, against the prohibitions of the route."""
    forbidden = frozenset(item.id for item in items if item.forbidden)
    why = tuple(item.forbidden for item in items if item.forbidden)
    if chosen == forbidden:
        return Mark(Grade.RIGHT, "そのとおり、どれもしてはいけません", why)
    harmless = [item.text for item in items if item.id in chosen - forbidden]
    missed = [item.text for item in items if item.id in forbidden - chosen]
    told = [f"これもしません：{text}" for text in missed]
    told += [f"これは、することです：{text}" for text in harmless]
    return Mark(Grade.WRONG, "してはいけないことを、もう一度", (*told, *why))


def mark_questions(
    content: Content,
    case: PracticeCase,
    key: AnswerKey,
    asked: tuple[str, ...],
    closed: Callable[[date], bool],
) -> Asked:
    """What the engine would still ask with what was learned, and what nobody needed.

    Too much is only what the engine does not ask and without which all is settled as well: so any
    way of asking that leads to the answer is as good as the engine's own.
    """
    procedure = content.procedures[case.procedure]

    def needs(known: dict[str, str]) -> str | None:
        return walk(content, procedure, case.moment(content, closed, known)).needs

    known = dict(case.told) | {name: case.facts[name] for name in asked if name in case.facts}
    missing: list[str] = []
    learned = dict(known)
    while (fact := needs(learned)) is not None and fact not in learned:
        missing.append(fact)
        learned[fact] = case.facts[fact]
    spare: list[str] = []
    for fact in reversed(asked):
        if fact in (*key.questions, *case.told) or content.facts[fact].silent:
            continue  # what is looked up for everyone is never too much
        without = {name: value for name, value in learned.items() if name != fact}
        if needs(without) is None:
            spare.append(fact)
            learned = without
    return Asked(tuple(missing), tuple(reversed(spare)))


def grade_of(marks: tuple[Mark, ...], asked: Asked) -> Grade:
    """Of the whole case: the worst part counts; deciding without asking is nearly right."""
    grades = {mark.grade for mark in marks}
    if Grade.WRONG in grades:
        return Grade.WRONG
    return Grade.NEARLY if Grade.NEARLY in grades or asked.missing else Grade.RIGHT


def route_title(content: Content, answer: Walk, route: Route) -> str:
    """The name of a route in this procedure's own words."""
    rule = answer.procedure.route(route)
    return rule.title if rule is not None else content.route_titles[route]
