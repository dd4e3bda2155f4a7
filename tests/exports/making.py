"""Exports of a real log, made and read back by other readers than ours."""

from __future__ import annotations

import contextlib
import csv
import io
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from dtcoach.adapters.store import SqlCipherLog
from dtcoach.app.export_wish import Exported, Exporting, ExportWish, Format
from dtcoach.app.patient_log import PatientLog
from dtcoach.app.ports import EventLog, IncidentRow
from dtcoach.app.workbook import Progress, nobody_waits
from dtcoach.compose import House
from dtcoach.domain.content import Content
from dtcoach.domain.events import Draft, EventBody
from dtcoach.domain.japanese_dates import TOKYO
from tests.shipped import CONTENT
from tests.store.stories import draft

LATER = datetime(2026, 9, 2, 9, 10, tzinfo=TOKYO)


def export(
    log: SqlCipherLog,
    path: Path,
    wish: ExportWish,
    *,
    content: Content = CONTENT,
    progress: Progress = nobody_waits,
) -> Exported:
    """The only incident of the log."""
    (incident,) = log.incidents()
    with contextlib.closing(log.still()) as still:
        making = Exporting(still, incident, content, LATER, wish)
        return House(path.parent / "home").exports.export(path, making, progress)


def text_of_export(log: EventLog, row: IncidentRow, kind: Format) -> str:
    """A CSV or a JSON of that incident, as it leaves the house."""
    inner = log._inner if isinstance(log, PatientLog) else log
    assert isinstance(inner, SqlCipherLog)
    with tempfile.TemporaryDirectory() as folder, contextlib.closing(inner.still()) as still:
        path = Path(folder) / "x"
        making = Exporting(still, row, CONTENT, LATER, ExportWish(kind))
        House(Path(folder) / "home").exports.export(path, making, nobody_waits)
        return path.read_bytes().decode("utf-8-sig")


def told(visit: str, *bodies: EventBody) -> list[Draft]:
    """A visit of incident `i`."""
    return [draft(body, incident="i", visit=visit, minutes=n) for n, body in enumerate(bodies)]


def csv_in(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    text = path.read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheets_in(path: Path, titles_at: int = 3) -> dict[str, list[dict[str, Any]]]:
    """Rows by the titles of their columns, sheet by sheet."""
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows(min_row=titles_at, values_only=True))
        titles = [str(title) for title in rows[0]]
        found[sheet.title] = [dict(zip(titles, row, strict=True)) for row in rows[1:]]
    book.close()
    return found


def left_in(folder: Path) -> list[str]:
    """Every file below but for those of the log."""
    return sorted(
        file.name
        for file in folder.rglob("*")
        if file.is_file() and "data" not in file.relative_to(folder).parts
    )


Make = Callable[[ExportWish], Exported]
FORMATS = tuple(Format)
