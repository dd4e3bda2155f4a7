"""The documents from a snapshot as rows and one in detail, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from dtcoach.app.call_words import CallWords, call_words
from dtcoach.domain.content import Content
from dtcoach.domain.fees import FeeNote
from dtcoach.domain.japanese_dates import TOKYO, long_date, moment, short_date
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.recall.document import Comparison, RecallState, RecallStatus
from dtcoach.domain.recall.figures import RecallFigures
from dtcoach.domain.words import RecallEnding, TryResult
from dtcoach.frozen import dataclass
from dtcoach.ui.followups.model import Moment
from dtcoach.ui.followups.words import (
    FEE,
    LEAD,
    finds,
    moment_ahead,
    named,
    reached_at,
    tries_in_words,
    yen,
)
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.times import time_of

STATUS: Mapping[RecallStatus, tuple[str, Tone, str]] = {
    RecallStatus.TO_CONTACT: ("連絡する", Tone.DANGER, "call"),
    RecallStatus.TO_COMPARE: ("見くらべる", Tone.WARNING, "fact_check"),
    RecallStatus.UNCHANGED: ("変更なし", Tone.SUCCESS, "check_circle-fill"),
    RecallStatus.ENDED: ("終わり", Tone.SUCCESS, "check_circle"),
}
"""In the order in which they are worked off."""

ENDING: Mapping[RecallEnding, str] = {
    RecallEnding.TAKEN_BACK: "回収した",
    RecallEnding.EXCHANGED: "差し替えた",
    RecallEnding.HANDED_IN: "提出先に渡っていた（提出先に知らせた）",
    RecallEnding.UNREACHABLE: "連絡がつかない",
    RecallEnding.NOT_RETURNED: "返していただけない",
}
GAVE_UP = frozenset({RecallEnding.UNREACHABLE, RecallEnding.NOT_RETURNED})
"""Endings that are for the lead to say."""

URGENT = ("至急", Tone.DANGER, "emergency_home-fill")
WRONG_HANDS = "お渡しする方がちがっていたおそれ"


class Shown(StrEnum):
    """Which of them are to be seen; the values of the tabs."""

    LEFT = "left"
    TO_COMPARE = "to-compare"
    TO_CONTACT = "to-contact"
    DONE = "done"
    ALL = "all"


TABS: tuple[tuple[str, str], ...] = (
    (Shown.LEFT.value, "残り"),
    (Shown.TO_COMPARE.value, "見くらべる"),
    (Shown.TO_CONTACT.value, "連絡する"),
    (Shown.DONE.value, "終わり"),
    (Shown.ALL.value, "すべて"),
)
_OF: Mapping[Shown, frozenset[RecallStatus]] = {
    Shown.LEFT: frozenset({RecallStatus.TO_COMPARE, RecallStatus.TO_CONTACT}),
    Shown.TO_COMPARE: frozenset({RecallStatus.TO_COMPARE}),
    Shown.TO_CONTACT: frozenset({RecallStatus.TO_CONTACT}),
    Shown.DONE: frozenset({RecallStatus.UNCHANGED, RecallStatus.ENDED}),
    Shown.ALL: frozenset(RecallStatus),
}


@dataclass(frozen=True, slots=True)
class RecallRow:
    """One document in the list, in words."""

    status: RecallStatus
    wrong_hands: bool
    document: str
    serial: str
    number: str
    name: str
    issued: str
    snapshot: str
    for_lead: bool


@dataclass(frozen=True, slots=True)
class RecallDetail:
    """One document for the panel."""

    recall: RecallState
    title: str
    for_lead: bool
    wrong_hands: bool
    reach: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, str], ...]
    issued: tuple[tuple[str, str], ...]
    says: CallWords | None
    history: tuple[tuple[str, str, str], ...]


def visible(
    recalls: Iterable[RecallState], shown: Shown, document: str, text: str
) -> tuple[RecallState, ...]:
    """Those that are looked for: whom to tell first, then by when they were issued."""
    order = list(STATUS)
    found = [
        recall
        for recall in recalls
        if recall.status in _OF[shown]
        and (not document or recall.document == document)
        and (not text or text in recall.serial or finds(recall.number, recall.contact, text))
    ]
    return tuple(
        sorted(found, key=lambda one: (order.index(one.status), one.issued_at, one.serial))
    )


def recall_row(recall: RecallState, at: Moment) -> RecallRow:
    for_lead = _is_for_lead(recall)
    name = "" if recall.contact is None else recall.contact.name
    snapshot = recall.snapshot_at
    return RecallRow(
        status=recall.status,
        wrong_hands=_wrong_hands(recall),
        document=recall.document,
        serial=recall.serial or "—",
        number=recall.number,
        name=LEAD if for_lead else name or "—",
        issued=time_of(recall.issued_at, at.now),
        snapshot="不明" if snapshot is None else time_of(snapshot, at.now),
        for_lead=for_lead,
    )


def recall_detail(
    recall: RecallState, content: Content, at: Moment, fees: Iterable[FeeNote] = ()
) -> RecallDetail:
    """Everything about one document that may stand on a screen."""
    contact, issued = recall.contact, recall.issued_at.astimezone(TOKYO)
    by = "・".join(filter(None, (recall.issued_by, recall.checked_by)))
    snapshot = recall.snapshot_at
    speaks = recall.status is RecallStatus.TO_CONTACT and contact is not None
    pairs = (
        ("受付番号", recall.number),
        ("出した日時", f"{moment(issued)}　{by}"),
        ("データの時点", "不明" if snapshot is None else moment(snapshot.astimezone(TOKYO))),
        *((("手数料"), words) for words in fee_words(fees, recall)),
    )
    reach = (
        *(() if contact is None else (("お名前", named(contact.name, contact.kana)),)),
        *reached_at(contact),
        *(
            ()
            if recall.next_at is None
            else (("次にする日時", moment_ahead(recall.next_at, at.now)),)
        ),
    )
    return RecallDetail(
        recall=recall,
        title=f"{recall.document}　{recall.serial}".strip(),
        for_lead=_is_for_lead(recall),
        wrong_hands=_wrong_hands(recall),
        reach=tuple((label, value) for label, value in reach if value),
        found=_found(recall, content, at),
        issued=pairs,
        says=call_words(content.profile.ward, contact.name, short_date(issued.date()), recall=True)
        if speaks and contact is not None
        else None,
        history=tries_in_words(recall.tries, at.now),
    )


def chips_of(figures: RecallFigures) -> tuple[tuple[str, Tone, str], ...]:
    """What is counted above the list: (words, tone, icon)."""
    chips = [(f"出したもの {figures.issued}", Tone.NEUTRAL, "description")]
    if figures.unacknowledged:
        word, tone, icon = URGENT
        chips.insert(0, (f"{word} {figures.unacknowledged}", tone, icon))
    for status, count in (
        (RecallStatus.TO_CONTACT, figures.to_contact),
        (RecallStatus.TO_COMPARE, figures.to_compare),
        (RecallStatus.UNCHANGED, figures.unchanged),
    ):
        if count:
            word, tone, icon = STATUS[status]
            chips.append((f"{word} {count}", tone, icon))
    chips += [
        (f"{ENDING[ending].partition('（')[0]} {count}", Tone.NEUTRAL, "flag")
        for ending, count in figures.by_ending.items()
    ]
    return tuple(chips)


def fee_words(notes: Iterable[FeeNote], recall: RecallState) -> tuple[str, ...]:
    """How it stands with the fee of this document, or of its request."""
    stands = [
        note
        for note in notes
        if note.stands and note.request == recall.request and note.item in ("", recall.id)
    ]
    return tuple(f"{FEE[note.standing]} {yen(note.yen)}" for note in stands)


def was_told(recall: RecallState) -> bool:
    """Whether the last try reached who has it."""
    return bool(recall.tries) and recall.tries[-1].result is TryResult.TOLD


def _is_for_lead(recall: RecallState) -> bool:
    """Nobody is to be reached for a document that is as it should be."""
    return recall.handling is Handling.LEAD and recall.status is RecallStatus.TO_CONTACT


def _wrong_hands(recall: RecallState) -> bool:
    return recall.comparison is not None and recall.comparison.wrong_hands


def _found(recall: RecallState, content: Content, at: Moment) -> tuple[tuple[str, str], ...]:
    seen = recall.comparison
    if seen is None:
        return ()
    pairs = [
        ("見くらべた", f"{time_of(seen.at, at.now)} {seen.by}・{seen.second}"),
        ("見た画面", _system(seen, content)),
        ("変わっていたこと", seen.what if seen.changed else "変更なし"),
        ("変わった日", "" if seen.since is None else long_date(seen.since)),
    ]
    if recall.ending is not None and recall.ending_at is not None:
        lead = f"　係長 {recall.lead}" if recall.lead else ""
        when = time_of(recall.ending_at, at.now)
        pairs.append(("終わり", f"{ENDING[recall.ending]}　{when} {recall.ending_by}{lead}"))
    return tuple((label, value) for label, value in pairs if value)


def _system(seen: Comparison, content: Content) -> str:
    system = content.systems.get(seen.system)
    return seen.system.value if system is None else system.title
