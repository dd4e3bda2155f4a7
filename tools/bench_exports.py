"""The exports of `make bench`, each beside the same rows written by the bare library."""

from __future__ import annotations

import contextlib
import csv
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dtcoach.adapters.store import SqlCipherLog
from dtcoach.app.counter import Counter
from dtcoach.app.export import CSV_COLUMNS
from dtcoach.app.export_book import book_of
from dtcoach.app.export_wish import Exported, Exporting, ExportWish, Format
from dtcoach.app.ports import IncidentRow
from dtcoach.app.words_out import procedure_title, route_title
from dtcoach.app.workbook import nobody_waits
from dtcoach.compose import House
from dtcoach.domain.japanese_dates import TOKYO

_TURNS = {Format.CSV: 5, Format.XLSX: 1}


class Exports:
    """Ours and the bare one in turns over the same log."""

    def __init__(self, counter: Counter, incident: str) -> None:
        inner = counter.log._inner
        assert isinstance(inner, SqlCipherLog)
        self._log = inner
        self._counter = counter
        self._row: IncidentRow = next(row for row in inner.incidents() if row.id == incident)
        self._folder = Path(tempfile.mkdtemp(prefix="dtcoach-bench-"))
        self.grown_mb: dict[Format, float] = {}
        """What the process took more than the bare one had, at its most."""
        self._exports = House(self._folder / "home").exports

    def ratio(self, kind: Format) -> tuple[float, float]:
        """Medians of ours and of the bare one, in ms; ours is written, read back and named."""
        bare = {Format.CSV: self._bare_csv, Format.XLSX: self._bare_xlsx}[kind]
        taken: dict[str, list[float]] = {"ours": [], "bare": []}
        for _ in range(_TURNS[kind]):
            taken["bare"].append(_ms(bare))
            before = _peak_mb()
            taken["ours"].append(_ms(lambda: self.export(kind)))
            self.grown_mb[kind] = max(self.grown_mb.get(kind, 0), _peak_mb() - before)
        return statistics.median(taken["ours"]), statistics.median(taken["bare"])

    def export(self, kind: Format) -> Exported:
        """As the window and the command do it."""
        with self._making(kind) as making:
            return self._exports.export(self._folder / f"ours.{kind}", making, nobody_waits)

    @contextlib.contextmanager
    def _making(self, kind: Format) -> Iterator[Exporting]:
        with contextlib.closing(self._log.still()) as still:
            now = self._counter.clock.now()
            yield Exporting(still, self._row, self._counter.content, now, ExportWish(kind))

    def _bare_csv(self) -> None:
        """The same rows, columns and words, read from the log's own tables, by the csv module."""
        content = self._counter.content
        titles = {one: procedure_title(content, one) for one in content.procedures}
        routes = {one.value: route_title(content, one) for one in content.route_titles}
        plain = (
            "SELECT v.number, v.opened_at, v.counter, r.procedure, r.route, r.outcome_at,"
            " (SELECT group_concat(p.kind, ' ') FROM promises p"
            " WHERE p.visit = v.id AND p.request = r.request),"
            " (SELECT group_concat(coalesce(p.due, '未定'), ' ') FROM promises p"
            " WHERE p.visit = v.id AND p.request = r.request),"
            " v.papers, v.recalls FROM visits v JOIN requests r ON r.visit = v.id"
            " WHERE v.incident = ? ORDER BY v.opened_us, v.id, r.request"
        )
        with contextlib.closing(self._log.still()) as still:
            found = still._conn.execute(plain, (self._row.id,))
            with (self._folder / "bare.csv").open("w", encoding="utf-8-sig", newline="") as file:
                out = csv.writer(file)
                out.writerow(CSV_COLUMNS)
                out.writerows(
                    ("訓練", self._row.title, number, opened, counter, procedure,
                     titles[procedure], route, routes[route], *rest)
                    for number, opened, counter, procedure, route, *rest in found
                )  # fmt: skip

    def _bare_xlsx(self) -> None:
        """The same rows of all sheets by XlsxWriter in constant memory, typed, without a check."""
        import xlsxwriter

        path = str(self._folder / "bare.xlsx")
        with self._making(Format.XLSX) as making:
            book: Any = xlsxwriter.Workbook(path, {"constant_memory": True})
            day = book.add_format({"num_format": "yyyy/mm/dd"})
            moment = book.add_format({"num_format": "yyyy/mm/dd hh:mm"})
            for table in book_of(making).tables:
                sheet = book.add_worksheet(table.title)
                sheet.write_row(0, 0, [column.title for column in table.columns])
                for at, row in enumerate(table.rows, 1):
                    for index, value in enumerate(row):
                        if isinstance(value, str):
                            sheet.write_string(at, index, value)
                        elif isinstance(value, datetime):
                            local = value.astimezone(TOKYO).replace(tzinfo=None)
                            sheet.write_datetime(at, index, local, moment)
                        elif isinstance(value, date):
                            sheet.write_datetime(at, index, value, day)
                        elif value is not None:
                            sheet.write_number(at, index, value)
            book.close()


def _peak_mb() -> float:
    """The most memory that this process ever had."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ms(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000
