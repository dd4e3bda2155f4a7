"""The first minute: answers fold to a scenario, and わからない never makes anything work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtcoach.compose import load_version
from dtcoach.domain.content import Content
from dtcoach.domain.proof.prove import TRIAGE, Broken, prove
from dtcoach.domain.triage import (
    DONT_KNOW,
    MOST_QUESTIONS,
    NOTHING_FOUND,
    Finding,
    Triage,
    TriagePlace,
    after_answer,
    likely,
    possible,
    stand,
    world_declared,
    world_turned,
)
from dtcoach.domain.words import WORKING, Status, WorldKey
from dtcoach.domain.world import EMPTY_BOARD, Check, preset
from tests.shipped import CONTENT, DAYS, FILES, MONDAY, patient


def _triage() -> Triage:
    assert CONTENT.triage is not None
    return CONTENT.triage


T = _triage()
YES, NO = 1, 3


def ended(*keys: int) -> tuple[str, Mapping[WorldKey, Status]]:
    """The scenario at the end of these answers, and what was seen on the way."""
    place = stand(T, keys)
    assert place.ending is not None
    return place.ending.scenario, {k: sight.status for k, sight in place.finding.seen.items()}


def test_the_first_question_is_whether_the_fallback_itself_works():
    first = stand(T).question
    assert first is not None
    assert first.systems == (WorldKey.DOWNTIME_SERVER,)
    assert "テスト印刷" in first.check


@pytest.mark.parametrize(
    ("keys", "scenario"),
    [
        ((NO, YES, YES, NO), "full-outage"),
        ((YES, YES, NO), "downtime-server"),
        ((YES, YES, YES, NO), "juki-net-link"),
        ((NO, 2), "no-power"),
        ((NO, YES, YES, 2, YES), "degraded"),
        ((YES, 2, YES, YES), "degraded"),
        ((NO, YES, NO), "full-outage"),
        ((YES, NO), "downtime-server"),
        ((2, YES, NO), "full-outage"),
        ((YES, DONT_KNOW, DONT_KNOW), "downtime-server"),
        ((DONT_KNOW,) * 4, "full-outage"),
        ((NO, YES, YES, YES, YES, 4), "degraded"),
    ],
)
def test_the_answers_of_a_morning(keys: tuple[int, ...], scenario: str):
    assert ended(*keys)[0] == scenario


def test_what_was_seen_has_its_how_and_what_was_not_is_in_doubt():
    place = stand(T, (YES, DONT_KNOW, NO))
    seen = place.finding.seen
    assert {key: sight.status for key, sight in seen.items()} == {
        WorldKey.DOWNTIME_SERVER: Status.UP,
        WorldKey.PRINTER: Status.UP,
        WorldKey.POWER: Status.UP,
        WorldKey.RESIDENT_RECORD: Status.DOWN,
    }
    assert all(sight.how for sight in seen.values())
    assert place.finding.doubted == {WorldKey.NETWORK}
    world = world_declared(CONTENT.scenarios["downtime-server"], place.finding)
    assert world[WorldKey.NETWORK] is Status.UNKNOWN
    assert world[WorldKey.TAX] is Status.UP, "the preset of design §2 stays where nobody asked"


def test_an_answer_that_is_not_there_is_no_answer():
    for keys in ((9,), (-1,), (NO, 2, YES)):
        with pytest.raises(ValueError, match=r"answer|ended"):
            stand(T, keys)


@st.composite
def places(draw: st.DrawFn) -> TriagePlace:
    """Somewhere on some path, often at its end."""
    place = stand(T)
    for key in draw(st.lists(st.integers(0, 8), max_size=MOST_QUESTIONS)):
        if place.question is None:
            break
        place = after_answer(T, place, key % len(place.question.all_answers))
    return place


@patient
@given(places(), st.randoms())
def test_whatever_is_answered_it_ends_where_it_was_said_to_be_possible(place, random):
    while place.question is not None:
        ahead = possible(T, place)
        assert likely(T, place).scenario in ahead
        place = after_answer(T, place, random.randrange(len(place.question.all_answers)))
        assert possible(T, place) <= ahead
    assert len(place.path) <= MOST_QUESTIONS
    assert place.ending is not None
    assert place.ending.because
    assert possible(T, place) == {place.ending.scenario}


@patient
@given(places())
def test_what_is_not_known_never_works(place: TriagePlace):
    scenario = CONTENT.scenarios[likely(T, place).scenario]
    in_vain = {
        key
        for given_ in place.path
        if given_.answer is given_.question.unknown
        for key in given_.question.systems
    }
    for key in in_vain - place.finding.seen.keys():
        assert world_declared(scenario, place.finding)[key] not in WORKING
    asked = {k for g in place.path for k in (*g.question.systems, *g.question.shows)}
    assert place.finding.seen.keys() <= asked, "nothing is seen that no question looked at"


def test_turning_keeps_what_a_person_checked_and_doubts_what_only_a_preset_said():
    board = EMPTY_BOARD.with_preset(preset(CONTENT.scenarios["juki-net-link"]))
    board = board.with_check(WorldKey.POWER, Check(Status.UP, MONDAY - timedelta(hours=1), "係長"))
    doubt = Finding({}, frozenset({WorldKey.POWER, WorldKey.NETWORK, WorldKey.DOWNTIME_SERVER}))
    world = world_turned(CONTENT.scenarios["full-outage"], doubt, board)
    assert world == {
        WorldKey.RESIDENT_RECORD: Status.DOWN,
        WorldKey.JUKI_NET: Status.DOWN,
        WorldKey.NETWORK: Status.UNKNOWN,
    }
    assert world_turned(CONTENT.scenarios["degraded"], doubt, board)[WorldKey.NETWORK] is (
        Status.UNKNOWN
    )
    assert world_declared(CONTENT.scenarios["degraded"], NOTHING_FOUND) == preset(
        CONTENT.scenarios["degraded"]
    )


# --- what `check` proves of it ------------------------------------------------------------------


def broken_after(old: str, new: str) -> tuple[Broken, ...]:
    """What is wrong with the questions alone after one edit."""
    text = FILES["triage.yaml"].decode()
    assert old in text, old
    version = load_version({**FILES, "triage.yaml": text.replace(old, new).encode()})
    assert version.problems == ()
    assert version.content is not None
    return proved(version.content)


def proved(content: Content) -> tuple[Broken, ...]:
    alone = replace(content, procedures={}, headings={})
    return prove(alone, MONDAY, DAYS.is_closed).broken


def test_the_shipped_questions_break_nothing():
    assert proved(CONTENT) == ()


@pytest.mark.parametrize(
    ("rule", "old", "new", "says"),
    [
        (0, "scenario: no-power", "scenario: full-outage", "想定「no-power」には"),
        (2, "shows: [printer, power]", "shows: [printer]", "見ていない power を up"),
        (2, "systems: [network]", "systems: [phone]", "見ていない network を up"),
        (2, "scenario: juki-net-link", "scenario: full-outage", "resident-record は使えると見えた"),
        (4, "when: {downtime-server: works}", "when: {downtime-server: unknown}", "テスト印刷"),
        (10, "窓口は閉めません。", "すぐ直ります。", "約束の言葉"),
        (11, "check: 照明と、", "check: 訓練では、照明と、", "「訓練」の印"),
    ],
)
def test_a_broken_rule_is_found_with_the_answers_that_show_it(
    rule: int, old: str, new: str, says: str
):
    found = [one for one in broken_after(old, new) if one.rule == rule and says in one.sentence]
    assert found
    assert all(one.procedure == TRIAGE for one in found)
    if rule in (2, 4):
        assert all(one.leaf for one in found)


def test_the_smallest_case_is_shown():
    (fault, *_) = [
        one
        for one in broken_after("when: {downtime-server: works}", "when: {downtime-server: down}")
        if one.rule == 4
    ]
    assert list(fault.leaf.values()) == ["印刷は出たが、内容が合わない", "いいえ。二台とも開かない"]
