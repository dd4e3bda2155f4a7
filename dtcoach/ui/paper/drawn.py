"""A paper with its pages as pixels: what a thread of its own brings back to a sheet."""

from __future__ import annotations

from dtcoach.app.document import Document, no_progress
from dtcoach.app.paper import Order, Paper, Picture, Press
from dtcoach.frozen import dataclass
from dtcoach.ui.paper.preview import PREVIEW_DPI


@dataclass(frozen=True, slots=True)
class Drawn:
    """The PDF, and the first of its pages to look at."""

    paper: Paper
    pages: tuple[Picture, ...]


def draw(
    press: Press, made: Order | Document, dpi: int = PREVIEW_DPI, most: int | None = None
) -> Drawn:
    """Off the GUI thread: all of it is frozen. Raises KnownError."""
    paper = press.draw(made) if isinstance(made, Order) else press.bind(made, no_progress)
    return Drawn(paper, press.pictures(paper.pdf, dpi, most))
