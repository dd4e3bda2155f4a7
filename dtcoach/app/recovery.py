"""After the outage: what came back, what is entered and checked, which numbers are explained.

Reading a long day takes a while (`gather`, for any thread); where it stands (`now`) is computed in
a blink, after every act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from dtcoach.app.clerk import Clerk
from dtcoach.app.errors import ProblemFound
from dtcoach.app.recovery_reading import Gathered, RecoveryNow, gather
from dtcoach.app.resident_notes import without_my_number
from dtcoach.app.slip_book import SlipRange
from dtcoach.domain.deadline import next_open_day
from dtcoach.domain.events import Event, EventBody, IncidentRecovered, Personal, StatusChecked
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.recovery.completion import in_the_way
from dtcoach.domain.recovery.numbers import MOST_SLIPS, Accounts, NumberedVisit, accounts_of
from dtcoach.domain.recovery.systems import NEEDS_WORD, fold_comeback
from dtcoach.domain.recovery.worklist import Work, counts_of, worklist
from dtcoach.domain.recovery_events import (
    BackEntered,
    BackEntryChecked,
    BackEntryDropped,
    DowntimeServerFrozen,
    FullyRecovered,
    LookupTested,
    NumberFate,
    NumbersExplained,
    SlipsHandedOut,
    UsableAnnounced,
)
from dtcoach.domain.slips import read_slip_number
from dtcoach.domain.words import Status, WorldKey
from dtcoach.domain.written import same_person

if TYPE_CHECKING:
    from dtcoach.app.counter import Counter

_Counted = tuple[tuple[NumberedVisit, ...], tuple[Event, ...], Accounts]

_NEAR_DAYS = 2
"""A card day is near on its day and the two opening days before it (design §6 rule 7)."""


class Recovery:
    """The acts after an outage. Each is in the log when it returns; raises StorageTrouble, and
    ProblemFound where the answer is no."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._last_accounts: _Counted | None = None

    # --- reading --------------------------------------------------------------------------------

    def gather(self) -> Gathered:
        """For any thread."""
        counter = self._counter
        return gather(counter.log, counter.operations.state.id, counter.content)

    def now(self, gathered: Gathered) -> RecoveryNow:
        """Where it stands, by the board of now."""
        journal = self._counter.operations.state.journal
        comeback = fold_comeback(journal)
        works = worklist(gathered.held, gathered.entries, comeback.not_usable, self._soon())
        counts = counts_of(works)
        accounts = self._accounts(gathered, journal)
        hindrances = in_the_way(comeback, counts, accounts, gathered.documents)
        return RecoveryNow(comeback, works, counts, accounts, hindrances)

    def _accounts(self, gathered: Gathered, journal: tuple[Event, ...]) -> Accounts:
        """Kept while neither a visit nor the board has changed: an entry moves no number."""
        last = self._last_accounts
        if last is None or last[0] is not gathered.numbered or last[1] is not journal:
            accounts = accounts_of(gathered.numbered, journal, gathered.last_given)
            last = self._last_accounts = (gathered.numbered, journal, accounts)
        return last[2]

    def _soon(self) -> date:
        """The last day that is near: the second opening day after today."""
        day = self._counter.clock.now().astimezone(TOKYO).date()
        for _ in range(_NEAR_DAYS):
            day = next_open_day(day + timedelta(days=1), self._counter.days.is_closed)
        return day

    # --- systems --------------------------------------------------------------------------------

    def announce(
        self,
        by: str,
        keys: Sequence[WorldKey],
        said_by: str,
        section: str,
        at: datetime | None = None,
    ) -> None:
        """The official word that these can be used. With the last of them the whole outage has
        its word, and the lead's lists turn to recovery."""
        _named(by, "連絡を受けた人の氏名を入れてください。")
        _named(said_by, "「使える」と言った人の氏名を入れてください。")
        if not keys:
            raise ProblemFound("どのシステムの連絡かを選んでください。")
        words = [UsableAnnounced(key, said_by.strip(), section.strip()) for key in keys]
        operations = self._counter.operations
        left = set(fold_comeback(operations.state.journal).not_announced) - set(keys)
        bodies: list[EventBody] = [*words]
        if not left and operations.state.recovered_at is None:
            whom = " ".join(part for part in (section.strip(), said_by.strip()) if part)
            bodies.append(IncidentRecovered(f"{whom}から"))
        operations.write(by, bodies, at)

    def tested(
        self, by: str, key: WorldKey, *, passed: bool, seen: str, at: datetime | None = None
    ) -> None:
        """Somebody tried it by looking something up; what was seen also stands on the board."""
        _named(by, "確かめた人の氏名を入れてください。")
        _named(seen, "画面に見えたものを入れてください。")
        system = fold_comeback(self._counter.operations.state.journal).systems.get(key)
        if system is None or system.word is None:
            raise ProblemFound("先に、「使える」という公式の連絡を記録してください。")
        words = seen.strip()
        status = Status.UP if passed else Status.DOWN
        bodies = [LookupTested(key, passed, words), StatusChecked(key, status, f"照会：{words}")]
        self._counter.operations.write(by, bodies, at)

    def freeze(self, by: str, at: datetime | None = None) -> None:
        """Nothing more is issued from the snapshot; its time is kept."""
        _named(by, "使用を止めた人の氏名を入れてください。")
        state = self._counter.operations.state
        if state.server_frozen:
            raise ProblemFound("ダウン対策サーバーは、もう止めてあります。")
        how = "復旧のため使用を止めた"
        down = StatusChecked(WorldKey.DOWNTIME_SERVER, Status.DOWN, how)
        frozen = DowntimeServerFrozen(True, state.board.snapshot_at)
        self._counter.operations.write(by, [down, frozen], at)

    def thaw(self, by: str, at: datetime | None = None) -> None:
        """It may be needed again; it issues nothing before a test print says that it works."""
        _named(by, "氏名を入れてください。")
        if not self._counter.operations.state.server_frozen:
            raise ProblemFound("ダウン対策サーバーは、止めてありません。")
        self._counter.operations.write(by, [DowntimeServerFrozen(False, None)], at)

    # --- entries --------------------------------------------------------------------------------

    def enter(self, by: str, work: Work, number: str, at: datetime | None = None) -> Event:
        """It was entered into the ward's system under this number, with the day of the visit."""
        _named(by, "入力した人の氏名を入れてください。")
        _named(number, "システムに出た受付番号を入れてください。")
        self._may_work(work)
        when = self._time(work, at)
        body = BackEntered(
            work.held.request,
            Personal(without_my_number(number.strip())),
            work.held.filing_day.isoformat(),
        )
        return self._write(by, work, body, when)

    def check(
        self, by: str, work: Work, number: str, day: date, at: datetime | None = None
    ) -> Event:
        """A second person read this off the screen. What differs is kept, too: then the entry is
        made anew. See `differences`."""
        entered = work.entry.entered
        if entered is None or work.entry.dropped is not None:
            raise ProblemFound("まだ入力されていません。先に入力を記録してください。")
        _named(by, "見くらべた人の氏名を入れてください。")
        _named(number, "画面に見えた受付番号を入れてください。")
        if same_person(by, entered.by):
            raise ProblemFound(
                f"入力した{entered.by}さんとは別の方が、紙と画面を見くらべてください。"
            )
        self._may_work(work)
        seen = Personal(without_my_number(number.strip()))
        body = BackEntryChecked(work.held.request, seen, day.isoformat())
        return self._write(by, work, body, self._time(work, at))

    def drop(self, by: str, work: Work, reason: str, at: datetime | None = None) -> Event:
        """It is not entered after all: it was withdrawn, or went another way."""
        _named(by, "氏名を入れてください。")
        _named(reason, "入力しない理由を入れてください。")
        kept = Personal(without_my_number(reason.strip()))
        body = BackEntryDropped(work.held.request, kept)
        return self._write(by, work, body, self._time(work, at))

    def _may_work(self, work: Work) -> None:
        comeback = fold_comeback(self._counter.operations.state.journal)
        waits = work.held.systems & comeback.not_usable
        if waits:
            titles = "・".join(
                self._counter.content.systems[key].title for key in NEEDS_WORD if key in waits
            )
            raise ProblemFound(
                f"{titles}は、まだ使えると確かめられていません。入力は、照会のテストのあとです。"
            )

    def _time(self, work: Work, at: datetime | None) -> datetime:
        now = self._counter.clock.now()
        when = at or now
        if not work.held.arrived_at <= when <= now:
            raise ProblemFound("その時刻は、来庁より前か、まだ来ていない時刻です。")
        return when

    def _write(self, by: str, work: Work, body: EventBody, at: datetime) -> Event:
        desk = self._counter.desk
        clerk = Clerk(by.strip(), self._counter.clerk.counter)
        visit = desk.note(desk.visit(work.held.visit), clerk, [body], at)
        return visit.history[-1]

    # --- numbers --------------------------------------------------------------------------------

    def hand_out(
        self, by: str, first: str, last: str, place: str, at: datetime | None = None
    ) -> None:
        """A bundle of numbered blank slips went to a counter: P101-001 to P101-020."""
        _named(by, "渡した人の氏名を入れてください。")
        ends = [read_slip_number(text) for text in (first, last)]
        if ends[0] is None or ends[1] is None:
            raise ProblemFound("紙の番号として読めません。P101-007 のように入れてください。")
        (label, begins), (other, ends_at) = (_parted(end) for end in ends if end is not None)
        if label != other or not 0 < begins <= ends_at:
            raise ProblemFound("束の最初と最後の番号を、同じ番号帯で、順に入れてください。")
        if ends_at - begins >= MOST_SLIPS:
            raise ProblemFound(f"一つの束は{MOST_SLIPS}枚までです。番号を確かめてください。")
        bundle = SlipsHandedOut(label, begins, ends_at, place.strip())
        self._counter.operations.write(by, [bundle], at)

    def uncounted(self) -> tuple[SlipRange, ...]:
        """Slips printed here since the outage began, of which nobody said that they went out."""
        book, state = self._counter.slip_book, self._counter.operations.state
        given = [event.body for event in state.journal if isinstance(event.body, SlipsHandedOut)]
        return tuple(
            printed
            for printed in (() if book is None else book.ranges())
            if printed.at >= state.started_at
            and not any(
                bundle.label == printed.label
                and bundle.first <= printed.first
                and printed.last <= bundle.last
                for bundle in given
            )
        )

    def explain(
        self,
        by: str,
        numbers: Sequence[str],
        fate: NumberFate,
        reason: str,
        at: datetime | None = None,
    ) -> None:
        """What became of numbers that have no finished visit."""
        _named(by, "確かめた人の氏名を入れてください。")
        _named(reason, "どうなったかを、短く入れてください。")
        if not numbers:
            raise ProblemFound("番号を選んでください。")
        kept = Personal(without_my_number(reason.strip()))
        self._counter.operations.write(by, [NumbersExplained(tuple(numbers), fate, kept)], at)

    # --- the end --------------------------------------------------------------------------------

    def declare_full(self, by: str, note: str = "", at: datetime | None = None) -> None:
        """完全復旧. Refused while anything stands in the way (`RecoveryNow.in_the_way`), by the log
        as it is at this moment: another window or a merge may have written since it was looked at.
        """
        _named(by, "宣言する人の氏名を入れてください。")
        self._counter.operations.refresh()
        now = self.now(self.gather())
        if now.comeback.full is not None:
            raise ProblemFound("完全復旧は、もう宣言されています。")
        if now.in_the_way:
            raise ProblemFound("まだ終わっていないものがあるため、完全復旧は宣言できません。")
        self._counter.operations.write(by, [FullyRecovered(note.strip())], at)


def differences(work: Work, number: str, day: date) -> tuple[str, ...]:
    """How what the second person saw differs, without telling what was entered: they look again."""
    entered = work.entry.entered
    if entered is None:
        return ()
    seen = replace(entered, number=number.strip(), day=entered.day)
    found = []
    if not seen.agrees_with(entered):
        found.append("受付番号が、入力の記録と違います。")
    if day != work.held.filing_day:
        found.append("届出日が違います。届出日は、来庁した日のままです。")
    return tuple(found)


def _named(text: str, sentence: str) -> None:
    if not text.strip():
        raise ProblemFound(sentence)


def _parted(number: str) -> tuple[str, int]:
    """P101-007: the range without its letter, and the count."""
    label, _, digits = number.rpartition("-")
    return label.removeprefix("P"), int(digits)
