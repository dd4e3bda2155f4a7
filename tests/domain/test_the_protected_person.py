"""Who is under 支援措置 is served like anyone, at this counter, and nothing tells why (rule 3)."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtcoach.app.guidance import Guided, Query, answer_of
from dtcoach.domain.decision import Offer, Refusal, decide
from dtcoach.domain.situation import Moment
from dtcoach.domain.walk import Walk, walk
from dtcoach.domain.words import UNKNOWN, Route
from tests.shipped import CONTENT, Case, cases

many = settings(deadline=None, max_examples=200)
flags = st.sampled_from(["yes", UNKNOWN])

AWAY = (Route.KONBINI, Route.POST, Route.MOVING_ONESTOP, Route.DOWNTIME_CERTIFICATE)

REVEALING = re.compile(
    r"支援|DV|ＤＶ|ドメスティック|暴力|加害|被害|ストーカー|虐待|抑止|相手方|つきまと"
    r"|violen|abus|stalk|victim|shelter|perpetrat|protective|protection"
    r"|家暴|家庭暴力|受害|加害者|跟踪|虐待|避难"
    r"|폭력|학대|피해|가해|스토킹|스토커|보호 ?조치",
    re.IGNORECASE,
)
STAFF_ONLY = ("never", "check", "approve")
"""Steps that the clerk reads and nobody hears; they are the same for everyone (below)."""


def flagged(case: Case, flag: str, **facts: str) -> Moment:
    return case.knowing({**case.answers, "support_measures": flag, **facts})


def shown(answer: dict[str, Any]) -> str:
    """All of a walk's JSON that a resident could hear or see; the facts are the clerk's own."""
    rest = {key: value for key, value in answer.items() if key not in ("facts", "needs", "open")}
    rest["steps"] = [step for step in answer["steps"] if step["kind"] not in STAFF_ONLY]
    return json.dumps(rest, ensure_ascii=False)


def plain(case: Case, answer: Walk) -> dict[str, Any]:
    scenario = CONTENT.scenarios["full-outage"]
    return answer_of(CONTENT, Guided(Query(case.procedure, scenario), case.start.world, answer))


@many
@given(cases, flags)
def test_never_konbini_post_onestop_or_a_certificate_from_the_snapshot(case: Case, flag: str):
    decision = decide(CONTENT, case.procedure, flagged(case, flag))
    assert not {offer.route for offer in decision.offers} & set(AWAY)


@many
@given(cases, flags)
def test_nobody_but_the_person_gets_anything_but_the_lead(case: Case, flag: str):
    for facts in ({"requester": "proxy"}, {"requester": UNKNOWN}, {"in_person": "no"}):
        decision = decide(CONTENT, case.procedure, flagged(case, flag, **facts))
        assert {offer.route for offer in decision.offers} <= {Route.ESCALATE, Route.HOTLINE}


@many
@given(cases, flags)
def test_the_person_is_served_here_like_anyone(case: Case, flag: str):
    """Every way there is at this counter is there, with the same steps, papers and promises.

    Another office may be left out, and so is 広域交付: other wards do not issue for the person
    either (domain.md C2).
    """
    here = {"requester": "self", "in_person": "yes"}
    person = flagged(case, flag, **here)
    anyone = flagged(case, "no", **here)
    mine = decide(CONTENT, case.procedure, person)
    theirs = decide(CONTENT, case.procedure, anyone)
    for offer in theirs.offers:
        wide = case.procedure.id.endswith("-wide")
        if offer.route not in (*AWAY, Route.OTHER_OFFICE) and not wide:
            assert isinstance(mine.of(offer.route), Offer)
    for offer in mine.offers:
        own = walk(CONTENT, case.procedure, person, offer.route)
        other = walk(CONTENT, case.procedure, anyone, offer.route)
        assert own.steps == other.steps
        assert (own.forms, own.promises, own.warnings) == (
            other.forms, other.promises, other.warnings
        )  # fmt: skip


@many
@given(cases, flags)
def test_nothing_of_the_whole_walk_tells_why(case: Case, flag: str):
    situation = flagged(case, flag)
    decision = decide(CONTENT, case.procedure, situation)
    for choose in (None, Route.WITHDRAWN, *(verdict.route for verdict in decision.verdicts)):
        answer = walk(CONTENT, case.procedure, situation, choose)
        found = REVEALING.search(shown(plain(case, answer)))
        assert found is None, found
        assert REVEALING.search(answer.refused or "") is None


@many
@given(cases, flags)
def test_a_refusal_is_worded_as_it_is_for_others(case: Case, flag: str):
    """The reason given to the person is one that the procedure gives to others, too, or one that
    says nothing but where it goes on."""
    neutral = {"窓口でのご案内になります。", "この手続は、係長がご案内します。"}
    elsewhere = {
        gate.reason
        for rule in case.procedure.routes
        for gate in rule.gates
        if "support_measures" not in repr(gate.condition)
    } | {CONTENT.texts["system-down"], CONTENT.texts["system-unknown"]}
    same = decide(CONTENT, case.procedure, flagged(case, "no"))
    for verdict in decide(CONTENT, case.procedure, flagged(case, flag)).refusals:
        other = same.of(verdict.route)
        if isinstance(other, Refusal) and other.reason == verdict.reason:
            continue
        if verdict.reason.startswith("未確認"):
            assert CONTENT.facts["support_measures"].label not in verdict.reason
            continue
        assert verdict.reason in neutral | elsewhere


def test_the_record_is_looked_up_for_everyone_and_never_asked_aloud():
    for name in ("support_measures", "stop_list_hit", "contact_safe"):
        assert CONTENT.facts[name].silent
    for procedure in CONTENT.procedures.values():
        for rule in procedure.routes:
            assert "support_measures" not in [step.fact for step in rule.steps]


@pytest.mark.parametrize("fact", sorted(CONTENT.facts))
def test_no_question_that_is_asked_aloud_tells_why(fact: str):
    definition = CONTENT.facts[fact]
    if not definition.silent:
        asked = f"{definition.question} {definition.label} {definition.hint}"
        assert REVEALING.search(asked) is None


@pytest.mark.parametrize("phrase", sorted(CONTENT.phrases))
def test_no_phrase_in_any_language_tells_why(phrase: str):
    for words in CONTENT.phrases[phrase].words.values():
        assert REVEALING.search(words) is None
