"""The tables of 訓練の報告 as a workbook: every score with the events it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from dtcoach.app.drill_words import AREA_TITLES, GRADE_WORDS, RATING_TITLES, act_words
from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.report import REPORT_TITLES, ReportKind
from dtcoach.app.report_drill import Beside
from dtcoach.app.report_drill_parts import counter_of
from dtcoach.app.workbook import Book, Cell, CellKind, Column, Table
from dtcoach.domain.content import Content
from dtcoach.domain.drill.grades import Score
from dtcoach.domain.drill.running import Finding
from dtcoach.domain.drill.scores import Area, DrillScores, scores_of_case
from dtcoach.domain.events import Event
from dtcoach.domain.words import IncidentKind

Rows = Iterable[Sequence[Cell]]
_TIME = Column("訓練の時刻", CellKind.MOMENT, 20)
_SECONDS = CellKind.COUNT


def drill_book(
    scores: DrillScores,
    content: Content,
    events: Mapping[str, Event],
    made_at: datetime,
    beside: Beside,
) -> Book:
    """`events` are those of the incident by id."""
    return Book(
        heading=f"{REPORT_TITLES[ReportKind.DRILL]}　{scores.drill.title}",
        mark=KIND_MARKS[IncidentKind.DRILL],
        made_at=made_at,
        tables=(
            _areas(scores, beside),
            _cases(scores),
            _scores(scores, events),
            _expected(scores, content),
            _seen(scores),
            _notes(scores),
            _findings(scores, beside),
        ),
        notes=("評価できなかったものは、数に入れない。人を比べるためには使わない。",),
    )


def _table(title: str, columns: Sequence[Column], rows: Rows) -> Table:
    whole = tuple(rows)
    return Table(title, tuple(columns), whole, len(whole))


def _areas(scores: DrillScores, beside: Beside) -> Table:
    columns = [
        Column("訓練", width=36),
        Column("行った日時", CellKind.MOMENT, 20),
        Column("項目", width=16),
        Column("できた", CellKind.COUNT),
        Column("おしい", CellKind.COUNT),
        Column("評価した数", CellKind.COUNT),
    ]
    rows = [
        (one.drill.title, one.began_wall, AREA_TITLES[area], t.right, t.nearly, t.judged)
        for one in (*beside.earlier, scores)
        for area in Area
        for t in (one.tally(area),)
    ]
    return _table("点数", columns, rows)


def _cases(scores: DrillScores) -> Table:
    columns = (
        Column("来た時刻", CellKind.MOMENT, 20),
        Column("役割カード", width=14),
        Column("どなた", width=18),
        Column("手続名", width=40),
        Column("窓口", width=22),
        Column("受付番号", width=14),
        Column("正しい方法", width=26),
        Column("選んだ方法", width=26),
        Column("結果", width=12),
        Column("待ち（秒）", _SECONDS),
        Column("対応（秒）", _SECONDS),
        Column("なぜ", CellKind.LONG, 60),
    )
    rows = (
        (
            case.played.at,
            case.card.id,
            case.name,
            case.procedure,
            counter_of(scores, case),
            "" if case.visit is None else case.visit.number,
            case.expected_title,
            case.taken_title,
            GRADE_WORDS[case.route.grade],
            case.waited_seconds,
            case.seconds,
            "".join(case.route.why),
        )
        for case in scores.cases
    )
    return _table("来た方", columns, rows)


def _scores(scores: DrillScores, events: Mapping[str, Event]) -> Table:
    """One line for each event that a score stands on."""
    columns = (
        Column("対象", width=36),
        Column("項目", width=24),
        Column("結果", width=12),
        Column("なぜ", CellKind.LONG, 50),
        _TIME,
        Column("記録した人", width=18),
        Column("端末", width=10),
        Column("記録の番号", width=38),
    )
    return _table("点数と記録", columns, _score_rows(scores, events))


def _score_rows(scores: DrillScores, events: Mapping[str, Event]) -> Iterator[Sequence[Cell]]:
    for case in scores.cases:
        about = f"{case.name}　{case.procedure}"
        for area in Area:
            for score in scores_of_case(case, area):
                yield from _stands_on(about, score.about or AREA_TITLES[area], score, events)
    for one in scores.expected:
        yield from _stands_on(one.inject.title, AREA_TITLES[Area.EXPECTED], one.score, events)


def _stands_on(
    about: str, area: str, score: Score, events: Mapping[str, Event]
) -> Iterator[Sequence[Cell]]:
    for id in score.events:
        event = events[id]
        yield (
            about,
            area,
            GRADE_WORDS[score.grade],
            "".join(score.why),
            event.observed_at,
            event.actor,
            event.terminal,
            id,
        )


def _expected(scores: DrillScores, content: Content) -> Table:
    columns = (
        _TIME,
        Column("起きたこと", width=36),
        Column("求めた行動", width=44),
        Column("何分以内", CellKind.COUNT),
        Column("かかった秒", _SECONDS),
        Column("結果", width=12),
    )
    rows = (
        (
            one.played.at,
            one.inject.title,
            act_words(one.expected.act, scores.drill, content),
            one.expected.within_minutes,
            one.seconds,
            GRADE_WORDS[one.score.grade],
        )
        for one in scores.expected
    )
    return _table("時間内の行動", columns, rows)


def _seen(scores: DrillScores) -> Table:
    columns = (
        Column("項目", width=44),
        Column("評価", width=12),
        Column("窓口", width=22),
        Column("役割カード", width=14),
        Column("見た人", width=18),
        _TIME,
        Column("メモ", CellKind.LONG, 60),
    )
    rows = (
        (
            scores.drill.items[item.item].text,
            RATING_TITLES[one.rating],
            one.where,
            one.card,
            one.by,
            one.at,
            one.note or "",
        )
        for item in scores.ratings
        for one in item.rated
    )
    return _table("人が見たこと", columns, rows)


def _notes(scores: DrillScores) -> Table:
    columns = (_TIME, Column("見た人", width=18), Column("メモ", CellKind.LONG, 80))
    return _table(
        "観察のメモ", columns, ((note.at, note.by, note.text or "") for note in scores.notes)
    )


def _findings(scores: DrillScores, beside: Beside) -> Table:
    columns = (
        Column("訓練", width=36),
        Column("課題", CellKind.LONG, 50),
        Column("直し方", CellKind.LONG, 40),
        Column("担当", width=18),
        Column("いつまで", CellKind.DATE, 14),
        Column("済み", CellKind.LONG, 30),
    )
    own = [(scores.drill.title, finding) for finding in scores.findings]
    earlier = [(one.drill, one.finding) for one in beside.left_open]
    return _table("直すこと", columns, (_finding(*one) for one in (*own, *earlier)))


def _finding(drill: str, finding: Finding) -> Sequence[Cell]:
    due = date.fromisoformat(finding.due) if finding.due else None
    return (drill, finding.text, finding.action, finding.owner, due, finding.settled)
