"""What fills a form: the closed list of fields, and their values from a visit.

No field holds a PIN or 個人番号. Facts that the clerk looks up silently, and why a route was
refused, are nowhere here: a paper is read by others (design §6 rule 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime

from dtcoach.domain.content import Content, Phrase, StepInput, bracketed
from dtcoach.domain.japanese_dates import TOKYO, clock_time, long_date
from dtcoach.domain.situation import Moment
from dtcoach.domain.visit import RequestState, VisitState
from dtcoach.domain.walk import Walk, fill, walk
from dtcoach.domain.words import PromiseKind, StepKind
from dtcoach.frozen import dataclass

Value = str | tuple[Mapping[str, str], ...]
"""What fills a field: words, or the rows of a table."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a form may name; `longest` is what `check` tries its boxes with."""

    label: str
    longest: str


_NAME = "伊集院・フェルナンデス・デ・ラ・クルス・マリア・コンセプシオン・左衛門三郎之介"

FIELDS: Mapping[str, Field] = {
    "number": Field("受付番号", "A101-1234"),
    "received_at": Field("受付の日時", "令和17年12月23日（月）午前 10:45"),
    "received_date": Field("受付の日", "令和17年12月23日（月）"),
    "printed_at": Field("書いた日時", "令和17年12月23日（月）10:45"),
    "office": Field("課・窓口", "荏原第一地域センター"),
    "counter": Field("窓口", "荏原第一地域センター 3番窓口"),
    "procedures": Field(
        "手続", "転入（転出証明書をお持ちの方）・国民健康保険の届・児童手当の請求・印鑑登録"
    ),
    "procedure": Field("手続", "戸籍の届（婚姻・離婚・認知・養子縁組・出生）"),
    "deadline": Field("届出の期限", "令和17年12月23日（月）"),
    "promise": Field(
        "お知らせの方法と時期",
        "令和17年12月23日（月）までに、もう一度お越しいただきます。"
        "復旧のあとに、お電話でお知らせします。復旧のあとに、郵送します。",
    ),
    "staff": Field("担当", "品川 花子左衛門"),
    "second": Field("二人目の確認", "大崎 次郎左衛門"),
    "snapshot_at": Field("データの時点", "令和17年12月23日（月）23:00"),
    "name": Field("お名前", _NAME),
    "kana": Field("フリガナ", "イジュウイン フェルナンデス デ ラ クルス マリア コンセプシオン"),
    "contact": Field("連絡先", "080-1234-5678（携帯）・03-1234-5678（お勤め先）"),
    "contact_hours": Field("連絡してよい時間", "平日の18時から20時まで。留守番電話は不可"),
    "title": Field("区", "品川区"),
    "call_opening": Field(
        "電話の始め", "「品川区の（あなたの名前）と申します。（お名前）様でいらっしゃいますか。」"
    ),
    "call_matter": Field(
        "ご本人に言うこと",
        "「（来られた日）にお越しいただいた件で、お約束のお電話です。"
        "お待たせして、申し訳ございません。」手続の名前は、ここで言います。",
    ),
    "call_other": Field(
        "ご本人でない方に言うこと",
        "「また、お電話します。」とだけ言います。手続の名前も、課の名前も言いません。",
    ),
}
"""Whatever else a paper has room for is written by hand."""

_AT = Field("時刻", "12/23 23:45")
_TITLE = Field("システム", "戸籍情報連携システム（国・法務省）")
_PROCEDURES = Field("手続", "転入・国民健康保険・児童手当の請求")

TABLES: Mapping[str, Mapping[str, Field]] = {
    "systems": {
        "title": _TITLE,
        "status": Field("状態", "遅い・不安定"),
        "at": _AT,
        "by": Field("確かめた人", "品川 花子"),
        "how": Field("確かめ方", "2番が紙詰まり、入れ直すと出る"),
    },
    "received": {
        "number": Field("受付番号", "A101-1234"),
        "at": _AT,
        "procedures": _PROCEDURES,
        "deadline": Field("期限", "12月23日（月）"),
    },
    "issued": {
        "serial": Field("通し番号", "A101-1234"),
        "number": Field("受付番号", "A101-1234"),
        "document": Field("証明書", "住民票の写し（世帯全員）2通"),
        "at": _AT,
        "identity": Field("本人確認", ""),
        "staff": Field("作った人", "品川 花子"),
        "second": Field("二人目", "大崎 次郎"),
    },
    "paper_steps": {"number": Field("受付票の番号", "P101-1234")},
    "day_list": {
        "key": Field("番号", "A101-1234"),
        "kind": Field("区分", "A"),
        "at": _AT,
    },
    "calls": {
        "number": Field("受付番号", "A101-1234"),
        "name": Field("お名前", _NAME),
        "phone": Field("電話", "080-1234-5678"),
        "hours": Field("かけてよい時間", "平日の18時から20時まで。留守番電話は不可"),
        "day": Field("来られた日", "12/23"),
        "procedure": Field("手続", "戸籍の届"),
        "due": Field("期日", "12/23"),
    },
    "labels": {
        "number": Field("受付番号", "A101-1234"),
        "postcode": Field("郵便番号", "〒140-8715"),
        "address": Field(
            "ご住所", "東京都品川区広町二丁目１番３６号 グランドメゾン品川シーサイドタワー 1234号室"
        ),
        "name": Field("お名前", f"{_NAME}　様"),
        "sender": Field("差出人", "品川区 荏原第一地域センター"),
    },
    "impact": {
        "procedure": _PROCEDURES,
        "counted": Field("数えた件数", "12,345"),
        "estimated": Field("見込み", ""),
        "response": Field("どう応じたか", ""),
    },
}
"""The tables of forms: what a row of each can hold."""


def blank_values(content: Content) -> Mapping[str, Value]:
    """What stands on a form before anything happened: the names of the systems."""
    systems = tuple({"title": system.title} for system in content.systems.values())
    return {"systems": systems, "title": content.profile.ward}


_QUIET = {"support-measures-request": "申出", "non-acceptance-request": "申出"}
"""Requests that no paper names: whoever picks it up must not learn of them."""


PAGE = "page:"
"""Before the id of an official page of the content, where a QR code leads to it."""

NUMERIC = ("en", "zh", "ko")
"""Languages that read a date as 2025-01-06."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper of one request of a visit."""

    visit: VisitState
    request: int
    content: Content
    moment: Moment
    office: str
    form: str
    language: str = "ja"
    phrases: Mapping[str, Phrase] = field(default_factory=dict)


def form_values(asked: Asked) -> Mapping[str, str]:
    """The value of every field that is known; what is not known is left for the pen."""
    visit, content = asked.visit, asked.content
    request = next((one for one in visit.requests if one.request == asked.request), None)
    opened = visit.opened_at.astimezone(TOKYO)
    answer = None if request is None else _walk_of(request, asked)
    snapshot = asked.moment.snapshot_at()
    values = {
        "number": visit.number,
        "received_at": f"{long_date(opened.date())}{clock_time(opened)}",
        "received_date": long_date(opened.date()),
        "printed_at": f"{long_date(asked.moment.at.date())}{clock_time(asked.moment.at)}",
        "office": asked.office,
        "counter": visit.counter,
        "procedures": _titles(asked, [one.procedure for one in visit.requests]),
        "procedure": "" if request is None else _titles(asked, [request.procedure]),
        "deadline": _deadline(answer),
        "promise": "\n".join(_promises(request, answer, asked)),
        "staff": visit.actor,
        "second": "" if request is None else _second(request, content),
        "snapshot_at": "" if snapshot is None else _moment(snapshot),
        "title": content.profile.ward,
    }
    values.update(_resident(visit))
    due = None if answer is None or answer.deadline is None else answer.deadline.due
    numeric = {
        "received_at": f"{opened:%Y-%m-%d %H:%M}",
        "received_date": f"{opened:%Y-%m-%d}",
        "deadline": "" if due is None else due.isoformat(),
        "snapshot_at": "" if snapshot is None else f"{snapshot.astimezone(TOKYO):%Y-%m-%d %H:%M}",
    }
    for name, value in numeric.items():
        values[f"{name}_numeric"] = value
        if asked.language in NUMERIC and value:
            values[name] = f"{value}　{values[name]}"
    return {name: value for name, value in values.items() if value}


def _walk_of(request: RequestState, asked: Asked) -> Walk | None:
    procedure = asked.content.procedures.get(request.procedure)
    return (
        None
        if procedure is None
        else walk(asked.content, procedure, asked.moment, request.outcome or request.route)
    )


def _titles(asked: Asked, procedures: Sequence[str]) -> str:
    """Their names, before them in the resident's language where each has one."""
    ja = short_titles(asked.content, procedures)
    names = [asked.content.phrases.get(f"name-{one}") for one in dict.fromkeys(procedures)]
    if asked.language == "ja" or any(one in _QUIET for one in procedures):
        return ja
    said = [name.words[asked.language] for name in names if name and asked.language in name.words]
    own = ", ".join(map(bracketed, said))
    return f"{own} / {ja}" if own and len(said) == len(names) else ja


def short_titles(content: Content, procedures: Sequence[str]) -> str:
    """The names of requests for a paper that others may read, each once."""
    return "・".join(dict.fromkeys(_title(content, one) for one in procedures))


def _title(content: Content, procedure: str) -> str:
    quiet = _QUIET.get(procedure)
    if quiet is not None:
        return quiet
    found = content.procedures.get(procedure)
    return procedure if found is None else found.title.split("（", 1)[0]


def _deadline(answer: Walk | None) -> str:
    day = None if answer is None else answer.deadline
    return "" if day is None else long_date(day.due)


_OWED = {
    PromiseKind.PHONE: "お電話でお知らせします。",
    PromiseKind.POST: "郵送します。",
    PromiseKind.RETURN_VISIT: "もう一度お越しください。",
}
"""What is owed to the resident; what the ward owes itself is no matter of theirs."""


def _promises(request: RequestState | None, answer: Walk | None, asked: Asked) -> Iterator[str]:
    made = () if request is None else request.promises
    owed = [(p.kind, None if p.due is None else date.fromisoformat(p.due)) for p in made]
    if not owed and answer is not None:
        owed = [(p.kind, p.due) for p in answer.promises]
    for kind, due in owed:
        if kind not in _OWED:
            continue
        phrase = asked.phrases.get(f"owed-{kind.value}{'' if due is None else '-by'}")
        if phrase is not None and asked.language != "ja":
            when = "" if due is None else due.isoformat()
            if due is not None and asked.language not in NUMERIC:
                when = long_date(due)
            yield fill(phrase.in_language(asked.language), {"due": when})
        when = "復旧のあとに、" if due is None else f"{long_date(due)}までに、"
        yield when + _OWED[kind]


def _second(request: RequestState, content: Content) -> str:
    """Who looked a second time, by name."""
    procedure = content.procedures.get(request.procedure)
    rule = None if procedure is None or request.route is None else procedure.route(request.route)
    if rule is None:
        return ""
    names = [
        request.done.get(step.id)
        for step in rule.steps
        if step.kind is StepKind.APPROVE and step.input is StepInput.STAFF
    ]
    return "・".join(dict.fromkeys(name for name in names if name))


def _moment(at: datetime) -> str:
    local = at.astimezone(TOKYO)
    return f"{long_date(local.date())}{clock_time(local)}"


def _resident(visit: VisitState) -> Iterator[tuple[str, str]]:
    """Name and contact, once they were taken down. The address is not among them: what is sent
    goes to the address on record alone, and that is read off the record (design §6 rule 12)."""
    resident = visit.resident
    yield "name", resident.name
    yield "kana", resident.kana
    yield "contact", resident.phone
    yield "contact_hours", resident.contact
