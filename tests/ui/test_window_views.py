"""What the window says, worked out without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dtcoach.app.ports import IncidentRow, PromiseRow, RequestRow, VisitRow
from dtcoach.app.preferences import Operator
from dtcoach.domain.content import Scenario
from dtcoach.domain.events import StatusChecked
from dtcoach.domain.incident import IncidentState, list_of_the_hour
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.lead_lists import Tick, TickKey, list_now
from dtcoach.domain.words import IncidentKind, LeadList, Status, WorldKey
from dtcoach.domain.world import EMPTY_BOARD, Board, Check, is_stale, preset
from dtcoach.ui.board.lists import lead_items, reworded_lines
from dtcoach.ui.board.rows import board_counts, board_rows, journal_lines, snapshot_words
from dtcoach.ui.fitting import Column, fit
from dtcoach.ui.incident_view import banner_words, next_check, to_enter, window_title
from dtcoach.ui.kit import theme
from dtcoach.ui.ledger.columns import wanted
from dtcoach.ui.ledger.model import COUNTER, PROMISES, ROUTES
from dtcoach.ui.ledger.rows import case_row, count_chips, matching_procedures
from dtcoach.ui.start.view import (
    confirmation,
    noticed_words,
    operator_line,
    place_words,
    running_views,
    scenario_views,
)
from dtcoach.ui.times import ago, half_hour_ahead, span, time_of, typed_ahead, typed_moment
from tests.shipped import CONTENT

NOW = datetime(2025, 1, 6, 13, 2, tzinfo=TOKYO)
FULL = CONTENT.scenarios["full-outage"]


def before(**passed: int) -> datetime:
    return NOW - timedelta(**passed)


def state(board: Board = EMPTY_BOARD, **changes: object) -> IncidentState:
    made = IncidentState(
        id="i",
        kind=IncidentKind.REAL,
        scenario="full-outage",
        title=FULL.title,
        office="戸籍住民課",
        started_at=before(minutes=102),
        board=board,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("14:00", datetime(2025, 1, 6, 14, tzinfo=TOKYO)),
        ("１４時３０分", datetime(2025, 1, 6, 14, 30, tzinfo=TOKYO)),
        ("1330", datetime(2025, 1, 6, 13, 30, tzinfo=TOKYO)),
        ("30分後", NOW + timedelta(minutes=30)),
        ("2時間後", NOW + timedelta(hours=2)),
        ("9:00", datetime(2025, 1, 7, 9, tzinfo=TOKYO)),
        ("明日9:00", datetime(2025, 1, 7, 9, tzinfo=TOKYO)),
        ("1/7 9:00", datetime(2025, 1, 7, 9, tzinfo=TOKYO)),
        ("1/5 9:00", datetime(2026, 1, 5, 9, tzinfo=TOKYO)),
        ("今日9:00", None),
        ("2/30 9:00", None),
        ("25:00", None),
        ("", None),
        ("すぐ", None),
    ],
)
def test_a_coming_time_is_understood(typed: str, at: datetime | None):
    assert typed_ahead(typed, NOW) == at


def test_the_next_notice_is_a_half_hour_at_least_half_an_hour_away():
    assert half_hour_ahead(NOW) == NOW.replace(hour=14, minute=0)
    assert half_hour_ahead(NOW.replace(minute=30)) == NOW.replace(hour=14, minute=0)
    assert half_hour_ahead(NOW.replace(hour=23, minute=45)) == datetime(
        2025, 1, 7, 0, 30, tzinfo=TOKYO
    )


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0分"),
        (59, "59分"),
        (60, "1時間"),
        (102, "1時間42分"),
        (1440, "1日"),
        (1620, "1日3時間"),
    ],
)
def test_spans_are_read_in_the_largest_units(minutes: int, words: str):
    assert span(minutes) == words


def test_how_long_ago_is_one_unit():
    ages = [ago(before(seconds=30), NOW), ago(before(minutes=7), NOW), ago(before(hours=3), NOW)]
    assert [*ages, ago(before(days=2), NOW)] == ["たった今", "7分前", "3時間前", "2日前"]
    assert time_of(before(minutes=7), NOW) == "12:55"
    assert time_of(before(hours=14), NOW) == "1/5 23:02"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11:20", "2025-01-06 11:20"),
        ("１１：２０", "2025-01-06 11:20"),
        ("1120", "2025-01-06 11:20"),
        ("9時5分", "2025-01-06 09:05"),
        ("23時", "2025-01-05 23:00"),
        ("23:00", "2025-01-05 23:00"),
        ("前日23:00", "2025-01-05 23:00"),
        ("前日の 23:00", "2025-01-05 23:00"),
        ("本日 9:00", "2025-01-06 09:00"),
        ("1/5 23:00", "2025-01-05 23:00"),
        ("12/28 17:15", "2024-12-28 17:15"),
        ("1月5日23時", "2025-01-05 23:00"),
        ("2025-01-05 23:00", "2025-01-05 23:00"),
        ("2025-01-05T23:00", "2025-01-05 23:00"),
    ],
)
def test_typed_moments(typed: str, meant: str):
    assert typed_moment(typed, NOW) == datetime.fromisoformat(meant).replace(tzinfo=TOKYO)


@pytest.mark.parametrize(
    "typed", ["", "abc", "25:00", "12:60", "2/30 9:00", "本日 23:00", "2026-01-01 9:00", "99"]
)
def test_what_is_no_moment_or_still_to_come_is_none(typed: str):
    assert typed_moment(typed, NOW) is None


def board_of(**minutes: int) -> Board:
    """Systems checked so many minutes ago."""
    board = EMPTY_BOARD
    for name, ago_minutes in minutes.items():
        key = WorldKey(name.replace("_", "-"))
        board = board.with_check(key, Check(Status.UP, before(minutes=ago_minutes), "係長", "見た"))
    return board


def test_a_check_grows_old_after_its_own_time_and_a_preset_is_none():
    post = CONTENT.systems[WorldKey.POST]
    fresh, old = post.fresh_minutes, post.fresh_minutes + 1
    assert not is_stale(board_of(post=fresh), post, NOW)
    assert is_stale(board_of(post=old), post, NOW)
    assert is_stale(EMPTY_BOARD.with_preset(preset(FULL)), post, NOW)
    assert is_stale(EMPTY_BOARD, post, NOW)


def test_the_next_check_is_the_soonest_to_grow_old():
    systems = {key: CONTENT.systems[key] for key in (WorldKey.POST, WorldKey.PRINTER)}
    check = next_check(board_of(post=10, printer=20), systems, NOW)
    assert (check.overdue, check.minutes, check.text) == (0, 100, "1時間40分後")
    late = next_check(board_of(post=10), systems, NOW)
    assert (late.is_late, late.text) == (True, "1件 要再確認")


def test_the_banner_says_what_since_when_and_what_it_turned_into():
    words = banner_words(state(), CONTENT, NOW)
    assert (words.title, words.elapsed) == (FULL.title, "1時間42分")
    assert words.started == "令和7年1月6日（月）11:20〜"
    recovered = banner_words(state(recovered_at=before(minutes=2)), CONTENT, NOW)
    assert recovered.started.endswith("復旧の連絡 1月6日（月）13:00")
    # A ward that renamed the scenario later does not rename the incident.
    assert banner_words(state(title="前の名前"), CONTENT, NOW).title == "前の名前"


def test_real_is_entered_before_drill_and_the_newest_first():
    def row(id: str, kind: IncidentKind) -> IncidentRow:
        return IncidentRow(id, kind, "停止", "戸籍住民課", "full-outage", NOW, None, None)

    drill, real, older = (
        row("d", IncidentKind.DRILL),
        row("r", IncidentKind.REAL),
        row("o", IncidentKind.REAL),
    )
    assert to_enter([drill, real, older]) == real
    assert to_enter([drill]) == drill
    assert to_enter([]) is None
    view = running_views([replace(drill, started_at=before(minutes=5))], NOW)[0]
    assert view.line == "1月6日（月）12:57から（5分）　戸籍住民課"
    assert [view.id for view in running_views([drill, real, older], NOW)] == ["r", "o", "d"]
    assert window_title(IncidentKind.DRILL, "停止").startswith("【訓練】停止")


def test_board_rows_say_who_looked_when_and_how():
    board = board_of(printer=7, post=300).with_snapshot(datetime(2025, 1, 5, 23, tzinfo=TOKYO))
    rows = {row.key: row for row in board_rows(board, CONTENT.systems, NOW)}
    assert list(rows) == [key for key in WorldKey if key in CONTENT.systems]
    printer, post, power = (
        rows[WorldKey.PRINTER],
        rows[WorldKey.POST],
        rows[WorldKey.POWER],
    )
    assert (printer.when, printer.by, printer.how) == ("12:55  7分前", "係長", "見た")
    assert not printer.is_stale
    assert post.is_stale
    assert (power.when, power.by, power.word, power.is_stale) == ("まだ", "—", "未確認", True)
    counts = board_counts(rows.values())
    assert (counts.unknown, counts.stale) == (len(rows) - 2, len(rows) - 1)
    assert snapshot_words(board, NOW).endswith("1月5日（日）23:00 時点（14時間前）")
    assert snapshot_words(EMPTY_BOARD, NOW) == ""


def test_the_journal_is_newest_first_and_names_systems(counter):
    counter.operations.check("係員A", WorldKey.PRINTER, Status.DEGRADED, "紙詰まり")
    lines = journal_lines(counter.operations.state, CONTENT, counter.clock.now())
    assert [line.text for line in lines] == [
        f"{CONTENT.systems[WorldKey.PRINTER].title}　不安定",
        f"対応を開始：{FULL.title}",
    ]
    assert (lines[0].by, lines[0].note, lines[0].status) == ("係員A", "紙詰まり", Status.DEGRADED)
    assert isinstance(counter.operations.state.journal[-1].body, StatusChecked)


def test_what_was_entered_late_stands_in_the_journal_at_its_time(counter):
    operations, now = counter.operations, counter.clock.now()
    operations.check(
        "係員A", WorldKey.PRINTER, Status.DEGRADED, "紙詰まり", now - timedelta(hours=1)
    )
    operations.check("係員A", WorldKey.POST, Status.UP, "窓口で見た")
    lines = journal_lines(operations.state, CONTENT, now)
    assert [line.note for line in lines] == ["窓口で見た", "", "紙詰まり"]


def test_a_tick_never_slides_to_a_line_that_says_something_else():
    ticks: dict[TickKey, Tick] = {
        (FULL.id, LeadList.FIRST, "前の文面"): Tick(True, before(minutes=10), "係長"),
        (FULL.id, LeadList.FIRST, "取り消した文面"): Tick(False, before(minutes=9), "係長"),
        ("degraded", LeadList.FIRST, FULL.first_minutes[0]): Tick(True, NOW, "係長"),
    }
    shown = list_now(FULL, LeadList.FIRST, ticks, NOW)
    assert not any(line.is_done for line in shown.lines)
    assert reworded_lines(shown, NOW) == ("「前の文面」（12:52 係長）",)


def test_the_lists_tick_and_the_hourly_one_opens_again():
    scenario = Scenario(
        id="s",
        title="停止",
        summary="",
        about={},
        recognise=(),
        first_minutes=("知らせる", "数える"),
        hourly=("見直す",),
        handover=("渡す",),
        recovery=("確かめる",),
    )

    def tick(which: LeadList, text: str, done: bool = True, **ago: int) -> TickKey:
        ticks["s", which, text] = Tick(done, before(**ago), "係長")
        return ("s", which, text)

    def items(which: LeadList) -> list[tuple[str, bool, str]]:
        shown = list_now(scenario, which, ticks, NOW)
        return [(item.text, item.done, item.note) for item in lead_items(shown, NOW)]

    ticks: dict[TickKey, Tick] = {}
    tick(LeadList.FIRST, "数える", minutes=10)
    tick(LeadList.HOURLY, "見直す", minutes=61)
    assert items(LeadList.FIRST) == [("知らせる", False, ""), ("数える", True, "12:52 係長")]
    assert items(LeadList.HOURLY) == [("見直す", False, "前回 12:01 係長")]
    assert items(LeadList.HANDOVER) == [("渡す", False, "")]
    tick(LeadList.HOURLY, "見直す", minutes=59)
    assert items(LeadList.HOURLY) == [("見直す", True, "12:03 係長")]
    tick(LeadList.FIRST, "数える", done=False)
    assert items(LeadList.FIRST)[1] == ("数える", False, "")
    assert list_of_the_hour(state(started_at=before(minutes=14)), NOW) is LeadList.FIRST
    assert list_of_the_hour(state(), NOW) is LeadList.HOURLY
    assert list_of_the_hour(state(recovered_at=NOW), NOW) is LeadList.RECOVERY


def test_scenarios_come_in_their_usual_order_and_begin_with_the_fallback():
    views = scenario_views(CONTENT)
    order = ["full-outage", "downtime-server", "juki-net-link"]
    assert [view.id for view in views][:3] == order
    assert "ダウン対策サーバー" in views[0].recognise[0]
    assert views[0].stopped.startswith("停止　住民記録")


def test_what_is_confirmed_and_by_whom():
    operator = Operator("品川 花子", "戸籍住民課", place_words("3"))
    assert operator_line(operator) == "戸籍住民課 3番窓口　品川 花子"
    view = scenario_views(CONTENT)[0]
    drill = confirmation(IncidentKind.DRILL, view, operator)
    assert "訓練" in drill.title
    assert "訓練" in drill.sentence
    assert ("窓口", "戸籍住民課 3番窓口") in drill.facts
    assert "訓練" not in confirmation(IncidentKind.REAL, view, operator).sentence
    assert noticed_words("11:20", NOW)[1] == "1月6日（月）11:20"
    assert noticed_words("x", NOW) == (None, "")


def visit_row(**changes: object) -> VisitRow:
    row = VisitRow(
        "v", "i", "101-017", "戸籍住民課 3番窓口", before(minutes=3), "closed", "品川",
        (RequestRow(1, "move-in", "accept-and-hold", NOW), RequestRow(2, "unheard-of", None, None)),
        (PromiseRow(1, "phone", "2025-01-07", "戸籍住民課"), PromiseRow(1, "fax", None, "")),
        0, 1,
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]


def test_a_case_in_words_with_what_is_not_known_left_as_it_is():
    row = case_row(visit_row(), CONTENT, NOW, "戸籍住民課")
    assert (row.number, row.when, row.counter, row.word) == ("101-017", "12:59", "3番窓口", "完了")
    assert row.procedures == "転入・unheard-of"
    assert row.routes == "受付し、復旧後に処理"
    assert row.promises == "電話 1/7・fax"
    elsewhere = case_row(visit_row(counter="八潮地域センター"), CONTENT, NOW, "戸籍住民課")
    assert elsewhere.counter == "八潮地域センター"


def test_typing_finds_procedures_by_title_and_word():
    assert "move-in" in matching_procedures(CONTENT, "転入")
    assert matching_procedures(CONTENT, " ") == ()
    assert matching_procedures(CONTENT, "どこにもない") == ()


def test_counts_name_only_what_occurs():
    assert [words for words, _ in count_chips({"open": 2, "closed": 45})] == [
        "受付 47",
        "対応中 2",
        "完了 45",
    ]


def test_columns_share_step_aside_and_shrink():
    columns = (Column(10), Column(5, 1, rank=1), Column(5, 2, rank=2))
    assert fit(columns, 400, 16) == [160, 80 + 26, 80 + 54]
    assert fit(columns, 300, 16) == [160, 140, 0]
    assert fit(columns, 200, 16) == [200, 0, 0]
    assert fit(columns, 100, 16) == [100, 0, 0]


def test_the_columns_of_the_ledger_are_wide_enough_for_one_line_of_large_text(qapp):
    """Two smaller lines have no room in a row then; what is left out is left out as a whole."""
    longest = {COUNTER: "大崎第一地域センター-1", ROUTES: "ダウン対策サーバーで交付",
               PROMISES: "復旧後の入力・電話・再来庁"}  # fmt: skip
    try:
        theme.apply(qapp, theme.ThemeChoice.LIGHT, 2.0)
        for width in (1000, 1578, 2400):
            widths = fit(wanted(has_slips=False, has_names=False), width, 16 * 2.0)
            for column, words in longest.items():
                need = theme.current().metrics(theme.TypeStyle.NOTE).horizontalAdvance(words) + 24
                assert widths[column] == 0 or widths[column] >= need
        assert widths[COUNTER]
    finally:
        theme.apply(qapp, theme.ThemeChoice.LIGHT)
