"""The sections of a report as pieces: how high each is, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dtcoach.adapters.paper.chain import FontChain
from dtcoach.adapters.paper.fitting import fit, width_of
from dtcoach.adapters.paper.ink import BLACK, GREY, PT, Ink
from dtcoach.adapters.paper.piece import Piece, high, put
from dtcoach.adapters.paper.report_charts import bar_chart, column_chart, timeline_chart
from dtcoach.app.charts import BarChart, ColumnChart, Timeline
from dtcoach.app.figure_words import NOT_KNOWN
from dtcoach.app.report import (
    Facts,
    Grid,
    GridColumn,
    Heading,
    Hero,
    Heroes,
    Prose,
    Section,
    Sentence,
    Signatures,
)

_TINT = 0.95
_CELL = 8.5
_PAD = 3.0
_TOGETHER = 6
"""As many lines stay on one page."""


def report_pieces(section: Section, chain: FontChain, width: float) -> Iterator[Piece]:
    """The pieces of a section in that width."""
    match section:
        case Heroes():
            yield _heroes(section.heroes, chain)
        case Heading():
            yield _heading(section.text)
        case Sentence():
            yield _sentence(section, chain, width)
        case Prose():
            yield from _prose(section, chain, width)
        case Facts():
            yield from _facts(section, chain, width)
        case Grid():
            yield from grid_pieces(section, chain, width)
        case BarChart():
            yield bar_chart(section)
        case ColumnChart():
            yield column_chart(section)
        case Timeline():
            yield timeline_chart(section)
        case Signatures():
            yield _signatures(section)


def _heroes(heroes: Sequence[Hero], chain: FontChain) -> Piece:
    """Three to a row, each a large number over a thin line."""
    across, gap, tall = 3, 5.0, 24.0
    rows = -(-len(heroes) // across)

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        own = (wide - gap * (across - 1)) / across
        for index, hero in enumerate(heroes):
            at = (x + (own + gap) * (index % across), y + 3 + (tall + 2) * (index // across))
            _hero(ink, hero, *at, own)

    del chain
    return Piece(rows * (tall + 2) + 3, draw)


def _hero(ink: Ink, hero: Hero, x: float, y: float, wide: float) -> None:
    ink.line(x, y, x + wide, y, 0.7)
    ink.text(hero.label, (x, y + 1, wide, 5), 9, one_line=True, what=hero.label)
    if hero.value is None:
        ink.bold().text(NOT_KNOWN, (x, y + 6, wide, 11), 17, one_line=True)
    else:
        pen = ink.bold()
        fitted = pen.text(hero.value, (x, y + 6, wide - 10, 11), 25, one_line=True)
        used = width_of(fitted.lines[0], fitted.size) * fitted.narrow / PT
        ink.text(hero.unit, (x + used + 1, y + 9.2, 10, 7), 12, one_line=True)
    told = hero.note if hero.value is None else f"{hero.known.value}　{hero.note}"
    ink.text(told, (x, y + 17.4, wide, 5), 8, one_line=True, ink=0.25)


def _heading(text: str) -> Piece:
    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        ink.bold().text(text, (x, y + 3.4, wide, 7), 13, one_line=True)
        ink.line(x, y + 10.6, x + wide, y + 10.6, 0.4)

    return Piece(12.6, draw, keep=True)


def _sentence(section: Sentence, chain: FontChain, width: float) -> Piece:
    is_label = section.text.startswith("【")
    size = 8.5 if section.is_quiet else (11 if is_label else 9.5)
    ink_of = GREY if section.is_quiet else BLACK
    if section.is_quiet:
        ink_of = 0.3

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        pen = ink.bold() if is_label else ink
        put(pen, section.text.strip("【】"), x, y, wide, size, ink_of)

    return Piece(high(section.text, chain, width, size) + 1.6, draw, keep=not section.is_quiet)


def _prose(section: Prose, chain: FontChain, width: float) -> Iterator[Piece]:
    """A person's words, a paragraph a piece, so that a long text goes over pages."""
    inner = width - 4
    paragraphs = section.text.splitlines() or [""]
    for index, text in enumerate(paragraphs):
        yield _paragraph(text, chain, inner, last=index == len(paragraphs) - 1, by=section.by)


def _paragraph(text: str, chain: FontChain, inner: float, *, last: bool, by: str) -> Piece:
    tall = high(text or "　", chain, inner, 10)
    signed = 4.4 if last and by else 0.0

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        ink.fill(x, y, 0.9, tall + 0.8, 0.6)
        put(ink, text, x + 3, y + 0.2, wide - 4, 10)
        if signed:
            told = f"（{by} 記入）"
            ink.text(told, (x + 3, y + tall + 0.4, wide - 4, 4), 8, ink=0.3, one_line=True)

    return Piece(tall + signed + (2.2 if last else 0.0), draw)


def _facts(section: Facts, chain: FontChain, width: float) -> Iterator[Piece]:
    label, value = width * 0.19, width * 0.31
    widths = (label, value, width - label - value)
    together = len(section.rows) <= _TOGETHER
    for name, said, note in section.rows:
        yield _fact(name, said, note, chain, widths, keep=together)
    yield Piece(2.0, lambda *_: None)


def _fact(
    name: str,
    said: str,
    note: str,
    chain: FontChain,
    widths: tuple[float, float, float],
    *,
    keep: bool,
) -> Piece:
    label, value, rest = widths
    tall = max(high(said, chain, value - 2, 11), high(note, chain, rest - 2, 8.5), 5.0) + 2

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        ink.text(name, (x, y, label - 2, tall), 9, what=name, ink=0.25)
        ink.bold().text(said, (x + label, y, value - 2, tall), 11, what=name)
        ink.text(note, (x + label + value, y, rest, tall), 8.5, what=name, ink=0.25)
        ink.line(x, y + tall, x + wide, y + tall, 0.1)

    return Piece(tall, draw, keep=keep)


# --- tables -----------------------------------------------------------------------------------


def grid_pieces(grid: Grid, chain: FontChain, width: float) -> Iterator[Piece]:
    """Head and rows; the head comes again where the rows go on."""
    if not grid.rows:
        yield _empty(grid.empty or "ありません。")
        return
    widths = [column.share * width for column in grid.columns]
    head = _grid_head(grid.columns, chain, widths)
    yield head
    for index, row in enumerate(grid.rows):
        total = grid.last_is_total and index == len(grid.rows) - 1
        piece = _row(grid.columns, row, chain, widths, total=total)
        left = len(grid.rows) - 1 - index
        # Whole where it is short; and no row of it alone at the end or the beginning of a page.
        keep = left > 0 and (len(grid.rows) <= _TOGETHER or index == 0 or left == 1)
        yield replace(piece, again=head if index else None, keep=keep)
    yield Piece(2.4, lambda *_: None)


def _grid_head(columns: Sequence[GridColumn], chain: FontChain, widths: Sequence[float]) -> Piece:
    """The head of a table."""
    tall = max(
        high(column.title, chain, wide - _PAD, 8)
        for column, wide in zip(columns, widths, strict=True)
    )
    tall = max(tall, 4.0) + 2.0

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        ink.fill(x, y, wide, tall, _TINT)
        ink.line(x, y + tall, x + wide, y + tall, 0.35)
        at = x
        for column, own in zip(columns, widths, strict=True):
            place = (at + _PAD / 2, y, own - _PAD, tall)
            _cell(ink, column.title, place, 8, right=column.is_number)
            at += own

    return Piece(tall, draw, keep=True)


def _row(
    columns: Sequence[GridColumn],
    row: Sequence[str],
    chain: FontChain,
    widths: Sequence[float],
    *,
    total: bool,
) -> Piece:
    tall = max(
        high(cell, chain, wide - _PAD, _CELL) for cell, wide in zip(row, widths, strict=True)
    )
    tall = max(tall, 4.2) + 1.8

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        pen = ink.bold() if total else ink
        if total:
            ink.line(x, y, x + wide, y, 0.35)
        at = x
        for column, cell, own in zip(columns, row, widths, strict=True):
            place = (at + _PAD / 2, y, own - _PAD, tall)
            _cell(pen, cell, place, _CELL, right=column.is_number)
            at += own
        ink.line(x, y + tall, x + wide, y + tall, 0.1)

    return Piece(tall, draw)


def _cell(
    ink: Ink, text: str, place: tuple[float, float, float, float], size: float, *, right: bool
) -> None:
    x, y, wide, tall = place
    if right:
        fitted = fit(text, ink.chain, wide * PT, tall * PT, size)
        used = max((width_of(line, fitted.size) for line in fitted.lines), default=0) / PT
        x += max(wide - used * fitted.narrow, 0)
        wide = used * fitted.narrow + 0.2
    ink.text(text, (x, y, wide, tall), size, what=text[:12])


def _empty(text: str) -> Piece:
    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        ink.text(text, (x, y, wide, 6), 9.5, one_line=True)

    return Piece(8.0, draw)


def _signatures(section: Signatures) -> Piece:
    tall, wide_box = 20.0, 26.0

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        left = x + wide - wide_box * len(section.titles)
        for index, title in enumerate(section.titles):
            at = left + wide_box * index
            ink.box(at, y + 4, wide_box, tall, 0.25)
            ink.box(at, y + 4, wide_box, 5, 0.25)
            ink.text(title, (at, y + 4, wide_box, 5), 8, centre=True, one_line=True)

    return Piece(tall + 6, draw)
