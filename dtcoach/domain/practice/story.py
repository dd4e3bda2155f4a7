"""The facts of a story, made so that the person, their card, their dates and their wish agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dtcoach.domain.conditions import Condition, facts_read
from dtcoach.domain.content import Content, Procedure
from dtcoach.domain.practice.chance import Chance
from dtcoach.domain.practice.people import Wanted
from dtcoach.domain.practice.trap import Trap
from dtcoach.domain.words import UNKNOWN

_MOVING_IN = ("move-in", "move-in-special")
_CARD_NEEDED = ("move-in-special", "move-out-card", "card-update", "card-certificate-renewal")
_NO_CARD = ("move-out", "card-loss", "card-pickup", "move-in")
_ELSEWHERE = ("residence-certificate-wide", *_MOVING_IN)
_AGES: Mapping[str, tuple[int, int]] = {
    "medical-certificates": (75, 92),
    "national-pension": (20, 59),
    "health-insurance": (22, 70),
    "child-allowance": (22, 45),
    "card-certificate-renewal": (23, 88),
    "death-notification": (30, 75),
    "support-measures-request": (20, 60),
}
_FILING_AGES: Mapping[str, tuple[int, int]] = {
    "birth": (20, 42),
    "marriage": (20, 60),
    "divorce": (22, 65),
    "court-divorce": (25, 65),
    "recognition": (20, 50),
    "adoption": (28, 65),
    "other": (20, 70),
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "contact_safe": ("yes", "yes", "yes", "no", "unknown"),
    "registered_here": ("yes",),
    "honseki_here": ("yes", "no"),
    "filing_place_here": ("yes", "no"),
    "photo_id": ("yes", "yes", "yes", "no"),
    "taxed_here": ("yes", "yes", "yes", "no"),
    "tax_clear": ("yes", "yes", "yes", "unknown"),
    "has_card": ("yes", "yes", "no"),
    "has_seal_card": ("yes", "no"),
    "can_return": ("yes", "yes", "no"),
    "needed_today": ("yes", "no"),
    "wants_certificate": ("no", "no", "yes"),
    "filing_kind": ("birth", "marriage", "divorce", "court-divorce", "recognition", "adoption"),
    "card_update_kind": ("moved-in", "changed"),
    "has_nfc_phone": ("yes", "yes", "no"),
}
_QUIET: Mapping[str, str] = {
    "support_measures": "no",
    "stop_list_hit": "no",
    "requester": "self",
    "in_person": "yes",
    "changed_since_snapshot": "no",
    "seal_changed": "no",
    "filed_move_out": "no",
    "moving_abroad": "no",
    "under_15": "no",
    "removed_record": "no",
}
"""What is ordinary: only a trap makes it otherwise."""


def facts_of_story(procedure: Procedure, trap: Trap | None, chance: Chance) -> dict[str, str]:
    """Every fact but the dates; what depends on another follows it."""
    facts = {name: chance.pick(name, choices) for name, choices in _CHOICES.items()}
    facts.update(_QUIET)
    facts.update(_of_procedure(procedure.id, chance))
    if trap is not None:
        facts.update(trap.facts)
    return {**facts, **_following(procedure.id, facts, trap, chance)}


def _of_procedure(procedure: str, chance: Chance) -> Mapping[str, str]:
    facts: dict[str, str] = {}
    if procedure in _CARD_NEEDED:
        facts["has_card"] = "yes"
    if procedure in _NO_CARD:
        facts["has_card"] = "no"
    if procedure in _ELSEWHERE:
        facts["registered_here"] = "no"
    if procedure in _MOVING_IN:
        facts["filed_move_out"] = "yes"
        facts["honseki_here"] = "no"
    if procedure == "seal-certificate":
        facts["has_seal_card"] = "yes"
    if procedure == "seal-stop":
        facts["has_seal_card"] = "no"  # 登録証をなくした方
    if procedure == "family-register-certificate":
        facts["honseki_here"] = "yes"
    if procedure == "family-register-certificate-wide":
        facts["honseki_here"] = "no"
    if procedure == "residence-card-address":
        facts["honseki_here"] = "no"
    if procedure == "child-allowance":
        facts["filing_kind"] = chance.pick("allowance", ("birth", "other"))
    if procedure == "death-notification":
        facts["requester"] = "household"
    return facts


def _following(
    procedure: str, facts: Mapping[str, str], trap: Trap | None, chance: Chance
) -> Mapping[str, str]:
    """What follows from another fact: no card, no certificate and no PIN."""
    given = {} if trap is None else trap.facts
    follows: dict[str, str] = {}
    if facts["has_card"] == "no":
        follows.update(card_certificate_valid="no", knows_pin="no", has_signing_pin="no")
        follows["under_15"] = "no"
    else:
        renewal = procedure == "card-certificate-renewal"
        follows["card_certificate_valid"] = given.get(
            "card_certificate_valid", chance.pick("cert", ("no", "yes") if renewal else _MOSTLY)
        )
        follows["knows_pin"] = given.get("knows_pin", chance.pick("pin", _MOSTLY))
        signing = chance.pick("signing", ("yes", "yes", "no"))
        if follows["knows_pin"] != "yes" or facts["under_15"] == "yes":
            signing = "no"
        follows["has_signing_pin"] = signing
    if facts["filing_kind"] == "birth" and procedure == "family-register-filing":
        follows["requester"] = "self"
    if facts["support_measures"] == "yes":
        follows["contact_safe"] = "no"
    return follows


_MOSTLY = ("yes", "yes", "yes", "no")


def person_for(procedure: str, facts: Mapping[str, str]) -> Wanted:
    """Who could tell this story: an age, a child, a card."""
    ages = _AGES.get(procedure, (18, 88))
    child: tuple[int, int] | None = None
    foreign: bool | None = None
    if procedure == "family-register-filing":
        ages = _FILING_AGES[facts["filing_kind"]]
        if facts["filing_kind"] == "birth":
            child = (0, 0)
    if procedure == "child-allowance":
        child = (0, 0) if facts["filing_kind"] == "birth" else (1, 8)
    if facts["under_15"] == "yes":
        ages, child = (28, 50), (4, 14)
    if procedure == "residence-card-address":
        ages, foreign = (20, 60), True
    elif facts["honseki_here"] == "yes" or procedure in _JAPANESE_ONLY:
        foreign = False
    holds = facts["has_card"] == "yes"
    return Wanted(
        ages=ages,
        foreign=foreign,
        child=child,
        card=holds and facts["under_15"] == "no",
        card_of_child=holds and facts["under_15"] == "yes",
        certificate_valid=facts["card_certificate_valid"] == "yes",
    )


_JAPANESE_ONLY = (
    "family-register-certificate",
    "family-register-certificate-wide",
    "family-register-attachment",
    "non-acceptance-request",
    "family-register-filing",
    "death-notification",
)
"""A person without a 戸籍 does not ask for one."""


def facts_that_matter(content: Content, procedure: Procedure) -> tuple[str, ...]:
    """Every fact this procedure can read, in reading order; the clerk may ask these."""
    found = [name for condition in _conditions(procedure) for name in facts_read(condition)]
    found += [step.fact for rule in procedure.routes for step in rule.steps if step.fact]
    if procedure.deadline is not None:
        found += procedure.deadline.facts
    return tuple(name for name in dict.fromkeys(found) if name in content.facts)


def _conditions(procedure: Procedure) -> Iterator[Condition]:
    for rule in procedure.routes:
        yield from (gate.condition for gate in rule.gates)
        if rule.leads is not None:
            yield rule.leads
        yield from (caution.condition for caution in rule.cautions)
        yield from (step.condition for step in rule.steps if step.condition is not None)
        yield from (one.condition for one in rule.promises if one.condition is not None)


def complete(
    facts: Mapping[str, str], dates: Mapping[str, str], names: tuple[str, ...]
) -> Mapping[str, str]:
    """Just the facts that this procedure can read; one that no story knows is わからない."""
    known = {**facts, **dates}
    return {name: known.get(name, UNKNOWN) for name in names}
