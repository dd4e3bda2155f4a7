"""Learning a fact narrows what a condition can be, and never leads out of it."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dtcoach.domain.conditions import (
    AllOf,
    AnyOf,
    Condition,
    DaysLeft,
    DaysSince,
    FactAnswered,
    FactIs,
    Not,
    facts_read,
)
from dtcoach.domain.deadline import DayClock, Deadline, Limit
from dtcoach.domain.truth import settled
from dtcoach.domain.words import UNKNOWN
from tests.shipped import MONDAY, patient, situation

YES_NO = ("yes", "no", UNKNOWN)
FACTS = ("a", "b", "c")
DATES = ("d", "e")

values = st.frozensets(st.sampled_from(YES_NO), min_size=1, max_size=2)


def _range(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """Never upside down, as in the grammar."""
    return (high, low) if low is not None and high is not None and low > high else (low, high)


ends = st.none() | st.integers(-5, 5)
bounds = st.builds(_range, ends, ends)
limits = st.builds(
    Limit,
    st.sampled_from(DayClock),
    st.integers(1, 5),
    st.permutations(DATES).flatmap(lambda names: st.sampled_from([names[:1], names])).map(tuple),
    st.just("法"),
    st.none() | st.tuples(st.sampled_from(FACTS), values),
)
deadlines = st.builds(
    Deadline, st.lists(limits, min_size=1, max_size=3).map(tuple), st.booleans(), st.just("")
)
atoms: st.SearchStrategy[Condition] = st.one_of(
    st.builds(FactIs, st.sampled_from(FACTS), values),
    st.builds(FactAnswered, st.sampled_from(FACTS)),
    st.builds(lambda name, ends: DaysSince(name, ends[0], ends[1]), st.sampled_from(DATES), bounds),
    st.builds(lambda deadline, ends: DaysLeft(deadline, ends[0], ends[1]), deadlines, bounds),
    st.builds(
        lambda deadline, ends: DaysLeft(deadline, ends[0], ends[1], opening=True), deadlines, bounds
    ),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
days = st.integers(-12, 12).map(lambda days: (MONDAY.date() + timedelta(days=days)).isoformat())
answers = st.fixed_dictionaries(
    {name: st.sampled_from(YES_NO) for name in FACTS}
    | {name: st.just(UNKNOWN) | days for name in DATES}
)
orders = st.permutations((*FACTS, *DATES))


@patient
@given(conditions, answers, orders)
def test_each_answer_narrows_what_it_can_be(
    condition: Condition, given_answers: dict[str, str], order: list[str]
):
    facts: dict[str, str] = {}
    before = condition.holds(situation(facts))
    for name in order:
        facts[name] = given_answers[name]
        after = condition.holds(situation(facts))
        assert after & before == after, f"{name} led from {before} to {after}"
        before = after
    assert settled(before)


@patient
@given(conditions, answers)
def test_asking_for_what_is_missing_settles_it(condition: Condition, given_answers: dict[str, str]):
    facts: dict[str, str] = {}
    everything = set(facts_read(condition))
    while not settled(condition.holds(situation(facts))):
        missing = list(condition.missing(situation(facts)))
        assert missing, "open, and yet there is nothing to ask"
        assert missing[0] not in facts
        assert set(missing) <= everything
        facts[missing[0]] = given_answers[missing[0]]
    assert condition.holds(situation(facts)) == condition.holds(situation(given_answers))
