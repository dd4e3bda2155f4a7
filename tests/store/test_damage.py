"""Flipped bits and cut files: found, or without any effect; never silently wrong."""

from __future__ import annotations

import dataclasses
import random
import shutil
from pathlib import Path

import pytest

from dtcoach.adapters.identity import new_id
from dtcoach.adapters.store import OpenedLog, open_log
from dtcoach.app.errors import LogUnreadable
from dtcoach.app.ports import VisitRow
from dtcoach.domain.events import Event, FactLearned, Personal, PromiseMade, VisitClosed
from dtcoach.domain.words import PromiseKind
from tests.store.rounds import FLIPS
from tests.store.stories import declared, draft
from tests.store.stories import opened as opening


@dataclasses.dataclass(frozen=True)
class Sample:
    """A data folder and what is in it: `closed` was ended well, `crashed` has all in its WAL."""

    folder: Path
    events: tuple[Event, ...]
    rows: tuple[VisitRow, ...]

    def copy(self, to: Path) -> Path:
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return to


def content(opened: OpenedLog) -> tuple[tuple[Event, ...], tuple[VisitRow, ...]]:
    return tuple(opened.log.of_incident("i")), tuple(opened.log.visits("i"))


def written(folder: Path) -> OpenedLog:
    opened = open_log(folder)
    opened.log.append([declared("i")])
    for _ in range(40):
        visit = new_id()
        opened.log.append(opening("i", visit, opened.log.next_visit_number("i")))
        opened.log.append(
            [
                draft(FactLearned("contact_safe", Personal("yes")), incident="i", visit=visit),
                draft(PromiseMade(1, PromiseKind.POST, None, "x"), incident="i", visit=visit),
                draft(VisitClosed(), incident="i", visit=visit),
            ]
        )
    opened.log.keep_content("c", {"a.yaml": bytes(3000)})
    return opened


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("closed") / "data"
    opened = written(folder)
    found = content(opened)
    opened.log.close()
    return Sample(folder, *found)


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    base = tmp_path_factory.mktemp("crashed")
    opened = written(base / "live")
    # What a process that dies leaves behind: nothing moved from the WAL to the log.
    shutil.copytree(base / "live", base / "data")
    found = content(opened)
    opened.log.close()
    return Sample(base / "data", *found)


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def flip(file: Path, chance: random.Random) -> str:
    raw = bytearray(file.read_bytes())
    at, bit = chance.randrange(len(raw)), chance.randrange(8)
    raw[at] ^= 1 << bit
    file.write_bytes(raw)
    return f"{file.name} byte {at} bit {bit}"


def assert_told_or_whole(folder: Path, sample: Sample, what: str) -> None:
    """Everything is as it was, or somebody is told; and the counter goes on either way."""
    opened = open_log(folder)
    try:
        told = opened.notices != ()
        try:
            found = content(opened)
            told = told or opened.log.verify().problems != ()
        except LogUnreadable:
            told = True
        else:
            assert told or found == (sample.events, sample.rows), what
            assert found[0] == sample.events[: len(found[0])], what
    finally:
        opened.log.close()


@pytest.mark.parametrize("pattern", ["logs/*.db", "logs/*.key", "logs/*.head", "terminal.json"])
def test_a_flipped_bit_of_a_closed_log_is_found_or_has_no_effect(
    closed: Sample, pattern: str, tmp_path: Path
):
    chance = random.Random(pattern)
    for _ in range(FLIPS if pattern.endswith(".db") else FLIPS // 4):
        folder = closed.copy(tmp_path / "copy")
        what = flip(only(folder, pattern), chance)
        assert_told_or_whole(folder, closed, what)


def test_a_flipped_bit_of_the_wal_is_found_or_has_no_effect(crashed: Sample, tmp_path: Path):
    chance = random.Random(0)
    for _ in range(FLIPS):
        folder = crashed.copy(tmp_path / "copy")
        what = flip(only(folder, "logs/*.db-wal"), chance)
        assert_told_or_whole(folder, crashed, what)


def test_every_bit_of_the_log_is_under_guard(closed: Sample, tmp_path: Path):
    """One flip in every page of the log is seen by the full check, used or not."""
    folder = closed.copy(tmp_path / "copy")
    file = only(folder, "logs/*.db")
    whole, chance = file.read_bytes(), random.Random(1)
    opened = open_log(folder)
    try:
        for page in range(1, len(whole) // 4096):
            raw = bytearray(whole)
            raw[page * 4096 + chance.randrange(4096)] ^= 1 << chance.randrange(8)
            file.write_bytes(raw)
            assert opened.log.verify().problems != (), f"page {page}"
    finally:
        file.write_bytes(whole)
        opened.log.close()


def test_a_wal_cut_anywhere_gives_a_valid_prefix_and_says_so(crashed: Sample, tmp_path: Path):
    chance = random.Random(2)
    size = only(crashed.folder, "logs/*.db-wal").stat().st_size
    for at in [0, 1, 31, 32, 33, size - 1, *(chance.randrange(size) for _ in range(FLIPS))]:
        folder = crashed.copy(tmp_path / "copy")
        wal = only(folder, "logs/*.db-wal")
        wal.write_bytes(wal.read_bytes()[:at])
        opened = open_log(folder)
        events, rows = content(opened)
        assert events == crashed.events[: len(events)], f"cut at {at}"
        assert (events == crashed.events) == (opened.notices == ()), f"cut at {at}"
        # Whole appends only: 1, then 2 and 3 by turns.
        assert len(events) % 5 in (0, 1, 3), f"cut at {at}"
        assert {row.id for row in rows} == {event.visit for event in events} - {None}
        assert opened.log.verify().problems == (), f"cut at {at}"
        opened.log.append([declared("i")])
        opened.log.close()


def test_zeros_at_the_end_of_the_wal_are_no_trouble(crashed: Sample, tmp_path: Path):
    """Blocks that a file system had reserved but not written when power went."""
    folder = crashed.copy(tmp_path / "copy")
    with only(folder, "logs/*.db-wal").open("ab") as wal:
        wal.write(bytes(10_000))
    opened = open_log(folder)
    assert opened.notices == ()
    assert content(opened) == (crashed.events, crashed.rows)
    opened.log.close()
