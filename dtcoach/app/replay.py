"""A recorded outage run through the same desk as a real one, into an incident of kind replay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dtcoach.app.desk import Clerk, Desk
from dtcoach.app.errors import KnownError, ProblemFound
from dtcoach.app.operations import Declaration, Operations, declare
from dtcoach.app.ports import Clock, EventLog, OpeningDays
from dtcoach.app.replay_file import Recorded, RecordedVisit, TimelineEntry
from dtcoach.app.shelf import ContentShelf
from dtcoach.domain.conditions import deadline_in
from dtcoach.domain.content import Content, StepInput
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.domain.words import UNKNOWN, IncidentKind, Route

SENT_AWAY = frozenset({Route.RETURN_VISIT, Route.OTHER_OFFICE, Route.WITHDRAWN})
"""Outcomes in which no filing was received on the day of the visit."""


@dataclass
class Tally:
    """What a replay counted, on its way to the summary of design §5."""

    people: int = 0
    requests: Counter[str] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    promises: Counter[str] = field(default_factory=Counter)
    papers: int = 0
    recalls: int = 0
    past_deadline: int = 0
    unanswered: Counter[str] = field(default_factory=Counter)
    not_covered: Counter[str] = field(default_factory=Counter)
    divergences: list[dict[str, str]] = field(default_factory=list)


class Replay:
    """Plays a recording, visit by visit, in the order of its times."""

    def __init__(
        self,
        log: EventLog,
        shelf: ContentShelf,
        clock: Clock,
        days: OpeningDays,
        new_id: Callable[[], str],
    ) -> None:
        self._log = log
        self._shelf = shelf
        self._clock = clock
        self._days = days
        self._new_id = new_id
        self._tally = Tally()

    def run(self, recorded: Recorded) -> dict[str, Any]:
        """The summary with the keys of design §5. Raises StorageTrouble."""
        first, *later = recorded.timeline
        assert first.scenario is not None
        said = Declaration(
            IncidentKind.REPLAY, first.scenario, recorded.office, first.by, recorded.title
        )
        operations = declare(self._log, self._clock, self._new_id, said, first.at)
        self._apply(operations, first, declared=True)
        desk = Desk(self._log, self._shelf, self._clock, self._days, self._new_id, operations)
        with self._log.together():
            for at, item in _in_order(later, recorded.visits):
                if isinstance(item, TimelineEntry):
                    self._apply(operations, item)
                else:
                    for _ in range(item.times):
                        self._visit(desk, item, at)
        return self._summary(operations.state.id)

    def _apply(
        self, operations: Operations, entry: TimelineEntry, *, declared: bool = False
    ) -> None:
        if entry.scenario is not None and not declared:
            operations.turn(entry.by, entry.scenario, entry.at)
        for key, status in entry.world.items():
            operations.check(entry.by, key, status, entry.note, entry.at)
        if entry.snapshot_at is not None:
            operations.stamp_snapshot(entry.by, entry.snapshot_at, entry.at)
        if entry.recovered:
            operations.recovered(entry.by, entry.note, entry.at)

    def _visit(self, desk: Desk, item: RecordedVisit, at: datetime) -> None:
        tally = self._tally
        tally.people += 1
        content = self._shelf.current
        covered = [name for name in item.requests if name in content.procedures]
        uncovered = [name for name in item.requests if name not in content.procedures]
        tally.requests.update(item.requests)
        tally.not_covered.update(uncovered)
        clerk = Clerk("再現", item.counter)
        visit = desk.open_visit(clerk, (*covered, *uncovered), at)
        visit = desk.answer_all(visit, clerk, item.facts, at)
        while (request := visit.active) is not None:
            if request.procedure in uncovered:
                return  # it stays open in the log, and is named in the summary
            wanted = item.choose.get(request.procedure)
            visit = self._request(desk, visit, clerk, wanted, at)
            self._count(content, desk, visit, request.request, at)
        desk.close(visit, clerk, at)

    def _request(
        self, desk: Desk, visit: VisitState, clerk: Clerk, wanted: Route | None, at: datetime
    ) -> VisitState:
        assert visit.active is not None
        request = visit.active.request
        if wanted is not None:
            try:
                visit = desk.choose(visit, clerk, wanted, at)
            except ProblemFound as refusal:
                self._diverge(visit, request, wanted, refusal)
                wanted = None
        while visit.request(request).outcome is None:
            place = desk.place(visit, at)
            if place.refused is not None and wanted is not None:
                self._diverge(visit, request, wanted, ProblemFound(place.refused))
                wanted = None
            if place.kind is PlaceKind.QUESTION and place.fact is not None:
                self._tally.unanswered[place.fact] += 1
                visit = desk.answer(visit, clerk, place.fact, UNKNOWN, at)
            elif place.kind is PlaceKind.OFFERS and place.walk is not None:
                visit = desk.choose(visit, clerk, place.walk.decision.offers[0].route, at)
            else:
                assert place.step is not None
                value = _played_value(place.step.input, at)
                visit = desk.done(visit, clerk, value, at)
        given = visit.request(request).outcome
        for divergence in self._tally.divergences:
            if divergence["visit"] == visit.number and not divergence["given"] and given:
                divergence["given"] = given.value
        return visit

    def _diverge(self, visit: VisitState, request: int, wanted: Route, reason: KnownError) -> None:
        self._tally.divergences.append(
            {
                "visit": visit.number,
                "request": visit.request(request).procedure,
                "wanted": wanted.value,
                "given": "",
                "reason": reason.sentence,
            }
        )

    def _count(
        self, content: Content, desk: Desk, visit: VisitState, number: int, at: datetime
    ) -> None:
        tally, request = self._tally, visit.request(number)
        assert request.outcome is not None
        tally.routes[request.outcome.value] += 1
        tally.promises.update(promise.kind.value for promise in request.promises)
        tally.papers += request.papers
        tally.recalls += request.recalls
        deadline = content.procedures[request.procedure].deadline
        if deadline is None:
            return
        day = deadline_in(deadline, desk.moment(visit, at))
        if day is None:
            return
        late = at.date() > day.due
        sent_past = request.outcome in SENT_AWAY and at.date() >= day.due
        tally.past_deadline += late or sent_past

    def _summary(self, incident: str) -> dict[str, Any]:
        tally = self._tally
        return {
            "incident": incident,
            "people": tally.people,
            "requests": dict(tally.requests),
            "routes": dict(tally.routes),
            "promises": dict(tally.promises),
            "papers": tally.papers,
            "recalls": tally.recalls,
            "past_deadline": tally.past_deadline,
            "divergences": tally.divergences,
            "unanswered": dict(tally.unanswered),
            "not_covered": dict(tally.not_covered),
        }


_PLAYED: Mapping[StepInput, str] = {
    StepInput.TEXT: "（再現のため記録なし）",
    StepInput.NUMBER: "0",
    StepInput.STAFF: "再現（二人目）",
}


def _played_value(kind: StepInput, at: datetime) -> str | None:
    """What a replay enters where a clerk would: visibly no real value."""
    if kind is StepInput.DATE:
        return at.date().isoformat()
    if kind is StepInput.DATETIME:
        return at.isoformat()
    return _PLAYED.get(kind)


def _in_order(
    timeline: Iterable[TimelineEntry], visits: Iterable[RecordedVisit]
) -> list[tuple[datetime, TimelineEntry | RecordedVisit]]:
    """By time; where both fall on one minute, the board first."""
    entries: list[tuple[datetime, int, TimelineEntry | RecordedVisit]] = [
        *((entry.at, 0, entry) for entry in timeline),
        *((visit.at, 1, visit) for visit in visits),
    ]
    return [(at, item) for at, _, item in sorted(entries, key=lambda entry: entry[:2])]
