"""The worklist of promises as rows and one promise in detail, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dtcoach.app.call_words import CallWords, call_words
from dtcoach.domain.content import Content
from dtcoach.domain.fees import FeeNote
from dtcoach.domain.form_values import short_titles
from dtcoach.domain.japanese_dates import TOKYO, long_date, moment, short_date
from dtcoach.domain.promises.figures import PostageFigures, PromiseFigures
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.promises.promise import PromiseState, PromiseStatus
from dtcoach.domain.promises.standing import Standing, standing_of, urgency
from dtcoach.domain.words import DropReason, PromiseKind
from dtcoach.ui.followups.model import Moment
from dtcoach.ui.followups.words import (
    FEE,
    LEAD,
    finds,
    moment_ahead,
    named,
    reached_at,
    slashed,
    tries_in_words,
    yen,
)
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.times import time_of
from dtcoach.ui.words import PROMISE

STANDING: Mapping[Standing, tuple[str, Tone, str]] = {
    Standing.OVERDUE: ("遅れ", Tone.DANGER, "error-fill"),
    Standing.TODAY: ("本日", Tone.WARNING, "schedule"),
    Standing.READY: ("今できる", Tone.ACTION, "flag"),
    Standing.LATER: ("期日前", Tone.NEUTRAL, "event"),
    Standing.WAITING: ("復旧待ち", Tone.NEUTRAL, "timer"),
    Standing.KEPT: ("済み", Tone.SUCCESS, "check_circle-fill"),
    Standing.DROPPED: ("終了", Tone.NEUTRAL, "cancel"),
}
REASON: Mapping[DropReason, str] = {
    DropReason.UNREACHABLE: "連絡がつかない",
    DropReason.DECLINED: "ご本人が不要と言われた",
    DropReason.OTHER_WAY: "別の方法に変えた",
}
DONE_BY_WORK = frozenset({PromiseKind.BACK_ENTRY, PromiseKind.RECHECK})
"""Kept by the work on another page of 復旧."""


class Shown(StrEnum):
    """What of the list is to be seen."""

    LEFT = "left"
    LATE = "late"
    LEAD = "lead"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for. `kinds` empty: all of them; `keeper` empty: anybody's."""

    kinds: frozenset[PromiseKind] = frozenset()
    shown: Shown = Shown.LEFT
    keeper: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise in the list, in words."""

    id: str
    standing: Standing
    when: str
    kind: str
    number: str
    name: str
    procedure: str
    keeper: str
    for_lead: bool


@dataclass(frozen=True, slots=True)
class PromiseDetail:
    """One promise for the panel. Where only the lead may, there is no way to reach anybody."""

    promise: PromiseState
    title: str
    standing: Standing
    for_lead: bool
    reach: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]
    says: CallWords | None
    history: tuple[tuple[str, str, str], ...]


def visible(
    promises: Iterable[PromiseState], wanted: Filter, at: Moment
) -> tuple[PromiseState, ...]:
    """Those that are looked for, what is late first."""
    found = [
        promise
        for promise in promises
        if (not wanted.kinds or promise.kind in wanted.kinds)
        and (not wanted.keeper or promise.keeper == wanted.keeper)
        and _is_shown(promise, wanted.shown, at)
        and (not wanted.text or finds(promise.number, promise.contact, wanted.text))
    ]
    return tuple(sorted(found, key=lambda one: urgency(one, at.now, at.recovered_at)))


def promise_row(promise: PromiseState, content: Content, at: Moment) -> PromiseRow:
    contact = promise.contact
    for_lead = promise.handling is Handling.LEAD and promise.is_open
    name = "" if contact is None else contact.name
    return PromiseRow(
        id=promise.id,
        standing=standing_of(promise, at.now, at.recovered_at),
        when=_when(promise, at),
        kind=PROMISE[promise.kind],
        number=promise.number,
        name=LEAD if for_lead else name or "—",
        procedure=short_titles(content, [promise.procedure]),
        keeper=promise.keeper,
        for_lead=for_lead,
    )


def promise_detail(
    promise: PromiseState, content: Content, at: Moment, fees: Iterable[FeeNote] = ()
) -> PromiseDetail:
    """Everything about one promise that may stand on a screen."""
    made = promise.made_at.astimezone(TOKYO)
    contact = promise.contact
    reach = [
        *(() if contact is None else (("お名前", named(contact.name, contact.kana)),)),
        *reached_at(contact),
        *_address(promise),
    ]
    pairs = [
        ("手続", short_titles(content, [promise.procedure])),
        ("お約束", f"{moment(made)}　{promise.made_by}".strip()),
        ("期日", "復旧後" if promise.due is None else f"{long_date(promise.due)}まで"),
        ("担当", promise.keeper),
        *_next(promise, at),
        *_end(promise, at),
        *fee_pairs(fees, promise),
    ]
    may_speak = promise.kind is PromiseKind.PHONE and contact is not None and promise.is_open
    return PromiseDetail(
        promise=promise,
        title=f"{PROMISE[promise.kind]}　{promise.number}",
        standing=standing_of(promise, at.now, at.recovered_at),
        for_lead=promise.handling is Handling.LEAD and promise.is_open,
        reach=tuple((label, value) for label, value in reach if value),
        pairs=tuple((label, value) for label, value in pairs if value),
        says=call_words(content.profile.ward, contact.name, short_date(made.date()))
        if may_speak and contact is not None
        else None,
        history=history_of(promise, at.now),
    )


def history_of(promise: PromiseState, now: datetime) -> tuple[tuple[str, str, str], ...]:
    """What was done, the last first."""
    letters = {one.at: one for one in promise.posted}
    found = []
    for tried, words in zip(
        reversed(promise.tries), tries_in_words(promise.tries, now), strict=True
    ):
        letter = letters.get(tried.at)
        when, what, who = words
        found.append((when, f"{what}（{letter.mail} {yen(letter.yen)}）" if letter else what, who))
    return tuple(found)


def fee_pairs(notes: Iterable[FeeNote], promise: PromiseState) -> tuple[tuple[str, str], ...]:
    """How it stands with the fee of the request."""
    stands = [note for note in notes if note.stands and note.request == promise.request]
    return tuple(("手数料", f"{FEE[note.standing]} {yen(note.yen)}") for note in stands)


def chips_of(figures: PromiseFigures, postage: PostageFigures) -> tuple[tuple[str, Tone, str], ...]:
    """What is counted above the list: (words, tone, icon)."""
    chips = [(f"残り {figures.whole.open}", Tone.NEUTRAL, "checklist")]
    for standing in (Standing.OVERDUE, Standing.TODAY, Standing.READY, Standing.WAITING):
        if count := figures.standings.get(standing, 0):
            word, tone, icon = STANDING[standing]
            chips.append((f"{word} {count}", tone, icon))
    if figures.whole.with_lead:
        chips.append((f"係長 {figures.whole.with_lead}", Tone.WARNING, "person"))
    if postage.letters:
        chips.append((f"郵便 {postage.letters}通 {yen(postage.yen)}", Tone.NEUTRAL, "mail"))
    return tuple(chips)


def _is_shown(promise: PromiseState, shown: Shown, at: Moment) -> bool:
    match shown:
        case Shown.ALL:
            return True
        case Shown.LEFT:
            return promise.is_open
        case Shown.ENDED:
            return not promise.is_open
        case Shown.LEAD:
            return promise.is_open and promise.handling is Handling.LEAD
        case Shown.LATE:
            standing = standing_of(promise, at.now, at.recovered_at)
            return standing in (Standing.OVERDUE, Standing.TODAY)


def _when(promise: PromiseState, at: Moment) -> str:
    if not promise.is_open:
        return "" if promise.ended_at is None else time_of(promise.ended_at, at.now)
    if promise.next_at is not None:
        return moment_ahead(promise.next_at, at.now)
    return "復旧後" if promise.due is None else f"{slashed(promise.due)}まで"


def _next(promise: PromiseState, at: Moment) -> tuple[tuple[str, str], ...]:
    if promise.next_at is None:
        return ()
    return (("次にする日時", moment_ahead(promise.next_at, at.now)),)


def _end(promise: PromiseState, at: Moment) -> tuple[tuple[str, str], ...]:
    if promise.is_open or promise.ended_at is None:
        return ()
    word = "終えた" if promise.status is PromiseStatus.DROPPED else "果たした"
    reason = "" if promise.reason is None else f"　{REASON[promise.reason]}"
    lead = f"　係長 {promise.lead}" if promise.lead else ""
    return ((word, f"{time_of(promise.ended_at, at.now)} {promise.ended_by}{reason}{lead}"),)


def _address(promise: PromiseState) -> tuple[tuple[str, str], ...]:
    if promise.elsewhere:
        return (("宛先", "うかがった住所と、記録の住所が違います。どこへ送るかは係長が決めます"),)
    if promise.kind is not PromiseKind.POST or promise.handling is Handling.LEAD:
        return ()
    found = promise.address
    if found is None:
        return (("宛先", "まだ記録で確かめていません"),)
    return (("宛先", f"記録で確かめた（{found.by}・{found.second}）"),)
