"""What a controller takes out of a drill as files: papers before it, its report after it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from dtcoach.app.drill_papers import DRILL_PAPERS, EVALUATION, ROLE_CARDS, drill_document
from dtcoach.app.drill_scoring import Scoring
from dtcoach.app.drills import Drills
from dtcoach.app.marks import paper_marks
from dtcoach.app.paper import Paper, Press, imprint_of
from dtcoach.app.report import REPORT_TITLES, ReportKind
from dtcoach.app.report_drill import Beside, drill_report
from dtcoach.app.report_drill_book import drill_book
from dtcoach.app.reporting import Reporting
from dtcoach.app.workbook import Progress, Workbooks, Written
from dtcoach.domain.drill.plan import Drill
from dtcoach.domain.words import IncidentKind
from dtcoach.frozen import dataclass


class DrillFile(StrEnum):
    """Which file."""

    ROLE_CARDS = ROLE_CARDS
    EVALUATION = EVALUATION
    REPORT = "report"
    TABLES = "tables"


FILE_TITLES = {
    DrillFile.ROLE_CARDS: DRILL_PAPERS[ROLE_CARDS],
    DrillFile.EVALUATION: DRILL_PAPERS[EVALUATION],
    DrillFile.REPORT: REPORT_TITLES[ReportKind.DRILL],
    DrillFile.TABLES: f"{REPORT_TITLES[ReportKind.DRILL]}の表",
}


@dataclass(frozen=True, slots=True)
class DrillFiles:
    """Makes them, from the log as it is. Slow: not for the thread that draws. `reporting.now` is by
    the wall clock: a paper is printed today, whatever day the drill plays on."""

    reporting: Reporting
    drills: Drills
    incident: str
    drill: Drill

    def paper(self, file: DrillFile, press: Press, progress: Progress) -> Paper:
        """Any but the tables, as a PDF. Raises ProblemFound, and whatever `progress` raises."""
        reporting = self.reporting
        content, approval, now = reporting.content, reporting.approval, reporting.now
        if file is DrillFile.REPORT:
            scores = self._scoring.scores(self.incident)
            return press.report(
                drill_report(scores, content, approval, now, self._beside()), progress
            )
        imprint = imprint_of(content.digest, approval, now)
        marks = paper_marks(IncidentKind.DRILL, approval)
        closed = reporting.days.is_closed
        document = drill_document(file.value, self.drill, content, closed, imprint, marks)
        return press.bind(document, progress)

    def tables(self, path: Path, books: Workbooks, progress: Progress) -> Written:
        """The report's tables as a workbook. Raises ProblemFound, and whatever `progress` does."""
        scores = self._scoring.scores(self.incident)
        events = {event.id: event for event in self.reporting.log.of_incident(self.incident)}
        reporting = self.reporting
        book = drill_book(scores, reporting.content, events, reporting.now, self._beside())
        return books.write(path, book, progress)

    @property
    def _scoring(self) -> Scoring:
        reporting = self.reporting
        return Scoring(reporting.log, self.drills, reporting.content, reporting.days)

    def _beside(self) -> Beside:
        scoring, incident = self._scoring, self.incident
        figures = self.reporting.figures(incident)
        return Beside(scoring.before(incident), figures, (), scoring.left_open(incident))
