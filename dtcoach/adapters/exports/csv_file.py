"""A CSV at the speed of the csv module: a row is looked at twice only where it must be."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO

from dtcoach.adapters.exports import cp932
from dtcoach.app.export import CsvRow, inert
from dtcoach.app.export_wish import Encoding
from dtcoach.app.workbook import MOST_LOSSES, Loss, Progress

_BATCH = 1000
_BOM = b"\xef\xbb\xbf"


@dataclass
class CsvTally:
    """What was written, or read back: rows, cases, and the sha256 of the bytes."""

    rows: int = 0
    cases: int = 0
    digest: str = ""
    losses: list[Loss] = field(default_factory=list)
    lost: int = 0

    @property
    def told(self) -> tuple[int, str]:
        """What two of them are compared by."""
        return (self.rows, self.digest)


class CsvWriting:
    """One CSV under way. A case is told from the next by `case_at`, the columns of its number."""

    def __init__(self, header: Sequence[str], encoding: Encoding) -> None:
        self._header = header
        self._encoding = encoding
        self._case_at = header.index("受付番号")
        self.tally = CsvTally()

    def run(self, rows: Iterable[CsvRow], out: IO[bytes], progress: Progress, known: int) -> None:
        """Raises what `progress`, the rows and the disk raise."""
        digest = hashlib.sha256()

        def put(data: bytes) -> None:
            out.write(data)
            digest.update(data)

        put(_BOM if self._encoding is Encoding.UTF8 else b"")
        put(self._bytes([self._header]))
        coming = iter(rows)
        last: object = None
        while batch := list(islice(coming, _BATCH)):
            put(self._bytes(batch))
            self.tally.rows += len(batch)
            for row in batch:
                if row[self._case_at] != last:
                    last = row[self._case_at]
                    self.tally.cases += 1
            progress(self.tally.cases, known)
        self.tally.digest = digest.hexdigest()

    def _bytes(self, batch: Sequence[CsvRow]) -> bytes:
        text = _text(batch)
        if self._encoding is Encoding.UTF8:
            return text.encode()
        try:
            return text.encode("cp932")
        except UnicodeEncodeError:
            return _text([self._in_cp932(row) for row in batch]).encode("cp932")

    def _in_cp932(self, row: CsvRow) -> CsvRow:
        if cp932.is_fitting("\t".join(map(str, row))):
            return row
        case = str(row[self._case_at])
        return [
            cell if isinstance(cell, int) else self._cell(cell, case, title)
            for cell, title in zip(row, self._header, strict=True)
        ]

    def _cell(self, cell: str, case: str, title: str) -> str:
        def lost(letter: str, instead: str) -> None:
            self.tally.lost += 1
            if len(self.tally.losses) < MOST_LOSSES:
                told = cp932.told(letter)
                self.tally.losses.append(Loss("CSV", case, title, told, instead or "（なし）"))

        # Another letter may stand at the beginning now: what hid a = is gone, ﹦ has become one.
        return inert(cp932.written(cell, lost))


def read_back(path: Path, encoding: Encoding, case_at: int) -> CsvTally:
    """The file as it stands on the disk."""
    tally = CsvTally()
    digest = hashlib.sha256()
    with path.open("rb") as raw:
        text = io.TextIOWrapper(
            io.BufferedReader(_Hashed(raw, digest), 1 << 18),
            encoding="utf-8-sig" if encoding is Encoding.UTF8 else "cp932",
            newline="",
        )
        rows = csv.reader(text)
        next(rows)
        last = None
        for row in rows:
            tally.rows += 1
            if row[case_at] != last:
                last = row[case_at]
                tally.cases += 1
        text.detach()
    tally.digest = digest.hexdigest()
    return tally


class _Hashed(io.RawIOBase):
    """A file whose digest is known once it was read."""

    def __init__(self, file: IO[bytes], digest: hashlib._Hash) -> None:
        self._file = file
        self._digest = digest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        self._digest.update(data)
        buffer[: len(data)] = data
        return len(data)


def _text(rows: Iterable[CsvRow]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
