"""Scores from the log: a wrong act lowers its own score, a right one does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dtcoach.domain.drill.cases import CaseScore
from dtcoach.domain.drill.events import Rating
from dtcoach.domain.drill.grades import Grade
from dtcoach.domain.drill.scores import Area, DrillScores, score_drill
from dtcoach.domain.events import FactLearned, NoticePosted
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import Route, Status, WorldKey
from tests.drills.terminal import Machine, Terminal
from tests.shipped import CONTENT, DAYS

NINE = datetime(2026, 9, 14, 9, 0, tzinfo=TOKYO)
RIGHT, NEARLY, WRONG = Grade.RIGHT, Grade.NEARLY, Grade.WRONG
Served = Callable[[Terminal], object]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    one = Terminal(tmp_path / "one", Machine())
    one.counter.begin_drill("counter-15", "戸籍住民課")
    yield one
    one.close()


def scores_of(terminal: Terminal) -> DrillScores:
    operations = terminal.counter.operations
    events = tuple(terminal.counter.log.of_incident(operations.state.id))
    found = score_drill(
        operations.state.id, terminal.exercise.drill, events, CONTENT, DAYS.is_closed
    )
    assert found is not None
    assert found.events <= {event.id for event in events}, "a score stands on the log"
    return found


def at(terminal: Terminal, minutes: float) -> None:
    """On to that minute of the exercise."""
    left = timedelta(minutes=minutes) - terminal.exercise.elapsed()
    assert left >= timedelta(0), "a visit took longer than its time"
    terminal.machine.passes(left.total_seconds())
    terminal.exercise.play_due()


def opened(
    terminal: Terminal,
    *,
    server: Status | None = Status.UP,
    server_after: float = 60,
    registers: Status | None = Status.DOWN,
) -> None:
    """The first two minutes."""
    terminal.exercise.start()
    at(terminal, 0)
    operations = terminal.counter.operations
    terminal.machine.passes(server_after)
    if server is not None:
        operations.check("係長", WorldKey.DOWNTIME_SERVER, server, "テスト印刷")
        operations.stamp_snapshot("係長", terminal.exercise.drill.snapshot_at or NINE)
    if registers is not None:
        operations.check("係長", WorldKey.FAMILY_REGISTER, registers, "画面")


def played(
    terminal: Terminal,
    *,
    aoba: Served = lambda one: one.serve("aoba"),
    shiomi: Served = lambda one: one.serve("shiomi"),
    yuki: Served = lambda one: one.serve("yuki"),
    konbini_after: float | None = 60,
    open_it: Served = opened,
) -> DrillScores:
    """The whole drill, right unless told otherwise."""
    open_it(terminal)
    at(terminal, 2)
    aoba(terminal)
    at(terminal, 6)
    shiomi(terminal)
    at(terminal, 9)
    if konbini_after is not None:
        terminal.machine.passes(konbini_after)
        terminal.counter.operations.check("係長", WorldKey.KONBINI, Status.DOWN, "電話")
    at(terminal, 10 if (konbini_after or 0) <= 60 else 14)
    yuki(terminal)
    terminal.exercise.end()
    return scores_of(terminal)


def case(scores: DrillScores, card: str) -> CaseScore:
    return next(case for case in scores.cases if case.card.id == card)


def tallies(scores: DrillScores) -> dict[str, tuple[int, int]]:
    found = {area: scores.tally(area) for area in Area}
    return {area.value: (one.right, one.judged) for area, one in found.items()}


def test_a_drill_without_a_fault(terminal: Terminal):
    scores = played(terminal)
    counts = tallies(scores)
    assert counts.pop("deadline") == (1, 1)  # two of them have no statutory day
    assert counts.pop("expected") == (7, 7)
    assert counts.pop("route") == (3, 3)
    assert counts.pop("prohibitions") == (3, 3)
    assert counts.pop("account") == (3, 3)
    right, judged = counts.pop("checks")
    assert right == judged > 10
    assert not counts
    assert [one.taken for one in scores.cases] == [
        Route.DOWNTIME_CERTIFICATE, Route.ACCEPT_AND_HOLD, Route.ACCEPT_AND_HOLD,
    ]  # fmt: skip
    assert scores.others == ()
    assert scores.visits == 3
    first = case(scores, "aoba")
    assert (first.waited_seconds, first.mistold) == (0, ())
    assert first.seconds == 5 * (len({e.entered_at for e in first.visit.history}) - 1)  # type: ignore[union-attr]


# --- the way ------------------------------------------------------------------------------------


def test_an_answer_that_was_not_so_leads_the_wrong_way(terminal: Terminal):
    """He changed his seal, and the clerk entered that he did not: a false certificate."""
    scores = played(terminal, shiomi=lambda one: one.serve("shiomi", facts={"seal_changed": "no"}))
    bad = case(scores, "shiomi")
    assert bad.taken is Route.DOWNTIME_CERTIFICATE
    assert bad.route.grade is WRONG
    assert "前の印鑑の証明書になります" in bad.route.why[0]
    assert "違う答えが入っていました：最近の印鑑の変更。" in bad.route.why
    assert bad.mistold == ("最近の印鑑の変更",)
    assert bad.prohibitions.grade is WRONG
    assert [c.grade for c in bad.checks if c.about == "最近の印鑑の変更"] == [WRONG]
    good = [case(scores, name) for name in ("aoba", "yuki")]
    assert {one.route.grade for one in good} == {one.prohibitions.grade for one in good} == {RIGHT}
    chosen = next(e for e in bad.visit.history if e.id in bad.route.events)  # type: ignore[union-attr]
    assert chosen.visit == bad.visit.id  # type: ignore[union-attr]


def test_a_board_that_is_not_so_leads_the_wrong_way(terminal: Terminal):
    """Nobody looked at the register of families: the clerk is led to the counter route."""
    scores = played(terminal, open_it=lambda one: opened(one, registers=None))
    bad = case(scores, "yuki")
    assert bad.taken is Route.COUNTER
    assert bad.route.grade is WRONG
    assert "状況が、本当と違っていました：戸籍。" in bad.route.why
    assert scores.tally(Area.ROUTE).right == 2


def test_a_way_that_is_right_but_not_first_is_nearly_right(terminal: Terminal):
    terminal.counter.operations.check("係長", WorldKey.POST, Status.UP, "郵便局")
    scores = played(terminal, aoba=lambda one: one.serve("aoba", choose=Route.POST))
    nearly = case(scores, "aoba")
    assert nearly.route.grade is NEARLY
    assert "先に来ません" in nearly.route.why[0]
    assert nearly.prohibitions.grade is RIGHT


def test_somebody_whom_nobody_served_and_another_procedure(terminal: Terminal):
    scores = played(terminal, aoba=lambda _: None)
    lost = case(scores, "aoba")
    assert (lost.visit, lost.route.grade, lost.account.grade) == (None, WRONG, WRONG)
    assert lost.seconds is None
    assert scores.tally(Area.EXPECTED).right == 6


def test_the_observer_says_whose_visit_it_was(terminal: Terminal):
    """Taken as another certificate: the log alone cannot know whose visit that is."""

    def other(one: Terminal) -> None:
        counter = one.counter
        visit = counter.desk.open_visit(counter.clerk, ["record-matters"])
        one.exercise.seen.match("aoba", visit.id)

    scores = played(terminal, aoba=other)
    wrong = case(scores, "aoba")
    assert wrong.route.grade is WRONG
    assert "手続が違います" in wrong.route.why[0]
    assert wrong.account.grade is WRONG
    assert scores.others == ()


# --- checks, prohibitions, days, accounts ---------------------------------------------------------


def test_a_record_that_was_not_looked_up(terminal: Terminal):
    scores = played(
        terminal, shiomi=lambda one: one.serve("shiomi", facts={"stop_list_hit": "unknown"})
    )
    [look] = [c for c in case(scores, "shiomi").checks if c.about == "本日の確認"]
    assert (look.grade, look.why) == (NEARLY, ("「わからない」のままでした。",))
    assert scores.tally(Area.CHECKS).right < scores.tally(Area.CHECKS).judged


@pytest.mark.parametrize(
    ("entered", "grade", "calls"), [("no", RIGHT, 0), ("yes", WRONG, 1)], ids=["as-told", "as-safe"]
)
def test_a_promise_to_call_where_that_is_not_safe(
    tmp_path: Path, entered: str, grade: Grade, calls: int
):
    """Her slip says: no calls. Entered as safe, the app promises one."""
    one = Terminal(tmp_path / "two", Machine(), counter="2番窓口")
    one.counter.begin_drill("full-outage-90", "戸籍住民課")
    one.exercise.start()
    at(one, 54)
    one.serve("ukai", facts={"contact_safe": entered})
    one.exercise.end()
    found = case(scores_of(one), "ukai")
    one.close()
    assert found.visit is not None
    promised = [p for r in found.visit.requests for p in r.promises if p.kind.value == "phone"]
    assert len(promised) == calls
    assert found.prohibitions.grade is grade
    told = "電話をしてはいけない方に、電話の約束をしました。"
    assert (told in found.prohibitions.why) is bool(calls)


@pytest.mark.parametrize(
    ("entered", "grade"), [("2027-08-31", RIGHT), ("2027-09-01", WRONG)], ids=["right", "a-day-on"]
)
def test_the_day_of_a_filing_by_the_date_it_is_counted_from(
    tmp_path: Path, entered: str, grade: Grade
):
    one = Terminal(tmp_path / "two", Machine())
    one.counter.begin_drill("full-outage-90", "戸籍住民課")
    one.exercise.start()
    at(one, 4)
    one.serve("hinata", facts={"event_date": entered})
    one.exercise.end()
    found = case(scores_of(one), "hinata")
    one.close()
    assert found.deadline.grade is grade


def test_a_day_from_the_wrong_date(terminal: Terminal):
    right = case(played(terminal), "yuki")
    assert right.deadline.grade is RIGHT
    assert right.due is None


def test_a_filing_taken_for_another_has_another_day(terminal: Terminal):
    """A marriage has no statutory day; entered as a birth it would have one."""
    wrong = {"filing_kind": "birth", "event_date": "2026-09-10"}
    scores = played(terminal, yuki=lambda one: one.serve("yuki", facts=wrong))
    day = case(scores, "yuki").deadline
    assert day.grade is WRONG
    assert "9月24日（木）としていました。期限はありません" in day.why[0]
    visit = case(scores, "yuki").visit
    assert visit is not None
    stands_on = [event.body for event in visit.history if event.id in day.events]
    assert stands_on
    assert all(isinstance(body, FactLearned) for body in stands_on)


def test_a_visit_that_was_left_open(terminal: Terminal):
    scores = played(terminal, yuki=lambda one: one.serve("yuki", stop_before="received-at"))
    left = case(scores, "yuki")
    assert left.account.grade is WRONG
    assert left.account.why == ("終わっていない手続があります。",)
    assert left.prohibitions.grade is Grade.NOT_JUDGED
    assert left.closed_at is None
    assert scores.tally(Area.ACCOUNT).right == 2


# --- what should follow, and times ----------------------------------------------------------------


def test_late_is_nearly_and_never_is_wrong(terminal: Terminal):
    scores = played(terminal, konbini_after=270)
    late = [one for one in scores.expected if one.inject.id == "konbini-stops"]
    assert [one.score.grade for one in late] == [NEARLY]
    assert late[0].seconds == 270
    assert late[0].score.why == ("30秒遅れました。",)


def test_never_is_wrong(terminal: Terminal):
    scores = played(terminal, konbini_after=None)
    [never] = [one for one in scores.expected if one.inject.id == "konbini-stops"]
    assert (never.score.grade, never.done, never.seconds) == (WRONG, None, None)


def test_what_the_controller_wrote_was_not_found_out_by_anybody(terminal: Terminal):
    board = terminal.exercise.drill.injects["konbini-stops"].board
    board[WorldKey.KONBINI] = Status.DOWN  # type: ignore[index]
    scores = played(terminal, konbini_after=None)
    [never] = [one for one in scores.expected if one.inject.id == "konbini-stops"]
    assert never.done is None


def test_times_to_the_second(terminal: Terminal):
    def open_it(one: Terminal) -> None:
        opened(one, server_after=47)
        one.machine.passes(20)
        said = NoticePosted("文", None, NINE, "", "", False, ("窓口の掲示",))
        one.exercise.pause()
        one.machine.passes(3600)
        one.exercise.resume()
        one.counter.operations.post_notice("係長", said)

    scores = played(terminal, open_it=open_it)
    times = scores.times
    assert times.seconds_to(times.first_look) == 47
    assert times.seconds_to(times.notice) == 67
    assert times.certificate is not None
    assert NINE + timedelta(minutes=2) < times.certificate.at < NINE + timedelta(minutes=6)
    assert [(halt.at, halt.wall) for halt in scores.halts] == [
        (NINE + timedelta(seconds=67), timedelta(hours=1))
    ]
    assert scores.ended is not None
    assert scores.ended_wall is not None
    assert scores.began_wall is not None
    assert scores.ended_wall - scores.began_wall == scores.ended - NINE + timedelta(hours=1)


def test_what_nobody_did_has_no_time(terminal: Terminal):
    terminal.exercise.start()
    terminal.exercise.end()
    times = scores_of(terminal).times
    assert (times.first_look, times.notice, times.certificate) == (None, None, None)
    assert times.seconds_to(None) is None


# --- what people saw ------------------------------------------------------------------------------


def test_ratings_are_beside_the_scores_and_what_was_not_seen_counts_nowhere(terminal: Terminal):
    before = played(terminal)
    seen = terminal.exercise.seen
    seen.rate("two-people", Rating.NOT_OBSERVED)
    seen.rate("two-people", Rating.U, card="aoba", note="紙だけを見た")
    seen.note("落ち着いていた")
    after = scores_of(terminal)
    assert tallies(after) == tallies(before)
    [item] = [one for one in after.ratings if one.item == "two-people"]
    assert (item.seen, item.count(Rating.U), item.count(Rating.P)) == (1, 1, 0)
    assert [note.text for note in after.notes] == ["落ち着いていた"]
    assert {one.item for one in after.ratings} == set(terminal.exercise.drill.items)


def test_a_real_incident_has_no_scores(terminal: Terminal, tmp_path: Path):
    from dtcoach.domain.words import IncidentKind

    terminal.counter.leave()
    terminal.counter.declare(IncidentKind.REAL, "full-outage", "戸籍住民課")
    operations = terminal.counter.operations
    events = tuple(terminal.counter.log.of_incident(operations.state.id))
    drill = terminal.counter.drill_room._drills.listed()[0]
    assert score_drill(operations.state.id, drill, events, CONTENT, DAYS.is_closed) is None
