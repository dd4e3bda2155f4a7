"""One request walked: the decision, and the steps, papers and promises of the chosen route."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from dtcoach.domain.conditions import deadline_in
from dtcoach.domain.content import (
    Content,
    DueRule,
    Procedure,
    PromiseRule,
    RouteRule,
    Step,
    bracketed,
)
from dtcoach.domain.deadline import StatutoryDay, next_open_day
from dtcoach.domain.decision import Decision, Offer, OpenRoute, Refusal, decide
from dtcoach.domain.first_entries import as_seen_by
from dtcoach.domain.hours import spans_in_words
from dtcoach.domain.japanese_dates import long_date, moment
from dtcoach.domain.resident_dates import day_in, moment_in
from dtcoach.domain.situation import Situation
from dtcoach.domain.truth import NO
from dtcoach.domain.words import PromiseKind, Route, StepKind, WorldKey
from dtcoach.frozen import dataclass

PLACEHOLDERS = ("today", "due", "snapshot_at", "snapshot_age", "konbini_hours", "konbini_fee")
"""The closed set of what content texts may name in braces."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What will be owed; `due` is None until the systems are back."""

    kind: PromiseKind
    due: date | None
    keeper: str


@dataclass(frozen=True, slots=True)
class Walk:
    """The whole answer. `route` is None while a question is open or the wish was refused."""

    procedure: Procedure
    decision: Decision
    needs: str | None
    route: Route | None
    refused: str | None
    steps: tuple[Step, ...]
    forms: tuple[str, ...]
    promises: tuple[Promise, ...]
    deadline: StatutoryDay | None
    warnings: tuple[str, ...]
    recall: str | None


def walk(
    content: Content, procedure: Procedure, situation: Situation, choose: Route | None = None
) -> Walk:
    """Decide, take the first offer (or the chosen one), and lay out its steps.

    A chosen route that is open asks for its facts; one that is refused comes back with `refused`
    set to the reason. 取り下げ is the resident's own to say, so it can always be chosen.
    """
    words = placeholders(procedure, situation)
    decision = _filled(decide(content, procedure, situation), words)
    needs, route, refused = _settle(content, decision, choose)
    answer = Walk(
        procedure=procedure,
        decision=decision,
        needs=needs,
        route=None,
        refused=refused,
        steps=(),
        forms=(),
        promises=(),
        deadline=_statutory_day(procedure, situation),
        warnings=(),
        recall=None,
    )
    return answer if route is None else lay_out(content, answer, situation, route)


def lay_out(content: Content, answer: Walk, situation: Situation, route: Route) -> Walk:
    """The answer with that route taken: its steps, papers, promises and warnings.

    Raises KeyError where the procedure has no such route.
    """
    rule = route_rule(content, answer.procedure, route)
    if rule is None:
        raise KeyError(route)
    situation = as_seen_by(answer.procedure, route, situation)
    words = placeholders(answer.procedure, situation)
    steps = tuple(_steps(answer.procedure, rule, situation, words))
    return replace(
        answer,
        route=route,
        steps=steps,
        forms=forms_of(rule, steps),
        promises=tuple(_promises(rule, situation, answer.deadline)),
        warnings=_warnings(answer.decision, route),
        recall=rule.recall,
    )


def route_rule(content: Content, procedure: Procedure, route: Route) -> RouteRule | None:
    """The procedure's rule for that route; 取り下げ has one rule for all."""
    if route is Route.WITHDRAWN:
        return content.withdrawal
    return procedure.route(route)


def _settle(
    content: Content, decision: Decision, choose: Route | None
) -> tuple[str | None, Route | None, str | None]:
    if choose is None:
        best = decision.offers[0].route if decision.offers else None
        return decision.needs, None if decision.needs else best, None
    if choose is Route.WITHDRAWN:
        return None, choose, None
    verdict = decision.of(choose)
    if isinstance(verdict, OpenRoute):
        return verdict.needs[0], None, None
    if isinstance(verdict, Offer):
        return None, choose, None
    return None, None, content.texts["no-such-route"] if verdict is None else verdict.reason


def placeholders(procedure: Procedure, situation: Situation) -> Mapping[str, str]:
    """The words for the braces in content texts, in this situation."""
    day = _statutory_day(procedure, situation)
    snapshot = situation.snapshot_at()
    hours = None if snapshot is None else (situation.at - snapshot) // timedelta(hours=1)
    return {
        "today": long_date(situation.at.date()),
        "due": "（異動日を確認してから）" if day is None else long_date(day.due),
        "snapshot_at": "（画面で確認した日時）" if snapshot is None else moment(snapshot),
        "snapshot_age": "（未確認）" if hours is None else f"{hours}時間",
        "konbini_hours": _konbini_hours(procedure, situation, "〜", "・") or "（要確認）",
        "konbini_fee": _konbini_fee(procedure, situation) or "（要確認）",
    }


def _konbini_hours(procedure: Procedure, situation: Situation, dash: str, comma: str) -> str:
    """Today's hours of the service for this certificate; nothing while 要確認."""
    spans = situation.hours_today(WorldKey.KONBINI, procedure.id)
    return spans_in_words(spans, dash, comma)


def _konbini_fee(procedure: Procedure, situation: Situation) -> str | None:
    """Yen for one; None while 要確認."""
    return situation.setting(f"konbini.fee.{procedure.id}")


def numeric_placeholders(procedure: Procedure, situation: Situation) -> Mapping[str, str]:
    """The same for readers of English, 中文 and 한국어: 2025-01-05 23:00, the same everywhere."""
    day = _statutory_day(procedure, situation)
    snapshot = situation.snapshot_at()
    hours = None if snapshot is None else (situation.at - snapshot) // timedelta(hours=1)
    return {
        "today": situation.at.date().isoformat(),
        "due": _BLANK_DATE if day is None else day.due.isoformat(),
        "snapshot_at": _BLANK_DATE if snapshot is None else snapshot.strftime("%Y-%m-%d %H:%M"),
        "snapshot_age": "__ h" if hours is None else f"{hours} h",
        "konbini_hours": _konbini_hours(procedure, situation, "–", ", ") or _BLANK_HOURS,
        "konbini_fee": _konbini_fee(procedure, situation) or "____",
    }


def easy_placeholders(procedure: Procedure, situation: Situation) -> Mapping[str, str]:
    """The same for readers of やさしい日本語: with the readings of days and months."""
    day = _statutory_day(procedure, situation)
    snapshot = situation.snapshot_at()
    return {
        **placeholders(procedure, situation),
        "today": day_in("easy", situation.at.date()),
        "due": _BLANK_DATE if day is None else day_in("easy", day.due),
        "snapshot_at": _BLANK_DATE if snapshot is None else moment_in("easy", snapshot),
        "snapshot_age": "__ 時間《じかん》"
        if snapshot is None
        else f"{(situation.at - snapshot) // timedelta(hours=1)}時間《じかん》",
        "konbini_hours": _konbini_hours(procedure, situation, "〜", "、") or _BLANK_HOURS,
        "konbini_fee": _konbini_fee(procedure, situation) or "____",
    }


_BLANK_DATE = "____-__-__"
_BLANK_HOURS = "__:__–__:__"

_WORDS_FOR: Mapping[str, Callable[[Procedure, Situation], Mapping[str, str]]] = {
    "ja": placeholders,
    "easy": easy_placeholders,
    "en": numeric_placeholders,
    "zh": numeric_placeholders,
    "ko": numeric_placeholders,
}


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with its `{placeholders}` replaced; other braces cannot occur in content."""
    if "{" not in text:
        return text
    for name, value in words.items():
        text = text.replace("{" + name + "}", value)
    return text


def heard_reason(
    content: Content,
    procedure: Procedure,
    refusal: Refusal,
    language: str,
    situation: Situation,
) -> str:
    """A refusal in the resident's language; the clerk's sentence where there are no words."""
    phrase = content.reasons.get(refusal.heard)
    if language == "ja" or phrase is None or language not in phrase.words:
        return refusal.reason
    words = _WORDS_FOR[language](procedure, situation)
    return bracketed(fill(phrase.written(language), words))


def _filled(decision: Decision, words: Mapping[str, str]) -> Decision:
    def filled(verdict: Offer | Refusal | OpenRoute) -> Offer | Refusal | OpenRoute:
        match verdict:
            case Offer():
                return replace(
                    verdict,
                    reason=fill(verdict.reason, words),
                    cautions=tuple(fill(text, words) for text in verdict.cautions),
                )
            case Refusal():
                return replace(verdict, reason=fill(verdict.reason, words))
            case OpenRoute():
                return verdict

    return replace(decision, verdicts=tuple(filled(verdict) for verdict in decision.verdicts))


def _steps(
    procedure: Procedure, rule: RouteRule, situation: Situation, words: Mapping[str, str]
) -> Iterator[Step]:
    for step in steps_of(rule, situation):
        phrase = step.phrase
        if phrase is not None and any("{" in text for text in phrase.words.values()):
            phrase = replace(
                phrase,
                words={
                    language: fill(text, _WORDS_FOR[language](procedure, situation))
                    for language, text in phrase.words.items()
                },
            )
        if phrase is step.phrase and "{" not in step.text:
            yield step
        else:
            yield replace(step, text=fill(step.text, words), phrase=phrase)


def steps_of(rule: RouteRule, situation: Situation) -> Iterator[Step]:
    """The steps that apply, or could apply while a fact is unknown: too many beats too few.

    A question already answered in this visit is not a step any more.
    """
    for step in rule.steps:
        if step.condition is not None and step.condition.holds(situation) == NO:
            continue
        if step.kind is StepKind.ASK and step.fact and situation.fact(step.fact) is not None:
            continue
        yield step


def forms_of(rule: RouteRule, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The papers of the route: those it always has, then those its steps print; each once."""
    printed = (step.form for step in steps if step.form is not None)
    return tuple(dict.fromkeys((*rule.forms, *printed)))


def _promises(rule: RouteRule, situation: Situation, day: StatutoryDay | None) -> Iterator[Promise]:
    for promise in rule.promises:
        if promise.condition is None or promise.condition.holds(situation) != NO:
            yield Promise(promise.kind, _due(promise, situation, day), promise.keeper)


def _due(promise: PromiseRule, situation: Situation, day: StatutoryDay | None) -> date | None:
    match promise.due:
        case DueRule.AFTER_RECOVERY:
            return None
        case DueRule.STATUTORY_DAY:
            return None if day is None or day.due <= situation.at.date() else day.due
        case DueRule.NEXT_OPENING_DAY:
            return next_open_day(situation.at.date() + timedelta(days=1), situation.is_closed)


def _statutory_day(procedure: Procedure, situation: Situation) -> StatutoryDay | None:
    return None if procedure.deadline is None else deadline_in(procedure.deadline, situation)


def _warnings(decision: Decision, route: Route | None) -> tuple[str, ...]:
    if route is None:
        return ()
    verdict = decision.of(route)
    return verdict.cautions if isinstance(verdict, Offer) else ()
