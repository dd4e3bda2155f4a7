"""No number of a paper slip is printed twice on a terminal, also after a restart."""

from __future__ import annotations

import contextlib
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtcoach.adapters.slip_book import FileSlipBook
from dtcoach.app.errors import KnownError, ProblemFound, StorageTrouble
from dtcoach.app.pack import PackWish, slips_taken
from dtcoach.app.slip_book import SlipRange, next_slip
from dtcoach.domain.japanese_dates import TOKYO

AT = datetime(2025, 1, 6, 9, 0, tzinfo=TOKYO)


def some(first: int, last: int, label: str = "101") -> SlipRange:
    return SlipRange(label, first, last, AT, "no-power")


def test_what_was_taken_is_there_after_a_restart(tmp_path: Path) -> None:
    FileSlipBook(tmp_path).take(some(1, 20))
    again = FileSlipBook(tmp_path)
    assert again.ranges() == (some(1, 20),)
    assert next_slip(again.ranges(), "101") == 21
    assert next_slip(again.ranges(), "102") == 1


@pytest.mark.parametrize(("first", "last"), [(1, 20), (20, 39), (5, 6), (1, 200)])
def test_a_number_is_never_taken_twice(tmp_path: Path, first: int, last: int) -> None:
    book = FileSlipBook(tmp_path)
    book.take(some(1, 20))
    with pytest.raises(ProblemFound, match=r"P101-001〜P101-020.*P101-021 から"):
        book.take(some(first, last))
    assert book.ranges() == (some(1, 20),)
    book.take(some(first, last, "102"))


def test_of_two_that_saw_no_other_before_they_wrote_one_at_most_keeps_its_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The later one looks once it is its turn, whichever name comes first."""
    long, short = some(27, 41), some(27, 28)
    first, later = FileSlipBook(tmp_path), FileSlipBook(tmp_path)
    looked, real = Event(), later.ranges

    def ranges() -> tuple[SlipRange, ...]:
        looked.set()
        return real()

    monkeypatch.setattr(later, "ranges", ranges)
    with ThreadPoolExecutor(1) as pool:
        with first._turn():
            taking = pool.submit(later.take, short)
            assert not looked.wait(0.3)
            first._keep(long)
        with pytest.raises(ProblemFound, match="P101-027"):
            taking.result()
    assert FileSlipBook(tmp_path).ranges() == (long,)


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 20)), min_size=2, max_size=8))
def test_programs_at_once_share_no_number(wanted: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(8) as pool:

        def take(pair: tuple[int, int]) -> None:
            with contextlib.suppress(KnownError):
                FileSlipBook(Path(folder)).take(some(pair[0], pair[0] + pair[1] - 1))

        list(pool.map(take, wanted))
        kept = FileSlipBook(Path(folder)).ranges()
    numbers = [number for one in kept for number in range(one.first, one.last + 1)]
    assert len(numbers) == len(set(numbers))


def test_a_pack_that_was_not_written_leaves_its_numbers(tmp_path: Path) -> None:
    book, wish = FileSlipBook(tmp_path), PackWish("no-power", AT, label="101", slips=3)
    with pytest.raises(OSError, match="full"), slips_taken(wish, book):
        raise OSError("full")
    assert book.ranges() == ()
    with slips_taken(wish, book):
        pass
    assert next_slip(book.ranges(), "101") == 4
    with slips_taken(PackWish("no-power", AT, slips=0), book):
        pass
    assert len(book.ranges()) == 1


def test_a_file_that_cannot_be_read_still_holds_its_numbers(tmp_path: Path) -> None:
    book = FileSlipBook(tmp_path)
    book.take(some(1, 20))
    (file,) = (tmp_path / "slips").iterdir()
    file.write_bytes(b"\xff{")
    (tmp_path / "slips" / "note.txt").write_text("…")
    with pytest.raises(ProblemFound):
        book.take(some(20, 20))


@pytest.mark.skipif(os.name == "nt", reason="a file in the place of the folder")
def test_a_folder_that_takes_nothing_is_a_named_trouble(tmp_path: Path) -> None:
    (tmp_path / "slips").write_text("in the way")
    with pytest.raises(StorageTrouble):
        FileSlipBook(tmp_path).take(some(1, 2))
