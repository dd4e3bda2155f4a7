"""What residents read and hear beside the phrases: their screen, official pages, questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from dtcoach.adapters.content.languages import check_phrase
from dtcoach.adapters.content.nodes import Entries, Node
from dtcoach.adapters.content.reading import (
    Problems,
    braces_only,
    child,
    entries_of,
    items_of,
    text_in,
    text_of,
    word_of,
)
from dtcoach.domain.content import (
    LANGUAGES,
    FactDefinition,
    OfficialPage,
    Phrase,
    Procedure,
    ResidentWords,
)
from dtcoach.domain.proof.wording import MARKS, PROMISES, REVEALING
from dtcoach.domain.resident import LABELS, TOLD_PROMISES
from dtcoach.domain.words import Route

Glossary = Mapping[str, Mapping[str, tuple[str, ...]]]

_OFFICIAL = re.compile(
    r"(?:^|\.)(?:go|lg)\.jp$|(?:^|\.)(?:city|town|vill|pref|metro)\.[a-z.-]+\.jp$"
)
"""Names that only the state and municipalities can have (政府・地方公共団体ドメイン)."""

_LONGEST_URL = 120
_PROMISE_KEYS = tuple(f"{kind.value}{ending}" for kind in TOLD_PROMISES for ending in ("", "-by"))


def read_pages(node: Node, problems: Problems) -> Mapping[str, OfficialPage]:
    """Official pages by name."""
    found = {}
    for name, value in entries_of(node).entries.items():
        page = problems.attempt(_page, name, value)
        if page is not None:
            found[name] = page
    return found


def _page(name: str, node: Node) -> OfficialPage:
    entries = entries_of(node, ("url", "title", "source"))
    text_in(entries, "source")
    address = child(entries, "url")
    url = text_of(address)
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        plain = parts.scheme == "https" and parts.port is None and parts.username is None
    except ValueError:
        host, plain = "", False
    if not plain or not url.isascii() or len(url) > _LONGEST_URL:
        raise address.problem(f"https:// で始まる {_LONGEST_URL} 文字までの URL を書きます")
    if _OFFICIAL.search(host) is None:
        raise address.problem(
            f"「{host}」は公のページではありません（go.jp、lg.jp、city.….jp など）"
        )
    return OfficialPage(name, url, five_languages(child(entries, "title")))


def five_languages(node: Node, braces: Collection[str] = ()) -> Phrase:
    """Words that a resident reads, whole in every language."""
    entries = entries_of(node, (*LANGUAGES, "unchecked"))
    words = {language: braces_only(child(entries, language), braces) for language in LANGUAGES}
    for language, text in words.items():
        for pattern in (REVEALING, MARKS, PROMISES):
            if found := pattern.search(text):
                raise entries.entries[language].problem(
                    f"「{found[0]}」は、住民が読む文に書けません"
                )
    unchecked = entries.entries.get("unchecked")
    names = () if unchecked is None else items_of(unchecked)
    return Phrase(words["ja"], words, frozenset(word_of(item, LANGUAGES, "言語") for item in names))


def read_resident(node: Node, forms: frozenset[str], problems: Problems) -> ResidentWords:
    """The words of the resident's screen; nothing of it may be missing but papers."""
    entries = entries_of(node, ("labels", "ways", "routes", "promises", "papers"))
    ways = _named(child(entries, "ways"), [route.value for route in Route], problems)
    routes = _named(child(entries, "routes"), [route.value for route in Route], problems)
    return ResidentWords(
        labels=_named(child(entries, "labels"), LABELS, problems),
        ways={Route(name): words for name, words in ways.items()},
        routes={Route(name): words for name, words in routes.items()},
        promises=_named(child(entries, "promises"), _PROMISE_KEYS, problems),
        papers=_named(child(entries, "papers"), forms, problems, whole=False),
    )


def _named(
    node: Node, names: Collection[str], problems: Problems, *, whole: bool = True
) -> dict[str, Phrase]:
    """An entry for each name; `whole`: for every one."""
    entries = entries_of(node, names)
    found = {}
    for name, value in entries.entries.items():
        words = problems.attempt(five_languages, value, ("due",) if name.endswith("-by") else ())
        if words is not None:
            found[name] = words
    for name in names if whole else ():
        if name not in entries.entries:
            problems.add(node, f"「{name}」がありません")
    return found


def read_questions(node: Node, problems: Problems) -> Mapping[str, Phrase]:
    """Questions and answers by their 標準 sentence; each stands once."""
    found: dict[str, Phrase] = {}
    for words in problems.each(node, five_languages):
        if words.id in found:
            problems.add(node, f"「{words.id}」が二度書かれています")
        found[words.id] = words
    return found


def check_asked(
    questions: Mapping[str, Phrase],
    facts: Mapping[str, FactDefinition],
    procedures: Iterable[Procedure],
    problems: Problems,
) -> None:
    """Every question that is asked aloud, and its answers, in five languages; none left over."""
    definitions = [*facts.values(), *(f for p in procedures for f in p.questions.values())]
    needed: dict[str, None] = {}
    for fact in definitions:
        if fact.aloud and not fact.silent:
            needed[fact.question] = None
            needed.update((choice.label, None) for choice in fact.choices)
    file = Node(PurePosixPath("questions.yaml"), 1)
    for sentence in needed:
        if sentence not in questions:
            problems.add(
                file, f"「{sentence}」の訳がありません（声に出さないものは aloud: no と書きます）"
            )
    for sentence in questions:
        if sentence not in needed:
            problems.add(file, f"「{sentence}」は、どの問いでも使われていません")


def check_pages(phrases: Mapping[str, Phrase], pages: Collection[str], problems: Problems) -> None:
    """A phrase names only pages that there are."""
    for phrase in phrases.values():
        if phrase.page and phrase.page not in pages:
            problems.add(
                Node(PurePosixPath("phrases.yaml"), 1),
                f"「{phrase.id}」の page「{phrase.page}」が pages.yaml にありません",
            )


def check_words(
    roots: Mapping[str, Node],
    resident: ResidentWords,
    pages: Mapping[str, OfficialPage],
    questions: Mapping[str, Phrase],
    glossary: Glossary,
    problems: Problems,
) -> None:
    """Terms said the same everywhere, and a reading for every kanji, here too."""
    told: dict[str, Iterable[Phrase]] = {
        "resident.yaml": (
            *resident.labels.values(),
            *resident.ways.values(),
            *resident.routes.values(),
            *resident.promises.values(),
            *resident.papers.values(),
        ),
        "pages.yaml": [page.title for page in pages.values()],
        "questions.yaml": questions.values(),
    }
    for name, phrases in told.items():
        for phrase in phrases:
            check_phrase(_place(roots, name, phrase), phrase.id, phrase, glossary, problems)


def _place(roots: Mapping[str, Node], name: str, phrase: Phrase) -> Node:
    """Where the sentence stands, so that an author is led to its line."""
    line = _line_of(roots[name], phrase.words["ja"]) if name in roots else 1
    return Node(PurePosixPath(name), line)


def _line_of(node: Node, sentence: str) -> int:
    if isinstance(node, Entries):
        own = node.entries.get("ja")
        if own is not None and getattr(own, "text", "").strip() == sentence:
            return own.line
        parts: Iterable[Node] = node.entries.values()
    else:
        parts = getattr(node, "items", ())
    return next((line for part in parts if (line := _line_of(part, sentence)) > 1), 1)
