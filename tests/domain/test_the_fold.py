"""State is the fold of events: any prefix folds, and corrected is as if it never was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dtcoach.domain.drill.events import (
    ActionPlanned,
    CallAnswered,
    CardMatched,
    ClockJumped,
    ClockPaused,
    ClockResumed,
    ClockSpeedSet,
    ClockStarted,
    DrillEnded,
    DrillSet,
    FindingMade,
    FindingSettled,
    InjectMoved,
    InjectPlayed,
    InjectSkipped,
    InjectsSet,
    ItemRated,
    ObservationNoted,
    PartTaken,
    Rating,
)
from dtcoach.domain.drill.running import fold_drill
from dtcoach.domain.events import (
    AddressChecked,
    Corrected,
    EstimateEntered,
    Event,
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
    Personal,
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
from dtcoach.domain.incident import fold_incident, standing
from dtcoach.domain.papers import paper_states
from dtcoach.domain.recovery_events import (
    BackEntered,
    BackEntryChecked,
    BackEntryDropped,
    DowntimeServerFrozen,
    FullyRecovered,
    LookupTested,
    NumberFate,
    NumbersExplained,
    SlipsHandedOut,
    UsableAnnounced,
)
from dtcoach.domain.visit import VisitStatus, fold_visit
from dtcoach.domain.vocabulary import BODIES
from dtcoach.domain.words import (
    DropReason,
    FeeStanding,
    IncidentKind,
    LeadList,
    PaperWay,
    PromiseKind,
    RecallEnding,
    ReportPart,
    ResidentField,
    Route,
    Status,
    TryResult,
    WorldKey,
)
from tests.shipped import MONDAY

many = settings(deadline=None, max_examples=200)

numbers = st.integers(0, 3)
earlier = st.integers(0, 20).map(lambda place: f"v-{place}")
few_routes = st.sampled_from([Route.COUNTER, Route.POST, Route.WITHDRAWN])
ticked = st.integers(-60_000, 900_000)
injects = st.sampled_from(["aoba-comes", "konbini-stops", "no-such-inject"])
kept_apart = st.builds(Personal, st.none() | st.just("甲"))
visit_bodies: st.SearchStrategy[EventBody] = st.one_of(
    st.builds(VisitOpened, st.just("101-001"), st.just("1番"), st.just("digest")),
    st.builds(RequestAdded, numbers, st.sampled_from(["move-in", "no-such-procedure"])),
    st.builds(FactLearned, st.sampled_from("abc"), st.sampled_from(["yes", "no"])),
    st.builds(FactLearned, st.sampled_from("ab"), st.builds(Personal, st.none() | st.just("x"))),
    st.builds(RouteChosen, numbers, few_routes),
    st.builds(StepDone, numbers, few_routes, st.sampled_from(["s", "t"]), st.none()),
    st.builds(PaperIssued, numbers, st.just("101-001"), st.just("slip")),
    st.builds(PromiseMade, numbers, st.sampled_from(PromiseKind), st.none(), st.just("課")),
    st.builds(RecallEntered, numbers, st.just("写し"), st.none()),
    st.builds(OutcomeReached, numbers, few_routes),
    st.builds(VisitParked, st.builds(Personal, st.none() | st.just("待ち"))),
    st.builds(SlipTypedIn, st.sampled_from(["", "P101-007"])),
    st.builds(ResidentNoted, st.sampled_from(ResidentField), kept_apart),
    st.builds(NoteWritten, kept_apart),
    st.builds(
        FormPrinted,
        numbers,
        st.just("slip"),
        st.just("101-001"),
        st.booleans(),
        st.sampled_from(PaperWay),
    ),
    st.builds(FormQueued, numbers, st.just("slip"), st.just("101-001")),
    st.just(VisitResumed()),
    st.just(VisitClosed()),
    st.builds(
        Tried, earlier, st.sampled_from(TryResult), st.none() | st.just(MONDAY), st.just("")
    ),
    st.builds(PromiseKept, earlier, st.just("")),
    st.builds(PromisePlanned, earlier, st.none() | st.just("2025-01-08"), st.just("課"), st.none()),
    st.builds(PromiseDropped, earlier, st.sampled_from(DropReason), st.just("係長")),
    st.builds(AddressChecked, earlier, kept_apart, kept_apart, st.just("鈴木")),
    st.builds(Posted, earlier, st.just("普通郵便"), st.integers(0, 500), st.just("課")),
    st.builds(
        FeeNoted, numbers, st.just(""), st.sampled_from(FeeStanding), st.just(300), st.just("課")
    ),
    st.builds(
        RecallCompared, earlier, st.booleans(), st.booleans(), kept_apart, st.none(),
        st.just(WorldKey.RESIDENT_RECORD), st.just("鈴木"),
    ),
    st.builds(RecallEnded, earlier, st.sampled_from(RecallEnding), st.just("")),
    st.builds(BackEntered, numbers, kept_apart, st.just("2025-01-06")),
    st.builds(BackEntryChecked, numbers, kept_apart, st.just("2025-01-06")),
    st.builds(BackEntryDropped, numbers, kept_apart),
)  # fmt: skip
board_bodies: st.SearchStrategy[EventBody] = st.one_of(
    st.builds(
        IncidentDeclared, st.sampled_from(IncidentKind), st.just("full-outage"), st.just("課"),
        st.just("題"), st.just(dict.fromkeys(WorldKey, Status.UP)),
    ),
    st.builds(ScenarioChanged, st.just("juki-net-link"), st.just({WorldKey.TAX: Status.DOWN})),
    st.builds(StatusChecked, st.sampled_from(WorldKey), st.sampled_from(Status), st.just("電話")),
    st.builds(SnapshotStamped, st.just(MONDAY)),
    st.just(IncidentRecovered("使えます")),
    st.just(IncidentClosed()),
    st.builds(
        ListItemDone, st.just("full-outage"), st.sampled_from(LeadList), st.sampled_from("甲乙"),
        st.booleans(),
    ),
    st.builds(
        NoticePosted, st.just("文"), st.none() | st.just(MONDAY), st.just(MONDAY), st.just(""),
        st.just(""), st.just(False), st.just(("窓口の掲示",)),
    ),
    st.just(HandedOver("山田")),
    st.builds(ListPrinted, st.just("handover"), st.sampled_from(PaperWay)),
    st.builds(ReportWritten, st.sampled_from(ReportPart), st.sampled_from(["", "文"])),
    st.builds(EstimateEntered, st.none() | st.just(320), st.just("来庁者数から")),
    st.just(ReportSettled()),
    st.builds(WrongHandsFound, earlier, st.just("101-001"), st.just("写し")),
    st.builds(WrongHandsAcknowledged, earlier, st.just("係長")),
    st.builds(DrillSet, st.just("counter-15"), st.just("d1"), st.sampled_from(["", "A1"])),
    st.builds(ClockStarted, ticked, st.just("b"), ticked, st.sampled_from([100, 1000])),
    st.builds(ClockPaused, ticked, st.just("b"), ticked),
    st.builds(ClockResumed, ticked, st.just("b"), ticked),
    st.builds(ClockJumped, ticked, st.just("b"), ticked, ticked),
    st.builds(ClockSpeedSet, ticked, st.just("b"), ticked, st.sampled_from([100, 1000])),
    st.builds(DrillEnded, ticked, st.just("b"), ticked),
    st.builds(PartTaken, st.sampled_from(["", "counter-1"])),
    st.builds(InjectPlayed, injects),
    st.builds(InjectSkipped, injects, st.just("時間が足りない")),
    st.builds(InjectMoved, injects, ticked),
    st.builds(InjectsSet, st.booleans()),
    st.builds(CallAnswered, injects),
    st.builds(CardMatched, st.just("aoba"), st.sampled_from(["", "v"])),
    st.builds(ObservationNoted, injects, st.just(""), kept_apart),
    st.builds(
        ItemRated, st.just("two-people"), st.just("aoba"), st.just("1番"), st.sampled_from(Rating),
        kept_apart,
    ),
    st.builds(FindingMade, st.sampled_from("fg"), st.just("電話が遅れた")),
    st.builds(
        ActionPlanned, st.sampled_from("fg"), st.just("表を貼る"), st.just("係"), st.just(""),
    ),
    st.builds(FindingSettled, st.sampled_from("fg"), st.just("次の訓練で見た")),
    st.builds(UsableAnnounced, st.sampled_from(WorldKey), st.just("田中"), st.just("ベンダー")),
    st.builds(LookupTested, st.sampled_from(WorldKey), st.booleans(), st.just("1件")),
    st.builds(DowntimeServerFrozen, st.booleans(), st.none() | st.just(MONDAY)),
    st.just(FullyRecovered("")),
    st.builds(SlipsHandedOut, st.just("101"), st.integers(1, 3), st.integers(1, 9), st.just("課")),
    st.builds(
        NumbersExplained, st.just(("101-001",)), st.sampled_from(NumberFate), kept_apart
    ),
)  # fmt: skip


def placed(bodies: list[EventBody], visit: str | None) -> list[Event]:
    return [
        Event(
            f"{visit}-{place}", "t1", place, place, "incident", visit,
            MONDAY + timedelta(minutes=place), MONDAY + timedelta(minutes=place), "田中", body,
            "", "",
        )
        for place, body in enumerate(bodies, start=1)
    ]  # fmt: skip


@st.composite
def logs(
    draw: st.DrawFn, bodies: st.SearchStrategy[EventBody], visit: str | None = "v"
) -> list[Event]:
    """Some events, a few of them corrections of any event before or after, or of none."""
    told: list[EventBody] = draw(st.lists(bodies, max_size=25))
    targets = st.builds(
        Corrected, st.integers(0, 30).map(lambda place: f"{visit}-{place}"), st.just("誤り")
    )
    for place, body in draw(st.lists(st.tuples(st.integers(0, 25), targets), max_size=4)):
        told.insert(place, body)
    return placed(told, visit)


visit_logs = logs(visit_bodies)
board_logs = logs(board_bodies, None)


def without_history(state: object) -> object:
    """What the screen shows of it: a taken back event leaves no trace there."""
    return None if state is None else repr(state).partition("history=")[0]


def test_every_kind_of_event_is_folded_here():
    """A kind that is added later and is not tried here would be found out by a resident."""
    seen: set[str] = set()

    @settings(deadline=None, max_examples=1800, database=None)
    @given(visit_bodies | board_bodies)
    def draw(body: EventBody) -> None:
        seen.add(type(body).__name__)

    draw()
    assert seen | {"Corrected"} == set(BODIES)


@many
@given(visit_logs)
def test_any_prefix_of_a_visit_folds_to_a_valid_state(events: list[Event]):
    for length in range(len(events) + 1):
        state = fold_visit(events[:length])
        if state is None:
            continue
        asked = [request.request for request in state.requests]
        assert len(asked) == len(set(asked))
        assert state.active in (None, *state.requests)
        assert (state.active is None) == all(one.outcome for one in state.requests)
        assert state.status is VisitStatus.PARKED or not state.cue
        for request in state.requests:
            assert (request.outcome is None) == (request.outcome_at is None)
            assert state.request(request.request) is request
        for (_, form), paper in paper_states(state.history).items():
            assert form == "slip"
            assert (paper.last_at is None) == (paper.times == 0)
            assert paper.queued or paper.times


@many
@given(board_logs)
def test_any_prefix_of_a_board_folds_to_a_valid_state(events: list[Event]):
    for length in range(len(events) + 1):
        state = fold_incident(events[:length])
        if state is not None:
            assert set(state.board.world) == set(WorldKey)
            assert state.journal
            assert not any(isinstance(event.body, Corrected) for event in state.journal)
            running = fold_drill(state.journal)
            if running is not None:
                assert state.kind is IncidentKind.DRILL
                assert not running.played.keys() & running.skipped.keys()
                assert running.hands is None or not (running.hands.ended and running.hands.running)


@many
@given(board_logs)
def test_an_incident_that_was_declared_as_something_else_never_becomes_a_drill(
    events: list[Event],
):
    state = fold_incident(events)
    if state is not None and state.kind is not IncidentKind.DRILL:
        assert fold_drill(state.journal) is None


@many
@given(visit_logs, visit_bodies, st.integers(0, 30))
def test_answer_then_correct_equals_never_having_answered(
    events: list[Event], slip: EventBody, place: int
):
    events = [event for event in events if not isinstance(event.body, Corrected)]
    with_slip = [*events[:place], *placed([slip], "slip"), *events[place:]]
    corrected = [*with_slip, *placed([Corrected("slip-1", "誤り")], "c")]
    assert fold_visit(corrected) == fold_visit(events)


@many
@given(visit_logs, st.sampled_from("abc"))
def test_answer_then_answer_right_equals_having_answered_right(events: list[Event], fact: str):
    right = placed([FactLearned(fact, "no")], "right")
    wrong_first = placed([FactLearned(fact, "yes")], "wrong") + right
    assert without_history(fold_visit([*events, *wrong_first])) == without_history(
        fold_visit([*events, *right])
    )


@many
@given(visit_logs)
def test_a_correction_of_nothing_is_harmless(events: list[Event]):
    stray = placed([Corrected("no-such-event", "誤り")], "stray")
    assert fold_visit([*events, *stray]) == fold_visit(events)


@many
@given(board_logs, board_bodies)
def test_what_is_corrected_on_the_board_was_never_checked(events: list[Event], slip: EventBody):
    corrected = [*events, *placed([slip], "slip"), *placed([Corrected("slip-1", "誤報")], "c")]
    assert fold_incident(corrected) == fold_incident(events)


@many
@given(logs(visit_bodies, "a"), logs(visit_bodies, "b"), st.randoms())
def test_two_visits_told_in_turns_never_mix(a: list[Event], b: list[Event], turns: Random):
    """However they are interleaved, each is the fold of its own."""
    mixed, rest = list[Event](), {"a": list(a), "b": list(b)}
    while any(rest.values()):
        side = turns.choice([name for name, left in rest.items() if left])
        mixed.append(rest[side].pop(0))
    for name, alone in (("a", a), ("b", b)):
        assert fold_visit(event for event in mixed if event.visit == name) == fold_visit(alone)


@many
@given(visit_logs)
def test_history_is_what_stands_from_the_opening_on(events: list[Event]):
    state = fold_visit(events)
    left = standing(events)
    opened = [index for index, event in enumerate(left) if isinstance(event.body, VisitOpened)]
    assert (state is None) == (not opened)
    if state is not None:
        assert state.history[0].body == left[opened[0]].body
        assert {event.id for event in state.history} <= {event.id for event in left}


def test_a_route_left_and_taken_again_begins_anew_and_the_same_one_goes_on():
    steps = [
        VisitOpened("101-001", "1番", "d"),
        RequestAdded(1, "move-in"),
        RouteChosen(1, Route.COUNTER),
        StepDone(1, Route.COUNTER, "identity", "運転免許証"),
    ]
    again = fold_visit(placed([*steps, RouteChosen(1, Route.COUNTER)], "v"))
    other = fold_visit(placed([*steps, RouteChosen(1, Route.POST)], "v"))
    back = fold_visit(
        placed([*steps, RouteChosen(1, Route.POST), RouteChosen(1, Route.COUNTER)], "v")
    )
    stray = fold_visit(placed([*steps, StepDone(1, Route.POST, "t", None)], "v"))
    assert again is not None
    assert other is not None
    assert back is not None
    assert stray is not None
    assert again.request(1).done == {"identity": "運転免許証"}
    assert (other.request(1).done, back.request(1).done) == ({}, {})
    assert stray.request(1).done == {"identity": "運転免許証"}


@many
@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["t1", "t2"]), st.booleans()), min_size=1)
)
def test_the_last_word_on_a_line_is_the_last_in_merged_order_whatever_the_clocks_say(
    told: list[tuple[int, str, bool]],
):
    declared = placed([IncidentDeclared(IncidentKind.REAL, "full-outage", "課", "題", {})], None)
    ticks = [
        replace(
            placed([ListItemDone("full-outage", LeadList.FIRST, "甲", done)], None)[0],
            id=f"{terminal}-{counter}",
            terminal=terminal,
            counter=counter,
            lamport=lamport,
            observed_at=MONDAY - timedelta(minutes=lamport),
            actor=f"{terminal}-{counter}",
        )
        for counter, (lamport, terminal, done) in enumerate(told, start=1)
    ]
    merged = sorted(ticks, key=lambda event: event.place)
    state = fold_incident([*declared, *merged])
    assert state is not None
    tick = state.ticks["full-outage", LeadList.FIRST, "甲"]
    assert (tick.by, tick.at) == (merged[-1].actor, merged[-1].observed_at)
