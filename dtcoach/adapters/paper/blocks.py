"""The blocks of the paper pack as pieces: how high each is at a width, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dtcoach.adapters.paper.chain import FontChain
from dtcoach.adapters.paper.fitting import Fitted, fit
from dtcoach.adapters.paper.ink import BLACK, GREY, PT, Ink
from dtcoach.app.pack import (
    Block,
    Cells,
    FlowBox,
    Row,
    Spoken,
    Ticks,
    Title,
    WayBlock,
    Words,
)

Chains = Callable[[str], FontChain]

Draw = Callable[[Ink, float, float, float], None]
"""Draws at x, y (the upper left corner, mm) in that width."""

_TINT = 0.92
_GAP = 1.2
_BOX = 3.2
_TALL = 10_000.0


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never broken over two pages. `keep`: nor is it the last on one (a heading).
    `unit`: how high all stands that begins here and is read in one go, where that can be."""

    height: float
    draw: Draw
    keep: bool = False
    unit: float = 0.0


def pieces(block: Block, chains: Chains, width: float, *, dense: bool = False) -> Iterator[Piece]:
    """The pieces of a block in a column of that width; `dense` in smaller type where it must be."""
    match block:
        case Words():
            yield _words(block, chains(block.language), width)
        case Title():
            yield _title(block, chains(block.language), width)
        case FlowBox():
            yield _flow_box(block, chains("ja"), width)
        case WayBlock():
            first, *rest = _way(block, chains("ja"), width, _SMALL if dense else _USUAL)
            whole = first.height + sum(piece.height for piece in rest)
            yield from (replace(first, unit=whole), *rest)
        case Ticks():
            yield from _ticks(block, chains("ja"), width)
        case Cells():
            yield from _cells(block, chains("ja"), width)
        case Spoken():
            yield _spoken(block, chains, width)


def high(text: str, chain: FontChain, width: float, size: float) -> float:
    """How high a text stands in that width, in mm."""
    return _fitted(text, chain, width, size).height / PT if text else 0.0


@lru_cache(maxsize=4096)
def _fitted(text: str, chain: FontChain, width: float, size: float) -> Fitted:
    """Measured once, then drawn as it was measured."""
    return fit(text, chain, width * PT, _TALL, size)


def put(
    pen: Ink, text: str, x: float, y: float, width: float, size: float, ink: float = BLACK
) -> None:
    """A text with its top at y, as high as it needs to be."""
    if text:
        pen.put(_fitted(text, pen.chain, width, size), x, y, ink)


def _words(block: Words, chain: FontChain, width: float) -> Piece:
    pad = 2.0 if block.mark else 0.0
    inset = block.size * 0.36 if block.hang else 0.0
    room = high(block.text, chain, width - 2 * pad - inset, block.size)

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        if block.mark:
            ink.box(x, y, wide, room + 2 * pad, 0.6)
        pen = ink.with_chain(chain)
        put(pen, block.hang, x + pad, y + pad, inset + 2, block.size)
        inner = wide - 2 * pad - inset
        put(pen, block.text, x + pad + inset, y + pad, inner, block.size)

    return Piece(room + 2 * pad + _GAP, draw)


def _title(block: Title, chain: FontChain, width: float) -> Piece:
    room = high(block.text, chain, width - 3, block.size) + 1.6

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        ink.fill(x, y + 1, wide, room, _TINT)
        put(ink.with_chain(chain), block.text, x + 1.5, y + 1.6, wide - 3, block.size)

    return Piece(room + 2.2, draw, keep=True)


def _flow_box(block: FlowBox, chain: FontChain, width: float) -> Piece:
    """The question on the left, its answers with their arrows on the right."""
    left, tag = width * 0.44, 13.0
    right = width - left
    inner = left - tag - 2
    heights = [
        high(block.title, chain, inner, 11),
        high(block.text, chain, inner, 8.5),
        high(block.note, chain, inner, 7.5),
    ]
    asked = sum(heights) + 2
    answer_room, to_room = right * 0.54, right * 0.46 - 7
    each = [
        max(
            high(arrow.answers, chain, answer_room - 2, 9),
            high(arrow.to, chain, to_room - 2, 9.5),
        )
        + 1.6
        for arrow in block.arrows
    ]
    room = max(asked, sum(each), 9.0)

    def draw(ink: Ink, x: float, y: float, _wide: float) -> None:
        ink.box(x, y, left, room, 0.4)
        ink.fill(x, y, tag, room, _TINT)
        ink.text(block.number, (x, y, tag, room), 11.5, centre=True, one_line=True)
        at = y + 0.8
        for text, size, tall in zip(
            (block.title, block.text, block.note), (11, 8.5, 7.5), heights, strict=True
        ):
            put(ink, text, x + tag + 1, at, inner, size, ink=GREY if size < 8 else BLACK)
            at += tall
        spare = (room - sum(each)) / len(each)
        at = y
        for arrow, own in zip(block.arrows, each, strict=True):
            tall = own + spare
            ink.box(x + left, at, right, tall, 0.25)
            ink.text(arrow.answers, (x + left + 1.2, at, answer_room - 2, tall), 9, what="答え")
            middle, start = at + tall / 2, x + left + answer_room
            ink.line(start, middle, start + 5, middle, 0.5)
            ink.line(start + 3.4, middle - 1.3, start + 5, middle, 0.5)
            ink.line(start + 3.4, middle + 1.3, start + 5, middle, 0.5)
            if arrow.strong:
                ink.box(start + 6, at + 0.5, to_room, tall - 1, 0.6)
            ink.text(arrow.to, (start + 7, at, to_room - 2, tall), 9.5, what="行き先")
            at += tall

    return Piece(room + 1.0, draw)


def _way(block: WayBlock, chain: FontChain, width: float, size: float) -> Iterator[Piece]:
    name = f"{block.letter}　{block.title}"
    tall = high(name, chain, width - 3, 12) + 1.6

    def head(ink: Ink, x: float, y: float, wide: float) -> None:
        ink.fill(x, y + 1, wide, tall)
        ink.text(name, (x + 1.5, y + 1, wide - 3, tall), 12, ink=1, what=name)

    yield Piece(tall + 1.8, head, keep=True)
    if block.reason:
        yield _plain(block.reason, chain, width, size - 0.5, keep=True)
    for note in block.notes:
        yield _plain(note, chain, width, size - 0.5, keep=True)
    for row in block.rows:
        yield _row(row, chain, width, size)
    for note in block.after:
        yield _plain(note, chain, width, size - 0.5)
    yield Piece(1.6, lambda *_: None)


def _plain(text: str, chain: FontChain, width: float, size: float, *, keep: bool = False) -> Piece:
    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        put(ink, text, x + 0.5, y, wide - 1, size)

    return Piece(high(text, chain, width - 1, size) + 0.6, draw, keep=keep)


_LEAD, _KIND = 11.0, 8.0
_USUAL, _SMALL = 8.5, 7.5


def _row(row: Row, chain: FontChain, width: float, size: float) -> Piece:
    text = width - _BOX - _LEAD - _KIND - 3
    tall = max(high(row.text, chain, text, size), _BOX) + (1.4 if size == _USUAL else 0.9)

    def draw(ink: Ink, x: float, y: float, _wide: float) -> None:
        if row.heavy:
            ink.line(x + 0.6, y + 1, x + _BOX - 0.2, y + _BOX + 0.2, 0.7)
            ink.line(x + 0.6, y + _BOX + 0.2, x + _BOX - 0.2, y + 1, 0.7)
        else:
            _tick_box(ink, x + 0.3, y + 0.7, dashed=not row.for_all)
        at = x + _BOX + 1.2
        ink.text(row.lead, (at, y, _LEAD - 1, 4.6), 9, one_line=True, what="番号")
        at += _LEAD
        if row.heavy:
            ink.fill(at, y + 0.5, _KIND - 0.8, 3.8, 0.25)
        ink.text(
            row.kind, (at, y + 0.3, _KIND - 0.8, 4), 7.5,
            ink=1 if row.heavy else GREY, centre=True, one_line=True,
        )  # fmt: skip
        put(ink, row.text, at + _KIND, y + 0.4, text, size)

    return Piece(tall, draw)


def _tick_box(ink: Ink, x: float, y: float, *, dashed: bool) -> None:
    """Dashed: only for whom the words fit."""
    ink.canvas.saveState()
    if dashed:
        ink.canvas.setDash([1.5, 1.5])
    ink.box(x, y, _BOX, _BOX, 0.35)
    ink.canvas.restoreState()


def _ticks(block: Ticks, chain: FontChain, width: float) -> Iterator[Piece]:
    each = 18.0 if len(block.columns) <= 3 else 10.5
    text = width - each * len(block.columns)

    def head(ink: Ink, x: float, y: float, _wide: float) -> None:
        for index, column in enumerate(block.columns):
            place = (x + text + each * index, y, each, 4.4)
            ink.text(column, place, 7.5, ink=GREY, centre=True, one_line=True)

    yield Piece(4.6, head, keep=True)
    for line in block.lines:
        yield _tick(line, chain, text, each, len(block.columns))


def _tick(line: str, chain: FontChain, text: float, each: float, count: int) -> Piece:
    inner = text - _BOX - 4
    tall = max(high(line, chain, inner, 9.5) + 2.2, 7.5)

    def draw(ink: Ink, x: float, y: float, _wide: float) -> None:
        ink.box(x, y, text, tall, 0.25)
        ink.box(x + 1.4, y + (tall - _BOX) / 2, _BOX, _BOX, 0.35)
        ink.text(line, (x + _BOX + 3, y, inner, tall), 9.5, what=line[:16])
        for index in range(count):
            ink.box(x + text + each * index, y, each, tall, 0.25)

    return Piece(tall, draw)


def _cells(block: Cells, chain: FontChain, width: float) -> Iterator[Piece]:
    yield _plain(block.heading, chain, width, 8.5, keep=True)
    wide = width / block.across
    for first in range(0, len(block.cells), block.across):
        row = _cell_row(block.cells[first : first + block.across], wide)
        yield replace(row, keep=first + block.across < len(block.cells))
    yield Piece(_GAP, lambda *_: None)


def _cell_row(cells: tuple[str, ...], wide: float) -> Piece:
    def draw(ink: Ink, x: float, y: float, _wide: float) -> None:
        for index, cell in enumerate(cells):
            ink.box(x + wide * index, y, wide, 5, 0.2)
            place = (x + wide * index + 1, y, wide - 2, 5)
            ink.text(cell, place, 8, one_line=True, what=cell)

    return Piece(5.0, draw)


def _spoken(block: Spoken, chains: Chains, width: float) -> Piece:
    tag = 9.0
    inner = width - tag - 2
    lines = [(text, language, 10.5 if language == "ja" else 9.5) for language, text in block.lines]
    heights = [high(text, chains(language), inner, size) + 0.5 for text, language, size in lines]
    room = sum(heights) + 2

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        ink.box(x, y, wide, room, 0.3)
        ink.fill(x, y, tag, room, _TINT)
        ink.text(block.number, (x, y, tag, room), 12, centre=True, one_line=True)
        at = y + 1
        for (text, language, size), tall in zip(lines, heights, strict=True):
            put(ink.with_chain(chains(language)), text, x + tag + 1, at, inner, size)
            at += tall

    return Piece(room + 1.2, draw)
