"""Words from outside, turned into the domain's: each fault is one clear sentence."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from dtcoach.app.errors import ProblemFound, WrongUsage
from dtcoach.domain.content import Content, FactDefinition, Procedure, Scenario
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import PROCEDURES, UNKNOWN, Status, WorldKey

E = TypeVar("E", bound=StrEnum)


def quoted(word: object) -> str:
    """The word in 「」, so short that the sentence around it is still read."""
    text = str(word)
    return f"「{text if len(text) <= 60 else f'{text[:60]}…'}」"


def suggestion(word: str, known: Collection[str]) -> str:
    """「もしかして」 when a known word is near, else nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"（もしかして: {near[0]}）" if near else ""


def known_word(kind: type[E], word: object, what: str) -> E:
    """The member of that name. Raises WrongUsage."""
    names = [member.value for member in kind]
    if not isinstance(word, str) or word not in names:
        raise WrongUsage(f"{quoted(word)}という{what}はありません{suggestion(str(word), names)}。")
    return kind(word)


def moment_in(text: object, what: str) -> datetime:
    """An ISO 8601 time; without an offset it is Tokyo's. Raises WrongUsage."""
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        at = None
    if at is None or not _in_living_memory(at):
        raise WrongUsage(
            f"{what}{quoted(text)}は日時として読めません（例: 2025-01-06T11:20:00+09:00）。"
        )
    return at.replace(tzinfo=TOKYO) if at.tzinfo is None else at.astimezone(TOKYO)


def day_in(text: object, what: str) -> date:
    """An ISO 8601 day. Raises WrongUsage."""
    try:
        day = date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        day = None
    if day is None or not _in_living_memory(day):
        raise WrongUsage(f"{what}{quoted(text)}は日付として読めません（例: 2025-01-06）。")
    return day


def _in_living_memory(day: date) -> bool:
    """Whether a counter can meet that day; keeps day arithmetic far from the calendar's ends."""
    return 1868 <= day.year <= 2200


def procedure_in(content: Content, name: object) -> Procedure:
    """The procedure; raises WrongUsage for a word that is none, ProblemFound if not covered."""
    if isinstance(name, str) and name in content.procedures:
        return content.procedures[name]
    if name in PROCEDURES:
        raise ProblemFound(f"手続「{name}」の手順は、まだ用意されていません。")
    raise WrongUsage(f"{quoted(name)}という手続はありません{suggestion(str(name), PROCEDURES)}。")


def scenario_in(content: Content, name: object) -> Scenario:
    """The scenario. Raises WrongUsage."""
    if isinstance(name, str) and name in content.scenarios:
        return content.scenarios[name]
    raise WrongUsage(
        f"{quoted(name)}という想定はありません{suggestion(str(name), content.scenarios)}。"
    )


def world_in(given: Mapping[str, object]) -> Mapping[WorldKey, Status]:
    """Statuses by key. Raises WrongUsage."""
    return {
        known_word(WorldKey, key, "システム"): known_word(Status, status, "状態")
        for key, status in given.items()
    }


def facts_in(content: Content, given: Mapping[str, object]) -> Mapping[str, str]:
    """Answers by fact; dates as ISO days. Raises WrongUsage."""
    return {name: _answer(content, name, value) for name, value in given.items()}


def _answer(content: Content, name: str, value: object) -> str:
    definition = content.facts.get(name)
    if definition is None:
        raise WrongUsage(f"{quoted(name)}という事実はありません{suggestion(name, content.facts)}。")
    return answer_in(definition, value)


def answer_in(definition: FactDefinition, value: object) -> str:
    """One answer to a fact. Raises WrongUsage."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if value == UNKNOWN:
        return UNKNOWN
    if definition.is_date:
        return day_in(value, f"{definition.name} の").isoformat()
    values = choices_of(definition)
    if not isinstance(value, str) or value not in values:
        raise WrongUsage(
            f"{definition.name} の答え{quoted(value)}はありません（{'、'.join(values)}）。"
        )
    return value


def choices_of(definition: FactDefinition) -> tuple[str, ...]:
    """What a fact can be answered with, わからない last; `date` alone for a day."""
    if definition.is_date:
        return ("date",)
    return (*(choice.value for choice in definition.choices), UNKNOWN)
