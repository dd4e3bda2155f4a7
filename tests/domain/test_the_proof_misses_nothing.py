"""Whole worlds and answers by the thousand: no rule breaks that the proof passed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from random import Random

import pytest

from dtcoach.domain.conditions import SettingIs
from dtcoach.domain.content import Procedure
from dtcoach.domain.decision import Offer, judge
from dtcoach.domain.first_entries import as_seen_by
from dtcoach.domain.hours import Once, Service, Span, Week, YearlyDays, minutes_at
from dtcoach.domain.proof.branching import ENTERED, entries_into, opening_of
from dtcoach.domain.proof.classes import conditions_of
from dtcoach.domain.proof.leaf import OfferedLeaf
from dtcoach.domain.proof.rules import LEAF_RULES
from dtcoach.domain.situation import Moment
from dtcoach.domain.walk import steps_of
from dtcoach.domain.words import RECORDS, Route, Status, WorldKey
from tests.shipped import CONTENT, DAYS, MONDAY, answers_to

SAMPLES = 20_000
BATCHES = 4
NAMES = ("residence-certificate", "move-out-card")


READ = sorted(
    {
        part.key
        for procedure in CONTENT.procedures.values()
        for rule in procedure.routes
        for part in conditions_of(rule)
        if isinstance(part, SettingIs)
    }
)
"""Every setting that a condition reads."""


class Dice:
    """Whole assignments, weighted towards what lets a route be offered."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)
        self._answers = {name: answers_to(name, MONDAY.date()) for name in CONTENT.facts}
        self._easy = {
            "support_measures": "no", "stop_list_hit": "no", "changed_since_snapshot": "no",
            "requester": "self", "in_person": "yes", "registered_here": "yes", "has_card": "yes",
            "knows_pin": "yes", "card_certificate_valid": "yes", "under_15": "no",
            "filed_move_out": "no", "moving_abroad": "no", "has_signing_pin": "yes",
            "has_nfc_phone": "yes", "planned_move_out_date": MONDAY.date().isoformat(),
        }  # fmt: skip

    def moment(self) -> Moment:
        roll = self._random
        hard = roll.choice([0.02, 0.1, 0.5])
        facts = {
            name: roll.choice(answers)
            if name not in self._easy or roll.random() < hard
            else self._easy[name]
            for name, answers in self._answers.items()
        }
        world = {key: roll.choice(list(Status)) for key in WorldKey}
        settings = {name: roll.choice([None, "yes", "no"]) for name in READ}
        snapshot = roll.choice([None, MONDAY - timedelta(hours=13)])
        at = MONDAY.replace(hour=roll.randrange(24), minute=roll.randrange(60))
        services = {"konbini": self.service(at)}
        lacking = frozenset(key for key in RECORDS if roll.random() < 0.2)
        return Moment(at, world, facts, snapshot, settings, DAYS.is_closed, services, lacking)

    def service(self, at: datetime) -> Service:
        """Hours, closed days and maintenance, each 要確認, now, or at another time."""
        roll, today = self._random, 100 * at.month + at.day
        night, day = Span(0, 390), Span(390, 1380)
        now = Once(minutes_at(at) - 60, minutes_at(at) + 60)
        return Service(
            roll.choice([None, Week(((day,),) * 8), Week(((night, day),) * 8), Week(((),) * 8)]),
            None,
            roll.choice([None, (), (YearlyDays(today, today),), (YearlyDays(1229, 103),)]),
            roll.choice([None, (), (now,)]),
        )


def leaf_of(moment: Moment, procedure: Procedure) -> dict[str, str | None]:
    """The same, in the words of the proof."""
    return {
        **{key.value: status.value for key, status in moment.world.items()},
        **moment.facts,
        "snapshot": "missing" if moment.snapshot is None else "known",
        **{entries_into(k): "open" if moment.lacks_entries(k) else ENTERED for k in RECORDS},
        opening_of("konbini"): moment.opening("konbini", procedure.id).value,
    }


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("name", NAMES)
def test_no_offer_anywhere_breaks_a_rule(name: str, batch: int):
    procedure = CONTENT.procedures[name]
    offered = offers_that_keep_the_rules(procedure, SAMPLES // BATCHES, Dice(f"{name} {batch}"))
    ways = {rule.route for rule in procedure.routes if rule.reason}
    assert set(offered) == ways, "a sample that never meets a way proves nothing about it"
    assert offered[Route.ESCALATE] == SAMPLES // BATCHES


@pytest.mark.parametrize("name", sorted(CONTENT.procedures))
def test_nor_does_any_of_the_other_procedures(name: str):
    offered = offers_that_keep_the_rules(CONTENT.procedures[name], 500, Dice(name))
    assert offered[Route.ESCALATE] == 500


def offers_that_keep_the_rules(procedure: Procedure, samples: int, dice: Dice) -> Counter[Route]:
    """How often each way was offered; fails where an offer breaks a rule."""
    offered: Counter[Route] = Counter()
    for _ in range(samples):
        moment = dice.moment()
        leaf = leaf_of(moment, procedure)
        for rule in procedure.routes:
            offer = judge(CONTENT, procedure, rule, moment)
            if not isinstance(offer, Offer):
                continue
            offered[rule.route] += 1
            at = OfferedLeaf(
                procedure,
                rule,
                offer,
                leaf,
                tuple(steps_of(rule, as_seen_by(procedure, rule.route, moment))),
                moment,
            )
            for number, checks in LEAF_RULES.items():
                broken = [sentence for check in checks for sentence in check(at)]
                assert not broken, (number, rule.route, broken, leaf)
    return offered
