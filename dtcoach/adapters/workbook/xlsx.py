"""Workbooks written by XlsxWriter in constant memory, a row at a time."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from dtcoach.adapters.whole_file import digest_of_file, whole_path
from dtcoach.adapters.workbook.cells import could_run, is_text, serial_of, text_of, was_cut
from dtcoach.adapters.workbook.layout import Looks, begin_sheet, below_heading, end_sheet
from dtcoach.adapters.workbook.reread import Tally, tallies_in
from dtcoach.app.workbook import (
    MOST_LOSSES,
    Book,
    Column,
    Loss,
    Progress,
    Table,
    Written,
    WrittenWrong,
)

MOST_ROWS = 1_048_576
"""Rows of one sheet (Excel's limit); a longer table goes on in a second sheet."""

STRIDE = 500
"""Rows between two words about the progress."""

CUT = "長すぎる文の終わり"


class XlsxWorkbooks:
    """Implements `Workbooks`. Rows wait in `scratch`, a folder of its own that is emptied again:
    they are in clear, so it must be nobody else's. `most_rows` is for tests."""

    def __init__(self, scratch: Path, *, most_rows: int = MOST_ROWS) -> None:
        self._scratch = scratch
        self._most_rows = most_rows

    def write(self, path: Path, book: Book, progress: Progress) -> Written:
        """As the port says."""
        with whole_path(path) as temp, _folder(self._scratch) as scratch:
            writing = _Writing(book, scratch, progress, self._most_rows)
            with temp.open("wb") as file:
                writing.run(file)
            told = [tally.told for tally in tallies_in(temp)]
            if told != [tally.told for tally in writing.tallies]:
                raise WrittenWrong(
                    "書いたファイルを読み返すと、内容が合いません。ファイルは作っていません。"
                    "保存先を変えて、もう一度書き出してください。"
                )
            digest = digest_of_file(temp)
        return Written(writing.rows, digest, tuple(writing.losses), writing.lost)


class _Writing:
    """One workbook under way."""

    def __init__(self, book: Book, scratch: Path, progress: Progress, most_rows: int) -> None:
        self._book = book
        self._scratch = scratch
        self._progress = progress
        self._most_rows = most_rows
        self._known = sum(table.known for table in book.tables)
        self._done = 0
        self.rows: dict[str, int] = {}
        self.tallies: list[Tally] = []
        self.losses: list[Loss] = []
        self.lost = 0

    def run(self, file: IO[bytes]) -> None:
        import xlsxwriter
        from xlsxwriter.exceptions import FileCreateError

        sink = _Sink(file, lambda: self._progress(self._done, self._known))
        workbook: Any = xlsxwriter.Workbook(
            sink,
            {
                "constant_memory": True,
                "tmpdir": str(self._scratch),
                "default_format_properties": {"font_name": "BIZ UDPGothic", "font_size": 10},
            },
        )
        try:
            made = self._book.made_at.replace(tzinfo=None)
            workbook.set_properties({"title": self._book.heading, "created": made})
            looks = Looks(workbook)
            for table in self._book.tables:
                self._table(workbook, looks, table)
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error
        finally:
            sink.close()
            for sheet in workbook.worksheets():
                with contextlib.suppress(OSError):
                    sheet._opt_close()

    def _table(self, workbook: Any, looks: Looks, table: Table) -> None:
        """All rows of it, in as many sheets as they need."""
        rows = iter(table.rows)
        ahead = list(islice(rows, 1))
        parts = count = 0
        while ahead or not parts:
            parts += 1
            title = table.title if parts == 1 else f"{table.title} ({parts})"
            count += self._sheet(workbook, looks, table, title, chain(ahead, rows))
            ahead = list(islice(rows, 1))
        self.rows[table.title] = count

    def _sheet(
        self, workbook: Any, looks: Looks, table: Table, title: str, rows: Iterator[Any]
    ) -> int:
        """One sheet, as full as it may be; how many rows it took."""
        tally = Tally()
        self.tallies.append(tally)
        sheet = workbook.add_worksheet(title)
        for line in begin_sheet(sheet, looks, self._book, table, title):
            tally.add(line)
        first = below_heading(self._book)
        columns = [
            _Cells(sheet, looks, column, index, table.title, self)
            for index, column in enumerate(table.columns)
        ]
        count, at = 0, first
        for row in islice(rows, self._most_rows - first):
            parts: list[str] = []
            case = str(row[0])
            for cells, value in zip(columns, row, strict=True):
                if value is not None and value != "":
                    cells.put(at, value, parts, case)
            if parts:
                tally.add("".join(parts))
            count += 1
            at += 1
            if not count % STRIDE:
                self._progress(self._done + count, self._known)
        self._done += count
        end_sheet(sheet, table, first, at)
        return count

    def note_loss(self, loss: Loss) -> None:
        """Something did not fit."""
        self.lost += 1
        if len(self.losses) < MOST_LOSSES:
            self.losses.append(loss)


class _Cells:
    """Writes the cells of one column of a sheet."""

    def __init__(
        self, sheet: Any, looks: Looks, column: Column, index: int, table: str, writing: _Writing
    ) -> None:
        from xlsxwriter.utility import xl_col_to_name

        self._column = column
        self._kind = column.kind
        self._index = index
        self._letters = xl_col_to_name(index)
        self._plain = looks.of(column.kind)
        self._inert = looks.inert(column.kind)
        self._string: Callable[..., int] = sheet.write_string
        self._number: Callable[..., int] = sheet.write_number
        self._table = table
        self._writing = writing
        self.put = self._put_text if is_text(column.kind) else self._put_number

    def _put_text(self, at: int, value: Any, parts: list[str], case: str) -> None:
        text = text_of(value)
        if was_cut(value, text):
            self._writing.note_loss(Loss(self._table, case, self._column.title, CUT, text[-12:]))
        self._string(at, self._index, text, self._inert if could_run(text) else self._plain)
        parts.append(f"{self._letters}{at + 1}\x1e{text}\x1f")

    def _put_number(self, at: int, value: Any, parts: list[str], case: str) -> None:
        if isinstance(value, str):  # a day that is none: what was typed is not thrown away
            self._put_text(at, value, parts, case)
            return
        number = serial_of(self._kind, value)
        self._number(at, self._index, number, self._plain)
        parts.append(f"{self._letters}{at + 1}\x1e{number:.16G}\x1f")


class _Sink:
    """The file, as XlsxWriter sees it. Packing takes long, so it asks now and then whether anybody
    still waits; once closed it swallows what a forgotten archive writes while it is thrown away."""

    def __init__(self, file: IO[bytes], ask: Callable[[], None]) -> None:
        self._file = file
        self._ask = ask
        self._open = True
        self._at = 0

    def write(self, data: bytes) -> int:
        if not self._open:
            self._at += len(data)
            return len(data)
        self._ask()
        return self._file.write(data)

    def tell(self) -> int:
        return self._file.tell() if self._open else self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        if self._open:
            return self._file.seek(offset, whence)
        self._at = offset if whence == 0 else self._at
        return self._at

    def flush(self) -> None:
        if self._open:
            self._file.flush()

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._at = self._file.tell()
        self._open = False


@contextlib.contextmanager
def _folder(scratch: Path) -> Iterator[Path]:
    """A folder of one's own, gone afterwards with all that is in it."""
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = Path(tempfile.mkdtemp(dir=scratch))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
