"""The paper pack: everything a counter needs when nothing is switched on, as one document.

Pure and frozen: what is drawn is decided here, how it is drawn is `Binder`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dtcoach.app.errors import KnownError
from dtcoach.app.paper import Imprint, Paper
from dtcoach.domain.form_values import Value

MOST_SLIPS = 200
"""Numbers in one pack; more is a matter for a printer's shop."""

Progress = Callable[[int, int], None]
"""Called with pages done and pages in all (0 before that is known). Raises `PackCancelled` where
nobody wants the pack any more."""


class PackCancelled(KnownError):
    """Somebody pressed やめる; nothing was written."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__("紙の一式をやめました。何も書いていません。")


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. `mark`: a box of its own around it, for what must not be overlooked."""

    text: str
    size: float = 9.5
    mark: bool = False
    language: str = "ja"
    hang: str = ""
    """What stands before the first line alone: further lines begin where the text began."""


@dataclass(frozen=True, slots=True)
class Title:
    """A heading inside a page."""

    text: str
    size: float = 11.5
    language: str = "ja"


@dataclass(frozen=True, slots=True)
class Arrow:
    """Answers, and where they lead; `strong` leads out of the flow, to a way."""

    answers: str
    to: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class FlowBox:
    """One question of a flow."""

    number: str
    title: str
    text: str
    note: str
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line to tick. `lead` stands before it (a number of the screen), `kind` says what it is;
    `heavy` ones are prohibitions; those not `for_all` are done where the words fit the resident."""

    lead: str
    kind: str
    text: str
    heavy: bool = False
    for_all: bool = True


@dataclass(frozen=True, slots=True)
class WayBlock:
    """A way with its steps. `letter` is what flows name it by."""

    letter: str
    title: str
    reason: str
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """Lines to tick, with a column for each time they are done."""

    lines: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """Short words in a grid, under a heading."""

    heading: str
    cells: tuple[str, ...]
    across: int = 4


@dataclass(frozen=True, slots=True)
class Spoken:
    """A phrase in several languages, each line with the language it is set in."""

    number: str
    lines: tuple[tuple[str, str], ...]


Block = Words | Title | FlowBox | WayBlock | Ticks | Cells | Spoken


@dataclass(frozen=True, slots=True)
class Part:
    """One part with pages of its own. `title` stands in the table of contents, under `group`.
    Blocks of `narrow` stand in two columns below `blocks`."""

    group: str
    title: str
    blocks: tuple[Block, ...] = ()
    narrow: tuple[Block, ...] = ()
    form: str = ""
    """A form of `forms/` in place of blocks, filled from `values`, one page for each."""
    values: tuple[Mapping[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class PackDocument:
    """The whole pack. `marks` stand on every page (訓練, 未承認)."""

    title: str
    scenario: str
    ward: str
    cover: tuple[Block, ...]
    parts: tuple[Part, ...]
    imprint: Imprint
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackWish:
    """What is asked for. The same wish over the same content gives the same bytes."""

    scenario: str
    at: datetime
    drill: bool = False
    label: str = "1"
    """The range of the slip numbers: the terminal that prints them."""
    first_slip: int = 1
    slips: int = 20


class Binder(Protocol):
    """Draws packs. The same document gives the same bytes."""

    def bind(self, document: PackDocument, progress: Progress) -> Paper: ...


def no_progress(_done: int, _pages: int) -> None:
    """For whoever only waits."""
