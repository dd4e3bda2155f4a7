"""約束と後処理の一覧: what is still owed, what is late first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dtcoach.app.approval import Approval
from dtcoach.app.charts import procedure_titles
from dtcoach.app.figure_words import number, short_moment
from dtcoach.app.report import (
    Grid,
    GridColumn,
    Heading,
    Hero,
    Heroes,
    ReportDocument,
    ReportKind,
    Section,
    Sentence,
)
from dtcoach.app.report_lists import CARE, contact_words, list_book, list_document
from dtcoach.app.workbook import Book, Cell, CellKind, Column, Table
from dtcoach.domain.content import Content
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.japanese_dates import short_date
from dtcoach.domain.promises.promise import PromiseState, PromiseStatus
from dtcoach.domain.promises.standing import Standing, standing_of, urgency
from dtcoach.domain.words import PromiseKind

PROMISES: Mapping[PromiseKind, str] = {
    PromiseKind.PHONE: "電話",
    PromiseKind.POST: "郵送",
    PromiseKind.RETURN_VISIT: "再来庁",
    PromiseKind.BACK_ENTRY: "復旧後の入力",
    PromiseKind.RECHECK: "証明書の照らし合わせ",
}
STANDINGS: Mapping[Standing, str] = {
    Standing.OVERDUE: "期日を過ぎた",
    Standing.TODAY: "今日",
    Standing.READY: "復旧したので、できる",
    Standing.LATER: "これから",
    Standing.WAITING: "復旧を待つ",
    Standing.KEPT: "済んだ",
    Standing.DROPPED: "果たせずに終えた",
}


def followups_report(
    figures: IncidentFigures,
    promises: Sequence[PromiseState],
    content: Content,
    approval: Approval | None,
) -> ReportDocument:
    """約束と後処理の一覧: what is open, what is late first; then what is done, in numbers."""
    return list_document(
        ReportKind.FOLLOWUPS,
        figures,
        content,
        approval,
        tuple(_followups(figures, promises, content)),
    )


def _followups(
    figures: IncidentFigures, promises: Sequence[PromiseState], content: Content
) -> Iterator[Section]:
    told = figures.followed
    if told is not None:
        whole = told.promises.whole
        yield Heroes(
            (
                Hero("残っている約束", number(whole.open), "件", f"約束は {number(whole.made)}件"),
                Hero("期日を過ぎたもの", number(whole.overdue), "件", "残っているもののうち"),
                Hero("守った約束", number(whole.kept), "件", f"うち遅れて {told.promises.late}件"),
            )
        )
    yield Sentence(CARE)
    open_ones = sorted(
        (one for one in promises if one.is_open),
        key=lambda one: urgency(one, figures.at, figures.recovered_at),
    )
    if open_ones:
        yield Sentence(
            "種類ごとに、期日を過ぎたものから並べた。"
            "「係長が対応」とあるものは、この一覧からは連絡しない。"
        )
    titles = procedure_titles(content, [one.procedure for one in promises])
    place = 0
    for kind, title in PROMISES.items():
        own = [one for one in open_ones if one.kind is kind]
        if own:
            place += 1
            yield Heading(f"{place}　{title}（残り {number(len(own))}件）")
            yield Grid(_PROMISE_COLUMNS, tuple(_promise_row(one, figures, titles) for one in own))
    yield Heading(f"{place + 1}　約束の種類ごとの件数")
    yield _kinds(figures)


_PROMISE_COLUMNS = (
    GridColumn("受付", 0.1),
    GridColumn("手続", 0.24),
    GridColumn("期日・次の予定", 0.19),
    GridColumn("お名前・連絡先", 0.27),
    GridColumn("係", 0.14),
    GridColumn("済", 0.06),
)


def _promise_row(
    one: PromiseState, figures: IncidentFigures, titles: Mapping[str, str]
) -> tuple[str, ...]:
    standing = standing_of(one, figures.at, figures.recovered_at)
    when = "日は未定" if one.due is None else short_date(one.due)
    if one.next_at is not None:
        when = f"{when}（次 {short_moment(one.next_at)}）"
    late = standing in (Standing.OVERDUE, Standing.TODAY)
    when += f"　{STANDINGS[standing]}" if late else ""
    when += f"　{len(one.tries)}回連絡した" if one.tries else ""
    return (
        one.number,
        titles[one.procedure],
        when,
        contact_words(one),
        one.keeper,
        "□",
    )


def _kinds(figures: IncidentFigures) -> Grid:
    columns = (
        GridColumn("約束", 0.3),
        *(GridColumn(title, 0.14, is_number=True) for title in ("件数", "守った", "残り")),
        GridColumn("期日を過ぎた", 0.14, is_number=True),
        GridColumn("果たせず終了", 0.14, is_number=True),
    )
    if figures.followed is None:
        return Grid(columns, ())
    told = figures.followed.promises
    counted = [(PROMISES[kind], counts) for kind, counts in told.by_kind.items()]
    rows = [
        (title, *map(number, (one.made, one.kept, one.open, one.overdue, one.dropped)))
        for title, one in (*counted, ("計", told.whole))
    ]
    return Grid(columns, tuple(rows), last_is_total=True)


def followups_book(
    figures: IncidentFigures, promises: Sequence[PromiseState], content: Content
) -> Book:
    """The promises as a table, without anything personal."""
    titles = procedure_titles(content, [one.procedure for one in promises])
    columns = (
        Column("受付番号", width=12),
        Column("約束", width=20),
        Column("手続", width=40),
        Column("期日", CellKind.DATE, 14),
        Column("次の予定", CellKind.MOMENT, 20),
        Column("係", width=18),
        Column("状態", width=20),
        Column("連絡した回数", CellKind.COUNT),
        Column("終わった日時", CellKind.MOMENT, 20),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            one.number,
            PROMISES[one.kind],
            titles[one.procedure],
            one.due,
            one.next_at,
            one.keeper,
            STANDINGS[standing_of(one, figures.at, figures.recovered_at)],
            len(one.tries),
            one.ended_at if one.status is not PromiseStatus.OPEN else None,
        )
        for one in sorted(promises, key=lambda one: urgency(one, figures.at, figures.recovered_at))
    ]
    return list_book(ReportKind.FOLLOWUPS, figures, Table("約束", columns, rows, len(rows)))
