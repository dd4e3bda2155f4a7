"""Pages as pixels, from the very bytes that are printed."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from dtcoach.app.paper import Picture

_ONE_AT_A_TIME = Lock()
"""pdfium is not made for several threads."""


def pictures(pdf: bytes, dpi: int, most: int | None = None) -> tuple[Picture, ...]:
    """The pages at that many dots per inch, the first `most` of them."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            count = len(document) if most is None else min(most, len(document))
            return tuple(_picture(document[index], dpi) for index in range(count))
        finally:
            document.close()


def pages_of(pdf: bytes) -> int:
    """How many pages a reader finds. Raises pypdfium2.PdfiumError for what is no PDF."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def each_picture(pdf: bytes, dpi: int) -> Iterator[Picture]:
    """Page after page: at the resolution of a printer a long list would fill the memory at once."""
    import pypdfium2

    index, count = 0, 1
    while index < count:
        with _ONE_AT_A_TIME:
            document = pypdfium2.PdfDocument(pdf)
            try:
                count = len(document)
                page = _picture(document[index], dpi)
            finally:
                document.close()
        yield page
        index += 1


def text_of(pdf: bytes) -> tuple[str, ...]:
    """The text of every page, for tests and for looking things up."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            found = []
            for index in range(len(document)):
                page = document[index]
                text = page.get_textpage()
                found.append(str(text.get_text_bounded()))
                text.close()
                page.close()
            return tuple(found)
        finally:
            document.close()


def _picture(page: object, dpi: int) -> Picture:
    import pypdfium2

    assert isinstance(page, pypdfium2.PdfPage)
    bitmap = page.render(scale=dpi / 72, prefer_bgrx=True)
    try:
        rows = bytes(bitmap.buffer)
        wide = bitmap.width * 4
        pixels = (
            b"".join(
                rows[y * bitmap.stride : y * bitmap.stride + wide] for y in range(bitmap.height)
            )
            if bitmap.stride != wide
            else rows
        )
        return Picture(bitmap.width, bitmap.height, pixels)
    finally:
        bitmap.close()
        page.close()
