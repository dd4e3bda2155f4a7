"""Personal values stand apart from the events, and go without a trace when they have to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dtcoach.adapters.clock import SystemClock
from dtcoach.adapters.identity import new_id
from dtcoach.adapters.store import OpenedLog, SqlCipherLog
from dtcoach.adapters.store.stored import payload_of
from dtcoach.domain.events import EventBody, FactLearned, Personal, StepDone, VisitParked
from dtcoach.domain.words import PERSONAL_FACTS, Route
from tests.store.pages import decrypted
from tests.store.stories import draft
from tests.store.stories import opened as opening

NAME = "𠮷田　一郎（ヨシダ イチロウ）"


def write(log: SqlCipherLog, *bodies: EventBody, visit: str | None = None) -> str:
    visit = visit or new_id()
    log.append([draft(body, incident="i", visit=visit) for body in bodies])
    return visit


def everything_but_personal(log: SqlCipherLog) -> str:
    tables = log._conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'personal'"
    ).fetchall()
    return repr([log._conn.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables])


def test_values_are_nowhere_but_in_their_own_table(log: SqlCipherLog):
    visit = write(
        log,
        StepDone(1, Route.POST, "name", Personal(NAME)),
        VisitParked(Personal(NAME)),
        FactLearned("requester_name", Personal(NAME)),
    )
    first, second, third = (event.body for event in log.of_visit(visit))
    assert isinstance(first, StepDone)
    assert isinstance(second, VisitParked)
    assert isinstance(third, FactLearned)
    assert first.value == second.cue == third.value == Personal(NAME)
    assert NAME not in everything_but_personal(log)
    for event in log.stored_after(log.terminal):
        (apart,) = [value for value in payload_of(event).values() if isinstance(value, dict)]
        assert apart.keys() == {"personal", "digest"}


@pytest.mark.parametrize("fact", sorted(PERSONAL_FACTS))
def test_the_three_answers_are_personal_even_where_a_caller_forgot(log: SqlCipherLog, fact: str):
    visit = write(log, FactLearned(fact, "answer-in-clear"))
    (event,) = log.of_visit(visit)
    assert event.body == FactLearned(fact, Personal("answer-in-clear"))
    assert "answer-in-clear" not in everything_but_personal(log)


def test_the_same_answer_never_looks_the_same(log: SqlCipherLog):
    """Else a yes could be told from a no by comparing digests."""
    write(log, *[FactLearned("support_measures", Personal("no"))] * 5)
    assert len({event.payload for event in log.stored_after(log.terminal)}) == 5


def test_erasing_leaves_the_chain_and_the_counts_whole(log: SqlCipherLog):
    visit = new_id()
    log.append(opening("i", visit, "101-001"))
    write(log, StepDone(1, Route.POST, "name", Personal(NAME)), visit=visit)
    other = write(log, VisitParked(Personal("他の方")))
    rows, chain = list(log.visits("i")), list(log.stored_after(log.terminal))

    assert log.erase_personal(visit=visit) == 1
    assert log.erase_personal(visit=visit) == 0
    body = log.of_visit(visit)[-1].body
    assert body == StepDone(1, Route.POST, "name", Personal(None))
    assert log.of_visit(other)[0].body == VisitParked(Personal("他の方"))
    assert list(log.visits("i")) == rows
    assert list(log.stored_after(log.terminal)) == chain
    assert log.verify().problems == ()


def test_erasing_goes_by_when_it_was_entered(log: SqlCipherLog):
    write(log, VisitParked(Personal("一")))
    now = SystemClock().now()
    assert log.erase_personal(before=now - timedelta(minutes=1)) == 0
    assert log.erase_personal(before=now + timedelta(minutes=1), visit="someone else") == 0
    assert log.erase_personal(before=now + timedelta(minutes=1)) == 1
    with pytest.raises(ValueError, match="which"):
        log.erase_personal()


@pytest.mark.parametrize("length", [1, 100, 1000])
def test_what_was_erased_is_not_left_in_any_page(opened: OpenedLog, length: int):
    log = opened.log
    visit = write(log, *[StepDone(1, Route.POST, "name", Personal(NAME * length))] * 3)
    log._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert NAME.encode() in decrypted(log.path, log._key)
    log.erase_personal(visit=visit)
    log.close()
    assert NAME.encode() not in decrypted(log.path, log._key)


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_comes_back(log: SqlCipherLog, value: str):
    visit = write(log, VisitParked(Personal(value)))
    assert log.of_visit(visit)[0].body == VisitParked(Personal(value))
