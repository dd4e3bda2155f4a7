"""The plan of a drill in words: what happens, where, and who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from dtcoach.app.drill_words import act_words, took
from dtcoach.domain.content import Content
from dtcoach.domain.drill.events import Rating
from dtcoach.domain.drill.plan import Does, Drill, Inject
from dtcoach.domain.japanese_dates import clock_time
from dtcoach.domain.words import Status, WorldKey

STATUS: Mapping[Status, str] = {
    Status.UP: "稼働",
    Status.DEGRADED: "不安定",
    Status.DOWN: "停止",
    Status.UNKNOWN: "未確認",
}
DOES: Mapping[Does, str] = {
    Does.CONTROLS: "統制",
    Does.PLAYS: "対応",
    Does.RESIDENT: "来庁者役",
    Does.OBSERVES: "観察",
}
RATINGS: Mapping[Rating, str] = {
    Rating.P: "P　できた。ほかに悪い影響もない",
    Rating.S: "S　できた。もっとよくできる",
    Rating.M: "M　できたが、ほかの仕事や人の安全に悪い影響があった",
    Rating.U: "U　できなかった",
    Rating.NOT_OBSERVED: "観察できず",
}


def card_name(drill: Drill, card: str) -> str:
    """Who that card is, as one calls them; by the title of their inject where nobody is named."""
    person = drill.cards[card].person
    if person is not None:
        return f"{person.name}さん"
    inject = drill.inject_of(card)
    return card if inject is None else f"「{inject.title}」の方"


def where(drill: Drill, inject: Inject) -> str:
    """At which counters; すべての窓口 where it is for everybody."""
    counters = [drill.parts[part].counter or drill.parts[part].title for part in inject.to]
    return "・".join(counters) or "すべて"


def changes(world: Mapping[WorldKey, Status], content: Content) -> str:
    """コンビニ交付 → 停止、電話 → 稼働."""
    return "、".join(
        f"{content.systems[key].title} → {STATUS[status]}" for key, status in world.items()
    )


def what_happens(inject: Inject, content: Content) -> tuple[tuple[str, str], ...]:
    """What an inject changes, as (label, words)."""
    found: list[tuple[str, str]] = []
    if inject.scenario:
        found.append(("想定が変わる", content.scenarios[inject.scenario].title))
    if inject.board:
        found.append(("状況に入る", changes(inject.board, content)))
    if inject.found:
        found.append(("知らせずに変わる", changes(inject.found, content)))
    return tuple(found)


def condition_words(inject: Inject, drill: Drill, content: Content) -> str:
    """When it is left out; empty for one without a condition."""
    if inject.only_if is None:
        return ""
    done = "済んでいる" if inject.only_if.done else "済んでいない"
    return f"「{act_words(inject.only_if.act, drill, content)}」が{done}ときだけ出す"


def at_words(drill: Drill, due: timedelta | None) -> str:
    """9:05 in exercise time."""
    return "" if due is None else clock_time(drill.begins + due)


def time_words(at: datetime) -> str:
    """9:05:07."""
    return f"{at.hour}:{at.minute:02d}:{at.second:02d}"


def took_or_not(seconds: int | None) -> str:
    """4分12秒; 記録なし where the log has none."""
    return "記録なし" if seconds is None else took(seconds)
