"""お知らせ: what residents are told, computed from the board in every language there are words for.

Pure: the window shows what `compose` gives, and a printed notice is drawn from the same parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from dtcoach.app.ports import OpeningDays
from dtcoach.app.possible import NAME, Possible, listed_in, possible_now
from dtcoach.domain.content import LANGUAGES, Content
from dtcoach.domain.events import NoticePosted
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.japanese_dates import TOKYO, clock_time, moment
from dtcoach.domain.words import IncidentKind, Route, WorldKey
from dtcoach.frozen import dataclass

PLACES = ("窓口の掲示", "区のホームページ", "SNS")
"""Where a notice can be put up (the ticks of the window)."""

MARKS = {IncidentKind.DRILL: "訓練", IncidentKind.REPLAY: "再現"}


class PartKind(StrEnum):
    """What a part of the notice is about. The values of the routes name a group of procedures."""

    MARK = "mark"
    APOLOGY = "apology"
    SINCE = "since"
    USUAL = "counter"
    SLOW = "slow"
    SNAPSHOT = "downtime-certificate"
    HOLD = "accept-and-hold"
    KONBINI = "konbini"
    ONESTOP = "moving-onestop"
    HOTLINE = "hotline"
    LATER = "later"
    ADDED = "added"
    ASK = "ask"
    NO_LEAK = "no-leak"
    NEXT = "next"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """What the lead says; everything else is computed. `no_leak_confirmed` is never assumed."""

    since: datetime
    next_update_at: datetime | None
    contact: str
    added: str = ""
    no_leak_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class NoticePart:
    """One idea of a notice: a heading, what is listed under it, and sentences."""

    kind: PartKind
    heading: str = ""
    items: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        head = (f"■ {self.heading}",) if self.heading else ()
        return (*head, *(f"・{item}" for item in self.items), *self.notes)


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The notice in one language. `is_unchecked`: no speaker has confirmed all of its words."""

    language: str
    title: str
    parts: tuple[NoticePart, ...]
    is_unchecked: bool

    def part(self, kind: PartKind) -> NoticePart | None:
        return next((part for part in self.parts if part.kind is kind), None)

    @property
    def plain(self) -> str:
        """As it is copied: a blank line between two ideas."""
        return "\n\n".join(("\n".join(part.lines)) for part in (_title(self), *self.parts))


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice ready to be put up. `texts` by language. For the lead, who should look first:
    `left_out` names systems that nobody has looked at, `aged` those looked at too long ago;
    `unconfirmed` is what the ward has not confirmed of what is in."""

    texts: Mapping[str, NoticeText]
    sns: str
    left_out: tuple[str, ...]
    aged: tuple[str, ...]
    unconfirmed: tuple[str, ...]


def compose(
    content: Content,
    state: IncidentState,
    draft: NoticeDraft,
    now: datetime,
    days: OpeningDays,
    unentered: frozenset[WorldKey] = frozenset(),
) -> Notice:
    """The notice for this moment of the board."""
    from dtcoach.app.notice_sns import sns_text

    possible = possible_now(content, state.board, listed_in(content), now, days, unentered)
    texts = {
        language: _Writer(content, language).write(state, draft, possible, now)
        for language in LANGUAGES
    }
    return Notice(
        texts,
        sns_text(content, state, draft, possible, now),
        tuple(content.systems[key].title for key in possible.unseen),
        tuple(content.systems[key].title for key in possible.aged),
        possible.unconfirmed,
    )


def posted(notice: Notice, draft: NoticeDraft, text: str, places: Iterable[str]) -> NoticePosted:
    """The event of a notice that is up, in the words in which it was put up."""
    return NoticePosted(
        text=text,
        next_update_at=draft.next_update_at,
        since=draft.since,
        contact=draft.contact,
        added=draft.added,
        no_leak_confirmed=draft.no_leak_confirmed,
        places=tuple(places),
    )


def marked(text: str, kind: IncidentKind) -> str:
    """A text as it leaves the window: however it was edited, a drill says so (rule 11)."""
    mark = MARKS.get(kind, "")
    return text if mark in text else f"【{mark}】\n{text}"


def draft_of(said: NoticePosted) -> NoticeDraft:
    """What a posted notice was composed from: to draw it again, or to begin the next one."""
    return NoticeDraft(
        said.since, said.next_update_at, said.contact, said.added, said.no_leak_confirmed
    )


def _title(text: NoticeText) -> NoticePart:
    return NoticePart(PartKind.MARK, notes=(text.title,))


_NUMERIC = frozenset({"en", "zh", "ko"})
_GROUPS = (
    (PartKind.SNAPSHOT, Route.DOWNTIME_CERTIFICATE),
    (PartKind.HOLD, Route.ACCEPT_AND_HOLD),
    (PartKind.KONBINI, Route.KONBINI),
    (PartKind.ONESTOP, Route.MOVING_ONESTOP),
)


class _Writer:
    """One language; notes whether any phrase it used is unchecked."""

    def __init__(self, content: Content, language: str) -> None:
        self._content = content
        self._language = language
        self._unchecked = False

    def write(
        self, state: IncidentState, draft: NoticeDraft, possible: Possible, now: datetime
    ) -> NoticeText:
        recovered = "-recovered" if state.recovered_at is not None else ""
        mark = MARKS.get(state.kind, "")
        title = self._say(f"notice-title{recovered}")
        parts = [
            *self._mark(state),
            NoticePart(PartKind.APOLOGY, notes=(self._say(f"notice-apology{recovered}"),)),
            NoticePart(PartKind.SINCE, self._say("notice-since"), (), (self._time(draft.since),)),
            *self._can(state, possible),
            *([NoticePart(PartKind.ADDED, notes=(draft.added,))] if draft.added else ()),
            NoticePart(PartKind.ASK, notes=(self._say("notice-ask"),)),
        ]
        if draft.no_leak_confirmed:
            parts.append(NoticePart(PartKind.NO_LEAK, notes=(self._say("notice-no-leak"),)))
        if draft.next_update_at is not None:
            at = self._time(draft.next_update_at)
            parts.append(NoticePart(PartKind.NEXT, self._say("notice-next"), (), (at,)))
        if draft.contact:
            heading = self._say("notice-contact")
            parts.append(NoticePart(PartKind.CONTACT, heading, (), (draft.contact,)))
        parts.append(NoticePart(PartKind.MARK, notes=(f"（{self._time(now)}）",)))
        return NoticeText(
            self._language,
            f"【{mark}】{title}" if mark else title,
            tuple(parts),
            self._unchecked,
        )

    def _mark(self, state: IncidentState) -> Iterable[NoticePart]:
        """A drill that is copied to a real place must give itself away in its first lines."""
        if state.kind is not IncidentKind.REAL:
            yield NoticePart(PartKind.MARK, notes=(self._say("notice-drill"),))

    def _can(self, state: IncidentState, possible: Possible) -> Iterable[NoticePart]:
        yield from self._group(PartKind.USUAL, possible.usual)
        yield from self._group(PartKind.SLOW, possible.slow)
        for kind, route in _GROUPS:
            yield from self._group(kind, possible.by_route.get(route, ()), self._notes(kind, state))
        if possible.by_route.get(Route.HOTLINE):
            heading = self._say("notice-hotline")
            yield NoticePart(PartKind.HOTLINE, heading, (), (self._say("notice-hotline-call"),))
        yield from self._group(PartKind.LATER, possible.later)

    def _group(
        self, kind: PartKind, procedures: Iterable[str], notes: tuple[str, ...] = ()
    ) -> Iterable[NoticePart]:
        names = tuple(self._say(NAME + procedure) for procedure in procedures)
        if names:
            yield NoticePart(kind, self._say(f"notice-{kind}"), names, notes)

    def _notes(self, kind: PartKind, state: IncidentState) -> tuple[str, ...]:
        """What an alternative needs, and what it does not do."""
        if kind is PartKind.KONBINI:
            return (self._say("konbini-guide"),)
        if kind is PartKind.ONESTOP:
            return (self._say("notice-onestop-needs"),)
        at = state.board.snapshot_at
        if kind is PartKind.SNAPSHOT and at is not None:
            words = self._say("as-of")
            return (words.replace("{snapshot_at}", self._time(at)),)
        return ()

    def _time(self, at: datetime) -> str:
        local = at.astimezone(TOKYO)
        if self._language in _NUMERIC:
            return local.strftime("%Y-%m-%d %H:%M")
        if self._language == "easy":
            return f"{local.month}月（がつ） {local.day}日（にち） {clock_time(local)}"
        return moment(local)

    def _say(self, phrase: str) -> str:
        found = self._content.phrases[phrase]
        if self._language in found.unchecked:
            self._unchecked = True
        return found.in_language(self._language)
