"""The whole vocabulary of the log: every kind of event, found by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dtcoach.domain.events import (
    AddressChecked,
    Corrected,
    EstimateEntered,
    EventBody,
    FactLearned,
    FeeNoted,
    FormPrinted,
    FormQueued,
    HandedOver,
    IncidentClosed,
    IncidentDeclared,
    IncidentRecovered,
    ListItemDone,
    ListPrinted,
    NoteWritten,
    NoticePosted,
    OutcomeReached,
    PaperIssued,
    Posted,
    PromiseDropped,
    PromiseKept,
    PromiseMade,
    PromisePlanned,
    RecallCompared,
    RecallEnded,
    RecallEntered,
    ReportSettled,
    ReportWritten,
    RequestAdded,
    ResidentNoted,
    RouteChosen,
    ScenarioChanged,
    SlipTypedIn,
    SnapshotStamped,
    StatusChecked,
    StepDone,
    Tried,
    VisitClosed,
    VisitOpened,
    VisitParked,
    VisitResumed,
    WrongHandsAcknowledged,
    WrongHandsFound,
)

_EARLY: Mapping[str, type[EventBody]] = {
    body.__name__: body
    for body in (
        IncidentDeclared,
        ScenarioChanged,
        StatusChecked,
        SnapshotStamped,
        IncidentRecovered,
        IncidentClosed,
        ListItemDone,
        NoticePosted,
        HandedOver,
        ListPrinted,
        ReportWritten,
        EstimateEntered,
        ReportSettled,
        VisitOpened,
        SlipTypedIn,
        RequestAdded,
        FactLearned,
        RouteChosen,
        StepDone,
        PaperIssued,
        FormPrinted,
        FormQueued,
        PromiseMade,
        RecallEntered,
        OutcomeReached,
        ResidentNoted,
        NoteWritten,
        VisitParked,
        VisitResumed,
        VisitClosed,
        Tried,
        PromiseKept,
        PromisePlanned,
        PromiseDropped,
        AddressChecked,
        Posted,
        FeeNoted,
        RecallCompared,
        RecallEnded,
        WrongHandsFound,
        WrongHandsAcknowledged,
        Corrected,
    )
}


def _later() -> Iterator[type[EventBody]]:
    """Themes of their own, which a start need not read."""
    from dtcoach.domain.drill.events import DRILL_BODIES
    from dtcoach.domain.recovery_events import RECOVERY_BODIES

    yield from RECOVERY_BODIES
    yield from DRILL_BODIES


class _Bodies(Mapping[str, type[EventBody]]):
    """All of the vocabulary; the later themes are read when one of their words is met."""

    def __init__(self) -> None:
        self._late: Mapping[str, type[EventBody]] | None = None

    @property
    def _rest(self) -> Mapping[str, type[EventBody]]:
        if self._late is None:
            self._late = {body.__name__: body for body in _later()}
        return self._late

    def __getitem__(self, name: str) -> type[EventBody]:
        early = _EARLY.get(name)
        return self._rest[name] if early is None else early

    def __iter__(self) -> Iterator[str]:
        return iter((*_EARLY, *self._rest))

    def __len__(self) -> int:
        return len(_EARLY) + len(self._rest)


BODIES: Mapping[str, type[EventBody]] = _Bodies()
