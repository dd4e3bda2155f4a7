"""訓練の報告: what stands in it is what the log and the observers have, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app.drill_scoring import Scoring
from dtcoach.app.errors import ProblemFound
from dtcoach.app.figures import figures_of
from dtcoach.app.observing import Observing
from dtcoach.app.paper import Paper
from dtcoach.app.report import ReportDocument
from dtcoach.app.report_drill import Beside, drill_report, shortfalls
from dtcoach.app.report_drill_book import drill_book
from dtcoach.app.report_drill_parts import counter_rows, course_rows
from dtcoach.app.workbook import nobody_waits
from dtcoach.domain.drill.events import Rating
from dtcoach.domain.drill.scores import Area, DrillScores
from dtcoach.domain.words import IncidentKind
from tests.drills.terminal import Machine, Terminal
from tests.drills.test_scores import at, opened, played
from tests.shipped import CONTENT, DAYS, HOUSE, MONDAY


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    one = Terminal(tmp_path / "one", Machine())
    one.counter.begin_drill("counter-15", "戸籍住民課")
    yield one
    one.close()


def scoring(terminal: Terminal) -> Scoring:
    drills = terminal.counter.make_drills()  # type: ignore[misc]
    return Scoring(terminal.counter.log, drills, CONTENT, DAYS)


def scores_of(terminal: Terminal) -> DrillScores:
    return scoring(terminal).scores(terminal.counter.operations.state.id)


def document(terminal: Terminal) -> ReportDocument:
    incident = terminal.counter.operations.state.id
    mine = scoring(terminal)
    beside = Beside(mine.before(incident), left_open=mine.left_open(incident))
    return drill_report(mine.scores(incident), CONTENT, None, MONDAY, beside)


def text(terminal: Terminal) -> str:
    pages = text_of(paper(terminal).pdf)
    assert all("訓練" in page for page in pages), "no page of a drill may pass for a real one"
    return "".join("".join(page.split()) for page in pages)


def paper(terminal: Terminal) -> Paper:
    made = HOUSE.press.report(document(terminal), nobody_waits)
    assert made.cut == ()
    assert made.doubtful == ()
    return made


def with_a_fault(terminal: Terminal) -> None:
    """A false certificate, and nobody looks at コンビニ交付."""
    played(
        terminal,
        shiomi=lambda one: one.serve("shiomi", facts={"seal_changed": "no"}),
        konbini_after=None,
    )


def test_what_went_wrong_is_told_with_its_reason_and_nothing_else(terminal: Terminal) -> None:
    with_a_fault(terminal)
    told = text(terminal)
    assert "汐見一夫（印鑑登録証明書）方法:できていない" in told
    assert "違う答えが入っていました：最近の印鑑の変更。" in told
    assert "コンビニ交付を確かめる（停止）（4分以内）できていない記録にない" in told
    scores = scores_of(terminal)
    wrong = [score for area in Area for score in scores.scores(area) if score.grade == "wrong"]
    lines = list(shortfalls(scores))
    assert len(lines) == len(wrong) + sum(
        score.grade == "nearly" for area in Area for score in scores.scores(area)
    ) - sum(one.score.grade in ("wrong", "nearly") for one in scores.expected)


def test_a_drill_without_a_fault_has_nothing_to_mend(terminal: Terminal) -> None:
    played(terminal)
    assert list(shortfalls(scores_of(terminal))) == []
    told = text(terminal)
    assert "記録が示すこと" not in told
    assert "方法:3件のすべてでできた。" in told
    rows = list(counter_rows(scores_of(terminal)))
    assert rows[0][:3] == ("1番窓口", "3", "3／3")
    assert rows[-1][1:] == rows[0][1:], "one counter: all of it"


def test_the_course_tells_every_inject_and_every_act_it_asked_for(terminal: Terminal) -> None:
    played(terminal)
    scores = scores_of(terminal)
    rows = list(course_rows(scores, CONTENT))
    asked = sum(len(inject.expects) for inject in scores.drill.injects.values())
    without = sum(not inject.expects for inject in scores.drill.injects.values())
    assert len(rows) == asked + without
    assert rows[0][:2] == ("0:00", "ダウン対策サーバーが使えるようになった")


def test_what_people_saw_stands_apart_and_what_they_could_not_see_counts_nowhere(
    terminal: Terminal,
) -> None:
    played(terminal)
    observing = Observing(terminal.exercise)
    observing.rate("today-asked", Rating.S, note="二人目には聞かなかった", where="1番窓口")
    observing.rate("no-pin", Rating.NOT_OBSERVED)
    observing.note("待合の案内がよかった")
    told = text(terminal)
    assert "二人目には聞かなかった" in told
    assert "待合の案内がよかった" in told
    items = {item.item: item for item in scores_of(terminal).ratings}
    assert (items["no-pin"].seen, items["today-asked"].seen) == (0, 1)
    assert "見た0人がP" not in told


def test_what_is_to_be_mended_comes_back_at_the_next_drill(terminal: Terminal) -> None:
    played(terminal)
    first = terminal.counter.operations.state.id
    observing = Observing(terminal.exercise)
    mended = observing.find("掲示の紙が見つからなかった")
    observing.settle(mended, "引き出しに札を付けた")
    left = observing.find("当日リストの電話が、一つの所に届かなかった")
    observing.plan(left, "連絡の順を一枚にする", "係長 大崎", date(2026, 12, 25))
    assert "令和8年12月25日" in text(terminal)
    terminal.machine.passes(86_400)
    terminal.counter.begin_drill("counter-15", "戸籍住民課")
    opened(terminal)
    assert terminal.counter.operations.state.id != first
    told = text(terminal)
    assert "当日リストの電話が、一つの所に届かなかった" in told
    assert "掲示の紙が見つからなかった" not in told
    earlier = scoring(terminal).before(terminal.counter.operations.state.id)
    assert [one.incident for one in earlier] == [first]


def test_a_drill_that_still_runs_says_so(terminal: Terminal) -> None:
    opened(terminal)
    at(terminal, 2)
    assert "まだ終わっていない" in document(terminal).version


def test_the_workbook_has_every_event_a_score_stands_on(terminal: Terminal) -> None:
    with_a_fault(terminal)
    scores = scores_of(terminal)
    events = {event.id: event for event in terminal.counter.log.of_incident(scores.incident)}
    book = drill_book(scores, CONTENT, events, MONDAY, Beside())
    assert book.mark == "訓練"
    sheet = next(table for table in book.tables if table.title == "点数と記録")
    assert {row[-1] for row in sheet.rows} == scores.events


def test_the_figures_of_a_drill_end_with_it_and_not_today(terminal: Terminal) -> None:
    played(terminal)
    state = terminal.counter.operations.state
    found = figures_of(terminal.counter.log, CONTENT, DAYS, state.id, terminal.machine.now())
    assert found.clock_minutes == terminal.exercise.elapsed() // timedelta(minutes=1)


def test_a_real_day_has_no_drill_report(terminal: Terminal) -> None:
    played(terminal)
    terminal.counter.declare(IncidentKind.REAL, "full-outage", "戸籍住民課")
    real = terminal.counter.operations.state.id
    with pytest.raises(ProblemFound, match="訓練ではありません"):
        scoring(terminal).scores(real)
