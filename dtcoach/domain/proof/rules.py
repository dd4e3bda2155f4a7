"""The rules of design §6 as named checks on one leaf of one route."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from dtcoach.domain.conditions import OpeningIs, deadline_in, facts_read, walk_parts
from dtcoach.domain.content import Caution, Procedure
from dtcoach.domain.decision import Offer
from dtcoach.domain.first_entries import FROM_THE_RECORD, records_of
from dtcoach.domain.hours import Opening
from dtcoach.domain.proof.branching import ENTERED, UNASKED, entries_into, opening_of
from dtcoach.domain.proof.filing_rules import held_card_promise, received_today
from dtcoach.domain.proof.leaf import OfferedLeaf
from dtcoach.domain.words import (
    CERTIFICATES,
    ISSUED_HERE,
    WORKING,
    Route,
    Status,
    StepKind,
    WorldKey,
)

SYSTEMS_OF_ROUTES: Mapping[Route, tuple[str, ...]] = {
    Route.KONBINI: ("konbini",),
    Route.POST: ("post",),
    Route.MOVING_ONESTOP: ("moving-onestop",),
    Route.DOWNTIME_CERTIFICATE: ("downtime-server", "printer"),
}
"""The systems without which a route cannot be what its name says."""

SERVICES_OF_ROUTES: Mapping[Route, str] = {Route.KONBINI: WorldKey.KONBINI.value}
"""The services that are open at some times only, by route."""

NEVER_FOR_PROTECTED = frozenset(
    {Route.KONBINI, Route.POST, Route.MOVING_ONESTOP, Route.DOWNTIME_CERTIFICATE}
)
SENT_AWAY = frozenset({Route.RETURN_VISIT})


RuleCheck = Callable[[OfferedLeaf], Iterator[str]]


def only_working_systems(at: OfferedLeaf) -> Iterator[str]:
    """Rule 2."""
    named = {key.value for key in at.rule.systems} | set(SYSTEMS_OF_ROUTES.get(at.rule.route, ()))
    for key in sorted(named):
        status = at.known(key)
        if status not in {status.value for status in WORKING}:
            yield f"{key} が {status or '確かめられないまま'} でも出ています"
        if status == Status.DEGRADED.value and not at.offer.cautions:
            yield f"{key} が不安定なのに注意がありません"


def within_known_hours(at: OfferedLeaf) -> Iterator[str]:
    """Rule 2: what has hours is not offered outside of them, nor before anyone looked at them."""
    service = SERVICES_OF_ROUTES.get(at.rule.route)
    if service is None:
        return
    opening = at.known(opening_of(service))
    if at.procedure.id not in ISSUED_HERE:
        if not at.offer.cautions:
            yield f"{service} の時間をほかの市区町村が決めるのに、注意がありません"
    elif opening is None:
        yield f"{service} の時間を確かめないまま出ています（open-now）"
    elif opening == Opening.UNCONFIRMED:
        if not any(_tells_of(caution, at.offer) for caution in at.rule.cautions):
            yield f"{service} の時間が要確認なのに、注意がありません"
    elif opening != Opening.OPEN:
        yield f"{service} が使えない時（{opening}）でも出ています"


def _tells_of(caution: Caution, offer: Offer) -> bool:
    """Whether it is about opening, and was given."""
    about = any(isinstance(part, OpeningIs) for part in walk_parts(caution.condition))
    return about and caution.text in offer.cautions


def protected_person(at: OfferedLeaf) -> Iterator[str]:
    """Rule 3: the record was looked up, and where it is not `no`, only this counter serves."""
    if at.rule.route in (Route.ESCALATE, Route.HOTLINE, Route.WITHDRAWN):
        return
    flag = at.known("support_measures")
    if flag == "no":
        return
    if flag is UNASKED:
        yield "記録を確かめる前に出ています"
    elif at.rule.route in NEVER_FOR_PROTECTED:
        yield "保護の必要がある方に出ています"
    elif at.known("requester") != "self":
        yield "保護の必要がある方の記録を、本人以外に扱っています"
    elif at.known("in_person") != "yes":
        yield "保護の必要がある方の記録を、来庁なしで扱っています"


def same_for_everyone(at: OfferedLeaf) -> Iterator[str]:
    """Rule 3: neither steps nor promises depend on what must not show."""
    conditions = [step.condition for step in at.rule.steps if step.condition is not None]
    conditions += [caution.condition for caution in at.rule.cautions]
    for condition in conditions:
        if {"support_measures", "stop_list_hit"} & set(facts_read(condition)):
            yield "手順や注意が、記録の確認結果で変わります"


def nobody_called_unasked(at: OfferedLeaf) -> Iterator[str]:
    """Rule 3: what decides whether somebody may be called is asked before a call is promised."""
    asked = {step.fact for step in at.steps if step.fact is not None}
    for promise in at.rule.promises:
        for fact in () if promise.condition is None else facts_read(promise.condition):
            if at.known(fact) is UNASKED and fact not in asked:
                yield f"{fact} を聞かないまま、連絡を約束しています"


def snapshot_certificate(at: OfferedLeaf) -> Iterator[str]:
    """Rule 4 for the downtime server, and for コンビニ, whose data lag the same way."""
    if at.rule.route not in (Route.DOWNTIME_CERTIFICATE, Route.KONBINI):
        return
    asked = ["changed_since_snapshot", "stop_list_hit"]
    if at.procedure.id == "seal-certificate":
        asked.append("seal_changed")
    for fact in asked:
        if at.known(fact) != "no":
            yield f"{fact} が「no」でなくても出ています"
    if at.rule.route is Route.DOWNTIME_CERTIFICATE:
        yield from _issued_with_care(at)


def _issued_with_care(at: OfferedLeaf) -> Iterator[str]:
    ids = [step.id for step in at.steps]
    if at.rule.recall is None or "issue" not in ids:
        yield "再確認の台帳に載りません（recall と issue の手順）"
        return
    issued = ids.index("issue")
    if not any(step.kind is StepKind.APPROVE for step in at.steps[:issued]):
        yield "二人目の確認の前に出しています"
    if not any(step.phrase and step.phrase.id == "as-of" for step in at.steps):
        yield "「時点」を伝える言葉がありません"
    if not any(promise.kind.value == "recheck" for promise in at.rule.promises):
        yield "再確認の約束がありません"
    if at.known("snapshot") != "known" and at.steps[0].id != "snapshot-at":
        yield "データの日時がわからないのに、最初に確かめていません"


def filed_today(at: OfferedLeaf) -> Iterator[str]:
    """Rule 6: what sends a filing past its day is shown as such, and needs the lead."""
    if at.procedure.deadline is None or at.rule.route not in SENT_AWAY:
        return
    if not any(at.known(name) is not UNASKED for name in at.procedure.deadline.facts):
        yield "期限を確かめる前に出ています"
        return
    day = deadline_in(at.procedure.deadline, at.moment)
    if day is None or day.due > at.moment.at.date():
        return
    if not at.offer.cautions or not any(step.kind is StepKind.APPROVE for step in at.steps):
        yield "期限を過ぎるのに、注意か係長の承認がありません"


def filings_have_a_receiver(procedure: Procedure) -> Iterator[str]:
    """Rule 6: a filing with a statutory day can always be received and dated today."""
    if procedure.deadline is None:
        return
    for rule in procedure.routes:
        if rule.route is Route.ESCALATE and any(step.id == "date-filing" for step in rule.steps):
            return
    yield "係長への引き継ぎで、届書を本日の日付で受け取る手順がありません"


def moving_onestop(at: OfferedLeaf) -> Iterator[str]:
    """Rule 8."""
    if at.rule.route is not Route.MOVING_ONESTOP:
        return
    if at.procedure.id in ("move-in", "move-in-special"):
        yield "転入に出ています"
    wanted = {
        "moving_abroad": "no",
        "under_15": "no",
        "has_signing_pin": "yes",
        "knows_pin": "yes",
    }
    for fact, value in wanted.items():
        if at.known(fact) != value:
            yield f"{fact} が「{value}」でなくても出ています"
    moved = at.known("planned_move_out_date")
    if moved in (None, "unknown") or (at.moment.at.date() - date.fromisoformat(moved)).days > 10:
        yield "引越しから10日を過ぎても（または日がわからなくても）出ています"
    if at.known("wants_certificate") != "no" and at.steps[0].id != "certificate-first":
        yield "証明書もいる方に、証明書を先に案内していません"


def paper_entered_first(at: OfferedLeaf) -> Iterator[str]:
    """Rule 12: a stop taken on paper holds at the counter, too, and is in a record that came back
    before a certificate comes from it again."""
    for key in records_of(at.procedure) if at.rule.route in FROM_THE_RECORD else ():
        if at.known(entries_into(key)) != ENTERED:
            yield f"{key} に、先に入力するものが入る前に出ています"
    issues = at.procedure.id in CERTIFICATES and at.rule.route is Route.COUNTER
    if issues and at.known("stop_list_hit") != "no":
        yield "当日リストを確かめる前に出ています"
    if at.rule.route is Route.POST and "address-label" not in at.rule.forms:
        yield "登録の住所への宛名票がありません"


LEAF_RULES: Mapping[int, tuple[RuleCheck, ...]] = {
    2: (only_working_systems, within_known_hours),
    3: (protected_person, same_for_everyone, nobody_called_unasked),
    4: (snapshot_certificate,),
    5: (received_today,),
    6: (filed_today,),
    7: (held_card_promise,),
    8: (moving_onestop,),
    12: (paper_entered_first,),
}


def dead_end(always: frozenset[Route]) -> Iterator[str]:
    """Rule 1: some route is offered whatever the world and the facts are."""
    if not always:
        yield "どんな状況でも出る方法が、一つもありません（行き止まり）"
