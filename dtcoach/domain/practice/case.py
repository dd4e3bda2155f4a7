"""One practice case: a board, a resident, what they say and hide, and every fact of the story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dtcoach.domain.content import Content, Procedure
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.practice.boards import board_of, snapshot_of
from dtcoach.domain.practice.chance import Chance
from dtcoach.domain.practice.days import place_dates
from dtcoach.domain.practice.people import Resident, invent
from dtcoach.domain.practice.replies import reply
from dtcoach.domain.practice.sayings import saying
from dtcoach.domain.practice.story import (
    complete,
    facts_of_story,
    facts_that_matter,
    person_for,
)
from dtcoach.domain.practice.trap import Day
from dtcoach.domain.practice.traps import PLAIN, TRAPS
from dtcoach.domain.situation import Moment
from dtcoach.domain.words import Status, WorldKey

_ORDINARY = (
    "落ち着いている。聞かれたことに、順に答える。",
    "少し急いでいる。時計を何度も見る。",
    "手続のことはよくわからない。短く聞くと答えやすい。",
    "メモを用意してきた。はっきり話す。",
)


@dataclass(frozen=True, slots=True, order=True)
class Lesson:
    """What is practised: one procedure with one trap, `plain` for none."""

    procedure: str
    trap: str


@dataclass(frozen=True, slots=True)
class Spec:
    """What a case is made of, before anybody is invented."""

    lesson: Lesson
    scenario: str


@dataclass(frozen=True, slots=True)
class PracticeCase:
    """`told` are facts that nobody need ask: seen, or said at once. `facts` hold the whole story,
    `hidden` those of them that come out only when asked and make the trap."""

    spec: Spec
    at: datetime
    world: Mapping[WorldKey, Status]
    snapshot_at: datetime | None
    resident: Resident
    says: Mapping[str, str]
    behaves: str
    told: Mapping[str, str]
    facts: Mapping[str, str]
    hidden: tuple[str, ...]
    revealed: Mapping[str, str]

    @property
    def procedure(self) -> str:
        return self.spec.lesson.procedure

    @property
    def trap(self) -> str:
        return self.spec.lesson.trap

    def moment(
        self,
        content: Content,
        closed: Callable[[date], bool],
        facts: Mapping[str, str] | None = None,
    ) -> Moment:
        """What the engine sees: the whole story, or only these facts of it."""
        return Moment(
            at=self.at,
            world=self.world,
            facts=self.facts if facts is None else facts,
            snapshot=self.snapshot_at,
            settings=content.profile.settings,
            closed=closed,
            services=content.profile.services,
        )

    def answer_to(self, content: Content, fact: str) -> str:
        """What is heard, or seen, when that fact is asked or looked up."""
        definition = content.procedures[self.procedure].asks(content.facts[fact])
        return reply(definition, self.facts[fact], self.revealed)


def make_case(
    content: Content, spec: Spec, seed: str, near: date, closed: Callable[[date], bool]
) -> PracticeCase:
    """The same arguments give the same resident. Raises KeyError where content lacks the spec."""
    procedure = content.procedures[spec.lesson.procedure]
    scenario = content.scenarios[spec.scenario]
    trap = None if spec.lesson.trap == PLAIN else TRAPS[spec.lesson.trap]
    chance = Chance(f"{seed}/{spec}")
    facts = facts_of_story(procedure, trap, chance)
    lie = Day.AHEAD if trap is None or trap.day is None else trap.day
    dates = place_dates(procedure, facts, lie, near, closed, chance)
    world = board_of(scenario, trap, chance)
    minutes = chance.between("time", 0, 7 * 60 + 15)
    start = datetime.combine(dates.today, time(8, 45), TOKYO)
    at = start + timedelta(minutes=minutes - minutes % 5)
    names = facts_that_matter(content, procedure)
    whole = complete(facts, _needed_by(dates.facts, facts, dates.today, chance), names)
    revealed = {} if trap is None else {k: v for k, v in trap.reveals.items() if k in whole}
    ja, easy = saying(procedure.id, procedure.title, facts)
    return PracticeCase(
        spec=spec,
        at=at,
        world=world,
        snapshot_at=snapshot_of(world, at, chance),
        resident=invent(person_for(procedure.id, facts), dates.today, chance),
        says={"ja": ja, "easy": easy},
        behaves=(trap and trap.behaves) or chance.pick("behaves", _ORDINARY),
        told=told_at_once(procedure, whole),
        facts=whole,
        hidden=tuple(revealed),
        revealed=revealed,
    )


def _needed_by(
    dates: Mapping[str, str], facts: Mapping[str, str], today: date, chance: Chance
) -> Mapping[str, str]:
    days = 0 if facts["needed_today"] == "yes" else chance.between("needed", 2, 14)
    return {**dates, "needed_by": (today + timedelta(days=days)).isoformat()}


_SAID_AT_ONCE: Mapping[str, tuple[str, ...]] = {
    "move-in-special": ("has_card",),
    "move-out-card": ("has_card",),
    "family-register-filing": ("filing_kind",),
    "residence-certificate-wide": ("registered_here",),
    "card-update": ("has_card",),
}


def told_at_once(procedure: Procedure, facts: Mapping[str, str]) -> Mapping[str, str]:
    """The clerk sees who stands there, and hears what is in the first sentence."""
    names = ["in_person", *_SAID_AT_ONCE.get(procedure.id, ())]
    if facts.get("requester", "self") != "self":
        names.append("requester")
    return {name: facts[name] for name in names if name in facts}
