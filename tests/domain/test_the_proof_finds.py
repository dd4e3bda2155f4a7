"""The prover proved: a small edit of the shipped content that breaks a rule is found by its number.

And what it finds is real: the counter-example, walked by the engine, shows the fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from dtcoach.app.approval import Version
from dtcoach.compose import load_version
from dtcoach.domain.content import Content
from dtcoach.domain.decision import Offer, judge
from dtcoach.domain.hours import MINUTES_A_DAY, Once, Opening, Service, Span, Week
from dtcoach.domain.proof.branching import opening_of, time_in
from dtcoach.domain.proof.prove import Broken, prove
from dtcoach.domain.situation import Moment
from dtcoach.domain.words import Status, WorldKey
from tests.shipped import CONTENT, DAYS, FILES, MONDAY

OTHERS = ("reasons.yaml", "glossary.yaml", "questions.yaml", "triage.yaml")
"""These are held against all procedures or scenarios; here one procedure stands alone."""


@dataclass(frozen=True)
class Edit:
    """In one route of a procedure (or before its routes), `old` becomes `new`."""

    rule: int
    procedure: str
    route: str | None
    old: str
    new: str
    says: str = ""
    more: tuple[str, str] = ("", "")
    """One more replacement, made first."""


def without(text: str, line: str) -> str:
    """The lines without the ones that begin so, and without what hangs under them."""
    pattern = rf"^( *)(- )?{re.escape(line)}.*\n(?:\1  +.*\n)*"
    edited, found = re.subn(pattern, "", text, flags=re.MULTILINE)
    assert found, line
    return edited


def files_after(edit: Edit) -> dict[str, bytes]:
    name = f"procedures/{edit.procedure}.yaml"
    files = {
        file: data
        for file, data in FILES.items()
        if file == name or ("/" not in file and file not in OTHERS)
    }
    head, *routes = re.split(r"(?m)^(?=  - route: )", files[name].decode())
    parts = [head, *routes]
    place = 0
    if edit.route is not None:
        starts = [part.startswith(f"  - route: {edit.route}\n") for part in parts]
        place = starts.index(True)
    parts[place] = parts[place].replace(*edit.more) if edit.more[0] else parts[place]
    if edit.new:
        assert edit.old in parts[place], f"{edit.procedure} no longer says: {edit.old}"
        parts[place] = parts[place].replace(edit.old, edit.new)
    elif edit.old:
        parts[place] = without(parts[place], edit.old)
    else:
        del parts[place]
    return {**files, name: "".join(parts).encode()}


def load(files: Mapping[str, bytes]) -> Version:
    version = load_version(files)
    assert version.problems == ()
    return version


def faults(content: Content) -> tuple[Broken, ...]:
    return prove(content, MONDAY, DAYS.is_closed).broken


R, M, S, F = "residence-certificate", "move-in", "move-in-special", "family-register-filing"
O = "move-out-card"  # noqa: E741
W = "residence-certificate-wide"
DAY = "days-since: {planned_move_out_date: -30..10}"
STOP = "- forbid: {stop_list_hit: [yes, unknown]}\n        reason: 窓口でのご案内になります。"

EDITS = {
    "1 nobody takes over": Edit(1, R, "escalate", "", "", "行き止まり"),
    "1 who takes over needs the phone": Edit(
        1, R, "escalate", "    steps:", "    systems: [phone]\n    steps:", "行き止まり"
    ),
    "1 who takes over needs an answer": Edit(
        1, R, "escalate", "    steps:", "    gates: [{know: [has_card]}]\n    steps:", "行き止まり"
    ),
    "2 コンビニ without its system": Edit(2, R, "konbini", "systems:", "", "konbini"),
    "2 コンビニ whose state nobody knows": Edit(
        2, R, "konbini", "systems: [konbini]\n    gates:",
        "gates:\n      - require: {konbini: [up, degraded, unknown]}\n        reason: だめ。",
        "konbini が unknown",
    ),
    "2 a certificate without a printer": Edit(
        2, R, "downtime-certificate", "[downtime-server, printer]", "[downtime-server]", "printer"
    ),
    "2 post without post": Edit(2, R, "post", "systems:", "", "post"),
    "2 コンビニ whatever the hour": Edit(
        2, R, "konbini", "use: konbini-here-and-open", "", "使えない時（outside-hours）"
    ),
    "2 コンビニ although nobody looked at the hours": Edit(
        2, R, "konbini", "use: konbini-here-and-open", "", "確かめないまま",
        more=("- use: konbini-to-confirm", "- text: 時間を確かめてください。"),
    ),
    "2 コンビニ outside its known hours": Edit(
        2, R, "konbini", "- use: konbini-here-and-open",
        "- forbid: {open-now: {konbini: [maintenance, closed-day]}}\n        reason: だめ。",
        "outside-hours",
    ),
    "2 コンビニ on a day it is closed": Edit(
        2, R, "konbini", "- use: konbini-here-and-open",
        "- forbid: {open-now: {konbini: [maintenance, outside-hours]}}\n        reason: だめ。",
        "closed-day",
    ),
    "2 コンビニ while it is maintained": Edit(
        2, R, "konbini", "- use: konbini-here-and-open",
        "- forbid: {open-now: {konbini: [closed-day, outside-hours]}}\n        reason: だめ。",
        "maintenance",
    ),
    "2 コンビニ at hours that nobody knows": Edit(
        2, R, "konbini", "cautions:", "", "要確認なのに、注意がありません"
    ),
    "2 コンビニ of another ward without a word": Edit(
        2, W, "konbini", "cautions:", "", "ほかの市区町村が決める"
    ),
    "3 コンビニ without the look-up": Edit(3, R, "konbini", "- use: away-from-counter", STOP),
    "3 the counter before the look-up": Edit(
        3, R, "counter", "use: every-resident", "", "記録を確かめる前"
    ),
    "3 the counter for a proxy": Edit(
        3, R, "counter", "- use: every-resident",
        "- know: [support_measures, requester, in_person]",
    ),
    "3 a step that only the protected see": Edit(
        3, R, "counter", "- do: 住民記録で",
        "- {do: 待っていただく, id: wait, when: {support_measures: yes}}\n      - do: 住民記録で",
        "記録の確認結果で変わります",
    ),
    "3 a caution that only the listed see": Edit(
        3, R, "counter", "    steps:",
        "    cautions:\n      - {when: {stop_list_hit: no}, text: 窓口です。}\n    steps:",
        "記録の確認結果で変わります",
    ),
    "3 a reason that tells why": Edit(
        3, R, "counter", "reason: 住民記録が使えます。", "reason: 支援措置の方もこちらです。",
        "理由を明かす",
    ),
    "3 an outcome that tells why": Edit(
        3, R, "counter", "outcome: 窓口で交付した", "outcome: ＤＶの方に交付した", "理由を明かす"
    ),
    "4 コンビニ after a change": Edit(4, R, "konbini", "use: nothing-changed", "", "changed_since"),
    "4 コンビニ after a change, in one minute of the day": Edit(
        4, R, "konbini", "- use: nothing-changed",
        "- forbid: {changed_since_snapshot: yes, not: {time-of-day: 03:17..03:18}}\n"
        "        reason: だめ。", "changed_since",
    ),
    "4 コンビニ after a change, by a decision no other ward has": Edit(
        4, R, "konbini", "- use: nothing-changed",
        "- forbid: {changed_since_snapshot: yes, not: {setting: {fees: 半額}}}\n"
        "        reason: だめ。", "changed_since",
    ),
    "4 the server after a change": Edit(
        4, R, "downtime-certificate", "use: nothing-changed", "", "changed_since_snapshot"
    ),
    "4 the server although nobody knows of changes": Edit(
        4, R, "downtime-certificate", "- use: nothing-changed", "- know: [changed_since_snapshot]",
    ),
    "4 a seal although it was changed": Edit(
        4, "seal-certificate", "downtime-certificate", "forbid: {seal_changed", "", "seal_changed"
    ),
    "4 without the second person": Edit(
        4, R, "downtime-certificate", "approve:", "", "二人目の確認の前"
    ),
    "4 with the second person too late": Edit(
        4, R, "downtime-certificate", "id: match-record", "id: issue", "二人目の確認の前",
        more=("印刷する\n        id: issue", "印刷する\n        id: printed"),
    ),
    "4 without the ledger": Edit(4, R, "downtime-certificate", "recall:", "", "台帳に載りません"),
    "4 without the promise to compare": Edit(
        4, R, "downtime-certificate", "promises:", "", "再確認の約束"
    ),
    "4 without saying as of when": Edit(4, R, "downtime-certificate", "say: as-of", "", "時点"),
    "4 without reading the time": Edit(
        4, R, "downtime-certificate", "check: ダウン対策サーバーの画面で", "", "最初に確かめて"
    ),
    "4 reading the time second": Edit(
        4, R, "downtime-certificate", "    steps:\n", "    steps:\n      - say: as-usual\n",
        "最初に確かめて",
    ),
    "3 a call promised before anybody asked": Edit(
        3, "death-notification", "escalate", "- ask: contact_safe", "", "聞かないまま"
    ),
    "5 a held 届 that is not received": Edit(
        5, F, "accept-and-hold", "use: receive-family-filing", "", "date-filing"
    ),
    "5 a 届 called accepted": Edit(
        5, F, "accept-and-hold", "      - say: slip-given\n",
        "      - print: reception-slip\n        text: 受理の票を渡す\n        id: again\n"
        "      - say: slip-given\n", "受理",
    ),
    "6 past the day without the lead": Edit(
        6, M, "return-visit", "use: lead-approves-late", "", "係長の承認"
    ),
    "6 past the day without a word": Edit(
        6, M, "return-visit", "- when: {days-left: ..0}\n        text: 別の日に",
        "- when: {days-left: ..-1}\n        text: 別の日に", "注意か係長",
    ),
    "6 on the very last day without the lead": Edit(
        6, M, "return-visit", "when: {days-left: ..0}\n      - print",
        "when: {days-left: ..-1}\n      - print", "係長の承認",
    ),
    "6 nobody looked at the day": Edit(
        6, M, "return-visit", "- know: [event_date, contact_safe]", "- know: [contact_safe]",
        "期限を確かめる前",
    ),
    "6 the lead does not date it": Edit(6, M, "escalate", "use: take-filing", "", "本日の日付"),
    "7 the lead comes too late": Edit(
        7, S, "escalate", "opening-days-left: ..2", "opening-days-left: ..1", "係長が先に出ません"
    ),
    "7 the lead does not come": Edit(7, S, "escalate", "leads:", "", "leads"),
    "7 the lapse day rolls over": Edit(7, S, None, "rolls-over: no", "rolls-over: yes", "延びない"),
    "8 the eleventh day": Edit(8, O, "moving-onestop", "-30..10}", "-30..11}", "10日を過ぎても"),
    "8 any day": Edit(8, O, "moving-onestop", f"require: {{{DAY}}}", "", "10日を過ぎても"),
    "8 abroad": Edit(8, O, "moving-onestop", "forbid: {moving_abroad", "", "moving_abroad"),
    "8 a child's card": Edit(8, O, "moving-onestop", "forbid: {under_15", "", "under_15"),
    "8 without the signing PIN": Edit(
        8, O, "moving-onestop", "require: {has_signing_pin", "", "has_signing_pin"
    ),
    "8 the certificate after it": Edit(
        8, O, "moving-onestop", "say: certificate-first", "", "証明書を先に"
    ),
    "8 転入": Edit(
        8, M, "moving-onestop", "    gates:\n      - never: 転入の届は、オンラインでは出せません。"
        "窓口で本人確認をします。\n",
        "    reason: 送れます。\n    systems: [moving-onestop]\n    gates:\n"
        "      - use: away-from-counter\n    steps:\n      - outcome: 案内した\n", "転入に",
    ),
    "9 a field for the PIN": Edit(
        9, R, "counter", "      - outcome:",
        "      - {record: 入れる, id: pin, enter: number, label: 暗証番号}\n      - outcome:",
        "暗証番号",
    ),
    "9 a card kept without a slip": Edit(
        9, R, "counter", "      - outcome:",
        "      - {do: カードを預かる, id: keep}\n      - outcome:", "預り証なし",
    ),
    "10 a promise of success": Edit(
        10, R, "konbini", "reason: コンビニ交付が動いています。", "reason: 必ず取れます。", "必ず"
    ),
    "10 a promise of time": Edit(
        10, R, "accept-and-hold", "reason: 申請を本日受け付けます。", "reason: すぐ直ります。",
        "すぐ直",
    ),
    "10 a promise of law, even denied": Edit(
        10, M, "accept-and-hold", "- never: 届書を返して",
        "- never: 障害が正当な理由になるとは言わない\n        id: law\n      - never: 届書を返して",
        "正当な理由",
    ),
    "11 a drill's mark in the content": Edit(
        11, R, "accept-and-hold", "reason: 申請を本日受け付けます。", "reason: 訓練の申請です。",
        "訓練",
    ),
    "12 the counter before the paper is entered": Edit(
        12, R, "counter", "use: paper-entered-first", "", "当日リスト"
    ),
    "12 post without its address": Edit(
        12, R, "post", "forms: [application, address-label]", "forms: [application]", "宛名票"
    ),
    "dead: a way that never comes": Edit(
        0, R, "konbini", "- use: away-from-counter",
        "- forbid: {konbini: works}\n        reason: だめ。\n      - use: away-from-counter",
        "どんな状況でも出ることのない",
    ),
    "dead: a step at no time of day": Edit(
        0, R, "counter", "      - outcome:",
        "      - {do: 待つ, id: never-seen, when: {all: [{time-of-day: ..06:30}, "
        "{time-of-day: 06:30..}]}}\n      - outcome:",
        "手順「never-seen」",
    ),
    "dead: a step that never comes": Edit(
        0, R, "counter", "      - outcome:",
        "      - {do: 待つ, id: never-seen, when: {resident-record: down}}\n      - outcome:",
        "手順「never-seen」",
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_broken_rule_is_found_with_a_case_that_shows_it(edit: Edit):
    content = load(files_after(edit)).content
    assert content is not None
    procedure = content.procedures[edit.procedure]
    if edit.route is not None and edit.rule != 1:
        # A dead end takes all routes to tell; anything else the one that was edited.
        routes = tuple(rule for rule in procedure.routes if rule.route == edit.route)
        procedure = replace(procedure, routes=routes)
    content = replace(content, procedures={procedure.id: procedure})
    found = faults(content)
    ours = [fault for fault in found if fault.rule == edit.rule and edit.says in fault.sentence]
    assert ours, found
    for fault in ours:
        assert fault.procedure == edit.procedure
        rule = None if fault.route is None else procedure.route(fault.route)
        if fault.leaf and rule is not None and edit.rule != 7:
            assert isinstance(judge(content, procedure, rule, case_of(fault, content)), Offer), (
                fault
            )


def case_of(fault: Broken, content: Content) -> Moment:
    """The counter-example as the engine sees it."""
    world = {key: Status(fault.leaf.get(key.value) or Status.UNKNOWN) for key in WorldKey}
    opening = fault.leaf.get(opening_of("konbini"))
    return Moment(
        time_in(fault.leaf, MONDAY),
        world,
        facts={name: value for name in content.facts if (value := fault.leaf.get(name))},
        snapshot=MONDAY if fault.leaf.get("snapshot") == "known" else None,
        settings={
            name.removeprefix("setting "): value
            for name, value in fault.leaf.items()
            if name.startswith("setting ")
        },
        closed=DAYS.is_closed,
        services={"konbini": SERVICES[Opening(opening or Opening.UNCONFIRMED)]},
    )


DAYTIME, ALWAYS = Span(600, 601), Once(0, 10**12)
EVERY_MINUTE = Week(((Span(0, MINUTES_A_DAY),),) * 8)
SERVICES = {
    Opening.UNCONFIRMED: Service(),
    Opening.OPEN: Service(EVERY_MINUTE, None, (), ()),
    Opening.OUTSIDE_HOURS: Service(Week(((DAYTIME,),) * 8), None, (), ()),
    Opening.CLOSED_DAY: Service(EVERY_MINUTE, None, (ALWAYS,), ()),
    Opening.MAINTENANCE: Service(EVERY_MINUTE, None, (), (ALWAYS,)),
}
"""A profile that makes it so, by how it was at the leaf."""


def test_the_profiles_are_what_they_stand_for():
    assert set(SERVICES) == set(Opening)
    for opening, service in SERVICES.items():
        assert service.opening("residence-certificate", MONDAY, DAYS.is_closed) is opening


@pytest.mark.parametrize("procedure", sorted({edit.procedure for edit in EDITS.values()}))
def test_without_the_edit_nothing_is_found(procedure: str):
    unchanged = Edit(0, procedure, None, f"procedure: {procedure}", f"procedure: {procedure}")
    content = load(files_after(unchanged)).content
    assert content is not None
    assert faults(content) == ()


def test_every_rule_that_content_can_break_is_among_the_edits():
    assert {edit.rule for edit in EDITS.values()} == set(range(13))


def test_the_proof_is_the_same_every_time():
    few = {name: CONTENT.procedures[name] for name in (R, M)}
    content = replace(CONTENT, procedures=few)
    assert prove(content, MONDAY, DAYS.is_closed) == prove(content, MONDAY, DAYS.is_closed)
