"""The ledger's questions in SQL: narrowed, sorted and paged by key, so that no page costs more for
the pages before it."""

from __future__ import annotations

from typing import Any

from dtcoach.app.ledger import CaseOrder, CaseQuery

FIRST, LATER = 100, 500
"""Rows of the first page, which somebody waits for, and of those that follow while scrolling."""

_KEYS = {
    CaseOrder.OPENED: "opened_us",
    CaseOrder.NUMBER: "number",
    CaseOrder.NAME: "iif(who = '', char(1114111), who)",
    CaseOrder.COUNTER: "counter",
    CaseOrder.STATE: "state",
}


def key_of(query: CaseQuery) -> str:
    """What the pages go on from: the sort key, then time and id, all in one direction."""
    return f"{_KEYS[query.order]}, opened_us, id"


def order_of(query: CaseQuery) -> str:
    """For ORDER BY."""
    way = "DESC" if query.descending else "ASC"
    return ", ".join(f"{part} {way}" for part in (_KEYS[query.order], "opened_us", "id"))


def narrowed(query: CaseQuery) -> tuple[list[str], list[Any]]:
    """Conditions over `visits`, without the text, and their values."""
    where, values = list[str](), list[Any]()

    def also(condition: str, *given: Any) -> None:
        where.append(condition)
        values.extend(given)

    if query.state:
        also("state = ?", query.state)
    if query.counter:
        also("counter = ?", query.counter)
    if query.procedure:
        also("instr(procedures || ' ', ?)", f" {query.procedure} ")
    if query.route:
        also("id IN (SELECT visit FROM requests WHERE route = ?)", query.route)
    if query.unfinished:
        also("id IN (SELECT visit FROM requests WHERE outcome_at IS NULL)")
    if query.promised:
        also("id IN (SELECT visit FROM promises)")
    if query.typed_in:
        also("typed_in = 1")
    return where, values
