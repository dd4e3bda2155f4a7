"""お知らせ: computed from the board, true for everybody, and never more than is known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtcoach.app.notice import (
    PLACES,
    Notice,
    NoticeDraft,
    PartKind,
    compose,
    draft_of,
    marked,
    posted,
)
from dtcoach.app.notice_holds import told_otherwise
from dtcoach.app.notice_sns import MOST
from dtcoach.app.possible import NAME
from dtcoach.domain.content import LANGUAGES
from dtcoach.domain.decision import Refusal, judge
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.proof.wording import MARKS, PROMISES, REVEALING
from dtcoach.domain.words import WORKING, IncidentKind, Route, Status, WorldKey
from dtcoach.domain.world import EMPTY_BOARD, Board, Check, preset
from tests.app.windows import Window
from tests.shipped import CONTENT, DAYS, MONDAY, situation

NOW = MONDAY + timedelta(minutes=102)
DRAFT = NoticeDraft(MONDAY, NOW + timedelta(minutes=58), "戸籍住民課の窓口")
worlds = st.dictionaries(st.sampled_from(WorldKey), st.sampled_from(Status))
properties = settings(deadline=None, max_examples=60)


def board_of(scenario: str, seen: dict[WorldKey, Status]) -> Board:
    board = EMPTY_BOARD.with_preset(preset(CONTENT.scenarios[scenario]))
    for key, status in seen.items():
        board = board.with_check(key, Check(status, NOW, "係長", "見た"))
    return board


def state_of(board: Board, kind: IncidentKind = IncidentKind.REAL, **more: Any) -> IncidentState:
    return IncidentState("i", kind, "full-outage", "題", "戸籍住民課", MONDAY, board, **more)


def notice_of(board: Board, draft: NoticeDraft = DRAFT, **state: Any) -> Notice:
    return compose(CONTENT, state_of(board, **state), draft, NOW, DAYS)


def names_in(notice: Notice, kind: PartKind, language: str = "ja") -> set[str]:
    part = notice.texts[language].part(kind)
    return set() if part is None else set(part.items)


def name_of(procedure: str) -> str:
    return CONTENT.phrases[NAME + procedure].in_language("ja")


@properties
@given(st.sampled_from(sorted(CONTENT.scenarios)), worlds)
def test_nothing_is_told_that_the_engine_would_refuse_to_everybody(
    scenario: str, seen: dict[WorldKey, Status]
):
    board = board_of(scenario, seen)
    notice = notice_of(board)
    moment = situation({}, board.world, NOW)
    for kind in (
        PartKind.USUAL,
        PartKind.SLOW,
        PartKind.SNAPSHOT,
        PartKind.HOLD,
        PartKind.KONBINI,
        PartKind.ONESTOP,
    ):
        route = Route.COUNTER if kind is PartKind.SLOW else Route(kind.value)
        told = names_in(notice, kind)
        for procedure in CONTENT.procedures.values():
            if NAME + procedure.id not in CONTENT.phrases or name_of(procedure.id) not in told:
                continue
            rule = procedure.route(route)
            assert rule is not None
            assert not isinstance(judge(CONTENT, procedure, rule, moment), Refusal)
            assert all(board.status(key) in WORKING for key in rule.systems)
            degraded = any(board.status(key) is Status.DEGRADED for key in rule.systems)
            assert kind is not PartKind.USUAL or not degraded


@properties
@given(st.sampled_from(sorted(CONTENT.scenarios)), worlds, st.sampled_from(IncidentKind))
def test_every_procedure_that_residents_may_read_of_is_told_somewhere(
    scenario: str, seen: dict[WorldKey, Status], kind: IncidentKind
):
    notice = notice_of(board_of(scenario, seen), kind=kind)
    told = {name for part in notice.texts["ja"].parts for name in part.items}
    hotline = notice.texts["ja"].part(PartKind.HOTLINE) is not None
    for phrase in CONTENT.phrases:
        if phrase.startswith(NAME) and not (hotline and phrase == "name-card-loss"):
            assert CONTENT.phrases[phrase].in_language("ja") in told


@properties
@given(
    st.sampled_from(sorted(CONTENT.scenarios)),
    worlds,
    st.sampled_from(IncidentKind),
    st.booleans(),
)
def test_the_words_promise_nothing_reveal_nothing_and_own_up_to_a_drill(
    scenario: str, seen: dict[WorldKey, Status], kind: IncidentKind, recovered: bool
):
    back = NOW if recovered else None
    notice = notice_of(board_of(scenario, seen), kind=kind, recovered_at=back)
    texts = [text.plain for text in notice.texts.values()]
    for text in (*texts, notice.sns):
        assert not PROMISES.search(text)
        assert not REVEALING.search(text)
        assert "{" not in text
        assert "《" not in text
    if kind is IncidentKind.REAL:
        assert not any(MARKS.search(text) for text in (*texts, notice.sns))
    else:
        mark = {IncidentKind.DRILL: "【訓練】", IncidentKind.REPLAY: "【再現】"}[kind]
        assert all(text.startswith(mark) for text in (*texts, notice.sns))
    assert len(notice.sns) <= MOST
    assert "14:00" in notice.sns or not notice.texts["ja"].part(PartKind.NEXT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_has_all_that_it_must_have_in_every_language(language: str):
    board = board_of("full-outage", {WorldKey.KONBINI: Status.UP})
    text = notice_of(board).texts[language]
    kinds = [part.kind for part in text.parts]
    for wanted in (
        PartKind.APOLOGY,
        PartKind.SINCE,
        PartKind.USUAL,
        PartKind.HOLD,
        PartKind.KONBINI,
        PartKind.LATER,
        PartKind.NEXT,
        PartKind.CONTACT,
    ):
        assert wanted in kinds, wanted
    konbini = text.part(PartKind.KONBINI)
    assert konbini is not None
    assert konbini.notes, "an alternative says what it needs"
    assert text.is_unchecked == (language != "ja")
    assert "14:00" in text.plain


def test_a_leak_is_spoken_of_only_when_it_was_ruled_out():
    board = board_of("full-outage", {})
    silent = notice_of(board)
    assert all(text.part(PartKind.NO_LEAK) is None for text in silent.texts.values())
    assert "情報が外に" not in silent.texts["ja"].plain
    confirmed = NoticeDraft(MONDAY, None, "", no_leak_confirmed=True)
    said = notice_of(board, confirmed).texts["ja"].part(PartKind.NO_LEAK)
    assert said is not None


def test_what_nobody_has_looked_at_is_left_out_and_the_lead_is_told():
    board = board_of("full-outage", {})
    notice = notice_of(board)
    assert not names_in(notice, PartKind.KONBINI)
    assert CONTENT.systems[WorldKey.KONBINI].title in notice.left_out
    assert CONTENT.systems[WorldKey.TAX].title in notice.aged, "up by the preset alone"
    board = board_of("full-outage", {WorldKey.KONBINI: Status.UP, WorldKey.TAX: Status.UP})
    seen = notice_of(board)
    assert name_of("residence-certificate") in names_in(seen, PartKind.KONBINI)
    assert CONTENT.systems[WorldKey.TAX].title not in seen.aged


def test_a_moving_in_is_never_sent_online_and_a_move_within_only_booked():
    for scenario in CONTENT.scenarios:
        board = board_of(scenario, dict.fromkeys(WorldKey, Status.UP))
        board = board.with_check(WorldKey.JUKI_NET, Check(Status.DOWN, NOW, "係長", ""))
        told = names_in(notice_of(board), PartKind.ONESTOP)
        assert told == {name_of("move-out-card")}


def test_a_posted_notice_can_be_composed_again_from_the_log():
    window = Window()
    draft = NoticeDraft(MONDAY, NOW + timedelta(minutes=58), "窓口", "駐輪場は使えます", True)
    notice = compose(CONTENT, window.operations.state, draft, NOW, DAYS)
    said = posted(notice, draft, notice.texts["ja"].plain, PLACES[:2])
    window.operations.post_notice("係長", said, NOW)
    window.restart()
    state = window.operations.state
    assert state.notice is not None
    assert (state.notice.by, state.notice.at, state.notice.said) == ("係長", NOW, said)
    assert draft_of(state.notice.said) == draft
    again = compose(CONTENT, state, draft_of(state.notice.said), NOW, DAYS)
    assert again == notice
    assert not state.notice.is_overdue(NOW + timedelta(minutes=57))
    assert state.notice.is_overdue(NOW + timedelta(minutes=58))


def test_a_notice_that_the_board_has_left_behind_is_noticed():
    window = Window()
    operations = window.operations
    assert told_otherwise(CONTENT, operations.state, NOW, DAYS) == (), "nothing is up"
    operations.check("係長", WorldKey.KONBINI, Status.UP, "一通取った", NOW)
    notice = compose(CONTENT, operations.state, DRAFT, NOW, DAYS)
    operations.post_notice("係長", posted(notice, DRAFT, "文", PLACES), NOW)
    assert told_otherwise(CONTENT, operations.state, NOW, DAYS) == ()
    operations.check("係長", WorldKey.PHONE, Status.UP, "かけた", NOW)
    operations.check("係長", WorldKey.KONBINI, Status.DEGRADED, "遅い", NOW)
    assert told_otherwise(CONTENT, operations.state, NOW, DAYS) == (), "the same ways are open"
    operations.check("係長", WorldKey.KONBINI, Status.DOWN, "取れない", NOW)
    window.restart()
    state = window.operations.state
    otherwise = told_otherwise(CONTENT, state, NOW, DAYS)
    assert "residence-certificate" in otherwise
    assert "move-in" not in otherwise
    again = compose(CONTENT, state, DRAFT, NOW, DAYS)
    window.operations.post_notice("係長", posted(again, DRAFT, "文", PLACES), NOW)
    assert told_otherwise(CONTENT, window.operations.state, NOW, DAYS) == ()


def test_a_notice_of_a_drill_says_so_however_it_was_edited():
    for kind, mark in ((IncidentKind.DRILL, "訓練"), (IncidentKind.REPLAY, "再現")):
        assert marked("ご迷惑をおかけします。", kind).startswith(f"【{mark}】")
        assert marked(f"これは{mark}です。", kind) == f"これは{mark}です。"
    assert marked("ご迷惑をおかけします。", IncidentKind.REAL) == "ご迷惑をおかけします。"
