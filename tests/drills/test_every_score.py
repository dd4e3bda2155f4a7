"""Each kind of score has an act that lowers it and a right one that does not; so must a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from dtcoach.app.drill_words import AREA_TITLES
from dtcoach.domain.drill.cases import CaseScore
from dtcoach.domain.drill.grades import Score
from dtcoach.domain.drill.scores import Area, DrillScores, ExpectedScore, scores_of_case
from tests.drills.terminal import Machine, Terminal
from tests.drills.test_scores import played

WRONG_ACTS: Mapping[Area, Callable[[Terminal], DrillScores]] = {
    Area.ROUTE: lambda one: played(
        one, shiomi=lambda it: it.serve("shiomi", facts={"seal_changed": "no"})
    ),
    Area.CHECKS: lambda one: played(
        one, shiomi=lambda it: it.serve("shiomi", facts={"stop_list_hit": "unknown"})
    ),
    Area.PROHIBITIONS: lambda one: played(
        one, shiomi=lambda it: it.serve("shiomi", facts={"seal_changed": "no"})
    ),
    Area.DEADLINE: lambda one: played(
        one,
        yuki=lambda it: it.serve(
            "yuki", facts={"filing_kind": "birth", "event_date": "2026-09-10"}
        ),
    ),
    Area.ACCOUNT: lambda one: played(
        one, yuki=lambda it: it.serve("yuki", stop_before="received-at")
    ),
    Area.EXPECTED: lambda one: played(one, konbini_after=None),
}


def drill(folder: Path) -> Terminal:
    one = Terminal(folder, Machine())
    one.counter.begin_drill("counter-15", "戸籍住民課")
    return one


@pytest.mark.parametrize("area", Area)
def test_a_wrong_act_lowers_it_and_a_right_one_does_not(area: Area, tmp_path: Path):
    right, wrong = drill(tmp_path / "right"), drill(tmp_path / "wrong")
    good, bad = played(right).tally(area), WRONG_ACTS[area](wrong).tally(area)
    right.close()
    wrong.close()
    assert good.right == good.judged > 0
    assert bad.judged >= 1
    assert bad.right < good.right
    assert bad.right < bad.judged


def test_every_score_belongs_to_one_kind(tmp_path: Path):
    """A score that no kind counts would stand in no tally, and no pair above would prove it."""
    assert set(WRONG_ACTS) == set(AREA_TITLES) == set(Area)
    one = drill(tmp_path / "one")
    case = played(one).cases[0]
    one.close()
    held: list[Score] = []
    for field in fields(CaseScore):
        value = getattr(case, field.name)
        many = value if isinstance(value, tuple) else (value,)
        held += [score for score in many if isinstance(score, Score)]
    counted = [score for area in Area for score in scores_of_case(case, area)]
    assert sorted(map(id, counted)) == sorted(map(id, held))
    assert [f.name for f in fields(ExpectedScore) if "Score" in str(f.type)] == ["score"]
