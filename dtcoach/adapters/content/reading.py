"""Taking a tree apart with clear sentences: what is missing, unknown or of the wrong shape."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from typing import ParamSpec, TypeVar

from dtcoach.adapters.content.nodes import Entries, Items, Node, Problem, Scalar, UnsoundContent

P = ParamSpec("P")
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Problems:
    """Collects what is wrong, so that one fault does not hide the next."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, node: Node, message: str) -> None:
        """Note a problem and go on."""
        self.found.append(node.problem(message).problem)

    def attempt(self, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """The result of read(…), or None with the problem noted."""
        try:
            return read(*args, **kwargs)
        except UnsoundContent as error:
            self.found.append(error.problem)
            return None

    def each(self, node: Node | None, read: Callable[[Node], T]) -> Iterator[T]:
        """Every item of a list that could be read; none for None."""
        if node is None:
            return
        for item in items_of(node):
            result = self.attempt(read, item)
            if result is not None:
                yield result


def suggestion(word: str, known: Collection[str]) -> str:
    """「もしかして: …」 when a known word is near, else nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"（もしかして: {near[0]}）" if near else ""


def items_of(node: Node) -> tuple[Node, ...]:
    """The items of a list."""
    if not isinstance(node, Items):
        raise node.problem("ここは一覧（- で始まる行）で書きます")
    return node.items


def entries_of(node: Node, allowed: Collection[str] | None = None) -> Entries:
    """A mapping whose keys are all allowed (None: any)."""
    if not isinstance(node, Entries):
        raise node.problem("ここは「項目: 値」の形で書きます")
    if allowed is not None:
        for key, line in node.key_lines.items():
            if key not in allowed:
                where = Node(node.file, line)
                raise where.problem(f"「{key}」という項目はありません{suggestion(key, allowed)}")
    return node


def child(node: Entries, key: str) -> Node:
    """A required entry."""
    found = node.entries.get(key)
    if found is None:
        raise node.problem(f"「{key}」がありません")
    return found


def text_of(node: Node) -> str:
    """A text that is not empty."""
    if not isinstance(node, Scalar):
        raise node.problem("ここは文字で書きます")
    text = node.text.strip()
    if not text:
        raise node.problem("文字がありません")
    return text


def text_in(node: Entries, key: str) -> str:
    """The text of a required entry."""
    return text_of(child(node, key))


def optional_text(node: Entries, key: str) -> str:
    """The text of an entry, or nothing."""
    found = node.entries.get(key)
    return "" if found is None else text_of(found)


def texts_in(node: Entries, key: str) -> tuple[str, ...]:
    """The texts of a list entry; nothing where it is not there."""
    found = node.entries.get(key)
    return () if found is None else tuple(text_of(item) for item in items_of(found))


def sources_in(node: Entries, known: Collection[str] | None) -> tuple[str, ...]:
    """The sources named at an entry, each one of the known (None: content without a list)."""
    found = node.entries.get("sources")
    if found is None:
        return ()
    if known is None:
        return tuple(text_of(item) for item in items_of(found))
    return tuple(word_of(item, known, "出典（sources.yaml）") for item in items_of(found))


def word_of(node: Node, known: Collection[str], what: str) -> str:
    """A text that is one of the known words."""
    word = text_of(node)
    if word not in known:
        raise node.problem(f"「{word}」という{what}はありません{suggestion(word, known)}")
    return word


def member_of(node: Node, kind: type[E], what: str) -> E:
    """A text that is one of an enumeration's words."""
    return kind(word_of(node, [member.value for member in kind], what))


def braces_only(node: Node, names: Collection[str]) -> str:
    """A text that names nothing but these in its braces; any other brace would be shown as it is,
    or stop the engine."""
    text = rest = text_of(node)
    for name in names:
        rest = rest.replace("{" + name + "}", "")
    if "{" in rest or "}" in rest:
        listed = "、".join("{" + name + "}" for name in names)
        told = f"波かっこの中に書けるのは {listed} だけです" if listed else "波かっこは書けません"
        raise node.problem(told)
    return text


def whole_number(node: Node, low: int = -999_999, high: int = 999_999) -> int:
    """A whole number from low to high."""
    text = text_of(node)
    digits = text[1:] if text.startswith("-") else text
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        raise node.problem(f"「{text}」は整数ではありません")
    if not low <= int(text) <= high:
        raise node.problem(f"「{text}」は {low} から {high} までの整数ではありません")
    return int(text)


def yes_or_no(node: Entries, key: str, *, default: bool) -> bool:
    """yes or no of an optional entry."""
    found = node.entries.get(key)
    if found is None:
        return default
    return word_of(found, ("yes", "no"), "答え（yes か no）") == "yes"
