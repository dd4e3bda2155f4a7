"""Pieces on pages: wide ones down the page, narrow ones in two columns, none broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dtcoach.adapters.paper.blocks import pieces
from dtcoach.adapters.paper.form import PAPERS
from dtcoach.adapters.paper.piece import Chains, Piece
from dtcoach.app.document import Block, Part, Title, Words
from dtcoach.frozen import dataclass

WIDE, HIGH = PAPERS["A4"]
MARGIN = 11.0
TOP, BOTTOM = 26.0, 285.0
_BETWEEN = 4.0
_STEP = 2.0
"""By so much columns grow until all fits, in mm."""
_SCALES = (1.3, 1.2, 1.1, 1.0, 0.92, 0.85, 0.78, 0.7)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece where it stands on its page, in mm."""

    piece: Piece
    x: float
    y: float
    width: float


def laid_out(part: Part, chains: Chains) -> list[list[Placed]]:
    """The pages of a part; in smaller type where that saves a page: what lies on several is not
    found."""
    if part.one_page:
        return _on_one(part, chains)
    usual = _laid(part, chains, dense=False)
    if len(usual) == 1 or not part.narrow:
        return usual
    dense = _laid(part, chains, dense=True)
    return dense if len(dense) < len(usual) else usual


def _on_one(part: Part, chains: Chains) -> list[list[Placed]]:
    """In the largest type in which it stands on one page; what is too long even so takes more."""
    for scale in _SCALES:
        own = replace(
            part,
            blocks=tuple(_scaled(block, scale) for block in part.blocks),
            narrow=tuple(_scaled(block, scale) for block in part.narrow),
        )
        pages = _laid(own, chains, dense=False, whole=False)
        if len(pages) == 1:
            break
    return pages


def _scaled(block: Block, scale: float) -> Block:
    if isinstance(block, Words | Title):
        return replace(block, size=round(block.size * scale * 2) / 2)
    return block


def _laid(part: Part, chains: Chains, *, dense: bool, whole: bool = True) -> list[list[Placed]]:
    """The wide blocks down the page, then the narrow ones in two columns, both breaking over
    pages; `whole`: the narrow ones begin a page of their own where that keeps them together."""
    wide = WIDE - 2 * MARGIN
    pages: list[list[Placed]] = [[]]
    y = TOP
    for group in _kept([p for block in part.blocks for p in pieces(block, chains, wide)]):
        tall = sum(piece.height for piece in group)
        if y + tall > BOTTOM and pages[-1]:
            pages.append([])
            y = TOP
            head = group[0].again
            if head is not None:
                pages[-1].append(Placed(head, MARGIN, y, wide))
                y += head.height
        for piece in group:
            pages[-1].append(Placed(piece, MARGIN, y, wide))
            y += piece.height
    if not part.narrow:
        return pages
    column = (wide - _BETWEEN) / 2
    left = [p for block in part.narrow for p in pieces(block, chains, column, dense=dense)]
    groups = _kept(left)
    total = sum(piece.height for piece in left)
    if whole and (BOTTOM - y) * 2 < total + 25 <= (BOTTOM - TOP) * 2:
        pages.append([])  # the ways stand whole on one page, rather than on two halves
        y = TOP + 1
    while groups:
        if y > BOTTOM - 40:
            pages.append([])
            y = TOP
        groups = _two_columns(groups, pages[-1], y + 1, column)
        y = BOTTOM
    return pages


def _kept(given: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces in groups that stay together: a heading with what follows it."""
    groups: list[list[Piece]] = []
    open_group: list[Piece] = []
    for piece in given:
        open_group.append(piece)
        if not piece.keep:
            groups.append(open_group)
            open_group = []
    if open_group:
        groups.append(open_group)
    return groups


def _two_columns(
    groups: list[list[Piece]], page: list[Placed], top: float, width: float
) -> list[list[Piece]]:
    """As many groups as fit below `top`, in columns of about one height; what is left. A way is
    broken over two columns only where the page would not hold it otherwise."""
    room = BOTTOM - top
    tall = [sum(piece.height for piece in group) for group in groups]
    units = [group[0].unit for group in groups]
    places = _balanced(tall, units, room) or _balanced(tall, [0.0] * len(tall), room)
    if not places:
        places = _columns(tall, units, room, next_page=BOTTOM - TOP)
    for group, (column, down) in zip(groups, places, strict=False):
        x = MARGIN + column * (width + _BETWEEN)
        y = top + down
        for piece in group:
            page.append(Placed(piece, x, y, width))
            y += piece.height
    return groups[len(places) :]


def _balanced(
    tall: Sequence[float], units: Sequence[float], room: float
) -> list[tuple[int, float]]:
    """The places of all groups in two columns of about one height; none where they do not fit."""
    whole = max((unit for unit in units if unit <= room), default=0.0)
    limit = min(max(sum(tall) / 2, max(tall, default=0.0), whole), room)
    while limit < room + _STEP:
        places = _columns(tall, units, min(limit, room))
        if len(places) == len(tall):
            return places
        limit += _STEP
    return []


def _columns(
    tall: Sequence[float], units: Sequence[float], limit: float, next_page: float = 0.0
) -> list[tuple[int, float]]:
    """Column and height of every group that two columns hold. What is one unit begins a new column
    where that keeps it whole, or waits for the next page, whose columns are so high."""
    places: list[tuple[int, float]] = []
    column, y = 0, 0.0
    for height, unit in zip(tall, units, strict=True):
        needed = unit if height < unit <= limit else height
        if column == 1 and y > 0 and y + unit > limit and unit <= next_page:
            break
        if y + needed > limit and y > 0:
            column, y = column + 1, 0.0
            if column == 2:
                break
        places.append((column, y))
        y += height
    return places
