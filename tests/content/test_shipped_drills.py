"""The shipped drills as a day to be played: what they cover, and that people can keep up with them.

That every role card ends where the engine says is proved by `dtcoach check`.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from dtcoach.adapters.content.drill_file import ITEMS, load_drills
from dtcoach.adapters.content.nodes import read_yaml
from dtcoach.adapters.content.reading import entries_of
from dtcoach.adapters.places import content_root
from dtcoach.domain.drill.plan import Does, Drill
from tests.shipped import CONTENT, DAYS, PROCEDURES

FOLDER = content_root() / "scenarios" / "drills"
FILES = {path.name: path.read_bytes() for path in FOLDER.glob("*.yaml")}
LOADED = load_drills(FILES, CONTENT, DAYS.is_closed)
FULL = [drill for drill in LOADED.drills.values() if drill.length >= timedelta(minutes=60)]
SECTIONS = {"戸籍住民課", "税務課", "国保医療年金課", "地域センター"}
SEVEN, TEN = timedelta(minutes=7), timedelta(minutes=10)


def test_no_drill_has_a_fault() -> None:
    assert LOADED.problems == ()
    assert len(FULL) == 3
    assert {drill.scenario for drill in FULL} == {"full-outage", "downtime-server", "juki-net-link"}


@pytest.mark.parametrize("drill", FULL, ids=lambda drill: drill.id)
def test_a_full_drill_is_for_all_four_offices(drill: Drill) -> None:
    assert set(drill.sections) == SECTIONS
    assert timedelta(minutes=60) <= drill.length <= timedelta(minutes=90)
    assert sum(part.does is Does.RESIDENT for part in drill.parts.values()) >= 8
    assert len(drill.cards) >= 12
    visited = {part for inject in drill.injects.values() if inject.card for part in inject.to}
    playing = {part.id for part in drill.parts.values() if part.does is Does.PLAYS}
    assert playing - visited <= {"lead"}, "a counter to which nobody comes"


@pytest.mark.parametrize("drill", LOADED.drills.values(), ids=lambda drill: drill.id)
def test_nobody_is_in_two_places_at_once(drill: Drill) -> None:
    """A counter has seven minutes for each resident, or four in the quarter of an hour; who plays
    residents has ten to change."""
    least = SEVEN if drill in FULL else timedelta(minutes=4)
    by_counter: dict[str, list[timedelta]] = {}
    by_player: dict[str, list[timedelta]] = {}
    for inject in drill.in_order:
        if not inject.card:
            continue
        assert len(inject.to) == 1, f"{inject.id}: one resident stands at one counter"
        at = drill.planned_at(inject)
        by_counter.setdefault(inject.to[0], []).append(at)
        player = drill.cards[inject.card].played_by
        assert player, inject.card
        by_player.setdefault(player, []).append(at)
    for times in by_counter.values():
        assert all(later - sooner >= least for sooner, later in pairwise(times))
    if drill in FULL:
        for times in by_player.values():
            assert all(later - sooner >= TEN for sooner, later in pairwise(times))


@pytest.mark.parametrize("drill", FULL, ids=lambda drill: drill.id)
def test_one_controller_can_keep_up(drill: Drill) -> None:
    """Not more than two things in any two minutes."""
    times = [drill.planned_at(inject) for inject in drill.in_order]
    for index in range(len(times) - 2):
        assert times[index + 2] - times[index] >= timedelta(minutes=1, seconds=59), times[index]


@pytest.mark.parametrize("drill", FULL, ids=lambda drill: drill.id)
def test_all_is_over_before_the_end(drill: Drill) -> None:
    for inject in drill.injects.values():
        for expected in inject.expects:
            within = timedelta(minutes=expected.within_minutes)
            assert drill.planned_at(inject) + within <= drill.length + timedelta(minutes=1)


def test_together_they_cover_what_a_year_should() -> None:
    procedures = {card.procedure for drill in FULL for card in drill.cards.values()}
    left = {procedure.id for procedure in PROCEDURES} - procedures
    assert left <= {"family-register-certificate-wide"}
    items = entries_of(read_yaml(PurePosixPath(ITEMS), FILES[ITEMS])).entries
    assert set(items) <= {name for drill in FULL for name in drill.items}
    routes = {card.outcome.value for drill in FULL for card in drill.cards.values()}
    assert routes >= {
        "counter",
        "downtime-certificate",
        "accept-and-hold",
        "post",
        "konbini",
        "return-visit",
        "other-office",
        "hotline",
        "escalate",
    }


def test_no_card_teaches_more_than_its_part() -> None:
    """What a player reads names neither the measures nor why somebody is sought."""
    for drill in FULL:
        for card in drill.cards.values():
            words = f"{card.says}{card.says_easy}{card.behaves}{card.lesson}"
            assert "支援措置" not in words
            assert "DV" not in words
