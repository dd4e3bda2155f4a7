"""Recovery at two terminals without a network: whatever is merged first, both see the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dtcoach.adapters.store import SqlCipherLog
from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.app.recovery_reading import RecoveryNow
from dtcoach.domain.recovery.entries import EntryStage
from dtcoach.domain.recovery_events import NumberFate
from dtcoach.domain.words import IncidentKind, Status, WorldKey
from tests.app.test_recovery import TickingHouse
from tests.memory_log import TickingClock
from tests.recovering import served
from tests.shipped import MONDAY
from tests.store.test_merging import move

RECORD, JUKI = WorldKey.RESIDENT_RECORD, WorldKey.JUKI_NET


class Terminal:
    """One of two, with its own log and its own clock."""

    def __init__(self, folder: Path, clerk: str) -> None:
        house = TickingHouse(folder)
        house.clock = TickingClock(MONDAY)
        self.counter: Counter
        self.counter, _ = house.counter()
        self.counter.clerk = Clerk(clerk, "1番")

    @property
    def log(self) -> SqlCipherLog:
        inner = self.counter.log._inner
        assert isinstance(inner, SqlCipherLog)
        return inner

    @property
    def now(self) -> RecoveryNow:
        self.counter.operations.refresh()
        recovery = self.counter.recovery
        return recovery.now(recovery.gather())


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Terminal, Terminal]]:
    terminals = Terminal(tmp_path / "a", "田中"), Terminal(tmp_path / "b", "鈴木")
    yield terminals
    for terminal in terminals:
        terminal.counter.log.close()


def meet(one: Terminal, other: Terminal) -> None:
    move(one.log, other.log)
    move(other.log, one.log)


def stages(terminal: Terminal) -> dict[str, EntryStage]:
    return {work.held.number: work.stage for work in terminal.now.works}


def test_what_two_terminals_did_apart_comes_to_one_list(two: tuple[Terminal, Terminal]):
    one, other = two
    one.counter.declare(IncidentKind.REAL, "full-outage", "戸籍住民課")
    for _ in range(3):
        served(one.counter, "move-in")
    move(one.log, other.log)
    other.counter.resume(one.counter.operations.state.id)
    one.counter.recovery.announce("係長", (RECORD, JUKI), "佐藤", "ベンダー")
    for key in (RECORD, JUKI):
        one.counter.recovery.tested("田中", key, passed=True, seen="1件")
    meet(one, other)
    # Apart: both enter the first, under another number; the other terminal falls again, and has
    # its word on a number; only then do they meet.
    for terminal, number in ((one, "R-1"), (other, "R-2")):
        work = terminal.now.works[0]
        terminal.counter.recovery.enter(terminal.counter.clerk.name, work, number)
    one.counter.recovery.enter("田中", one.now.works[1], "R-3")
    other.counter.operations.check("鈴木", RECORD, Status.DOWN, "画面が出ない")
    other.counter.desk.open_visit(other.counter.clerk, ["move-out"])
    other.counter.recovery.explain("鈴木", ["102-001"], NumberFate.WALKED_AWAY, "いなかった")
    meet(one, other)
    assert stages(one) == stages(other) == {
        "101-001": EntryStage.TO_CHECK, "101-002": EntryStage.TO_CHECK,
        "101-003": EntryStage.TO_ENTER,
    }  # fmt: skip
    assert one.now.works[0].entry.entered == other.now.works[0].entry.entered
    assert one.now.comeback == other.now.comeback
    assert one.now.comeback.not_usable == {RECORD}
    assert one.now.counts.resting == 3
    assert one.now.accounts.open == other.now.accounts.open
    assert one.log.verify().problems == ()
    assert other.log.verify().problems == ()


def test_a_check_that_did_not_see_the_newer_entry_does_not_pass_it(
    two: tuple[Terminal, Terminal],
):
    one, other = two
    one.counter.declare(IncidentKind.REAL, "full-outage", "戸籍住民課")
    served(one.counter, "move-in")
    one.counter.recovery.announce("係長", (RECORD, JUKI), "佐藤", "ベンダー")
    for key in (RECORD, JUKI):
        one.counter.recovery.tested("田中", key, passed=True, seen="1件")
    one.counter.recovery.enter("田中", one.now.works[0], "R-1")
    move(one.log, other.log)
    other.counter.resume(one.counter.operations.state.id)
    one.counter.recovery.enter("田中", one.now.works[0], "R-2")
    work = other.now.works[0]
    for _ in range(3):  # later in merged order than the entry that it did not see
        other.counter.operations.check("鈴木", WorldKey.PRINTER, Status.UP, "出た")
    other.counter.recovery.check("鈴木", work, "R-1", work.held.filing_day)
    meet(one, other)
    assert stages(one) == stages(other) == {"101-001": EntryStage.DIFFERS}
