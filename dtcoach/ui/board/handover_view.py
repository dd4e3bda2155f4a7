"""The hand-over sheet as sections and lines to read, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterator

from dtcoach.app.handover import DueVisit, HandoverSheet, OwedVisit, SystemLine, WaitingVisit
from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import TOKYO, moment, short_date
from dtcoach.domain.words import Status
from dtcoach.frozen import dataclass
from dtcoach.ui.board.rows import LIST_WORDS, PRESET
from dtcoach.ui.times import minutes_between, span, time_of
from dtcoach.ui.words import KIND, PROMISE, STATUS, procedure_title

STALE_NOTE = "要再確認"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """`lead` in bold, `text` after it, `note` below; `status` draws its mark in front."""

    lead: str
    text: str = ""
    note: str = ""
    status: Status | None = None
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class SheetSection:
    title: str
    lines: tuple[SheetLine, ...]


def sheet_head(sheet: HandoverSheet) -> str:
    """What this is a sheet of, for the line under the title."""
    state = sheet.state
    parts = [
        KIND[state.kind],
        sheet.scenario,
        f"{moment(state.started_at.astimezone(TOKYO))}から",
    ]
    if state.recovered_at is not None:
        parts.append(f"復旧の連絡 {time_of(state.recovered_at, sheet.at)}")
    return "　".join((*parts, f"{time_of(sheet.at, sheet.at)} 時点"))


def sheet_sections(sheet: HandoverSheet, content: Content) -> tuple[SheetSection, ...]:
    """In the order in which it is read aloud between the two."""
    waiting = tuple(_waiting(visit, sheet, content) for visit in sheet.waiting)
    due = tuple(_due(visit, content) for visit in sheet.due_today)
    owed = tuple(_owed(one) for one in (*sheet.agreed, *sheet.owed))
    return (
        SheetSection("いま使えるもの", tuple(_systems(sheet))),
        SheetSection(f"途中の受付 {len(waiting)}件", waiting or _none("ありません。")),
        SheetSection(f"きょうが期限の方 {len(due)}件", due or _none("ありません。")),
        SheetSection(
            f"約束 {len(owed)}件", owed or _none("きょうと次の開庁日の約束はありません。")
        ),
        SheetSection("番号と紙", tuple(_numbers(sheet))),
        SheetSection("お知らせ", (_notice(sheet),)),
        SheetSection(
            "終わっていないリスト", tuple(_lists(sheet)) or _none("すべて終わっています。")
        ),
    )


def _none(words: str) -> tuple[SheetLine, ...]:
    return (SheetLine("", words),)


def _systems(sheet: HandoverSheet) -> Iterator[SheetLine]:
    for line in sheet.systems:
        yield SheetLine(
            line.title,
            f"{STATUS[line.status]}　{_seen(line)}",
            _data(line, sheet),
            line.status,
            line.is_stale,
        )


def _seen(line: SystemLine) -> str:
    if line.age_minutes is None:
        return f"だれも見ていない（{PRESET}）"
    how = f"　{line.how}" if line.how else ""
    return f"{span(line.age_minutes)}前 {line.by}{how}"


def _data(line: SystemLine, sheet: HandoverSheet) -> str:
    at = sheet.state.board.snapshot_at
    if line.key != "downtime-server" or at is None:
        return ""
    return f"データは {moment(at.astimezone(TOKYO))} 時点（{sheet.snapshot_hours}時間前）"


def _waiting(visit: WaitingVisit, sheet: HandoverSheet, content: Content) -> SheetLine:
    word = "中断中" if visit.is_parked else "対応中"
    titles = "、".join(procedure_title(content, procedure) for procedure in visit.procedures)
    waited = span(max(minutes_between(visit.since, sheet.at), 0))
    cue = f"待っているもの：{visit.cue}" if visit.cue else ""
    return SheetLine(
        visit.number,
        f"{word} {waited}　{visit.counter}",
        "　".join(part for part in (titles, cue) if part),
    )


def _due(visit: DueVisit, content: Content) -> SheetLine:
    word = "受け取らずに帰られた方です" if visit.is_sent_away else "まだ終わっていません"
    return SheetLine(
        visit.number,
        f"{short_date(visit.day.due)}まで　{word}",
        f"{procedure_title(content, visit.procedure)}　{visit.day.basis}",
        is_urgent=True,
    )


def _owed(one: OwedVisit) -> SheetLine:
    if one.kind is None or one.due is None:
        return SheetLine(
            one.number, "お渡しする日時の約束", "時刻は受付の画面で読み合わせます", is_urgent=True
        )
    return SheetLine(one.number, f"{short_date(one.due)}　{PROMISE[one.kind]}", one.keeper)


def _numbers(sheet: HandoverSheet) -> Iterator[SheetLine]:
    last = "、".join(sheet.last_numbers) or "まだありません"
    yield SheetLine("最後の番号", last)
    yield SheetLine("受付", f"{sheet.visits}件")
    yield SheetLine("渡した紙", f"{sheet.papers}枚", "控えの数と合わせます")


def _notice(sheet: HandoverSheet) -> SheetLine:
    notice = sheet.notice
    if notice is None:
        return SheetLine("", "まだ出していません。", is_urgent=True)
    places = "・".join(notice.said.places)
    ahead = notice.said.next_update_at
    if ahead is None:
        after = "次の予定はありません"
    else:
        after = f"次のお知らせ {time_of(ahead, sheet.at)}"
        after += "（過ぎています）" if notice.is_overdue(sheet.at) else ""
    return SheetLine(
        time_of(notice.at, sheet.at),
        f"{notice.by}　{places}",
        after,
        is_urgent=notice.is_overdue(sheet.at),
    )


def _lists(sheet: HandoverSheet) -> Iterator[SheetLine]:
    for listed in sheet.lists:
        for line in listed.open:
            yield SheetLine(LIST_WORDS[listed.which], line.text)
