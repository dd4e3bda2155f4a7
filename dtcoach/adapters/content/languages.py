"""What residents read in other languages: refusal reasons, the glossary, ふりがな, all held to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from dtcoach.adapters.content.nodes import Entries, Node
from dtcoach.adapters.content.reading import (
    Problems,
    braces_only,
    entries_of,
    items_of,
    text_of,
    word_of,
)
from dtcoach.domain.content import LANGUAGES, Phrase, Procedure
from dtcoach.domain.walk import PLACEHOLDERS

_BARE_KANJI = re.compile(r"[一-龯々〆ヶ]+(?![一-龯々〆ヶ《])")
"""A run of kanji without its reading in 《》 behind it."""

_FILLED_IN = (*PLACEHOLDERS, "system", "label")
"""What a refusal reason may name in braces: a gate's words, and the engine's own."""

_OTHERS = tuple(language for language in LANGUAGES if language != "ja")


def read_words(node: Node, ja: str | None = None) -> Phrase:
    """A sentence in up to five languages. `ja` is its name where the file gives it no other."""
    entries = entries_of(node, (*LANGUAGES, "unchecked"))
    words = {
        language: braces_only(entries.entries[language], _FILLED_IN)
        for language in LANGUAGES
        if language in entries.entries
    }
    if "ja" not in words:
        raise node.problem("標準の日本語（ja）がありません")
    unchecked = entries.entries.get("unchecked")
    names = (
        frozenset()
        if unchecked is None
        else frozenset(word_of(item, LANGUAGES, "言語") for item in items_of(unchecked))
    )
    return Phrase(ja or words["ja"], words, names)


def read_reasons(node: Node, problems: Problems) -> Mapping[str, Phrase]:
    """Refusal reasons by their 標準 sentence; each stands once."""
    found: dict[str, Phrase] = {}
    for reason in problems.each(node, read_words):
        if reason.id in found:
            problems.add(node, f"「{reason.id}」が二度書かれています")
        found[reason.id] = reason
    return found


def read_glossary(node: Node, problems: Problems) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Words for a 標準 term by language; several where grammar needs them."""
    found = {}
    for term, value in entries_of(node).entries.items():
        words = problems.attempt(_term, value)
        if words is not None:
            found[term] = words
    return found


def _term(node: Node) -> Mapping[str, tuple[str, ...]]:
    entries = entries_of(node, _OTHERS)
    return {
        language: tuple(text_of(item) for item in items_of(words))
        for language, words in entries.entries.items()
    }


def check_languages(
    phrases: Mapping[str, Phrase],
    file: Entries,
    glossary: Mapping[str, Mapping[str, tuple[str, ...]]],
    problems: Problems,
) -> None:
    """Terms said the same everywhere, and a reading for every kanji in やさしい日本語."""
    for name, phrase in phrases.items():
        where = Node(file.file, file.key_lines.get(name, file.line))
        check_phrase(where, name, phrase, glossary, problems)


def check_phrase(
    where: Node,
    name: str,
    phrase: Phrase,
    glossary: Mapping[str, Mapping[str, tuple[str, ...]]],
    problems: Problems,
) -> None:
    """One sentence against the glossary and the rule of readings."""
    for term, translations in glossary.items():
        if term not in phrase.words["ja"]:
            continue
        for language, words in translations.items():
            said = phrase.words.get(language)
            if said is not None and not any(word.lower() in said.lower() for word in words):
                problems.add(
                    where, f"「{name}」の {language} に、「{term}」の訳「{words[0]}」がありません"
                )
    easy = phrase.words.get("easy")
    if easy is not None and (bare := _BARE_KANJI.search(easy)):
        problems.add(where, f"「{name}」の easy の「{bare[0]}」に、読み《…》がありません")


def check_translated(
    reasons: Mapping[str, Phrase],
    procedures: Iterable[Procedure],
    engine: Iterable[str],
    problems: Problems,
) -> None:
    """Every reason that a resident may hear has its entry, and no entry is left over."""
    needed = dict.fromkeys(
        [
            *engine,
            *(
                gate.reason
                for procedure in procedures
                for rule in procedure.routes
                for gate in rule.gates
                if gate.reason
            ),
        ]
    )
    file = Node(PurePosixPath("reasons.yaml"), 1)
    for reason in needed:
        if reason not in reasons:
            problems.add(file, f"断る理由「{reason}」の訳がありません")
    for reason in reasons:
        if reason not in needed:
            problems.add(file, f"「{reason}」は、どの手続でも使われていません")
