"""`dtcoach report`: what the committee and the keepers of promises need on paper, or as tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dtcoach.app.errors import WrongUsage
from dtcoach.app.figure_words import PART_TITLES, duration
from dtcoach.app.followups import FollowUps
from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.paper import Paper
from dtcoach.app.ports import IncidentRow
from dtcoach.app.report import REPORT_TITLES, ReportDocument, ReportKind
from dtcoach.app.report_followups import followups_book, followups_report
from dtcoach.app.report_recall import recall_book, recall_report
from dtcoach.app.reporting import Reporting
from dtcoach.app.workbook import Book, nobody_waits
from dtcoach.cli.export import incident_named
from dtcoach.cli.output import OK, complain, print_json

if TYPE_CHECKING:
    from dtcoach.compose import House

Answer = dict[str, Any]
Make = Callable[["House", argparse.Namespace, Reporting, IncidentRow], Answer]


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 0 when the file is written whole."""
    kind = ReportKind(given.report)
    ending = Path(given.output).suffix.lower()
    if ending not in (".pdf", ".xlsx"):
        raise WrongUsage("-o は .pdf か .xlsx で終わる名前にしてください。")
    opened = house.open_log()
    for notice in opened.notices:
        complain(notice.sentence)
    try:
        row = incident_named(opened.log, given.incident)
        given.compare = [incident_named(opened.log, one).id for one in given.compare]
        content, now = house.content, house.clock.now()
        reporting = Reporting(opened.log, content, house.days, house.in_force.approval, now)
        answer = _MAKERS[kind](house, given, reporting, row)
    finally:
        opened.log.close()
    whole = {
        "file": given.output,
        "report": kind.value,
        "incident": row.id,
        "mark": KIND_MARKS[row.kind],
        **answer,
    }
    if given.json:
        print_json(whole)
    else:
        size = f"、{answer['pages']} ページ" if "pages" in answer else ""
        mark = KIND_MARKS[row.kind]
        print(f"{given.output} に {REPORT_TITLES[kind]}（{mark}{size}）を書きました。")
        for line in answer.get("notes", ()):
            print(line)
    return OK


def _outage(
    house: House, given: argparse.Namespace, reporting: Reporting, row: IncidentRow
) -> Answer:
    figures = reporting.figures(row.id)
    others = reporting.beside(figures, given.compare)
    missing = [PART_TITLES[part] for part in figures.written.missing]
    lost = duration(figures.clock_minutes)
    answer: Answer = {
        "people": figures.counts.people,
        "requests": figures.counts.requests,
        "estimated": figures.written.estimate and figures.written.estimate.people,
        "down_minutes": figures.clock_minutes,
        "open_minutes": None if figures.opening.is_supposed else figures.opening.minutes,
        "missing": missing,
        "notes": [f"数えた人数 {figures.counts.people}人、止まった時間 {lost}。"],
    }
    if missing:
        answer["notes"].append(f"まだ書かれていない欄: {'、'.join(missing)}")
    if _is_book(given):
        return _tabled(house, given, reporting.outage_book(figures, others), answer)
    return _drawn(house, given, reporting.outage(figures, others), answer)


def _followups(
    house: House, given: argparse.Namespace, reporting: Reporting, row: IncidentRow
) -> Answer:
    read = FollowUps(reporting.log, row.id)
    figures, promises = reporting.figures(row.id, read), tuple(read.promises)
    left = sum(one.is_open for one in promises)
    answer: Answer = {
        "promises": len(promises),
        "open": left,
        "notes": [f"約束 {len(promises)}件のうち、残り {left}件。"],
    }
    if _is_book(given):
        book = followups_book(figures, promises, reporting.content)
        return _tabled(house, given, book, answer)
    document = followups_report(figures, promises, reporting.content, reporting.approval)
    return _drawn(house, given, document, answer)


def _recall(
    house: House, given: argparse.Namespace, reporting: Reporting, row: IncidentRow
) -> Answer:
    read = FollowUps(reporting.log, row.id)
    figures, recalls = reporting.figures(row.id, read), tuple(read.recalls)
    left = sum(one.comparison is None for one in recalls)
    answer: Answer = {
        "documents": len(recalls),
        "to_compare": left,
        "notes": [f"交付した証明書 {len(recalls)}件のうち、まだ照らし合わせていない {left}件。"],
    }
    if _is_book(given):
        return _tabled(house, given, recall_book(figures, recalls), answer)
    document = recall_report(figures, recalls, reporting.content, reporting.approval)
    return _drawn(house, given, document, answer)


def _is_book(given: argparse.Namespace) -> bool:
    return str(given.output).lower().endswith(".xlsx")


def _tabled(house: House, given: argparse.Namespace, book: Book, answer: Answer) -> Answer:
    house.workbooks.write(Path(given.output), book, nobody_waits)
    return answer


def _drawn(
    house: House, given: argparse.Namespace, document: ReportDocument, answer: Answer
) -> Answer:
    return {**answer, **_written(house, given, house.press.report(document, nobody_waits))}


def _written(house: House, given: argparse.Namespace, paper: Paper) -> Answer:
    house.write_file(Path(given.output), paper.pdf)
    for cluster in paper.doubtful:
        complain(f"「{cluster}」の字形がこの端末にありません。点線を引いて印刷しました。")
    for field in paper.cut:
        complain(f"「{field}」は枠に入りきりません。")
    return {"pages": paper.pages, "doubtful": list(paper.doubtful), "cut": list(paper.cut)}


def _drill(
    house: House, given: argparse.Namespace, reporting: Reporting, row: IncidentRow
) -> Answer:
    from dtcoach.app.drill_scoring import Scoring
    from dtcoach.app.drill_words import AREA_TITLES
    from dtcoach.app.report_drill import Beside, drill_report
    from dtcoach.app.report_drill_book import drill_book

    content, log = house.content, reporting.log
    scoring = Scoring(log, house.drills, content, house.days)
    scores = scoring.scores(row.id)
    figures = reporting.figures(row.id)
    others = tuple(reporting.figures(one) for one in given.compare)
    beside = Beside(scoring.before(row.id), figures, others, scoring.left_open(row.id))
    tallies = {area: scores.tally(area) for area in AREA_TITLES}
    answer: Answer = {
        "drill": scores.drill.id,
        "scores": {
            area.value: {"right": one.right, "nearly": one.nearly, "judged": one.judged}
            for area, one in tallies.items()
        },
        "findings": len(scores.findings),
        "notes": [
            f"{AREA_TITLES[area]} {one.right}／{one.judged}" for area, one in tallies.items()
        ],
    }
    if given.output.lower().endswith(".xlsx"):
        events = {event.id: event for event in log.of_incident(row.id)}
        book = drill_book(scores, content, events, reporting.now, beside)
        house.workbooks.write(Path(given.output), book, nobody_waits)
        return answer
    document = drill_report(scores, content, reporting.approval, reporting.now, beside)
    return {**answer, **_written(house, given, house.press.report(document, nobody_waits))}


_MAKERS: Mapping[ReportKind, Make] = {
    ReportKind.OUTAGE: _outage,
    ReportKind.FOLLOWUPS: _followups,
    ReportKind.RECALL: _recall,
    ReportKind.DRILL: _drill,
}
"""What makes each report."""
