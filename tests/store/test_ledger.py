"""The ledger narrowed, sorted, paged and counted by the log is what the fold would give."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dtcoach.adapters.store import SqlCipherLog, ledger, reading
from dtcoach.app.ledger import CaseOrder, CaseQuery
from dtcoach.app.ports import VisitRow
from dtcoach.domain.events import Personal, RequestAdded, ResidentNoted, SlipTypedIn, VisitOpened
from dtcoach.domain.words import ResidentField
from dtcoach.domain.written import search_key
from tests.store.stories import Teller, Turn, declared, draft, turns

Blank = Callable[[], contextlib.AbstractContextManager[SqlCipherLog]]

queries = st.builds(
    CaseQuery,
    state=st.sampled_from(["", "open", "parked", "closed"]),
    counter=st.sampled_from(["", "窓口1", "どこか"]),
    procedure=st.sampled_from(["", "move-in"]),
    route=st.sampled_from(["", "post", "counter"]),
    unfinished=st.booleans(),
    promised=st.booleans(),
    typed_in=st.booleans(),
    order=st.sampled_from(CaseOrder),
    descending=st.booleans(),
)


def wanted(row: VisitRow, query: CaseQuery) -> bool:
    return (
        query.state in ("", row.state)
        and query.counter in ("", row.counter)
        and (not query.procedure or query.procedure in {one.procedure for one in row.requests})
        and (not query.route or query.route in {one.route for one in row.requests})
        and (not query.unfinished or any(one.outcome_at is None for one in row.requests))
        and (not query.promised or bool(row.promises))
        and (not query.typed_in or row.typed_in)
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(turns, queries)
def test_any_question(blank: Blank, story: list[Turn], query: CaseQuery):
    with blank() as log:
        teller = Teller(log)
        teller.tell(story)
        found = list(log.cases(teller.incident, query))
        rows = [row for row in log.visits(teller.incident) if wanted(row, query)]
        assert sorted(row.id for row in found) == sorted(row.id for row in rows)
        assert log.case_count(teller.incident, query) == len(rows)
        if query.order is CaseOrder.OPENED:
            assert found == rows[:: -1 if query.descending else 1]
        assert sum(log.counters(teller.incident).values()) == len(list(log.visits(teller.incident)))


@pytest.mark.parametrize("order", CaseOrder)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_follow_each_other_without_a_gap(
    log: SqlCipherLog, monkeypatch: pytest.MonkeyPatch, order: CaseOrder, descending: bool
):
    monkeypatch.setattr(reading, "FIRST", 3)
    monkeypatch.setattr(reading, "LATER", 4)
    log.append([declared("i")])
    names = ["", "佐藤", "佐藤", "髙橋", "あべ"]
    for n in range(23):
        bodies = [VisitOpened(f"101-{n % 7:03d}", f"窓口{n % 3}", "c"), RequestAdded(1, "move-in")]
        if names[n % 5]:
            bodies.append(ResidentNoted(ResidentField.NAME, Personal(names[n % 5])))
        if n % 4 == 0:
            bodies.append(SlipTypedIn(""))
        log.append([draft(one, incident="i", visit=f"v{n:02d}", minutes=n // 2) for one in bodies])
    rows = list(log.cases("i", CaseQuery(order=order, descending=descending)))
    assert len({row.id for row in rows}) == len(rows) == 23
    keys: dict[CaseOrder, Callable[[VisitRow], str]] = {
        CaseOrder.OPENED: lambda row: row.opened_at.isoformat(),
        CaseOrder.NUMBER: lambda row: row.number,
        CaseOrder.COUNTER: lambda row: row.counter,
        CaseOrder.STATE: lambda row: row.state,
        CaseOrder.NAME: lambda row: search_key(row.name) or chr(0x10FFFF),
    }
    sought = [keys[order](row) for row in rows]
    assert sought == sorted(sought, reverse=descending)
    assert ledger.FIRST > 3
