"""A recorded outage (design §5), checked before anything of it is played."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from dtcoach.app.errors import WrongUsage
from dtcoach.app.words_in import (
    facts_in,
    known_word,
    moment_in,
    quoted,
    scenario_in,
    suggestion,
    world_in,
)
from dtcoach.domain.content import Content, Scenario
from dtcoach.domain.words import PROCEDURES, Route, Status, WorldKey
from dtcoach.frozen import dataclass

T = TypeVar("T")

MAX_VISITS = 200_000
_KEYS = ("title", "source", "synthetic", "mode", "office", "timeline", "visits")
_ENTRY_KEYS = ("at", "scenario", "world", "snapshot_at", "by", "note", "recovered")
_VISIT_KEYS = ("at", "counter", "requests", "facts", "choose", "times")


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What the lead said at that time."""

    at: datetime
    scenario: Scenario | None
    world: Mapping[WorldKey, Status]
    snapshot_at: datetime | None
    by: str
    note: str
    recovered: bool


@dataclass(frozen=True, slots=True)
class RecordedVisit:
    """A resident, or `times` residents alike."""

    at: datetime
    counter: str
    requests: tuple[str, ...]
    facts: Mapping[str, str]
    choose: Mapping[str, Route]
    times: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """The whole recording; the first timeline entry names a scenario."""

    title: str
    source: str
    synthetic: str
    office: str
    timeline: tuple[TimelineEntry, ...]
    visits: tuple[RecordedVisit, ...]


def recorded_in(content: Content, given: object) -> Recorded:
    """The recording in plain data. Raises WrongUsage with the place of the first fault."""
    whole = _mapping(given, "再現ファイル", _KEYS)
    timeline = tuple(
        _located(f"timeline の {number} 番目", _entry, content, item)
        for number, item in enumerate(_list(whole, "timeline"), start=1)
    )
    if not timeline or timeline[0].scenario is None:
        raise WrongUsage("timeline の 1 番目に scenario を書いてください。")
    visits = tuple(
        _located(f"visits の {number} 番目", _visit, content, item)
        for number, item in enumerate(_list(whole, "visits"), start=1)
    )
    if sum(visit.times for visit in visits) > MAX_VISITS:
        raise WrongUsage(f"受付は全部で {MAX_VISITS:,} 件までです。")
    if whole.get("mode") not in ("real", "drill"):
        raise WrongUsage("mode は real か drill です。")
    first = min((visit.at for visit in visits), default=timeline[0].at)
    if first < timeline[0].at or any(entry.at < timeline[0].at for entry in timeline):
        raise WrongUsage("timeline の 1 番目より前の時刻があります。")
    return Recorded(
        title=_text(whole, "title"),
        source=_text(whole, "source"),
        synthetic=_text(whole, "synthetic"),
        office=_text(whole, "office"),
        timeline=timeline,
        visits=visits,
    )


def _located(
    where: str, read: Callable[[Content, object], T], content: Content, given: object
) -> T:
    try:
        return read(content, given)
    except WrongUsage as error:
        raise WrongUsage(f"{where}: {error.sentence}") from None


def _entry(content: Content, given: object) -> TimelineEntry:
    entry = _mapping(given, "timeline", _ENTRY_KEYS)
    scenario, snapshot_at = entry.get("scenario"), entry.get("snapshot_at")
    return TimelineEntry(
        at=moment_in(entry.get("at"), "at"),
        scenario=None if scenario is None else scenario_in(content, scenario),
        world=world_in(_mapping(entry.get("world") or {}, "world", None)),
        snapshot_at=None if snapshot_at is None else moment_in(snapshot_at, "snapshot_at"),
        by=_text(entry, "by") or "（記録なし）",
        note=_text(entry, "note"),
        recovered=entry.get("recovered") is True,
    )


def _visit(content: Content, given: object) -> RecordedVisit:
    visit = _mapping(given, "visits", _VISIT_KEYS)
    times = visit.get("times", 1)
    if not isinstance(times, int) or isinstance(times, bool) or not 1 <= times <= MAX_VISITS:
        raise WrongUsage("times は 1 以上の整数です。")
    choose = _mapping(visit.get("choose") or {}, "choose", None)
    return RecordedVisit(
        at=moment_in(visit.get("at"), "at"),
        counter=_text(visit, "counter") or "（記録なし）",
        requests=tuple(_requests(visit)),
        facts=facts_in(content, _mapping(visit.get("facts") or {}, "facts", None)),
        choose={name: known_word(Route, route, "対応方法") for name, route in choose.items()},
        times=times,
    )


def _requests(visit: Mapping[str, Any]) -> Iterator[str]:
    names = _list(visit, "requests")
    if not names:
        raise WrongUsage("requests が空です。")
    for name in names:
        if name not in PROCEDURES:
            near = suggestion(str(name), PROCEDURES)
            raise WrongUsage(f"{quoted(name)}という手続はありません{near}。")
        yield name


def _mapping(given: object, what: str, allowed: tuple[str, ...] | None) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise WrongUsage(f"{what} は {{名前: 値}} の形で書いてください。")
    for key in given:
        if allowed is not None and key not in allowed:
            raise WrongUsage(f"{quoted(key)}という項目はありません{suggestion(key, allowed)}。")
    return given


def _list(given: Mapping[str, Any], key: str) -> list[Any]:
    value = given.get(key)
    if not isinstance(value, list):
        raise WrongUsage(f"「{key}」の一覧がありません。")
    return value


def _text(given: Mapping[str, Any], key: str) -> str:
    value = given.get(key, "")
    if not isinstance(value, str):
        raise WrongUsage(f"「{key}」は文字で書いてください。")
    return value
