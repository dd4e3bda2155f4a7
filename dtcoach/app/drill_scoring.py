"""The scores of a drill and of those before it, read from the log: for a thread nobody waits on."""

from __future__ import annotations

from dtcoach.app.drills import UNREADABLE, Drills
from dtcoach.app.errors import ProblemFound
from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.ports import EventLog, IncidentRow, OpeningDays
from dtcoach.domain.content import Content
from dtcoach.domain.drill.running import Finding, fold_drill
from dtcoach.domain.drill.scores import DrillScores, score_drill
from dtcoach.domain.words import IncidentKind
from dtcoach.frozen import dataclass

MOST_BEFORE = 3
"""Earlier drills beside one: more columns than that nobody reads."""


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """Something an earlier drill left to be mended."""

    drill: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Scoring:
    """Reads scores from a log. Slow on a long day."""

    log: EventLog
    drills: Drills
    content: Content
    days: OpeningDays

    def scores(self, incident: str) -> DrillScores:
        """Raises ProblemFound for what is no drill, or a drill without a readable plan."""
        row = self._row(incident)
        if row.kind is not IncidentKind.DRILL:
            mark = KIND_MARKS[row.kind]
            raise ProblemFound(
                f"この記録は{mark}で、訓練ではありません。{mark}の報告は report outage で作れます。"
            )
        running = fold_drill(self.log.of_board(incident))
        if running is None:
            raise ProblemFound(
                "この訓練には進行表がないため、点数は出ません。数は report outage で出せます。"
            )
        files = self.log.kept_content(running.digest)
        drill = None if files is None else self.drills.kept(running.drill, files)
        if drill is None:
            raise ProblemFound(UNREADABLE)
        events = self.log.of_incident(incident)
        found = score_drill(incident, drill, events, self.content, self.days.is_closed)
        assert found is not None
        return found

    def before(self, incident: str) -> tuple[DrillScores, ...]:
        """The drills before it whose plans can be read, the latest of them, earliest first."""
        found: list[DrillScores] = []
        for row in reversed(self._earlier(incident)):
            try:
                found.append(self.scores(row.id))
            except ProblemFound:
                continue
            if len(found) == MOST_BEFORE:
                break
        return tuple(reversed(found))

    def left_open(self, incident: str) -> tuple[OpenFinding, ...]:
        """What earlier drills found and nobody has settled: it comes back at this one."""
        found: list[OpenFinding] = []
        mended: set[str] = set()
        own = fold_drill(self.log.of_board(incident))
        if own is not None:
            mended.update(own.mended)
        for row in self._earlier(incident):
            running = fold_drill(self.log.of_board(row.id))
            if running is not None:
                mended.update(running.mended)
                found += [
                    OpenFinding(row.title, finding)
                    for finding in running.findings.values()
                    if not finding.settled
                ]
        return tuple(one for one in found if one.finding.id not in mended)

    def _earlier(self, incident: str) -> list[IncidentRow]:
        """By when they were entered: the invented day of a drill says nothing of its order."""
        rows = [row for row in self.log.incidents() if row.kind is IncidentKind.DRILL]
        began = {row.id: self._entered(row.id) for row in rows}
        mine = began.get(incident, "")
        earlier = [row for row in rows if row.id != incident and began[row.id] < mine]
        return sorted(earlier, key=lambda row: began[row.id])

    def _entered(self, incident: str) -> str:
        first = next(iter(self.log.of_board(incident)), None)
        return "" if first is None else first.entered_at.astimezone().isoformat()

    def _row(self, incident: str) -> IncidentRow:
        row = next((row for row in self.log.incidents() if row.id == incident), None)
        if row is None:
            raise ProblemFound("この障害対応の記録は見つかりません。")
        return row
