"""The tables of the outage report as a workbook, with numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dtcoach.app.charts import procedure_titles, route_title
from dtcoach.app.figure_words import (
    CHANGE_WORDS,
    MEASURE_TITLES,
    NOT_KNOWN,
    PART_TITLES,
    STATUS_SEEN,
    base_in_words,
    measured,
)
from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.report import REPORT_TITLES, ReportKind
from dtcoach.app.report_facts import version_words
from dtcoach.app.report_tables import incident_head, source_rows
from dtcoach.app.workbook import Book, Cell, CellKind, Column, Table
from dtcoach.domain.content import Content
from dtcoach.domain.figures.comparison import compare
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.words import IncidentKind

Rows = Iterable[Sequence[Cell]]


def outage_book(
    figures: IncidentFigures, content: Content, others: Sequence[IncidentFigures] = ()
) -> Book:
    """Everything that the report shows, for who wants to go on calculating with it."""
    tables = [*_counts(figures, content), *_courses(figures, content), _words(figures)]
    if others:
        tables.append(_compared(figures, others))
    kind = figures.kind
    return Book(
        heading=f"{REPORT_TITLES[ReportKind.OUTAGE]}　{figures.title}",
        mark="" if kind is IncidentKind.REAL else KIND_MARKS[kind],
        made_at=figures.at,
        tables=tuple(tables),
        notes=(version_words(figures), "受付一件を一人と数えた。把握していないものは 0 ではない。"),
    )


def _table(title: str, columns: Sequence[Column], rows: Rows) -> Table:
    whole = tuple(rows)
    return Table(title, tuple(columns), whole, len(whole))


def _counts(figures: IncidentFigures, content: Content) -> Iterator[Table]:
    counts = figures.counts
    words = (Column("数", width=34), Column("値", width=20), Column("区分", width=16))
    yield _table(
        "数の出どころ", (*words, Column("何から", CellKind.LONG, 60)), source_rows(figures)
    )
    people, requests = Column("人数", CellKind.COUNT), Column("手続", CellKind.COUNT)
    yield _table(
        "時間ごと",
        (Column("時間の始まり", CellKind.MOMENT, 20), people, requests),
        ((hour.begins, hour.people, hour.requests) for hour in counts.hours),
    )
    yield _table(
        "所ごと",
        (Column("窓口のある所", width=28), people, requests),
        ((office.office, office.people, office.requests) for office in counts.offices),
    )
    titles = procedure_titles(content, [name for name, _ in counts.procedures()])
    name = Column("手続名", width=44)
    yield _table(
        "手続ごと", (name, requests), ((titles[one], number) for one, number in counts.procedures())
    )
    route = Column("対応のしかた", width=28)
    yield _table(
        "対応ごと",
        (route, requests),
        ((route_title(content, one), number) for one, number in counts.routes()),
    )
    yield _table(
        "手続と対応",
        (name, route, requests),
        (
            (titles[pair.procedure], route_title(content, pair.route), pair.requests)
            for pair in counts.pairs
        ),
    )


def _courses(figures: IncidentFigures, content: Content) -> Iterator[Table]:
    began = Column("始まり", CellKind.MOMENT, 20)
    ended = Column("終わり", CellKind.MOMENT, 20)
    yield _table(
        "システムの状態",
        (
            Column("システム", width=26),
            Column("状態"),
            began,
            ended,
            Column("確かめた人", width=18),
        ),
        (
            (
                content.systems[one.key].title if one.key in content.systems else one.key.value,
                STATUS_SEEN[span.status],
                span.began,
                span.ended,
                span.by or "（想定）",
            )
            for one in figures.systems
            for span in one.spans
        ),
    )
    yield _table(
        "お知らせ",
        (
            Column("出した日時", CellKind.MOMENT, 20),
            Column("出した人", width=18),
            Column("出した所", CellKind.LONG, 36),
            Column("次の予告", CellKind.MOMENT, 20),
            Column("予告に対して", width=14),
        ),
        (
            (
                notice.at,
                notice.by,
                "・".join(notice.places),
                notice.next_at,
                {True: "遅れた", False: "守った", None: ""}[notice.is_late],
            )
            for notice in figures.response.notices
        ),
    )
    agreed = figures.agreed_percent
    yield _table(
        "稼働率",
        (
            Column("もとになる時間", width=18),
            Column("期間", width=34),
            Column("もとの分", CellKind.COUNT),
            Column("止まった分", CellKind.COUNT),
            Column("ほかの障害の分", CellKind.COUNT),
            Column("稼働率", CellKind.PERCENT),
            Column("契約に対して", width=14),
        ),
        (
            (
                *base_in_words(one),
                one.base_minutes,
                one.lost_minutes,
                one.other_minutes,
                one.hundredths / 10_000,
                "要確認"
                if agreed is None
                else ("下回る" if one.is_below(agreed) else "下回らない"),
            )
            for one in figures.availability
        ),
    )


def _words(figures: IncidentFigures) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for part, title in PART_TITLES.items():
        now = figures.written.part(part)
        rows.append((title, "", None, "") if now is None else (title, now.text, now.at, now.by))
    for guess in figures.written.estimates:
        rows.append(("影響人数の推計", f"約{guess.people}人　{guess.ground}", guess.at, guess.by))
    return _table(
        "本文",
        (
            Column("欄", width=20),
            Column("文", CellKind.LONG, 80),
            Column("書いた日時", CellKind.MOMENT, 20),
            Column("書いた人", width=18),
        ),
        rows,
    )


def _compared(figures: IncidentFigures, others: Sequence[IncidentFigures]) -> Table:
    comparison = compare((*others, figures))
    columns = [Column("比べるもの", width=34)]
    for one in comparison.incidents:
        columns += [Column(incident_head(one, figures), width=28), Column("前と比べて", width=14)]
    rows = []
    for row in comparison.rows:
        cells: list[Cell] = [MEASURE_TITLES[row.measure.id]]
        for value, change in zip(row.values, row.changes, strict=True):
            told = NOT_KNOWN if value is None else measured(row.measure.unit, value)
            cells += [told, CHANGE_WORDS[change]]
        rows.append(tuple(cells))
    return _table("比較", columns, rows)
