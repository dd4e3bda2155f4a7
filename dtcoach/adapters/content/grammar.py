"""Conditions as written in YAML, read into the domain's closed grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dtcoach.adapters.content.nodes import Items, Node
from dtcoach.adapters.content.reading import (
    entries_of,
    items_of,
    suggestion,
    text_of,
    word_of,
)
from dtcoach.domain.conditions import (
    AllOf,
    Always,
    AnyOf,
    Condition,
    DaysLeft,
    DaysSince,
    FactIs,
    Not,
    SettingIs,
    SnapshotKnown,
    SystemIs,
)
from dtcoach.domain.content import FactDefinition
from dtcoach.domain.deadline import Deadline
from dtcoach.domain.words import UNKNOWN, WORKING, Status, WorldKey

UNCONFIRMED = "要確認"
_RANGE = re.compile(r"(-?\d{1,3})?\.\.(-?\d{1,3})?")
_WORLD_KEYS = {key.value: key for key in WorldKey}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a condition may use in one file."""

    facts: Mapping[str, FactDefinition]
    settings: frozenset[str]
    deadline: Deadline | None = None


def read_condition(node: Node, vocabulary: Vocabulary) -> Condition:
    """A mapping is the conjunction of its entries; `any`, `all` and `not` nest."""
    entries = entries_of(node)
    if not entries.entries:
        raise node.problem("条件がありません")
    parts = tuple(
        _read_entry(Node(node.file, entries.key_lines[key]), key, value, vocabulary)
        for key, value in entries.entries.items()
    )
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _read_entry(where: Node, key: str, value: Node, vocabulary: Vocabulary) -> Condition:
    if key in _WORLD_KEYS:
        return SystemIs(_WORLD_KEYS[key], read_statuses(value))
    if key in vocabulary.facts:
        return _fact_is(vocabulary.facts[key], value)
    if key in _SPECIAL:
        return _SPECIAL[key](value, vocabulary)
    known = [*_WORLD_KEYS, *vocabulary.facts, *_SPECIAL]
    raise where.problem(f"「{key}」という条件はありません{suggestion(key, known)}")


def read_statuses(node: Node) -> frozenset[Status]:
    """One status or a list of them; `works` is up or degraded."""
    words = node.items if isinstance(node, Items) else (node,)
    found: set[Status] = set()
    for word in words:
        text = word_of(word, ["works", *Status], "状態")
        found |= WORKING if text == "works" else {Status(text)}
    return frozenset(found)


def _fact_is(definition: FactDefinition, node: Node) -> FactIs:
    if definition.is_date:
        raise node.problem("日付の条件は days-since か days-left で書きます")
    values = [choice.value for choice in definition.choices]
    words = node.items if isinstance(node, Items) else (node,)
    return FactIs(
        definition.name,
        frozenset(word_of(word, [*values, UNKNOWN], "答え") for word in words),
    )


def _range(node: Node) -> tuple[int | None, int | None]:
    text = text_of(node)
    match = _RANGE.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        raise node.problem(f"「{text}」は範囲ではありません（例: 0..10、..0、11..）")
    low, high = (None if part is None else int(part) for part in match.groups())
    if low is not None and high is not None and low > high:
        raise node.problem(f"「{text}」は下限が上限より大きい範囲です")
    return low, high


def _days_since(node: Node, vocabulary: Vocabulary) -> Condition:
    entries = entries_of(node)
    dates = [name for name, fact in vocabulary.facts.items() if fact.is_date]
    parts = []
    for name, value in entries.entries.items():
        where = Node(node.file, entries.key_lines[name])
        if name not in dates:
            raise where.problem(f"「{name}」という日付はありません{suggestion(name, dates)}")
        parts.append(DaysSince(name, *_range(value)))
    if not parts:
        raise node.problem("どの日付かがありません")
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _days_left(node: Node, vocabulary: Vocabulary, *, opening: bool = False) -> Condition:
    if vocabulary.deadline is None:
        raise node.problem("この手続には期限（deadline）が書かれていません")
    return DaysLeft(vocabulary.deadline, *_range(node), opening=opening)


def _opening_days_left(node: Node, vocabulary: Vocabulary) -> Condition:
    return _days_left(node, vocabulary, opening=True)


def _snapshot(node: Node, vocabulary: Vocabulary) -> Condition:
    del vocabulary
    known = SnapshotKnown()
    return known if word_of(node, ("known", "missing"), "答え") == "known" else Not(known)


def _setting(node: Node, vocabulary: Vocabulary) -> Condition:
    entries = entries_of(node, vocabulary.settings)
    parts = tuple(
        SettingIs(key, frozenset({None if (text := text_of(value)) == UNCONFIRMED else text}))
        for key, value in entries.entries.items()
    )
    if not parts:
        raise node.problem("どの設定かがありません")
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _several(node: Node, vocabulary: Vocabulary) -> tuple[Condition, ...]:
    parts = tuple(read_condition(item, vocabulary) for item in items_of(node))
    if not parts:
        raise node.problem("条件がありません")
    return parts


def _always(node: Node, vocabulary: Vocabulary) -> Condition:
    del vocabulary
    word_of(node, ("yes",), "答え")
    return Always()


_SPECIAL: Mapping[str, Callable[[Node, Vocabulary], Condition]] = {
    "days-since": _days_since,
    "days-left": _days_left,
    "opening-days-left": _opening_days_left,
    "snapshot": _snapshot,
    "setting": _setting,
    "all": lambda node, vocabulary: AllOf(_several(node, vocabulary)),
    "any": lambda node, vocabulary: AnyOf(_several(node, vocabulary)),
    "not": lambda node, vocabulary: Not(read_condition(node, vocabulary)),
    "always": _always,
}
