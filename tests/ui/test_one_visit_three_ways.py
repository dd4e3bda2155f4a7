"""The same visit gives the same answer from `walk`, from `replay` and in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dtcoach.adapters.store import open_log
from dtcoach.app.guidance import answer_of, guide, query_in
from dtcoach.app.replay import Replay
from dtcoach.app.replay_file import recorded_in
from dtcoach.compose import House
from dtcoach.domain.events import StepDone
from dtcoach.domain.visit import VisitState, fold_visit
from dtcoach.ui.kit.focus import FocusTracker
from tests.ui.clerk import Clerk
from tests.ui.gallery_visit import FACTS, outage, window_of

AT = "2025-01-06T13:02:00+09:00"
SNAPSHOT = "2025-01-05T23:00:00+09:00"


@dataclass(frozen=True)
class Answer:
    """What became of a request: its way, the steps in order, and what was promised."""

    route: str
    steps: tuple[str, ...]
    promises: tuple[tuple[str, str | None], ...]


JOURNEYS: Mapping[str, tuple[str, Mapping[str, str], str]] = {
    "a certificate with its as-of notice": ("residence-certificate", FACTS, "住民票の写し"),
    "a move on its last day": ("move-in", FACTS, "転入"),
    "a certificate for one who cannot come again": (
        "residence-certificate",
        {**FACTS, "changed_since_snapshot": "yes", "can_return": "no"},
        "住民票の写し",
    ),
    "a record that is looked at by the lead": (
        "residence-certificate",
        {**FACTS, "support_measures": "unknown", "requester": "proxy"},
        "住民票の写し",
    ),
    "nobody knows whether it is changed": (
        "seal-certificate",
        {
            **FACTS,
            "changed_since_snapshot": "unknown",
            "has_seal_card": "yes",
            "seal_changed": "no",
            "filed_move_out": "no",
        },
        "印鑑登録証明書",
    ),
}


@pytest.fixture(params=list(JOURNEYS), ids=list(JOURNEYS))
def journey(request: pytest.FixtureRequest) -> tuple[str, Mapping[str, str], str]:
    return JOURNEYS[request.param]


@pytest.fixture
def clerk(
    tmp_path: Path, show: Callable[[QWidget], QWidget], tracker: FocusTracker
) -> Iterator[Clerk]:
    with outage(tmp_path / "window") as counter:
        counter.operations.stamp_snapshot("係長", datetime.fromisoformat(SNAPSHOT))
        window, page = window_of(counter)
        show(window)
        page.start_new()
        yield Clerk(counter, window, page)


def test_walk_replay_and_window_agree(
    clerk: Clerk, tmp_path: Path, journey: tuple[str, Mapping[str, str], str]
) -> None:
    procedure, facts, title = journey
    shown = in_the_window(clerk, procedure, facts, title)
    world = {
        key.value: status.value
        for key, status in clerk.counter.operations.state.board.world.items()
    }
    learned = dict(clerk.visit.facts)
    assert learned.items() <= dict(facts).items(), "the window asked what the journey does not say"
    assert by_walk(tmp_path, procedure, learned, world) == shown
    assert by_replay(tmp_path, procedure, learned, world) == shown


def in_the_window(clerk: Clerk, procedure: str, facts: Mapping[str, str], title: str) -> Answer:
    clerk.type(title)
    clerk.press(Qt.Key.Key_Return)
    assert [request.procedure for request in clerk.visit.requests] == [procedure]
    clerk.go(facts=facts)
    return answer_from(clerk.visit)


def by_walk(
    folder: Path, procedure: str, facts: Mapping[str, str], world: Mapping[str, str]
) -> Answer:
    house = House(folder / "walk")
    query = {
        "procedure": procedure,
        "scenario": "downtime-server",
        "world": world,
        "facts": facts,
        "at": AT,
        "snapshot_at": SNAPSHOT,
    }
    guided = guide(house.content, query_in(house.content, query), house.clock.now(), house.days)
    answer = answer_of(house.content, guided)
    assert answer["needs"] is None
    return Answer(
        answer["route"],
        tuple(step["id"] for step in answer["steps"]),
        tuple((promise["kind"], promise["due"]) for promise in answer["promises"]),
    )


def by_replay(
    folder: Path, procedure: str, facts: Mapping[str, str], world: Mapping[str, str]
) -> Answer:
    house = House(folder / "replay")
    recorded = recorded_in(
        house.content,
        {
            "title": "一件の受付",
            "source": "test",
            "synthetic": "all of it",
            "mode": "drill",
            "office": "戸籍住民課",
            "timeline": [
                {
                    "at": "2025-01-06T11:20:00+09:00",
                    "scenario": "downtime-server",
                    "world": world,
                    "snapshot_at": SNAPSHOT,
                    "by": "係長",
                }
            ],
            "visits": [{"at": AT, "counter": "3番窓口", "requests": [procedure], "facts": facts}],
        },
    )
    log = open_log(folder / "replay").log
    try:
        player = Replay(log, house.shelf(log), house.clock, house.days, house.new_id)
        summary = player.run(recorded)
        assert summary["unanswered"] == {}
        (row,) = log.visits(summary["incident"])
        state = fold_visit(log.of_visit(row.id))
    finally:
        log.close()
    assert state is not None
    return answer_from(state)


def answer_from(visit: VisitState) -> Answer:
    (request,) = visit.requests
    assert request.outcome is not None
    return Answer(
        request.outcome.value,
        tuple(event.body.step for event in visit.history if isinstance(event.body, StepDone)),
        tuple((promise.kind.value, promise.due) for promise in request.promises),
    )
