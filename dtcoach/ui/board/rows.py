"""The board as rows and lines to read, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from dtcoach.app.words_out import LIST_PAPERS
from dtcoach.domain.content import Content, SystemDefinition
from dtcoach.domain.events import (
    EstimateEntered,
    Event,
    HandedOver,
    IncidentClosed,
    IncidentDeclared,
    IncidentRecovered,
    ListItemDone,
    ListPrinted,
    NoticePosted,
    ReportSettled,
    ReportWritten,
    ScenarioChanged,
    SnapshotStamped,
    StatusChecked,
)
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.japanese_dates import TOKYO, moment
from dtcoach.domain.words import LeadList, PaperWay, Status, WorldKey
from dtcoach.domain.world import Board, is_stale
from dtcoach.frozen import dataclass
from dtcoach.ui.times import ago, time_of
from dtcoach.ui.words import STATUS

LIST_WORDS = {
    LeadList.FIRST: "最初の15分",
    LeadList.HOURLY: "毎時",
    LeadList.HANDOVER: "引継ぎ",
    LeadList.RECOVERY: "復旧",
}
_WENT = {
    PaperWay.PRINTER: "印刷した",
    PaperWay.FILE: "保存した",
    PaperWay.VIEWER: "表示ソフトで開いた",
    PaperWay.HAND: "手で書いた",
}
NEVER = "まだ"
PRESET = "想定"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One system. `when` is empty-handed (まだ) where only the scenario says so."""

    key: WorldKey
    title: str
    status: Status
    word: str
    when: str
    age_minutes: int | None
    by: str
    how: str
    is_stale: bool
    data_age: str = ""
    """Only for the downtime server: how old its data are (14時間前のデータ)."""


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """For the chips over the table."""

    stale: int
    down: int
    degraded: int
    unknown: int


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One thing that happened to the board. `status` only where a system was looked at."""

    when: str
    text: str
    by: str
    note: str
    status: Status | None = None


def board_rows(
    board: Board, systems: Mapping[WorldKey, SystemDefinition], now: datetime
) -> tuple[BoardRow, ...]:
    """All systems in the order of the world's keys, which never changes under the eye."""
    return tuple(board_row(board, systems[key], now) for key in WorldKey if key in systems)


def board_row(board: Board, system: SystemDefinition, now: datetime) -> BoardRow:
    check = board.checks.get(system.key)
    at = None if check is None else check.at
    status = board.status(system.key)
    return BoardRow(
        key=system.key,
        title=system.title,
        status=status,
        word=STATUS[status],
        when=NEVER if at is None else f"{time_of(at, now)}  {ago(at, now)}",
        age_minutes=None if at is None else int((now - at) // timedelta(minutes=1)),
        by=(check.by if check and check.by else "—"),
        how=(check.how if check and check.how else "—"),
        is_stale=is_stale(board, system, now),
        data_age=_data_age(board, system.key, now),
    )


def _data_age(board: Board, key: WorldKey, now: datetime) -> str:
    if key is not WorldKey.DOWNTIME_SERVER or board.snapshot_at is None:
        return ""
    return f"{snapshot_hours(board.snapshot_at, now)}時間前のデータ"


def snapshot_hours(at: datetime, now: datetime) -> int:
    return int((now - at) // timedelta(hours=1))


def board_counts(rows: Iterable[BoardRow]) -> BoardCounts:
    found = tuple(rows)
    of = [row.status for row in found]
    return BoardCounts(
        stale=sum(row.is_stale for row in found),
        down=of.count(Status.DOWN),
        degraded=of.count(Status.DEGRADED),
        unknown=of.count(Status.UNKNOWN),
    )


def snapshot_words(board: Board, now: datetime) -> str:
    """How old the data of the downtime server are; empty where their time is not known."""
    at = board.snapshot_at
    if at is None:
        return ""
    hours = snapshot_hours(at, now)
    return f"ダウン対策サーバーのデータ: {moment(at.astimezone(TOKYO))} 時点（{hours}時間前）"


def journal_lines(
    state: IncidentState, content: Content, now: datetime, most: int | None = None
) -> tuple[JournalLine, ...]:
    """The course of the outage, what happened last first; what is typed into the report is none of
    it. What was entered later than it happened stands at the time that is shown beside it. `most`:
    only so many."""
    again = _failed_again(state.journal)
    journal = [event for event in state.journal if not isinstance(event.body, ReportWritten)]
    journal = sorted(journal, key=lambda event: event.observed_at)[::-1]
    lines = ((event.id, _line(event, content, now)) for event in journal[:most])
    return tuple(
        replace(line, text=f"また停止：{line.text.partition('：')[2]}") if key in again else line
        for key, line in lines
    )


def _failed_again(journal: Iterable[Event]) -> frozenset[str]:
    """The changes that came while the word "usable" held, by their event."""
    found, recovered = set(), False
    for event in journal:
        if isinstance(event.body, IncidentRecovered):
            recovered = True
        elif isinstance(event.body, ScenarioChanged):
            if recovered:
                found.add(event.id)
            recovered = False
    return frozenset(found)


def _line(event: Event, content: Content, now: datetime) -> JournalLine:
    when, by, body = time_of(event.observed_at, now), event.actor, event.body
    match body:
        case IncidentDeclared(title=title):
            return JournalLine(when, f"対応を開始：{title}", by, "")
        case ScenarioChanged(scenario=scenario):
            found = content.scenarios.get(scenario)
            return JournalLine(when, f"想定を変更：{found.title if found else scenario}", by, "")
        case StatusChecked(key=key, status=status, how=how):
            system = content.systems.get(key)
            title = system.title if system else key.value
            return JournalLine(when, f"{title}　{STATUS[status]}", by, how, status)
        case SnapshotStamped(snapshot_at=at):
            return JournalLine(when, f"データの日時　{moment(at.astimezone(TOKYO))}", by, "")
        case IncidentRecovered(note=note):
            return JournalLine(when, "復旧の連絡", by, note)
        case IncidentClosed():
            return JournalLine(when, "対応を終了", by, "")
    return _lead_line(event, content, now)


def _lead_line(event: Event, content: Content, now: datetime) -> JournalLine:
    """What the lead ticked, told residents, or handed over."""
    when, by, body = time_of(event.observed_at, now), event.actor, event.body
    match body:
        case ListItemDone(lead_list=which, item=item, done=done):
            mark = "☑" if done else "☐ 取り消し："
            return JournalLine(when, f"{mark} {item}", by, LIST_WORDS[which])
        case NoticePosted(next_update_at=ahead, places=places):
            after = "" if ahead is None else f"次のお知らせ {time_of(ahead, now)}"
            note = "　".join(part for part in ("・".join(places), after) if part)
            return JournalLine(when, "お知らせを出した", by, note)
        case HandedOver(to=to):
            return JournalLine(when, f"引き継ぎ：{to}さんへ", by, "")
        case ListPrinted(paper=paper, how=how):
            return JournalLine(when, f"{LIST_PAPERS.get(paper, paper)}を{_WENT[how]}", by, "")
        case EstimateEntered(people=people, ground=ground):
            words = "取り消し" if people is None else f"約{people}人"
            return JournalLine(when, f"影響人数の推計：{words}", by, ground)
        case ReportSettled():
            return JournalLine(when, "報告書の版を確定", by, "")
    from dtcoach.ui.recovery.journal import recovery_words

    told = recovery_words(body, content)
    return JournalLine(when, told.text, by, told.note, told.status)
