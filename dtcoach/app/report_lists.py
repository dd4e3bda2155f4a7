"""What lists to work from have in common, on paper and as tables.

Who may not be called by whoever holds the list has no way to be reached in it (`Handling.LEAD`).
The tables go out as a file, and hold no name and no number of a telephone.
"""

from __future__ import annotations

from dtcoach.app.approval import Approval
from dtcoach.app.figure_words import short_moment
from dtcoach.app.marks import KIND_MARKS, paper_marks
from dtcoach.app.paper import imprint_of
from dtcoach.app.report import (
    REPORT_TITLES,
    ReportDocument,
    ReportKind,
    Section,
    watermark_of,
)
from dtcoach.app.workbook import Book, Table
from dtcoach.domain.content import Content
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.promises.promise import PromiseState
from dtcoach.domain.recall.document import RecallState
from dtcoach.domain.words import IncidentKind

LEAD_ONLY = "係長が対応"
CARE = "個人の情報が入っています。人に見えるところに置かず、終わったら裁断するか、係長に返します。"


def list_document(
    kind: ReportKind,
    figures: IncidentFigures,
    content: Content,
    approval: Approval | None,
    sections: tuple[Section, ...],
) -> ReportDocument:
    """A list of that kind, marked as one that holds personal values."""
    return ReportDocument(
        title=REPORT_TITLES[kind],
        subtitle=figures.title,
        ward=f"{content.profile.ward}　{figures.office}",
        version=f"{short_moment(figures.at)} の記録",
        sections=sections,
        imprint=imprint_of(content.digest, approval, figures.at),
        marks=(*paper_marks(figures.kind, approval), "取扱注意"),
        watermark=watermark_of(figures.kind),
    )


def contact_words(one: PromiseState | RecallState) -> str:
    """How somebody may be reached by whoever holds the list."""
    if one.contact is None:
        return LEAD_ONLY if one.handling is Handling.LEAD else "（記録なし）"
    contact = one.contact
    known = (contact.name, contact.phone, contact.hours)
    return "　".join(part for part in known if part) or "（記録なし）"


def list_book(kind: ReportKind, figures: IncidentFigures, table: Table) -> Book:
    """One table as a workbook."""
    mark = "" if figures.kind is IncidentKind.REAL else KIND_MARKS[figures.kind]
    heading = f"{REPORT_TITLES[kind]}　{figures.title}"
    return Book(heading, mark, figures.at, (table,), (f"{short_moment(figures.at)} の記録",))
