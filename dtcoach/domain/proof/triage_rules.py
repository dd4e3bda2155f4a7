"""The first minute proved: every path of the questions walked, with the world it would declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dtcoach.domain.content import Content, Scenario
from dtcoach.domain.proof.branching import Leaf
from dtcoach.domain.proof.wording import MARKS, PROMISES
from dtcoach.domain.triage import (
    Triage,
    TriagePlace,
    TriageQuestion,
    after_answer,
    stand,
    world_declared,
)
from dtcoach.domain.words import WORKING, Status, WorldKey

Fault = tuple[int, str, Leaf]
"""(rule of design §6, sentence, the answers that show it)."""

USES_THE_FALLBACK = "downtime-server"
"""The scenario in which certificates are issued from a snapshot."""


def triage_faults(content: Content) -> tuple[int, tuple[Fault, ...]]:
    """How many paths were walked, and what is wrong on them."""
    triage = content.triage
    if triage is None:
        return 0, ()
    faults = list(_wording(triage))
    faults.extend(_up_unseen(triage))
    reached: set[str] = set()
    walked = 0
    for path in _paths(triage):
        walked += 1
        scenario = None if path.ending is None else content.scenarios.get(path.ending.scenario)
        if scenario is None:
            faults.append((1, "この答えでは、どの想定にも着きません", _leaf(path)))
            continue
        reached.add(scenario.id)
        faults.extend((rule, said, _leaf(path)) for rule, said in _of_path(path, scenario))
    for name in sorted(content.scenarios.keys() - reached):
        faults.append((0, f"想定「{name}」には、どの答えからも着きません", {}))
    return walked, tuple(faults)


def _paths(triage: Triage) -> Iterator[TriagePlace]:
    ahead = [stand(triage)]
    while ahead:
        place = ahead.pop()
        if place.question is None:
            yield place
        else:
            answers = range(len(place.question.all_answers))
            ahead.extend(after_answer(triage, place, key) for key in answers)


def _of_path(path: TriagePlace, scenario: Scenario) -> Iterator[tuple[int, str]]:
    seen = {key: sight.status for key, sight in path.finding.seen.items()}
    world: Mapping[WorldKey, Status] = {**world_declared(scenario, path.finding), **seen}
    for given in path.path:
        if given.answer is given.question.unknown:
            for key in given.question.systems:
                if world[key] in WORKING and key not in seen:
                    yield 2, f"わからないと答えた {key} が、{world[key]} で始まります"
    for key, status in scenario.about.items():
        # The fallback stands apart from what failed: it may well work in any of them.
        contradicts = status is Status.DOWN and seen.get(key) in WORKING
        if contradicts and key is not WorldKey.DOWNTIME_SERVER:
            yield 2, f"{key} は使えると見えたのに、想定「{scenario.id}」では停止です"
    if scenario.id == USES_THE_FALLBACK and seen.get(WorldKey.DOWNTIME_SERVER) not in WORKING:
        yield 4, "テスト印刷を確かめずに、ダウン対策サーバーを使う想定に着きます"


def _up_unseen(triage: Triage) -> Iterator[Fault]:
    """What an answer says works, its question must have looked at."""
    for question in triage.questions.values():
        for answer in question.answers:
            for key, status in answer.finds.items():
                if status in WORKING and key not in (*question.systems, *question.shows):
                    said = f"見ていない {key} を {status} にしています"
                    yield 2, said, {question.text: answer.label}


def _wording(triage: Triage) -> Iterator[Fault]:
    for question in triage.questions.values():
        for text in _texts(question):
            if found := PROMISES.search(text):
                yield 10, f"{question.id}: 「{found[0]}」は約束の言葉です", {}
            if found := MARKS.search(text):
                yield 11, f"{question.id}: 「{found[0]}」の印は、質問の文に書けません", {}


def _texts(question: TriageQuestion) -> Iterator[str]:
    yield question.text
    yield question.check
    for answer in question.all_answers:
        yield answer.label
        yield answer.how
        yield from (lead.because for lead in answer.leads)


def _leaf(path: TriagePlace) -> Leaf:
    return {given.question.text: given.answer.label for given in path.path}
