"""A drill file read with all that can be wrong with it; its cards are held against the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import TypeVar

from dtcoach.adapters.content.drill_cards import CardWords
from dtcoach.adapters.content.drill_checks import check_cards, check_times
from dtcoach.adapters.content.drill_words import (
    LONGEST_MINUTES,
    ActWords,
    moment_of,
    span_of,
    statuses_of,
)
from dtcoach.adapters.content.nodes import Entries, Node, Problem, read_yaml
from dtcoach.adapters.content.reading import (
    Problems,
    child,
    entries_of,
    items_of,
    member_of,
    optional_text,
    text_in,
    texts_in,
    whole_number,
    word_of,
)
from dtcoach.domain.content import Content
from dtcoach.domain.drill.plan import Call, Does, Drill, Inject, Item, Part
from dtcoach.domain.japanese_dates import long_date
from dtcoach.frozen import dataclass

T = TypeVar("T")
Closed = Callable[[date], bool]
ITEMS = "items.yaml"
"""What observers look for, shared by all drills of the folder."""

_DRILL = (
    "drill", "title", "summary", "scenario", "begins", "minutes", "sections", "aims", "parts",
    "found", "snapshot-at", "injects", "cards", "observe",
)  # fmt: skip
_INJECT = (
    "id", "title", "at", "after", "to", "only-if", "card", "call", "found", "board", "turns-into",
    "expects", "observe", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoadedDrills:
    """What a folder gave; a broken drill leaves the good ones standing."""

    drills: Mapping[str, Drill]
    problems: tuple[Problem, ...]


def load_drills(
    files: Mapping[str, bytes],
    content: Content,
    closed: Closed,
    *,
    lenient: bool = False,
    answers: bool = True,
) -> LoadedDrills:
    """`files` by their names within the folder of drills. `lenient` gives a drill that can be read
    whatever is wrong with it: one that was played long ago. Without `answers` the cards are not
    held against the engine: at work its answer is the key in any case."""
    problems = Problems()
    items = _items_in(files, problems)
    drills: dict[str, Drill] = {}
    for name in sorted(files):
        if name == ITEMS:
            continue
        root = problems.attempt(read_yaml, PurePosixPath("drills") / name, files[name])
        if root is not None:
            before = len(problems.found)
            reader = _Reader(content, closed, items, problems, answers=answers)
            drill = problems.attempt(reader.drill, root)
            if drill is not None and (lenient or len(problems.found) == before):
                drills[drill.id] = drill
    found = sorted(problems.found, key=lambda problem: (str(problem.file), problem.line))
    return LoadedDrills(drills, tuple(found))


def _items_in(files: Mapping[str, bytes], problems: Problems) -> Mapping[str, Item]:
    found: dict[str, Item] = {}
    if ITEMS not in files:
        return found
    root = problems.attempt(read_yaml, PurePosixPath("drills") / ITEMS, files[ITEMS])
    entries = None if root is None else problems.attempt(entries_of, root)
    for name, node in {} if entries is None else entries.entries.items():
        item = problems.attempt(_item, name, node)
        if item is not None:
            found[name] = item
    return found


def _item(name: str, node: Node) -> Item:
    entries = entries_of(node, ("look-for", "standard"))
    return Item(name, text_in(entries, "look-for"), text_in(entries, "standard"))


class _Reader:
    """One drill."""

    def __init__(
        self,
        content: Content,
        closed: Closed,
        items: Mapping[str, Item],
        problems: Problems,
        *,
        answers: bool,
    ) -> None:
        self._answers = answers
        self._content = content
        self._closed = closed
        self._items = items
        self._problems = problems
        self._used: dict[str, Item] = {}

    def drill(self, node: Node) -> Drill:
        """Raises UnsoundContent where nothing more can be read."""
        entries = entries_of(node, _DRILL)
        name = text_in(entries, "drill")
        if node.file.stem != name:
            raise child(entries, "drill").problem(f"ファイル名を {name}.yaml にしてください")
        begins = self._begins(child(entries, "begins"))
        length = timedelta(minutes=whole_number(child(entries, "minutes"), 1, LONGEST_MINUTES))
        listed = _by_id(entries, "parts", "part")
        parts = self._each(listed, self._part)
        cards_at = _by_id(entries, "cards", "card")
        injects_at = _by_id(entries, "injects", "id")
        reader = CardWords(self._content, begins.date(), parts, self._observed)
        cards = self._each(cards_at, reader.card)
        acts = ActWords(self._content.scenarios, cards_at)
        injects: dict[str, Inject] = {}
        for key, at in injects_at.items():
            inject = self._problems.attempt(
                self._inject, key, at, acts, parts, cards_at, injects_at, length
            )
            if inject is not None:
                injects[key] = inject
        if Does.PLAYS not in {part.does for part in parts.values()}:
            self._problems.add(child(entries, "parts"), "窓口で対応する人（plays）がいません")
        known = self._content.scenarios
        drill = Drill(
            id=name,
            title=text_in(entries, "title"),
            summary=text_in(entries, "summary"),
            scenario=word_of(child(entries, "scenario"), known, "想定"),
            begins=begins,
            length=length,
            sections=self._sections(entries),
            aims=texts_in(entries, "aims"),
            parts=parts,
            found=statuses_of(entries.entries.get("found")),
            snapshot_at=_snapshot(entries, begins),
            injects=injects,
            cards=cards,
            items=self._used,
            observe=self._observed(entries),
        )
        if len(injects) == len(injects_at) and len(cards) == len(cards_at):
            check_times(drill, injects_at, self._problems)
            if self._answers:
                check_cards(drill, cards_at, self._content, self._closed, self._problems)
        return drill

    def _begins(self, node: Node) -> datetime:
        begins = moment_of(node)
        if self._closed(begins.date()):
            raise node.problem(f"{long_date(begins.date())}は、窓口が開いていません")
        return begins

    def _sections(self, entries: Entries) -> tuple[str, ...]:
        known = self._content.profile.sections
        return tuple(word_of(one, known, "課") for one in items_of(child(entries, "sections")))

    def _part(self, name: str, node: Node) -> Part:
        entries = entries_of(node, ("part", "title", "does", "counter"))
        does = member_of(child(entries, "does"), Does, "役")
        counter = optional_text(entries, "counter")
        if does is Does.PLAYS and not counter:
            raise node.problem("対応する人には、窓口（counter）が要ります")
        return Part(name, text_in(entries, "title"), does, counter)

    def _inject(
        self,
        name: str,
        node: Node,
        acts: ActWords,
        parts: Mapping[str, Part],
        cards: Mapping[str, Node],
        injects: Mapping[str, Node],
        length: timedelta,
    ) -> Inject:
        entries = entries_of(node, _INJECT)
        at = span_of(child(entries, "at"))
        if at > length:
            raise child(entries, "at").problem("訓練の長さ（minutes）を過ぎています")
        given, problems = entries.entries, self._problems
        inject = Inject(
            id=name,
            title=text_in(entries, "title"),
            at=at,
            after=_named(entries, "after", injects, "出来事"),
            to=_several(given.get("to"), parts, "役"),
            only_if=acts.only_if(given["only-if"]) if "only-if" in given else None,
            card=_named(entries, "card", cards, "役割カード"),
            call=_call(given["call"]) if "call" in given else None,
            found=statuses_of(given.get("found")),
            board=statuses_of(given.get("board")),
            scenario=_named(entries, "turns-into", self._content.scenarios, "想定"),
            expects=tuple(problems.each(given.get("expects"), acts.expected)),
            observe=self._observed(entries),
            note=optional_text(entries, "note"),
        )
        if not (inject.card or inject.call or inject.found or inject.board or inject.scenario):
            raise node.problem("何が起きるか（card call board found turns-into）がありません")
        return inject

    def _observed(self, entries: Entries) -> tuple[str, ...]:
        given = entries.entries.get("observe")
        if given is None:
            return ()
        names = tuple(word_of(one, self._items, "観察の項目") for one in items_of(given))
        self._used.update({name: self._items[name] for name in names})
        return names

    def _each(self, nodes: Mapping[str, Node], read: Callable[[str, Node], T]) -> Mapping[str, T]:
        found: dict[str, T] = {}
        for name, node in nodes.items():
            one = self._problems.attempt(read, name, node)
            if one is not None:
                found[name] = one
        return found


def _by_id(entries: Entries, key: str, id_key: str) -> Mapping[str, Node]:
    """The items of a list by their ids; one stands once."""
    found: dict[str, Node] = {}
    listed = entries.entries.get(key)
    for item in () if listed is None else items_of(listed):
        name = text_in(entries_of(item), id_key)
        if name in found:
            raise item.problem(f"「{name}」が、この一覧に二度あります")
        found[name] = item
    return found


def _named(entries: Entries, key: str, known: Mapping[str, object], what: str) -> str:
    given = entries.entries.get(key)
    return "" if given is None else word_of(given, known, what)


def _several(node: Node | None, known: Mapping[str, object], what: str) -> tuple[str, ...]:
    return () if node is None else tuple(word_of(one, known, what) for one in items_of(node))


def _call(node: Node) -> Call:
    entries = entries_of(node, ("from", "words"))
    return Call(text_in(entries, "from"), text_in(entries, "words"))


def _snapshot(entries: Entries, begins: datetime) -> datetime | None:
    given = entries.entries.get("snapshot-at")
    if given is None:
        return None
    at = moment_of(given)
    if at >= begins:
        raise given.problem("データの日時は、訓練の始まりより前です")
    return at
