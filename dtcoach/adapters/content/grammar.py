"""Conditions as written in YAML, read into the domain's closed grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from dtcoach.adapters.content.hours import CLOCK, minute_in
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
    OpeningIs,
    SettingIs,
    SnapshotKnown,
    SystemIs,
    TimeOfDay,
)
from dtcoach.domain.content import FactDefinition
from dtcoach.domain.deadline import Deadline
from dtcoach.domain.hours import MINUTES_A_DAY, Opening
from dtcoach.domain.words import UNKNOWN, WORKING, Status, WorldKey
from dtcoach.frozen import dataclass

UNCONFIRMED = "要確認"
_RANGE = re.compile(r"(-?\d{1,3})?\.\.(-?\d{1,3})?")
_TIMES = re.compile(rf"({CLOCK})?\.\.({CLOCK})?")
_WORLD_KEYS = {key.value: key for key in WorldKey}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a condition may use in one file."""

    facts: Mapping[str, FactDefinition]
    settings: frozenset[str]
    deadline: Deadline | None = None
    procedure: str = ""


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
    found: set[Status] = set()
    for word in _words(node):
        text = word_of(word, ["works", *Status], "状態")
        found |= WORKING if text == "works" else {Status(text)}
    return frozenset(found)


def _fact_is(definition: FactDefinition, node: Node) -> FactIs:
    if definition.is_date:
        raise node.problem("日付の条件は days-since か days-left で書きます")
    values = [choice.value for choice in definition.choices]
    return FactIs(
        definition.name,
        frozenset(word_of(word, [*values, UNKNOWN], "答え") for word in _words(node)),
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


OPENINGS: Mapping[str, Opening] = {
    UNCONFIRMED if opening is Opening.UNCONFIRMED else opening.value: opening for opening in Opening
}
SERVICES = (WorldKey.KONBINI.value,)
"""What has hours of its own in the profile."""

WAYS: Mapping[str, str] = {
    "konbini": "konbini.menu",
    "downtime-server": "downtime-server.certificates",
    "accept-and-hold": "accept-and-hold",
}
"""Where the profile says, procedure by procedure, whether the ward does it that way."""


def _time_of_day(node: Node, vocabulary: Vocabulary) -> Condition:
    del vocabulary
    text = text_of(node)
    match = _TIMES.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        raise node.problem(
            f"「{text}」は時間帯ではありません（例: 06:30..23:00、..08:30、17:00..）"
        )
    low = None if match[1] is None else minute_in(node, match[1])
    high = None if match[2] is None else minute_in(node, match[2], end=True)
    if (low or 0) >= (MINUTES_A_DAY if high is None else high):
        raise node.problem(f"「{text}」は、終わりが始まりより後の時間帯ではありません")
    return TimeOfDay(low, high)


def _open_now(node: Node, vocabulary: Vocabulary) -> Condition:
    procedure = _of_one_procedure(node, vocabulary)
    return _every(
        node,
        SERVICES,
        lambda service, value: OpeningIs(
            service,
            procedure,
            frozenset(OPENINGS[word_of(word, OPENINGS, "状態")] for word in _words(value)),
        ),
    )


def _ward_offers(node: Node, vocabulary: Vocabulary) -> Condition:
    procedure = _of_one_procedure(node, vocabulary)
    return _every(
        node,
        WAYS,
        lambda way, value: SettingIs(
            f"{WAYS[way]}.{procedure}",
            frozenset(_decision(word) for word in _words(value)),
        ),
    )


def _decision(node: Node) -> str | None:
    word = word_of(node, ("yes", "no", UNCONFIRMED), "答え")
    return None if word == UNCONFIRMED else word


def _of_one_procedure(node: Node, vocabulary: Vocabulary) -> str:
    if not vocabulary.procedure:
        raise node.problem("この条件は、手続のファイルの中だけで使えます")
    return vocabulary.procedure


def _words(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else (node,)


def _every(node: Node, known: Collection[str], make: Callable[[str, Node], Condition]) -> Condition:
    parts = tuple(make(key, value) for key, value in entries_of(node, known).entries.items())
    if not parts:
        raise node.problem("条件がありません")
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
    "time-of-day": _time_of_day,
    "open-now": _open_now,
    "ward-offers": _ward_offers,
    "all": lambda node, vocabulary: AllOf(_several(node, vocabulary)),
    "any": lambda node, vocabulary: AnyOf(_several(node, vocabulary)),
    "not": lambda node, vocabulary: Not(read_condition(node, vocabulary)),
    "always": _always,
}
