"""The blocks of a document as pieces: how high each is at a width, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dtcoach.adapters.paper.chain import FontChain
from dtcoach.adapters.paper.fitting import Fitted
from dtcoach.adapters.paper.ink import BLACK, GREY, PT, Ink
from dtcoach.adapters.paper.piece import (
    BOX,
    GAP,
    MOST_HIGH,
    TINT,
    Chains,
    Piece,
    fitted_in,
    high,
    plain,
    put,
)
from dtcoach.adapters.paper.tables import cells, grid, pairs, ticks
from dtcoach.app.document import (
    Block,
    Cells,
    FlowBox,
    Grid,
    Pairs,
    Row,
    Spoken,
    Ticks,
    Title,
    WayBlock,
    Words,
)


def pieces(block: Block, chains: Chains, width: float, *, dense: bool = False) -> Iterator[Piece]:
    """The pieces of a block in a column of that width; `dense` in smaller type where it must be."""
    match block:
        case Words():
            yield from _words(block, chains(block.language), width)
        case Title():
            yield _title(block, chains(block.language), width)
        case FlowBox():
            yield _flow_box(block, chains("ja"), width)
        case WayBlock():
            first, *rest = _way(block, chains("ja"), width, _SMALL if dense else _USUAL)
            whole = first.height + sum(piece.height for piece in rest)
            yield from (replace(first, unit=whole), *rest)
        case Ticks():
            yield from ticks(block, chains("ja"), width)
        case Cells():
            yield from cells(block, chains("ja"), width)
        case Spoken():
            yield _spoken(block, chains, width)
        case Grid():
            yield from grid(block, chains("ja"), width)
        case Pairs():
            yield from pairs(block, chains("ja"), width)


def _words(block: Words, chain: FontChain, width: float) -> Iterator[Piece]:
    pad = 2.0 if block.mark else 0.0
    inset = block.size * 0.36 if block.hang else 0.0
    room = high(block.text, chain, width - 2 * pad - inset, block.size)
    if room > MOST_HIGH and not block.mark and not block.hang:
        yield from _long_words(block, chain, width)
        return

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        if block.mark:
            ink.box(x, y, wide, room + 2 * pad, 0.6)
        pen = ink.with_chain(chain)
        put(pen, block.hang, x + pad, y + pad, inset + 2, block.size)
        inner = wide - 2 * pad - inset
        put(pen, block.text, x + pad + inset, y + pad, inner, block.size)

    yield Piece(room + 2 * pad + GAP, draw)


def _long_words(block: Words, chain: FontChain, width: float) -> Iterator[Piece]:
    """Line by line, so that it goes on on the next page."""
    fitted = fitted_in(block.text, chain, width, block.size)
    for line in fitted.lines:
        yield _line(replace(fitted, lines=(line,)))
    yield Piece(GAP, lambda *_: None)


def _line(fitted: Fitted) -> Piece:
    return Piece(fitted.height / PT, lambda ink, x, y, _wide: ink.put(fitted, x, y))


def _title(block: Title, chain: FontChain, width: float) -> Piece:
    room = high(block.text, chain, width - 3, block.size) + 1.6

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        ink.fill(x, y + 1, wide, room, TINT)
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
        ink.fill(x, y, tag, room, TINT)
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
        yield plain(block.reason, chain, width, size - 0.5, keep=True)
    for note in block.notes:
        yield plain(note, chain, width, size - 0.5, keep=True)
    for row in block.rows:
        yield _row(row, chain, width, size)
    for note in block.after:
        yield plain(note, chain, width, size - 0.5)
    yield Piece(1.6, lambda *_: None)


_LEAD, _KIND = 11.0, 8.0
_USUAL, _SMALL = 8.5, 7.5


def _row(row: Row, chain: FontChain, width: float, size: float) -> Piece:
    text = width - BOX - _LEAD - _KIND - 3
    tall = max(high(row.text, chain, text, size), BOX) + (1.4 if size == _USUAL else 0.9)

    def draw(ink: Ink, x: float, y: float, _wide: float) -> None:
        if row.heavy:
            ink.line(x + 0.6, y + 1, x + BOX - 0.2, y + BOX + 0.2, 0.7)
            ink.line(x + 0.6, y + BOX + 0.2, x + BOX - 0.2, y + 1, 0.7)
        else:
            _tick_box(ink, x + 0.3, y + 0.7, dashed=not row.for_all)
        at = x + BOX + 1.2
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
    ink.box(x, y, BOX, BOX, 0.35)
    ink.canvas.restoreState()


def _spoken(block: Spoken, chains: Chains, width: float) -> Piece:
    tag = 9.0
    inner = width - tag - 2
    lines = [(text, language, 10.5 if language == "ja" else 9.5) for language, text in block.lines]
    heights = [high(text, chains(language), inner, size) + 0.5 for text, language, size in lines]
    room = sum(heights) + 2

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        ink.box(x, y, wide, room, 0.3)
        ink.fill(x, y, tag, room, TINT)
        ink.text(block.number, (x, y, tag, room), 12, centre=True, one_line=True)
        at = y + 1
        for (text, language, size), tall in zip(lines, heights, strict=True):
            put(ink.with_chain(chains(language)), text, x + tag + 1, at, inner, size)
            at += tall

    return Piece(room + 1.2, draw)
