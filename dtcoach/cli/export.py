"""`dtcoach export`: the case log into a file that was read back before "done" is said."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from dtcoach.app.errors import ProblemFound
from dtcoach.app.export import count_csv, count_json, write_csv, write_json
from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.ports import EventLog, IncidentRow
from dtcoach.app.words_in import quoted
from dtcoach.cli.output import OK, complain, print_json
from dtcoach.domain.content import Content

if TYPE_CHECKING:
    from dtcoach.compose import House

_Write = Callable[[EventLog, IncidentRow, Content, IO[str]], int]


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 0 when the file holds every request of the incident."""
    opened = house.open_log()
    for notice in opened.notices:
        complain(notice.sentence)
    try:
        incident = incident_named(opened.log, given.incident)
        path = Path(given.output)
        write, count, encoding = _FORMATS[given.format]
        with house.whole_file(path, encoding) as file:
            written = write(opened.log, incident, house.content, file)
        with path.open(encoding=encoding, newline="") as file:
            read_back = count(file)
    finally:
        opened.log.close()
    if read_back != written:
        raise ProblemFound(
            f"{path} を読み返すと {read_back} 件で、書いた {written} 件と合いません。"
        )
    answer = {"file": str(path), "requests": written, "mark": KIND_MARKS[incident.kind]}
    if given.json:
        print_json(answer)
    else:
        print(f"{path} に {written} 件を書き、読み返して数を確かめました（{answer['mark']}）。")
    return OK


def incident_named(log: EventLog, name: str) -> IncidentRow:
    """The incident of that id, or of the only id that starts so. Raises ProblemFound."""
    rows = log.incidents()
    found = [row for row in rows if row.id == name] or [
        row for row in rows if len(name) >= 4 and row.id.startswith(name)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise ProblemFound(f"{quoted(name)}で始まる記録が {len(found)} 件あります。")
    raise ProblemFound(f"{quoted(name)}という障害対応の記録はありません。")


_FORMATS: Mapping[str, tuple[_Write, Callable[[IO[str]], int], str]] = {
    "csv": (write_csv, count_csv, "utf-8-sig"),
    "json": (write_json, count_json, "utf-8"),
}
