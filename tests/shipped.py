"""The shipped content, and random worlds, facts and times to walk it with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st

from dtcoach.adapters.opening_days import WardOpeningDays
from dtcoach.compose import House
from dtcoach.domain.content import Content, Procedure
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.situation import Moment
from dtcoach.domain.walk import walk
from dtcoach.domain.words import UNKNOWN, Status, WorldKey

_NOBODYS = TemporaryDirectory(prefix="dtcoach-tests-")
HOUSE = House(Path(_NOBODYS.name))
DAYS = WardOpeningDays()
MONDAY = datetime(2025, 1, 6, 11, 20, tzinfo=TOKYO)
"""品川区's outage: the first opening day of the year, to which many deadlines had rolled."""

patient = settings(deadline=None)
"""For properties: a slow machine is no fault of theirs."""


def _content() -> Content:
    assert HOUSE.shipped.problems == ()
    assert HOUSE.shipped.content is not None
    return HOUSE.shipped.content


FILES = HOUSE.shipped_files
CONTENT = _content()
PROCEDURES = tuple(CONTENT.procedures[name] for name in sorted(CONTENT.procedures))
UP: Mapping[WorldKey, Status] = dict.fromkeys(WorldKey, Status.UP)


def situation(
    facts: Mapping[str, str],
    world: Mapping[WorldKey, Status] = UP,
    at: datetime = MONDAY,
    snapshot: datetime | None = None,
) -> Moment:
    """Everything given, under the ward's own settings and calendar."""
    profile = CONTENT.profile
    return Moment(at, world, facts, snapshot, profile.settings, DAYS.is_closed, profile.services)


@dataclass(frozen=True, eq=False, repr=False)
class Case:
    """A request in some world at some time with nothing asked yet, and all the answers."""

    procedure: Procedure
    start: Moment
    answers: Mapping[str, str]

    def knowing(self, facts: Mapping[str, str]) -> Moment:
        return replace(self.start, facts=facts)

    @property
    def all_known(self) -> Moment:
        return self.knowing(self.answers)

    def __repr__(self) -> str:
        world = {key.value: status.value for key, status in self.start.world.items()}
        return f"{self.procedure.id} at {self.start.at} {world} {dict(self.answers)}"


def answers_to(name: str, today: date) -> list[str]:
    """Every answer that a fact can have, わからない included; days around every limit."""
    fact = CONTENT.facts[name]
    if fact.is_date:
        return [UNKNOWN, *((today + timedelta(days=days)).isoformat() for days in range(-95, 40))]
    return [*(choice.value for choice in fact.choices), UNKNOWN]


def case_from(seed: int, procedures: Sequence[Procedure] = PROCEDURES) -> Case:
    """The case of that number. Drawn by one number, since drawing forty costs more than the
    engine does; `repr` shows the whole case."""
    random = Random(seed)
    at = MONDAY + timedelta(minutes=random.randrange(600_000))
    working = random.random()
    world = {
        key: Status.UP if random.random() < working else random.choice(list(Status))
        for key in WorldKey
    }
    snapshot = random.choice([None, at - timedelta(hours=random.randrange(1, 200))])
    sure = random.random()
    answers = {
        name: random.choice(answers_to(name, at.date())[: -1 if random.random() < sure else None])
        for name in CONTENT.facts
    }
    return Case(random.choice(procedures), situation({}, world, at, snapshot), answers)


def asked_through(case: Case, known: Mapping[str, str]) -> tuple[Moment, list[str]]:
    """The situation once the engine asks nothing more, and what it asked, in order."""
    facts, asked = dict(known), list[str]()
    while (needs := walk(CONTENT, case.procedure, case.knowing(facts)).needs) is not None:
        assert needs not in facts, f"{needs} was asked twice"
        asked.append(needs)
        facts[needs] = case.answers[needs]
    return case.knowing(facts), asked


cases = st.integers(0, 2**32).map(case_from)
