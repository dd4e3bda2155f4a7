"""Promises are a fold: the same on every terminal, adding up, and never a call that is not safe."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtcoach.domain.events import Event, Posted, PromiseMade
from dtcoach.domain.fees import fee_figures, fees_of
from dtcoach.domain.incident import standing
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.promises.figures import postage_figures, promise_figures
from dtcoach.domain.promises.handling import Handling, handling, may_call, may_write
from dtcoach.domain.promises.promise import PromiseStatus, promises_in, visits_in
from dtcoach.domain.promises.standing import Standing, next_try, standing_of, urgency
from dtcoach.domain.recall.document import recalls_of
from dtcoach.domain.recall.figures import recall_figures
from dtcoach.domain.words import FeeStanding, PromiseKind, TryResult
from tests.domain.followups import days
from tests.shipped import DAYS, MONDAY

many = settings(deadline=None, max_examples=100)
recovered = st.none() | st.just(MONDAY + timedelta(hours=20))


@many
@given(days(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_does_not_matter(events: list[Event], chance: Random):
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert list(promises_in(shuffled)) == list(promises_in(events))
    assert list(map(fees_of, visits_in(shuffled))) == list(map(fees_of, visits_in(events)))
    assert list(map(recalls_of, visits_in(shuffled))) == list(map(recalls_of, visits_in(events)))


@many
@given(days(), recovered)
def test_the_figures_add_up(events: list[Event], recovered_at: datetime | None):
    now = MONDAY + timedelta(days=2)
    promises = tuple(promises_in(events))
    figures = promise_figures(promises, now, recovered_at)
    whole = figures.whole
    assert whole.made == sum(
        isinstance(event.body, PromiseMade)
        for visit in visits_in(events)
        for event in visit.history
        if getattr(event.body, "request", 0) in {one.request for one in visit.requests}
    )
    assert whole.made == whole.kept + whole.dropped + whole.open
    assert whole.overdue == figures.standings.get(Standing.OVERDUE, 0) <= whole.open
    assert sum(figures.standings.values()) == whole.made
    for parts in (figures.by_kind, figures.by_keeper):
        for name in ("made", "kept", "dropped", "open", "overdue", "with_lead", "tries"):
            assert sum(getattr(part, name) for part in parts.values()) == getattr(whole, name)
    assert sum(figures.reasons.values()) == whole.dropped
    assert figures.late <= whole.kept


@many
@given(days())
def test_every_letter_is_paid_for_once(events: list[Event]):
    ids = {promise.id: promise.visit for promise in promises_in(events)}
    posted = [
        event.body.yen
        for event in standing(events)
        if isinstance(event.body, Posted) and ids.get(event.body.about) == event.visit
        if _comes_after_its_promise(event, events)
    ]
    figures = postage_figures(promises_in(events))
    assert (figures.letters, figures.yen) == (len(posted), sum(posted))
    assert sum(line.yen for line in figures.lines) == figures.yen
    assert len({(line.day, line.office, line.mail) for line in figures.lines}) == len(figures.lines)


def _comes_after_its_promise(event: Event, events: list[Event]) -> bool:
    assert isinstance(event.body, Posted)
    made = next(one for one in events if one.id == event.body.about)
    return made.place < event.place


@many
@given(days())
def test_fees_are_money_of_their_day_and_debts_stand_once(events: list[Event]):
    notes = [note for visit in visits_in(events) for note in fees_of(visit)]
    figures = fee_figures(notes)
    for standing_, whole in (
        (FeeStanding.TAKEN, figures.taken),
        (FeeStanding.REFUNDED, figures.refunded),
    ):
        assert whole == sum(note.yen for note in notes if note.standing is standing_)
    owed = [note for note in notes if note.stands and note.standing is FeeStanding.OWED]
    assert figures.owed == sum(note.yen for note in owed)
    items = {(note.visit, note.request, note.item) for note in notes}
    assert sum(note.stands for note in notes) == len(items)
    for name in ("taken", "owed", "waived", "refunded"):
        assert sum(getattr(line, name) for line in figures.lines) == getattr(figures, name)


@many
@given(days())
def test_nobody_is_in_a_list_who_is_not_known_to_be_safe(events: list[Event]):
    facts = {visit.id: visit.facts for visit in visits_in(events)}
    brought = {visit.id: {one.procedure for one in visit.requests} for visit in visits_in(events)}
    for promise in promises_in(events):
        of = facts[promise.visit]
        if promise.kind is PromiseKind.PHONE and promise.contact is not None:
            assert of["contact_safe"] == "yes"
        if promise.kind in (PromiseKind.PHONE, PromiseKind.POST) and promise.contact is not None:
            assert of["support_measures"] == "no"
            assert of.get("contact_safe", "yes") == "yes"
            assert "support-measures-request" not in brought[promise.visit]
        assert (promise.contact is None) == (promise.handling is Handling.LEAD)
        if promise.address is not None:
            assert of["support_measures"] == "no"
            assert promise.handling is Handling.LIST
            assert promise.address.address
        if promise.contact is not None and promise.contact.phone:
            assert of_phone(of)
    for visit in visits_in(events):
        for recall in recalls_of(visit):
            if recall.contact is not None:
                assert of_phone(visit.facts)
                assert recall.comparison is None or not recall.comparison.wrong_hands
                assert "support-measures-request" not in brought[visit.id]


def of_phone(facts: Mapping[str, str]) -> bool:
    return facts.get("contact_safe") == "yes" and facts.get("support_measures") == "no"


@many
@given(days())
def test_the_figures_of_recall_add_up(events: list[Event]):
    recalls = [recall for visit in visits_in(events) for recall in recalls_of(visit)]
    figures = recall_figures(recalls)
    assert figures.issued == figures.to_compare + figures.unchanged + figures.changed
    assert figures.changed == figures.to_contact + figures.ended
    assert sum(figures.by_ending.values()) == figures.ended
    assert sum(figures.by_document.values()) == figures.issued
    assert figures.with_lead <= figures.to_contact


@many
@given(days(), recovered)
def test_what_is_late_comes_first_and_what_has_ended_last(
    events: list[Event], recovered_at: datetime | None
):
    now = MONDAY + timedelta(days=1)
    in_turn = sorted(promises_in(events), key=lambda one: urgency(one, now, recovered_at))
    order = [list(Standing).index(standing_of(one, now, recovered_at)) for one in in_turn]
    assert order == sorted(order)
    for promise in in_turn:
        ended = standing_of(promise, now, recovered_at) in (Standing.KEPT, Standing.DROPPED)
        assert ended == (promise.status is not PromiseStatus.OPEN)


@pytest.mark.parametrize("support", ["yes", "unknown", None, ""])
def test_a_record_that_was_not_looked_up_is_no_safe_record(support: str | None):
    facts = {"contact_safe": "yes"} | ({} if support is None else {"support_measures": support})
    assert not may_call(facts, {"move-in"})
    assert not may_write(facts, {"move-in"})
    assert handling(PromiseKind.POST, facts, {"move-in"}) is Handling.LEAD


@pytest.mark.parametrize("agreed", ["no", "unknown", ""])
def test_who_does_not_want_a_call_gets_no_letter_from_the_list(agreed: str):
    facts = {"contact_safe": agreed, "support_measures": "no"}
    assert not may_call(facts, {"move-in"})
    assert not may_write(facts, {"move-in"})


def test_a_letter_needs_no_word_on_calls_and_a_call_does():
    facts = {"support_measures": "no"}
    assert may_write(facts, {"residence-certificate"})
    assert not may_call(facts, {"residence-certificate"})


@pytest.mark.parametrize(
    ("result", "at", "proposed"),
    [
        (TryResult.BUSY, (6, 11, 18), (6, 11, 35)),
        (TryResult.ABSENT, (6, 11, 20), (6, 13, 20)),
        (TryResult.ABSENT, (6, 15, 20), (7, 10, 0)),
        (TryResult.MESSAGE, (10, 16, 0), (14, 10, 0)),
        (TryResult.WRONG_NUMBER, (6, 11, 20), None),
    ],
)
def test_the_next_try_is_proposed_for_an_open_day(
    result: TryResult, at: tuple[int, int, int], proposed: tuple[int, int, int] | None
):
    """2025-01-13 is a holiday after a weekend."""
    day, hour, minute = at
    now = datetime(2025, 1, day, hour, minute, tzinfo=TOKYO)
    found = next_try(result, now, DAYS.is_closed)
    assert found == (None if proposed is None else _at(*proposed))


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2025, 1, day, hour, minute, tzinfo=TOKYO)
