"""The paper pack bound: every part on its pages, with contents, heads and feet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from dtcoach.adapters.paper.blocks import Chains, Piece, pieces
from dtcoach.adapters.paper.chain import FontChain
from dtcoach.adapters.paper.drawing import draw_page
from dtcoach.adapters.paper.form import PAPERS, Form
from dtcoach.adapters.paper.ink import GREY, PALE, PT, Ink
from dtcoach.app.pack import PackDocument, Part, Progress
from dtcoach.app.paper import Order, Paper

_WIDE, _HIGH = PAPERS["A4"]
_MARGIN = 11.0
_TOP, _BOTTOM = 26.0, 285.0
_BETWEEN = 4.0
_STEP = 2.0
"""By so much columns grow until all fits, in mm."""
_HEAD_Y, _FOOT_Y = 5.0, 289.0


@dataclass(frozen=True, slots=True)
class _Placed:
    piece: Piece
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to draw: its size, whether it has the pack's own title, and what is on it."""

    title: str
    draw: Callable[[Ink, Any], None]
    width: float = _WIDE
    height: float = _HIGH
    of_form: bool = False


class PackBinder:
    """Implements `Binder` with forms from the press."""

    def __init__(
        self,
        form_of: Callable[[str], Form],
        stamped: Callable[[Order], Order],
        chain_for: Callable[[str], FontChain],
    ) -> None:
        self._form_of = form_of
        self._stamped = stamped
        self._chains: Chains = chain_for

    def bind(self, document: PackDocument, progress: Progress) -> Paper:
        """Laid out first, so that the contents know every page; then drawn. Raises what
        `progress` raises."""
        from reportlab.pdfgen.canvas import Canvas

        parts: list[tuple[Part, list[_Page]]] = []
        for part in document.parts:
            progress(0, 0)
            parts.append((part, list(self._pages(document, part))))
        pages = self._front(document, parts)
        for _, own in parts:
            pages += own
        out = BytesIO()
        canvas = Canvas(out, (_WIDE * PT, _HIGH * PT), invariant=1, pageCompression=1)
        canvas.setTitle(f"{document.title} {document.scenario}")
        canvas.setAuthor("dtcoach")
        ink = Ink(canvas, self._chains("ja"), _HIGH)
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

    def _pages(self, document: PackDocument, part: Part) -> Iterator[_Page]:
        if part.form:
            yield from self._form_pages(document, part)
            return
        for index, placed in enumerate(self._laid_out(part)):
            title = part.title if index == 0 else f"{part.title}（続き）"
            yield _Page(title, _drawer(placed))

    def _laid_out(self, part: Part) -> list[list[_Placed]]:
        """In smaller type where that saves a page: what lies on several is not found in a hurry."""
        usual = self._laid(part, dense=False)
        if len(usual) == 1 or not part.narrow:
            return usual
        dense = self._laid(part, dense=True)
        return dense if len(dense) < len(usual) else usual

    def _laid(self, part: Part, *, dense: bool) -> list[list[_Placed]]:
        """The wide blocks down the page, then the narrow ones in two columns, both breaking over
        pages."""
        wide = _WIDE - 2 * _MARGIN
        pages: list[list[_Placed]] = [[]]
        y = _TOP
        whole = [piece for block in part.blocks for piece in pieces(block, self._chains, wide)]
        for group in _kept(whole):
            tall = sum(piece.height for piece in group)
            if y + tall > _BOTTOM and pages[-1]:
                pages.append([])
                y = _TOP
            for piece in group:
                pages[-1].append(_Placed(piece, _MARGIN, y, wide))
                y += piece.height
        if not part.narrow:
            return pages
        column = (wide - _BETWEEN) / 2
        left = [
            piece
            for block in part.narrow
            for piece in pieces(block, self._chains, column, dense=dense)
        ]
        groups = _kept(left)
        total = sum(piece.height for piece in left)
        if (_BOTTOM - y) * 2 < total + 25 and total + 25 <= (_BOTTOM - _TOP) * 2:
            pages.append([])  # the ways stand whole on one page, rather than on two halves
            y = _TOP + 1
        while groups:
            if y > _BOTTOM - 40:
                pages.append([])
                y = _TOP
            groups = _two_columns(groups, pages[-1], y + 1, column)
            y = _BOTTOM
        return pages

    def _front(
        self, document: PackDocument, parts: Sequence[tuple[Part, list[_Page]]]
    ) -> list[_Page]:
        cover = Part("", document.title, document.cover)
        own = self._laid_out(cover)
        pages = [_Page(document.title, _drawer(placed)) for placed in own]
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

    def _form_pages(self, document: PackDocument, part: Part) -> Iterator[_Page]:
        form = self._form_of(part.form)
        pair = form.height <= _HIGH / 2 and len(form.copies) == 2
        for index, values in enumerate(part.values):
            order = self._stamped(Order(form.id, values, document.imprint, document.marks))
            draw = _pair(form, order) if pair else _single(form, order)
            wide, tall = (_WIDE, _HIGH) if pair else (form.width, form.height)
            yield _Page(part.title if index == 0 else "", draw, wide, tall, of_form=True)


def _kept(given: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces in groups that stay together: a heading with what follows it."""
    groups: list[list[Piece]] = []
    open_group: list[Piece] = []
    for piece in given:
        open_group.append(piece)
        if not piece.keep:
            groups.append(open_group)
            open_group = []
    if open_group:
        groups.append(open_group)
    return groups


def _two_columns(
    groups: list[list[Piece]], page: list[_Placed], top: float, width: float
) -> list[list[Piece]]:
    """As many groups as fit below `top`, in columns of about one height; what is left. A way is
    broken over two columns only where the page would not hold it otherwise."""
    room = _BOTTOM - top
    tall = [sum(piece.height for piece in group) for group in groups]
    units = [group[0].unit for group in groups]
    places = _balanced(tall, units, room) or _balanced(tall, [0.0] * len(tall), room)
    if not places:
        places = _columns(tall, units, room, next_page=_BOTTOM - _TOP)
    for group, (column, down) in zip(groups, places, strict=False):
        x = _MARGIN + column * (width + _BETWEEN)
        y = top + down
        for piece in group:
            page.append(_Placed(piece, x, y, width))
            y += piece.height
    return groups[len(places) :]


def _balanced(
    tall: Sequence[float], units: Sequence[float], room: float
) -> list[tuple[int, float]]:
    """The places of all groups in two columns of about one height; none where they do not fit."""
    whole = max((unit for unit in units if unit <= room), default=0.0)
    limit = min(max(sum(tall) / 2, max(tall, default=0.0), whole), room)
    while limit < room + _STEP:
        places = _columns(tall, units, min(limit, room))
        if len(places) == len(tall):
            return places
        limit += _STEP
    return []


def _columns(
    tall: Sequence[float], units: Sequence[float], limit: float, next_page: float = 0.0
) -> list[tuple[int, float]]:
    """Column and height of every group that two columns hold. What is one unit begins a new column
    where that keeps it whole, or waits for the next page, whose columns are so high."""
    places: list[tuple[int, float]] = []
    column, y = 0, 0.0
    for height, unit in zip(tall, units, strict=True):
        needed = unit if height < unit <= limit else height
        if column == 1 and y > 0 and y + unit > limit and unit <= next_page:
            break
        if y + needed > limit and y > 0:
            column, y = column + 1, 0.0
            if column == 2:
                break
        places.append((column, y))
        y += height
    return places


def _drawer(placed: Sequence[_Placed]) -> Callable[[Ink, Any], None]:
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
        half = _HIGH / 2
        for index, copy in enumerate(form.copies):
            canvas.saveState()
            canvas.translate(0, (half if index == 0 else 0) * PT)
            draw_page(form, order, ink.on_page(half), copy)
            canvas.restoreState()
        canvas.saveState()
        canvas.setDash([4, 4])
        ink.line(4, half, _WIDE - 4, half, 0.2)
        canvas.restoreState()

    return draw


def _contents(lines: Sequence[tuple[str, int]]) -> Callable[[Ink, Any], None]:
    def draw(ink: Ink, _canvas: Any) -> None:
        wide = (_WIDE - 2 * _MARGIN - 2 * _BETWEEN) / 2
        rows = -(-len(lines) // 2)
        step = min(9.0, (_BOTTOM - _TOP) / max(rows, 1))
        for index, (title, page) in enumerate(lines):
            x = _MARGIN + (wide + 2 * _BETWEEN) * (index // rows)
            y = _TOP + step * (index % rows)
            if not page:
                ink.fill(x, y + 0.6, wide, step - 1.2, 0.92)
            room = wide - 12 if page else wide - 2
            ink.text(title, (x + 1, y, room, step), 10, what=title, one_line=True)
            if page:
                ink.text(str(page), (x + wide - 10, y, 9, step), 11, centre=True)
                ink.line(x, y + step - 0.2, x + wide, y + step - 0.2, 0.1)

    return draw


def _around(ink: Ink, document: PackDocument, page: _Page, number: int, total: int) -> None:
    """What stands on every page: what it is, of which version, from when, and which page."""
    wide = page.width - 2 * _MARGIN
    x = page.width - _MARGIN
    head = f"{document.ward}　{document.title}　想定: {document.scenario}"
    imprint = document.imprint
    foot = f"版 {imprint.content}　{imprint.approved}　{imprint.at}"
    y = page.height - (_HIGH - _FOOT_Y) + (2.6 if page.of_form else 0)
    ink.text(f"{head}　{foot}", (_MARGIN, y, wide - 22, 3.6), 7, ink=GREY, one_line=True)
    ink.text(f"{number} / {total}", (x - 20, y - 1, 20, 5), 10, centre=True, one_line=True)
    if page.of_form:
        return
    for mark in reversed(document.marks):
        own = 5.2 * len(mark) + 4
        x -= own
        ink.fill(x, 8, own, 8)
        ink.text(mark, (x, 8, own, 8), 13, ink=1, centre=True, one_line=True)
        x -= 1.5
    place = (_MARGIN, 9, x - _MARGIN - 3, 12)
    ink.text(page.title, place, 17, what=page.title, one_line=True)
    ink.line(_MARGIN, 22.5, page.width - _MARGIN, 22.5, 0.5)


def _watermark(ink: Ink, marks: Sequence[str]) -> None:
    """A drill's pages are taken by nobody for real ones."""
    kinds = [mark for mark in marks if mark in ("訓練", "再現")]
    if not kinds:
        return
    canvas = ink.canvas
    canvas.saveState()
    canvas.translate(_WIDE / 2 * PT, _HIGH / 2 * PT)
    canvas.rotate(30)
    ink.at_origin().text(kinds[0], (-112, -40, 224, 80), 190, ink=PALE, centre=True)
    canvas.restoreState()
