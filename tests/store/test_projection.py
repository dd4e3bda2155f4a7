"""The lists are the fold of the events, corrections and interleaved visits included."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from dtcoach.adapters.identity import new_id
from dtcoach.adapters.store import SqlCipherLog
from dtcoach.adapters.store.projection import TABLES
from dtcoach.app.ports import PromiseRow, RequestRow, VisitRow
from dtcoach.domain.events import (
    Corrected,
    EventBody,
    IncidentClosed,
    IncidentRecovered,
    OutcomeReached,
    PaperIssued,
    Personal,
    PromiseMade,
    RecallEntered,
    RequestAdded,
    ScenarioChanged,
    VisitClosed,
    VisitOpened,
    VisitParked,
    VisitResumed,
)
from dtcoach.domain.incident import fold_incident
from dtcoach.domain.visit import fold_visit
from dtcoach.domain.words import IncidentKind, PromiseKind, Route
from tests.store.stories import NOON, Teller, Turn, declared, draft, opened, turns

Blank = Callable[[], AbstractContextManager[SqlCipherLog]]


def tables(log: SqlCipherLog) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(log._conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in TABLES
    }


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(story=turns)
def test_lists_kept_up_to_date_equal_lists_computed_again(story: list[Turn], blank: Blank):
    with blank() as log:
        Teller(log).tell(story)
        kept = tables(log)
        assert log.verify().problems == ()
        log.rebuild()
        assert tables(log) == kept


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(story=turns)
def test_what_was_corrected_leaves_no_trace_in_the_lists(story: list[Turn], blank: Blank):
    """Answer-then-correct equals never having answered."""
    plain = [turn for turn in story if turn.body is not None]
    with blank() as log:
        teller = Teller(log)
        teller.tell(plain)
        before = tables(log)
        for visit in range(3):
            slip = Turn(visit, PaperIssued(1, "S-1", "receipt"))
            teller.tell([slip, Turn(visit, None, back=1)])
            teller.tell([Turn(visit, OutcomeReached(1, Route.POST)), Turn(visit, None, back=1)])
        assert tables(log) == before


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(story=turns)
def test_the_lists_say_what_the_domain_says(story: list[Turn], blank: Blank):
    with blank() as log:
        teller = Teller(log)
        teller.tell(story)
        for visit in teller.visits:
            state, row = fold_visit(log.of_visit(visit)), log.visit(visit)
            assert (state is None) == (row is None)
            if state is None or row is None:
                continue
            assert row == VisitRow(
                id=state.id,
                incident=state.incident,
                number=state.number,
                counter=state.counter,
                opened_at=state.opened_at,
                state=state.status.value,
                actor=state.actor,
                requests=tuple(
                    RequestRow(one.request, one.procedure, one.outcome, one.outcome_at)
                    for one in sorted(state.requests, key=lambda one: one.request)
                ),
                # Listed as they were made; the domain keeps them by request.
                promises=row.promises,
                recalls=sum(one.recalls for one in state.requests),
                papers=sum(one.papers for one in state.requests),
                name=state.resident.name,
                typed_in=state.typed_in,
            )
            assert sorted(map(repr, row.promises)) == sorted(
                repr(PromiseRow(made.request, made.kind.value, made.due, made.keeper))
                for one in state.requests
                for made in one.promises
            )
        (incident,) = log.incidents() or (None,)
        board = fold_incident(log.of_board(teller.incident))
        assert (incident is None) == (board is None)
        if incident is not None and board is not None:
            assert incident.scenario == board.scenario
            assert incident.recovered_at == board.recovered_at
            assert (incident.closed_at is not None) == board.closed
            assert incident.started_at == board.started_at


class Day:
    """A log with one incident and one visit, and what to do with it in short words."""

    def __init__(self, log: SqlCipherLog) -> None:
        self.log = log
        self.incident, self.visit = new_id(), new_id()
        log.append([declared(self.incident), *opened(self.incident, self.visit, "101-001")])

    def now(self, body: EventBody, minutes: int = 5, visit: bool = True) -> str:
        (event,) = self.log.append(
            [
                draft(
                    body,
                    incident=self.incident,
                    visit=self.visit if visit else None,
                    minutes=minutes,
                )
            ]
        )
        return event.id

    def row(self) -> VisitRow:
        row = self.log.visit(self.visit)
        assert row is not None
        return row


@pytest.fixture
def day(log: SqlCipherLog) -> Day:
    return Day(log)


def test_a_visit_is_one_line_of_the_ledger(day: Day):
    day.now(RequestAdded(2, "seal-certificate"))
    day.now(PaperIssued(1, "S-0001", "receipt"))
    day.now(RecallEntered(2, "印鑑登録証明書", NOON))
    day.now(PromiseMade(1, PromiseKind.POST, "2026-09-03", "戸籍住民課"))
    day.now(OutcomeReached(1, Route.ACCEPT_AND_HOLD), minutes=9)
    day.now(VisitParked(Personal("奥で確認中")))
    assert day.row() == VisitRow(
        id=day.visit,
        incident=day.incident,
        number="101-001",
        counter="窓口1",
        opened_at=NOON,
        state="parked",
        actor="田中",
        requests=(
            RequestRow(1, "move-in", "accept-and-hold", NOON + timedelta(minutes=9)),
            RequestRow(2, "seal-certificate", None, None),
        ),
        promises=(PromiseRow(1, "post", "2026-09-03", "戸籍住民課"),),
        recalls=1,
        papers=1,
    )
    assert list(day.log.visits(day.incident)) == [day.row()]


def test_the_state_follows_the_last_word_that_counts(day: Day):
    assert day.row().state == "open"
    day.now(VisitParked(Personal("")))
    day.now(VisitResumed())
    assert day.row().state == "open"
    closed = day.now(VisitClosed())
    assert day.row().state == "closed"
    day.now(Corrected(closed, "まだ終わっていない"))
    assert day.row().state == "open"


def test_what_was_corrected_stays_so_until_it_is_written_again(day: Day):
    """As in the domain's fold: a correction of a correction brings nothing back."""
    outcome = day.now(OutcomeReached(1, Route.POST))
    undone = day.now(Corrected(outcome, "x"))
    assert day.row().requests[0].route is None
    day.now(Corrected(undone, "x"))
    assert day.row().requests[0].route is None
    day.now(OutcomeReached(1, Route.POST))
    assert day.row().requests[0].route == "post"


def test_a_visit_opened_by_mistake_is_gone_from_the_ledger_but_its_number_is_used(day: Day):
    opening = day.log.of_visit(day.visit)[0]
    day.now(Corrected(opening.id, "別の方"))
    assert day.log.visit(day.visit) is None
    assert list(day.log.visits(day.incident)) == []
    assert day.log.next_visit_number(day.incident) == "101-002"
    day.log.rebuild()
    assert day.log.next_visit_number(day.incident) == "101-002"


def test_a_visit_corrected_away_can_be_opened_again(day: Day):
    opening = day.log.of_visit(day.visit)[0]
    day.now(Corrected(opening.id, "x"))
    day.now(VisitOpened("101-002", "窓口2", "c"))
    assert (day.row().number, day.row().requests) == ("101-002", ())
    assert day.log.verify().problems == ()


def test_visits_are_found_by_state_and_by_part_of_what_is_shown(log: SqlCipherLog):
    day = Day(log)
    later = new_id()
    log.append(opened(day.incident, later, "101-017", minutes=30))
    log.append([draft(RequestAdded(2, "seal-certificate"), incident=day.incident, visit=later)])
    day.now(VisitClosed())
    day.now(OutcomeReached(1, Route.COUNTER))

    def found(text: str = "", states: tuple[str, ...] = ()) -> list[str]:
        return [row.number for row in log.visits(day.incident, states=states, text=text)]

    assert found() == ["101-001", "101-017"]
    assert found("017") == ["101-017"]
    assert found("窓口") == ["101-001", "101-017"]
    assert found("seal") == ["101-017"]
    assert found("%") == found("'") == found("101_0") == []
    assert found(states=("closed",)) == ["101-001"]
    assert found(states=("open", "parked")) == ["101-017"]
    assert found("001", ("open",)) == []
    assert list(log.visits(new_id())) == []


def test_the_ledger_is_found_by_procedure_counted_and_read_from_its_end(log: SqlCipherLog):
    day = Day(log)
    for n in range(2, 5):
        log.append(opened(day.incident, new_id(), f"101-{n:03d}", minutes=n))
    newest = [row.number for row in log.visits(day.incident, newest_first=True)]
    assert newest == ["101-004", "101-003", "101-002", "101-001"]
    named = log.visits(day.incident, text="転入", procedures=["move-in"], newest_first=True)
    assert [row.number for row in named] == newest
    assert list(log.visits(day.incident, text="転入", procedures=["move"])) == []
    day.now(VisitClosed())
    assert log.visit_counts(day.incident) == {"open": 3, "closed": 1}
    assert log.visit_counts(new_id()) == {}


def test_a_long_ledger_is_streamed_by_opening_time(log: SqlCipherLog):
    incident = new_id()
    with log.together():
        for n in range(1203):
            log.append(opened(incident, new_id(), f"101-{n:04d}", minutes=n // 7 * 7 % 60))
    rows = list(log.visits(incident))
    assert len({row.id for row in rows}) == 1203
    assert [row.opened_at for row in rows] == sorted(row.opened_at for row in rows)
    assert all(len(row.requests) == 1 for row in rows)


def test_the_ledger_can_be_read_while_visits_are_being_opened(log: SqlCipherLog):
    incident = new_id()
    with log.together():
        for n in range(600):
            log.append(opened(incident, new_id(), f"101-{n:03d}"))
    rows = log.visits(incident)
    first = next(rows)
    log.append(opened(incident, new_id(), "101-999", minutes=60))
    assert [first.number, *(row.number for row in rows)].count("101-999") == 1


def test_incidents_are_listed_newest_first_with_what_became_of_them(log: SqlCipherLog):
    day = Day(log)
    drill = new_id()
    log.append([draft(declared(drill, IncidentKind.DRILL).body, incident=drill, minutes=1440)])
    assert [row.kind for row in log.incidents()] == [IncidentKind.DRILL, IncidentKind.REAL]

    day.now(IncidentRecovered("使えます"), minutes=60, visit=False)
    assert log.incidents()[1].recovered_at == NOON + timedelta(minutes=60)
    failed = day.now(ScenarioChanged("downtime-server", {}), minutes=70, visit=False)
    row = log.incidents()[1]
    assert (row.scenario, row.recovered_at) == ("downtime-server", None)
    day.now(Corrected(failed, "誤報"), visit=False)
    row = log.incidents()[1]
    assert (row.scenario, row.recovered_at) == ("full-outage", NOON + timedelta(minutes=60))
    day.now(IncidentClosed(), minutes=90, visit=False)
    assert log.incidents()[1].closed_at == NOON + timedelta(minutes=90)
    assert log.verify().problems == ()
