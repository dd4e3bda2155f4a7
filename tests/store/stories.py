"""Events to tell: one strategy per body class, and whole visits that come in turns."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from dtcoach.adapters.clock import TOKYO
from dtcoach.adapters.identity import new_id
from dtcoach.domain.events import (
    Corrected,
    Draft,
    EventBody,
    FactLearned,
    IncidentClosed,
    IncidentDeclared,
    IncidentRecovered,
    NoteWritten,
    OutcomeReached,
    PaperIssued,
    Personal,
    PromiseMade,
    RecallEntered,
    RequestAdded,
    ResidentNoted,
    RouteChosen,
    ScenarioChanged,
    SlipTypedIn,
    StepDone,
    VisitClosed,
    VisitOpened,
    VisitParked,
    VisitResumed,
)
from dtcoach.domain.vocabulary import BODIES
from dtcoach.domain.words import (
    PERSONAL_FACTS,
    IncidentKind,
    PromiseKind,
    ResidentField,
    Route,
    Status,
    WorldKey,
)

NOON = datetime(2026, 9, 1, 12, 0, tzinfo=TOKYO)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
moments = st.datetimes(
    datetime(2000, 1, 1),
    datetime(2100, 1, 1),
    timezones=st.sampled_from([TOKYO, UTC, timezone(timedelta(hours=-7, minutes=-30))]),
)


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Values of one field's type; an unknown kind of field fails here, so that it is noticed."""
    if isinstance(hint, types.UnionType):
        return st.one_of(*map(of_type, hint.__args__))
    if typing.get_origin(hint) is tuple:
        return st.lists(of_type(typing.get_args(hint)[0]), max_size=3).map(tuple)
    if typing.get_origin(hint) is not None:
        assert issubclass(typing.get_origin(hint), Mapping)
        return st.dictionaries(*map(of_type, typing.get_args(hint)))
    if hint is types.NoneType:
        return st.none()
    if hint is Personal:
        return st.builds(Personal, texts)
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    known = {str: texts, int: st.integers(0, 2**40), bool: st.booleans(), datetime: moments}
    return known[hint]


def of_body(kind: type[EventBody]) -> st.SearchStrategy[EventBody]:
    hints = typing.get_type_hints(kind)
    fields = {field.name: of_type(hints[field.name]) for field in dataclasses.fields(kind)}
    return st.builds(kind, **fields).filter(_is_sound)


def _is_sound(body: EventBody) -> bool:
    """The three personal facts in clear come back as Personal; test_personal.py tells of that."""
    return not (isinstance(body, FactLearned) and body.fact in PERSONAL_FACTS)


bodies = st.one_of(*map(of_body, BODIES.values()))


def draft(
    body: EventBody,
    *,
    incident: str,
    visit: str | None = None,
    minutes: int = 0,
    actor: str = "田中",
) -> Draft:
    return Draft(incident, visit, NOON + timedelta(minutes=minutes), actor, body)


def declared(incident: str, kind: IncidentKind = IncidentKind.REAL) -> Draft:
    body = IncidentDeclared(
        kind, "full-outage", "本庁舎", "全システム停止", dict.fromkeys(WorldKey, Status.DOWN)
    )
    return draft(body, incident=incident)


def opened(incident: str, visit: str, number: str, minutes: int = 0) -> list[Draft]:
    """The two events that begin a visit."""
    return [
        draft(VisitOpened(number, "窓口1", "content-1"), incident=incident, visit=visit,
              minutes=minutes),
        draft(RequestAdded(1, "move-in"), incident=incident, visit=visit, minutes=minutes),
    ]  # fmt: skip


def step_pair(incident: str, visit: str) -> list[Draft]:
    """What one click writes: an answer and the step that it finished."""
    return [
        draft(FactLearned("has_card", "yes"), incident=incident, visit=visit),
        draft(StepDone(1, Route.COUNTER, "identity", "運転免許証、期限 2028-05"),
              incident=incident, visit=visit),
    ]  # fmt: skip


requests = st.integers(1, 3)
in_visit: st.SearchStrategy[EventBody] = st.one_of(
    st.builds(RequestAdded, requests, st.sampled_from(["move-in", "seal-certificate"])),
    st.builds(FactLearned, st.just("support_measures"), st.builds(Personal, texts)),
    st.builds(RouteChosen, requests, st.sampled_from(Route)),
    st.builds(PaperIssued, requests, texts, texts),
    st.builds(
        PromiseMade,
        requests,
        st.sampled_from(PromiseKind),
        st.none() | st.just("2026-09-03"),
        texts,
    ),
    st.builds(RecallEntered, requests, texts, st.none() | moments),
    st.builds(OutcomeReached, requests, st.sampled_from(Route)),
    st.builds(ResidentNoted, st.sampled_from(ResidentField), st.builds(Personal, texts)),
    st.builds(NoteWritten, st.builds(Personal, texts)),
    st.builds(SlipTypedIn, texts),
    st.builds(VisitParked, st.builds(Personal, texts)),
    st.just(VisitResumed()),
    st.just(VisitClosed()),
)


BOARD = -1
"""Instead of a visit: what the whole counter shares."""


@dataclasses.dataclass(frozen=True)
class Turn:
    """One thing that happens: to which of the visits, and, for a correction, to what before."""

    visit: int
    body: EventBody | None
    back: int = 0


on_board: st.SearchStrategy[EventBody] = st.one_of(
    st.builds(ScenarioChanged, st.sampled_from(["degraded", "no-power"]), st.just({})),
    st.just(IncidentRecovered("使えます")),
    st.just(IncidentClosed()),
)

turns = st.lists(
    st.one_of(
        st.builds(Turn, st.just(BOARD), on_board),
        st.builds(Turn, st.just(BOARD), st.none(), st.integers(1, 12)),
        st.builds(Turn, st.integers(0, 2), in_visit),
        st.builds(Turn, st.integers(0, 2), st.just(VisitOpened("", "窓口1", "c"))),
        st.builds(Turn, st.integers(0, 2), st.none(), st.integers(1, 12)),
    ),
    max_size=40,
)


class Teller:
    """Writes turns into a log, as interleaved visits with corrections of any event before."""

    def __init__(self, log: Any) -> None:
        self.log = log
        self.incident = new_id()
        self.visits = [new_id() for _ in range(3)]
        self.told = list(log.append([declared(self.incident)]))

    def tell(self, story: list[Turn]) -> None:
        for turn in story:
            self.told += self.log.append([self._draft(turn)])

    def _draft(self, turn: Turn) -> Draft:
        visit = None if turn.visit == BOARD else self.visits[turn.visit]
        body = turn.body
        if body is None:
            target = self.told[-min(turn.back, len(self.told))]
            # Now and then a correction is written to another visit than its target.
            visit = target.visit if turn.back % 3 else visit
            body = Corrected(target.id, "押し間違い")
        elif isinstance(body, VisitOpened):
            number = self.log.next_visit_number(self.incident)
            body = VisitOpened(number, body.counter, body.content)
        return draft(body, incident=self.incident, visit=visit, minutes=len(self.told) % 7)
