"""A form drawn as PDF: every copy, every page, its marks, its imprint. Same order, same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO

from dtcoach.adapters.paper.chain import FontChain
from dtcoach.adapters.paper.form import Box, Form
from dtcoach.adapters.paper.form_page import FormPage
from dtcoach.adapters.paper.ink import PT, Ink
from dtcoach.adapters.paper.label_sheet import draw_labels
from dtcoach.app.paper import Order, Paper
from dtcoach.domain.form_values import Value


def draw(form: Form, order: Order, chain: FontChain) -> Paper:
    """All pages of a form. An order without values gives the form for the pen."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, (form.width * PT, form.height * PT), invariant=1, pageCompression=1)
    canvas.setTitle(form.title)
    canvas.setAuthor("dtcoach")
    ink = Ink(canvas, chain, form.height)
    if form.labels is not None:
        total = draw_labels(form, order, ink)
        canvas.save()
        return Paper(out.getvalue(), total, tuple(ink.doubtful), tuple(ink.cut))
    pages = _chunks(form, order.values)
    total = len(pages) * len(form.copies)
    number = 0
    for copy in form.copies:
        for values in pages:
            number += 1
            FormPage(form, order, ink, values).draw(copy, number, total)
            canvas.showPage()
    canvas.save()
    return Paper(out.getvalue(), total, tuple(ink.doubtful), tuple(ink.cut))


def draw_page(form: Form, order: Order, ink: Ink, copy: str) -> None:
    """One copy of a form on the page that `ink` stands on, as a page of something larger."""
    FormPage(form, order, ink, order.values).draw(copy, 1, 1)


def _chunks(form: Form, values: Mapping[str, Value]) -> list[Mapping[str, Value]]:
    """The values of each page: a table that is longer than its page goes on on the next."""
    table = form.table
    rows = () if table is None else values.get(table.field, ())
    if table is None or not isinstance(rows, tuple) or len(rows) <= table.rows:
        return [values]
    return [
        {**values, table.field: rows[first : first + table.rows]}
        for first in range(0, len(rows), table.rows)
    ]


def trial(
    form: Form, order: Order, chain: FontChain
) -> Iterator[tuple[Box | None, tuple[str, ...], tuple[str, ...]]]:
    """Each box of a form with the words of it that are cut and the characters without a shape;
    None for what stands around the boxes."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(BytesIO(), (form.width * PT, form.height * PT))
    for box in (None, *form.boxes):
        ink = Ink(canvas, chain, form.height)
        page = FormPage(form, order, ink, order.values)
        if box is None:
            page.draw(form.copies[0], 1, 1, boxes=False)
        else:
            page.box(box)
        yield box, tuple(ink.cut), tuple(ink.doubtful)
