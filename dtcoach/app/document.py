"""What a document of several pages is made of: blocks in parts, decided here, drawn by the press.

Pure and frozen. The paper pack, お知らせ, 引継ぎ書 and role cards are such documents; a report can
be one, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dtcoach.app.paper import Imprint
from dtcoach.domain.form_values import Value
from dtcoach.frozen import dataclass

Progress = Callable[[int, int], None]
"""Called with pages done and pages in all (0 before that is known). Raises where nobody wants the
document any more."""


def no_progress(_done: int, _pages: int) -> None:
    """For whoever only waits."""


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


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a grid, and its share of the width."""

    text: str
    share: float = 1.0


TICK = "□"
"""A cell of a grid that is a box to tick."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Rows are as high as their words need; on a further page the headings come again.
    `strong` names rows that matter most by their place; `least` is the height of a row in mm."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    size: float = 9
    strong: frozenset[int] = frozenset()
    least: float = 6.0


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels, and beside each what belongs to it; an empty one leaves `blank` mm for the pen."""

    pairs: tuple[tuple[str, str], ...]
    label_mm: float = 32
    size: float = 10
    blank: float = 8


Block = Words | Title | FlowBox | WayBlock | Ticks | Cells | Spoken | Grid | Pairs


@dataclass(frozen=True, slots=True)
class Part:
    """One part with pages of its own. `title` stands in the table of contents, under `group`.
    Blocks of `narrow` stand in two columns below `blocks`. `bare`: without a head on its pages.
    `one_page`: in larger or smaller type, so that it fills one page."""

    group: str
    title: str
    blocks: tuple[Block, ...] = ()
    narrow: tuple[Block, ...] = ()
    bare: bool = False
    one_page: bool = False
    form: str = ""
    """A form of `forms/` in place of blocks, filled from `values`, one page for each."""
    values: tuple[Mapping[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Parts one after the other, each beginning on a page of its own.

    `subject` stands at the foot of every page beside ward and title. `cover` comes first, then with
    `contents` a page that names the page of every part. `marks` stand on every page (訓練, 未承認).
    """

    title: str
    subject: str
    ward: str
    parts: tuple[Part, ...]
    imprint: Imprint
    marks: tuple[str, ...] = ()
    cover: tuple[Block, ...] = ()
    contents: bool = False
