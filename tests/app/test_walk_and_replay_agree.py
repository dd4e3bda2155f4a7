"""The same visit has the same answer from `walk` and from a replay: there is one engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dtcoach.app.export import visit_of
from dtcoach.app.guidance import answer_of, guide, query_in
from dtcoach.app.replay import Replay
from dtcoach.app.replay_file import recorded_in
from dtcoach.app.shelf import ContentShelf
from dtcoach.domain.words import UNKNOWN
from tests.app.windows import load
from tests.memory_log import Ids, MemoryLog, TickingClock
from tests.shipped import CONTENT, DAYS, FILES, MONDAY

RECORDED = sorted((Path(__file__).parent.parent / "replay").glob("*.json"))


def replayed(whole: dict[str, Any]) -> list[dict[str, Any]]:
    """What the log holds of each visit, in the order of its number."""
    clock = TickingClock()
    log = MemoryLog(clock)
    shelf = ContentShelf(CONTENT, FILES, log, load)
    Replay(log, shelf, clock, DAYS, Ids()).run(recorded_in(CONTENT, whole))
    (incident,) = log.incidents()
    return sorted((visit_of(row) for row in log.visits(incident.id)), key=lambda one: one["number"])


def visits_in_order(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for visit in sorted(whole["visits"], key=lambda one: datetime.fromisoformat(one["at"])):
        for _ in range(visit.get("times", 1)):
            yield visit


def board_at(whole: dict[str, Any], at: str) -> tuple[dict[str, str], str | None]:
    """The world of that minute, told by the timeline alone, and the snapshot's time."""
    world: dict[str, str] = {}
    snapshot = None
    for entry in whole["timeline"]:
        if datetime.fromisoformat(entry["at"]) > datetime.fromisoformat(at):
            break
        if "scenario" in entry:
            about = CONTENT.scenarios[entry["scenario"]].about
            world |= {key.value: status.value for key, status in about.items()}
        world |= entry.get("world", {})
        snapshot = entry.get("snapshot_at", snapshot)
    return world, snapshot


def walked(whole: dict[str, Any], visit: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers of `walk` to the requests of that visit, わからない where the file is silent."""
    world, snapshot = board_at(whole, visit["at"])
    facts = dict(visit.get("facts", {}))
    answers = []
    for procedure in visit["requests"]:
        query = {
            "procedure": procedure, "scenario": whole["timeline"][0]["scenario"], "world": world,
            "facts": facts, "at": visit["at"], "snapshot_at": snapshot,
            "choose": visit.get("choose", {}).get(procedure),
        }  # fmt: skip
        answer = answered(query)
        while answer["needs"] is not None:
            facts[answer["needs"]["fact"]] = UNKNOWN
            answer = answered(query)
        answers.append(answer)
    return answers


def answered(query: dict[str, Any]) -> dict[str, Any]:
    """As the replay does: a wish that is refused gives way to the first offer."""
    for choose in (query["choose"], None):
        guided = guide(CONTENT, query_in(CONTENT, {**query, "choose": choose}), MONDAY, DAYS)
        if guided.walk.refused is None:
            return answer_of(CONTENT, guided)
    raise AssertionError("the engine's own choice was refused")


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_the_way_and_the_promises_are_the_same(path: Path):
    whole = json.loads(path.read_text(encoding="utf-8"))
    played = replayed(whole)
    expected = list(visits_in_order(whole))
    assert len(played) == len(expected)
    for row, visit in zip(played, expected, strict=True):
        answers = walked(whole, visit)
        assert [one["route"] for one in row["requests"]] == [one["route"] for one in answers]
        promised = [
            (promise["kind"], promise["due"]) for one in answers for promise in one["promises"]
        ]
        assert [(one["kind"], one["due"]) for one in row["promises"]] == promised
        assert row["counter"] == visit["counter"]
        assert datetime.fromisoformat(row["opened_at"]) == datetime.fromisoformat(visit["at"])
