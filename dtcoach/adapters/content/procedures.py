"""A procedure file, read: its deadline first, then its routes in order of preference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dtcoach.adapters.content.grammar import read_condition
from dtcoach.adapters.content.nodes import Node
from dtcoach.adapters.content.reading import (
    Problems,
    child,
    entries_of,
    items_of,
    member_of,
    optional_text,
    sources_in,
    text_in,
    text_of,
    texts_in,
    whole_number,
    word_of,
    yes_or_no,
)
from dtcoach.adapters.content.routes import Shared, read_route
from dtcoach.domain.conditions import FactIs
from dtcoach.domain.content import FactDefinition, Procedure, RouteRule
from dtcoach.domain.deadline import DayClock, Deadline, Limit
from dtcoach.domain.words import PROCEDURES

_KEYS = (
    "procedure",
    "title",
    "section",
    "keywords",
    "sources",
    "questions",
    "deadline",
    "routes",
)
_DEADLINE_KEYS = ("none", "limits", "rolls-over", "note")
MAX_DAYS = 999
"""The longest limit; the day it leads to stays within the calendar."""

_LIMIT_KEYS = ("clock", "days", "from", "basis", "only")


def read_procedure(node: Node, shared: Shared, problems: Problems) -> Procedure:
    """The procedure. Its file is named after it, so that an author finds it."""
    entries = entries_of(node, _KEYS)
    name = word_of(child(entries, "procedure"), PROCEDURES, "手続（procedure）")
    if node.file.stem != name:
        raise child(entries, "procedure").problem(f"ファイル名を {name}.yaml にしてください")
    sources = sources_in(entries, shared.sources)
    if not sources:
        raise node.problem("出典（sources）がありません")
    deadline, no_deadline = _deadline(child(entries, "deadline"), shared)
    inner = shared.with_vocabulary(replace(shared.vocabulary, deadline=deadline, procedure=name))
    routes: list[RouteRule] = []
    for item in items_of(child(entries, "routes")):
        rule = problems.attempt(read_route, item, inner, problems)
        if rule is not None and rule.route in [other.route for other in routes]:
            problems.add(item, f"対応方法「{rule.route}」が二度書かれています")
        elif rule is not None:
            routes.append(rule)
    return Procedure(
        id=name,
        title=text_in(entries, "title"),
        section=text_in(entries, "section"),
        keywords=texts_in(entries, "keywords"),
        deadline=deadline,
        no_deadline_basis=no_deadline,
        routes=tuple(routes),
        questions=_questions(entries.entries.get("questions"), shared),
        sources=sources,
    )


def _questions(node: Node | None, shared: Shared) -> Mapping[str, FactDefinition]:
    """Facts asked in the procedure's own words."""
    if node is None:
        return {}
    facts = shared.vocabulary.facts
    found = {}
    for name, value in entries_of(node, facts).entries.items():
        words = entries_of(value, ("label", "question", "hint", "aloud"))
        found[name] = replace(
            facts[name],
            label=optional_text(words, "label") or facts[name].label,
            question=text_in(words, "question"),
            hint=optional_text(words, "hint"),
            aloud=yes_or_no(words, "aloud", default=facts[name].aloud),
        )
    return found


def _deadline(node: Node, shared: Shared) -> tuple[Deadline | None, str]:
    entries = entries_of(node, _DEADLINE_KEYS)
    none = optional_text(entries, "none")
    if none:
        return None, none
    limits = tuple(_limit(item, shared) for item in items_of(child(entries, "limits")))
    if not limits:
        raise node.problem("期限（limits）がありません")
    return (
        Deadline(
            limits,
            rolls_over=yes_or_no(entries, "rolls-over", default=True),
            note=optional_text(entries, "note"),
        ),
        "",
    )


def _limit(node: Node, shared: Shared) -> Limit:
    entries = entries_of(node, _LIMIT_KEYS)
    dates = [name for name, fact in shared.vocabulary.facts.items() if fact.is_date]
    clock = member_of(child(entries, "clock"), DayClock, "数え方")
    counted_from = tuple(
        word_of(item, dates, "日付の事実") for item in items_of(child(entries, "from"))
    )
    if not counted_from:
        raise node.problem("どの日から数えるか（from）がありません")
    days = 0 if clock is DayClock.BEFORE else whole_number(child(entries, "days"), 1, MAX_DAYS)
    only = entries.entries.get("only")
    return Limit(
        clock,
        days,
        counted_from,
        text_of(child(entries, "basis")),
        None if only is None else _only(only, shared),
    )


def _only(node: Node, shared: Shared) -> tuple[str, frozenset[str]]:
    condition = read_condition(node, shared.vocabulary)
    if not isinstance(condition, FactIs):
        raise node.problem("only には、一つの事実とその答えだけを書きます")
    return condition.fact, condition.values
