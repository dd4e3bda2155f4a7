"""Reports of an incident from the log as it is: the document, the workbook, what is set beside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dtcoach.app.approval import Approval
from dtcoach.app.errors import ProblemFound
from dtcoach.app.figures import figures_of
from dtcoach.app.followups import FollowUps
from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.ports import EventLog, IncidentRow, OpeningDays
from dtcoach.app.report import ReportDocument, ReportKind
from dtcoach.app.report_book import outage_book
from dtcoach.app.report_followups import followups_report
from dtcoach.app.report_outage import outage_report
from dtcoach.app.report_recall import recall_report
from dtcoach.app.workbook import Book
from dtcoach.domain.content import Content
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.words import IncidentKind
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Reporting:
    """Reads the log and makes reports, at one moment. Slow on a long day: not for the thread that
    draws. Everything in it is frozen, or locks itself (the log)."""

    log: EventLog
    content: Content
    days: OpeningDays
    approval: Approval | None
    now: datetime

    def figures(self, incident: str, followups: FollowUps | None = None) -> IncidentFigures:
        """With what came of the visits, as far as `followups` did not read it before. Raises
        ProblemFound where there is no such incident."""
        read = followups or FollowUps(self.log, incident)
        return figures_of(self.log, self.content, self.days, incident, self.now, read)

    def counted(self, incident: str) -> IncidentFigures:
        """Only what is counted in one go. Raises ProblemFound where there is no such incident."""
        return figures_of(self.log, self.content, self.days, incident, self.now)

    def beside(
        self, figures: IncidentFigures, wanted: Iterable[str] = ()
    ) -> tuple[IncidentFigures, ...]:
        """What is set beside an incident: those wanted, or else the last one of its kind before it.

        Raises ProblemFound where a 訓練 or a 再現 is wanted in the report of a 本番 (rule 11).
        """
        rows = {row.id: row for row in self.log.incidents()}
        named = [rows[one] for one in wanted if one != figures.incident]
        for row in named:
            if figures.kind is IncidentKind.REAL and row.kind is not IncidentKind.REAL:
                mark = KIND_MARKS[row.kind]
                raise ProblemFound(
                    f"本番の報告に、{mark}の数は入れられません。画面の「比較」で並べて見られます。"
                )
        if not named:
            named = last_before(rows.values(), figures)
        return tuple(self.figures(row.id) for row in named)

    def side_by_side(self, figures: IncidentFigures) -> tuple[IncidentFigures, ...]:
        """What a screen sets beside an incident, each marked: the two before it of its kind, and
        the last 本番 and 訓練. A 再現 stands only beside another."""
        rows = [row for row in self.log.incidents() if row.id != figures.incident]
        kind = figures.kind
        same = sorted(
            (row for row in rows if row.kind is kind and row.started_at <= figures.began),
            key=lambda row: (row.started_at, row.id),
        )
        wanted = same[-2:]
        for other in (IncidentKind.REAL, IncidentKind.DRILL):
            if other is not kind:
                found = [row for row in rows if row.kind is other]
                wanted += [max(found, key=lambda row: (row.started_at, row.id))] if found else []
        return tuple(self.figures(row.id) for row in wanted)

    def outage(
        self, figures: IncidentFigures, others: Iterable[IncidentFigures] = ()
    ) -> ReportDocument:
        """障害発生報告."""
        return outage_report(figures, self.content, self.approval, tuple(others))

    def listed(self, kind: ReportKind, incident: str) -> ReportDocument:
        """約束 or 照らし合わせ as a list to work from."""
        read = FollowUps(self.log, incident)
        figures = self.figures(incident, read)
        if kind is ReportKind.RECALL:
            return recall_report(figures, tuple(read.recalls), self.content, self.approval)
        return followups_report(figures, tuple(read.promises), self.content, self.approval)

    def outage_book(self, figures: IncidentFigures, others: Iterable[IncidentFigures] = ()) -> Book:
        """Its tables."""
        return outage_book(figures, self.content, tuple(others))


def last_before(rows: Iterable[IncidentRow], figures: IncidentFigures) -> list[IncidentRow]:
    """The last incident of the same kind that began before it; nothing where it is the first."""
    earlier = [
        row
        for row in rows
        if row.kind is figures.kind
        and row.id != figures.incident
        and row.started_at < figures.began
    ]
    return [max(earlier, key=lambda row: (row.started_at, row.id))] if earlier else []
