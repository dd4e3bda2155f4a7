"""回収の一覧: every document from the snapshot, with what was found (rule 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dtcoach.app.approval import Approval
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
from dtcoach.domain.recall.document import RecallState, RecallStatus
from dtcoach.domain.words import RecallEnding

RECALLS: Mapping[RecallStatus, str] = {
    RecallStatus.TO_COMPARE: "まだ",
    RecallStatus.UNCHANGED: "同じだった",
    RecallStatus.TO_CONTACT: "違う。連絡する",
    RecallStatus.ENDED: "違ったが、済んだ",
}
ENDINGS: Mapping[RecallEnding, str] = {
    RecallEnding.TAKEN_BACK: "返していただいた",
    RecallEnding.EXCHANGED: "取り替えた",
    RecallEnding.HANDED_IN: "提出先に伝えた",
    RecallEnding.UNREACHABLE: "連絡がつかない",
    RecallEnding.NOT_RETURNED: "戻らない",
}


def recall_report(
    figures: IncidentFigures,
    recalls: Sequence[RecallState],
    content: Content,
    approval: Approval | None,
) -> ReportDocument:
    """回収の一覧: every document from the snapshot, with what was found."""
    sections = tuple(_recalls(figures, recalls))
    return list_document(ReportKind.RECALL, figures, content, approval, sections)


def _recalls(figures: IncidentFigures, recalls: Sequence[RecallState]) -> Iterator[Section]:
    told = figures.followed
    if told is not None:
        counts = told.recalls
        yield Heroes(
            (
                Hero("交付した証明書", number(counts.issued), "件", "ダウン対策サーバーから"),
                Hero("まだ照らし合わせていない", number(counts.to_compare), "件", ""),
                Hero("違っていたもの", number(counts.changed), "件", _changed(counts.to_contact)),
            )
        )
    yield Sentence(CARE)
    yield Heading("1　証明書ごと")
    yield Sentence("復旧後の記録と、二人で照らし合わせる。まだのもの、連絡するものから並べた。")
    order = tuple(RecallStatus)
    first = (RecallStatus.TO_CONTACT, RecallStatus.TO_COMPARE)
    ordered = sorted(
        recalls,
        key=lambda one: (one.status not in first, order.index(one.status), one.issued_at, one.id),
    )
    columns = (
        GridColumn("受付", 0.1),
        GridColumn("証明書・番号", 0.18),
        GridColumn("交付", 0.24),
        GridColumn("データの時点", 0.12),
        GridColumn("照らし合わせ", 0.2),
        GridColumn("連絡先・その後", 0.16),
    )
    rows = tuple(map(_recall_row, ordered))
    yield Grid(columns, rows, empty="ダウン対策サーバーから交付した証明書はない。")


def _changed(to_contact: int) -> str:
    return f"うち、これから連絡 {number(to_contact)}件" if to_contact else ""


def _recall_row(one: RecallState) -> tuple[str, ...]:
    found = RECALLS[one.status]
    if one.comparison is not None:
        compared = one.comparison
        found += f"　{short_moment(compared.at)} {compared.by}・{compared.second}"
    after = ""
    if one.status is RecallStatus.TO_CONTACT:
        after = contact_words(one)
    elif one.ending is not None:
        after = ENDINGS[one.ending]
    serial = f"　{one.serial}" if one.serial else ""
    second = f"・{one.checked_by}" if one.checked_by else ""
    return (
        one.number,
        f"{one.document}{serial}",
        f"{short_moment(one.issued_at)} {one.issued_by}{second}",
        "要確認" if one.snapshot_at is None else short_moment(one.snapshot_at),
        found,
        after,
    )


def recall_book(figures: IncidentFigures, recalls: Sequence[RecallState]) -> Book:
    """The documents as a table, without anything personal."""
    columns = (
        Column("受付番号", width=12),
        Column("証明書", width=30),
        Column("交付番号", width=16),
        Column("交付した日時", CellKind.MOMENT, 20),
        Column("データの時点", CellKind.MOMENT, 20),
        Column("照らし合わせ", width=22),
        Column("照らし合わせた日時", CellKind.MOMENT, 20),
        Column("その後", width=20),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            one.number,
            one.document,
            one.serial,
            one.issued_at,
            one.snapshot_at,
            RECALLS[one.status],
            None if one.comparison is None else one.comparison.at,
            "" if one.ending is None else ENDINGS[one.ending],
        )
        for one in sorted(recalls, key=lambda one: (one.issued_at, one.id))
    ]
    return list_book(ReportKind.RECALL, figures, Table("照らし合わせ", columns, rows, len(rows)))
