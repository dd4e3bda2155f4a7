"""The case log as a file: counted as read, free of personal values, written whole or not at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import IO, Any

from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.ports import EventLog, IncidentRow, VisitRow
from dtcoach.domain.content import Content
from dtcoach.domain.words import Route

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


FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
"""Also full width: a Japanese Excel takes those for the same signs."""


def write_csv(log: EventLog, incident: IncidentRow, content: Content, out: IO[str]) -> int:
    """One row per request; returns the rows written. Cells that a spreadsheet would run are
    made inert with a leading apostrophe."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    count = 0
    for visit in log.visits(incident.id):
        for row in _csv_rows(incident, visit, content):
            writer.writerow([inert(cell) for cell in row])
            count += 1
    return count


def _csv_rows(
    incident: IncidentRow, visit: VisitRow, content: Content
) -> Iterator[tuple[str, ...]]:
    for request in visit.requests:
        owed = [promise for promise in visit.promises if promise.request == request.request]
        yield (
            KIND_MARKS[incident.kind],
            incident.title,
            visit.number,
            visit.opened_at.isoformat(),
            visit.counter,
            request.procedure,
            _procedure_title(content, request.procedure),
            request.route or "",
            _route_title(content, request.route),
            request.outcome_at.isoformat() if request.outcome_at else "",
            " ".join(promise.kind for promise in owed),
            " ".join(promise.due or "未定" for promise in owed),
            str(visit.papers),
            str(visit.recalls),
        )


def _procedure_title(content: Content, procedure: str) -> str:
    found = content.procedures.get(procedure)
    return procedure if found is None else found.title


def _route_title(content: Content, route: str | None) -> str:
    return "" if route is None else content.route_titles[Route(route)]


def inert(cell: str) -> str:
    """The cell, harmless in a spreadsheet: what could start a formula gets an apostrophe."""
    return f"'{cell}" if cell[:1] in FORMULA_STARTS else cell


def write_json(log: EventLog, incident: IncidentRow, content: Content, out: IO[str]) -> int:
    """`{"incident", "visits": […]}` streamed, so that memory stays flat; returns the requests."""
    del content  # programs read the ids
    out.write('{"incident": ')
    out.write(_compact(incident_of(incident)))
    out.write(', "visits": [')
    count = 0
    for index, visit in enumerate(log.visits(incident.id)):
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


def count_csv(text: IO[str]) -> int:
    """The requests in a written CSV, read back."""
    return sum(1 for _ in csv.reader(text)) - 1


def count_json(text: IO[str]) -> int:
    """The requests in a written JSON, read back line by line so that memory stays flat."""
    count = 0
    for line in text:
        stripped = line.strip().rstrip(",")
        if stripped.startswith('{"number"'):
            count += len(json.loads(stripped)["requests"])
    return count


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
