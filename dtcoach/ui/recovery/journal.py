"""What recovery writes on the board, as lines of its course."""

from __future__ import annotations

from collections.abc import Mapping

from dtcoach.domain.content import Content
from dtcoach.domain.events import EventBody
from dtcoach.domain.japanese_dates import TOKYO, moment
from dtcoach.domain.recovery_events import (
    DowntimeServerFrozen,
    FullyRecovered,
    LookupTested,
    NumberFate,
    NumbersExplained,
    SlipsHandedOut,
    UsableAnnounced,
)
from dtcoach.domain.slips import slip_number
from dtcoach.domain.words import Status, WorldKey
from dtcoach.frozen import dataclass

FATE: Mapping[NumberFate, str] = {
    NumberFate.VOID: "無効（書き損じ・未使用）",
    NumberFate.ON_PAPER: "紙で処理した",
    NumberFate.WALKED_AWAY: "お帰りになった",
}


@dataclass(frozen=True, slots=True)
class JournalWords:
    """`status` where a system was tried."""

    text: str
    note: str = ""
    status: Status | None = None


def recovery_words(body: EventBody, content: Content) -> JournalWords:
    """What happened, and what else is to be known of it."""
    match body:
        case UsableAnnounced(key=key, said_by=said_by, section=section):
            whom = " ".join(part for part in (section, said_by) if part)
            return JournalWords(f"使えるの連絡：{_title(key, content)}", f"{whom}から")
        case LookupTested(key=key, passed=passed, seen=seen):
            word = "使えた" if passed else "使えなかった"
            status = Status.UP if passed else Status.DOWN
            return JournalWords(f"照会テスト：{_title(key, content)}　{word}", seen, status)
        case DowntimeServerFrozen(frozen=frozen, snapshot_at=at):
            data = "" if at is None else f"データは {moment(at.astimezone(TOKYO))} 時点"
            words = "の使用を止めた" if frozen else "を、また使えるようにした"
            return JournalWords(f"ダウン対策サーバー{words}", data)
        case FullyRecovered(note=note):
            return JournalWords("完全復旧を宣言", note)
        case SlipsHandedOut(label=label, first=first, last=last, place=place):
            ends = f"{slip_number(label, first)}〜{slip_number(label, last)}"
            return JournalWords(f"紙の束を渡した：{ends}", place)
        case NumbersExplained(numbers=numbers, fate=fate):
            return JournalWords(f"番号の説明：{run_words(numbers)}", FATE[fate])
    return JournalWords(type(body).__name__)


def run_words(numbers: tuple[str, ...]) -> str:
    """101-002, or 101-002〜004（3件）."""
    if len(numbers) < 2:
        return "".join(numbers)
    last = numbers[-1].rpartition("-")[2]
    return f"{numbers[0]}〜{last}（{len(numbers)}件）"


def _title(key: WorldKey, content: Content) -> str:
    system = content.systems.get(key)
    return key.value if system is None else system.title
