"""YAML as a tree that knows its lines, and nothing of YAML's dangers.

Every scalar stays text (so `no` is the word no). Anchors, aliases and tags are refused at the
first sight of one, so nothing expands; size and depth have limits; a key stands once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import yaml

from dtcoach.frozen import dataclass

MAX_BYTES = 512 * 1024
MAX_DEPTH = 24


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a content file. Lines count from 1."""

    file: PurePosixPath
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class UnsoundContent(Exception):
    """Raised where reading a part of a file cannot go on; carries its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a file."""

    file: PurePosixPath
    line: int

    def problem(self, message: str) -> UnsoundContent:
        """The error to raise about this piece."""
        return UnsoundContent(Problem(self.file, self.line, message))


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """A text."""

    text: str


@dataclass(frozen=True, slots=True)
class Items(Node):
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entries(Node):
    """A mapping, in the order of the file."""

    entries: dict[str, Node]
    key_lines: dict[str, int]


def read_yaml(file: PurePosixPath, data: bytes) -> Node:
    """The tree of a file. Raises UnsoundContent with the line of the first fault."""
    start = Node(file, 1)
    if len(data) > MAX_BYTES:
        raise start.problem(f"ファイルが大きすぎます（上限 {MAX_BYTES // 1024} KiB）")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Node(file, line).problem("UTF-8 の文字ではありません") from None
    try:
        if _PLAIN.search(text) is None and text.count("[") + text.count("{") < 1000:
            return _plain_document(file, text)
        return _Builder(file, text).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 1 if mark is None else mark.line + 1
        raise Node(file, line).problem(f"YAML として読めません（{error.problem}）") from None
    except yaml.YAMLError as error:
        # The parser counts bytes, for it is given UTF-8.
        line = text.encode()[: getattr(error, "position", 0) or 0].count(b"\n") + 1
        raise Node(file, line).problem("YAML として読めない文字があります") from None


_PLAIN = re.compile(r"[&*!]|(?:^|[\s-])\?(?:\s|$)|(?:-\s+){20}|^\s{60}", re.MULTILINE)
"""What may be an anchor, an alias, a tag or a deep nest (lists and `?` keys on one line, which
would overflow the stack of C). A text without any of it can be composed in C, three times as fast;
the others are looked at event by event."""

_ANOTHER_DOCUMENT = "一つのファイルには一つの文書だけを書きます"


def _plain_document(file: PurePosixPath, text: str) -> Node:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.composer.ComposerError as error:
        mark = error.problem_mark
        raise Node(file, 1 if mark is None else mark.line + 1).problem(_ANOTHER_DOCUMENT) from None
    if root is None:
        raise Node(file, 1).problem("中身がありません")
    return _converted(file, root, 0)


def _converted(file: PurePosixPath, node: yaml.Node, depth: int) -> Node:
    line = node.start_mark.line + 1
    if depth > MAX_DEPTH:
        raise Node(file, line).problem("入れ子が深すぎます")
    if isinstance(node, yaml.ScalarNode):
        return Scalar(file, line, node.value)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_converted(file, item, depth + 1) for item in node.value)
        return Items(file, line, items)
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        _enter(entries, lines, _converted(file, key, depth + 1))
        entries[key.value] = _converted(file, value, depth + 1)
    return Entries(file, line, entries, lines)


def _enter(entries: dict[str, Node], lines: dict[str, int], key: Node) -> str:
    """The text of a key that stands here for the first time."""
    if not isinstance(key, Scalar):
        raise key.problem("項目名は文字で書きます")
    if key.text in entries:
        raise key.problem(f"「{key.text}」が二度書かれています")
    lines[key.text] = key.line
    return key.text


class _Builder:
    def __init__(self, file: PurePosixPath, text: str) -> None:
        self._file = file
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)

    def document(self) -> Node:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._at(event).problem(_ANOTHER_DOCUMENT)
                root = self._node(next(self._events), 0)
        if root is None:
            raise Node(self._file, 1).problem("中身がありません")
        return root

    def _at(self, event: yaml.Event) -> Node:
        mark = event.start_mark
        return Node(self._file, 1 if mark is None else mark.line + 1)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        here = self._at(event)
        if depth > MAX_DEPTH:
            raise here.problem("入れ子が深すぎます")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise here.problem("アンカー（&）と別名（*）は使えません")
        if isinstance(event, yaml.ScalarEvent):
            self._no_tag(event, here)
            return Scalar(self._file, here.line, event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            self._no_tag(event, here)
            return Items(self._file, here.line, tuple(self._list(depth)))
        self._no_tag(event, here)
        return self._mapping(here, depth)

    @staticmethod
    def _no_tag(event: yaml.Event, here: Node) -> None:
        if getattr(event, "tag", None) not in (None, "!"):
            raise here.problem("タグ（!）は使えません")

    def _list(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _mapping(self, here: Node, depth: int) -> Entries:
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            name = _enter(entries, lines, self._node(event, depth + 1))
            entries[name] = self._node(next(self._events), depth + 1)
        return Entries(self._file, here.line, entries, lines)
