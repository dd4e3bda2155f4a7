"""A document bound: every part on its pages, with contents, heads and feet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any

from dtcoach.adapters.paper.chain import FontChain
from dtcoach.adapters.paper.drawing import draw_page
from dtcoach.adapters.paper.form import Form
from dtcoach.adapters.paper.form_page import DOUBTFUL_NOTE
from dtcoach.adapters.paper.ink import GREY, PALE, PT, Ink
from dtcoach.adapters.paper.laying import BOTTOM, HIGH, MARGIN, TOP, WIDE, Placed, laid_out
from dtcoach.adapters.paper.piece import Chains
from dtcoach.app.document import Document, Part, Progress
from dtcoach.app.paper import Order, Paper
from dtcoach.frozen import dataclass

_FOOT_Y = 289.0
_BETWEEN = 4.0


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to draw: its size, whether a form brings its own title, and what is on it."""

    title: str
    draw: Callable[[Ink, Any], None]
    width: float = WIDE
    height: float = HIGH
    of_form: bool = False
    bare: bool = False


class DocumentBinder:
    """Draws documents with forms from the press. The same document gives the same bytes."""

    def __init__(
        self,
        form_of: Callable[[str], Form],
        stamped: Callable[[Order], Order],
        chain_for: Callable[[str], FontChain],
    ) -> None:
        self._form_of = form_of
        self._stamped = stamped
        self._chains: Chains = chain_for

    def bind(self, document: Document, progress: Progress) -> Paper:
        """Laid out first, so that the contents know every page; then drawn. Raises what
        `progress` raises."""
        from reportlab.pdfgen.canvas import Canvas

        parts: list[tuple[Part, list[_Page]]] = []
        for part in document.parts:
            progress(0, 0)
            parts.append((part, list(self._pages(document, part))))
        pages = self._front(document, parts) if document.cover or document.contents else []
        for _, own in parts:
            pages += own
        out = BytesIO()
        canvas = Canvas(out, (WIDE * PT, HIGH * PT), invariant=1, pageCompression=1)
        canvas.setTitle(" ".join(filter(None, (document.title, document.subject))))
        canvas.setAuthor("dtcoach")
        ink = Ink(canvas, self._chains("ja"), HIGH)
        for number, page in enumerate(pages, 1):
            progress(number - 1, len(pages))
            canvas.setPageSize((page.width * PT, page.height * PT))
            pen = ink.on_page(page.height)
            if not page.of_form:
                _watermark(pen, document.marks)
            page.draw(pen, canvas)
            _around(pen, document, page, number, len(pages))
            if number == 1 or page.title:
                canvas.bookmarkPage(f"p{number}")
                canvas.addOutlineEntry(page.title or document.title, f"p{number}", 0)
            canvas.showPage()
        progress(len(pages), len(pages))
        canvas.save()
        return Paper(out.getvalue(), len(pages), tuple(ink.doubtful), tuple(ink.cut))

    def _pages(self, document: Document, part: Part) -> Iterator[_Page]:
        if part.form:
            yield from self._form_pages(document, part)
            return
        for index, placed in enumerate(laid_out(part, self._chains)):
            title = part.title if index == 0 else f"{part.title}（続き）"
            yield _Page(title, _drawer(placed), bare=part.bare)

    def _front(self, document: Document, parts: Sequence[tuple[Part, list[_Page]]]) -> list[_Page]:
        own = laid_out(Part("", document.title, document.cover), self._chains)
        pages = [_Page(document.title, _drawer(placed)) for placed in own if placed]
        if not document.contents:
            return pages
        lines: list[tuple[str, int]] = []
        at, group = len(pages) + 2, ""
        for part, drawn in parts:
            if part.group != group:
                group = part.group
                lines.append((group, 0))
            lines.append((part.title, at))
            at += len(drawn)
        pages.append(_Page("目次", _contents(lines)))
        return pages

    def _form_pages(self, document: Document, part: Part) -> Iterator[_Page]:
        form = self._form_of(part.form)
        pair = form.height <= HIGH / 2 and len(form.copies) == 2
        for index, values in enumerate(part.values):
            order = self._stamped(Order(form.id, values, document.imprint, document.marks))
            draw = _pair(form, order) if pair else _single(form, order)
            wide, tall = (WIDE, HIGH) if pair else (form.width, form.height)
            yield _Page(part.title if index == 0 else "", draw, wide, tall, of_form=True)


def _drawer(placed: Sequence[Placed]) -> Callable[[Ink, Any], None]:
    def draw(ink: Ink, _canvas: Any) -> None:
        for one in placed:
            one.piece.draw(ink, one.x, one.y, one.width)

    return draw


def _single(form: Form, order: Order) -> Callable[[Ink, Any], None]:
    def draw(ink: Ink, _canvas: Any) -> None:
        draw_page(form, order, ink, form.copies[0])

    return draw


def _pair(form: Form, order: Order) -> Callable[[Ink, Any], None]:
    """Both copies on one sheet, to be cut in the middle."""

    def draw(ink: Ink, canvas: Any) -> None:
        half = HIGH / 2
        for index, copy in enumerate(form.copies):
            canvas.saveState()
            canvas.translate(0, (half if index == 0 else 0) * PT)
            draw_page(form, order, ink.on_page(half), copy)
            canvas.restoreState()
        canvas.saveState()
        canvas.setDash([4, 4])
        ink.line(4, half, WIDE - 4, half, 0.2)
        canvas.restoreState()

    return draw


def _contents(lines: Sequence[tuple[str, int]]) -> Callable[[Ink, Any], None]:
    def draw(ink: Ink, _canvas: Any) -> None:
        wide = (WIDE - 2 * MARGIN - 2 * _BETWEEN) / 2
        rows = -(-len(lines) // 2)
        step = min(9.0, (BOTTOM - TOP) / max(rows, 1))
        for index, (title, page) in enumerate(lines):
            x = MARGIN + (wide + 2 * _BETWEEN) * (index // rows)
            y = TOP + step * (index % rows)
            if not page:
                ink.fill(x, y + 0.6, wide, step - 1.2, 0.92)
            room = wide - 12 if page else wide - 2
            ink.text(title, (x + 1, y, room, step), 10, what=title, one_line=True)
            if page:
                ink.text(str(page), (x + wide - 10, y, 9, step), 11, centre=True)
                ink.line(x, y + step - 0.2, x + wide, y + step - 0.2, 0.1)

    return draw


def _around(ink: Ink, document: Document, page: _Page, number: int, total: int) -> None:
    """What stands on every page: what it is, of which version, from when, and which page."""
    wide = page.width - 2 * MARGIN
    x = page.width - MARGIN
    imprint = document.imprint
    version = f"版 {imprint.content}" if imprint.content else ""
    told = (document.ward, document.title, document.subject, version, imprint.approved, imprint.at)
    y = page.height - (HIGH - _FOOT_Y) + (2.6 if page.of_form else 0)
    foot = "　".join(filter(None, told))
    ink.text(foot, (MARGIN, y, wide - 22, 3.6), 7, ink=GREY, one_line=True)
    if ink.doubtful and not page.of_form:
        ink.text(DOUBTFUL_NOTE, (MARGIN, y - 3.6, wide, 3.6), 7, one_line=True)
    ink.text(f"{number} / {total}", (x - 20, y - 1, 20, 5), 10, centre=True, one_line=True)
    if page.of_form:
        return
    for mark in reversed(document.marks):
        own = 5.2 * len(mark) + 4
        x -= own
        ink.fill(x, 8, own, 8)
        ink.text(mark, (x, 8, own, 8), 13, ink=1, centre=True, one_line=True)
        x -= 1.5
    if page.bare:
        return
    place = (MARGIN, 9, x - MARGIN - 3, 12)
    ink.text(page.title, place, 17, what=page.title, one_line=True)
    ink.line(MARGIN, 22.5, page.width - MARGIN, 22.5, 0.5)


def _watermark(ink: Ink, marks: Sequence[str]) -> None:
    """A drill's pages are taken by nobody for real ones."""
    kinds = [mark for mark in marks if mark in ("訓練", "再現")]
    if not kinds:
        return
    canvas = ink.canvas
    canvas.saveState()
    canvas.translate(WIDE / 2 * PT, HIGH / 2 * PT)
    canvas.rotate(30)
    ink.at_origin().text(kinds[0], (-112, -40, 224, 80), 190, ink=PALE, centre=True)
    canvas.restoreState()
