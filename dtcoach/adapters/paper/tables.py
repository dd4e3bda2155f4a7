"""Tables of a document as pieces: rows, labels with what belongs to them, lines to tick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dtcoach.adapters.paper.chain import FontChain
from dtcoach.adapters.paper.ink import GREY, Ink
from dtcoach.adapters.paper.piece import BOX, GAP, MOST_HIGH, TINT, Draw, Piece, high, plain
from dtcoach.app.document import TICK, Cells, Grid, Pairs, Ticks


def grid(block: Grid, chain: FontChain, width: float) -> Iterator[Piece]:
    whole = sum(heading.share for heading in block.headings)
    wide = [width * heading.share / whole for heading in block.headings]
    head = _grid_head(block, wide)
    yield head
    for index, row in enumerate(block.rows):
        strong = index in block.strong
        tall = max(
            high(cell, chain, own - 2, block.size) for cell, own in zip(row, wide, strict=True)
        )
        tall = min(max(tall + 1.4, block.least), MOST_HIGH)
        yield Piece(tall, _grid_row(block, row, wide, tall, strong=strong), again=head)
    yield Piece(GAP + 1, lambda *_: None)


def _grid_head(block: Grid, wide: list[float]) -> Piece:
    def draw(ink: Ink, x: float, y: float, width: float) -> None:
        ink.fill(x, y, width, 6, TINT)
        for heading, own in zip(block.headings, wide, strict=True):
            ink.box(x, y, own, 6)
            ink.text(heading.text, (x + 1, y, own - 2, 6), 8, what=heading.text, one_line=True)
            x += own

    return Piece(6.0, draw, keep=True)


def _grid_row(
    block: Grid, row: tuple[str, ...], wide: list[float], tall: float, *, strong: bool
) -> Draw:
    def draw(ink: Ink, x: float, y: float, width: float) -> None:
        if strong:
            ink.fill(x, y, 1.2, tall)
        for heading, cell, own in zip(block.headings, row, wide, strict=True):
            ink.box(x, y, own, tall)
            if cell == TICK:
                side = min(4.2, own - 1.2, tall - 1.2)
                ink.box(x + (own - side) / 2, y + (tall - side) / 2, side, side, 0.3)
                x += own
                continue
            ink.text(
                cell, (x + 1 + (1 if strong else 0), y, own - 2 - (1 if strong else 0), tall),
                block.size, what=heading.text,
            )  # fmt: skip
            x += own

    return draw


def pairs(block: Pairs, chain: FontChain, width: float) -> Iterator[Piece]:
    inner = width - block.label_mm
    for label, text in block.pairs:
        tall = max(
            high(text, chain, inner - 3, block.size) + 2,
            high(label, chain, block.label_mm - 3, 9) + 2,
            6.5 if text else block.blank,
        )
        yield Piece(min(tall, MOST_HIGH), _pair(block, label, text, min(tall, MOST_HIGH)))
    yield Piece(GAP + 1, lambda *_: None)


def _pair(block: Pairs, label: str, text: str, tall: float) -> Draw:
    def draw(ink: Ink, x: float, y: float, width: float) -> None:
        own = block.label_mm
        ink.fill(x, y, own, tall, TINT)
        ink.box(x, y, own, tall)
        ink.box(x + own, y, width - own, tall)
        ink.text(label, (x + 1.5, y, own - 3, tall), 9, what=label)
        ink.text(text, (x + own + 1.5, y, width - own - 3, tall), block.size, what=label)

    return draw


def ticks(block: Ticks, chain: FontChain, width: float) -> Iterator[Piece]:
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
    inner = text - BOX - 4
    tall = max(high(line, chain, inner, 9.5) + 2.2, 7.5)

    def draw(ink: Ink, x: float, y: float, _wide: float) -> None:
        ink.box(x, y, text, tall, 0.25)
        ink.box(x + 1.4, y + (tall - BOX) / 2, BOX, BOX, 0.35)
        ink.text(line, (x + BOX + 3, y, inner, tall), 9.5, what=line[:16])
        for index in range(count):
            ink.box(x + text + each * index, y, each, tall, 0.25)

    return Piece(tall, draw)


def cells(block: Cells, chain: FontChain, width: float) -> Iterator[Piece]:
    yield plain(block.heading, chain, width, 8.5, keep=True)
    wide = width / block.across
    for first in range(0, len(block.cells), block.across):
        row = _cell_row(block.cells[first : first + block.across], wide)
        yield replace(row, keep=first + block.across < len(block.cells))
    yield Piece(GAP, lambda *_: None)


def _cell_row(cells: tuple[str, ...], wide: float) -> Piece:
    def draw(ink: Ink, x: float, y: float, _wide: float) -> None:
        for index, cell in enumerate(cells):
            ink.box(x + wide * index, y, wide, 5, 0.2)
            place = (x + wide * index + 1, y, wide - 2, 5)
            ink.text(cell, place, 8, one_line=True, what=cell)

    return Piece(5.0, draw)
