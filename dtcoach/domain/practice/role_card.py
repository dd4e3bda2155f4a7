"""An invented resident as a card for the person who plays them in a drill."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import long_date, moment
from dtcoach.domain.practice.case import PracticeCase
from dtcoach.domain.practice.key import key_of
from dtcoach.domain.practice.marking import route_title
from dtcoach.domain.practice.traps import PLAIN, TRAPS, title_of
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """What is asked, and what the player answers."""

    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class RoleCard:
    """All a player needs; `trap`, `lesson` and `outcome` are for the controller alone.

    `looked_up` holds what the clerk finds without asking: the player knows nothing of it.
    """

    name: str
    person: str
    when: str
    wants: str
    says: str
    says_easy: str
    behaves: str
    knows: tuple[Line, ...]
    hides: tuple[Line, ...]
    looked_up: tuple[Line, ...]
    trap: str
    lesson: str
    outcome: str


def role_card(content: Content, case: PracticeCase, closed: Callable[[date], bool]) -> RoleCard:
    """The card of that case."""
    procedure = content.procedures[case.procedure]
    key = key_of(content, case, closed)
    knows: list[Line] = []
    hides: list[Line] = []
    looked_up: list[Line] = []
    for fact in case.facts:
        definition = procedure.asks(content.facts[fact])
        line = Line(definition.label, case.answer_to(content, fact))
        if definition.silent:
            looked_up.append(line)
        elif fact in case.hidden:
            hides.append(line)
        else:
            knows.append(line)
    title = route_title(content, key.walk, key.route)
    due = key.walk.deadline
    return RoleCard(
        name=f"{case.resident.name}（{case.resident.kana}）",
        person=person_line(case),
        when=moment(case.at),
        wants=procedure.title,
        says=case.says["ja"],
        says_easy=case.says["easy"],
        behaves=case.behaves,
        knows=tuple(knows),
        hides=tuple(hides),
        looked_up=tuple(looked_up),
        trap=title_of(case.trap),
        lesson="" if case.trap == PLAIN else TRAPS[case.trap].lesson,
        outcome=title if due is None else f"{title}（期限 {long_date(due.due)}）",
    )


def person_line(case: PracticeCase) -> str:
    """Age, household and card in one line."""
    resident = case.resident
    parts = [f"{resident.age_on(case.at.date())}歳", resident.household]
    if resident.card is not None:
        whose = "お子さんのカード" if case.facts.get("under_15") == "yes" else "カード"
        parts.append(f"{whose}の期限 {long_date(resident.card.valid_until)}")
    return "・".join(parts)
