"""The case log as rows and as JSON: free of personal values unless they were asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import IO, Any

from dtcoach.app.cases import BETWEEN, NOTHING_PERSONAL, WITHIN, RequestLine
from dtcoach.app.export_wish import Exporting
from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.ports import IncidentRow, VisitRow
from dtcoach.app.words_out import procedure_title, route_title

CSV_COLUMNS = (
    "区分",
    "障害",
    "受付番号",
    "受付日時",
    "窓口",
    "手続",
    "手続名",
    "対応",
    "対応名",
    "終了日時",
    "約束",
    "約束の期日",
    "受付の紙の数",
    "受付の再確認の数",
)
CSV_PERSONAL = (
    "お名前",
    "フリガナ",
    "電話",
    "連絡の仕方",
    "郵便番号",
    "住所",
    "生年月日",
    "メモ",
    "消す期限",
)
"""Only where they were asked for; the last says until when the file may be kept."""

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠\u2212")
"""Also full width: a Japanese Excel takes those for the same signs; and the minus that CP932 has
only as one of them."""

_BATCH = 500

CsvRow = Sequence[str | int]


def inert(cell: str) -> str:
    """The cell, harmless in a spreadsheet: what could start a formula gets an apostrophe."""
    return f"'{cell}" if cell[:1] in FORMULA_STARTS else cell


def csv_header(making: Exporting) -> tuple[str, ...]:
    """The titles of the columns that were asked for."""
    return tuple(title for title in _titles(making) if title not in making.columns)


def csv_rows(making: Exporting) -> Iterator[CsvRow]:
    """One row per request, each cell inert. Plain tuples from the rows of the log, and every word
    looked at once: a long outage has 100,000 rows."""
    titles = _titles(making)
    rows = _with_personal(making) if making.wish.personal else _plain(making)
    kept = [index for index, title in enumerate(titles) if title not in making.columns]
    return rows if len(kept) == len(titles) else map(itemgetter(*kept), rows)


def _titles(making: Exporting) -> tuple[str, ...]:
    return (*CSV_COLUMNS, *CSV_PERSONAL) if making.wish.personal else CSV_COLUMNS


def _plain(making: Exporting) -> Iterator[CsvRow]:
    return map(_row_of(making), making.still.request_lines(making.incident.id))


def _with_personal(making: Exporting) -> Iterator[CsvRow]:
    lines = making.still.request_lines(making.incident.id)
    row_of = _row_of(making)
    until = making.delete_by
    end = "要確認" if until is None else until.isoformat()
    while batch := list(islice(lines, _BATCH)):
        known = making.still.personal_lines(list({line[0] for line in batch}))
        for line in batch:
            yield (*row_of(line), *map(inert, known.get(line[0], NOTHING_PERSONAL)), end)


def _row_of(making: Exporting) -> Callable[[RequestLine], CsvRow]:
    """Cells that anybody could have typed are made inert; times are the log's own, and titles come
    from the content, made inert once."""
    mark, title = KIND_MARKS[making.incident.kind], inert(making.incident.title)
    content, starts = making.content, FORMULA_STARTS
    procedures = dict[str, tuple[str, str]]()
    routes = dict[str | None, tuple[str, str]]({None: ("", "")})

    def row(line: RequestLine) -> CsvRow:
        _, number, opened, counter, _, procedure, route, ended, promised, papers, recalls = line
        if procedure not in procedures:
            procedures[procedure] = inert(procedure), inert(procedure_title(content, procedure))
        if route is not None and route not in routes:
            routes[route] = inert(route), inert(route_title(content, route))
        kinds = dues = ""
        if promised:
            owed = [one.split(WITHIN) for one in promised.split(BETWEEN)]
            kinds = inert(" ".join([kind for kind, _ in owed]))
            dues = inert(" ".join([due or "未定" for _, due in owed]))
        return (
            mark, title,
            inert(number) if number[:1] in starts else number,
            opened,
            inert(counter) if counter[:1] in starts else counter,
            *procedures[procedure], *routes[route], ended or "", kinds, dues, papers, recalls,
        )  # fmt: skip

    return row


def write_json(incident: IncidentRow, visits: Iterable[VisitRow], out: IO[str]) -> int:
    """`{"incident", "visits": […]}` streamed, so that memory stays flat; returns the requests."""
    out.write('{"incident": ')
    out.write(_compact(incident_of(incident)))
    out.write(', "visits": [')
    count = 0
    for index, visit in enumerate(visits):
        out.write(",\n" if index else "\n")
        out.write(_compact(visit_of(visit)))
        count += len(visit.requests)
    out.write("\n]}\n")
    return count


def incident_of(incident: IncidentRow) -> dict[str, Any]:
    """An incident as plain data; `mark` says 訓練 or 再現 where it is one (rule 11)."""
    return {
        "id": incident.id,
        "kind": incident.kind.value,
        "mark": KIND_MARKS[incident.kind],
        "title": incident.title,
        "office": incident.office,
        "scenario": incident.scenario,
        "started_at": incident.started_at.isoformat(),
        "recovered_at": incident.recovered_at and incident.recovered_at.isoformat(),
    }


def visit_of(visit: VisitRow) -> dict[str, Any]:
    """A visit as plain data, without any personal value."""
    return {
        "number": visit.number,
        "opened_at": visit.opened_at.isoformat(),
        "counter": visit.counter,
        "state": visit.state,
        "requests": [
            {
                "procedure": request.procedure,
                "route": request.route,
                "outcome_at": request.outcome_at and request.outcome_at.isoformat(),
            }
            for request in visit.requests
        ],
        "promises": [
            {"kind": promise.kind, "due": promise.due, "keeper": promise.keeper}
            for promise in visit.promises
        ],
        "papers": visit.papers,
        "recalls": visit.recalls,
    }


def count_json(text: IO[str]) -> tuple[int, int]:
    """The requests and the visits in a written JSON, read back line by line so that memory stays
    flat."""
    requests = visits = 0
    for line in text:
        stripped = line.strip().rstrip(",")
        if stripped.startswith('{"number"'):
            requests += len(json.loads(stripped)["requests"])
            visits += 1
    return requests, visits


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
