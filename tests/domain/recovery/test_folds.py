"""What comes back, what is entered, which numbers are open: folds that no merge upsets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dtcoach.domain.events import (
    Corrected,
    Event,
    EventBody,
    IncidentDeclared,
    Personal,
    RecallCompared,
    RecallEnded,
    RecallEntered,
    ScenarioChanged,
    SnapshotStamped,
    StatusChecked,
)
from dtcoach.domain.incident import board_at, fold_incident
from dtcoach.domain.recovery.completion import Hindrance, in_the_way
from dtcoach.domain.recovery.entries import EntryStage, fold_entries
from dtcoach.domain.recovery.numbers import NumberedVisit, NumberState, accounts_of
from dtcoach.domain.recovery.reconciled import Unreconciled, unreconciled
from dtcoach.domain.recovery.systems import Comeback, ReturnStage, fold_comeback
from dtcoach.domain.recovery.worklist import Held, Rank, counts_of, worklist
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
from dtcoach.domain.words import IncidentKind, RecallEnding, Route, Status, WorldKey
from tests.shipped import MONDAY

many = settings(deadline=None, max_examples=200)
DOWN, UP = Status.DOWN, Status.UP
RECORD, JUKI, SERVER = WorldKey.RESIDENT_RECORD, WorldKey.JUKI_NET, WorldKey.DOWNTIME_SERVER
TODAY = MONDAY.date()
SOON = TODAY + timedelta(days=2)


def event(
    body: EventBody, place: int = 1, *, visit: str | None = None, actor: str = "田中",
    terminal: str = "t1",
) -> Event:  # fmt: skip
    at = MONDAY + timedelta(minutes=place)
    return Event(
        f"{terminal}-{place}", terminal, place, place, "i", visit, at, at, actor, body, "", ""
    )


def told(*bodies: EventBody) -> list[Event]:
    return [event(body, place) for place, body in enumerate(bodies, start=1)]


DECLARED = IncidentDeclared(
    IncidentKind.REAL, "full-outage", "課", "題", {RECORD: DOWN, JUKI: DOWN, WorldKey.TAX: UP}
)


def announced(key: WorldKey) -> UsableAnnounced:
    return UsableAnnounced(key, "佐藤", "デジタル推進課")


# --- systems ------------------------------------------------------------------------------------


def test_the_word_alone_is_not_believed_and_a_test_without_it_counts_for_nothing():
    stages = [
        fold_comeback(told(DECLARED, *more)).systems[RECORD].stage
        for more in (
            (),
            (LookupTested(RECORD, True, "1件"),),
            (announced(RECORD),),
            (announced(RECORD), StatusChecked(RECORD, UP, "見た")),
            (announced(RECORD), LookupTested(RECORD, True, "1件")),
        )
    ]
    assert [stage.value for stage in stages] == ["down", "down", "announced", "announced", "usable"]


def test_systems_come_back_apart_and_only_those_that_failed_are_asked_of():
    state = fold_comeback(told(DECLARED, announced(RECORD), LookupTested(RECORD, True, "1件")))
    assert set(state.systems) == {RECORD, JUKI}
    assert state.not_usable == {JUKI}
    assert state.not_announced == (JUKI,)


def test_a_fall_after_the_word_takes_word_and_test_back_and_says_since_when():
    back = (DECLARED, announced(RECORD), LookupTested(RECORD, True, "1件"), FullyRecovered(""))
    for fall in (
        StatusChecked(RECORD, DOWN, "画面が出ない"),
        LookupTested(RECORD, False, "エラー"),
        ScenarioChanged("full-outage", {RECORD: DOWN}),
    ):
        fallen = fold_comeback(told(*back, fall))
        system = fallen.systems[RECORD]
        assert (system.stage, system.falls) == (ReturnStage.DOWN, 1)
        assert system.again_at == MONDAY + timedelta(minutes=5)
        assert fallen.full is None, "what fell again was not fully recovered"
        again = fold_comeback(told(*back, fall, announced(RECORD), LookupTested(RECORD, True, "")))
        assert again.systems[RECORD].stage is ReturnStage.USABLE
        assert again.systems[RECORD].falls == 1


def test_a_frozen_server_issues_nothing_whatever_another_terminal_saw_of_it():
    frozen = (
        DECLARED, StatusChecked(SERVER, UP, "テスト印刷"), SnapshotStamped(MONDAY),
        StatusChecked(SERVER, DOWN, "止めた"), DowntimeServerFrozen(True, MONDAY),
    )  # fmt: skip
    late = StatusChecked(SERVER, UP, "テスト印刷")
    state = fold_incident(told(*frozen, late))
    assert state is not None
    assert state.board.status(SERVER) is DOWN
    assert fold_comeback(told(*frozen)).freeze is not None
    thawed = fold_incident(told(*frozen, DowntimeServerFrozen(False, None), late))
    assert thawed is not None
    assert thawed.board.status(SERVER) is UP
    again = fold_incident(told(*frozen, ScenarioChanged("full-outage", {RECORD: DOWN}), late))
    assert again is not None
    assert again.board.status(SERVER) is UP
    # A slip from before is still judged by the server of its own time.
    assert board_at(state, MONDAY + timedelta(minutes=2)).status(SERVER) is UP


def test_a_server_that_was_never_used_need_not_be_frozen():
    assert not fold_comeback(told(DECLARED)).needs_freeze
    assert fold_comeback(told(DECLARED, StatusChecked(SERVER, UP, ""))).needs_freeze


board_bodies: st.SearchStrategy[EventBody] = st.one_of(
    st.builds(announced, st.sampled_from([RECORD, JUKI, WorldKey.POST])),
    st.builds(LookupTested, st.sampled_from([RECORD, JUKI]), st.booleans(), st.just("1件")),
    st.builds(StatusChecked, st.sampled_from([RECORD, JUKI]), st.sampled_from(Status), st.just("")),
    st.builds(DowntimeServerFrozen, st.booleans(), st.none()),
    st.just(ScenarioChanged("full-outage", {RECORD: DOWN})),
    st.just(FullyRecovered("")),
)


@many
@given(st.lists(board_bodies, max_size=20))
def test_usable_is_only_what_was_announced_then_tested_and_did_not_fall_since(
    bodies: list[EventBody],
):
    state = fold_comeback(told(DECLARED, *bodies))
    for key, system in state.systems.items():
        own = [
            body for body in bodies
            if getattr(body, "key", None) is key
            or (isinstance(body, ScenarioChanged) and key in body.world)
        ]  # fmt: skip
        believed, word = False, False
        for body in own:
            match body:
                case UsableAnnounced():
                    word, believed = True, False
                case LookupTested(passed=passed):
                    believed, word = word and passed, word and passed
                case StatusChecked(status=Status.UNKNOWN):
                    believed = False
                case StatusChecked(status=status) if status is not DOWN:
                    pass
                case _:
                    word = believed = False
        assert (system.stage is ReturnStage.USABLE) == believed


# --- entries ------------------------------------------------------------------------------------

DAY = TODAY.isoformat()


def entered(number: str = "R-1", day: str = DAY) -> BackEntered:
    return BackEntered(1, Personal(number), day)


def seen(number: str = "R-1", day: str = DAY) -> BackEntryChecked:
    return BackEntryChecked(1, Personal(number), day)


def stage_after(*acts: tuple[EventBody, str]) -> EntryStage | None:
    events = [
        event(body, place, visit="v", actor=actor)
        for place, (body, actor) in enumerate(acts, start=1)
    ]
    state = fold_entries(events).get(("v", 1))
    return None if state is None else state.stage


def test_an_entry_stands_when_another_person_saw_the_same():
    assert stage_after((entered(), "田中")) is EntryStage.TO_CHECK
    assert stage_after((entered(), "田中"), (seen(), "鈴木")) is EntryStage.DONE
    assert stage_after((entered(), "田中"), (seen(), "田 中")) is EntryStage.TO_CHECK, (
        "the same one"
    )
    assert stage_after((entered("Ｒ１"), "田中"), (seen("r1"), "鈴木")) is EntryStage.DONE
    assert stage_after((entered(), "田中"), (seen("R-2"), "鈴木")) is EntryStage.DIFFERS
    gone = BackEntryChecked(1, Personal(None), DAY)
    assert stage_after((entered(), "田中"), (gone, "鈴木")) is EntryStage.DONE, "erased later"
    other_day = (TODAY + timedelta(days=1)).isoformat()
    assert stage_after((entered(), "田中"), (seen(day=other_day), "鈴木")) is EntryStage.DIFFERS


def test_an_entry_made_anew_is_checked_anew():
    again = ((entered(), "田中"), (seen("R-2"), "鈴木"), (entered("R-2"), "田中"))
    assert stage_after(*again) is EntryStage.TO_CHECK
    assert stage_after(*again, (seen("R-2"), "鈴木")) is EntryStage.DONE


def test_a_check_before_any_entry_checks_nothing():
    assert stage_after((seen(), "鈴木")) is EntryStage.TO_ENTER
    assert stage_after((seen(), "鈴木"), (entered(), "田中")) is EntryStage.TO_CHECK


def test_what_is_not_entered_after_all_is_settled_until_it_is_entered():
    dropped = (BackEntryDropped(1, Personal("取り下げ")), "係長")
    assert stage_after(dropped) is EntryStage.DROPPED
    assert stage_after(dropped, (entered(), "田中")) is EntryStage.TO_CHECK


acts = st.one_of(
    st.builds(entered, st.sampled_from(["R-1", "R-2"])),
    st.builds(seen, st.sampled_from(["R-1", "R-2"])),
    st.just(BackEntryDropped(1, Personal("取り下げ"))),
)
acted = st.lists(
    st.tuples(
        st.integers(1, 9), st.sampled_from(["t1", "t2"]), acts, st.sampled_from(["田中", "鈴木"])
    ),
    max_size=12,
)


def at_terminals(told_there: list[tuple[int, str, EventBody, str]]) -> list[Event]:
    """Events of several terminals, each with its own counter, in some visits."""
    return [
        replace(
            event(body, counter, visit=f"v{counter % 3}", actor=actor, terminal=terminal),
            lamport=lamport,
            counter=counter,
        )
        for counter, (lamport, terminal, body, actor) in enumerate(told_there, start=1)
    ]


@many
@given(acted, st.randoms())
def test_logs_merge_to_the_same_entries_in_whatever_order_they_arrive(
    told_there: list[tuple[int, str, EventBody, str]], chance: Random
):
    events = at_terminals(told_there)
    arrived = list(events)
    chance.shuffle(arrived)
    merged = sorted(arrived, key=lambda one: one.place)
    expected = fold_entries(sorted(events, key=lambda one: one.place))
    assert fold_entries(merged) == expected
    for state in expected.values():
        if state.stage is EntryStage.DONE:
            assert state.entered is not None
            assert state.checked is not None
            assert state.checked.by != state.entered.by


# --- the worklist -------------------------------------------------------------------------------


def held(
    number: int, procedure: str = "move-in", *, minutes: int = 0, card_day: int | None = None,
    route: Route = Route.ACCEPT_AND_HOLD, systems: frozenset[WorldKey] = frozenset({RECORD}),
) -> Held:  # fmt: skip
    return Held(
        visit=f"v{number}",
        number=f"101-{number:03d}",
        request=1,
        procedure=procedure,
        route=route,
        arrived_at=MONDAY + timedelta(minutes=minutes or number),
        systems=systems,
        card_day=None if card_day is None else TODAY + timedelta(days=card_day),
    )


def test_the_proposed_order():
    lines = worklist(
        [
            held(1, "move-in"),
            held(2, "move-in-special", card_day=9),
            held(3, "move-in-special", card_day=1),
            held(4, "move-in-special"),
            held(5, "move-in-special", route=Route.OTHER_OFFICE),
            held(6, "seal-stop"),
            held(7, "move-in-special", card_day=0),
            held(8, "support-measures-request"),
            held(9, "death-notification"),
        ],
        {},
        frozenset(),
        SOON,
    )
    assert [line.held.visit for line in lines] == [
        "v6", "v8", "v9", "v4", "v7", "v3", "v1", "v2", "v5"
    ]  # fmt: skip
    assert [line.rank for line in lines].count(Rank.FIRST) == 3


def test_what_was_entered_first_decides_when_certificates_start_again():
    lines = worklist([held(1, "seal-stop"), held(2)], {}, frozenset(), SOON)
    assert counts_of(lines).first_open == 1
    done = fold_entries(
        [event(entered(), 1, visit="v1"), event(seen(), 2, visit="v1", actor="鈴木")]
    )
    counts = counts_of(worklist([held(1, "seal-stop"), held(2)], done, frozenset(), SOON))
    assert (counts.first_open, counts.done, counts.open) == (0, 1, 1)


def test_the_filing_day_is_that_of_the_visit_in_tokyo():
    evening = replace(held(1), arrived_at=MONDAY.replace(hour=23, minute=59))
    assert evening.filing_day == TODAY


@many
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 6)), max_size=30), st.randoms())
def test_a_fall_loses_nothing_of_the_list_and_its_lines_rest_until_the_system_is_back(
    bodies: list[tuple[bool, int]], chance: Random
):
    whole = [held(n, systems=frozenset({chance.choice([RECORD, JUKI])})) for n in range(1, 7)]
    events = [
        event(entered() if first else seen(), place, visit=f"v{number}",
              actor="田中" if first else "鈴木")
        for place, (first, number) in enumerate(bodies, start=1)
    ]  # fmt: skip
    entries = fold_entries(events)
    back = worklist(whole, entries, frozenset(), SOON)
    fallen = worklist(whole, entries, frozenset({RECORD}), SOON)
    assert [(line.held, line.entry) for line in fallen] == [
        (line.held, line.entry) for line in back
    ]
    assert all(bool(line.waits_for) == (RECORD in line.held.systems) for line in fallen)
    assert worklist(whole, entries, frozenset(), SOON) == back
    chance.shuffle(whole)
    assert worklist(whole, entries, frozenset(), SOON) == back


# --- numbers ------------------------------------------------------------------------------------


def visits(*numbers: tuple[str, bool]) -> list[NumberedVisit]:
    return [
        NumberedVisit(f"v{at}", number, finished) for at, (number, finished) in enumerate(numbers)
    ]


def said(*numbers: str, fate: NumberFate = NumberFate.VOID) -> NumbersExplained:
    return NumbersExplained(numbers, fate, Personal("書き損じ"))


def test_gaps_unfinished_visits_and_numbers_given_twice_are_shown_until_they_are_explained():
    there = visits(
        ("101-001", True), ("101-004", False), ("102-001", True), ("P101-002", True),
        ("P101-002", True),
    )  # fmt: skip
    accounts = accounts_of(there, told(SlipsHandedOut("101", 1, 4, "荏原第一地域センター")))
    assert [(line.numbers, line.state) for line in accounts.lines] == [
        (("101-002", "101-003"), NumberState.MISSING),
        (("101-004",), NumberState.UNFINISHED),
        (("P101-001",), NumberState.MISSING),
        (("P101-002",), NumberState.TWICE),
        (("P101-003", "P101-004"), NumberState.MISSING),
    ]
    assert (accounts.reserved, accounts.finished, accounts.open) == (9, 2, 7)


def test_a_number_that_was_given_for_certain_is_asked_for_though_no_visit_has_it():
    accounts = accounts_of(visits(("101-001", True)), (), ["101-003", ""])
    assert [line.numbers for line in accounts.lines] == [("101-002", "101-003")]


def test_a_gap_longer_than_any_bundle_lies_between_two_packs():
    accounts = accounts_of(visits(("P101-007", True), ("P101-900001", True)), ())
    assert accounts.is_closed


def test_an_explanation_splits_a_run_and_names_who_gave_it():
    accounts = accounts_of((), told(SlipsHandedOut("101", 1, 5, "3番"), said("P101-003")))
    assert [(line.numbers[0], len(line.numbers), line.is_open) for line in accounts.lines] == [
        ("P101-001", 2, True), ("P101-003", 1, False), ("P101-004", 2, True)
    ]  # fmt: skip
    explained = accounts.lines[1].explained
    assert explained is not None
    assert (explained.by, explained.reason, accounts.fated(NumberFate.VOID)) == (
        "田中", "書き損じ", 1
    )  # fmt: skip


numbers = st.builds("{}-{:03d}".format, st.sampled_from(["101", "102", "P101"]), st.integers(1, 9))


@many
@given(
    st.lists(st.tuples(numbers, st.booleans()), max_size=12),
    st.lists(st.lists(numbers, min_size=1, max_size=4), max_size=8),
    st.randoms(),
)
def test_the_accounts_close_when_each_number_is_finished_or_explained_and_not_before(
    there: list[tuple[str, bool]], explained: list[list[str]], chance: Random
):
    words = [said(*some) for some in explained]
    journal = told(SlipsHandedOut("101", 3, 6, "3番"), *words)
    accounts = accounts_of(visits(*there), journal)
    named = {number for some in explained for number in some}
    finished_once = {
        number for number, finished in there
        if finished and sum(other == number for other, _ in there) == 1
    }  # fmt: skip
    known = {number for number, _ in there}
    for label in ("101", "102"):
        counts = [int(number[4:]) for number in known if number.startswith(f"{label}-")]
        known |= {f"{label}-{count:03d}" for count in range(1, max(counts, default=0) + 1)}
    slips = {int(number[5:]) for number in known if number.startswith("P")} | {3, 6}
    known |= {f"P101-{count:03d}" for count in range(min(slips), max(slips) + 1)}
    assert accounts.reserved == len(known)
    assert accounts.is_closed == (known <= named | finished_once)
    assert accounts.open == len(known - named - finished_once)
    shuffled = visits(*there)
    chance.shuffle(shuffled)
    again = accounts_of(shuffled, journal)
    assert [line.numbers for line in again.lines] == [line.numbers for line in accounts.lines]


# --- the end ------------------------------------------------------------------------------------


def test_a_document_is_reconciled_when_it_was_compared_and_a_false_one_is_done_with():
    issued = [event(RecallEntered(1, "写し", None), place, visit="v") for place in (1, 2)]

    def compared(about: int, changed: bool) -> RecallCompared:
        return RecallCompared(f"t1-{about}", changed, False, Personal(""), None, RECORD, "鈴木")

    story = [
        *issued,
        event(compared(1, False), 3, visit="v"),
        event(compared(2, True), 4, visit="v"),
        event(RecallEnded("t1-2", RecallEnding.EXCHANGED, ""), 5, visit="v"),
    ]
    stages = [unreconciled(story[:length]) for length in (0, 2, 3, 4, 5)]
    assert [(one.to_compare, one.to_contact) for one in stages] == [
        (0, 0), (2, 0), (1, 0), (0, 1), (0, 0)
    ]  # fmt: skip
    taken_back = event(Corrected("t1-3", "見直し"), 6, visit="v")
    assert unreconciled([*story, taken_back]).to_compare == 1


def test_what_stands_in_the_way_of_full_recovery_is_named_with_its_count():
    comeback = fold_comeback(told(DECLARED, StatusChecked(SERVER, UP, "")))
    lines = worklist([held(1), held(2)], {}, comeback.not_usable, SOON)
    accounts = accounts_of(visits(("101-001", False)), ())
    found = in_the_way(comeback, counts_of(lines), accounts, Unreconciled(2, 1))
    assert [(one.what, one.count) for one in found] == [
        (Hindrance.SYSTEMS, 2),
        (Hindrance.SERVER, 1),
        (Hindrance.ENTRIES, 2),
        (Hindrance.RECALL, 2),
        (Hindrance.FALSE, 1),
        (Hindrance.NUMBERS, 1),
    ]
    assert in_the_way(Comeback(), counts_of(()), accounts_of((), ())) == ()
