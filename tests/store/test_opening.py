"""A lost key or a broken log never stops the counter, and nothing of the old log is touched."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dtcoach.adapters.identity import new_id
from dtcoach.adapters.keys import KeyPlace, key_path
from dtcoach.adapters.store import OpenedLog, open_fresh, open_log, open_log_somewhere
from dtcoach.adapters.store.connection import connect
from dtcoach.adapters.store.folder import read_terminal
from dtcoach.adapters.store.unlocking import merge_aside, restore_key
from dtcoach.app.errors import (
    FolderNotWritable,
    KeyLost,
    KnownError,
    LogBroken,
    LogNewer,
    LogUnreadable,
    StorageTrouble,
)
from dtcoach.domain.events import StepDone
from dtcoach.domain.words import Route
from tests.store.pages import decrypted
from tests.store.stories import declared, draft
from tests.store.stories import opened as opening


class OldLog:
    """A closed log with a visit in it, and whether it is still as it was."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.incident, self.visit = new_id(), new_id()
        first = open_log(folder)
        self.terminal, self.path = first.log.terminal, first.log.path
        self.key = first.log._key
        first.log.append([declared(self.incident), *opening(self.incident, self.visit, "101-001")])
        self.sheet = first.log.recovery_sheet()
        first.log.close()

    def files(self) -> dict[str, str]:
        return {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in self.path.parent.glob(f"{self.path.stem}.*")
            # A reader makes an empty WAL and its index, which hold nothing.
            if not file.name.endswith("-shm") and (file.suffix != ".db-wal" or file.stat().st_size)
        }


@pytest.fixture
def old(folder: Path) -> OldLog:
    return OldLog(folder)


def reopened(old: OldLog) -> OpenedLog:
    """Open, work, close; what staff were told is in the notices."""
    opened = open_log(old.folder)
    number = opened.log.next_visit_number(old.incident)
    opened.log.append(opening(old.incident, new_id(), number))
    assert opened.log.verify().problems == ()
    opened.log.close()
    return opened


def lose_key(old: OldLog) -> None:
    key_path(old.path).unlink()


def other_key(old: OldLog) -> None:
    with contextlib.closing(open_log(old.folder.parent / "other").log) as other:
        key_path(old.path).write_bytes(key_path(other.path).read_bytes())


def torn_key(old: OldLog) -> None:
    key_path(old.path).write_bytes(key_path(old.path).read_bytes()[:40])


def flipped_key(old: OldLog) -> None:
    raw = bytearray(key_path(old.path).read_bytes())
    raw[20] ^= 1
    key_path(old.path).write_bytes(raw)


def flipped_first_page(old: OldLog) -> None:
    raw = bytearray(old.path.read_bytes())
    raw[2000] ^= 1
    old.path.write_bytes(raw)


def cut_short(old: OldLog) -> None:
    old.path.write_bytes(old.path.read_bytes()[: 4096 * 3 + 5])


def emptied(old: OldLog) -> None:
    old.path.write_bytes(b"")


def removed(old: OldLog) -> None:
    old.path.unlink()


def something_else(old: OldLog) -> None:
    old.path.write_bytes(b"PK\x03\x04" + bytes(9000))


def newer(old: OldLog) -> None:
    with contextlib.closing(connect(old.path, old.key, "rw")) as conn:
        conn.execute("PRAGMA user_version = 99")


TROUBLES = [
    (lose_key, KeyLost),
    (other_key, KeyLost),
    (torn_key, KeyLost),
    (flipped_key, KeyLost),
    (flipped_first_page, LogBroken),
    (cut_short, LogBroken),
    (emptied, LogBroken),
    (removed, LogBroken),
    (something_else, LogBroken),
    (newer, LogNewer),
]


@pytest.mark.parametrize(("happens", "trouble"), TROUBLES, ids=lambda x: getattr(x, "__name__", x))
def test_the_counter_goes_on_in_a_new_log_and_the_old_one_stays(
    old: OldLog, happens, trouble: type[KnownError]
):
    happens(old)
    before = old.files()
    opened = reopened(old)
    (notice,) = opened.notices
    assert type(notice) is trouble
    assert "101B-" in notice.sentence
    assert "受付を続けられます" in notice.sentence
    assert opened.log.terminal != old.terminal
    assert opened.log.path != old.path
    assert opened.log.next_visit_number is not None
    assert [(aside.log, aside.code) for aside in opened.aside] == [(old.path.stem, trouble.code)]
    assert old.files() == before

    again = reopened(old)
    assert again.notices == ()
    assert again.log.terminal == opened.log.terminal
    assert old.files() == before


def test_labels_do_not_meet_after_trouble_upon_trouble(old: OldLog):
    labels = []
    for _ in range(3):
        opened = open_log(old.folder)
        labels.append(opened.log.label)
        assert opened.log.next_visit_number("i") == f"{opened.log.label}-001"
        opened.log.close()
        key_path(opened.log.path).unlink()
    assert labels == ["101", "101B", "101C"]


def test_a_ward_names_its_ranges(folder: Path):
    with contextlib.closing(open_log(folder, label="205").log) as log:
        assert log.next_visit_number("i") == "205-001"
    # Given once: a later default does not change it.
    with contextlib.closing(open_log(folder).log) as log:
        assert log.next_visit_number("i") == "205-001"


def test_trouble_with_an_unclean_end_leaves_the_wal_as_it_was(old: OldLog):
    """The last writer to leave moves the WAL into the log, even one whose key is wrong."""
    crash(old.folder)
    wal = old.path.with_name(f"{old.path.name}-wal")
    assert wal.stat().st_size > 0
    other_key(old)
    before = old.files()
    reopened(old)
    assert old.files() == before


def crash(folder: Path) -> None:
    """A process that appends ten events and dies."""
    code = (
        "import os, sys; from pathlib import Path; from dtcoach.adapters.store import open_log\n"
        "from tests.store.stories import declared\n"
        "log = open_log(Path(sys.argv[1])).log\n"
        "for _ in range(10): log.append([declared('i')])\n"
        "os._exit(9)"
    )
    env = dict(os.environ, PYTHONPATH=str(Path(__file__).parents[2]))
    done = subprocess.run([sys.executable, "-c", code, str(folder)], env=env, check=False)
    assert done.returncode == 9


def test_after_a_crash_everything_is_there(old: OldLog):
    crash(old.folder)
    opened = open_log(old.folder)
    assert opened.notices == ()
    assert opened.log.verify().events == 13
    opened.log.close()


def test_a_lost_tail_is_told_and_its_numbers_are_not_used_again(old: OldLog):
    crash(old.folder)
    wal = old.path.with_name(f"{old.path.name}-wal")
    cut = wal.read_bytes()[:-9000]
    wal.write_bytes(cut)
    opened = open_log(old.folder)
    (notice,) = opened.notices
    assert isinstance(notice, LogBroken)
    assert "失われて" in notice.sentence
    assert "101B-" in notice.sentence
    # Same log, so the ledger is whole; new terminal, so no counter comes twice.
    assert opened.log.path == old.path
    assert opened.log.terminal != old.terminal
    assert opened.aside == ()
    assert opened.log.visit(old.visit) is not None
    (event,) = opened.log.append([declared("i")])
    assert event.counter == 1
    assert opened.log.verify().problems == ()
    opened.log.close()
    assert [kept.read_bytes() for kept in old.path.parent.glob("*-wal-before-*")] == [cut]
    again = open_log(old.folder)
    again.log.close()
    assert again.notices == ()


def test_an_older_copy_put_in_place_of_the_log_is_noticed(old: OldLog):
    copy = old.path.read_bytes()
    reopened(old)
    old.path.write_bytes(copy)
    opened = open_log(old.folder)
    opened.log.close()
    assert [type(notice) for notice in opened.notices] == [LogBroken]
    assert "2 件" in opened.notices[0].sentence


def test_a_torn_witness_is_no_trouble(old: OldLog):
    head = old.path.with_suffix(".head")
    for torn in (b"", b"x", head.read_bytes()[:70], head.read_bytes().replace(b" 3 ", b" 9 ")):
        head.write_bytes(torn)
        assert reopened(old).notices == ()
    head.unlink()
    assert reopened(old).notices == ()


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b'{"check": "x", "terminal": {}}', None])
def test_without_its_terminal_file_the_log_is_found_again(old: OldLog, damage: bytes | None):
    file = old.folder / "terminal.json"
    file.unlink()
    if damage is not None:
        file.write_bytes(damage)
    opened = open_log(old.folder)
    assert [type(notice) for notice in opened.notices] == [StorageTrouble]
    assert opened.log.visit(old.visit) is not None
    assert opened.log.terminal != old.terminal
    assert opened.log.label.startswith("101")
    assert len(opened.log.label) > 3
    opened.log.close()


def test_a_changed_terminal_file_is_not_believed(old: OldLog):
    file = old.folder / "terminal.json"
    file.write_text(file.read_text().replace('"101"', '"102"'))
    assert read_terminal(old.folder) is None


def test_without_terminal_file_and_key_there_is_still_a_log(old: OldLog):
    (old.folder / "terminal.json").unlink()
    key_path(old.path).unlink()
    before = old.files()
    opened = reopened(old)
    assert [type(notice) for notice in opened.notices] == [LogUnreadable]
    assert [aside.log for aside in opened.aside] == [old.path.stem]
    assert old.files() == before


def test_a_creation_that_was_cut_off_is_finished_without_a_word(old: OldLog, tmp_path: Path):
    folder = tmp_path / "cut"
    with contextlib.closing(open_log(folder).log) as log:
        path = log.path
    (folder / "terminal.json").unlink()
    opened = open_log(folder)
    opened.log.close()
    assert (opened.notices, opened.log.path, opened.log.label) == ((), path, "101")
    # Cut off even earlier: the log is there, but still empty.
    (folder / "terminal.json").unlink()
    path.write_bytes(b"")
    opened = open_log(folder)
    opened.log.close()
    assert (opened.notices, opened.log.path, opened.log.label) == ((), path, "101")
    # Or only its key is.
    (folder / "terminal.json").unlink()
    path.unlink()
    opened = open_log(folder)
    opened.log.close()
    assert (opened.notices, opened.log.label) == ((), "101")


def test_a_log_that_breaks_in_the_middle_of_the_day_is_given_up(old: OldLog):
    with contextlib.closing(open_log(old.folder).log) as log, log.together():
        log.append([draft(StepDone(1, Route.COUNTER, "s", "EARLY"), incident="i")])
        for _ in range(500):
            log.append([draft(StepDone(1, Route.COUNTER, "s", "x" * 500), incident="i")])
    # Far enough from the end of the chain that the check at the start does not read it.
    broken_page = decrypted(old.path, old.key).index(b"EARLY") // (4096 - 80)
    raw = bytearray(old.path.read_bytes())
    raw[broken_page * 4096 + 50] ^= 1
    old.path.write_bytes(raw)
    opened = open_log(old.folder)
    assert opened.notices == ()
    with pytest.raises(LogBroken) as broken:
        list(opened.log.of_incident("i"))
    with pytest.raises(LogBroken):
        opened.log.append([declared("i")])
    assert opened.log.verify().problems != ()
    fresh = open_fresh(opened, broken.value)
    assert [type(notice) for notice in fresh.notices] == [LogBroken]
    fresh.log.append([declared("i")])
    fresh.log.close()
    # A second window that had the same trouble goes where the first one went.
    other = open_fresh(opened, broken.value)
    assert other.log.terminal == fresh.log.terminal
    other.log.close()


def test_a_log_set_aside_comes_back_with_its_recovery_sheet(old: OldLog):
    key_path(old.path).unlink()
    opened = open_log(old.folder)
    with pytest.raises(KeyLost):
        merge_aside(opened, old.path.stem)
    with pytest.raises(KeyLost):
        restore_key(old.folder, old.path.stem, opened.log.recovery_sheet())
    restore_key(old.folder, old.path.stem, old.sheet)
    assert merge_aside(opened, old.path.stem) == (3, None)
    assert merge_aside(opened, old.path.stem) == (0, None)
    row = opened.log.visit(old.visit)
    assert row is not None
    assert row.number == "101-001"
    assert opened.log.verify().terminals == 1
    opened.log.close()
    again = open_log(old.folder)
    again.log.close()
    assert [aside.code for aside in again.aside] == ["merged"]


# --- folders -------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path):
    taken = tmp_path / "taken"
    taken.write_text("a file stands where the folder should be")
    with pytest.raises(FolderNotWritable, match="書き込めません"):
        open_log(taken)
    with pytest.raises(FolderNotWritable):
        open_log(taken / "deeper")


def test_then_the_log_goes_elsewhere_under_numbers_of_its_own(tmp_path: Path):
    taken = tmp_path / "taken"
    taken.write_text("")
    spare = tmp_path / "spare"
    opened = open_log_somewhere([taken, spare])
    assert opened.folder == spare
    assert [type(notice) for notice in opened.notices] == [FolderNotWritable]
    assert str(spare) in opened.notices[0].sentence
    assert opened.log.label.startswith("101")
    assert len(opened.log.label) == 7
    opened.log.append([declared("i")])
    opened.log.close()
    # It is found again next time, and told of once the data folder is back.
    with contextlib.closing(open_log_somewhere([taken, spare]).log) as log:
        assert log.terminal == opened.log.terminal
    taken.unlink()
    home = open_log_somewhere([taken, spare])
    assert (home.notices, home.elsewhere) == ((), (spare,))
    assert merge_aside(home, opened.log.path.stem, folder=spare) == (1, None)
    home.log.close()


def test_without_any_folder_the_first_trouble_is_told(tmp_path: Path):
    taken = tmp_path / "taken"
    taken.write_text("")
    with pytest.raises(FolderNotWritable, match=str(taken)):
        open_log_somewhere([taken, taken / "deeper"])


# --- start-up ------------------------------------------------------------------------------------


def test_opening_a_known_log_imports_nothing_heavy(old: OldLog):
    code = (
        "import sys; from pathlib import Path; from dtcoach.adapters.store import open_log\n"
        "open_log(Path(sys.argv[1])).log.close()\n"
        "print(*sorted({'keyring', 'sqlite_utils', 'secrets', 'uuid'} & set(sys.modules)))"
    )
    env = dict(os.environ, PYTHONPATH=str(Path(__file__).parents[2]))
    done = subprocess.run(
        [sys.executable, "-c", code, str(old.folder)], env=env, capture_output=True, check=True
    )
    assert (done.stdout.strip(), done.stderr.strip()) == (b"", b"")


def test_opening_leaves_no_thread_behind(old: OldLog):
    before = threading.active_count()
    with contextlib.closing(open_log(old.folder).log):
        assert threading.active_count() == before


def test_the_key_file_is_for_its_owner_alone(old: OldLog):
    opened = open_log(old.folder)
    opened.log.close()
    assert opened.key_place is KeyPlace.FILE
    if os.name == "posix":
        assert key_path(old.path).stat().st_mode & 0o777 == 0o600


def test_a_backup_opens_with_the_same_key(old: OldLog, tmp_path: Path):
    opened = open_log(old.folder)
    target = tmp_path / "usb" / "backup.db"
    with pytest.raises(FolderNotWritable):
        opened.log.backup_to(target)
    target.parent.mkdir()
    opened.log.backup_to(target)
    opened.log.append([declared("later")])
    opened.log.backup_to(target)
    opened.log.close()
    assert [file.name for file in target.parent.iterdir()] == ["backup.db"]
    old.path.write_bytes(target.read_bytes())
    again = open_log(old.folder)
    assert again.notices == ()
    assert again.log.verify().events == 4
    again.log.close()
