"""Readings above kanji, as they are written in content: 受付《うけつけ》, or ｜1日《ついたち》."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtcoach.frozen import dataclass

KANJI = "一-龯々〆ヶ"
_READ = re.compile(rf"(?:｜([^｜《》]+)|([{KANJI}]+))《([^《》]+)》")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and what is written above it."""

    text: str
    reading: str = ""


def pieces(text: str) -> tuple[Piece, ...]:
    """The text in runs with and without a reading."""
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    for found in _READ.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(found[1] or found[2], found[3])
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def bare(text: str) -> str:
    """The text without its readings."""
    return "".join(piece.text for piece in pieces(text))
