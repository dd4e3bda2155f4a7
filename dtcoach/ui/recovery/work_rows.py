"""The worklist and the stages of recovery in words, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import overload

from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import TOKYO, WEEKDAYS, clock_time, moment, short_date
from dtcoach.domain.recovery.entries import EntryStage, RequestKey
from dtcoach.domain.recovery.worklist import Rank, Work, WorkCounts
from dtcoach.domain.words import WorldKey
from dtcoach.domain.written import narrow, search_key
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.times import time_of
from dtcoach.ui.visit.words import short_title
from dtcoach.ui.words import procedure_title

STAGE: Mapping[EntryStage, tuple[str, Tone, str]] = {
    EntryStage.TO_ENTER: ("入力待ち", Tone.ACTION, "edit"),
    EntryStage.TO_CHECK: ("確認待ち", Tone.WARNING, "visibility"),
    EntryStage.DIFFERS: ("入力し直し", Tone.DANGER, "error-fill"),
    EntryStage.DONE: ("済み", Tone.SUCCESS, "check_circle-fill"),
    EntryStage.DROPPED: ("入力しない", Tone.NEUTRAL, "block"),
}
RESTING = ("復旧待ち", Tone.NEUTRAL, "pause-fill")
FIRST = "先に入力"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One held request in words. `urgent`: it stands before its turn of arrival."""

    key: RequestKey
    number: str
    procedure: str
    whole_procedure: str
    day: str
    turn: str
    urgent: bool
    word: str
    tone: Tone
    icon: str
    typed_in: bool


class WorkRows(Sequence[WorkRow]):
    """Lines in their order, put into words when they are looked at: a day has thousands."""

    def __init__(self, works: Sequence[Work], titles: Mapping[str, str]) -> None:
        self._works = works
        self._titles = titles
        self._made: dict[int, WorkRow] = {}

    def __len__(self) -> int:
        return len(self._works)

    @overload
    def __getitem__(self, at: int) -> WorkRow: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[WorkRow]: ...

    def __getitem__(self, at: int | slice) -> WorkRow | Sequence[WorkRow]:
        if isinstance(at, slice):
            return WorkRows(self._works[at], self._titles)
        if at not in self._made:
            work = self._works[at]
            self._made[at] = _row(work, self._titles[work.held.procedure])
        return self._made[at]

    def place_of(self, key: RequestKey | None) -> int | None:
        """Where that request stands."""
        return next((at for at, work in enumerate(self._works) if work.held.key == key), None)


NO_ROWS = WorkRows((), {})


def work_rows(
    works: Iterable[Work], content: Content, *, settled: bool, text: str = ""
) -> WorkRows:
    """In the order of the list; `settled`: also what is done. `text` finds a part of the number or
    of the procedure."""
    sought = search_key(text)
    shown = [work for work in works if settled or work.is_open]
    titles = {
        procedure: procedure_title(content, procedure)
        for procedure in {work.held.procedure for work in shown}
    }
    if sought:
        number = narrow(text).upper()
        keys = {procedure: search_key(title) for procedure, title in titles.items()}
        shown = [
            work
            for work in shown
            if number in work.held.number or sought in keys[work.held.procedure]
        ]
    return WorkRows(shown, titles)


def _row(work: Work, title: str) -> WorkRow:
    held = work.held
    word, tone, icon = STAGE[work.stage]
    if work.is_open and work.waits_for:
        word, tone, icon = RESTING
    day = held.filing_day
    return WorkRow(
        key=held.key,
        number=held.number,
        procedure=short_title(title),
        whole_procedure=title,
        day=f"{day.month}/{day.day}（{WEEKDAYS[day.weekday()]}）",
        turn=turn_words(work),
        urgent=work.is_open and work.rank is not Rank.ARRIVAL,
        word=word,
        tone=tone,
        icon=icon,
        typed_in=held.typed_in,
    )


def turn_words(work: Work) -> str:
    """Why the line stands where it stands."""
    held = work.held
    if work.rank is Rank.FIRST:
        return FIRST
    if work.rank is Rank.CARD_DAY:
        day = held.card_day
        return "カード期限 不明" if day is None else f"カード期限 {day.month}/{day.day}"
    return clock_time(held.arrived_at.astimezone(TOKYO))


def about_work(work: Work, content: Content) -> tuple[tuple[str, str], ...]:
    """What stands on the paper, for whoever enters or compares it."""
    held = work.held
    arrived = moment(held.arrived_at.astimezone(TOKYO))
    pairs = [
        ("手続", procedure_title(content, held.procedure)),
        ("受け付け", "　".join(part for part in (arrived, held.counter) if part)),
    ]
    if work.rank is Rank.CARD_DAY:
        day = held.card_day
        pairs.append(("カードの期限", "日がわかっていません" if day is None else short_date(day)))
    if held.needs_resident:
        pairs.append(("再来庁", "ご本人にもう一度来ていただく約束があります"))
    return tuple(pairs)


def history_of(work: Work, now: datetime) -> tuple[tuple[str, str], ...]:
    """What was entered and seen so far, where it is to be made anew or is settled."""
    entry = work.entry
    pairs = []
    if entry.entered is not None:
        one = entry.entered
        pairs.append(("入力", f"{one.number or '（消去済み）'}　{_who(one.by, one.at, now)}"))
    if entry.checked is not None:
        one = entry.checked
        seen = f"{one.number or '（消去済み）'}　届出日 {_day_of(one.day)}"
        pairs.append(("確認", f"{seen}　{_who(one.by, one.at, now)}"))
    if entry.dropped is not None:
        gone = entry.dropped
        reason = gone.reason or "（消去済み）"
        pairs.append(("入力しない理由", f"{reason}　{_who(gone.by, gone.at, now)}"))
    return tuple(pairs)


def waits_words(keys: Iterable[WorldKey], content: Content) -> str:
    """住民記録・住基ネット."""
    return "・".join(content.systems[key].title for key in keys)


def count_words(counts: WorkCounts) -> Iterator[tuple[str, Tone, str]]:
    """The chips over the list; what does not occur is not shown."""
    shown = (
        (EntryStage.TO_ENTER, counts.to_enter),
        (EntryStage.DIFFERS, counts.differs),
        (EntryStage.TO_CHECK, counts.to_check),
        (EntryStage.DONE, counts.done),
        (EntryStage.DROPPED, counts.dropped),
    )
    for stage, count in shown:
        if count:
            word, tone, icon = STAGE[stage]
            yield f"{word} {count}", tone, icon


def _who(by: str, at: datetime, now: datetime) -> str:
    return f"{time_of(at, now)} {by}"


def _day_of(day: str) -> str:
    return short_date(datetime.fromisoformat(day).date())
