"""What a form is once it was read: boxes with their places on the page, in millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from dtcoach.adapters.content.nodes import Node
from dtcoach.domain.content import Phrase
from dtcoach.frozen import dataclass

PAPERS = {
    "A4": (210, 297),
    "A4-landscape": (297, 210),
    "A5": (148, 210),
    "A5-landscape": (210, 148),
    "label": (100, 148),
}
"""Page sizes by name; `label` is a sheet that a shipping label printer takes."""

LABEL_PAD_MM = 3.5
"""Nothing is printed nearer to the edge of a label: printers pull sheets a little askew."""

MARGIN_MM = 11
HEAD_MM = 17
FOOT_MM = 8


class BoxKind(StrEnum):
    """What is drawn in a box."""

    FIELD = "field"
    TEXT = "text"
    HEADING = "heading"
    CHECKS = "checks"
    BARCODE = "barcode"
    QR = "qr"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    label: str
    field: str
    width: float


@dataclass(frozen=True, slots=True)
class Box:
    """One box; `x` and `y` of its upper left corner from that of the page, in mm.

    `phrase` says `label` or `text` in the resident's language. A FIELD without `field` is left
    for the pen. `size` is the largest type, in points. `frame`: whether a line is drawn around it.
    """

    node: Node
    kind: BoxKind
    x: float
    y: float
    width: float
    height: float
    label: str = ""
    phrase: str = ""
    field: str = ""
    text: str = ""
    size: float = 10
    choices: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: int = 0
    frame: bool = True


@dataclass(frozen=True, slots=True)
class Labels:
    """A sheet of labels: each is filled from a row of `table`. Measures in mm; `left` and `top` is
    where the first begins."""

    table: str
    across: int
    down: int
    width: float
    height: float
    left: float
    top: float

    @property
    def count(self) -> int:
        """Labels on one sheet."""
        return self.across * self.down

    def corner(self, index: int) -> tuple[float, float]:
        """The upper left corner of a label, counted row by row."""
        down, across = divmod(index, self.across)
        return self.left + self.width * across, self.top + self.height * down


@dataclass(frozen=True, slots=True)
class Form:
    """A form. `copies` names each page that is printed of it (控え, お渡し). Where it is a sheet of
    `labels`, the boxes stand on one of them."""

    id: str
    node: Node
    title: str
    title_phrase: str
    width: float
    height: float
    copies: tuple[str, ...]
    for_resident: bool
    boxes: tuple[Box, ...]
    phrases: Mapping[str, Phrase]
    labels: Labels | None = None

    def said(self) -> tuple[Phrase, ...]:
        """All phrases of the form."""
        names = [self.title_phrase]
        for box in self.boxes:
            names += [box.phrase, *box.choices]
        return tuple(self.phrases[name] for name in names if name in self.phrases)

    @property
    def table(self) -> Box | None:
        """The table that goes on to further pages, if the form has one."""
        return next((box for box in self.boxes if box.kind is BoxKind.TABLE), None)
