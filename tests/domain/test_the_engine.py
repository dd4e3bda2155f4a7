"""Whatever the world, the facts and the order of asking: one answer, few questions, no dead end."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dtcoach.domain.decision import Offer, OpenRoute, Refusal, decide
from dtcoach.domain.walk import walk
from dtcoach.domain.words import UNKNOWN, WORKING, Route, Status, StepKind
from tests.shipped import CONTENT, Case, asked_through, cases

many = settings(deadline=None, max_examples=200)
some_facts = st.sets(st.sampled_from(sorted(CONTENT.facts)))
all_facts = st.permutations(sorted(CONTENT.facts))


@many
@given(cases)
def test_the_same_question_has_the_same_answer(case: Case):
    backwards = {name: case.answers[name] for name in reversed(list(case.answers))}
    assert walk(CONTENT, case.procedure, case.all_known) == walk(
        CONTENT, case.procedure, case.knowing(backwards)
    )


@many
@given(cases)
def test_asking_ends_with_an_offer_and_asks_nothing_twice(case: Case):
    situation, asked = asked_through(case, {})
    answer = walk(CONTENT, case.procedure, situation)
    assert answer.decision.offers
    assert answer.route is answer.decision.offers[0].route
    assert len(asked) == len(set(asked))


@many
@given(cases, some_facts)
def test_the_order_of_asking_never_changes_the_outcome(case: Case, volunteered: set[str]):
    """Told unasked, asked for, or known from the start, わからない too: the same way is taken."""
    by_the_book, _ = asked_through(case, {})
    told, asked = asked_through(case, {name: case.answers[name] for name in volunteered})
    assert not set(asked) & volunteered
    routes = {
        walk(CONTENT, case.procedure, situation).route
        for situation in (by_the_book, told, case.all_known)
    }
    assert len(routes) == 1


@many
@given(cases, all_facts)
def test_what_is_offered_or_refused_stays_so_whatever_else_is_learned(case: Case, order: list[str]):
    orders = [dict.fromkeys(order[:count]) for count in range(0, len(order) + 1, 4)]
    decisions = [
        decide(CONTENT, case.procedure, case.knowing({name: case.answers[name] for name in known}))
        for known in (*orders, order)
    ]
    for before, after in pairwise(decisions):
        for verdict in before.verdicts:
            if not isinstance(verdict, OpenRoute):
                assert type(after.of(verdict.route)) is type(verdict)
    assert not decisions[-1].open


@many
@given(cases, some_facts)
def test_asking_is_lazy(case: Case, known: set[str]):
    """The question is the first need of the best way that is not refused; needs are never met."""
    situation = case.knowing({name: case.answers[name] for name in known})
    decision = decide(CONTENT, case.procedure, situation)
    for route in decision.open:
        assert route.needs
        assert not set(route.needs) & known
        assert len(route.needs) == len(set(route.needs))
    best = next(one for one in decision.verdicts if not isinstance(one, Refusal))
    assert decision.needs == (best.needs[0] if isinstance(best, OpenRoute) else None)


@many
@given(cases)
def test_the_way_out_is_always_there(case: Case):
    """Some way is offered in every situation, and 取り下げ can always be chosen."""
    for facts in ({}, case.answers, dict.fromkeys(case.answers, UNKNOWN)):
        gone = walk(CONTENT, case.procedure, case.knowing(facts), Route.WITHDRAWN)
        assert (gone.route, gone.needs, gone.refused) == (Route.WITHDRAWN, None, None)
        assert gone.steps[-1].kind is StepKind.OUTCOME
    everything = decide(CONTENT, case.procedure, case.all_known)
    assert everything.offers
    assert everything.settled


@many
@given(cases, st.sampled_from(Route), st.booleans())
def test_choosing_a_way_offers_asks_or_refuses_with_the_reason(
    case: Case, route: Route, asked: bool
):
    situation = case.all_known if asked else case.start
    verdict = decide(CONTENT, case.procedure, situation).of(route)
    answer = walk(CONTENT, case.procedure, situation, route)
    if route is Route.WITHDRAWN or isinstance(verdict, Offer):
        assert (answer.route, answer.needs, answer.refused) == (route, None, None)
        assert answer.steps
        return
    assert (answer.route, answer.steps, answer.forms, answer.promises) == (None, (), (), ())
    assert answer.warnings == ()
    if isinstance(verdict, OpenRoute):
        assert (answer.needs, answer.refused) == (verdict.needs[0], None)
    else:
        assert answer.needs is None
        assert answer.refused


@many
@given(cases)
def test_a_way_goes_through_systems_that_work_and_says_so_when_one_is_slow(case: Case):
    for offer in decide(CONTENT, case.procedure, case.all_known).offers:
        rule = case.procedure.route(offer.route)
        assert rule is not None
        for key in rule.systems:
            assert case.start.status(key) in WORKING
            if case.start.status(key) is Status.DEGRADED:
                title = CONTENT.systems[key].title
                assert any(title in caution for caution in offer.cautions)
                chosen = walk(CONTENT, case.procedure, case.all_known, offer.route)
                assert any(title in warning for warning in chosen.warnings)


@many
@given(cases, st.sampled_from(sorted(CONTENT.facts)))
def test_a_way_that_an_answer_could_forbid_is_not_offered_to_who_does_not_know(
    case: Case, name: str
):
    """And where no answer forbids it, the reason says that it is the not knowing that does."""
    values = [choice.value for choice in CONTENT.facts[name].choices]
    sure = [
        decide(CONTENT, case.procedure, case.knowing({**case.answers, name: value}))
        for value in values
    ]
    unsure = decide(CONTENT, case.procedure, case.knowing({**case.answers, name: UNKNOWN}))
    own_reasons = {gate.reason for rule in case.procedure.routes for gate in rule.gates}
    for verdict in unsure.verdicts:
        kinds = {type(decision.of(verdict.route)) for decision in sure}
        if kinds == {Refusal}:
            assert isinstance(verdict, Refusal)
        if isinstance(verdict, Refusal) and kinds == {Offer}:
            said = CONTENT.texts["unconfirmed"].format(label=CONTENT.facts[name].label)
            assert verdict.reason == said or verdict.reason in own_reasons


@many
@given(cases)
def test_every_step_of_a_way_can_be_shown(case: Case):
    """Words in every language, no brace left over, one outcome and it is the last."""
    for offer in decide(CONTENT, case.procedure, case.all_known).offers:
        answer = walk(CONTENT, case.procedure, case.all_known, offer.route)
        assert [step.kind for step in answer.steps].count(StepKind.OUTCOME) == 1
        assert answer.steps[-1].kind is StepKind.OUTCOME
        ids = [step.id for step in answer.steps]
        assert len(ids) == len(set(ids))
        shown = [one.reason for one in answer.decision.offers]
        shown += [one.reason for one in answer.decision.refusals]
        shown += [*answer.warnings, *(step.text for step in answer.steps)]
        for step in answer.steps:
            shown += step.phrase.words.values() if step.phrase else []
        assert not [text for text in shown if "{" in text or "}" in text or not text.strip()]
