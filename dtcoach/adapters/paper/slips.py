"""A form from `forms/`, drawn as PDF: rows of labelled boxes, filled or left for the pen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from zlib import crc32

from dtcoach.adapters.content.nodes import Node, read_yaml
from dtcoach.adapters.content.reading import (
    child,
    entries_of,
    items_of,
    optional_text,
    text_in,
    whole_number,
)
from dtcoach.adapters.paper.outlines import truetype_for

_MM = 72 / 25.4
_MARGIN_MM = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A labelled box. Width and row height in mm, `size` of its text in points."""

    label: str
    field: str
    width: int
    size: int


@dataclass(frozen=True, slots=True)
class Form:
    """A page of rows of boxes; page size in mm."""

    id: str
    title: str
    note: str
    width: int
    height: int
    rows: tuple[tuple[int, tuple[Box, ...]], ...]


def read_form(folder: Path, form_id: str) -> Form:
    """The form of that id. Raises UnsoundContent, OSError."""
    name = f"{form_id}.yaml"
    root = read_yaml(PurePosixPath("forms") / name, (folder / name).read_bytes())
    entries = entries_of(root, ("form", "page", "title", "note", "rows"))
    width, height = (whole_number(side) for side in items_of(child(entries, "page")))
    return Form(
        id=text_in(entries, "form"),
        title=text_in(entries, "title"),
        note=optional_text(entries, "note"),
        width=width,
        height=height,
        rows=tuple(_row(row) for row in items_of(child(entries, "rows"))),
    )


def _row(node: Node) -> tuple[int, tuple[Box, ...]]:
    entries = entries_of(node, ("cells", "height"))
    boxes = tuple(_box(cell) for cell in items_of(child(entries, "cells")))
    return whole_number(child(entries, "height")), boxes


def _box(node: Node) -> Box:
    entries = entries_of(node, ("label", "field", "width", "size"))
    return Box(
        text_in(entries, "label"),
        text_in(entries, "field"),
        whole_number(child(entries, "width")),
        whole_number(child(entries, "size")),
    )


def draw(form: Form, values: Mapping[str, str], mark: str = "") -> bytes:
    """The PDF. `mark` (訓練, 再現) stands beside the title; same input, same bytes."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    boxes = [box for _, row in form.rows for box in row]
    text = "".join([form.title, form.note, mark, *(box.label for box in boxes), *values.values()])
    # Named by its text: reportlab keeps fonts by name, and each holds one page's glyphs.
    font = f"glyphs-{crc32(text.encode()):08x}"
    pdfmetrics.registerFont(TTFont(font, BytesIO(truetype_for(text))))
    out = BytesIO()
    page = Canvas(out, (form.width * _MM, form.height * _MM), invariant=1)
    page.setTitle(form.title)
    top = form.height - _MARGIN_MM - 6
    page.setFont(font, 18)
    page.drawString(_MARGIN_MM * _MM, top * _MM, form.title)
    if mark:
        page.drawRightString((form.width - _MARGIN_MM) * _MM, top * _MM, mark)
    page.setFont(font, 8)
    page.drawString(_MARGIN_MM * _MM, (top - 6) * _MM, form.note)
    y = top - 10
    for height, row in form.rows:
        x = float(_MARGIN_MM)
        y -= height
        for box in row:
            page.rect(x * _MM, y * _MM, box.width * _MM, height * _MM)
            page.setFont(font, 7)
            page.drawString((x + 1.5) * _MM, (y + height - 3.5) * _MM, box.label)
            page.setFont(font, box.size)
            page.drawString((x + 2) * _MM, (y + 3) * _MM, values.get(box.field, ""))
            x += box.width
    page.showPage()
    page.save()
    return out.getvalue()
