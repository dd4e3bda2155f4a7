"""The files that all procedures share: systems, texts, facts, phrases, scenarios."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dtcoach.adapters.content.nodes import Entries, Node
from dtcoach.adapters.content.reading import (
    Problems,
    braces_only,
    child,
    entries_of,
    items_of,
    member_of,
    optional_text,
    sources_in,
    text_in,
    text_of,
    whole_number,
    word_of,
    yes_or_no,
)
from dtcoach.domain.content import (
    LANGUAGES,
    Choice,
    FactDefinition,
    Phrase,
    Scenario,
    Source,
    SystemDefinition,
)
from dtcoach.domain.proof.wording import MARKS, PROMISES, REVEALING
from dtcoach.domain.walk import PLACEHOLDERS
from dtcoach.domain.words import UNKNOWN, Route, Status, WorldKey

ENGINE_TEXTS: Mapping[str, tuple[str, ...]] = {
    "system-down": ("system",),
    "system-unknown": ("system",),
    "system-degraded": ("system",),
    "unconfirmed": ("label",),
    "no-such-route": (),
    "heard-down": ("system",),
    "heard-unknown": ("system",),
    "heard-unconfirmed": ("label",),
}
"""The engine's own sentences, and what each may name in braces: what the engine fills in."""

LATER_TEXTS: Mapping[str, str] = {
    "entries-first": (
        "紙で受けたもののうち、先に入力するものが残っています。終わるまで証明書は出せません。"
        "お急ぎのときは、係長が引き継ぎます。"
    ),
    "heard-entries-first": "復旧のあとの確認が残っているため、いまこの方法は使えません。",
}
"""Sentences that came later, as they read where content was written before them: a visit that began
with it goes on."""

_DEFAULT_CHOICES = (Choice("yes", "はい"), Choice("no", "いいえ"))


def read_systems(node: Node, problems: Problems) -> Mapping[WorldKey, SystemDefinition]:
    """One entry per world key; every key must be there."""
    entries = entries_of(node, [key.value for key in WorldKey])
    for key in WorldKey:
        if key.value not in entries.entries:
            problems.add(node, f"システム「{key}」がありません")

    found = {}
    for name, value in entries.entries.items():
        system = problems.attempt(_system, name, value)
        if system is not None:
            found[system.key] = system
    return found


def _system(name: str, node: Node) -> SystemDefinition:
    entries = entries_of(node, ("title", "check", "fresh-minutes"))
    return SystemDefinition(
        WorldKey(name),
        text_in(entries, "title"),
        text_in(entries, "check"),
        whole_number(child(entries, "fresh-minutes"), 1, 10_000),
    )


def read_texts(node: Node) -> tuple[Mapping[str, str], Mapping[Route, str]]:
    """The engine's own sentences, and the title of each route."""
    entries = entries_of(node, (*ENGINE_TEXTS, *LATER_TEXTS, "routes"))
    texts = {key: braces_only(child(entries, key), names) for key, names in ENGINE_TEXTS.items()}
    for key, before in LATER_TEXTS.items():
        texts[key] = braces_only(child(entries, key), ()) if key in entries.entries else before
    routes = entries_of(child(entries, "routes"), [route.value for route in Route])
    return texts, {route: text_in(routes, route.value) for route in Route}


def read_sources(node: Node, problems: Problems) -> Mapping[str, Source]:
    """Where the rules come from. A screen can be seen from the other side of the counter, so the
    words are held to the rules of what residents may see."""
    found = {}
    for name, value in entries_of(node).entries.items():
        source = problems.attempt(_source, value)
        if source is not None:
            found[name] = source
    return found


def _source(node: Node) -> Source:
    entries = entries_of(node, ("title", "says", "unchecked", "address"))
    for key in ("title", "says"):
        for rule in (PROMISES, REVEALING, MARKS):
            if forbidden := rule.search(text_in(entries, key)):
                raise child(entries, key).problem(f"「{forbidden[0]}」は、出典に書けない言葉です")
    optional_text(entries, "address")
    return Source(
        text_in(entries, "title"), text_in(entries, "says"), optional_text(entries, "unchecked")
    )


def read_facts(
    node: Node, problems: Problems, sources: Collection[str] | None = None
) -> Mapping[str, FactDefinition]:
    """Every fact: how it is asked, or looked up."""
    found = {}
    for name, value in entries_of(node).entries.items():
        fact = problems.attempt(_fact, name, value, sources)
        if fact is not None:
            found[name] = fact
    return found


def _fact(name: str, node: Node, sources: Collection[str] | None) -> FactDefinition:
    entries = entries_of(
        node, ("label", "question", "hint", "why", "sources", "silent", "aloud", "date", "choices")
    )
    is_date = yes_or_no(entries, "date", default=False)
    choices: tuple[Choice, ...] = () if is_date else _DEFAULT_CHOICES
    given = entries.entries.get("choices")
    if given is not None:
        if is_date:
            raise given.problem("日付の事実に choices は書けません")
        choices = tuple(
            Choice(value, text_of(label)) for value, label in entries_of(given).entries.items()
        )
        if not choices or UNKNOWN in (choice.value for choice in choices):
            raise given.problem("choices には答えを書きます（「わからない」は、いつでも選べます）")
    return FactDefinition(
        name=name,
        is_date=is_date,
        label=text_in(entries, "label"),
        question=text_in(entries, "question"),
        hint=optional_text(entries, "hint"),
        why=text_in(entries, "why"),
        silent=yes_or_no(entries, "silent", default=False),
        choices=choices,
        aloud=yes_or_no(entries, "aloud", default=True),
        sources=sources_in(entries, sources),
    )


def read_phrases(node: Node, problems: Problems) -> Mapping[str, Phrase]:
    """What is said to residents, in up to five languages; 標準 is never missing."""
    found = {}
    for name, value in entries_of(node).entries.items():
        phrase = problems.attempt(_phrase, name, value)
        if phrase is not None:
            found[name] = phrase
    return found


def _phrase(name: str, node: Node) -> Phrase:
    entries = entries_of(node, (*LANGUAGES, "unchecked", "page"))
    words = {
        language: braces_only(child(entries, language), PLACEHOLDERS)
        for language in LANGUAGES
        if language in entries.entries
    }
    if "ja" not in words:
        raise node.problem(f"「{name}」に標準の日本語（ja）がありません")
    unchecked = entries.entries.get("unchecked")
    names = (
        frozenset()
        if unchecked is None
        else frozenset(word_of(item, LANGUAGES, "言語") for item in items_of(unchecked))
    )
    return Phrase(name, words, names, optional_text(entries, "page"))


def read_scenario(node: Node, lists: Mapping[str, Node]) -> Scenario:
    """A preset: only failures, since nothing is up because a file says so.

    `lists` are the shared lines (`lists` of blocks.yaml) that its lists may take in by name.
    """
    entries = entries_of(
        node,
        (
            "scenario",
            "title",
            "summary",
            "about",
            "recognise",
            "first-minutes",
            "hourly",
            "handover",
            "recovery",
        ),
    )
    name = text_in(entries, "scenario")
    if node.file.stem != name:
        raise child(entries, "scenario").problem(f"ファイル名を {name}.yaml にしてください")
    about = entries_of(child(entries, "about"), [key.value for key in WorldKey])
    return Scenario(
        id=name,
        title=text_in(entries, "title"),
        summary=text_in(entries, "summary"),
        about={WorldKey(key): _failure(value) for key, value in about.entries.items()},
        recognise=_lines_in(entries, "recognise", lists),
        first_minutes=_lines_in(entries, "first-minutes", lists),
        hourly=_lines_in(entries, "hourly", lists),
        handover=_lines_in(entries, "handover", lists),
        recovery=_lines_in(entries, "recovery", lists),
    )


def _lines_in(entries: Entries, key: str, lists: Mapping[str, Node]) -> tuple[str, ...]:
    """The lines of a list, shared ones put in; the same line twice could not be ticked apart."""
    found = entries.entries.get(key)
    if found is None:
        return ()
    lines: dict[str, Node] = {}
    for item in items_of(found):
        for line in _shared_or_own(item, lists):
            text = text_of(line)
            if text in lines:
                raise item.problem(f"「{text}」が、この一覧に二度あります")
            lines[text] = line
    return tuple(lines)


def _shared_or_own(item: Node, lists: Mapping[str, Node]) -> tuple[Node, ...]:
    if not isinstance(item, Entries):
        return (item,)
    name = word_of(child(entries_of(item, ("use",)), "use"), lists, "共通の一覧")
    return items_of(lists[name])


def _failure(node: Node) -> Status:
    status = member_of(node, Status, "状態")
    if status is Status.UP:
        raise node.problem("想定（scenario）だけで「稼働」にはできません。人が確認して変えます")
    return status
