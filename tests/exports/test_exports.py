"""Files that leave the house: what is in them, what never is, and what became of it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import pyzipper

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.adapters.store import SqlCipherLog
from dtcoach.app.errors import ProblemFound
from dtcoach.app.export_columns import columns_of
from dtcoach.app.export_wish import Encoding, ExportWish, Format, file_name, marked
from dtcoach.app.workbook import ExportCancelled
from dtcoach.domain.events import (
    Corrected,
    FactLearned,
    NoteWritten,
    OutcomeReached,
    Personal,
    PromiseKept,
    PromiseMade,
    RecallCompared,
    RecallEntered,
    RequestAdded,
    ResidentNoted,
    RouteChosen,
    SlipTypedIn,
    StepDone,
    VisitClosed,
    VisitOpened,
    WrongHandsAcknowledged,
    WrongHandsFound,
)
from dtcoach.domain.words import (
    PERSONAL_FACTS,
    IncidentKind,
    PromiseKind,
    ResidentField,
    Route,
    WorldKey,
)
from tests.exports.making import LATER, csv_in, export, left_in, sheets_in, told
from tests.shipped import CONTENT
from tests.store.conftest import folder, log, opened
from tests.store.stories import declared, draft

__all__ = ["folder", "log", "opened"]

SECRET = "秘密-0917"


@pytest.fixture
def day(log: SqlCipherLog) -> SqlCipherLog:
    """One outage with a case of everything."""
    log.append([declared("i")])
    log.append(
        told(
            "v1",
            VisitOpened("101-001", "戸籍住民課 1番", "c"),
            RequestAdded(1, "residence-certificate"),
            *(FactLearned(fact, Personal(SECRET)) for fact in sorted(PERSONAL_FACTS)),
            ResidentNoted(ResidentField.NAME, Personal("𠮷田 髙子")),
            ResidentNoted(ResidentField.PHONE, Personal("03-5742-6660")),
            ResidentNoted(ResidentField.BIRTH_DATE, Personal("1985-01-06")),
            NoteWritten(Personal("=cmd() と書かれた紙")),
            RouteChosen(1, Route.DOWNTIME_CERTIFICATE),
            StepDone(1, Route.DOWNTIME_CERTIFICATE, "second", Personal("二人目 花子")),
            RecallEntered(1, "住民票の写し", LATER),
            PromiseMade(1, PromiseKind.RECHECK, "2026-09-03", "戸籍住民課"),
            OutcomeReached(1, Route.DOWNTIME_CERTIFICATE),
            VisitClosed(),
        )
    )
    log.append(
        told(
            "v2",
            VisitOpened("P101-007", "=大崎", "c"),
            SlipTypedIn("P101-007"),
            RequestAdded(1, "move-in"),
            RequestAdded(2, "seal-certificate"),
            ResidentNoted(ResidentField.NAME, Personal("辻󠄀 一郎")),
        )
    )
    return log


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("personal", [False, True])
def test_the_three_answers_are_in_no_file(
    day: SqlCipherLog, tmp_path: Path, kind: Format, personal: bool
):
    path = tmp_path / f"x.{kind}"
    export(day, path, ExportWish(kind, personal=personal))
    whole = _all_of(path)
    assert SECRET not in whole
    for word in ("support_measures", "stop_list_hit", "contact_safe", "支援措置"):
        assert word not in whole


def test_whose_document_may_be_in_wrong_hands_is_in_no_file(day: SqlCipherLog, tmp_path: Path):
    (found,) = day.append(
        [draft(WrongHandsFound("r", "101-001", "住民票の写し"), incident="i", visit=None)]
    )
    told_of = WrongHandsAcknowledged(found.id, "品川 係長")
    day.append([draft(told_of, incident="i", visit=None)])
    export(day, tmp_path / "x.xlsx", ExportWish(Format.XLSX, personal=True))
    course = sheets_in(tmp_path / "x.xlsx")["時系列"]
    assert len(course) == 1, "the declaration alone"
    assert "101-001" not in str(course)
    assert "品川 係長" not in str(course)


@pytest.mark.parametrize("kind", Format)
def test_nothing_personal_unless_it_was_chosen(day: SqlCipherLog, tmp_path: Path, kind: Format):
    path = tmp_path / f"x.{kind}"
    exported = export(day, path, ExportWish(kind))
    whole = _all_of(path)
    for word in ("髙子", "辻", "5742", "1985", "cmd()", "二人目"):
        assert word not in whole
    assert exported.delete_by is None
    assert (exported.cases, exported.requests) == (2, 3)


def test_personal_columns_hold_what_stands(day: SqlCipherLog, tmp_path: Path):
    kana = next(e for e in day.of_visit("v1") if isinstance(e.body, ResidentNoted))
    day.append(told("v1", Corrected(kana.id, "別の方のお名前"))[:1])
    path = tmp_path / "x.csv"
    export(day, path, ExportWish(Format.CSV, personal=True))
    first, *_ = csv_in(path)
    assert (first["お名前"], first["電話"]) == ("", "03-5742-6660")
    assert first["メモ"] == "'=cmd() と書かれた紙"
    export(day, tmp_path / "x.xlsx", ExportWish(Format.XLSX, personal=True))
    row = sheets_in(tmp_path / "x.xlsx")["受付"][0]
    assert (row["メモ"], row["生年月日"].date()) == ("=cmd() と書かれた紙", date(1985, 1, 6))


def test_what_was_erased_is_in_no_file(day: SqlCipherLog, tmp_path: Path):
    day.erase_personal(visit="v1")
    path = tmp_path / "x.csv"
    export(day, path, ExportWish(Format.CSV, personal=True))
    first, *_ = csv_in(path)
    assert (first["お名前"], first["電話"], first["メモ"]) == ("", "", "")


def test_paper_says_when_it_was_entered(day: SqlCipherLog, tmp_path: Path):
    export(day, tmp_path / "x.xlsx", ExportWish(Format.XLSX))
    first, second = sheets_in(tmp_path / "x.xlsx")["受付"]
    assert (first["紙からの入力日時"], second["紙からの入力日時"] is None) == (None, False)


def test_what_became_of_promises_and_documents(day: SqlCipherLog, tmp_path: Path):
    made = next(e for e in day.of_visit("v1") if isinstance(e.body, PromiseMade))
    day.append(told("v1", PromiseKept(made.id, "係長")))
    export(day, tmp_path / "x.xlsx", ExportWish(Format.XLSX))
    sheets = sheets_in(tmp_path / "x.xlsx")
    (promise,), (document,) = sheets["約束"], sheets["回収"]
    assert (promise["状況"], promise["済んだ日時"] is None) == ("果たした", False)
    assert (document["状況"], document["済んだ日時"]) == ("まだくらべていない", None)
    entered = next(e for e in day.of_visit("v1") if isinstance(e.body, RecallEntered))
    same = RecallCompared(
        entered.id, False, False, Personal(""), None, WorldKey.RESIDENT_RECORD, "大崎"
    )
    day.append(told("v1", same))
    export(day, tmp_path / "x.xlsx", ExportWish(Format.XLSX))
    (document,) = sheets_in(tmp_path / "x.xlsx")["回収"]
    assert (document["状況"], document["済んだ日時"] is None) == ("変わりなし", False)


def test_the_file_says_until_when_it_may_be_kept(day: SqlCipherLog, tmp_path: Path):
    profile = replace(CONTENT.profile, retention_years=3)
    content = replace(CONTENT, profile=profile)
    wish = ExportWish(Format.XLSX, personal=True)
    exported = export(day, tmp_path / "x.xlsx", wish, content=content)
    assert exported.delete_by == date(2029, 9, 1)
    for sheet in openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets:
        assert "令和11年9月1日（土）までに消してください" in sheet["A2"].value
    export(day, tmp_path / "x.csv", replace(wish, format=Format.CSV), content=content)
    assert {row["消す期限"] for row in csv_in(tmp_path / "x.csv")} == {"2029-09-01"}
    export(day, tmp_path / "y.csv", ExportWish(Format.CSV, personal=True))
    assert {row["消す期限"] for row in csv_in(tmp_path / "y.csv")} == {"要確認"}


@pytest.mark.parametrize("kind", [Format.CSV, Format.XLSX, Format.PDF])
def test_columns_can_be_left_out_but_for_the_number(
    day: SqlCipherLog, tmp_path: Path, kind: Format
):
    titles = [title for title, _ in columns_of(kind, personal=True)]
    path = tmp_path / f"x.{kind}"
    wish = ExportWish(kind, personal=True, left_out=frozenset([*titles, "受付番号", "区分"]))
    export(day, path, wish)
    if kind is Format.CSV:
        assert list(csv_in(path)[0]) == ["区分", "受付番号"]
    else:
        assert "髙子" not in _all_of(path)


def test_cp932_tells_every_letter_that_it_cannot_write(day: SqlCipherLog, tmp_path: Path):
    path = tmp_path / "x.csv"
    wish = ExportWish(Format.CSV, Encoding.CP932, personal=True)
    exported = export(day, path, wish)
    rows = csv_in(path, "cp932")
    assert (rows[0]["お名前"], rows[1]["お名前"]) == ("吉田 髙子", "辻 一郎")
    told_of = [(one.case, one.column, one.what, one.instead) for one in exported.losses]
    assert ("101-001", "お名前", "𠮷 (U+20BB7)", "吉") in told_of
    assert ("P101-007", "お名前", "(U+E0100)", "（なし）") in told_of
    assert exported.lost == len(told_of) == 3  # P101-007 has two requests


@pytest.mark.parametrize(
    ("written", "there"), [("1〜3日", "1～3日"), ("−2", "'－2"), ("😀", "〓"), ("ｱ㍉①", "ｱ㍉①")]
)
def test_signs_under_another_code_are_the_same_sign(
    log: SqlCipherLog, tmp_path: Path, written: str, there: str
):
    log.append([declared("i")])
    log.append(told("v", VisitOpened("1", written, "c"), RequestAdded(1, "move-in")))
    path = tmp_path / "x.csv"
    export(log, path, ExportWish(Format.CSV, Encoding.CP932))
    (row,) = csv_in(path, "cp932")
    assert row["窓口"] == there


@pytest.mark.parametrize(
    "hidden", ["\u200b=cmd()", "\u2060@x", "﹦cmd()", "﹢1", "﹫x", "\ufe0f-1", "−1", "⁼1"]
)
def test_no_formula_comes_to_life_while_letters_are_written_in_cp932(
    log: SqlCipherLog, tmp_path: Path, hidden: str
):
    log.append([declared("i")])
    log.append(told("v", VisitOpened("1", hidden, "c"), RequestAdded(1, "move-in")))
    path = tmp_path / "x.csv"
    export(log, path, ExportWish(Format.CSV, Encoding.CP932))
    (row,) = csv_in(path, "cp932")
    assert row["窓口"][0] == "'"


@pytest.mark.parametrize("kind", Format)
def test_a_locked_file_opens_with_its_password_alone(
    day: SqlCipherLog, tmp_path: Path, kind: Format
):
    path = tmp_path / "x.zip"
    exported = export(day, path, ExportWish(kind, password="Shinagawa-2026"))
    with pyzipper.AESZipFile(path) as archive:
        (name,) = archive.namelist()
        assert name == f"x.{kind}"
        with pytest.raises(RuntimeError):
            archive.read(name)
        archive.setpassword(b"wrong-password")
        with pytest.raises(RuntimeError):
            archive.read(name)
        archive.setpassword(b"Shinagawa-2026")
        assert hashlib.sha256(archive.read(name)).hexdigest() == exported.digest
    assert left_in(tmp_path) == ["x.zip"]


@pytest.mark.parametrize("password", ["short", "ひらがなのパスワード", "tab\tinside-it"])
def test_a_password_that_others_could_not_type_is_refused(
    day: SqlCipherLog, tmp_path: Path, password: str
):
    with pytest.raises(ProblemFound, match="パスワード"):
        export(day, tmp_path / "x.zip", ExportWish(Format.CSV, password=password))
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("password", ["", "Shinagawa-2026"])
def test_giving_up_leaves_nothing(day: SqlCipherLog, tmp_path: Path, kind: Format, password: str):
    for index in range(600):
        visit = f"w{index}"
        bodies = (VisitOpened(f"102-{index:03d}", "2番", "c"), RequestAdded(1, "move-in"))
        day.append(told(visit, *bodies))

    def progress(done: int, _rows: int) -> None:
        if done >= 100:
            raise ExportCancelled

    path = tmp_path / "x.out"
    path.write_text("old")
    with pytest.raises(ExportCancelled):
        export(day, path, ExportWish(kind, password=password), progress=progress)
    assert path.read_text() == "old"
    assert left_in(tmp_path) == ["x.out"]


@pytest.mark.parametrize("kind", [IncidentKind.DRILL, IncidentKind.REPLAY])
def test_an_exercise_is_marked_everywhere(log: SqlCipherLog, tmp_path: Path, kind: IncidentKind):
    log.append([declared("i", kind)])
    log.append(told("v", VisitOpened("1", "1番", "c"), RequestAdded(1, "move-in")))
    mark = {IncidentKind.DRILL: "訓練", IncidentKind.REPLAY: "再現"}[kind]
    (row,) = log.incidents()
    wish = ExportWish(Format.PDF)
    assert file_name(row, wish, LATER).startswith(f"{mark}_")
    assert marked(Path("a/x.csv"), kind) == Path(f"a/{mark}_x.csv")
    export(log, tmp_path / "x.pdf", wish)
    assert all(mark in page for page in text_of((tmp_path / "x.pdf").read_bytes()))
    export(log, tmp_path / "x.csv", ExportWish(Format.CSV))
    assert {line["区分"] for line in csv_in(tmp_path / "x.csv")} == {mark}
    export(log, tmp_path / "x.json", ExportWish(Format.JSON))
    assert json.loads((tmp_path / "x.json").read_text())["incident"]["mark"] == mark


def test_what_is_written_meanwhile_is_in_no_half(day: SqlCipherLog, tmp_path: Path):
    """The counter goes on; the file is of the moment at which it was begun."""

    def progress(_done: int, _rows: int) -> None:
        bodies = (VisitOpened("101-999", "1番", "c"), RequestAdded(1, "move-in"))
        day.append(told(f"late-{len(day.of_board('i'))}-{progress.__name__}", *bodies))

    exported = export(day, tmp_path / "x.csv", ExportWish(Format.CSV), progress=progress)
    assert (exported.cases, exported.requests) == (2, 3)
    assert "101-999" not in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")


def test_a_folder_that_a_crash_left_is_swept(day: SqlCipherLog, tmp_path: Path):
    import os

    left = tmp_path / "home" / "exporting" / "tmpx"
    left.mkdir(parents=True)
    (left / "inner.csv").write_text("お名前")
    os.utime(left, (0, 0))
    export(day, tmp_path / "x.csv", ExportWish(Format.CSV))
    assert not left.exists()


def test_pdf_has_every_case_and_says_how_many_pages(day: SqlCipherLog, tmp_path: Path):
    path = tmp_path / "x.pdf"
    export(day, path, ExportWish(Format.PDF, personal=True))
    pages = text_of(path.read_bytes())
    assert f"1 / {len(pages)}" in " ".join(pages[0].split()) or f"/ {len(pages)}" in pages[0]
    assert "𠮷田 髙子" in pages[0]
    assert "辻󠄀 一郎" in pages[0]


def _all_of(path: Path) -> str:
    """Every text in the file."""
    if path.suffix == ".pdf":
        return "\n".join(text_of(path.read_bytes()))
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        cells = [str(c) for s in book.worksheets for r in s.iter_rows(values_only=True) for c in r]
        return "\n".join([*cells, *book.sheetnames])
    text = path.read_text(encoding="utf-8-sig")
    return "\n".join(cell for row in csv.reader(io.StringIO(text)) for cell in row)
