"""A second opinion on what we draw: qpdf and pdfium open every form and the pack without a word."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest

from dtcoach.app.paper import Order
from dtcoach.domain.content import LANGUAGES
from tests.paper.test_golden import IMPRINT, VALUES, blanks, press
from tests.paper.test_pack import paper


def orders() -> Iterator[Order]:
    """Every form in every language in which it can be printed here, filled and blank."""
    for form, heading in press().headings().items():
        if heading.is_wards_own:
            continue
        for language in LANGUAGES:
            if language in press().languages(form):
                yield Order(form, {**blanks(), **VALUES}, IMPRINT, ("訓練",), language)
        yield Order(form, {}, IMPRINT)


def faults(pdf: bytes) -> list[str]:
    """What qpdf says of the file, of its pages and of what they are made of."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        said = [str(one) for one in document.check_pdf_syntax()]
        for page in document.pages:
            pikepdf.parse_content_stream(page)
        return said + [str(one) for one in document.get_warnings()]


def named(order: Order) -> str:
    return f"{order.form}.{order.language if order.values else 'blank'}"


def pages(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            page.render(scale=0.1)
        return len(document)


@pytest.mark.parametrize("order", list(orders()), ids=named)
def test_a_form_opens_without_a_warning(order: Order) -> None:
    drawn = press().draw(order)
    assert faults(drawn.pdf) == []
    assert pages(drawn.pdf) == drawn.pages


def test_the_pack_opens_without_a_warning() -> None:
    assert faults(paper().pdf) == []
    assert pages(paper().pdf) == paper().pages


def test_qpdf_is_really_asked() -> None:
    whole = paper().pdf
    assert faults(whole[: len(whole) // 2]) != []
