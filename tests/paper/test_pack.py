"""The paper pack: what a clerk with no power finds in it, and that it is what the engine says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache

import pytest

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app.document import Document, FlowBox, Spoken, WayBlock, no_progress
from dtcoach.app.errors import ProblemFound
from dtcoach.app.pack import PackCancelled, PackWish
from dtcoach.app.pack_making import pack_of
from dtcoach.app.paper import Paper
from dtcoach.domain.content import LANGUAGES, Procedure
from dtcoach.domain.decision import Offer, OpenRoute
from dtcoach.domain.paper_flow import ANY_ANSWER, Flow, flow_of
from dtcoach.domain.paper_ways import Need, Way, answers_of
from dtcoach.domain.proof.wording import REVEALING
from dtcoach.domain.slips import read_slip_number
from dtcoach.domain.walk import walk
from dtcoach.domain.words import UNKNOWN, Route, Status, WorldKey
from dtcoach.domain.world import preset
from tests.paper.test_golden import GOLDEN, WRITES
from tests.shipped import CONTENT, DAYS, HOUSE, MONDAY, PROCEDURES, situation

GOLDEN_PAGES = GOLDEN.with_name("golden_pack")
"""The text of some pages; renewed as the goldens of forms are."""

SCENARIO = "no-power"


@cache
def document() -> Document:
    wish = PackWish(SCENARIO, MONDAY, drill=True, label="101", first_slip=7, slips=2)
    return pack_of(CONTENT, wish, HOUSE.press, DAYS, None)


@cache
def paper() -> Paper:
    return HOUSE.press.bind(document(), no_progress)


@cache
def pages() -> tuple[str, ...]:
    return tuple("".join(page.split()) for page in text_of(paper().pdf))


def flows() -> list[Flow]:
    world = preset(CONTENT.scenarios[SCENARIO])
    return [flow_of(CONTENT, procedure, situation({}, world)) for procedure in PROCEDURES]


def test_nothing_is_cut_and_every_character_has_a_shape() -> None:
    assert paper().cut == ()
    assert paper().doubtful == ()


def test_the_same_wish_gives_the_same_bytes() -> None:
    assert HOUSE.press.bind(document(), no_progress).pdf == paper().pdf


def test_every_page_says_what_it_is_of_which_version_and_which_page() -> None:
    for number, page in enumerate(pages(), 1):
        assert f"{number}/{len(pages())}" in page
        assert CONTENT.digest[:8] in page
        assert "未承認" in page
        assert "訓練" in page
        assert "".join(CONTENT.scenarios[SCENARIO].title.split()) in page


def test_the_contents_name_the_page_on_which_a_part_begins() -> None:
    for part in document().parts:
        title = "".join(part.title.split())
        found = re.search(re.escape(title) + "([0-9]+)", pages()[1])
        assert found is not None, title
        on = pages()[int(found[1]) - 1]
        assert re.split("P101|（", title)[0] in on


@pytest.mark.parametrize("title", ["見分け（はじめの一分）", "住民票の写し"])
def test_a_part_reads_as_it_was_last_looked_at(title: str) -> None:
    """`DTCOACH_GOLDEN=write` writes the text anew; look at the pages then."""
    found = re.search(re.escape(title) + "([0-9]+)", pages()[1])
    assert found is not None
    text = text_of(paper().pdf)[int(found[1]) - 1]
    kept = [line for line in text.splitlines() if CONTENT.digest[:8] not in line]
    said = "\n".join(line for line in kept if not re.search("[0-9]+ / [0-9]+", line)) + "\n"
    golden = GOLDEN_PAGES / f"{title}.txt"
    if WRITES:
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_the_notice_stands_on_one_sheet_in_each_language() -> None:
    titles = [part.title for part in document().parts if part.group == "掲示"]
    assert len(titles) == len(LANGUAGES)
    for title in titles:
        assert not any(f"{title}（続き）" in page for page in pages())


def test_every_procedure_has_its_flow_and_every_way_its_steps() -> None:
    parts = {part.title: part for part in document().parts}
    for flow in flows():
        part = parts[flow.procedure.title]
        boxes = [block for block in part.blocks if isinstance(block, FlowBox)]
        assert len(boxes) == len(flow.questions)
        ways = [block for block in part.narrow if isinstance(block, WayBlock)]
        assert [len(way.rows) for way in ways] == [len(way.steps) for way in flow.ways]


def test_paper_leads_where_the_screen_leads_whatever_is_answered() -> None:
    """Every path of the flow, answer by answer, beside the engine itself."""
    world = preset(CONTENT.scenarios[SCENARIO])
    for flow in flows():
        labels = {
            name: {choice.label: choice.value for choice in fact.choices} | {"わからない": UNKNOWN}
            for name, fact in CONTENT.facts.items()
        }
        waiting: list[tuple[int, dict[str, str]]] = [(1, {})] if flow.questions else []
        met = 0
        while waiting:
            number, facts = waiting.pop()
            question = flow.questions[number - 1]
            assert walk(CONTENT, flow.procedure, situation(facts, world)).needs == (
                question.fact.name
            )
            if question.fact.is_date:
                if len(question.branches) == 1:  # stretches of days have a test of their own
                    days = ("2025-01-03", UNKNOWN)
                    facts_after = [{**facts, question.fact.name: day} for day in days]
                    to = question.branches[0].question
                    waiting += [(to, known) for known in facts_after if to]
                continue
            for branch in question.branches:
                answers = [
                    labels[question.fact.name][label]
                    for label in branch.answers
                    if label in labels[question.fact.name]
                ] or [*labels[question.fact.name].values()]
                for answer in answers:
                    knowing = {**facts, question.fact.name: answer}
                    if branch.question:
                        waiting.append((branch.question, knowing))
                        continue
                    found = walk(CONTENT, flow.procedure, situation(knowing, world))
                    assert found.needs is None
                    assert tuple(offer.route for offer in found.decision.offers) == branch.routes
                    met += 1
        assert met or not flow.questions or any(one.fact.is_date for one in flow.questions)


def test_a_day_leads_where_its_stretch_leads() -> None:
    """特例転入 near its last day: each of many days, one by one, beside the engine."""
    world = preset(CONTENT.scenarios[SCENARIO])
    flow = next(flow for flow in flows() if flow.procedure.id == "move-in-special")
    question = flow.questions[0]
    assert question.fact.is_date
    ends = {branch.answers: branch for branch in question.branches}
    past = next(branch for answers, branch in ends.items() if any("過ぎた" in a for a in answers))
    ahead = question.branches[0]
    for back in range(60):
        day = (MONDAY.date() - timedelta(days=back)).isoformat()
        answer = walk(CONTENT, flow.procedure, situation({question.fact.name: day}, world))
        branch = past if answer.needs is None else ahead
        if branch is past:
            assert tuple(offer.route for offer in answer.decision.offers) == past.routes
        else:
            assert answer.needs == flow.questions[ahead.question - 1].fact.name


def test_a_way_that_waits_is_right_once_its_systems_are_usable_and_its_conditions_hold() -> None:
    """Every way of the scenario in which most waits, beside the engine: with all it needs it is
    offered; with one system unknown or one answer else it is not."""
    world = preset(CONTENT.scenarios["downtime-server"])
    met = 0
    for procedure in PROCEDURES:
        for way in flow_of(CONTENT, procedure, situation({}, world)).ways:
            if not way.needs:
                continue
            assert way.systems, procedure.id
            usable = {**world, **dict.fromkeys((one.key for one in way.systems), Status.UP)}
            needs = way.needs[0]
            facts = {need.fact.name: _answers(procedure, need, world)[0] for need in needs}
            assert _offers(procedure, way, facts, usable)
            for system in way.systems:
                assert not _offers(procedure, way, facts, {**usable, system.key: Status.UNKNOWN})
            for need in needs:
                for other in _answers(procedure, need, world)[1]:
                    changed = {**facts, need.fact.name: other}
                    allowed = any(_fits(procedure, path, changed, world) for path in way.needs)
                    assert allowed or not _offers(procedure, way, changed, usable), (
                        procedure.id,
                        need.fact.name,
                        other,
                    )
            met += 1
    assert met > 10


def _answers(
    procedure: Procedure, need: Need, world: Mapping[WorldKey, Status]
) -> tuple[str, list[str]]:
    """One answer with which the way stays right, and all with which it does not."""
    known = dict(answers_of(CONTENT, procedure, need.fact.name, situation({}, world)))
    right = [value for value, label in known.items() if label in need.answers]
    return right[0], [value for value in known if value not in right]


def _fits(
    procedure: Procedure,
    path: tuple[Need, ...],
    facts: Mapping[str, str],
    world: Mapping[WorldKey, Status],
) -> bool:
    return all(
        facts.get(need.fact.name) not in (None, *_answers(procedure, need, world)[1])
        for need in path
    )


def _offers(
    procedure: Procedure, way: Way, facts: Mapping[str, str], world: Mapping[WorldKey, Status]
) -> bool:
    """What the paper does not ask for may be answered わからない."""
    known = dict(facts)
    while True:
        decision = walk(CONTENT, procedure, situation(known, world)).decision
        verdict = decision.of(way.rule.route)
        if not isinstance(verdict, OpenRoute):
            return isinstance(verdict, Offer)
        known[verdict.needs[0]] = UNKNOWN


def test_the_downtime_server_has_its_way_on_the_paper_of_its_scenario() -> None:
    """Its status begins as unknown, and paper is printed before anybody tries it."""
    world = preset(CONTENT.scenarios["downtime-server"])
    flow = flow_of(CONTENT, CONTENT.procedures["residence-certificate"], situation({}, world))
    way = next(way for way in flow.ways if way.rule.route is Route.DOWNTIME_CERTIFICATE)
    assert [system.key for system in way.systems] == [WorldKey.DOWNTIME_SERVER]
    asked = {need.fact.name for need in way.needs[0]}
    assert {"support_measures", "stop_list_hit", "changed_since_snapshot"} <= asked


def test_no_answer_to_a_silent_question_is_asked_for_on_paper() -> None:
    for flow in flows():
        for question in flow.questions:
            if question.fact.silent:
                assert all(ANY_ANSWER not in branch.answers for branch in question.branches)


def test_a_step_has_the_numbers_of_the_screen() -> None:
    world = preset(CONTENT.scenarios[SCENARIO])
    for flow in flows():
        answer = walk(CONTENT, flow.procedure, situation({}, world))
        if answer.route is None:
            continue
        way = next(way for way in flow.ways if way.rule.route is answer.route)
        numbers = {found.step.id: found.numbers for found in way.steps}
        for number, step in enumerate(answer.steps, 1):
            assert number in numbers[step.id]


def test_the_numbers_of_the_slips_are_those_that_f11_takes() -> None:
    for number in ("P101-007", "P101-008"):
        assert read_slip_number(number) == number
        assert sum(number in page for page in pages()) >= 1
    assert not any("P101-009" in page for page in pages())


def test_phrases_stand_in_five_languages() -> None:
    part = next(part for part in document().parts if part.title == "住民に見せる言葉")
    spoken = [block for block in part.blocks if isinstance(block, Spoken)]
    assert spoken
    for block in spoken:
        assert [language for language, _ in block.lines] == list(LANGUAGES)


def test_what_is_looked_up_silently_names_no_reason() -> None:
    for part in document().parts:
        for block in part.blocks:
            if isinstance(block, FlowBox):
                assert not REVEALING.search(f"{block.title}{block.text}{block.note}")
                assert "支援措置" not in f"{block.title}{block.text}{block.note}"


def test_who_gives_up_gets_nothing() -> None:
    def progress(done: int, pages: int) -> None:
        if done == 3:
            raise PackCancelled

    with pytest.raises(PackCancelled):
        HOUSE.press.bind(document(), progress)


def test_no_such_scenario_is_a_sentence() -> None:
    with pytest.raises(ProblemFound):
        pack_of(CONTENT, PackWish("nowhere", MONDAY), HOUSE.press, DAYS, None)
