"""Rules 5 and 7: what must be received today, and the card that lapses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtcoach.domain.conditions import deadline_in
from dtcoach.domain.content import Procedure, RouteRule
from dtcoach.domain.deadline import opening_days_until
from dtcoach.domain.proof.branching import Branching, Leaf, Variables, leaves
from dtcoach.domain.proof.leaf import OfferedLeaf
from dtcoach.domain.situation import Moment
from dtcoach.domain.truth import NO, Truth
from dtcoach.domain.words import RECEIVED_TODAY, PromiseKind, Route, StepKind

RECEIVING_STEP = "date-filing"
"""The step that writes the date and time of receipt on the paper."""

CREMATION_STEP = "cremation-time"
"""The step that records the time agreed for 火葬許可."""

_ACCEPTED = re.compile(r"受理|成立")
_LEAVES_WITHOUT_FILING = (Route.OTHER_OFFICE, Route.HOTLINE)


def received_today(at: OfferedLeaf) -> Iterator[str]:
    """Rule 5: no way out of these procedures without a dated receipt."""
    if at.procedure.id not in RECEIVED_TODAY:
        return
    if at.rule.route is Route.RETURN_VISIT:
        yield "「後日来庁」になっています"
    elif at.rule.route not in _LEAVES_WITHOUT_FILING:
        if not any(step.id == RECEIVING_STEP for step in at.steps):
            yield f"本日の日時で受け取る手順（{RECEIVING_STEP}）がありません"
        if at.procedure.id == "death-notification" and not any(
            step.id == CREMATION_STEP for step in at.steps
        ):
            yield f"火葬許可の時刻を約束する手順（{CREMATION_STEP}）がありません"


def never_called_accepted(procedure: Procedure, rule: RouteRule) -> Iterator[str]:
    """Rule 5: what was only received is not called 受理 or 成立 to a resident."""
    if procedure.id not in RECEIVED_TODAY or rule.route is Route.COUNTER:
        return
    for step in rule.steps:
        said = step.phrase.words["ja"] if step.phrase else step.text
        told = step.kind in (StepKind.SAY, StepKind.PRINT, StepKind.OUTCOME)
        if told and (found := _ACCEPTED.search(said)):
            yield f"{step.id}: 受け取っただけのものを「{found[0]}」と言っています"


def always_received(procedure: Procedure, always: frozenset[Route]) -> Iterator[str]:
    """Rule 5: some route that receives the filing is there whatever happens."""
    if procedure.id not in RECEIVED_TODAY:
        return
    for rule in procedure.routes:
        if rule.route in always and any(step.id == RECEIVING_STEP for step in rule.steps):
            return
    yield "どんな状況でも受け取れる方法がありません"


def lapsing_card(procedure: Procedure, variables: Variables) -> Iterator[tuple[str, Leaf]]:
    """Rule 7: near the lapse day 係長 comes first, and receives and dates the 届 before all."""
    if procedure.id != "move-in-special":
        return
    escalate = procedure.route(Route.ESCALATE)
    if escalate is None or escalate.leads is None or procedure.deadline is None:
        yield "期限の近い日に係長が先に出る条件（leads）がありません", {}
        return
    if procedure.deadline.rolls_over:
        yield "カードが失効する日は、閉庁日でも延びないものとして数えます（rolls-over: no）", {}
    leads, deadline = escalate.leads, procedure.deadline

    def run(situation: Branching) -> Truth:
        for name in deadline.facts:
            situation.fact(name)
        return leads.holds(situation)

    for leaf, lead in leaves(variables, run):
        facts = {name: value for name, value in leaf.items() if value is not None}
        moment = Moment(variables.at, {}, facts, closed=variables.closed)
        day = deadline_in(deadline, moment)
        if day is None or len(facts) < len(deadline.facts):
            continue
        left = opening_days_until(variables.at.date(), day.due, variables.closed)
        if left <= 2 and lead == NO:
            yield "期限まで開庁日で2日以内なのに、係長が先に出ません", leaf
    ids = [step.id for step in escalate.steps]
    if RECEIVING_STEP not in ids or ids.index(RECEIVING_STEP) > ids.index("hand-over"):
        yield "係長に引き継ぐ前に、届書を本日の日付で受け取っていません", {}


def held_card_promise(at: OfferedLeaf) -> Iterator[str]:
    """Rule 7: a held 特例転入 needs the resident's own card and PIN again."""
    if at.procedure.id != "move-in-special" or at.rule.route is not Route.ACCEPT_AND_HOLD:
        return
    if not any(promise.kind is PromiseKind.RETURN_VISIT for promise in at.rule.promises):
        yield "カードを持って来ていただく約束（return-visit）がありません"
