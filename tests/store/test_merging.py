"""Events of other terminals come in exactly once, and the order never depends on clocks."""

from __future__ import annotations

import contextlib
import itertools
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dtcoach.adapters.identity import new_id
from dtcoach.adapters.store import SqlCipherLog, open_log
from dtcoach.adapters.store.stored import StoredEvent, sealed
from dtcoach.app.errors import LogBroken, LogNewer
from dtcoach.domain.events import Corrected, FactLearned, Personal, VisitClosed
from tests.store.stories import Teller, Turn, declared, draft, turns
from tests.store.stories import opened as opening
from tests.store.test_projection import tables


def move(source: SqlCipherLog, target: SqlCipherLog) -> int:
    count = 0
    for terminal, _ in source.ends().items():
        events = list(source.stored_after(terminal, target.ends().get(terminal, 0)))
        count += target.take_in(events, source.personal_of(events))
    return count


@pytest.fixture
def three(tmp_path: Path):
    logs = [open_log(tmp_path / name).log for name in ("a", "b", "c")]
    yield logs
    for log in logs:
        log.close()


def test_a_merged_visit_is_the_same_visit(three: list[SqlCipherLog]):
    one, other, _ = three
    incident, visit = new_id(), new_id()
    one.append([declared(incident), *opening(incident, visit, "101-001")])
    one.append([draft(FactLearned("contact_safe", Personal("no")), incident=incident, visit=visit)])
    assert move(one, other) == 4
    assert other.of_visit(visit) == one.of_visit(visit)
    assert list(other.visits(incident)) == list(one.visits(incident))
    assert other.incidents() == one.incidents()
    assert other.verify().problems == ()
    assert other.verify().terminals == 1
    # What comes next is after everything known, so the order holds without a clock.
    (closed,) = other.append([draft(VisitClosed(), incident=incident, visit=visit, minutes=-60)])
    assert closed.lamport == 5
    assert (closed.terminal, closed.counter) == (other.terminal, 1)
    assert other.of_visit(visit)[-1] == closed


def test_what_comes_twice_comes_once(three: list[SqlCipherLog]):
    one, other, _ = three
    one.append([declared(new_id())] * 3)
    events = list(one.stored_after(one.terminal))
    assert other.take_in(events) == 3
    assert other.take_in(events) == 0
    assert other.take_in(events + events) == 0
    assert other.verify().events == 3


def test_values_that_did_not_travel_read_as_erased(three: list[SqlCipherLog]):
    one, other, _ = three
    visit = new_id()
    one.append([draft(FactLearned("support_measures", "yes"), incident="i", visit=visit)])
    other.take_in(one.stored_after(one.terminal))
    assert other.of_visit(visit)[0].body == FactLearned("support_measures", Personal(None))
    assert other.verify().problems == ()


@pytest.mark.parametrize(
    "forge",
    [
        lambda e: e._replace(actor="別人"),
        lambda e: sealed(e._replace(actor="別人", prev_hash="0" * 64)),
        lambda e: sealed(e._replace(counter=e.counter + 1)),
        lambda e: sealed(e._replace(payload="{")),
    ],
)
def test_what_does_not_follow_is_refused_with_all_of_its_batch(three: list[SqlCipherLog], forge):
    one, other, _ = three
    one.append([declared(new_id())] * 3)
    first, second, third = one.stored_after(one.terminal)
    with pytest.raises(LogBroken):
        other.take_in([first, forge(second), third])
    assert other.verify().events == 0
    assert other.take_in([first, second, third]) == 3


def test_another_history_of_the_same_terminal_is_refused(three: list[SqlCipherLog]):
    one, other, _ = three
    one.append([declared(new_id())])
    (event,) = one.stored_after(one.terminal)
    other.take_in([event])
    with pytest.raises(LogBroken):
        other.take_in([sealed(event._replace(actor="別人"))])


def test_a_gap_and_words_of_a_newer_version_are_refused(three: list[SqlCipherLog]):
    one, other, _ = three
    one.append([declared(new_id())] * 2)
    first, second = one.stored_after(one.terminal)
    with pytest.raises(LogBroken):
        other.take_in([second])
    with pytest.raises(LogNewer):
        other.take_in([sealed(first._replace(type="DroneSent"))])
    assert other.ends() == {}


def test_a_forged_personal_value_is_refused(three: list[SqlCipherLog]):
    one, other, _ = three
    one.append([draft(FactLearned("contact_safe", "no"), incident="i", visit="v")])
    events = list(one.stored_after(one.terminal))
    (value,) = one.personal_of(events)
    with pytest.raises(LogBroken):
        other.take_in(events, [value._replace(value="yes")])
    assert other.take_in(events, [value]) == 1


def test_a_correction_that_comes_before_its_target_still_counts(three: list[SqlCipherLog]):
    one, other, third = three
    incident, visit = new_id(), new_id()
    one.append(opening(incident, visit, "101-001"))
    (closed,) = one.append([draft(VisitClosed(), incident=incident, visit=visit)])
    move(one, other)
    other.append([draft(Corrected(closed.id, "x"), incident=incident, visit=visit)])
    correction = list(other.stored_after(other.terminal))
    third.take_in(correction)
    assert third.visit(visit) is None
    move(one, third)
    row = third.visit(visit)
    assert row is not None
    assert row.state == "open"
    assert third.verify().problems == ()


@settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(stories=st.lists(turns, min_size=2, max_size=2), seed=st.integers(0, 999))
def test_every_order_of_arrival_gives_the_same_log(
    stories: list[list[Turn]], seed: int, tmp_path_factory: pytest.TempPathFactory
):
    """Two terminals write to the same visits; two others get it in pieces of any order."""
    base = tmp_path_factory.mktemp("orders")
    with contextlib.ExitStack() as stack:
        logs = [open_log(base / str(n)).log for n in range(4)]
        for log in logs:
            stack.callback(log.close)
        tellers = [Teller(log) for log in logs[:2]]
        for teller, story in zip(tellers, stories, strict=True):
            teller.incident, teller.visits = tellers[0].incident, tellers[0].visits
            teller.tell(story)
        pieces = [list(cut(log, random.Random(seed))) for log in logs[:2]]
        for target, order in ((logs[2], pieces), (logs[3], pieces[::-1])):
            for piece in itertools.chain(*order) if target is logs[2] else mixed(order):
                target.take_in(piece)
        assert list(logs[2].of_incident(tellers[0].incident)) == list(
            logs[3].of_incident(tellers[0].incident)
        )
        assert tables(logs[2]) == tables(logs[3])
        assert logs[2].verify().problems == logs[3].verify().problems == ()


def cut(log: SqlCipherLog, chance: random.Random):
    events = list(log.stored_after(log.terminal))
    while events:
        size = chance.randint(1, 9)
        yield events[:size]
        events = events[size:]


def mixed(orders: list[list[list[StoredEvent]]]):
    for pair in itertools.zip_longest(*orders, fillvalue=[]):
        yield from pair


def test_what_was_written_or_merged_since_is_known_by_its_visit(three: list[SqlCipherLog]):
    one, other, _ = three
    incident, visit, second = new_id(), new_id(), new_id()
    one.append([declared(incident), *opening(incident, visit, "101-001")])
    touched, mark = one.touched_since(incident, 0)
    assert touched == {visit}
    assert one.touched_since(incident, mark) == (frozenset(), mark)
    # What is merged has a place in the middle of the order, and is new all the same.
    other.append([*opening(incident, second, "102-001"), declared(new_id())])
    move(other, one)
    assert one.touched_since(incident, mark)[0] == {second}
    assert one.touched_since(new_id(), 0)[0] == frozenset()
