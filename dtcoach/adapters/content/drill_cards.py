"""The role cards of a drill file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from dtcoach.adapters.content.drill_words import day_of
from dtcoach.adapters.content.nodes import Entries, Node
from dtcoach.adapters.content.reading import (
    child,
    entries_of,
    member_of,
    optional_text,
    text_in,
    text_of,
    whole_number,
    word_of,
)
from dtcoach.domain.content import Content, Procedure
from dtcoach.domain.drill.plan import Card, Does, Part, Person
from dtcoach.domain.practice.story import facts_that_matter
from dtcoach.domain.practice.traps import TRAPS
from dtcoach.domain.words import UNKNOWN, Route

_CARD = (
    "card", "procedure", "trap", "played-by", "person", "says", "says-easy", "behaves", "facts",
    "reveals", "lesson", "outcome", "observe",
)  # fmt: skip


class CardWords:
    """Reads one card after another. `today` is the day of the drill."""

    def __init__(
        self,
        content: Content,
        today: date,
        parts: Mapping[str, Part],
        observed: Callable[[Entries], tuple[str, ...]],
    ) -> None:
        self._content = content
        self._today = today
        self._players = [name for name, part in parts.items() if part.does is Does.RESIDENT]
        self._observed = observed

    def card(self, name: str, node: Node) -> Card:
        """Raises UnsoundContent."""
        entries = entries_of(node, _CARD)
        given, content = entries.entries, self._content
        id = word_of(child(entries, "procedure"), content.procedures, "手続")
        procedure = content.procedures[id]
        matters = facts_that_matter(content, procedure)
        outcome = entries_of(child(entries, "outcome"), ("route", "due"))
        return Card(
            id=name,
            procedure=id,
            outcome=self._route(child(outcome, "route"), procedure),
            trap=self._trap(given.get("trap"), id),
            due=day_of(outcome.entries["due"], self._today) if "due" in outcome.entries else "",
            played_by=word_of(given["played-by"], self._players, "来庁者役")
            if "played-by" in given
            else "",
            person=_person(given["person"]) if "person" in given else None,
            says=optional_text(entries, "says"),
            says_easy=optional_text(entries, "says-easy"),
            behaves=optional_text(entries, "behaves"),
            facts=self._facts(given.get("facts"), matters),
            reveals=self._reveals(given.get("reveals"), matters),
            lesson=optional_text(entries, "lesson"),
            observe=self._observed(entries),
        )

    def _route(self, node: Node, procedure: Procedure) -> Route:
        route = member_of(node, Route, "方法")
        if procedure.route(route) is None:
            raise node.problem(f"「{procedure.title}」に、この方法はありません")
        return route

    def _trap(self, node: Node | None, procedure: str) -> str:
        if node is None:
            return ""
        name = word_of(node, TRAPS, "落とし穴（自習と同じもの）")
        if procedure not in TRAPS[name].procedures:
            raise node.problem(f"落とし穴「{name}」は、この手続のものではありません")
        return name

    def _facts(self, node: Node | None, matters: Collection[str]) -> Mapping[str, str]:
        if node is None:
            return {}
        found = self._read_here(node, matters).entries
        return {name: self._value(name, value) for name, value in found.items()}

    def _read_here(self, node: Node, matters: Collection[str]) -> Entries:
        entries = entries_of(node, self._content.facts)
        for name, line in entries.key_lines.items():
            if name not in matters:
                raise Node(node.file, line).problem(f"「{name}」は、この手続では聞きません")
        return entries

    def _value(self, name: str, node: Node) -> str:
        fact = self._content.facts[name]
        if text_of(node) == UNKNOWN:
            return UNKNOWN
        if fact.is_date:
            return day_of(node, self._today)
        return word_of(node, [choice.value for choice in fact.choices], "答え")

    def _reveals(self, node: Node | None, matters: Collection[str]) -> Mapping[str, str]:
        if node is None:
            return {}
        found = self._read_here(node, matters).entries
        return {name: text_of(said) for name, said in found.items()}


def _person(node: Node) -> Person:
    entries = entries_of(node, ("name", "kana", "age", "household"))
    return Person(
        name=text_in(entries, "name"),
        kana=text_in(entries, "kana"),
        age=whole_number(child(entries, "age"), 0, 120),
        household=optional_text(entries, "household"),
    )
