"""`dtcoach export`: the case log into a file that was read back before "done" is said."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dtcoach.app.errors import ProblemFound, WrongUsage
from dtcoach.app.export_columns import columns_of
from dtcoach.app.export_wish import Encoding, Exported, Exporting, ExportWish, Format
from dtcoach.app.ports import EventLog, IncidentRow
from dtcoach.app.words_in import quoted
from dtcoach.cli.output import OK, complain, print_json
from dtcoach.domain.japanese_dates import long_date

if TYPE_CHECKING:
    from dtcoach.compose import House


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 0 when the file holds every request of the incident."""
    wish = _wish(given)
    opened = house.open_log()
    for notice in opened.notices:
        complain(notice.sentence)
    progress = _Progress()
    try:
        incident = incident_named(opened.log, given.incident)
        with contextlib.closing(opened.log.still()) as still:
            making = Exporting(still, incident, house.content, house.clock.now(), wish)
            exported = house.exports.export(Path(given.output), making, progress)
    finally:
        progress.end()
        opened.log.close()
    _tell(exported, as_json=given.json)
    return OK


def _wish(given: argparse.Namespace) -> ExportWish:
    kind = Format(given.format)
    left_out = frozenset(given.without)
    known = {title for title, _ in columns_of(kind, personal=given.personal)}
    for title in sorted(left_out - known):
        raise WrongUsage(
            f"--without {quoted(title)}という列はありません。ある列: {'、'.join(sorted(known))}"
        )
    return ExportWish(
        format=kind,
        encoding=Encoding(given.encoding),
        personal=given.personal and kind is not Format.JSON,
        left_out=left_out,
        password=_password(given.password_file),
    )


def _password(path: str | None) -> str:
    """The first line of that file: on a command line it would stand in the history."""
    if path is None:
        return ""
    lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    if not lines or not lines[0]:
        raise WrongUsage(f"{path} の一行目に、パスワードがありません。")
    return lines[0]


def _tell(exported: Exported, *, as_json: bool) -> None:
    until = exported.delete_by
    if as_json:
        answer = {
            "file": str(exported.path),
            "requests": exported.requests,
            "cases": exported.cases,
            "mark": exported.mark,
            "sha256": exported.digest,
            "delete_by": None if until is None else until.isoformat(),
            "lost": exported.lost,
            "losses": [
                {
                    "table": one.table,
                    "case": one.case,
                    "column": one.column,
                    "what": one.what,
                    "instead": one.instead,
                }
                for one in exported.losses
            ],
        }
        print_json(answer)
        return
    for one in exported.losses:
        complain(f"受付 {one.case} の「{one.column}」: {one.what} は {one.instead} にしました。")
    if exported.lost > len(exported.losses):
        complain(f"ほかに {exported.lost - len(exported.losses)} 文字を書き換えました。")
    print(
        f"{exported.path} に受付 {exported.cases} 件、手続 {exported.requests} 件を書き、"
        f"読み返して確かめました（{exported.mark}）。"
    )
    if until is not None:
        print(f"個人情報が入っています。{long_date(until)}までに消してください。")


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


class _Progress:
    """Rows done, on one line of a terminal; nothing where nobody looks."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()
        self._said = False

    def __call__(self, done: int, rows: int) -> None:
        if self._shows and done:
            of = f" / {rows:,}" if rows else ""
            print(f"\r{done:,}{of} 行   ", end="", file=sys.stderr, flush=True)
            self._said = True

    def end(self) -> None:
        """The line is left behind."""
        if self._said:
            print(file=sys.stderr)
