"""The cases of an incident as the tables of a workbook: 受付 手続 約束 回収 時系列 集計."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import TypeVar

from dtcoach.app.cases import BETWEEN, NOTHING_PERSONAL, WITHIN, CaseLine, CaseTotals, PersonalLine
from dtcoach.app.export_left import Left
from dtcoach.app.export_wish import Exporting, Format
from dtcoach.app.history import Teller
from dtcoach.app.words_out import procedure_title, promise_title, route_title, state_title
from dtcoach.app.workbook import Book, Cell, CellKind, Column, Table
from dtcoach.domain.events import ReportWritten, WrongHandsAcknowledged, WrongHandsFound
from dtcoach.domain.japanese_dates import TOKYO, long_date, short_date
from dtcoach.domain.words import IncidentKind

_BATCH = 500
_NOT_TOLD = (ReportWritten, WrongHandsFound, WrongHandsAcknowledged)
T = TypeVar("T")
NUMBER = Column("受付番号", CellKind.TEXT, 12)
OPENED = Column("受付日時", CellKind.MOMENT, 22)
COUNTER = Column("窓口", CellKind.TEXT, 20)

CASES = (
    NUMBER,
    OPENED,
    COUNTER,
    Column("状態", CellKind.TEXT, 8),
    Column("手続", CellKind.LONG, 30),
    Column("対応", CellKind.LONG, 26),
    Column("終了日時", CellKind.MOMENT, 22),
    Column("手続の数", CellKind.COUNT, 8),
    Column("約束の数", CellKind.COUNT, 8),
    Column("紙の数", CellKind.COUNT, 8),
    Column("再確認の数", CellKind.COUNT, 8),
    Column("紙からの入力日時", CellKind.MOMENT, 22),
    Column("担当", CellKind.TEXT, 14),
)
PERSONAL = (
    Column("お名前", CellKind.TEXT, 18),
    Column("フリガナ", CellKind.TEXT, 20),
    Column("電話", CellKind.TEXT, 16),
    Column("連絡の仕方", CellKind.LONG, 20),
    Column("郵便番号", CellKind.TEXT, 10),
    Column("住所", CellKind.LONG, 36),
    Column("生年月日", CellKind.DATE, 16),
    Column("メモ", CellKind.LONG, 40),
)
REQUESTS = (
    NUMBER,
    OPENED,
    COUNTER,
    Column("手続", CellKind.TEXT, 36),
    Column("対応", CellKind.TEXT, 30),
    Column("終了日時", CellKind.MOMENT, 22),
)
PROMISES = (
    NUMBER,
    Column("手続", CellKind.TEXT, 36),
    Column("約束", CellKind.TEXT, 18),
    Column("期日", CellKind.DATE, 16),
    Column("担当の課", CellKind.TEXT, 24),
    Column("状況", CellKind.TEXT, 18),
    Column("済んだ日時", CellKind.MOMENT, 22),
)
RECALLS = (
    NUMBER,
    Column("手続", CellKind.TEXT, 36),
    Column("書類", CellKind.TEXT, 30),
    Column("発行日時", CellKind.MOMENT, 22),
    Column("データの日時", CellKind.MOMENT, 22),
    Column("担当", CellKind.TEXT, 14),
    Column("状況", CellKind.TEXT, 22),
    Column("済んだ日時", CellKind.MOMENT, 22),
)
COURSE = (
    Column("日時", CellKind.MOMENT, 22),
    Column("できごと", CellKind.LONG, 50),
    Column("くわしく", CellKind.LONG, 50),
    Column("担当", CellKind.TEXT, 14),
    Column("入力日時（あとから入れたもの）", CellKind.MOMENT, 22),
    Column("取り消し", CellKind.LONG, 30),
)
COUNTS = (
    Column("項目", CellKind.TEXT, 24),
    Column("内訳", CellKind.TEXT, 44),
    Column("件数", CellKind.COUNT, 10),
    Column("単位", CellKind.TEXT, 8),
)


def book_of(making: Exporting) -> Book:
    """All tables, read as they are written."""
    totals = making.still.totals(making.incident.id)
    requests = _table("手続", REQUESTS, _requests(making), totals.requests)
    tables = (
        _table("受付", _case_columns(making), _cases(making), totals.cases),
        # On paper each case names its requests; in a sheet they are counted and filtered.
        *([] if making.wish.format is Format.PDF else [requests]),
        _table("約束", PROMISES, _promises(making), totals.promises),
        _table("回収", RECALLS, _recalls(making), totals.recalls),
        _table("時系列", COURSE, _course(making), 0),
        _table("集計", COUNTS, _counts(making, totals), 0),
    )
    incident = making.incident
    began = incident.started_at.astimezone(TOKYO)
    return Book(
        heading=f"{long_date(began.date())} {incident.title}（{incident.office}）",
        mark="" if incident.kind is IncidentKind.REAL else making.mark,
        made_at=making.at,
        tables=tuple(_without(table, making.columns) for table in tables),
        notes=_notes(making),
    )


def _notes(making: Exporting) -> tuple[str, ...]:
    if not making.wish.personal:
        return ("個人情報は入っていません。",)
    until = making.delete_by
    if until is None:
        return (
            "個人情報が入っています。保存年限は、区の文書管理の決まりを確かめてください（要確認）。",
        )
    return (f"個人情報が入っています。{long_date(until)}までに消してください。",)


def _table(
    title: str, columns: tuple[Column, ...], rows: Iterator[Sequence[Cell]], known: int
) -> Table:
    return Table(title, columns, rows, known)


def _without(table: Table, left_out: frozenset[str]) -> Table:
    """The table without some of its columns."""
    kept = [i for i, column in enumerate(table.columns) if column.title not in left_out]
    if len(kept) == len(table.columns):
        return table
    columns = tuple(table.columns[i] for i in kept)
    if len(kept) == 1:
        return Table(table.title, columns, ((row[kept[0]],) for row in table.rows), table.known)
    return Table(table.title, columns, map(itemgetter(*kept), table.rows), table.known)


def _case_columns(making: Exporting) -> tuple[Column, ...]:
    return (*CASES, *PERSONAL) if making.wish.personal else CASES


def _cases(making: Exporting) -> Iterator[Sequence[Cell]]:
    lines = making.still.case_lines(making.incident.id)
    cell_of = _case_cells(making)
    if not making.wish.personal:
        yield from map(cell_of, lines)
        return
    for batch in _batches(lines):
        known = making.still.personal_lines([line[0] for line in batch])
        for line in batch:
            yield (*cell_of(line), *personal_cells(known.get(line[0], NOTHING_PERSONAL)))


def _case_cells(making: Exporting) -> Callable[[CaseLine], tuple[Cell, ...]]:
    procedures, routes = titles_of(making)

    def cells(line: CaseLine) -> tuple[Cell, ...]:
        _, number, opened, counter, state, actor, papers, recalls, asked, promises, entered = line
        requests = [one.split(WITHIN) for one in asked.split(BETWEEN)] if asked else []
        done = [routes(route) for _, route, _ in requests if route]
        ended = [at for _, _, at in requests]
        last = max(map(_at, ended)) if ended and all(ended) else None
        return (
            number, _at(opened), counter, state_title(state),
            "\n".join([procedures(one) for one, _, _ in requests]),
            "\n".join(dict.fromkeys(done)),
            last,
            len(requests), promises, papers, recalls,
            None if entered is None else _at(entered), actor,
        )  # fmt: skip

    return cells


def personal_cells(line: PersonalLine) -> tuple[Cell, ...]:
    """The details of a resident; a birth date that is none stays the text it is."""
    *details, birth, note = line
    return (*details, day_in(birth), note)


def _requests(making: Exporting) -> Iterator[Sequence[Cell]]:
    procedures, routes = titles_of(making)
    for line in making.still.request_lines(making.incident.id):
        _, number, opened, counter, _, procedure, route, ended, _, _, _ = line
        yield (
            number, _at(opened), counter, procedures(procedure),
            routes(route) if route else None, _at(ended) if ended else None,
        )  # fmt: skip


def _promises(making: Exporting) -> Iterator[Sequence[Cell]]:
    procedures, _ = titles_of(making)
    left = Left(making.still)
    for line in making.still.promise_lines(making.incident.id):
        visit, event, number, procedure, kind, due, keeper = line
        yield (
            number, procedures(procedure), promise_title(kind), day_in(due or ""), keeper,
            *left.promise(visit, event),
        )  # fmt: skip


def _recalls(making: Exporting) -> Iterator[Sequence[Cell]]:
    procedures, _ = titles_of(making)
    left = Left(making.still)
    for line in making.still.recall_lines(making.incident.id):
        visit, event, number, procedure, document, at, as_of, actor = line
        yield (
            number, procedures(procedure), document, _at(at),
            None if as_of is None else _at(as_of), actor, *left.recall(visit, event),
        )  # fmt: skip


def _course(making: Exporting) -> Iterator[Sequence[Cell]]:
    """The board from first to last, without what is typed into the report, and without whose
    document may be in wrong hands: it would point at a protected person (design §6 rule 3)."""
    events = making.still.of_board(making.incident.id)
    tell = Teller(making.content, with_personal=False)
    told = tell.lines(event for event in events if not isinstance(event.body, _NOT_TOLD))
    for line in sorted(told, key=lambda line: line.at):
        yield (line.at, line.text, line.detail, line.actor, line.entered_at, line.taken_back)


def _counts(making: Exporting, totals: CaseTotals) -> Iterator[Sequence[Cell]]:
    counted = making.still.counted(making.incident.id)
    yield ("受付", "来庁した方", totals.cases, "人")
    yield ("受付", "手続", totals.requests, "件")
    yield ("受付", "約束", totals.promises, "件")
    yield ("受付", "回収（復旧後の再確認）", totals.recalls, "件")
    yield ("受付", "紙から入力", _only(counted["typed_in"]), "人")
    words: tuple[tuple[str, str, Callable[[str], str], str], ...] = (
        ("状態", "state", state_title, "人"),
        ("窓口", "counter", str, "人"),
        ("手続", "procedure", lambda one: procedure_title(making.content, one), "件"),
        ("対応", "route", lambda one: route_title(making.content, one), "件"),
        ("約束", "promise", promise_title, "件"),
    )
    for item, key, word, unit in words:
        for what, number in sorted(counted[key], key=lambda one: (-one[1], one[0] or "")):
            yield (item, "まだ" if what is None else word(what), number, unit)
    for what, number in counted["hour"]:
        yield ("受付の時刻", _hour(what or ""), number, "人")


def titles_of(making: Exporting) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """The words for procedures and for routes, each looked up once."""
    content = making.content
    return (
        cache(lambda one: procedure_title(content, one)),
        cache(lambda one: route_title(content, one)),
    )


def day_in(text: str) -> date | str | None:
    """An ISO day as a day; what is none stays."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _hour(text: str) -> str:
    at = datetime.fromisoformat(text)
    return f"{short_date(at.date())}{at.hour}時台"


def _only(rows: Sequence[tuple[str | None, int]]) -> int:
    return rows[0][1] if rows else 0


def _batches(rows: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
