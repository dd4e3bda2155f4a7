"""A workbook read back from the disk: its rows, and every value in its place."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 1 << 20
_CELL = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"[^>]*>(?:<is><t(?: xml:space="preserve")?>|<v>)([^<]*)</'
)
_ESCAPED = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"_x005F_", b"_"), (b"&amp;", b"&"))


class Tally:
    """Rows, and a digest over every value with its place. The writer keeps one of what it meant to
    write; it is compared with that of what stands on the disk."""

    def __init__(self) -> None:
        self.rows = 0
        self._hash = hashlib.sha256()

    def add(self, row: str) -> None:
        """The cells of a row, each as `A1 RS text US`."""
        self.rows += 1
        self._hash.update(row.encode())

    def add_read(self, rows: int, cells: bytes) -> None:
        """The same, read from the disk."""
        self.rows += rows
        self._hash.update(cells)

    @property
    def told(self) -> tuple[int, str]:
        """What two tallies are compared by."""
        return (self.rows, self._hash.hexdigest())


def tallies_in(path: Path) -> Iterator[Tally]:
    """One for each sheet, in order. Raises OSError, zipfile.BadZipFile (a checksum is off)."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        index = 1
        while (name := f"xl/worksheets/sheet{index}.xml") in names:
            yield _tally(package, name)
            index += 1


def _tally(package: zipfile.ZipFile, name: str) -> Tally:
    tally, left = Tally(), b""
    with package.open(name) as sheet:
        while chunk := sheet.read(_CHUNK):
            whole, end, left = (left + chunk).rpartition(b"</row>")
            if end:
                _read(tally, whole + end)
    return tally


def _read(tally: Tally, xml: bytes) -> None:
    found = _CELL.findall(xml)
    cells = b"".join([b"%b\x1e%b\x1f" % cell for cell in found])
    for escaped, plain in _ESCAPED:
        cells = cells.replace(escaped, plain)
    tally.add_read(xml.count(b"</row>"), cells)
