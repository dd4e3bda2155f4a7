"""How the ledger can be narrowed and sorted, in words, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dtcoach.app.ledger import CaseOrder, CaseQuery
from dtcoach.app.words_out import procedure_title, route_title, state_title
from dtcoach.domain.content import Content
from dtcoach.domain.words import VisitStatus

ANY = ("", "すべて")
Options = tuple[tuple[str, str], ...]

ORDERS: Mapping[tuple[CaseOrder, bool], str] = {
    (CaseOrder.OPENED, True): "新しい順",
    (CaseOrder.OPENED, False): "古い順",
    (CaseOrder.NUMBER, False): "受付番号の順",
    (CaseOrder.NUMBER, True): "受付番号の逆の順",
    (CaseOrder.NAME, False): "お名前の順",
    (CaseOrder.NAME, True): "お名前の逆の順",
    (CaseOrder.COUNTER, False): "窓口の順",
    (CaseOrder.COUNTER, True): "窓口の逆の順",
    (CaseOrder.STATE, False): "状態の順",
    (CaseOrder.STATE, True): "状態の逆の順",
}


def state_options() -> Options:
    return (ANY, *((state.value, state_title(state.value)) for state in VisitStatus))


def counter_options(counters: Mapping[str, int]) -> Options:
    """Each counter of the log, with how many cases it has."""
    return (ANY, *((one, f"{one}（{number:,}）") for one, number in counters.items() if one))


def procedure_options(content: Content) -> Options:
    return (ANY, *((one.id, one.title) for one in content.headings.values()))


def route_options(content: Content) -> Options:
    return (ANY, *((route.value, title) for route, title in content.route_titles.items()))


def order_options() -> Options:
    return tuple((f"{order}:{descending}", text) for (order, descending), text in ORDERS.items())


def order_id(query: CaseQuery) -> str:
    return f"{query.order}:{query.descending}"


def order_in(id: str) -> tuple[CaseOrder, bool]:
    return next(key for key in ORDERS if f"{key[0]}:{key[1]}" == id)


def narrowed_by(query: CaseQuery, content: Content) -> tuple[str, ...]:
    """What leaves cases out now, and the order where it is another than usual."""
    found: Iterable[str] = (
        state_title(query.state) if query.state else "",
        query.counter,
        procedure_title(content, query.procedure) if query.procedure else "",
        route_title(content, query.route) if query.route else "",
        "終わっていない手続" if query.unfinished else "",
        "約束がある" if query.promised else "",
        "紙から入力" if query.typed_in else "",
        "" if order_id(query) == order_id(CaseQuery()) else ORDERS[query.order, query.descending],
    )
    return tuple(filter(None, found))
