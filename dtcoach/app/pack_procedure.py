"""The decision page of one procedure: what is asked, where it leads, and the steps of the ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from dtcoach.app.document import Arrow, Block, Cells, FlowBox, Part, Row, Title, WayBlock, Words
from dtcoach.app.ports import OpeningDays
from dtcoach.domain.content import Content, DueRule, FactDefinition, Procedure, PromiseRule
from dtcoach.domain.japanese_dates import WEEKDAYS, era_year
from dtcoach.domain.paper_dates import LastDay, last_days
from dtcoach.domain.paper_flow import Branch, Flow
from dtcoach.domain.paper_ways import FlowCaution, FlowStep, Way
from dtcoach.domain.walk import fill
from dtcoach.domain.words import PromiseKind, Route, StepKind

LETTERS = "ABCDEFGHJK"

BLANKS: Mapping[str, str] = {
    "today": "＿月＿日",
    "due": "早見表の日",
    "snapshot_at": "（確認した日時）",
    "snapshot_age": "（経過時間）",
    "konbini_hours": "（要確認）",
    "konbini_fee": "（要確認）",
}
"""What only the day itself knows; the pen writes it, or the table tells it."""

_KINDS: Mapping[StepKind, str] = {
    StepKind.SAY: "言う",
    StepKind.DO: "する",
    StepKind.CHECK: "確認",
    StepKind.ASK: "聞く",
    StepKind.RECORD: "書く",
    StepKind.PRINT: "用紙",
    StepKind.APPROVE: "承認",
    StepKind.NEVER: "禁止",
    StepKind.OUTCOME: "結果",
}
_PROMISES: Mapping[PromiseKind, str] = {
    PromiseKind.PHONE: "電話でお知らせする",
    PromiseKind.POST: "郵送する",
    PromiseKind.RETURN_VISIT: "もう一度来ていただく",
    PromiseKind.BACK_ENTRY: "区で入力する",
    PromiseKind.RECHECK: "区で内容を照らし合わせる",
}
_DUE: Mapping[DueRule, str] = {
    DueRule.NEXT_OPENING_DAY: "次の開庁日まで",
    DueRule.STATUTORY_DAY: "届出の最後の日まで",
    DueRule.AFTER_RECOVERY: "復旧のあと",
}
_CELLS, _FEWER_CELLS = 35, 25
"""Days in a table of last days: alone, and beside another."""

_TO_WRITE = "受付票の番号 ＿＿＿＿＿＿　　時刻 ＿＿時＿＿分　　方法 ＿＿　　書いた人 ＿＿＿＿＿＿"
"""For a counter that has copies of this page enough to use one for each resident."""

SILENT = "声に出さず、画面を見せずに確かめます。"
QUIET = "書いてもらった紙を見るか、小さな声でうかがいます。"


def procedure_part(
    content: Content,
    flow: Flow,
    forms: Mapping[str, str],
    said: Mapping[str, str],
    at: datetime,
    days: OpeningDays,
) -> Part:
    """`forms` names papers, `said` the number under which a phrase stands in five languages."""
    letters = {way.rule.route: LETTERS[index] for index, way in enumerate(flow.ways)}
    blocks = [Words(_TO_WRITE, 9.5), *_before(content, flow, letters)]
    blocks += _flow(content, flow, letters)
    blocks += _deadline(content, flow.procedure, at, days)
    ways = [_way(way, letters[way.rule.route], content, forms, said) for way in flow.ways]
    return Part(
        f"手続ごとの案内（{flow.procedure.section}）",
        flow.procedure.title,
        tuple(blocks),
        (*ways, *_others(content, flow)),
    )


def route_title(content: Content, route: Route, way: Way | None = None) -> str:
    """The name of a way, as on the screen."""
    own = "" if way is None else way.rule.title
    return own or content.route_titles[route]


def _before(content: Content, flow: Flow, letters: Mapping[Route, str]) -> Iterator[Block]:
    """The ways that are better than what the flow leads to, once the lead has looked."""
    ways = [way for way in flow.ways if way.is_first]
    if not ways:
        return
    names = "、".join(
        f"{letters[way.rule.route]} {route_title(content, way.rule.route, way)}" for way in ways
    )
    yield Words(
        "先に システム状態表を見ます。"
        f"次の方法が使えるときは、その方法の条件を先に確かめます: {names}。"
        "条件がそろわないときと、わからないときは、下の問1から進みます。",
        9,
        mark=True,
    )


def _flow(content: Content, flow: Flow, letters: Mapping[Route, str]) -> Iterator[Block]:
    if not flow.questions:
        yield Title("聞くことはありません")
        yield Words(f"すぐに → {_end(content, flow.start, letters)}", 11)
        return
    yield Title("1　問いを上から順に。矢印の先へ進む")
    for question in flow.questions:
        definition = question.fact
        text, note = _asked(definition)
        yield FlowBox(
            f"問{question.number}",
            definition.label,
            text,
            note,
            tuple(_arrow(content, branch, letters) for branch in question.branches),
        )


def _asked(definition: FactDefinition) -> tuple[str, str]:
    """What is looked up silently shows on paper only how it is looked up (design §6 rule 3)."""
    if definition.silent:
        return definition.hint, SILENT
    note = definition.hint if definition.aloud else f"{QUIET}{definition.hint}"
    return definition.question, note


def _arrow(content: Content, branch: Branch, letters: Mapping[Route, str]) -> Arrow:
    answers = "・".join(branch.answers)
    if branch.question:
        return Arrow(answers, f"問{branch.question}")
    return Arrow(answers, _end(content, branch, letters), strong=True)


def _end(content: Content, branch: Branch, letters: Mapping[Route, str]) -> str:
    """The first way by name; the others that would also be right by letter."""
    if not branch.routes:
        return "係長へ"
    first, *rest = branch.routes
    words = f"{letters[first]} {route_title(content, first)}"
    others = "・".join(letters[route] for route in rest if route is not Route.ESCALATE)
    return f"{words}（{others} も選べる）" if others else words


def _way(
    way: Way,
    letter: str,
    content: Content,
    forms: Mapping[str, str],
    said: Mapping[str, str],
) -> WayBlock:
    steps = [step for step in way.steps if step.step.kind is not StepKind.NEVER]
    nevers = [step for step in way.steps if step.step.kind is StepKind.NEVER]
    rows = tuple(_row(step, content, said) for step in (*nevers, *steps))
    named = dict.fromkeys(
        (*way.rule.forms, *(step.step.form for step in way.steps if step.step.form))
    )
    after = []
    if way.promises:
        after.append("約束: " + "、".join(_promise(promise) for promise in way.promises))
    if named:
        after.append("用紙: " + "、".join(forms.get(form, form) for form in named))
    return WayBlock(
        letter,
        route_title(content, way.rule.route, way),
        fill(way.rule.reason, BLANKS),
        (*_conditions(way), *(_caution(caution) for caution in way.cautions)),
        rows,
        tuple(after),
    )


def _conditions(way: Way) -> Iterator[str]:
    """What must be usable, and what must be true of the resident, where the way waits for both."""
    if not way.needs:
        return
    systems = "・".join(system.title for system in way.systems)
    yield (
        f"使うとき　システム状態表で {systems} が使える（遅い・途切れるも）。"
        "不明のときは使いません。"
    )
    for index, needs in enumerate(way.needs):
        yield "または、次がすべてそろうとき" if index else "条件　次がすべてそろうとき"
        yield from (f"　□ {need.fact.label} → {'・'.join(need.answers)}" for need in needs)


def _caution(caution: FlowCaution) -> str:
    lead = "注意" if caution.for_all else "注意（当てはまる方だけ）"
    return f"{lead}　{fill(caution.text, BLANKS)}"


def _row(found: FlowStep, content: Content, said: Mapping[str, str]) -> Row:
    step = found.step
    text = fill(step.text, BLANKS)
    if step.kind is StepKind.ASK and step.fact:
        definition = content.facts[step.fact]
        text = SILENT + definition.hint if definition.silent else text or definition.question
    if step.phrase is not None:
        number = said.get(step.phrase.id, "")
        text = text or fill(step.phrase.in_language("ja"), BLANKS)
        text = f"［言葉{number}］{text}" if number else text
    if step.label and step.label not in text:
        text += f"　記入: {step.label}"
    return Row(
        _numbers(found.numbers),
        _KINDS[step.kind],
        text,
        step.kind is StepKind.NEVER,
        found.for_all,
    )


def _numbers(numbers: tuple[int, ...]) -> str:
    """7, or 7・9, or 7〜9: what the step can be on the screen."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 or last == first + 1:
        return f"{first}〜{last}"
    return "・".join(map(str, numbers))


def _promise(promise: PromiseRule) -> str:
    return f"{_DUE[promise.due]}に{_PROMISES[promise.kind]}（{promise.keeper}）"


def _others(content: Content, flow: Flow) -> Iterator[Block]:
    """What is not a way here: refused to everybody, or only after more questions."""
    if flow.later:
        yield Title("さらに聞けば選べることがある方法", 9.5)
        for route, needs in flow.later:
            labels = "・".join(flow.procedure.asks(content.facts[name]).label for name in needs)
            yield Words(
                f"{route_title(content, route)}: {labels} をうかがい、係長に確かめます。", 8
            )
    if flow.refused:
        yield Title("この想定では使えない方法", 9.5)
        for refusal in flow.refused:
            reason = fill(refusal.reason, BLANKS)
            yield Words(f"× {route_title(content, refusal.route)}: {reason}", 8)


def _deadline(
    content: Content, procedure: Procedure, at: datetime, days: OpeningDays
) -> Iterator[Block]:
    deadline = procedure.deadline
    if deadline is None:
        if procedure.no_deadline_basis:
            yield Words(f"届出の期限: {procedure.no_deadline_basis}", 8)
        return
    yield Title("2　届出の最後の日")
    most = _CELLS if len(deadline.limits) == 1 else _FEWER_CELLS
    for limit in deadline.limits:
        table = last_days(procedure, limit, at.date(), days.is_closed, most)
        if not table:
            yield Words(limit.basis, 8.5)
            continue
        rolled = "。※は閉庁日のため延びた日" if any(day.rolled_over for day in table) else ""
        labels = (_day_label(content, procedure, name) for name in limit.dates)
        asked = "」か「".join(dict.fromkeys(labels))
        yield Cells(
            f"{limit.basis}。「{asked}」が左の日のとき → 最後の日（{_years(table)}{rolled}）",
            tuple(_cell(day) for day in table),
            5,
        )
    yield Words(deadline.note, 8)


def _day_label(content: Content, procedure: Procedure, name: str) -> str:
    """The day that is counted from, by the name under which it was asked for."""
    return procedure.asks(content.facts[name]).label


def _cell(day: LastDay) -> str:
    due = _short(day.due)
    if day.event.year != day.due.year:
        due = f"{era_year(day.due)[1]}年{due}"
    return f"{_short(day.event)}→{due}{'※' if day.rolled_over else ''}"


def _short(day: date) -> str:
    return f"{day.month}/{day.day}({WEEKDAYS[day.weekday()]})"


def _years(table: tuple[LastDay, ...]) -> str:
    days = [one for day in table for one in (day.event, day.due)]
    names = dict.fromkeys("{}{}年".format(*era_year(day)) for day in sorted(days))
    return "・".join(names)
