"""A whole drill: three counters and an observer, four logs, no network, eight residents.

At ten times the speed for most of it, with pauses, jumps, a process that is killed in the middle of
a visit and a power cut while everything stands still. Then the logs come together, and the scores
are right to the second and to the case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dtcoach.cli.main import main
from dtcoach.domain.drill.events import InjectPlayed, Rating
from dtcoach.domain.drill.grades import Grade
from dtcoach.domain.drill.scores import Area, DrillScores, score_drill
from dtcoach.domain.events import Event, NoticePosted
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import IncidentKind, Route, Status, WorldKey
from tests.drills.terminal import Machine, Terminal, carry
from tests.shipped import CONTENT, DAYS

NINE = datetime(2027, 9, 14, 9, 0, tzinfo=TOKYO)
CODE = "K4"
PARTS = ("counter-1", "counter-2", "center", "observer-family")
HERE = ("1番窓口", "2番窓口", "大崎第一地域センター", "見回り")
CAME = ("hinata", "arai", "okubo", "minase", "sakiyama", "marui", "kuon", "tono")
ELSEWHERE = frozenset({"tax", "insurance"})


@dataclass
class Served:
    """What the test itself saw: when a visit began and ended, in exercise time."""

    opened: datetime
    closed: datetime | None
    number: str


@dataclass
class Floor:
    """All terminals of the drill, and what was seen there with one's own eyes."""

    terminals: list[Terminal]
    served: dict[str, Served] = field(default_factory=dict)
    speed: int = 100

    def at(self, minutes: float, *, play: bool = True) -> None:
        """Everybody on to that minute of the exercise; what is due happens at each terminal."""
        for one in self.terminals:
            left = timedelta(minutes=minutes) - one.exercise.elapsed()
            assert left >= timedelta(0), (one.counter.clerk, one.exercise.elapsed())
            one.machine.passes(left.total_seconds() * 100 / self.speed)
            assert abs(one.exercise.elapsed() - timedelta(minutes=minutes)).total_seconds() < 0.2
            if play:
                one.exercise.play_due()

    def all_do(self, act: str, *given: object) -> None:
        for one in self.terminals:
            getattr(one.exercise, act)(*given)

    def serve(self, place: int, card: str, **how: object) -> None:
        one = self.terminals[place]
        opened = one.counter.clock.now()
        visit = one.serve(card, 300 / self.speed, **how)  # type: ignore[arg-type]
        self.served[card] = Served(opened, one.counter.clock.now(), visit.number)

    def tell_all(self, key: WorldKey, status: Status) -> None:
        """Called through to every place, and entered there."""
        for one in self.terminals[:3]:
            one.counter.operations.check("係長A", key, status, "電話で聞いた")


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[Floor]:
    agreed = Machine().wall + timedelta(minutes=5)
    terminals = []
    for place, (part, name) in enumerate(zip(PARTS, HERE, strict=True)):
        machine = Machine(ticks_ms=9000 * (place + 1), boot=f"boot-{place}")
        one = Terminal(tmp_path / f"t{place}", machine, f"職員{place}", name)
        one.counter.begin_drill("full-outage-90", "戸籍住民課", CODE, part)
        machine.passes(300 + 7 * place)  # each a little later than agreed
        one.exercise.start(agreed)
        machine.passes(60 - 7 * place)
        terminals.append(one)
    yield Floor(terminals)
    for one in terminals:
        one.close()


def play_the_morning(floor: Floor) -> None:
    first, second, third, observer = floor.terminals
    for inject in first.exercise.drill.injects.values():
        card = inject.card
        if (card and card not in CAME) or set(inject.to) & ELSEWHERE:
            floor.all_do("skip", inject.id, "今回は窓口を開けない")
    floor.at(1)
    floor.tell_all(WorldKey.RESIDENT_RECORD, Status.DOWN)
    floor.at(3)
    floor.tell_all(WorldKey.KONBINI, Status.UP)
    floor.tell_all(WorldKey.JPKI, Status.UP)
    floor.at(3.5)
    floor.tell_all(WorldKey.FAMILY_REGISTER, Status.UP)
    floor.at(4)
    floor.serve(0, "hinata")
    floor.at(6)
    floor.serve(1, "arai")
    floor.at(9)
    said = NoticePosted("お知らせ", None, NINE, "", "", False, ("窓口の掲示",))
    first.counter.operations.post_notice("係長A", said)
    floor.at(12)
    floor.serve(2, "okubo")
    floor.at(16)
    # --- ten times as fast from here on --------------------------------------------------------
    floor.all_do("set_speed", 1000)
    floor.speed = 1000
    floor.at(17)
    floor.serve(0, "minase")
    floor.at(18)
    _killed_in_the_middle(floor, second)
    observer.exercise.seen.rate("easy-japanese", Rating.NOT_OBSERVED)
    observer.exercise.seen.note("二人目を呼ぶのが早かった", card="minase")
    floor.at(25)
    floor.all_do("pause")
    for one in floor.terminals:
        one.machine.passes(900)  # coffee
    third.machine.boot, third.machine.ticks_ms = "boot-after", 5  # and a power cut
    third.restart()
    assert third.counter.clock.now() == NINE + timedelta(minutes=25)
    floor.all_do("resume")
    floor.at(28)
    # He did not tell, and nobody looked at the list: a certificate that should not be.
    floor.serve(2, "marui", facts={"stop_list_hit": "no"})
    floor.at(31)
    floor.serve(0, "kuon")
    floor.at(36)
    _end_early(floor)


def _end_early(floor: Floor) -> None:
    """What is left is passed over, and one visit is still open."""
    floor.all_do("jump", timedelta(minutes=43))
    floor.at(44, play=False)
    floor.all_do("jump", timedelta(minutes=50))
    floor.at(50)
    floor.at(51)
    floor.serve(2, "tono", stop_before="lead")  # still at the lead's desk when it ends
    floor.served["tono"] = Served(floor.served["tono"].opened, None, floor.served["tono"].number)
    floor.at(56)
    floor.all_do("pause")
    for one in floor.terminals:
        one.machine.passes(120)  # something is explained
    floor.all_do("resume")
    floor.at(58)
    floor.all_do("end")


def _killed_in_the_middle(floor: Floor, terminal: Terminal) -> None:
    """The process is killed between two acts; another one goes on at the same step."""
    opened = terminal.counter.clock.now()
    killed = terminal.killed_serving("sakiyama", 0.3, stop_before="contact")
    terminal.machine.wall -= timedelta(hours=2)
    terminal.reopen(killed.incident)
    terminal.machine.wall += timedelta(hours=2)
    again = terminal.counter.desk.visit(killed.visit)
    step = terminal.counter.desk.place(again).step
    assert step is not None
    assert (step.id, len(again.history)) == (killed.step, killed.events)
    done = terminal.finish("sakiyama", again.id, 0.3)
    floor.served["sakiyama"] = Served(opened, terminal.counter.clock.now(), done.number)


def together(floor: Floor) -> tuple[Terminal, str, tuple[Event, ...]]:
    """The observer's terminal takes in the other three logs, in any order and twice."""
    *counters, observer = floor.terminals
    for one in (*reversed(counters), *counters):
        carry(one, observer)
    observer.restart()
    incident = observer.counter.operations.state.id
    return observer, incident, tuple(observer.counter.log.of_incident(incident))


def scored(observer: Terminal, incident: str, events: tuple[Event, ...]) -> DrillScores:
    drill = observer.exercise.drill
    found = score_drill(incident, drill, events, CONTENT, DAYS.is_closed)
    assert found is not None
    return found


def seconds(passed: timedelta) -> int:
    return passed // timedelta(seconds=1)


@dataclass(frozen=True)
class Whole:
    """The drill when all is over and the logs are one."""

    floor: Floor
    observer: Terminal
    incident: str
    events: tuple[Event, ...]
    scores: DrillScores


@pytest.fixture
def whole(floor: Floor) -> Whole:
    play_the_morning(floor)
    observer, incident, events = together(floor)
    assert observer.store.verify().problems == ()
    [row] = observer.counter.log.incidents()
    assert (row.id, row.kind) == (incident, IncidentKind.DRILL)
    return Whole(floor, observer, incident, events, scored(observer, incident, events))


def test_right_to_the_case(whole: Whole):
    floor, scores = whole.floor, whole.scores
    assert [case.card.id for case in scores.cases] == list(CAME)
    assert scores.visits == len(CAME)
    assert scores.others == ()
    assert len(scores.terminals) == 4
    numbers = {case.card.id: case.visit.number for case in scores.cases if case.visit is not None}
    assert numbers == {card: served.number for card, served in floor.served.items()}
    grades = {case.card.id: case.route.grade for case in scores.cases}
    assert grades.pop("marui") is Grade.WRONG
    assert set(grades.values()) == {Grade.RIGHT}
    tally = scores.tally(Area.ROUTE)
    assert (tally.right, tally.nearly, tally.judged) == (7, 0, 8)
    bad = next(case for case in scores.cases if case.card.id == "marui")
    assert bad.expected is not bad.taken
    assert bad.taken in (Route.KONBINI, Route.POST)
    assert bad.prohibitions.grade is Grade.WRONG
    assert bad.mistold == ("本日の確認",)
    open_one = next(case for case in scores.cases if case.card.id == "tono")
    assert (open_one.account.grade, open_one.closed_at) == (Grade.WRONG, None)
    assert scores.tally(Area.ACCOUNT).right == 7
    days = {case.card.id: case.due for case in scores.cases if case.due is not None}
    assert days["hinata"] == NINE.date()
    assert scores.tally(Area.DEADLINE).right == scores.tally(Area.DEADLINE).judged > 0


def test_right_to_the_second(whole: Whole):
    floor, scores = whole.floor, whole.scores
    for case in scores.cases:
        seen = floor.served[case.card.id]
        assert case.visit is not None
        assert seconds(abs(case.visit.opened_at - seen.opened)) == 0
        if seen.closed is not None:
            assert case.seconds == seconds(seen.closed - seen.opened), case.card.id
    times = scores.times
    assert times.seconds_to(times.first_look) == 60
    assert times.seconds_to(times.notice) == 540
    assert scores.ended is not None
    assert seconds(scores.ended - NINE) == 58 * 60
    assert [(seconds(halt.at - NINE), halt.wall) for halt in scores.halts] == [
        (25 * 60, timedelta(minutes=15)),
        (56 * 60, timedelta(minutes=2)),
    ]
    assert scores.began_wall is not None
    assert scores.ended_wall is not None
    wall = 15 + 2 + 16 + (36 - 16 + 44 - 43 + 58 - 50) / 10  # pauses, the slow part, the fast one
    assert scores.ended_wall - scores.began_wall == pytest.approx(
        timedelta(minutes=wall), abs=timedelta(seconds=1)
    )


def test_what_should_have_followed_and_what_people_saw(whole: Whole):
    observer, events, scores = whole.observer, whole.events, whole.scores
    late = {
        (one.inject.id, one.expected.act.kind.value): one.score.grade for one in scores.expected
    }
    assert late["screen-dead", "notice"] is Grade.RIGHT
    assert late["spare-server", "check"] is Grade.WRONG  # nobody tried the spare server
    assert late["tono-comes", "served"] is Grade.WRONG
    assert {late[f"{card}-comes", "served"] for card in CAME[:-1]} == {Grade.RIGHT}
    assert len(scores.skipped) == len(observer.exercise.drill.injects) - len(
        observer.exercise.running.played
    ) - sum(
        entry.played is None and entry.inject.id not in observer.exercise.running.skipped
        for entry in observer.exercise.agenda()
    )
    played = [event for event in events if isinstance(event.body, InjectPlayed)]
    assert len(played) > len(observer.exercise.running.played), "each terminal plays its own"
    [item] = [one for one in scores.ratings if one.item == "easy-japanese"]
    assert (item.seen, item.count(Rating.NOT_OBSERVED)) == (0, 1)
    assert [note.text for note in scores.notes] == ["二人目を呼ぶのが早かった"]
    assert scores.events <= {event.id for event in events}


def test_the_report_is_the_same(whole: Whole, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    observer, incident = whole.observer, whole.incident
    folder = observer.store.path.parent.parent
    observer.close()
    words = ["--data", str(folder), "report", "drill", "--incident", incident, "--json"]
    capsys.readouterr()
    assert main([*words, "-o", str(tmp_path / "訓練.xlsx")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["scores"]["route"] == {"right": 7, "nearly": 0, "judged": 8}
    assert (tmp_path / "訓練.xlsx").stat().st_size > 1000
    observer.counter = observer._opened()


def test_merged_in_any_order_the_scores_are_the_same(floor: Floor):
    play_the_morning(floor)
    observer, incident, events = together(floor)
    once = scored(observer, incident, events)
    first = floor.terminals[0]
    for one in floor.terminals[1:]:
        carry(one, first)
    first.restart()
    other = tuple(first.counter.log.of_incident(incident))
    assert [event.id for event in other] == [event.id for event in events]
    again = scored(first, incident, other)
    assert again.cases == once.cases
    assert again.expected == once.expected
    assert (again.times, again.halts, again.ended) == (once.times, once.halts, once.ended)
