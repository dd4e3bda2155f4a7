"""What goes into the pack of one scenario, in the order in which a counter takes it in hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from dtcoach.app.document import (
    Block,
    Cells,
    Document,
    Part,
    Progress,
    Spoken,
    Ticks,
    Title,
    Words,
    no_progress,
)
from dtcoach.app.errors import ProblemFound
from dtcoach.app.guidance import moment_of
from dtcoach.app.marks import paper_marks
from dtcoach.app.pack import MOST_SLIPS, PackWish
from dtcoach.app.pack_notice import notice_parts
from dtcoach.app.pack_procedure import BLANKS, procedure_part
from dtcoach.app.pack_triage import BEFORE, STATUS, triage_part
from dtcoach.app.paper import Press, imprint_of
from dtcoach.app.ports import OpeningDays
from dtcoach.domain.content import LANGUAGES, Content, Phrase, Scenario, bracketed
from dtcoach.domain.deadline import next_open_day
from dtcoach.domain.form_values import blank_values
from dtcoach.domain.japanese_dates import TOKYO, long_date
from dtcoach.domain.paper_flow import Flow, flow_of
from dtcoach.domain.slips import slip_number
from dtcoach.domain.walk import fill
from dtcoach.domain.words import PROCEDURES, IncidentKind, LeadList
from dtcoach.domain.world import preset

_LANGUAGE_NAMES = {"ja": "標準", "easy": "やさしい", "en": "EN", "zh": "中文", "ko": "한국어"}
_LISTS = {
    LeadList.FIRST: ("はじめの数分", ("した時刻", "した人")),
    LeadList.HOURLY: (
        "一時間ごと",
        ("9時", "10時", "11時", "12時", "13時", "14時", "15時", "16時"),
    ),
    LeadList.HANDOVER: ("引き継ぎ", ("した時刻", "した人")),
    LeadList.RECOVERY: ("復旧のあと", ("した時刻", "した人")),
}
_HOW_TO_USE = (
    "「見分け」で、どの障害かを決めます。この想定と違うときは、着いた想定の一式を使います。",
    "係長は「係長のリスト」を上から行います。",
    "窓口では、来た方ごとに受付票を一枚取り、番号の若い順に使います。",
    "手続の案内を開き、問いに上から答えて、方法（A・B…）に着きます。",
    "着いた方法の禁止（×）を先に読み、□の手順を上から行います。",
    "受付票の番号ごとに、「紙の受付の記録」へ、声に出した問いの番号と答え・方法・"
    "終わった手順の番号を書きます。声に出さない問いの答えは、どの紙にも書きません。",
    "使えるようになったら、対応の画面の F11 から、受付票の番号（P で始まる）で入力します。"
    "手順の番号は、画面の番号と同じです。",
)
_HOW_TO_READ = (
    "□は全員に行う手順、点線の□と「当てはまる方だけ」は、書いてあることに当てはまる方だけに行う手順です。",
    "「5・7」「4〜6」は、前の手順を飛ばすと番号が変わることを表します。行う順は、上から下です。",
    "［言葉］の番号は、「住民に見せる言葉」の番号です。声に出すか、指でさして見せます。",
)
_FORMS = "書き込む用紙"
_PHRASES = "五つの言葉"
_STEP_ROWS = 10
"""Slips on one sheet of 紙の受付の記録."""


def pack_of(
    content: Content,
    wish: PackWish,
    press: Press,
    days: OpeningDays,
    approval: object | None,
    progress: Progress = no_progress,
) -> Document:
    """The document. Raises ProblemFound where there is no such scenario or slip range."""
    from dtcoach.app.approval import Approval

    scenario = content.scenarios.get(wish.scenario)
    if scenario is None:
        raise ProblemFound(f"「{wish.scenario}」という想定はありません。")
    if not 0 <= wish.slips <= MOST_SLIPS or wish.first_slip < 1:
        raise ProblemFound(f"受付票の枚数は 0〜{MOST_SLIPS}、番号は 1 からです。")
    flows = _flows(content, scenario, wish.at, days, progress)
    spoken = _spoken(content, flows)
    numbers = {phrase.id: str(number) for number, phrase in enumerate(spoken, 1)}
    forms = {form: heading.title for form, heading in press.headings().items()}
    parts = [
        *triage_part(content),
        *_lists(scenario),
        *(procedure_part(content, flow, forms, numbers, wish.at, days) for flow in flows),
        *notice_parts(content, scenario, wish.at, days, drill=wish.drill),
        _phrase_part(spoken),
        *_blank_forms(content, wish, press),
    ]
    approved = approval if isinstance(approval, Approval) else None
    kind = IncidentKind.DRILL if wish.drill else None
    return Document(
        "停電・停止のときの紙の一式",
        f"想定: {scenario.title}",
        content.profile.ward,
        tuple(parts),
        imprint_of(content.digest, approved, wish.at),
        paper_marks(kind, approved),
        cover=_cover(content, scenario, wish, days),
        contents=True,
    )


def _flows(
    content: Content,
    scenario: Scenario,
    at: datetime,
    days: OpeningDays,
    progress: Progress,
) -> tuple[Flow, ...]:
    """Every procedure, walked at ten o'clock of the next opening day: what is shut at night only
    because it is night is no matter of the scenario."""
    day = next_open_day(at.astimezone(TOKYO).date(), days.is_closed)
    ten = datetime.combine(day, time(10), TOKYO)
    moment = moment_of(content, preset(scenario), {}, ten, None, days)
    known = {name: place for place, name in enumerate(PROCEDURES)}
    order = sorted(content.procedures, key=lambda name: (known.get(name, len(known)), name))
    found = []
    for name in order:
        progress(0, 0)
        found.append(flow_of(content, content.procedures[name], moment))
    sections = {flow.procedure.section: place for place, flow in reversed(list(enumerate(found)))}
    return tuple(sorted(found, key=lambda flow: sections[flow.procedure.section]))


def _cover(
    content: Content, scenario: Scenario, wish: PackWish, days: OpeningDays
) -> tuple[Block, ...]:
    stale = wish.at.astimezone(TOKYO).date() + timedelta(days=14)
    return (
        Words(f"想定　{scenario.title}", 17),
        Words(scenario.summary, 12),
        Words(
            "わからないものは「わからない」に進みます。動いていることにはしません。"
            f"期限の早見表は {long_date(stale)} までに作り直します。",
            12,
            mark=True,
        ),
        Title("使い方", 13),
        *(Words(line, 12, hang=f"{number}") for number, line in enumerate(_HOW_TO_USE, 1)),
        Title("読み方", 13),
        *(Words(line, 12, hang="・") for line in _HOW_TO_READ),
        Title("はじめの状態", 13),
        Cells(
            "この一式は、次の状態のときのものです（はじめの状態。違うときは、その想定の一式を使います）",
            tuple(
                f"{content.systems[key].title}: {STATUS[status]}"
                for key, status in preset(scenario).items()
                if key in content.systems
            ),
            3,
        ),
    )


def _lists(scenario: Scenario) -> Iterator[Part]:
    """First what shows that it is this scenario, then the lists that somebody ticks."""
    blocks: list[Block] = [Title(f"{scenario.title}: 見分け方")]
    blocks += [Words(line, hang="・") for line in scenario.recognise]
    blocks.append(
        Words(
            "掲示は、この想定のはじめの状態で作ってあります。確かめて違うところを二重線で消し、"
            "日時と連絡先を書いてから貼ります。",
            mark=True,
        )
    )
    for which, (title, columns) in _LISTS.items():
        lines = scenario.lines(which)
        if lines and which is not LeadList.RECOVERY:
            blocks += [Title(title), Ticks(lines, columns)]
    yield Part(BEFORE, "係長のリスト", tuple(blocks))
    title, columns = _LISTS[LeadList.RECOVERY]
    after = Ticks(scenario.recovery, columns)
    yield Part(BEFORE, f"係長のリスト（{title}）", (Title(title), after))


# --- words and papers -----------------------------------------------------------------------------


def _spoken(content: Content, flows: tuple[Flow, ...]) -> tuple[Phrase, ...]:
    """What some step of some way says to a resident, each once, the most often said first met."""
    found: dict[str, Phrase] = {}
    for flow in flows:
        for way in flow.ways:
            for step in way.steps:
                if step.step.phrase is not None:
                    found.setdefault(step.step.phrase.id, step.step.phrase)
    return tuple(found.values())


def _phrase_part(spoken: tuple[Phrase, ...]) -> Part:
    blocks: list[Block] = [
        Words(
            "手順の［言葉］の番号で探し、指でさして見せます。やさしい日本語・英語・中国語・韓国語の訳は、"
            "話者がまだ確かめていないものを含みます（要確認）。",
            8.5,
        )
    ]
    for number, phrase in enumerate(spoken, 1):
        lines = tuple(
            (language, f"{_LANGUAGE_NAMES[language]}　{_filled(phrase, language)}")
            for language in LANGUAGES
            if language in phrase.words
        )
        blocks.append(Spoken(str(number), lines))
    return Part(_PHRASES, "住民に見せる言葉", tuple(blocks))


def _filled(phrase: Phrase, language: str) -> str:
    blanks = BLANKS if language in ("ja", "easy") else dict.fromkeys(BLANKS, "____")
    blanks = {**blanks, "due": "____", "today": "____", "snapshot_at": "____"}
    return bracketed(fill(phrase.written(language), blanks))


def _blank_forms(content: Content, wish: PackWish, press: Press) -> Iterator[Part]:
    headings, blanks = press.headings(), blank_values(content)
    for form in ("status-sheet", "outage-register", "day-list"):
        if form in headings and not headings[form].is_wards_own:
            yield Part(_FORMS, headings[form].title, form=form, values=(blanks,))
    numbers = [slip_number(wish.label, wish.first_slip + index) for index in range(wish.slips)]
    if "paper-steps" in headings and not headings["paper-steps"].is_wards_own:
        rows = tuple({"number": number} for number in numbers) or ({},)
        pages = [rows[at : at + _STEP_ROWS] for at in range(0, len(rows), _STEP_ROWS)]
        values = tuple({**blanks, "paper_steps": page} for page in pages)
        yield Part(_FORMS, headings["paper-steps"].title, form="paper-steps", values=values)
    if not wish.slips or headings["reception-slip"].is_wards_own:
        return
    yield Part(
        _FORMS,
        f"受付票 {numbers[0]}〜{numbers[-1]}",
        form="reception-slip",
        values=tuple({**blanks, "number": number} for number in numbers),
    )
