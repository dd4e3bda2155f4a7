"""The ways for a request as the clerk weighs them, and what the one looked at would mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dtcoach.domain.content import Content
from dtcoach.domain.decision import Offer, OpenRoute, Refusal
from dtcoach.domain.decision import cautions as cautions_of
from dtcoach.domain.situation import Situation
from dtcoach.domain.walk import Walk, fill, heard_reason, lay_out, placeholders, route_rule
from dtcoach.domain.words import Route, StepKind
from dtcoach.frozen import dataclass
from dtcoach.ui.visit.lines_model import StepLine, step_lines
from dtcoach.ui.visit.words import promise_text, route_title, short_title

_KEYS = 9


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One way. `standing` is best, possible, open or refused; `key` picks it. `language` is that
    of `reason`; `unchecked`: no speaker has confirmed the translation."""

    route: Route
    title: str
    standing: str
    reason: str
    key: str = ""
    language: str = "ja"
    unchecked: bool = False


@dataclass(frozen=True, slots=True)
class OfferDetail:
    """What to know before a way is taken: read before, not after."""

    row: OfferRow
    cautions: tuple[str, ...]
    needs: tuple[str, ...]
    people: tuple[str, ...]
    papers: tuple[str, ...]
    promises: tuple[str, ...]
    lines: tuple[StepLine, ...]


def offer_rows(
    content: Content, answer: Walk, situation: Situation, *, pickable: bool, language: str = "ja"
) -> tuple[OfferRow, ...]:
    """Best first, refused ones last, in the resident's language; `pickable` gives number keys."""
    verdicts = answer.decision.verdicts
    ways = [verdict for verdict in verdicts if not isinstance(verdict, Refusal)]
    refused = [verdict for verdict in verdicts if isinstance(verdict, Refusal)]
    best = ways[0] if ways and answer.decision.settled else None
    return tuple(
        _told(
            content,
            _row(content, answer, verdict, number if pickable else 0, verdict is best),
            language,
        )
        if not isinstance(verdict, Refusal)
        else _refused(content, answer, verdict, language, situation)
        for number, verdict in enumerate([*ways, *refused], start=1)
    )


def _told(content: Content, row: OfferRow, language: str) -> OfferRow:
    """In another language than the clerk's, the way is told instead of its reason."""
    words = content.resident.ways.get(row.route)
    if language == "ja" or words is None:
        return row
    return replace(
        row,
        reason=words.in_language(language),
        language=language,
        unchecked=language in words.unchecked,
    )


def _refused(
    content: Content, answer: Walk, verdict: Refusal, language: str, situation: Situation
) -> OfferRow:
    phrase = content.reasons.get(verdict.heard)
    spoken = language if phrase is not None and language in phrase.words else "ja"
    return OfferRow(
        verdict.route,
        route_title(content, answer.procedure, verdict.route),
        "refused",
        heard_reason(content, answer.procedure, verdict, language, situation),
        language=spoken,
        unchecked=phrase is not None and spoken in phrase.unchecked,
    )


def _row(
    content: Content, answer: Walk, verdict: Offer | OpenRoute, number: int, best: bool
) -> OfferRow:
    title = route_title(content, answer.procedure, verdict.route)
    key = str(number) if 0 < number <= _KEYS else ""
    match verdict:
        case Offer():
            standing = "best" if best else "possible"
            return OfferRow(verdict.route, title, standing, verdict.reason, key)
        case OpenRoute():
            labels = "・".join(need_labels(content, verdict.needs))
            return OfferRow(verdict.route, title, "open", f"確かめること: {labels}", key)


def need_labels(content: Content, needs: tuple[str, ...]) -> tuple[str, ...]:
    """The names of facts, each once: several silent ones share a neutral name."""
    return tuple(dict.fromkeys(content.facts[name].label for name in needs))


def best_route(rows: tuple[OfferRow, ...]) -> Route | None:
    """What Enter takes when nothing else was picked."""
    return next((row.route for row in rows if row.standing != "refused"), None)


def offer_detail(
    content: Content,
    answer: Walk,
    situation: Situation,
    row: OfferRow,
    form_titles: Mapping[str, str],
) -> OfferDetail:
    """Cautions, questions, steps, papers and promises of a way that is not refused.

    An open way shows the cautions it would have: past a day must be seen before it is chosen
    (design §6 rule 6).
    """
    rule = route_rule(content, answer.procedure, row.route)
    assert rule is not None
    words = placeholders(answer.procedure, situation)
    verdict = answer.decision.of(row.route)
    plan = lay_out(content, answer, situation, row.route)
    return OfferDetail(
        row=row,
        cautions=tuple(fill(text, words) for text in cautions_of(content, rule, situation)),
        needs=need_labels(content, verdict.needs) if isinstance(verdict, OpenRoute) else (),
        people=tuple(short_title(s.label) for s in plan.steps if s.kind is StepKind.APPROVE),
        papers=paper_titles(plan.forms, form_titles),
        promises=tuple(promise_text(promise.kind, promise.due) for promise in plan.promises),
        lines=step_lines(content, plan, {}, ()),
    )


def paper_titles(forms: tuple[str, ...], titles: Mapping[str, str]) -> tuple[str, ...]:
    """The names of papers that have one."""
    return tuple(titles[form] for form in forms if form in titles)
