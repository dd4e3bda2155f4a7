"""A piece of a document: how high it is at its width, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dtcoach.adapters.paper.chain import FontChain
from dtcoach.adapters.paper.fitting import Fitted, fit
from dtcoach.adapters.paper.ink import BLACK, PT, Ink
from dtcoach.frozen import dataclass

Chains = Callable[[str], FontChain]

Draw = Callable[[Ink, float, float, float], None]
"""Draws at x, y (the upper left corner, mm) in that width."""

TINT = 0.92
GAP = 1.2
BOX = 3.2
TALL = 10_000.0
MOST_HIGH = 240.0
"""No piece is higher than a page has room."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never broken over two pages. `keep`: nor is it the last on one (a heading). `again`
    stands above it where it begins a page (the headings of its table). `unit`: how high all stands
    that begins here and is read in one go, where that can be."""

    height: float
    draw: Draw
    keep: bool = False
    again: Piece | None = None
    unit: float = 0.0


def high(text: str, chain: FontChain, width: float, size: float) -> float:
    """How high a text stands in that width, in mm."""
    return fitted_in(text, chain, width, size).height / PT if text else 0.0


@lru_cache(maxsize=4096)
def fitted_in(text: str, chain: FontChain, width: float, size: float) -> Fitted:
    """Measured once, then drawn as it was measured."""
    return fit(text, chain, width * PT, TALL, size)


def put(
    pen: Ink, text: str, x: float, y: float, width: float, size: float, ink: float = BLACK
) -> None:
    """A text with its top at y, as high as it needs to be."""
    if text:
        pen.put(fitted_in(text, pen.chain, width, size), x, y, ink)


def plain(text: str, chain: FontChain, width: float, size: float, *, keep: bool = False) -> Piece:
    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        put(ink, text, x + 0.5, y, wide - 1, size)

    return Piece(high(text, chain, width - 1, size) + 0.6, draw, keep=keep)
