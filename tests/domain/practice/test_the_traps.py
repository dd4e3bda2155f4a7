"""Each trap tempts to something, and the engine's answer is the safe one."""

from __future__ import annotations

from datetime import date

import pytest

from dtcoach.domain.content import Content
from dtcoach.domain.decision import Refusal
from dtcoach.domain.practice.case import Lesson, PracticeCase, Spec, make_case
from dtcoach.domain.practice.choices import day_choices, temptations
from dtcoach.domain.practice.deck import deck_of, every_spec, scenarios_of
from dtcoach.domain.practice.key import AnswerKey, key_of
from dtcoach.domain.practice.trap import Day, Trap
from dtcoach.domain.practice.traps import NO_DEAD_END, PLAIN, TRAPS, rule_of
from dtcoach.domain.proof.names import RULE_NAMES
from dtcoach.domain.proof.wording import PROMISES
from dtcoach.domain.words import PROCEDURES, Route
from tests.shipped import CONTENT, DAYS

NEAR = date(2026, 11, 27)
COVERED_WITHIN = 60


def played(trap: Trap, procedure: str, scenario: str, seed: str) -> tuple[PracticeCase, AnswerKey]:
    spec = Spec(Lesson(procedure, trap.id), scenario)
    case = make_case(CONTENT, spec, seed, NEAR, DAYS.is_closed)
    return case, key_of(CONTENT, case, DAYS.is_closed)


@pytest.mark.parametrize("trap", TRAPS.values(), ids=lambda trap: trap.id)
def test_the_safe_answer_is_first(trap: Trap) -> None:
    """Wherever the trap can lie, and whoever steps into it."""
    for procedure in trap.procedures:
        for scenario in trap.scenarios:
            for seed in ("1", "2", "3", "4"):
                case, key = played(trap, procedure, scenario, seed)
                assert key.route not in trap.tempting, (case.spec, key.route)
                assert trap.lesson
                assert trap.title


@pytest.mark.parametrize("trap", TRAPS.values(), ids=lambda trap: trap.id)
def test_something_tempting_is_refused_in_a_sentence(trap: Trap) -> None:
    """In some case of each trap that tempts: there the clerk hears why."""
    refused = [
        verdict.reason
        for procedure in trap.procedures
        for scenario in trap.scenarios
        for verdict in map(
            played(trap, procedure, scenario, "1")[1].walk.decision.of, trap.tempting
        )
        if isinstance(verdict, Refusal)
    ]
    assert refused
    assert all(reason.endswith("。") for reason in refused)


@pytest.mark.parametrize(
    "trap", [trap for trap in TRAPS.values() if trap.day is not None], ids=lambda trap: trap.id
)
def test_the_day_lies_where_the_trap_wants_it(trap: Trap) -> None:
    for procedure in trap.procedures:
        for scenario in trap.scenarios:
            for seed in ("1", "2", "3"):
                case, key = played(trap, procedure, scenario, seed)
                day, today = key.walk.deadline, case.at.date()
                if day is None:
                    assert CONTENT.procedures[procedure].deadline is None
                    continue
                match trap.day:
                    case Day.LAST | Day.OTHER_CLOCK:
                        assert day.due == today
                    case Day.ROLLED:
                        assert day.due == today
                        assert day.rolled_over
                    case Day.NEAR | Day.LAPSES_CLOSED:
                        assert day.due > today
                        assert DAYS.is_closed(day.due) is (trap.day is Day.LAPSES_CLOSED)
                    case Day.PAST:
                        assert day.due < today


def test_special_move_in_goes_to_the_lead_on_its_day() -> None:
    special = [trap for trap in TRAPS.values() if trap.procedures == ("move-in-special",)]
    assert len(special) >= 5
    for trap in special:
        for scenario in trap.scenarios:
            _, key = played(trap, "move-in-special", scenario, "1")
            assert key.route is Route.ESCALATE
            kinds = [step.id for step in key.walk.steps]
            assert kinds.index("date-filing") < kinds.index("hand-over")


def test_each_trap_stands_on_a_rule_and_fits_shipped_content() -> None:
    for trap in TRAPS.values():
        assert rule_of(trap.id) in RULE_NAMES
        assert set(trap.procedures) <= set(PROCEDURES) & set(CONTENT.procedures)
        assert set(trap.scenarios) <= set(CONTENT.scenarios)
        assert set(trap.facts) | set(trap.reveals) <= set(CONTENT.facts)
    assert rule_of(PLAIN) == NO_DEAD_END


def test_no_lesson_promises_anything() -> None:
    """Rule 10 holds for what 自習 says, too."""
    for trap in TRAPS.values():
        assert not PROMISES.search(f"{trap.title}。{trap.lesson}")


def test_a_deck_covers_everything_soon() -> None:
    for seed in ("1", "2", "3"):
        first = deck_of(CONTENT, seed)[:COVERED_WITHIN]
        assert {spec.lesson.procedure for spec in first} == set(CONTENT.procedures)
        assert {spec.lesson.trap for spec in first} == {*TRAPS, PLAIN}
        assert {spec.scenario for spec in first} == set(CONTENT.scenarios)


def test_a_deck_holds_every_card_once() -> None:
    deck = deck_of(CONTENT, "any")
    assert len(deck) == len(set(deck)) == len(every_spec(CONTENT))
    assert set(deck) == set(every_spec(CONTENT))
    assert deck != deck_of(CONTENT, "another")
    assert all(spec.scenario in scenarios_of(CONTENT, spec.lesson) for spec in deck)


def test_content_without_a_procedure_has_a_deck_without_it() -> None:
    from dataclasses import replace

    fewer = {k: v for k, v in CONTENT.procedures.items() if k != "seal-certificate"}
    content: Content = replace(CONTENT, procedures=fewer)
    assert all(spec.lesson.procedure != "seal-certificate" for spec in every_spec(content))
    assert scenarios_of(content, Lesson("seal-certificate", "stale-seal")) == ()
    assert scenarios_of(CONTENT, Lesson("seal-certificate", "a trap of a later version")) == ()


def test_days_to_choose_from_hold_the_right_one() -> None:
    seen = 0
    for number, spec in enumerate(deck_of(CONTENT, "days")):
        case = make_case(CONTENT, spec, str(number), NEAR, DAYS.is_closed)
        key = key_of(CONTENT, case, DAYS.is_closed)
        choices = day_choices(case, key.walk, DAYS.is_closed)
        if CONTENT.procedures[case.procedure].deadline is None:
            assert choices == ()
            continue
        seen += 1
        right = [choice for choice in choices if not choice.mistake]
        due = None if key.walk.deadline is None else key.walk.deadline.due
        assert [choice.day for choice in right] == [due]
        assert 3 <= len(choices) <= 4
        assert len({choice.day for choice in choices}) == len(choices)
        days = [choice.day for choice in choices if choice.day is not None]
        assert days == sorted(days)
    assert seen > 50


def test_what_is_never_done_comes_from_the_route_itself() -> None:
    asked = 0
    for number, spec in enumerate(deck_of(CONTENT, "nevers")):
        case = make_case(CONTENT, spec, str(number), NEAR, DAYS.is_closed)
        key = key_of(CONTENT, case, DAYS.is_closed)
        items = temptations(case, key.walk)
        texts = {step.text for step in key.walk.steps}
        asked += bool(items)
        for item in items:
            assert (item.forbidden or item.text) in texts
        if items:
            assert {bool(item.forbidden) for item in items} == {True, False}
    assert asked > 100
