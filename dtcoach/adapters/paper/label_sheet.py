"""Sheets of address labels: each label from a row, and in the margin what the sheet is."""

from __future__ import annotations

from collections.abc import Mapping

from dtcoach.adapters.paper.form import LABEL_PAD_MM, Form, Labels
from dtcoach.adapters.paper.form_page import FormPage
from dtcoach.adapters.paper.ink import GREY, PT, Ink
from dtcoach.app.paper import Order

_MARGIN_X_MM, _MARGIN_Y_MM = 8.0, 5.5
"""What most printers leave white at the edges of a sheet."""


def draw_labels(form: Form, order: Order, ink: Ink) -> int:
    """Every label of the order; how many sheets that are. A row without words leaves its label
    as it is: a sheet that was begun is used up."""
    labels = form.labels
    assert labels is not None
    rows = order.values.get(labels.table, ())
    given = rows if isinstance(rows, tuple) else ()
    sheets = max(-(-len(given) // labels.count), 1)
    for sheet in range(sheets):
        first = sheet * labels.count
        for index, row in enumerate(given[first : first + labels.count]):
            if row:
                _label(form, labels, order, ink, index, row)
        _margin(form, labels, order, ink, f"{sheet + 1}/{sheets}")
        ink.canvas.showPage()
    return sheets


def _label(
    form: Form, labels: Labels, order: Order, ink: Ink, index: int, row: Mapping[str, str]
) -> None:
    x, y = labels.corner(index)
    canvas = ink.canvas
    canvas.saveState()
    canvas.translate(x * PT, -y * PT)
    page = FormPage(form, order, ink, {**order.values, **row}, row.get("number", ""))
    page.boxes()
    kinds = [mark for mark in order.marks if mark in ("訓練", "再現")]
    if kinds:
        place = (labels.width - LABEL_PAD_MM - 11, LABEL_PAD_MM - 1.5, 11.0, 6.0)
        ink.fill(*place)
        ink.text(kinds[0], place, 11, ink=1, centre=True, one_line=True)
    canvas.restoreState()


def _margin(form: Form, labels: Labels, order: Order, ink: Ink, page: str) -> None:
    """Above the first row: for whoever holds the sheet, not for whom it is sent to."""
    room = labels.top - _MARGIN_Y_MM - 1
    if room < 3:
        return
    imprint = order.imprint
    words = (
        *order.marks,
        form.title,
        f"版 {imprint.content}" if imprint.content else "",
        imprint.approved,
        imprint.at,
        page,
    )
    place = (_MARGIN_X_MM, _MARGIN_Y_MM, form.width - 2 * _MARGIN_X_MM, min(room, 5))
    ink.text("　".join(filter(None, words)), place, 7, ink=GREY, one_line=True)
