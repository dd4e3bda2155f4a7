"""A form from its file: rows of cells, each put where it stands on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dtcoach.adapters.content.nodes import Entries, Node, Scalar
from dtcoach.adapters.content.reading import (
    child,
    entries_of,
    items_of,
    optional_text,
    text_in,
    text_of,
    texts_in,
    whole_number,
    word_of,
    yes_or_no,
)
from dtcoach.adapters.paper.form import (
    HEAD_MM,
    LABEL_PAD_MM,
    MARGIN_MM,
    PAPERS,
    Box,
    BoxKind,
    Column,
    Form,
    Labels,
)
from dtcoach.domain.content import Phrase

_FORM_KEYS = ("form", "paper", "page", "title", "title-say", "copies", "resident", "labels", "rows")
_CELL_KEYS = (
    "label", "say", "field", "text", "heading", "checks", "barcode", "qr", "table", "columns",
    "rows", "width", "size", "frame",
)  # fmt: skip
_REST = "rest"


def read_form(root: Node, phrases: Mapping[str, Phrase]) -> Form:
    """The form of a file's tree. Raises UnsoundContent."""
    entries = entries_of(root, _FORM_KEYS)
    width, height = _page(entries)
    labels = (
        _labels(child(entries, "labels"), width, height) if "labels" in entries.entries else None
    )
    boxes: list[Box] = []
    left, y, room = float(MARGIN_MM), float(MARGIN_MM + HEAD_MM), width - 2 * MARGIN_MM
    if labels is not None:
        left, y, room = LABEL_PAD_MM, LABEL_PAD_MM, labels.width - 2 * LABEL_PAD_MM
    for row in items_of(child(entries, "rows")):
        made, below = _row(row, left, y, room)
        boxes += made
        y = below
    for box in boxes:
        if box.phrase and box.phrase not in phrases:
            raise box.node.problem(f"「{box.phrase}」という言葉がありません")
    title_phrase = optional_text(entries, "title-say")
    if title_phrase and title_phrase not in phrases:
        raise root.problem(f"「{title_phrase}」という言葉がありません")
    return Form(
        id=text_in(entries, "form"),
        node=Node(root.file, root.line),
        title=text_in(entries, "title"),
        title_phrase=title_phrase,
        width=width,
        height=height,
        copies=texts_in(entries, "copies") or ("",),
        for_resident=yes_or_no(entries, "resident", default=False),
        boxes=tuple(boxes),
        phrases=phrases,
        labels=labels,
    )


def _page(entries: Entries) -> tuple[float, float]:
    if "page" in entries.entries:
        sides = items_of(child(entries, "page"))
        if len(sides) != 2:
            raise child(entries, "page").problem("page は [幅, 高さ] を mm で書きます")
        width, height = (whole_number(side, 50, 420) for side in sides)
        return width, height
    return PAPERS[word_of(child(entries, "paper"), PAPERS, "用紙の大きさ")]


def _labels(node: Node, width: float, height: float) -> Labels:
    """Labels stand in the middle of the sheet where nothing else is said."""
    entries = entries_of(node, ("table", "across", "down", "width", "height", "left", "top"))
    across, down = (whole_number(child(entries, key), 1, 20) for key in ("across", "down"))
    wide, high = (_millimetres(child(entries, key)) for key in ("width", "height"))
    left, top = (width - across * wide) / 2, (height - down * high) / 2
    if "left" in entries.entries:
        left = _millimetres(entries.entries["left"])
    if "top" in entries.entries:
        top = _millimetres(entries.entries["top"])
    if (
        min(left, top) < -0.01
        or left + across * wide > width + 0.01
        or top + down * high > height + 0.01
    ):
        raise node.problem("ラベルが紙からはみ出します")
    return Labels(text_in(entries, "table"), across, down, wide, high, left, top)


def _millimetres(node: Node) -> float:
    """Sheets of labels are measured in tenths."""
    text = text_of(node)
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9])?", text):
        raise node.problem(f"「{text}」は mm の長さではありません（例 86.4）")
    return float(text)


def _row(node: Node, x: float, y: float, room: float) -> tuple[list[Box], float]:
    entries = entries_of(node, ("cells", "height", "gap"))
    y += whole_number(child(entries, "gap"), 0, 60) if "gap" in entries.entries else 0
    height = whole_number(child(entries, "height"), 3, 400)
    cells = [_cell(cell) for cell in items_of(child(entries, "cells"))]
    given = sum(box.width for box in cells)
    open_ones = sum(1 for box in cells if not box.width)
    placed = []
    for box in cells:
        width = box.width or (room - given) / open_ones
        placed.append(replace(box, x=x, y=y, width=width, height=height))
        x += width
    return placed, y + height


def _cell(node: Node) -> Box:
    entries = entries_of(node, _CELL_KEYS)
    box = Box(
        node=Node(node.file, node.line),
        kind=BoxKind.FIELD,
        x=0,
        y=0,
        width=_width(entries),
        height=0,
        label=optional_text(entries, "label"),
        phrase=optional_text(entries, "say"),
        field=optional_text(entries, "field"),
        size=whole_number(entries.entries["size"], 7, 60) if "size" in entries.entries else 10,
        frame=yes_or_no(entries, "frame", default=True),
    )
    if "text" in entries.entries and (box.label or box.phrase):
        return replace(box, text=text_in(entries, "text"))
    for kind in (BoxKind.TEXT, BoxKind.HEADING):
        if kind.value in entries.entries:
            return replace(box, kind=kind, text=text_in(entries, kind.value))
    for kind in (BoxKind.BARCODE, BoxKind.QR, BoxKind.TABLE):
        if kind.value in entries.entries:
            return _special(replace(box, kind=kind, field=text_in(entries, kind.value)), entries)
    if "checks" in entries.entries:
        return replace(box, kind=BoxKind.CHECKS, choices=texts_in(entries, "checks"))
    if not box.label and not box.field:
        if not box.phrase:
            raise node.problem("label か、text か、say が要ります")
        return replace(box, kind=BoxKind.TEXT)
    return box


def _special(box: Box, entries: Entries) -> Box:
    if box.kind is not BoxKind.TABLE:
        return box
    columns = tuple(_column(column) for column in items_of(child(entries, "columns")))
    return replace(box, columns=columns, rows=whole_number(child(entries, "rows"), 1, 60))


def _column(node: Node) -> Column:
    entries = entries_of(node, ("label", "field", "width"))
    return Column(
        text_in(entries, "label"),
        optional_text(entries, "field"),
        whole_number(child(entries, "width"), 3, 400),
    )


def _width(entries: Entries) -> float:
    found = entries.entries.get("width")
    if found is None or (isinstance(found, Scalar) and text_of(found) == _REST):
        return 0
    return whole_number(found, 3, 400)
