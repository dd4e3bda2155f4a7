"""Whatever is done in a drill, a real incident, its lists and its exports know nothing of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError, ProblemFound
from dtcoach.app.export_wish import Format
from dtcoach.app.marks import paper_marks
from dtcoach.domain.drill.events import DRILL_BODIES, DrillSet, InjectPlayed, Rating
from dtcoach.domain.events import IncidentDeclared, StatusChecked
from dtcoach.domain.vocabulary import BODIES
from dtcoach.domain.words import IncidentKind, Status, WorldKey
from tests.drills.terminal import Machine, Terminal
from tests.exports.making import text_of_export

NAMES = ("server-starts", "aoba-comes", "konbini-stops", "yuki-comes", "no-such")
acts = st.one_of(
    st.sampled_from(["start", "pause", "resume", "end", "due", "restart", "leave", "serve"]),
    st.tuples(st.sampled_from(["play", "skip", "away"]), st.sampled_from(NAMES)),
    st.tuples(st.just("note"), st.sampled_from(["見た", ""])),
    st.tuples(st.just("check"), st.sampled_from(list(WorldKey))),
    st.tuples(st.just("passes"), st.integers(1, 900)),
)


def do(terminal: Terminal, drill: str, act: object) -> None:
    """One act of the drill; what does not fit is refused and changes nothing."""
    if not terminal.counter.is_entered:
        terminal.counter.resume(drill)
    exercise, operations = terminal.exercise, terminal.counter.operations
    match act:
        case "start" | "pause" | "resume" | "end":
            getattr(exercise, act)()
        case "due":
            exercise.play_due()
        case "restart":
            terminal.restart()
        case "leave":
            terminal.counter.leave()
        case "serve":
            terminal.serve("aoba", 1)
        case ("play", str(name)):
            exercise.play(name)
        case ("skip", str(name)):
            exercise.skip(name)
        case ("away", str(name)):
            exercise.put_away(name)
        case ("note", str(words)):
            exercise.seen.note(words)
            exercise.seen.rate("same-words", Rating.S)
        case ("check", WorldKey() as key):
            operations.check("係長", key, Status.DOWN, "見た")
        case ("passes", int(seconds)):
            terminal.machine.passes(seconds)


def exported(counter: Counter, incident: str) -> tuple[str, str]:
    """What leaves the house of that incident."""
    [row] = [row for row in counter.log.incidents() if row.id == incident]
    table, whole = (text_of_export(counter.log, row, kind) for kind in (Format.CSV, Format.JSON))
    return table, whole


@settings(
    deadline=None, max_examples=8, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(story=st.lists(acts, max_size=14))
def test_no_act_of_a_drill_reaches_a_real_incident(
    story: list[object], tmp_path_factory: pytest.TempPathFactory
):
    terminal = Terminal(tmp_path_factory.mktemp("one"), Machine())
    counter = terminal.counter
    counter.declare(IncidentKind.REAL, "full-outage", "戸籍住民課")
    real = counter.operations.state.id
    counter.desk.open_visit(counter.clerk, ["move-in"])
    counter.leave()
    before = (list(counter.log.of_incident(real)), exported(counter, real))
    counter.begin_drill("counter-15", "戸籍住民課", "A1")
    drill = counter.operations.state.id
    for act in story:
        try:
            do(terminal, drill, act)
        except KnownError:
            continue
    counter = terminal.counter
    assert (list(counter.log.of_incident(real)), exported(counter, real)) == before
    events = list(counter.log.of_incident(drill))
    assert {e.body.kind for e in events if isinstance(e.body, IncidentDeclared)} == {
        IncidentKind.DRILL
    }
    rows = {row.id: row.kind for row in counter.log.incidents()}
    assert rows == {real: IncidentKind.REAL, drill: IncidentKind.DRILL}
    assert not any(isinstance(e.body, DRILL_BODIES) for e in counter.log.of_incident(real))
    numbers = {row.number for row in counter.log.visits(real)}
    assert len(numbers) == 1
    assert paper_marks(rows[drill], None)[0] == "訓練"
    terminal.close()


@pytest.mark.parametrize("kind", [IncidentKind.REAL, IncidentKind.REPLAY])
def test_the_log_itself_refuses_what_is_of_a_drill(
    kind: IncidentKind, tmp_path_factory: pytest.TempPathFactory
):
    """Whatever a program above it does wrong; also together with what is allowed."""
    terminal = Terminal(tmp_path_factory.mktemp("one"), Machine())
    counter = terminal.counter
    counter.declare(kind, "full-outage", "戸籍住民課")
    operations, now = counter.operations, terminal.machine.now()
    before = list(counter.log.of_incident(operations.state.id))
    told = StatusChecked(WorldKey.KONBINI, Status.DOWN, "電話")
    for body in (InjectPlayed("konbini-stops"), DrillSet("counter-15", "d", "A1")):
        with pytest.raises(ProblemFound, match="訓練でない記録"):
            operations.write("統制役", [told, body], now)
    assert list(counter.log.of_incident(operations.state.id)) == before
    assert terminal.store.verify().problems == ()
    terminal.close()


def test_every_word_of_a_drill_is_one_that_a_real_log_refuses():
    assert all(body.is_of_drill for body in DRILL_BODIES)
    others = set(BODIES.values()) - set(DRILL_BODIES)
    assert not any(body.is_of_drill for body in others)
