"""A drill at one terminal and at three: its clock, its injects, its place apart from real days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dtcoach.app.drill_scoring import Scoring
from dtcoach.app.drills import is_planned
from dtcoach.app.errors import ProblemFound
from dtcoach.app.exercise import incident_of
from dtcoach.domain.drill.events import InjectPlayed, Rating
from dtcoach.domain.drill.running import Coming
from dtcoach.domain.events import StatusChecked
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import IncidentKind, Route, Status, WorldKey
from dtcoach.domain.world import is_stale
from tests.drills.terminal import Machine, Terminal, carry
from tests.shipped import CONTENT

NINE = datetime(2026, 9, 14, 9, 0, tzinfo=TOKYO)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    one = Terminal(tmp_path / "one", Machine())
    one.counter.begin_drill("counter-15", "戸籍住民課")
    yield one
    one.close()


def test_it_stands_at_its_beginning_until_it_is_started(terminal: Terminal):
    counter = terminal.counter
    assert counter.operations.state.kind is IncidentKind.DRILL
    assert counter.operations.state.title == "窓口ひとつの15分（ダウン対策サーバー）"
    assert counter.clock.now() == NINE
    terminal.machine.passes(600)
    assert counter.clock.now() == NINE
    assert terminal.exercise.due() == ()
    with pytest.raises(ProblemFound, match="まだ始まっていません"):
        terminal.exercise.pause()
    terminal.exercise.start()
    terminal.machine.passes(61)
    assert counter.clock.now() == NINE + timedelta(seconds=61)
    with pytest.raises(ProblemFound, match="もう始まっています"):
        terminal.exercise.start()


def test_nothing_grows_old_while_it_is_paused(terminal: Terminal):
    counter, exercise = terminal.counter, terminal.exercise
    exercise.start()
    counter.operations.check("係長", WorldKey.KONBINI, Status.UP, "電話")
    exercise.pause()
    terminal.machine.passes(8 * 3600)
    board, system = counter.operations.state.board, CONTENT.systems[WorldKey.KONBINI]
    assert not is_stale(board, system, counter.clock.now())
    assert exercise.due() == (exercise.drill.injects["server-starts"],)
    exercise.resume()
    terminal.machine.passes(60 * (system.fresh_minutes + 1))
    assert is_stale(board, system, counter.clock.now())


def test_days_and_hours_are_those_of_the_exercise(terminal: Terminal):
    """Seen from the real morning of November everything would be long past its day."""
    terminal.exercise.start()
    counter = terminal.counter
    counter.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.UP, "テスト印刷")
    visit = terminal.serve("aoba")
    assert visit.opened_at == NINE
    assert visit.requests[0].outcome is Route.DOWNTIME_CERTIFICATE
    assert all(event.observed_at.date() == NINE.date() for event in visit.history)
    assert all(event.entered_at.year == 2026 for event in visit.history)
    assert all(event.entered_at.month == 11 for event in visit.history)


def test_a_crash_a_changed_wall_clock_and_a_power_cut(terminal: Terminal):
    terminal.exercise.start()
    terminal.machine.passes(100)
    terminal.exercise.play("server-starts")
    terminal.machine.passes(20)
    terminal.machine.wall -= timedelta(hours=3)
    terminal.restart()
    assert terminal.counter.clock.now() == NINE + timedelta(seconds=120)
    assert "server-starts" in terminal.exercise.running.played
    terminal.machine.boot, terminal.machine.ticks_ms = "boot-2", 10
    terminal.restart()
    # The wall clock is behind: at least what was written is not forgotten.
    assert terminal.counter.clock.now() == NINE + timedelta(seconds=100)
    terminal.exercise.jump(2 * MINUTE)
    terminal.machine.passes(5)
    assert terminal.counter.clock.now() == NINE + 2 * MINUTE + timedelta(seconds=5)


def test_leaving_it_gives_the_wall_clock_back(terminal: Terminal):
    terminal.exercise.start()
    terminal.counter.leave()
    assert terminal.counter.clock.now() == terminal.machine.wall
    assert terminal.counter.exercise is None


def test_an_inject_changes_the_board_as_a_real_status_would(tmp_path: Path):
    one = Terminal(tmp_path / "one", Machine())
    one.counter.begin_drill("counter-15", "戸籍住民課")
    exercise = one.exercise
    exercise.start()
    exercise.drill.injects["konbini-stops"].board.update({WorldKey.KONBINI: Status.DOWN})  # type: ignore[attr-defined]
    exercise.play("konbini-stops")
    check = one.counter.operations.state.board.checks[WorldKey.KONBINI]
    assert (check.status, check.by) == (Status.DOWN, "統制役 品川 花子")
    assert check.how == "訓練の状況付与：コンビニ交付が止まった"
    assert check.at == NINE
    one.close()


def test_by_hand_nothing_comes_by_itself(terminal: Terminal):
    exercise = terminal.exercise
    exercise.play_by_hand(True)
    exercise.start()
    terminal.machine.passes(400)
    assert exercise.play_due() == ()
    assert not exercise.plays_due
    assert exercise.agenda()[0].stands is Coming.DUE
    exercise.play("aoba-comes")
    terminal.restart()
    exercise = terminal.exercise
    assert not exercise.running.automatic
    assert list(exercise.running.played) == ["aoba-comes"]
    before = len(exercise.operations.state.journal)
    exercise.play_by_hand(True)
    assert len(exercise.operations.state.journal) == before, "nothing that is so is written"
    exercise.play_by_hand(False)
    assert [one.id for one in exercise.play_due()] == ["server-starts", "seal-call", "shiomi-comes"]
    exercise.end()
    with pytest.raises(ProblemFound, match="終わっています"):
        exercise.play_by_hand(True)


def test_by_hand_holds_for_all_once_their_records_are_one(tmp_path: Path):
    both = [Terminal(tmp_path / name, Machine(), name) for name in ("one", "two")]
    for one in both:
        one.counter.begin_drill("counter-15", "戸籍住民課", "A1")
        one.exercise.start()
        one.machine.passes(1)
    first, second = both
    first.exercise.play_by_hand(True)
    assert second.exercise.running.automatic, "no terminal knows of another"
    carry(first, second)
    carry(second, first)
    for one in both:
        one.restart()
        assert not one.exercise.running.automatic
        one.close()


def test_injects_come_are_skipped_and_moved(terminal: Terminal):
    exercise = terminal.exercise
    exercise.start()
    assert [one.id for one in exercise.play_due()] == ["server-starts"]
    exercise.skip("aoba-comes", "来庁者役が遅れた")
    exercise.move("seal-call", 3 * MINUTE)
    terminal.machine.passes(181)
    assert [one.id for one in exercise.due()] == ["seal-call"]
    stands = {entry.inject.id: entry.stands for entry in exercise.agenda()}
    assert stands["aoba-comes"] is Coming.SKIPPED
    assert stands["shiomi-comes"] is Coming.AHEAD
    exercise.play("aoba-comes")  # after all
    assert "aoba-comes" in exercise.running.played
    with pytest.raises(ProblemFound, match="もう出しました"):
        exercise.play("aoba-comes")
    exercise.jump(15 * MINUTE)
    assert [one.id for one in exercise.play_due()] == [
        "seal-call", "shiomi-comes", "konbini-stops", "yuki-comes",
    ]  # fmt: skip
    assert [one.id for one in exercise.calls()] == [
        "server-starts", "seal-call", "konbini-stops",
    ]  # fmt: skip
    exercise.put_away("seal-call")
    terminal.restart()
    assert [one.id for one in terminal.exercise.calls()] == ["server-starts", "konbini-stops"]


def test_what_people_see_survives_and_is_personal(terminal: Terminal):
    terminal.exercise.start()
    seen = terminal.exercise.seen
    seen.note("二人目が画面を見ていなかった", card="aoba")
    with pytest.raises(ProblemFound, match="一言"):
        seen.rate("two-people", Rating.U, card="aoba")
    seen.rate("two-people", Rating.U, card="aoba", note="紙だけを見た")
    seen.rate("two-people", Rating.S, card="aoba")
    with pytest.raises(ProblemFound, match="個人番号"):
        seen.note("1234 5678 9012 と言った")
    found = seen.find("抑止リストの電話が遅れた")
    seen.plan(found, "電話の順番表を貼る", "戸籍住民課", NINE.date() + timedelta(days=30))
    terminal.restart()
    running = terminal.exercise.running
    assert [note.text for note in running.notes] == ["二人目が画面を見ていなかった"]
    assert [rated.rating for rated in running.ratings.values()] == [Rating.S]
    assert running.findings[found].owner == "戸籍住民課"
    terminal.store.erase_personal(before=terminal.machine.wall + timedelta(days=1))
    terminal.restart()
    assert [note.text for note in terminal.exercise.running.notes] == [None]
    assert terminal.store.verify().problems == ()


def test_what_a_drill_left_to_mend_comes_back_at_the_next(terminal: Terminal):
    seen = terminal.exercise.seen
    late = seen.find("抑止リストの電話が遅れた")
    seen.plan(late, "電話の順番表を貼る", "戸籍住民課", NINE.date() + timedelta(days=30))
    done = seen.find("掲示の紙がなかった")
    seen.settle(done, "引き出しに入れた")
    counter = terminal.counter
    counter.leave()
    terminal.machine.passes(86_400)
    counter.begin_drill("counter-15", "戸籍住民課")

    def left_open() -> list[str]:
        room, incident = counter.make_drills, counter.operations.state.id
        assert room is not None
        scoring = Scoring(counter.log, room(), CONTENT, counter.days)
        return [one.finding.text for one in scoring.left_open(incident)]

    assert left_open() == ["抑止リストの電話が遅れた"]
    own = terminal.exercise.seen.find("また別のこと")
    assert own not in (late, done)
    terminal.exercise.seen.settle_earlier(late, "2分で全部の窓口に知らせた")
    assert left_open() == []
    assert terminal.exercise.running.mended == {late: "2分で全部の窓口に知らせた"}
    terminal.restart()
    counter = terminal.counter
    assert left_open() == []


def test_three_terminals_without_a_network_are_one_drill(tmp_path: Path):
    """Started by hand at the agreed time, the third of them late; one code makes one record."""
    agreed = Machine().wall + 2 * MINUTE
    terminals = []
    for place, counter in enumerate(("1番窓口", "2番窓口", "3番窓口")):
        machine = Machine(ticks_ms=1000 * (place + 1), boot=f"boot-{place}")
        one = Terminal(tmp_path / counter, machine, f"職員{place}", counter)
        one.counter.begin_drill("counter-15", "戸籍住民課", code=" a7 ")
        machine.passes(120 + 45 * place)
        one.exercise.start(agreed)
        assert one.counter.clock.now() == NINE + timedelta(seconds=45 * place)
        machine.passes(90 - 45 * place)
        terminals.append(one)
    assert {one.counter.clock.now() for one in terminals} == {NINE + timedelta(seconds=90)}
    [incident] = {one.counter.operations.state.id for one in terminals}
    digest = terminals[0].exercise.running.digest
    assert incident == incident_of(digest, "A7")
    for one in terminals:
        one.exercise.play_due()
        one.exercise.pause()
        one.machine.passes(1000)
        one.exercise.resume()
    first = terminals[0]
    for other in terminals[1:]:
        assert carry(other, first) > 0
    first.restart()
    assert first.counter.clock.now() == NINE + timedelta(seconds=90)
    assert [row.id for row in first.counter.log.incidents()] == [incident]
    assert first.store.verify().problems == ()
    played = [
        event
        for event in first.counter.log.of_board(incident)
        if isinstance(event.body, InjectPlayed)
    ]
    assert len(played) == 3
    assert list(first.exercise.running.played) == ["server-starts"]
    for one in terminals:
        one.close()


def test_the_same_code_goes_on_with_the_same_drill_and_not_with_one_that_ended(tmp_path: Path):
    one = Terminal(tmp_path / "one", Machine())
    one.counter.begin_drill("counter-15", "戸籍住民課", code="B2")
    incident = one.counter.operations.state.id
    one.counter.leave()
    one.counter.begin_drill("counter-15", "戸籍住民課", code="b2")
    assert one.counter.operations.state.id == incident
    one.counter.operations.close("係長")
    one.counter.leave()
    with pytest.raises(ProblemFound, match="終わっています"):
        one.counter.begin_drill("counter-15", "戸籍住民課", code="B2")
    one.counter.begin_drill("counter-15", "戸籍住民課")
    assert one.counter.operations.state.id != incident
    one.close()


def test_a_drill_that_began_before_its_file_changed_is_the_drill_it_was(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    terminal.exercise.start()
    monkeypatch.setattr("tests.drills.terminal.DrillHouse.drill_files", {})
    terminal.restart()
    assert terminal.exercise.drill.id == "counter-15"
    assert len(terminal.exercise.drill.injects) == 6


def test_a_drill_begun_by_its_scenario_alone_has_no_plan(tmp_path: Path):
    one = Terminal(tmp_path / "one", Machine())
    one.counter.declare(IncidentKind.DRILL, "full-outage", "戸籍住民課")
    assert one.counter.exercise is None
    assert not is_planned(one.counter.operations.state)
    assert one.counter.clock.now() == one.machine.wall
    checked = StatusChecked(WorldKey.TAX, Status.UP, "見た")
    one.counter.operations.write("係長", [checked])
    one.close()
