"""The resident's page: nothing hidden is on it, and it tells nobody apart (design §6 rule 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtcoach.domain.content import LANGUAGES
from dtcoach.domain.decision import Refusal
from dtcoach.domain.events import PromiseMade
from dtcoach.domain.furigana import Piece, bare, pieces
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.proof.wording import REVEALING
from dtcoach.domain.resident import ResidentPage, Showing, resident_page
from dtcoach.domain.resident_dates import day_in, moment_in
from dtcoach.domain.situation import Moment
from dtcoach.domain.visit import Place, RequestState, VisitState, place_in
from dtcoach.domain.walk import easy_placeholders, fill, lay_out, walk
from dtcoach.domain.words import (
    UNKNOWN,
    IncidentKind,
    PlaceKind,
    PromiseKind,
    Route,
    StepKind,
    VisitStatus,
)
from dtcoach.domain.world import preset
from tests.shipped import CONTENT, MONDAY, PROCEDURES, Case, cases, patient, situation

NUMBER = "101-004"
WAIT = CONTENT.resident.labels["wait"]
PRIVATE = ("support-measures-request", "non-acceptance-request")
"""Requests of which not even the name may be seen."""

Key = tuple[str, ...]


def visit_of(case: Case) -> VisitState:
    return VisitState(
        "v", "i", NUMBER, "戸籍住民課 3番窓口", CONTENT.digest, MONDAY, "品川 花子",
        requests=(RequestState(1, case.procedure.id),),
    )  # fmt: skip


def walked(case: Case, pick: int, language: str) -> Iterator[tuple[Key, Place, ResidentPage]]:
    """The page at every place of a visit from the first question to the end."""
    visit = visit_of(case)
    while True:
        place = place_in(visit, CONTENT, case.knowing(visit.facts))
        page = resident_page(CONTENT, language, IncidentKind.REAL, visit, place)
        route = visit.requests[0].route or visit.requests[0].outcome
        at = place.fact or (place.step.id if place.step is not None else "")
        yield (place.kind.value, route.value if route is not None else "", at), place, page
        if place.kind is PlaceKind.FINISHED:
            return
        visit = after(visit, place, case, pick)


def after(visit: VisitState, place: Place, case: Case, pick: int) -> VisitState:
    """The visit one act later."""
    if place.kind is PlaceKind.QUESTION:
        assert place.fact is not None
        return replace(visit, facts={**visit.facts, place.fact: case.answers[place.fact]})
    assert place.walk is not None
    request = visit.requests[0]
    if place.kind is PlaceKind.OFFERS:
        offers = place.walk.decision.offers
        route = offers[pick % len(offers)].route if offers else Route.WITHDRAWN
        return replace(visit, requests=(replace(request, route=route, done={}),))
    assert place.step is not None
    finished = dict.fromkeys((step.id for step in place.page), "x")
    done = replace(request, done={**request.done, **finished})
    if place.step is place.walk.steps[-1]:
        made = tuple(
            PromiseMade(1, p.kind, None if p.due is None else p.due.isoformat(), p.keeper)
            for p in place.walk.promises
        )
        done = replace(done, outcome=request.route, outcome_at=MONDAY, promises=made)
    return replace(visit, requests=(done,))


def pages_by_key(case: Case, pick: int, language: str) -> Mapping[Key, ResidentPage]:
    return {key: page for key, _, page in walked(case, pick, language)}


def hidden_words(place: Place) -> Iterator[str]:
    """What the clerk may see at that place and a resident may not."""
    yield from ("品川 花子", "3番窓口", "ダウン対策サーバー", "支援", "抑止", "係長の判断")
    for fact in CONTENT.facts.values():
        if fact.silent:
            yield from (fact.label, fact.question)
        yield fact.why
    if place.walk is None:
        return
    if place.walk.procedure.id in PRIVATE:
        yield place.walk.procedure.title.split("（")[0]
    for rule in place.walk.procedure.routes:
        yield from (gate.reason for gate in rule.gates if gate.reason)
    yield from (v.reason for v in place.walk.decision.verdicts if isinstance(v, Refusal))
    yield from place.walk.warnings
    yield from (
        step.text
        for step in place.walk.steps
        if step.phrase is None and step.kind is not StepKind.ASK
    )


@given(cases, st.integers(0, 5), st.sampled_from(LANGUAGES))
@patient
def test_nothing_that_is_hidden_is_on_a_page(case: Case, pick: int, language: str):
    said = {bare(p.written(language)) for p in CONTENT.phrases.values()}
    for _, place, page in walked(case, pick, language):
        shown = "\n".join(bare(text) for text in page.texts())
        assert REVEALING.search(shown) is None, shown
        for word in hidden_words(place):
            # A reason may say the same as the words that everybody hears.
            if word and not any(word in sentence for sentence in said):
                assert word not in shown, (word, shown)


@given(cases, st.integers(0, 5), st.sampled_from(LANGUAGES))
@patient
def test_the_protected_and_everybody_else_read_the_same_at_the_same_place(
    case: Case, pick: int, language: str
):
    answers = ("no", "yes", UNKNOWN)
    known: dict[Key, ResidentPage] = {}
    for support in answers:
        for stopped in answers:
            told = {**case.answers, "support_measures": support, "stop_list_hit": stopped}
            for key, page in pages_by_key(replace(case, answers=told), pick, language).items():
                assert known.setdefault(key, page) == page, key


@pytest.mark.parametrize("scenario", sorted(CONTENT.scenarios))
@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.id)
def test_everybody_waits_while_something_is_looked_up_in_silence(procedure, scenario):
    world = preset(CONTENT.scenarios[scenario])
    for language in LANGUAGES:
        for kind in (PlaceKind.OFFERS, PlaceKind.NO_REQUEST, PlaceKind.NOT_COVERED):
            visit = visit_of(Case(procedure, situation({}, world), {}))
            page = resident_page(CONTENT, language, IncidentKind.REAL, visit, Place(kind))
            assert_waits(page, language)
    for answer in ("no", "yes", UNKNOWN):
        case = Case(procedure, situation({}, world), dict.fromkeys(CONTENT.facts, answer))
        for _, place, page in walked(case, 0, "ja"):
            if place.fact is not None and CONTENT.facts[place.fact].silent:
                assert_waits(page, "ja")


def assert_waits(page: ResidentPage, language: str) -> None:
    assert page == ResidentPage(
        Showing.WAIT,
        language,
        number_label=CONTENT.resident.labels["number"].words[language],
        number=NUMBER,
        words=WAIT.words[language],
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_words_in_every_language(language: str):
    """No place of any shipped route leaves the resident before an empty page."""
    for procedure in PROCEDURES:
        facts = dict.fromkeys(CONTENT.facts, "yes") | {
            "support_measures": "no", "stop_list_hit": "no", "requester": "self",
            "filing_kind": "birth", "card_update_kind": "changed", "event_date": "2025-01-05",
            "planned_move_out_date": "2025-01-08", "needed_by": "2025-01-07",
        }  # fmt: skip
        case = Case(procedure, situation({}), facts)
        for _, _, page in walked(case, 0, language):
            assert page.words
            assert page.number == NUMBER
            assert page.language == language


def test_the_result_says_what_comes_next_and_names_no_request():
    visit = visit_of(Case(PROCEDURES[0], situation({}), {}))
    request = RequestState(
        1,
        "support-measures-request",
        Route.ACCEPT_AND_HOLD,
        outcome=Route.ACCEPT_AND_HOLD,
        promises=(
            PromiseMade(1, PromiseKind.BACK_ENTRY, None, "戸籍住民課"),
            PromiseMade(1, PromiseKind.PHONE, "2025-01-07", "戸籍住民課"),
        ),
    )
    page = resident_page(
        CONTENT,
        "en",
        IncidentKind.DRILL,
        replace(visit, requests=(request,)),
        Place(PlaceKind.FINISHED),
    )
    assert page.showing is Showing.RESULT
    assert page.mark == "訓練 Drill"
    assert page.next == ("We will let you know by Tuesday, 7 January 2025.",)
    assert "statement" not in " ".join(page.texts())


def test_a_closed_visit_is_nobodys():
    visit = replace(visit_of(Case(PROCEDURES[0], situation({}), {})), status=VisitStatus.CLOSED)
    page = resident_page(CONTENT, "ja", IncidentKind.REAL, visit, Place(PlaceKind.FINISHED))
    assert page == resident_page(CONTENT, "ja", IncidentKind.REAL)
    assert NUMBER not in list(page.texts())


def test_a_paper_slip_typed_in_later_is_not_for_whoever_stands_there():
    visit = replace(visit_of(Case(PROCEDURES[0], situation({}), {})), typed_in=True)
    page = resident_page(CONTENT, "ja", IncidentKind.REAL, visit, Place(PlaceKind.OFFERS))
    assert page == resident_page(CONTENT, "ja", IncidentKind.REAL)


def test_the_official_page_stands_with_the_words_that_name_it():
    case = next(p for p in PROCEDURES if p.id == "card-loss")
    answers = dict.fromkeys(CONTENT.facts, "yes") | {
        "requester": "self", "support_measures": "no", "stop_list_hit": "no",
    }  # fmt: skip
    pages = [page for _, _, page in walked(Case(case, situation({}), answers), 0, "zh")]
    linked = [page for page in pages if page.links]
    assert {page.showing for page in linked} == {Showing.WORDS, Showing.RESULT}
    for page in linked:
        assert page.links[0].url == CONTENT.pages["card-procedures"].url
        assert page.links[0].short.startswith("city.shinagawa.tokyo.jp/PC/")
        assert page.link_label == "官方网页"


def test_days_in_each_language():
    day = date(2025, 1, 6)
    assert [day_in(language, day) for language in LANGUAGES] == [
        "令和7年1月6日（月）",
        "2025年《ねん》（令和《れいわ》7年《ねん》）1月《がつ》｜6日《むいか》（月曜日《げつようび》）",
        "Monday, 6 January 2025",
        "2025年1月6日（星期一）",
        "2025년 1월 6일(월)",
    ]
    assert day_in("easy", date(2019, 5, 1)) == (
        "2019年《ねん》（令和《れいわ》元年《がんねん》）5月《がつ》｜1日《ついたち》（水曜日《すいようび》）"
    )
    assert day_in("easy", date(1860, 4, 15)) == (
        "1860年《ねん》｜4月《しがつ》15日《にち》（日曜日《にちようび》）"
    )
    at = datetime(2025, 1, 5, 23, 0, tzinfo=TOKYO)
    assert moment_in("ko", at) == "2025년 1월 5일(일) 23:00"


def test_readings_belong_to_their_kanji():
    assert pieces("コンピューターが 止《と》まって、｜1日《ついたち》") == (
        Piece("コンピューターが "),
        Piece("止", "と"),
        Piece("まって、"),
        Piece("1日", "ついたち"),
    )
    assert bare("受付《うけつけ》の 紙《かみ》") == "受付の 紙"


@given(st.text(alphabet="あ漢字A1《》｜ 。", max_size=30))
def test_any_text_is_taken_apart_without_loss(text: str):
    found = pieces(text)
    assert all(piece.text for piece in found)
    left = "".join(
        f"{piece.text}《{piece.reading}》" if piece.reading else piece.text for piece in found
    )
    assert left.replace("｜", "") == text.replace("｜", "")


def test_words_with_a_day_have_readings_in_easy_japanese():
    """A date filled in is read as easily as the words around it."""
    at: Moment = situation({}, at=MONDAY)
    procedure = next(p for p in PROCEDURES if p.id == "residence-certificate")
    answer = lay_out(CONTENT, walk(CONTENT, procedure, at), at, Route.ACCEPT_AND_HOLD)
    held = next(step for step in answer.steps if step.id == "application-received")
    assert held.phrase is not None
    assert "きょう" in held.phrase.written("easy")
    assert "令和7年1月6日（月）" in held.phrase.written("ja")
    assert fill("{today}", easy_placeholders(procedure, at)) == day_in("easy", at.at.date())
