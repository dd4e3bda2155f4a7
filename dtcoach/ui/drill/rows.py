"""What the controller sees, worked out without a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from dtcoach.app.drill_plan_words import (
    DOES,
    STATUS,
    at_words,
    card_name,
    condition_words,
    what_happens,
    where,
)
from dtcoach.app.drill_words import act_words, took
from dtcoach.domain.content import Content
from dtcoach.domain.drill.plan import Does, Drill, Inject
from dtcoach.domain.drill.record import DrillRecord, visits_of_cards, when_done
from dtcoach.domain.drill.running import Coming, Entry, Running
from dtcoach.domain.drill.story import card_to_play
from dtcoach.domain.japanese_dates import clock_time
from dtcoach.domain.practice.role_card import RoleCard
from dtcoach.domain.words import Status, VisitStatus, WorldKey
from dtcoach.domain.world import Board
from dtcoach.frozen import dataclass
from dtcoach.ui.kit.chip import Tone

Closed = Callable[[date], bool]

_STANDS: Mapping[Coming, tuple[str, Tone, str]] = {
    Coming.WAITS: ("前の出来事を待つ", Tone.NEUTRAL, "schedule"),
    Coming.AHEAD: ("これから", Tone.NEUTRAL, "schedule"),
    Coming.DUE: ("いま", Tone.WARNING, "priority_high"),
    Coming.PLAYED: ("出した", Tone.SUCCESS, "check_circle-fill"),
    Coming.SKIPPED: ("とばした", Tone.NEUTRAL, "skip_next"),
}


@dataclass(frozen=True, slots=True)
class InjectRow:
    """One line of the list."""

    id: str
    at: str
    title: str
    where: str
    word: str
    tone: Tone
    icon: str
    can_play: bool


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """What should follow, and whether it did."""

    words: str
    said: str
    tone: Tone
    icon: str


@dataclass(frozen=True, slots=True)
class InjectDetail:
    """The chosen inject in full; `card` is what the player holds."""

    id: str
    title: str
    when: str
    call: tuple[str, str] | None
    changes: tuple[tuple[str, str], ...]
    condition: str
    note: str
    card: RoleCard | None
    expected: tuple[ExpectedLine, ...]
    look_for: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CounterLine:
    """Who is where: one part, and what goes on at its counter."""

    title: str
    does: str
    counter: str
    now: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class TruthLine:
    """One system as it really is, beside what the board says."""

    title: str
    really: str
    board: str
    is_same: bool


def inject_rows(drill: Drill, entries: tuple[Entry, ...]) -> tuple[InjectRow, ...]:
    return tuple(_row(drill, entry) for entry in entries)


def _row(drill: Drill, entry: Entry) -> InjectRow:
    word, tone, icon = _STANDS[entry.stands]
    if entry.played is not None:
        word = f"{clock_time(entry.played.at)} に出した"
    return InjectRow(
        id=entry.inject.id,
        at=at_words(drill, entry.due),
        title=entry.inject.title,
        where=where(drill, entry.inject),
        word=word,
        tone=tone,
        icon=icon,
        can_play=entry.played is None,
    )


def inject_detail(
    drill: Drill,
    running: Running,
    record: DrillRecord,
    content: Content,
    entry: Entry,
    now: datetime,
    closed: Closed,
) -> InjectDetail:
    """Everything about one inject, for whoever plays it."""
    inject = entry.inject
    card = drill.cards.get(inject.card)
    items = (*inject.observe, *(() if card is None else card.observe))
    return InjectDetail(
        id=inject.id,
        title=inject.title,
        when=_when(drill, entry),
        call=None if inject.call is None else (inject.call.sender, inject.call.words),
        changes=what_happens(inject, content),
        condition=condition_words(inject, drill, content),
        note=inject.note,
        card=None if card is None else card_to_play(content, drill, card, closed),
        expected=_expected(drill, running, record, content, inject, now),
        look_for=tuple(
            (item, drill.items[item].text, drill.items[item].standard)
            for item in dict.fromkeys(items)
        ),
    )


def _when(drill: Drill, entry: Entry) -> str:
    place = where(drill, entry.inject)
    if entry.played is not None:
        return f"{clock_time(entry.played.at)} に出しました　{place}"
    return f"{at_words(drill, entry.due) or 'まだ決まりません'}　{place}"


def _expected(
    drill: Drill,
    running: Running,
    record: DrillRecord,
    content: Content,
    inject: Inject,
    now: datetime,
) -> tuple[ExpectedLine, ...]:
    played = running.played.get(inject.id)
    lines: list[ExpectedLine] = []
    for expected in inject.expects:
        words = f"{expected.within_minutes}分以内：{act_words(expected.act, drill, content)}"
        if played is None:
            lines.append(ExpectedLine(words, "", Tone.NEUTRAL, "schedule"))
            continue
        limit = played.at + timedelta(minutes=expected.within_minutes)
        done = when_done(record, drill, running, expected.act, played.at)
        if done is not None:
            passed = took((done.at - played.at) // timedelta(seconds=1))
            late = done.at > limit
            said = f"{passed}で{'（おそい）' if late else 'できた'}"
            tone = Tone.WARNING if late else Tone.SUCCESS
            lines.append(ExpectedLine(words, said, tone, "check_circle-fill"))
        elif now > limit:
            lines.append(ExpectedLine(words, "まだ（時間を過ぎた）", Tone.DANGER, "error-fill"))
        else:
            lines.append(ExpectedLine(words, "まだ", Tone.NEUTRAL, "schedule"))
    return tuple(lines)


def counter_lines(
    drill: Drill, running: Running, record: DrillRecord, content: Content, now: datetime
) -> tuple[CounterLine, ...]:
    """Every part; of those at a counter also who is being served there, or waits."""
    matched = {visit.id: card for card, visit in visits_of_cards(record, drill, running).items()}
    lines: list[CounterLine] = []
    for part in drill.parts.values():
        now_words, tone = "", Tone.NEUTRAL
        if part.does is Does.PLAYS:
            now_words, tone = _at_counter(
                drill, running, record, content, part.counter, matched, now
            )
        lines.append(CounterLine(part.title, DOES[part.does], part.counter, now_words, tone))
    return tuple(lines)


def _at_counter(
    drill: Drill,
    running: Running,
    record: DrillRecord,
    content: Content,
    counter: str,
    matched: Mapping[str, str],
    now: datetime,
) -> tuple[str, Tone]:
    here = [visit for visit in record.visits if visit.counter == counter]
    open_here = [visit for visit in here if visit.status is VisitStatus.OPEN]
    waiting = [
        card_name(drill, inject.card)
        for inject in drill.injects.values()
        if inject.card
        and inject.id in running.played
        and inject.card not in matched.values()
        and counter in {drill.parts[part].counter for part in inject.to}
    ]
    words: list[str] = []
    for visit in open_here:
        names = "・".join(content.headings[r.procedure].title for r in visit.requests)
        who = card_name(drill, matched[visit.id]) if visit.id in matched else "来庁者"
        passed = took((now - visit.opened_at) // timedelta(seconds=1))
        words.append(f"{visit.number} {who}　{names}（{passed}）")
    words += [f"{name}が待っています" for name in waiting]
    if not words:
        closed = sum(visit.status is VisitStatus.CLOSED for visit in here)
        return (f"手が空いています（終えた受付 {closed}件）", Tone.NEUTRAL)
    return "　".join(words), Tone.WARNING if waiting else Tone.ACTION


def truth_lines(
    world: Mapping[WorldKey, Status], board: Board, content: Content
) -> tuple[TruthLine, ...]:
    """What the controller answers when somebody looks."""
    return tuple(
        TruthLine(
            content.systems[key].title,
            STATUS[world[key]],
            STATUS[board.status(key)],
            world[key] is board.status(key),
        )
        for key in WorldKey
    )
