"""A report on A4: title, sections over pages with heads that go along, foot and marks on each."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from dtcoach.adapters.paper.chain import FontChain
from dtcoach.adapters.paper.form import PAPERS
from dtcoach.adapters.paper.ink import GREY, PALE, PT, Ink
from dtcoach.adapters.paper.piece import Piece
from dtcoach.adapters.paper.report_blocks import report_pieces
from dtcoach.app.document import Progress
from dtcoach.app.paper import Paper
from dtcoach.app.report import PageBreak, ReportDocument
from dtcoach.frozen import dataclass

_WIDE, _HIGH = PAPERS["A4"]
_MARGIN = 18.0
_ROOM = _WIDE - 2 * _MARGIN
_FIRST_TOP, _TOP, _BOTTOM = 47.0, 22.0, 279.0


@dataclass(frozen=True, slots=True)
class _Placed:
    piece: Piece
    y: float


def draw_report(document: ReportDocument, chain: FontChain, progress: Progress) -> Paper:
    """The PDF: the same bytes for the same document. Raises what `progress` raises."""
    from reportlab.pdfgen.canvas import Canvas

    pages = _laid_out(document, chain)
    out = BytesIO()
    canvas = Canvas(out, (_WIDE * PT, _HIGH * PT), invariant=1, pageCompression=1)
    canvas.setTitle(f"{document.title} {document.subtitle}")
    canvas.setAuthor("dtcoach")
    ink = Ink(canvas, chain, _HIGH)
    for number, page in enumerate(pages, 1):
        progress(number - 1, len(pages))
        _watermark(ink, document.watermark)
        _around(ink, document, number, len(pages))
        for placed in page:
            placed.piece.draw(ink, _MARGIN, placed.y, _ROOM)
        canvas.showPage()
    progress(len(pages), len(pages))
    canvas.save()
    return Paper(out.getvalue(), len(pages), tuple(ink.doubtful), tuple(ink.cut))


def _groups(document: ReportDocument, chain: FontChain) -> Iterator[list[Piece]]:
    """Pieces that stay together; an empty group is a new page."""
    open_group: list[Piece] = []
    for section in document.sections:
        if isinstance(section, PageBreak):
            if open_group:
                yield open_group
            open_group = []
            yield []
            continue
        for piece in report_pieces(section, chain, _ROOM):
            open_group.append(piece)
            if not piece.keep:
                yield open_group
                open_group = []
    if open_group:
        yield open_group


def _laid_out(document: ReportDocument, chain: FontChain) -> list[list[_Placed]]:
    pages: list[list[_Placed]] = [[]]
    y = _FIRST_TOP
    for group in _groups(document, chain):
        tall = sum(piece.height for piece in group)
        if not group or (y + tall > _BOTTOM and pages[-1]):
            pages.append([])
            y = _TOP
            head = group[0].again if group else None
            if head is not None:
                pages[-1].append(_Placed(head, y))
                y += head.height
        for piece in group:
            pages[-1].append(_Placed(piece, y))
            y += piece.height
    return [page for page in pages if page]


def _around(ink: Ink, document: ReportDocument, number: int, total: int) -> None:
    """What stands on every page: what it is, which version, who answers for it, which page."""
    x = _WIDE - _MARGIN
    for mark in reversed(document.marks):
        own = 4.9 * len(mark) + 3
        x -= own
        ink.box(x, 9, own, 7, 0.6)
        ink.bold().text(mark, (x, 9, own, 7), 12.5, centre=True, one_line=True)
        x -= 1.5
    if number == 1:
        ink.text(document.ward, (_MARGIN, 10, x - _MARGIN - 3, 5), 10, one_line=True)
        pen = ink.bold()
        pen.text(document.title, (_MARGIN, 18, _ROOM, 11), 24, one_line=True)
        ink.text(document.subtitle, (_MARGIN, 30, _ROOM, 6), 12, one_line=True, what="件名")
        ink.text(document.version, (_MARGIN, 36.5, _ROOM, 5), 9, one_line=True, ink=0.25)
    else:
        head = f"{document.title}　{document.subtitle}"
        ink.text(head, (_MARGIN, 10, x - _MARGIN - 3, 5), 9, one_line=True, what="件名")
        ink.line(_MARGIN, 17.5, _WIDE - _MARGIN, 17.5, 0.25)
    imprint = document.imprint
    foot = f"{document.version}　作成 {imprint.at}　手順の版 {imprint.content}　{imprint.approved}"
    ink.line(_MARGIN, 283, _WIDE - _MARGIN, 283, 0.25)
    ink.text(foot, (_MARGIN, 284, _ROOM - 20, 4), 7.5, ink=GREY, one_line=True)
    place = (_WIDE - _MARGIN - 20, 283.6, 20, 5)
    told = f"{number} / {total}"
    ink.text(told, place, 10, centre=True, one_line=True)


def _watermark(ink: Ink, word: str) -> None:
    """A drill's pages are taken by nobody for real ones."""
    if not word:
        return
    canvas = ink.canvas
    canvas.saveState()
    canvas.translate(_WIDE / 2 * PT, _HIGH / 2 * PT)
    canvas.rotate(30)
    ink.at_origin().text(word, (-112, -40, 224, 80), 190, ink=PALE + 0.07, centre=True)
    canvas.restoreState()
