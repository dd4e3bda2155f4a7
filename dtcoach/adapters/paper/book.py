"""A workbook as a PDF: the same tables on A4 across, for whoever reads or files paper."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from dtcoach.adapters.paper.chain import FontChain, chain_for
from dtcoach.adapters.paper.fitting import Fitted, fit
from dtcoach.adapters.paper.ink import GREY, PALE, PT, Ink
from dtcoach.adapters.whole_file import digest_of_file, whole_path
from dtcoach.app.workbook import (
    MOST_LOSSES,
    Book,
    Cell,
    CellKind,
    Column,
    Loss,
    Progress,
    Table,
    Written,
    WrittenWrong,
)
from dtcoach.domain.japanese_dates import TOKYO, WEEKDAYS, era_year, long_date

_WIDE, _HIGH = 297.0, 210.0
_MARGIN, _TOP, _BOTTOM = 10.0, 26.0, 198.0
_SIZE = 8.0
_PAD = 0.8
_HALF_MM = _SIZE / PT / 2 * 1.04
"""The width of a half-width letter."""

_MOST_MM = 60.0
"""No row is higher; the rest of a long note is cut, and named."""

_STRIDE = 50
_ERAS = {"令和": "R", "平成": "H", "昭和": "S", "大正": "T", "明治": "M"}


class PdfBooks:
    """Implements `Workbooks`. `bundled_only`: no font of the system, so that every machine gives
    the same page."""

    def __init__(self, *, bundled_only: bool = False) -> None:
        self._bundled_only = bundled_only

    def write(self, path: Path, book: Book, progress: Progress) -> Written:
        """As the port says. Of what was written, every byte is read back."""
        from dtcoach.adapters.paper.pictures import pages_of

        with whole_path(path) as temp:
            chain = chain_for("ja", bundled_only=self._bundled_only)
            with temp.open("wb") as file:
                drawing = _Drawing(_Hashing(file), chain, book, progress)
                drawing.run()
            digest = digest_of_file(temp)
            if digest != drawing.digest or pages_of(temp.read_bytes()) != drawing.pages:
                raise WrittenWrong(
                    "書いたファイルを読み返すと、内容が合いません。ファイルは作っていません。"
                    "保存先を変えて、もう一度書き出してください。"
                )
        return Written(drawing.rows, digest, tuple(drawing.losses), drawing.lost)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A column and where it stands; those that find no room go into a line below the row."""

    column: Column
    index: int
    x: float
    width: float


class _Drawing:
    """One PDF under way."""

    def __init__(self, out: _Hashing, chain: FontChain, book: Book, progress: Progress) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._out = out
        self._book = book
        self._progress = progress
        self._canvas: Any = Canvas(out, (_WIDE * PT, _HIGH * PT), invariant=1, pageCompression=1)
        self._ink = Ink(self._canvas, chain, _HIGH)
        self._y = _BOTTOM
        self._done = 0
        self._known = sum(table.known for table in book.tables)
        self.pages = 0
        self.rows: dict[str, int] = {}
        self.losses: list[Loss] = []
        self.lost = 0
        self.digest = ""

    def run(self) -> None:
        """All tables, each from a new page, and the number of pages once it is known."""
        self._canvas.setTitle(self._book.heading)
        self._canvas.setAuthor("dtcoach")
        for table in self._book.tables:
            self._table(table)
        self._canvas.showPage()
        self._canvas.beginForm("total", lowery=-6 * PT, upperx=20 * PT, uppery=PT)
        self._ink.at_origin().text(f"/ {self.pages}", (0, 0, 20, 5), 9, one_line=True)
        self._canvas.endForm()
        self._canvas.save()
        self.digest = self._out.digest

    def _table(self, table: Table) -> None:
        placed, below = _layout(table.columns)
        self._new_page(table, placed)
        self._canvas.bookmarkPage(table.title)
        self._canvas.addOutlineEntry(table.title, table.title, 0)
        count = 0
        for row in table.rows:
            self._row(table, placed, below, row)
            count += 1
            self._done += 1
            if not self._done % _STRIDE:
                self._progress(self._done, self._known)
        if not count:
            self._ink.text("ありません", (_MARGIN, self._y + 1, 60, 6), 10)
        self.rows[table.title] = count

    def _row(
        self, table: Table, placed: Sequence[_Placed], below: Sequence[_Placed], row: Sequence[Cell]
    ) -> None:
        cells = [(one, self._fitted(table, one, row)) for one in placed]
        tall = max((cell.height for _, cell in cells), default=0) / PT + 2 * _PAD
        more = self._more(table, below, row)
        extra = 0.0 if more is None else more.height / PT + _PAD
        if self._y + tall + extra > _BOTTOM:
            self._new_page(table, placed)
        for one, cell in cells:
            self._ink.put(cell, one.x + _PAD, self._y + _PAD)
        if more is not None:
            self._ink.put(more, _MARGIN + 6, self._y + tall)
        self._y += tall + extra
        self._ink.line(_MARGIN, self._y, _WIDE - _MARGIN, self._y, 0.1)

    def _fitted(self, table: Table, one: _Placed, row: Sequence[Cell]) -> Fitted:
        text = shown(one.column.kind, row[one.index])
        room = (one.width - 2 * _PAD) * PT
        found = fit(text, self._ink.chain, room, _MOST_MM * PT, _SIZE)
        if found.cut:
            self._note_loss(table, one.column.title, row)
        return found

    def _more(self, table: Table, below: Sequence[_Placed], row: Sequence[Cell]) -> Fitted | None:
        """The line below a row, of the columns that found no room beside the others."""
        said = [
            f"{one.column.title} {text}"
            for one in below
            if (text := shown(one.column.kind, row[one.index]).replace("\n", "　"))
        ]
        if not said:
            return None
        room = (_WIDE - 2 * _MARGIN - 8) * PT
        found = fit("　".join(said), self._ink.chain, room, _MOST_MM * PT, _SIZE)
        if found.cut:
            self._note_loss(table, below[-1].column.title, row)
        return found

    def _note_loss(self, table: Table, column: str, row: Sequence[Cell]) -> None:
        self.lost += 1
        if len(self.losses) < MOST_LOSSES:
            self.losses.append(Loss(table.title, str(row[0]), column, "長すぎる文の終わり", "…"))

    def _new_page(self, table: Table, placed: Sequence[_Placed]) -> None:
        if self.pages:
            self._canvas.showPage()
        self.pages += 1
        book, ink = self._book, self._ink
        if book.mark:
            self._watermark(book.mark)
            ink.fill(_MARGIN, 5, 16, 8)
            ink.text(book.mark, (_MARGIN, 5, 16, 8), 13, ink=1, centre=True, one_line=True)
        left = _MARGIN + (19 if book.mark else 0)
        ink.text(book.heading, (left, 5, _WIDE - left - 60, 8), 12, one_line=True)
        ink.text(table.title, (_WIDE - 50, 5, 40, 8), 14, one_line=True)
        ink.text("　".join(book.notes), (_MARGIN, 13, _WIDE - 2 * _MARGIN, 4), 8, one_line=True)
        self._head(placed)
        made = book.made_at.astimezone(TOKYO)
        foot = f"dtcoach　{long_date(made.date())}{made.hour}:{made.minute:02d} 作成"
        ink.text(foot, (_MARGIN, 201, 150, 5), 7, ink=GREY, one_line=True)
        ink.text(str(self.pages), (_WIDE / 2 - 16, 201, 12, 5), 9, centre=True, one_line=True)
        self._canvas.saveState()
        self._canvas.translate((_WIDE / 2 - 4) * PT, (_HIGH - 201) * PT)
        self._canvas.doForm("total")
        self._canvas.restoreState()

    def _head(self, placed: Sequence[_Placed]) -> None:
        tall = 8.0
        self._ink.fill(_MARGIN, _TOP - tall, _WIDE - 2 * _MARGIN, tall, PALE)
        for one in placed:
            place = (one.x + _PAD, _TOP - tall, one.width - 2 * _PAD, tall)
            self._ink.text(one.column.title, place, _SIZE)
        self._ink.line(_MARGIN, _TOP, _WIDE - _MARGIN, _TOP, 0.4)
        self._y = _TOP

    def _watermark(self, mark: str) -> None:
        """A drill's pages are taken by nobody for real ones."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(_WIDE / 2 * PT, _HIGH / 2 * PT)
        canvas.rotate(20)
        self._ink.at_origin().text(mark, (-112, -40, 224, 80), 170, ink=PALE, centre=True)
        canvas.restoreState()


def _layout(columns: Sequence[Column]) -> tuple[list[_Placed], list[_Placed]]:
    """Columns beside each other as far as they fit, the last of them as wide as there is room."""
    room = _WIDE - 2 * _MARGIN
    wanted = [column.width * _HALF_MM + 2 * _PAD for column in columns]
    squeeze = min(1.0, max(room / sum(wanted), 0.8))
    placed: list[_Placed] = []
    below: list[_Placed] = []
    x = _MARGIN
    for index, (column, width) in enumerate(zip(columns, wanted, strict=True)):
        own = min(width * squeeze, room)
        if below or x + own > _WIDE - _MARGIN + 0.01:
            below.append(_Placed(column, index, 0, 0))
            continue
        placed.append(_Placed(column, index, x, own))
        x += own
    return placed, below


def shown(kind: CellKind, value: Cell) -> str:
    """A value as paper shows it: R8.1.6(火) 11:20."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        local = value.astimezone(TOKYO)
        return f"{_day(local.date())} {local.hour}:{local.minute:02d}"
    if isinstance(value, date):
        return _day(value)
    if kind is CellKind.PERCENT and isinstance(value, int | float):
        return f"{value:.1%}"
    if kind is CellKind.NUMBER and isinstance(value, int | float):
        return f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _day(day: date) -> str:
    try:
        era, year = era_year(day)
    except ValueError:
        return f"{day.year}.{day.month}.{day.day}"
    return f"{_ERAS[era]}{year}.{day.month}.{day.day}({WEEKDAYS[day.weekday()]})"


class _Hashing:
    """A file whose digest is known once it was written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return self._file.write(data)

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()
