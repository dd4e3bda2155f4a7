"""What is true in a drill at a time, and a role card as the case that 自習 knows how to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from dtcoach.domain.content import Content
from dtcoach.domain.drill.plan import Card, Drill, Inject, Person
from dtcoach.domain.practice.case import Lesson, PracticeCase, Spec, told_at_once
from dtcoach.domain.practice.chance import Chance
from dtcoach.domain.practice.key import AnswerKey, key_of
from dtcoach.domain.practice.people import Resident, invent
from dtcoach.domain.practice.role_card import RoleCard, role_card
from dtcoach.domain.practice.sayings import saying
from dtcoach.domain.practice.story import complete, facts_of_story, facts_that_matter, person_for
from dtcoach.domain.practice.trap import Trap
from dtcoach.domain.practice.traps import PLAIN, TRAPS
from dtcoach.domain.words import UNKNOWN, WORKING, Status, WorldKey
from dtcoach.domain.world import preset

Closed = Callable[[date], bool]
World = Mapping[WorldKey, Status]

_CALM = "落ち着いている。聞かれたことに、順に答える。"
_DAYS_PER_YEAR = 365.25
_OF_THE_CARD = ("card_certificate_valid", "knows_pin", "has_signing_pin", "under_15")


def world_after(content: Content, drill: Drill, played: Iterable[Inject]) -> World:
    """What is true once these injects were played, in this order."""
    world = {**preset(content.scenarios[drill.scenario]), **drill.found}
    for inject in played:
        if inject.scenario:
            world.update(content.scenarios[inject.scenario].about)
        world.update(inject.found)
        world.update(inject.board)
    return world


def planned_world(content: Content, drill: Drill, inject: Inject) -> World:
    """What is true when that inject was played, if all goes by the plan."""
    order = drill.in_order
    return world_after(content, drill, order[: order.index(inject) + 1])


def snapshot_in(drill: Drill, world: World) -> datetime | None:
    """What the downtime server shows, where it runs."""
    return drill.snapshot_at if world[WorldKey.DOWNTIME_SERVER] in WORKING else None


def planned_case(content: Content, drill: Drill, card: Card) -> PracticeCase:
    """The case of a role card when its inject is played by the plan."""
    inject = drill.inject_of(card.id)
    if inject is None:
        raise KeyError(card.id)
    at = drill.begins + drill.planned_at(inject)
    return case_at(content, drill, card, at, planned_world(content, drill, inject))


def case_at(content: Content, drill: Drill, card: Card, at: datetime, world: World) -> PracticeCase:
    """The case of a role card at that time in that world."""
    procedure = content.procedures[card.procedure]
    trap = TRAPS.get(card.trap)
    chance = Chance(f"{drill.id}/{card.id}")
    facts = facts_of_story(procedure, _told_by(card, trap), chance)
    facts.update(card.facts)
    today = drill.begins.date()
    facts.setdefault("needed_by", _needed_by(facts, today))
    whole = complete(facts, {}, facts_that_matter(content, procedure))
    reveals = {**({} if trap is None else trap.reveals), **card.reveals}
    revealed = {name: said for name, said in reveals.items() if name in whole}
    ja, easy = saying(procedure.id, procedure.title, facts)
    resident = invent(person_for(procedure.id, facts), today, chance)
    return PracticeCase(
        spec=Spec(Lesson(card.procedure, card.trap or PLAIN), drill.scenario),
        at=at,
        world=world,
        snapshot_at=snapshot_in(drill, world),
        resident=resident if card.person is None else _as(card.person, resident, today),
        says={"ja": card.says or ja, "easy": card.says_easy or ("" if card.says else easy)},
        behaves=card.behaves or (trap.behaves if trap is not None else "") or _CALM,
        told=told_at_once(procedure, whole),
        facts=whole,
        hidden=tuple(revealed),
        revealed=revealed,
    )


def answer_key(content: Content, case: PracticeCase, closed: Closed) -> AnswerKey:
    """The engine's own answer."""
    return key_of(content, case, closed)


def card_to_play(content: Content, drill: Drill, card: Card, closed: Closed) -> RoleCard:
    """What the person who plays this resident holds in their hand."""
    case = planned_case(content, drill, card)
    made = role_card(content, case, closed)
    if case.facts.get("has_card") == "no":
        # Nobody is asked about a card that they do not have.
        asks = content.procedures[case.procedure].asks
        moot = {asks(content.facts[name]).label for name in _OF_THE_CARD if name in case.facts}
        made = replace(made, knows=tuple(line for line in made.knows if line.label not in moot))
    return replace(made, lesson=card.lesson) if card.lesson else made


def left_open(content: Content, case: PracticeCase, card: Card, closed: Closed) -> tuple[str, ...]:
    """What the engine would ask, and the card has no answer to."""
    asked = key_of(content, case, closed).questions
    return tuple(
        name for name in asked if case.facts[name] == UNKNOWN and card.facts.get(name) != UNKNOWN
    )


def _told_by(card: Card, trap: Trap | None) -> Trap:
    """The trap with the card's own facts in it, so that what follows from them follows."""
    if trap is None:
        return Trap(PLAIN, "", "", (card.procedure,), (), facts=card.facts)
    return replace(trap, facts={**trap.facts, **card.facts})


def _needed_by(facts: Mapping[str, str], today: date) -> str:
    days = 0 if facts.get("needed_today") == "yes" else 7
    return (today + timedelta(days=days)).isoformat()


def _as(person: Person, invented: Resident, today: date) -> Resident:
    born = today - timedelta(days=round((person.age + 0.5) * _DAYS_PER_YEAR))
    return replace(
        invented,
        name=person.name,
        kana=person.kana,
        born=born,
        household=person.household or invented.household,
    )
