"""自習 without a window: what is decided is remembered, and stays the clerk's own."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from dtcoach.adapters.practice_file import FILE, FilePracticeStore
from dtcoach.adapters.whole_file import whole_file
from dtcoach.app.playing import Play, Stage
from dtcoach.app.practice import NOT_KEPT, PracticeRoom
from dtcoach.domain.practice.boxes import Grade, Progress, Standing
from dtcoach.domain.practice.case import Lesson
from dtcoach.domain.practice.key import key_of
from dtcoach.domain.words import Route
from tests.memory_log import TickingClock
from tests.shipped import CONTENT, DAYS


def room_in(folder: Path) -> PracticeRoom:
    return PracticeRoom(CONTENT, TickingClock(), DAYS, FilePracticeStore(folder), whole_file)


def stage_of(play: Play) -> Stage:
    """Looked at anew each time."""
    return play.stage


def play_well(play: Play) -> None:
    """As the best 係長 would."""
    key = key_of(CONTENT, play.case, DAYS.is_closed)
    for fact in key.questions:
        play.ask(fact)
    play.go_on()
    play.choose_route(key.route)
    if play.go_on() is Stage.DAY:
        play.choose_day(next(i for i, day in enumerate(play.days) if not day.mistake))
        play.go_on()
    if play.stage is Stage.NEVER:
        play.choose_nevers(frozenset(one.id for one in play.temptations if one.forbidden))
        play.go_on()
    assert play.stage is Stage.REVIEW


def play_badly(play: Play) -> None:
    """Decides without asking, for something that is refused."""
    key = key_of(CONTENT, play.case, DAYS.is_closed)
    offered = {offer.route for offer in key.walk.decision.offers}
    play.go_on()
    play.choose_route(next(route for route in play.routes() if route not in offered))
    while play.go_on() is not Stage.REVIEW:
        if play.stage is Stage.DAY:
            play.choose_day(next(i for i, day in enumerate(play.days) if day.mistake))
        else:
            play.choose_nevers(frozenset())


def test_sixty_cases_played_well_are_all_right(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    for _ in range(60):
        play = room.next_case()
        play_well(play)
        review = play.review()
        assert review.grade is Grade.RIGHT, (play.case.spec, review)
        assert review.missing == review.spare == ()
        room.settle(play)
    assert room.progress.seen == 60
    assert {lesson.procedure for lesson in room.progress.standings} == set(CONTENT.procedures)


def test_a_case_played_badly_says_why_and_comes_again(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    play = room.next_case()
    play_badly(play)
    review = play.review()
    assert review.grade is Grade.WRONG
    assert review.marks[0].title.startswith("この方法は使えません：")
    assert review.best
    room.settle(play)
    again = []
    for _ in range(6):
        next_one = room.next_case()
        play_well(next_one)
        room.settle(next_one)
        again.append((next_one.case.spec.lesson, next_one.again))
    assert (play.case.spec.lesson, True) in again


def test_a_power_cut_takes_nothing_that_was_settled(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    for _ in range(3):
        play = room.next_case()
        play_well(play)
        room.settle(play)
    upcoming = room.next_case().case
    restarted = room_in(tmp_path)
    assert restarted.progress == room.progress
    assert restarted.notice == ""
    assert restarted.next_case().case == upcoming, "the same resident waits"


def test_a_case_counts_once_and_one_left_in_the_middle_not_at_all(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    play = room.next_case()
    assert room.progress.seen == 0
    play_well(play)
    room.settle(play)
    room.settle(play)
    assert room.progress.seen == 1


def test_a_decision_is_made_once_and_cannot_be_passed_over(tmp_path: Path) -> None:
    play = room_in(tmp_path).next_case()
    play.go_on()
    assert play.go_on() is Stage.ROUTE
    play.back_to_asking()
    assert stage_of(play) is Stage.ASK
    play.go_on()
    first = play.choose_route(play.routes()[0])
    play.choose_route(play.routes()[-1])
    assert play.marks[Stage.ROUTE] == first
    play.back_to_asking()
    assert stage_of(play) is Stage.ROUTE
    before = play.asked
    play.ask(play.facts()[0])
    assert play.asked == before, "what is asked after the decision does not count"


def test_the_order_of_ways_and_questions_gives_nothing_away(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    order = {route: place for place, route in enumerate(Route)}
    for _ in range(20):
        play = room.next_case()
        places = [order[route] for route in play.routes()]
        assert places == sorted(places)
        assert set(play.facts()).isdisjoint(play.case.told)
        play_well(play)
        room.settle(play)


def test_an_export_is_what_the_clerk_asks_for_and_inert(tmp_path: Path) -> None:
    room = room_in(tmp_path)
    title = replace(CONTENT.headings["move-in"], title="=cmd()")
    room.content = replace(CONTENT, headings={**CONTENT.headings, "move-in": title})
    lesson = Lesson("move-in", "last-day")
    due = room.clock.now().date()
    room.progress = replace(room.progress, standings={lesson: Standing(1, due, 2, 1)}, seen=2)
    assert room.export(tmp_path / "out.csv") == 1
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[1][:5] == ["自習", "'=cmd()", "届出の最後の日", "2", "1"]
    assert room.export(tmp_path / "out.json") == 1
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert data["mark"] == "自習"
    assert data["lessons"][0]["trap"] == "last-day"


# --- the file ------------------------------------------------------------------------------


def kept(folder: Path) -> bytes:
    store = FilePracticeStore(folder)
    progress = Progress("seed", 4, 7, True, {}, (Lesson("move-in", "plain"),))
    lesson = Lesson("seal-certificate", "stale-seal")
    standings = {lesson: Standing(2, TickingClock().now().date(), 3, 1)}
    assert store.keep(replace(progress, standings=standings))
    loaded = store.load()
    assert loaded.progress == replace(progress, standings=standings)
    assert loaded.notice == ""
    return (folder / FILE).read_bytes()


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"version": 99}',
        b'{"version": 1, "seed": "x"}',
        b"[" * 100_000,
        b'{"version": 1, "seed": "x", "dealt": -1, "seen": 0, "repeated": false, "recent": [],'
        b' "lessons": []}',
        b'{"version": 1, "seed": "x", "dealt": 1, "seen": 0, "repeated": false, "recent": [],'
        b' "lessons": [["a", "b", 9, "2025-01-01", 1, 1]]}',
    ],
    ids=range(9),
)
def test_a_broken_file_is_put_aside_and_never_lost(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / FILE).write_bytes(broken)
    loaded = FilePracticeStore(tmp_path).load()
    assert loaded.progress.seen == 0
    aside = [path for path in tmp_path.iterdir() if path.name.startswith("practice-broken-")]
    assert [path.read_bytes() for path in aside] == [broken]
    assert aside[0].name in loaded.notice
    assert FilePracticeStore(tmp_path).load().notice == "", "told once"


def test_a_file_cut_at_any_byte_is_whole_or_put_aside(tmp_path: Path) -> None:
    whole = kept(tmp_path)
    for end in range(0, len(whole), 7):
        (tmp_path / FILE).write_bytes(whole[:end])
        assert FilePracticeStore(tmp_path).load().progress.seen == 0


def test_what_cannot_be_opened_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = kept(tmp_path)
    store = FilePracticeStore(tmp_path)

    def refused(_path: Path) -> bytes:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refused)
        loaded = store.load()
    assert loaded.notice
    assert not store.keep(loaded.progress)
    assert (tmp_path / FILE).read_bytes() == whole


def test_a_folder_that_takes_nothing_is_told_and_practice_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dtcoach.adapters.practice_file.write_durably", full)
    room = room_in(tmp_path)
    play = room.next_case()
    play_well(play)
    room.settle(play)
    assert room.notice == NOT_KEPT
    assert room.progress.seen == 1
    assert room.next_case() is not play


def test_beginning_anew_keeps_the_old_file_under_another_name(tmp_path: Path) -> None:
    whole = kept(tmp_path)
    room = room_in(tmp_path)
    room.begin_anew()
    assert room.progress.seen == 0
    assert room.progress.seed != "seed"
    aside = [path for path in tmp_path.iterdir() if path.name.startswith("practice-before-")]
    assert [path.read_bytes() for path in aside] == [whole]
    assert room_in(tmp_path / "none").progress.seen == 0
