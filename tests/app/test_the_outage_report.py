"""The outage report of a small day: what it may say, what it never invents, and how it looked."""

from __future__ import annotations

import difflib
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from dtcoach.adapters.content.files import read_folder
from dtcoach.adapters.paper.pictures import pictures, text_of
from dtcoach.adapters.paper.press import FormPress
from dtcoach.adapters.places import content_root
from dtcoach.app.errors import ProblemFound
from dtcoach.app.figures import figures_of
from dtcoach.app.operations import Declaration, Operations, declare
from dtcoach.app.paper import Imprint, Paper
from dtcoach.app.report import ReportDocument
from dtcoach.app.report_outage import outage_report
from dtcoach.app.report_writing import (
    enter_estimate,
    settle_report,
    take_back_estimate,
    write_part,
)
from dtcoach.app.reporting import Reporting
from dtcoach.app.workbook import nobody_waits
from dtcoach.domain.content import Office, ServiceLevel
from dtcoach.domain.events import (
    EstimateEntered,
    IncidentClosed,
    IncidentRecovered,
    NoticePosted,
    ReportSettled,
    ReportWritten,
    StatusChecked,
)
from dtcoach.domain.figures.incident import IncidentFigures, incident_figures
from dtcoach.domain.figures.outage import USUAL_WEEK
from dtcoach.domain.figures.written import written_report
from dtcoach.domain.incident import fold_incident
from dtcoach.domain.words import IncidentKind, ReportPart, Route, Status, WorldKey
from tests.domain.figures.days import OSAKI, at, board, came, declared, figures
from tests.memory_log import Ids, MemoryLog, TickingClock
from tests.paper.test_golden import WRITES, differing, grey
from tests.shipped import CONTENT, DAYS, MONDAY

GOLDEN = Path(__file__).parent.parent / "paper" / "golden_report"
NAME = "髙橋 辻\U000e0100太郎"
IMPRINT = Imprint("abcdef12", "承認 係長 令和7年1月6日（月）", "令和7年1月8日（水）10:00")


def told(kind: IncidentKind = IncidentKind.DRILL) -> IncidentFigures:
    events = board(
        (at("11:20"), declared(kind)),
        (at("11:26"), StatusChecked(WorldKey.RESIDENT_RECORD, Status.DOWN, "ログインできない")),
        (at("11:28"), StatusChecked(WorldKey.KONBINI, Status.UP, "電話")),
        (
            at("11:45"),
            NoticePosted(
                "文", at("12:30"), at("11:20"), "戸籍住民課", "", True, ("窓口の掲示", "SNS")
            ),
        ),
        (at("13:00"), StatusChecked(WorldKey.KONBINI, Status.DEGRADED, "電話")),
        (at("14:00"), StatusChecked(WorldKey.KONBINI, Status.UP, "電話")),
        (at("15:20"), IncidentRecovered("使えます")),
        (
            at("10:00", 7),
            ReportWritten(ReportPart.CAUSE, "サーバーの設定の誤り。\n\n詳しくは調べている。"),
        ),
        (at("10:05", 7), EstimateEntered(9, "番号札の枚数から")),
        (at("10:10", 7), ReportSettled()),
        by=NAME,
    )
    visits = (
        came("11:25", ("move-in", Route.ACCEPT_AND_HOLD), ("residence-certificate", Route.KONBINI)),
        came("11:59", ("residence-certificate", Route.DOWNTIME_CERTIFICATE), recalls=1),
        came("12:10", ("move-within", Route.RETURN_VISIT), counter=OSAKI),
        came("14:30", ("residence-certificate", Route.POST)),
        came("15:40", ("move-out", None), state="open"),
        came("15:50", ("move-out-card", Route.MOVING_ONESTOP)),
    )
    return figures(events, visits, at("10:00", 8))


@cache
def document(kind: IncidentKind = IncidentKind.DRILL) -> ReportDocument:
    return replace(outage_report(told(kind), CONTENT, None), imprint=IMPRINT)


@cache
def press() -> FormPress:
    return FormPress(read_folder(content_root() / "forms"), bundled_only=True)


@cache
def paper() -> Paper:
    return press().report(document(), nobody_waits)


def text(document: ReportDocument) -> str:
    pages = text_of(press().report(document, nobody_waits).pdf)
    return "".join("".join(page.split()) for page in pages)


def test_it_reads_and_looks_as_it_was_last_looked_at() -> None:
    """`DTCOACH_GOLDEN=write` writes text and pages anew; look at the pages then."""
    pages = text_of(paper().pdf)
    whole = "\n\f\n".join("\n".join(page.split("\r\n")) for page in pages) + "\n"
    if WRITES:
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / "outage.txt").write_text(whole, encoding="utf-8", newline="\n")
        (GOLDEN / "outage.page").write_bytes(grey(paper().pdf))
        return
    known = (GOLDEN / "outage.txt").read_text(encoding="utf-8")
    changed = "\n".join(difflib.unified_diff(known.splitlines(), whole.splitlines(), lineterm=""))
    assert not changed, changed
    assert differing((GOLDEN / "outage.page").read_bytes(), grey(paper().pdf)) < 0.004


def test_the_same_report_gives_the_same_bytes_and_nothing_is_cut() -> None:
    assert press().report(document(), nobody_waits).pdf == paper().pdf
    assert paper().cut == ()


def test_a_rare_name_prints_with_its_own_characters_or_is_marked() -> None:
    """The bundled font alone has no 辻 with this selector; the paper says which it had not."""
    assert "髙橋" in text(document())
    assert set(paper().doubtful) <= {"辻\U000e0100"}


def test_it_is_readable_without_colour() -> None:
    """Each status has an ink of its own in grey: down is dark, up is white."""
    page = pictures(paper().pdf, 60)[0]
    greys = {
        round(0.114 * b + 0.587 * g + 0.299 * r)
        for b, g, r in zip(page.pixels[::4], page.pixels[1::4], page.pixels[2::4], strict=True)
    }
    assert min(greys) < 60
    assert max(greys) == 255


def test_marks_stand_on_every_page() -> None:
    for page in text_of(paper().pdf):
        assert "訓練" in page
        assert "手順 未承認" in page
    real = text_of(press().report(document(IncidentKind.REAL), nobody_waits).pdf)
    assert not any("訓練" in page or "再現" in page for page in real)


def test_what_nobody_wrote_is_said_to_be_unwritten() -> None:
    whole = text(document())
    assert whole.count("（まだ書かれていません）") == 3
    assert "まだ書かれていない:発生した事象、区への影響、窓口・広報の対応、再発防止" in whole


def test_after_a_settled_version_a_change_makes_it_a_draft_again() -> None:
    assert "下書き" not in text(document())
    changed = replace(told(), written=replace(told().written, is_changed=True))
    whole = text(outage_report(changed, CONTENT, None))
    assert "その後に書き直しあり（下書き）" in whole


def test_an_agreed_base_gives_one_way_to_count_and_no_supposition() -> None:
    profile = replace(
        CONTENT.profile,
        counters=tuple(Office(one, USUAL_WEEK) for one in CONTENT.profile.offices),
        service_level=ServiceLevel(97.5, "counter", "month"),
    )
    content = replace(CONTENT, profile=profile)
    state = fold_incident(board((at("11:20"), declared()), (at("12:20"), IncidentRecovered(""))))
    assert state is not None
    counted = incident_figures(state, (), content, DAYS.is_closed, at("12:00", 8))
    assert [one.is_agreed for one in counted.availability] == [True]
    whole = text(outage_report(counted, content, None))
    assert "99.38％下回らない" in whole
    assert "仮定" not in whole
    assert "うち開庁時間1時間" in whole


def test_a_report_of_an_outage_that_goes_on_and_of_nobody() -> None:
    running = figures(board((at("11:20"), declared())), (), at("12:00"))
    whole = text(outage_report(running, CONTENT, None))
    assert "まだ復旧していない" in whole
    assert "止まっている時間40分" in whole
    assert "お知らせを出した記録がない" in whole


def test_a_report_of_an_outage_that_was_closed_without_the_word_says_so() -> None:
    closed = board((at("11:20"), declared()), (at("13:20"), IncidentClosed()))
    whole = text(outage_report(figures(closed, (), at("12:00", 8)), CONTENT, None))
    assert "復旧連絡の記録がない令和7年1月6日（月）13:20に対応を終えた。" in whole
    assert "13:20対応終了" in whole
    assert "止まった時間2時間" in whole


# --- what people write ------------------------------------------------------------------------


@pytest.fixture
def operations() -> Operations:
    clock = TickingClock(MONDAY)
    log = MemoryLog(clock)
    said = Declaration(IncidentKind.REAL, CONTENT.scenarios["full-outage"], "戸籍住民課", "係長")
    return declare(log, clock, Ids(), said)


def test_a_draft_is_written_once_and_only_when_it_changed(operations: Operations) -> None:
    assert write_part(operations, "係長", ReportPart.WHAT, "止まった。 \n\n")
    assert not write_part(operations, "係長", ReportPart.WHAT, "止まった。")
    assert write_part(operations, "課長", ReportPart.WHAT, "")
    written = written_report(operations.state.journal)
    assert written.part(ReportPart.WHAT) is None
    assert [one.by for one in written.versions[ReportPart.WHAT]] == ["係長", "課長"]


def test_an_estimate_needs_people_and_a_ground_and_can_be_taken_back(
    operations: Operations,
) -> None:
    for people, ground in ((0, "札から"), (10**8, "札から"), (320, "  ")):
        with pytest.raises(ProblemFound):
            enter_estimate(operations, "係長", people, ground)
    enter_estimate(operations, "係長", 320, " 札から ")
    kept = written_report(operations.state.journal).estimate
    assert kept is not None
    assert (kept.people, kept.ground, kept.by) == (320, "札から", "係長")
    take_back_estimate(operations, "係長")
    assert written_report(operations.state.journal).estimate is None


def test_no_my_number_stands_in_a_report_and_nobody_settles_it_without_a_name(
    operations: Operations,
) -> None:
    with pytest.raises(ProblemFound):
        write_part(operations, "係長", ReportPart.IMPACT, "1234 5678 9012 の方")
    with pytest.raises(ProblemFound):
        settle_report(operations, " ")
    settle_report(operations, "課長")
    settle_report(operations, "部長")
    settled = written_report(operations.state.journal).settled
    assert settled is not None
    assert (settled.version, settled.by) == (2, "部長")


# --- what stands beside it ----------------------------------------------------------------------


def test_no_drill_enters_a_real_report_and_the_last_real_one_does() -> None:
    clock = TickingClock(MONDAY)
    log = MemoryLog(clock)
    ids = Ids()
    started = []
    kinds = (IncidentKind.REAL, IncidentKind.DRILL, IncidentKind.REAL)
    for days, kind in enumerate(kinds):
        said = Declaration(kind, CONTENT.scenarios["full-outage"], "戸籍住民課", "係長")
        begins = MONDAY + timedelta(days=days)
        started.append(declare(log, clock, ids, said, begins).state.id)
    reporting = Reporting(log, CONTENT, DAYS, None, MONDAY + timedelta(days=9))
    last = figures_of(log, CONTENT, DAYS, started[2], reporting.now)
    assert [one.incident for one in reporting.beside(last)] == [started[0]]
    with pytest.raises(ProblemFound, match="訓練"):
        reporting.beside(last, [started[1]])
    drill = figures_of(log, CONTENT, DAYS, started[1], reporting.now)
    assert reporting.beside(drill) == ()
    beside = reporting.beside(drill, [started[0]])
    assert [one.kind for one in beside] == [IncidentKind.REAL]
