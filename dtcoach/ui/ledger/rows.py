"""The ledger as rows and the case in detail, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from dtcoach.app.history import HistoryLine
from dtcoach.app.ports import VisitRow
from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import TOKYO, long_date, moment
from dtcoach.domain.resident_details import Resident
from dtcoach.domain.visit import VisitState, VisitStatus
from dtcoach.domain.words import PERSONAL_FACTS, UNKNOWN
from dtcoach.frozen import dataclass
from dtcoach.ui.times import time_of
from dtcoach.ui.visit.words import short_title
from dtcoach.ui.words import VISIT, procedure_title, promise_due, promise_title, route_title

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One visit in the ledger, in words."""

    id: str
    number: str
    when: str
    counter: str
    procedures: str
    routes: str
    promises: str
    state: VisitStatus
    word: str
    recalls: int
    name: str = ""
    typed_in: bool = False


@dataclass(frozen=True, slots=True)
class RequestDetail:
    """One request of a case: what became of it."""

    title: str
    outcome: str
    at: str
    promises: tuple[str, ...]
    recalls: int


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case for the panel. Of personal values it has what was written of the resident, and no
    answer (design §7)."""

    id: str
    number: str
    state: VisitStatus
    opened: str
    counter: str
    actor: str
    requests: tuple[RequestDetail, ...]
    answers: tuple[tuple[str, str], ...]
    resident: tuple[tuple[str, str], ...] = ()
    slip: str = ""
    history: tuple[HistoryRow, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event of a case. `late` says when it was entered, where that was afterwards; `back` who
    took it back, when and why."""

    head: str
    text: str
    detail: str
    late: str
    back: str


def history_rows(lines: Iterable[HistoryLine]) -> tuple[HistoryRow, ...]:
    """Every event of a case, the first first."""
    return tuple(
        HistoryRow(
            head=f"{moment(line.at)}　{line.actor}".strip(),
            text=line.text,
            detail=line.detail,
            late="" if line.entered_at is None else f"{moment(line.entered_at)} に入力",
            back=f"取り消し済み　{line.taken_back}" if line.taken_back else "",
        )
        for line in lines
    )


def case_row(row: VisitRow, content: Content, now: datetime, office: str = "") -> CaseRow:
    """`office` goes without saying, and is left out of the name of its counters."""
    procedures = [
        short_title(procedure_title(content, request.procedure)) for request in row.requests
    ]
    routes = [
        route_title(content, request.route) for request in row.requests if request.route is not None
    ]
    promises = [
        promise_title(p.kind) + (f" {_short_due(p.due)}" if p.due else "") for p in row.promises
    ]
    state = VisitStatus(row.state)
    return CaseRow(
        id=row.id,
        number=row.number,
        when=time_of(row.opened_at, now),
        counter=row.counter.removeprefix(f"{office} ") or NOTHING,
        procedures="・".join(procedures) or NOTHING,
        routes="・".join(dict.fromkeys(routes)) or NOTHING,
        promises="・".join(dict.fromkeys(promises)) or NOTHING,
        state=state,
        word=VISIT[state],
        recalls=row.recalls,
        name=row.name,
        typed_in=row.typed_in,
    )


def case_detail(
    visit: VisitState, content: Content, history: Iterable[HistoryLine] = ()
) -> CaseDetail:
    """From the visit's own events. Answers that are personal stay out (design §7)."""
    return CaseDetail(
        id=visit.id,
        number=visit.number,
        state=visit.status,
        opened=moment(visit.opened_at.astimezone(TOKYO)),
        counter=visit.counter or NOTHING,
        actor=visit.actor or NOTHING,
        requests=tuple(
            RequestDetail(
                title=procedure_title(content, request.procedure),
                outcome=_outcome(content, request.outcome, request.route),
                at="" if request.outcome_at is None else _clock(request.outcome_at),
                promises=tuple(
                    f"{promise_title(p.kind.value)}　{promise_due(p.due)}　{p.keeper}"
                    for p in request.promises
                ),
                recalls=request.recalls,
            )
            for request in visit.requests
        ),
        answers=tuple(_answers(visit.facts, content)),
        resident=tuple(_resident(visit.resident)),
        slip=_entered_at(visit),
        history=history_rows(history),
    )


def matching_procedures(content: Content, text: str) -> tuple[str, ...]:
    """Ids of the procedures whose title, or a word for it, holds what was typed."""
    words = text.strip()
    if not words:
        return ()
    return tuple(
        heading.id
        for heading in content.headings.values()
        if words in heading.title or any(words in word for word in heading.keywords)
    )


def count_chips(counts: Mapping[str, int]) -> tuple[tuple[str, VisitStatus | None], ...]:
    """受付 47, and each state that occurs."""
    whole = sum(counts.values())
    parts: list[tuple[str, VisitStatus | None]] = [(f"受付 {whole}", None)]
    for state in VisitStatus:
        if counts.get(state.value):
            parts.append((f"{VISIT[state]} {counts[state.value]}", state))
    return tuple(parts)


def _resident(known: Resident) -> list[tuple[str, str]]:
    """What was written of the resident, for who has to call or to write."""
    birth = known.birth_date and long_date(date.fromisoformat(known.birth_date)).split("（")[0]
    post = f"〒{known.postcode} " if known.postcode else ""
    lines = (
        ("お名前", " ".join(filter(None, (known.name, known.kana and f"（{known.kana}）")))),
        ("電話", " ".join(filter(None, (known.phone, known.contact)))),
        ("住所", f"{post}{known.address}".strip()),
        ("生年月日", birth),
        ("メモ", known.note),
    )
    return [(label, value) for label, value in lines if value]


def _entered_at(visit: VisitState) -> str:
    """When a slip was typed in; its own time is that of the visit."""
    if not visit.typed_in:
        return ""
    return moment(visit.history[0].entered_at.astimezone(TOKYO))


def _answers(facts: Mapping[str, str], content: Content) -> list[tuple[str, str]]:
    found = []
    for name, value in facts.items():
        definition = content.facts.get(name)
        if name in PERSONAL_FACTS or definition is None or definition.silent:
            continue
        found.append((definition.label, _answer(value, definition.is_date, {
            choice.value: choice.label for choice in definition.choices
        })))  # fmt: skip
    return found


def _answer(value: str, is_date: bool, labels: Mapping[str, str]) -> str:
    if value == UNKNOWN:
        return "わからない"
    if is_date:
        try:
            return long_date(datetime.fromisoformat(value).date())
        except ValueError:
            return value
    return labels.get(value, value)


def _outcome(content: Content, outcome: str | None, route: str | None) -> str:
    if outcome is not None:
        return route_title(content, outcome)
    if route is not None:
        return f"{route_title(content, route)}（途中）"
    return "対応方法はまだ"


def _clock(at: datetime) -> str:
    local = at.astimezone(TOKYO)
    return f"{local.hour}:{local.minute:02d}"


def _short_due(due: str) -> str:
    day = datetime.fromisoformat(due)
    return f"{day.month}/{day.day}"
