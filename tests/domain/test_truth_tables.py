"""and, or and not over sets of possible truths agree with trying every member."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

import pytest

from dtcoach.domain.truth import (
    NO,
    OPEN,
    UNSURE,
    YES,
    Truth,
    conjoin,
    disjoin,
    from_bool,
    negate,
    settled,
)

SETS = [Truth(bits) for bits in range(1, 8)]
PAIRS = list(product(SETS, SETS))


def members(truth: Truth) -> set[Truth]:
    return {value for value in (NO, UNSURE, YES) if truth & value}


def as_set(values: set[Truth]) -> Truth:
    return Truth(sum(values))


def kleene_not(value: Truth) -> Truth:
    return {NO: YES, UNSURE: UNSURE, YES: NO}[value]


def test_the_tables_of_kleene():
    """The nine rows as they stand in the books; the brute force below leans on min and max."""
    rows = {
        (NO, NO): (NO, NO),
        (NO, UNSURE): (NO, UNSURE),
        (NO, YES): (NO, YES),
        (UNSURE, NO): (NO, UNSURE),
        (UNSURE, UNSURE): (UNSURE, UNSURE),
        (UNSURE, YES): (UNSURE, YES),
        (YES, NO): (NO, YES),
        (YES, UNSURE): (UNSURE, YES),
        (YES, YES): (YES, YES),
    }
    assert {pair: (conjoin(pair), disjoin(pair)) for pair in rows} == rows


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_and_is_every_and_of_two_members(left: Truth, right: Truth):
    brute = {min(a, b) for a, b in product(members(left), members(right))}
    assert conjoin((left, right)) == as_set(brute)


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_or_is_every_or_of_two_members(left: Truth, right: Truth):
    brute = {max(a, b) for a, b in product(members(left), members(right))}
    assert disjoin((left, right)) == as_set(brute)


@pytest.mark.parametrize("truth", SETS)
def test_not_is_the_not_of_every_member(truth: Truth):
    assert negate(truth) == as_set({kleene_not(value) for value in members(truth)})
    assert negate(negate(truth)) == truth


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_de_morgan(left: Truth, right: Truth):
    assert negate(conjoin((left, right))) == disjoin((negate(left), negate(right)))


@pytest.mark.parametrize("combine", [conjoin, disjoin])
@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_knowing_more_of_the_parts_stays_within_what_the_whole_could_be(
    left: Truth, right: Truth, combine: Callable[[Iterable[Truth]], Truth]
):
    whole = combine((left, right))
    for a, b in PAIRS:
        if not a & ~left and not b & ~right:
            assert not combine((a, b)) & ~whole
            assert not settled(whole) or combine((a, b)) == whole


def test_nothing_is_true_of_none_and_false_of_any():
    assert conjoin(()) == YES
    assert disjoin(()) == NO


def test_only_single_truths_are_settled():
    assert [truth for truth in SETS if settled(truth)] == [NO, UNSURE, YES]
    assert not settled(OPEN)
    assert (from_bool(True), from_bool(False)) == (YES, NO)
