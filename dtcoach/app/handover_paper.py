"""引継ぎ書 on paper: what the window shows between two leads, for two who have no window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dtcoach.app.document import Block, Document, Grid, Heading, Pairs, Part, Ticks, Title, Words
from dtcoach.app.handover import DueVisit, HandoverSheet, OwedVisit, SystemLine, WaitingVisit
from dtcoach.app.paper import Imprint
from dtcoach.app.registers import STATUS
from dtcoach.app.words_out import PROMISE
from dtcoach.domain.content import Content
from dtcoach.domain.form_values import short_titles
from dtcoach.domain.japanese_dates import TOKYO, minutes_between, moment, short_date, span, time_of
from dtcoach.domain.words import LeadList, WorldKey

TITLE = "引継ぎ書"
_CARE = "お名前が入っていることがあります。人に見せず、終わったら裁断するか、係長に返します。"
_LISTS: Mapping[LeadList, str] = {
    LeadList.FIRST: "はじめの数分",
    LeadList.HOURLY: "一時間ごと",
    LeadList.HANDOVER: "引き継ぎ",
    LeadList.RECOVERY: "復旧のあと",
}


def handover_document(
    sheet: HandoverSheet, content: Content, imprint: Imprint, marks: tuple[str, ...] = ()
) -> Document:
    """In the order in which it is read aloud between the two."""
    state = sheet.state
    since = f"{moment(state.started_at.astimezone(TOKYO))}から"
    head = f"{state.office}　{sheet.scenario}　{since}　{time_of(sheet.at, sheet.at)} 時点"
    blocks: list[Block] = [Words(head, 11)]
    if state.recovered_at is not None:
        blocks.append(Words(f"復旧の連絡 {time_of(state.recovered_at, sheet.at)}", 11, mark=True))
    blocks += [
        Title("いま使えるもの"),
        _systems(sheet),
        *_waiting(sheet, content),
        *_due(sheet, content),
        *_owed(sheet),
        Title("番号・紙・お知らせ"),
        Pairs(tuple(_numbers(sheet)), label_mm=36),
        *_lists(sheet),
        Title("引き継ぎ"),
        Pairs((("渡した人・時刻", ""), ("受け取った人・時刻", "")), label_mm=36, blank=10),
        Words(_CARE, 8),
    ]
    part = Part("", TITLE, tuple(blocks))
    return Document(TITLE, sheet.scenario, content.profile.ward, (part,), imprint, marks)


def _systems(sheet: HandoverSheet) -> Grid:
    return Grid(
        (
            Heading("システム", 5),
            Heading("状態", 2),
            Heading("確かめた人・どれだけ前か", 4),
            Heading("確かめ方・備考", 5),
        ),
        tuple(_system(line, sheet) for line in sheet.systems),
        strong=frozenset(i for i, line in enumerate(sheet.systems) if line.is_stale),
    )


def _system(line: SystemLine, sheet: HandoverSheet) -> tuple[str, ...]:
    seen = "だれも見ていない"
    if line.age_minutes is not None:
        seen = f"{line.by}　{span(line.age_minutes)}前"
    if line.is_stale:
        seen += "（要再確認）"
    notes = [line.how] if line.how else []
    at = sheet.state.board.snapshot_at
    if line.key == WorldKey.DOWNTIME_SERVER and at is not None:
        data = moment(at.astimezone(TOKYO))
        notes.append(f"データは {data} 時点（{sheet.snapshot_hours}時間前）")
    return line.title, STATUS[line.status], seen, "　".join(notes)


def _waiting(sheet: HandoverSheet, content: Content) -> Iterator[Block]:
    yield Title(f"途中の受付 {len(sheet.waiting)}件")
    if not sheet.waiting:
        yield Words("ありません。")
        return
    rows = tuple(_waiting_row(visit, sheet, content) for visit in sheet.waiting)
    yield Grid(
        (
            Heading("番号", 2),
            Heading("いま", 3),
            Heading("手続", 5),
            Heading("待っているもの", 6),
        ),
        rows,
    )


def _waiting_row(visit: WaitingVisit, sheet: HandoverSheet, content: Content) -> tuple[str, ...]:
    word = "中断中" if visit.is_parked else "対応中"
    waited = span(max(minutes_between(visit.since, sheet.at), 0))
    titles = short_titles(content, visit.procedures)
    return visit.number, f"{word} {waited}\n{visit.counter}", titles, visit.cue


def _due(sheet: HandoverSheet, content: Content) -> Iterator[Block]:
    yield Title(f"きょうが期限の方 {len(sheet.due_today)}件")
    if not sheet.due_today:
        yield Words("ありません。")
        return
    yield Grid(
        (Heading("番号", 2), Heading("期限", 3), Heading("手続", 5), Heading("いま", 6)),
        tuple(_due_row(visit, content) for visit in sheet.due_today),
        strong=frozenset(range(len(sheet.due_today))),
    )


def _due_row(visit: DueVisit, content: Content) -> tuple[str, ...]:
    word = "受け取らずに帰られた方です" if visit.is_sent_away else "まだ終わっていません"
    return (
        visit.number,
        f"{short_date(visit.day.due)}まで",
        short_titles(content, [visit.procedure]),
        word,
    )


def _owed(sheet: HandoverSheet) -> Iterator[Block]:
    owed = (*sheet.agreed, *sheet.owed)
    yield Title(f"約束（きょうと次の開庁日） {len(owed)}件")
    if not owed:
        yield Words("ありません。")
        return
    yield Grid(
        (Heading("番号", 2), Heading("いつまで", 4), Heading("約束", 4), Heading("受け持ち", 4)),
        tuple(map(_owed_row, owed)),
    )


def _owed_row(one: OwedVisit) -> tuple[str, ...]:
    if one.kind is None or one.due is None:
        return one.number, "受付の画面か控えで確かめる", "お渡しする日時の約束", one.keeper
    return one.number, f"{short_date(one.due)}まで", PROMISE[one.kind], one.keeper


def _numbers(sheet: HandoverSheet) -> Iterator[tuple[str, str]]:
    yield "最後の番号", "、".join(sheet.last_numbers) or "まだありません"
    yield "受付", f"{sheet.visits}件"
    yield "渡した紙", f"{sheet.papers}枚（控えの数と合わせます）"
    notice = sheet.notice
    if notice is None:
        yield "お知らせ", "まだ出していません"
        return
    ahead = notice.said.next_update_at
    after = "次の予定はありません"
    if ahead is not None:
        late = "（過ぎています）" if notice.is_overdue(sheet.at) else ""
        after = f"次のお知らせ {time_of(ahead, sheet.at)}{late}"
    places = "・".join(notice.said.places)
    yield "お知らせ", f"{time_of(notice.at, sheet.at)} {notice.by}　{places}　{after}"


def _lists(sheet: HandoverSheet) -> Iterator[Block]:
    """What is still open, with room to tick it on paper."""
    for listed in sheet.lists:
        lines = tuple(line.text for line in listed.open)
        if lines:
            yield Title(f"終わっていないこと: {_LISTS[listed.which]}")
            yield Ticks(lines, ("した時刻", "した人"))
