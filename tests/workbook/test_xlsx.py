"""Workbooks as an independent reader (openpyxl) finds them, and what is refused or kept back."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dtcoach.adapters.workbook.cells import MOST_LETTERS
from dtcoach.adapters.workbook.xlsx import XlsxWorkbooks
from dtcoach.app.errors import DiskFull, FileInUse, FolderGone, KnownError
from dtcoach.app.workbook import (
    Book,
    Cell,
    CellKind,
    Column,
    ExportCancelled,
    Table,
    WrittenWrong,
    nobody_waits,
)
from dtcoach.domain.japanese_dates import TOKYO

NOW = datetime(2026, 1, 6, 17, 5, tzinfo=TOKYO)
COLUMNS = (
    Column("受付番号", CellKind.TEXT, 10),
    Column("受付日時", CellKind.MOMENT, 20),
    Column("期日", CellKind.DATE, 16),
    Column("数", CellKind.COUNT),
    Column("率", CellKind.PERCENT),
    Column("メモ", CellKind.LONG, 40),
)
ROW: tuple[Cell, ...] = ("101-001", NOW, date(2026, 1, 13), 3, 0.975, "電話は夕方")


def book(*rows: tuple[Cell, ...], mark: str = "") -> Book:
    return Book("1月6日 全システム停止", mark, NOW, (Table("受付", COLUMNS, rows),))


@pytest.fixture
def books(tmp_path: Path) -> XlsxWorkbooks:
    return XlsxWorkbooks(tmp_path / "scratch")


def left_in(folder: Path) -> list[str]:
    """Every file below, but for the folder that rows wait in."""
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def sheets(path: Path) -> Iterator[Any]:
    workbook = openpyxl.load_workbook(path)
    yield from workbook.worksheets
    workbook.close()


def test_dates_are_dates_and_numbers_numbers(books: XlsxWorkbooks, tmp_path: Path):
    path = tmp_path / "x.xlsx"
    written = books.write(path, book(ROW), nobody_waits)
    assert written.rows == {"受付": 1}
    (sheet,) = sheets(path)
    found = [cell.value for cell in sheet[3]]
    assert found == [
        "101-001", NOW.replace(tzinfo=None), datetime(2026, 1, 13), 3, 0.975, "電話は夕方",
    ]  # fmt: skip
    assert [cell.is_date for cell in sheet[3]] == [False, True, True, False, False, False]
    assert "ge.m.d" in sheet["C3"].number_format


def test_it_prints_on_a4_across_with_header_and_page_numbers(books: XlsxWorkbooks, tmp_path: Path):
    path = tmp_path / "x.xlsx"
    books.write(path, book(*[ROW] * 3, mark="訓練"), nobody_waits)
    (sheet,) = sheets(path)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.auto_filter.ref == "A2:F5"
    assert sheet.oddFooter.center.text == "&P / &N ページ"
    assert sheet.freeze_panes == "B3"
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)


def test_an_exercise_says_so_on_every_sheet_and_page(books: XlsxWorkbooks, tmp_path: Path):
    path = tmp_path / "x.xlsx"
    tables = tuple(Table(name, COLUMNS, [ROW]) for name in ("受付", "約束"))
    books.write(path, Book("全システム停止", "訓練", NOW, tables, ("消す日",)), nobody_waits)
    for sheet in sheets(path):
        assert sheet["A1"].value.startswith("【訓練】")
        assert "【訓練】" in sheet.oddHeader.left.text
        assert "【訓練】" in sheet.oddFooter.left.text
        assert sheet["A2"].value == "消す日"


@pytest.mark.parametrize(
    "text", ["=cmd()", "+1", "-2", "@SUM(A1)", "\tx", "\rx", "＝1", '=HYPERLINK("http://x")']
)
def test_what_could_run_stays_text_when_it_is_edited(
    books: XlsxWorkbooks, tmp_path: Path, text: str
):
    path = tmp_path / "x.xlsx"
    books.write(path, book((text, None, None, None, None, text)), nobody_waits)
    (sheet,) = sheets(path)
    for cell in (sheet["A3"], sheet["F3"]):
        assert cell.data_type == "s"
        assert cell.value.lstrip("\n") == text.lstrip("\r")
        assert cell.quotePrefix


def test_a_long_table_goes_on_in_the_next_sheet(tmp_path: Path):
    rows = [(f"101-{n:03d}", *ROW[1:]) for n in range(20)]
    path = tmp_path / "x.xlsx"
    books = XlsxWorkbooks(tmp_path / "scratch", most_rows=12)
    assert books.write(path, book(*rows), nobody_waits).rows == {"受付": 20}
    found = [(sheet.title, sheet.max_row) for sheet in sheets(path)]
    assert found == [("受付", 12), ("受付 (2)", 12)]
    numbers = [row[0] for sheet in sheets(path) for row in sheet.iter_rows(3, values_only=True)]
    assert numbers == [row[0] for row in rows]


def test_a_note_too_long_for_a_cell_is_cut_and_named(books: XlsxWorkbooks, tmp_path: Path):
    path = tmp_path / "x.xlsx"
    note = "𠮷あ" * 20_000
    written = books.write(path, book((*ROW[:-1], note)), nobody_waits)
    assert [(loss.case, loss.column) for loss in written.losses] == [("101-001", "メモ")]
    (sheet,) = sheets(path)
    kept = sheet["F3"].value
    assert len(kept.encode("utf-16-le")) // 2 <= MOST_LETTERS
    assert note.startswith(kept.removesuffix(written.losses[0].instead))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
AWKWARD = st.sampled_from(
    [
        "<r>x</r>",
        "<r><b/></r>",
        "_x0041_",
        "_x005F_",
        "&lt;",
        "]]>",
        " x ",
        "\r\n",
        "\ufffe",
        "\x00",
    ]
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(TEXTS | AWKWARD, TEXTS | AWKWARD), max_size=5))
def test_any_text_is_read_back_as_it_was_written(
    books: XlsxWorkbooks, tmp_path: Path, rows: list[tuple[str, str]]
):
    """Written at all means that what was read back was the same."""
    columns = (Column("甲"), Column("乙", CellKind.LONG))
    table = Table("表", columns, rows)
    written = books.write(tmp_path / "x.xlsx", Book("題", "", NOW, (table,)), nobody_waits)
    assert (written.rows, written.losses) == ({"表": len(rows)}, ())
    (sheet,) = sheets(tmp_path / "x.xlsx")
    assert sheet.max_row >= 2


def test_giving_up_leaves_nothing_and_the_old_file_stays(books: XlsxWorkbooks, tmp_path: Path):
    path = tmp_path / "x.xlsx"
    path.write_text("old")
    said: list[int] = []

    def progress(done: int, _rows: int) -> None:
        said.append(done)
        if len(said) == 3:
            raise ExportCancelled

    with pytest.raises(ExportCancelled):
        books.write(path, book(*[ROW] * 5000), progress)
    assert path.read_text() == "old"
    assert left_in(tmp_path) == ["x.xlsx"]


def test_giving_up_while_it_is_packed_leaves_nothing(books: XlsxWorkbooks, tmp_path: Path):
    def progress(done: int, _rows: int) -> None:
        if done == 700:
            raise ExportCancelled

    with pytest.raises(ExportCancelled):
        books.write(tmp_path / "x.xlsx", book(*[ROW] * 700), progress)
    assert left_in(tmp_path) == []


def test_a_file_that_reads_back_wrong_is_not_made(
    books: XlsxWorkbooks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    real = zipfile.ZipFile.open

    def spoilt(self: Any, name: Any, *words: Any, **more: Any) -> Any:
        opened = real(self, name, *words, **more)
        if str(name).endswith("sheet1.xml") and opened.mode == "r":
            return io.BytesIO(opened.read().replace(b"101-001", b"101-002"))
        return opened

    monkeypatch.setattr(zipfile.ZipFile, "open", spoilt)
    with pytest.raises(WrittenWrong, match="合いません"):
        books.write(tmp_path / "x.xlsx", book(ROW), nobody_waits)
    assert left_in(tmp_path) == []


def test_a_folder_that_is_gone_is_named(books: XlsxWorkbooks, tmp_path: Path):
    with pytest.raises(FolderGone, match="見つかりません"):
        books.write(tmp_path / "usb" / "x.xlsx", book(ROW), nobody_waits)


def test_a_file_open_in_excel_is_named_and_stays(
    books: XlsxWorkbooks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Windows refuses to replace it; Linux does not, so the refusal is played."""
    path = tmp_path / "x.xlsx"
    path.write_text("old")

    def refused(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "in use", str(target))

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(FileInUse, match="Excel などで開いている"):
        books.write(path, book(ROW), nobody_waits)
    assert path.read_text() == "old"
    assert left_in(tmp_path) == ["x.xlsx"]


def test_a_full_disk_is_named(
    books: XlsxWorkbooks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(_fd: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull, match="空き"):
        books.write(tmp_path / "x.xlsx", book(ROW), nobody_waits)
    assert left_in(tmp_path) == []


def test_rows_that_fail_leave_nothing(books: XlsxWorkbooks, tmp_path: Path):
    def rows() -> Iterator[tuple[Cell, ...]]:
        yield ROW
        raise KnownError("記録を読めません。")

    with pytest.raises(KnownError, match="読めません"):
        books.write(
            tmp_path / "x.xlsx",
            Book("題", "", NOW, (Table("受付", COLUMNS, rows()),)),
            nobody_waits,
        )
    assert left_in(tmp_path) == []
