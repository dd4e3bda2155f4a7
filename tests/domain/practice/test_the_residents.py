"""A thousand invented residents could each exist, and the engine's answer is the key to each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from dtcoach.app.guidance import Query, guide
from dtcoach.domain.conditions import FactAnswered
from dtcoach.domain.content import Gate, GateKind
from dtcoach.domain.practice.case import Lesson, PracticeCase, Spec, make_case
from dtcoach.domain.practice.deck import deck_of
from dtcoach.domain.practice.key import key_of
from dtcoach.domain.practice.marking import mark_questions
from dtcoach.domain.practice.role_card import role_card
from dtcoach.domain.words import UNKNOWN, WORKING, Status, WorldKey
from tests.shipped import CONTENT, DAYS

NEAR = date(2026, 11, 27)
THOUSAND = 1000


@pytest.fixture(scope="module")
def cases() -> tuple[PracticeCase, ...]:
    deck = deck_of(CONTENT, "a thousand")
    return tuple(
        make_case(CONTENT, deck[i % len(deck)], f"{i}", NEAR + timedelta(days=i), DAYS.is_closed)
        for i in range(THOUSAND)
    )


def card_follows_the_person(case: PracticeCase) -> bool:
    facts, card, today = case.facts, case.resident.card, case.at.date()
    holds = facts.get("has_card", "yes" if card else "no") == "yes"
    if not holds:
        return card is None and {
            facts.get(name, "no")
            for name in ("card_certificate_valid", "knows_pin", "has_signing_pin", "under_15")
        } == {"no"}
    assert card is not None
    valid = facts.get("card_certificate_valid")
    agrees = valid is None or (valid == "yes") == (card.certificate_until >= today)
    return agrees and card.certificate_until <= card.valid_until and card.valid_until >= today


def pins_follow_the_card(case: PracticeCase) -> bool:
    facts = case.facts
    if facts.get("has_signing_pin") != "yes":
        return True
    return facts["knows_pin"] == "yes" and facts.get("under_15") != "yes"


def children_come_with_somebody(case: PracticeCase) -> bool:
    resident = case.resident
    grown = resident.age_on(case.at.date()) >= 18
    if case.facts.get("under_15") != "yes":
        return grown
    child, card = resident.child_age, resident.card
    assert child is not None
    assert card is not None
    return grown and child < 15 and card.owner_age == child and case.facts["requester"] != "self"


def filings_follow_the_life(case: PracticeCase) -> bool:
    if case.procedure != "family-register-filing":
        return True
    kind, age = case.facts["filing_kind"], case.resident.age_on(case.at.date())
    if kind == "birth":
        return case.resident.child_age == 0 and 18 <= age < 50
    return age >= (20 if kind in ("adoption", "recognition") else 18)


def dates_follow_each_other(case: PracticeCase) -> bool:
    today = case.at.date().isoformat()
    event = case.facts.get("event_date", today)
    planned = case.facts.get("planned_move_out_date")
    if case.procedure in ("move-out", "move-out-card"):
        return True  # the move may still lie ahead
    if case.procedure == "move-in-special":
        assert planned is not None
        return planned <= event <= today
    if case.procedure == "child-allowance" and planned != UNKNOWN:
        return event < today  # the child was born long ago; the move is what counts
    return event <= today


def special_move_in_has_its_card(case: PracticeCase) -> bool:
    if case.procedure != "move-in-special":
        return True
    return case.facts["has_card"] == "yes" and case.resident.card is not None


def need_has_its_day(case: PracticeCase) -> bool:
    needed, by = case.facts.get("needed_today"), case.facts.get("needed_by")
    if needed is None or by is None:
        return True
    return (needed == "yes") == (by == case.at.date().isoformat())


def protection_is_rare_and_silent(case: PracticeCase) -> bool:
    flagged = case.facts["support_measures"] != "no"
    wanted = case.trap in ("protected-self", "protected-other", "record-not-seen")
    said = case.says["ja"] + case.says["easy"] + case.behaves
    silent = {"support_measures", "stop_list_hit", "contact_safe"}
    return (
        flagged == wanted
        and not silent & set(case.told)
        and "支援" not in said
        and (case.facts["support_measures"] != "yes" or case.facts.get("contact_safe") != "yes")
    )


def names_follow_the_register(case: PracticeCase) -> bool:
    resident = case.resident
    if case.procedure == "residence-card-address":
        return resident.foreign
    return not (resident.foreign and case.facts.get("honseki_here") == "yes")


def board_could_be(case: PracticeCase) -> bool:
    world = case.world
    if set(world) != set(WorldKey):
        return False
    if world[WorldKey.POWER] is Status.DOWN:
        ward = (WorldKey.PRINTER, WorldKey.NETWORK, WorldKey.RESIDENT_RECORD, WorldKey.JUKI_NET)
        if any(world[key] in WORKING for key in ward):
            return False
    server = world[WorldKey.DOWNTIME_SERVER] in WORKING
    known = case.snapshot_at is not None
    return server == known and (case.snapshot_at is None or case.snapshot_at < case.at)


def counter_is_open(case: PracticeCase) -> bool:
    return not DAYS.is_closed(case.at.date()) and time(8, 30) <= case.at.time() < time(17)


def answers_are_possible(case: PracticeCase) -> bool:
    for name, value in case.facts.items():
        definition = CONTENT.facts[name]
        if value == UNKNOWN:
            continue
        if definition.is_date:
            date.fromisoformat(value)
        elif value not in {choice.value for choice in definition.choices}:
            return False
    return set(case.told.items()) <= set(case.facts.items()) and set(case.hidden) <= set(case.facts)


RULES: tuple[Callable[[PracticeCase], bool], ...] = (
    card_follows_the_person,
    pins_follow_the_card,
    children_come_with_somebody,
    filings_follow_the_life,
    dates_follow_each_other,
    special_move_in_has_its_card,
    need_has_its_day,
    protection_is_rare_and_silent,
    names_follow_the_register,
    board_could_be,
    counter_is_open,
    answers_are_possible,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_thousand_residents_could_exist(
    cases: tuple[PracticeCase, ...], rule: Callable[[PracticeCase], bool]
) -> None:
    assert [case for case in cases if not rule(case)] == []


def test_the_key_is_the_engines_answer(cases: tuple[PracticeCase, ...]) -> None:
    """Asked through the same door as `dtcoach walk`, with every fact of the story."""
    for case in cases:
        query = Query(
            procedure=CONTENT.procedures[case.procedure],
            scenario=CONTENT.scenarios[case.spec.scenario],
            world=case.world,
            facts=case.facts,
            at=case.at,
            snapshot_at=case.snapshot_at,
        )
        answer = guide(CONTENT, query, case.at, DAYS).walk
        key = key_of(CONTENT, case, DAYS.is_closed)
        assert answer.needs is None
        assert (answer.route, answer.deadline) == (key.route, key.walk.deadline)


def test_asking_what_the_engine_asks_is_enough(cases: tuple[PracticeCase, ...]) -> None:
    for case in cases[::5]:
        key = key_of(CONTENT, case, DAYS.is_closed)
        asked = mark_questions(CONTENT, case, key, key.questions, DAYS.is_closed)
        assert asked.missing == ()
        nothing = mark_questions(CONTENT, case, key, (), DAYS.is_closed)
        assert nothing.missing == key.questions


def test_every_question_has_an_answer_in_words(cases: tuple[PracticeCase, ...]) -> None:
    for case in cases[::5]:
        card = role_card(CONTENT, case, DAYS.is_closed)
        lines = (*card.knows, *card.hides, *card.looked_up)
        assert len(lines) == len(case.facts)
        assert all(line.label and line.answer.endswith(("。", "…。")) for line in lines)
        assert card.outcome
        assert card.says
        assert card.says_easy


def test_a_player_never_learns_what_is_looked_up(cases: tuple[PracticeCase, ...]) -> None:
    silent = {name for name, fact in CONTENT.facts.items() if fact.silent}
    for case in cases[::5]:
        card = role_card(CONTENT, case, DAYS.is_closed)
        labels = {CONTENT.facts[name].label for name in silent}
        assert not labels & {line.label for line in (*card.knows, *card.hides)}


def test_the_same_seed_tells_the_same_story() -> None:
    spec = Spec(Lesson("move-in-special", "special-last-day"), "full-outage")
    one = make_case(CONTENT, spec, "seed", NEAR, DAYS.is_closed)
    assert one == make_case(CONTENT, spec, "seed", NEAR, DAYS.is_closed)
    assert one != make_case(CONTENT, spec, "another", NEAR, DAYS.is_closed)


def test_a_fact_that_no_story_knows_is_answered_unknown() -> None:
    """A ward may add facts: the resident does not know them, and the engine still has an answer."""
    tax = CONTENT.procedures["tax-certificate"]
    gate = Gate(GateKind.KNOW, FactAnswered("ward_fact"), "区の事実")
    first = replace(tax.routes[0], gates=(gate, *tax.routes[0].gates))
    content = replace(
        CONTENT,
        procedures={tax.id: replace(tax, routes=(first, *tax.routes[1:]))},
        facts={**CONTENT.facts, "ward_fact": replace(CONTENT.facts["photo_id"], name="ward_fact")},
    )
    spec = Spec(Lesson(tax.id, "plain"), "degraded")
    case = make_case(content, spec, "ward", NEAR, DAYS.is_closed)
    assert case.facts["ward_fact"] == UNKNOWN
    assert case.answer_to(content, "ward_fact") == "よくわかりません。"
    assert key_of(content, case, DAYS.is_closed).route
