"""Sheets of address labels: where each stands, what it says, and what the sheet itself says."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app.errors import ProblemFound
from dtcoach.app.labels import COLUMNS, SHEETS, AddressLabel, label_order, read_addresses
from dtcoach.app.paper import Paper
from dtcoach.cli.main import main
from tests.paper.test_golden import IMPRINT, press

LETTER = AddressLabel("１４０８７１５", "東京都品川区広町二丁目１番３６号", "髙橋 花子", "101-017")


def sheet(count: int, *, form: str = SHEETS[0], start: int = 1, mark: str = "") -> Paper:
    letters = [AddressLabel("140-8715", f"広町{n}番地", f"氏名{n}", f"101-{n:03d}") for n in
               range(1, count + 1)]  # fmt: skip
    marks = (mark,) if mark else ()
    return press().draw(
        label_order(letters, press(), IMPRINT, marks=marks, sheet=form, start=start)
    )


def corners(paper: Paper, page: int = 0) -> dict[str, tuple[float, float]]:
    """Where each name stands on a page, in mm from its upper left corner."""
    import pypdfium2

    with pypdfium2.PdfDocument(paper.pdf) as document:
        found, text = document[page], document[page].get_textpage()
        places = {}
        whole = text.get_text_bounded()
        for name in {word for word in whole.split() if word.startswith("氏名")}:
            first = text.search(name, match_whole_word=False)
            index, _ = first.get_next()
            left, _, _, top = text.get_charbox(index)
            places[name] = (left * 25.4 / 72, (found.get_height() - top) * 25.4 / 72)
        return places


def test_a_label_says_where_to_whom_and_from_whom() -> None:
    order = label_order([LETTER], press(), IMPRINT, sender="品川区 戸籍住民課")
    paper = press().draw(order)
    (page,) = text_of(paper.pdf)
    for words in (
        "〒140-8715",
        LETTER.address,
        "髙橋 花子　様",
        "差出人　品川区 戸籍住民課",
        "101-017",
    ):
        assert words in page
    assert paper.cut == paper.doubtful == ()


@pytest.mark.parametrize(("form", "count", "across"), [(SHEETS[0], 12, 2), (SHEETS[1], 24, 3)])
def test_labels_stand_on_their_places_row_by_row(form: str, count: int, across: int) -> None:
    assert press().labels_on(form) == count
    labels = press().form(form).labels
    assert labels is not None
    for name, (x, y) in corners(sheet(count, form=form)).items():
        row, column = divmod(int(name.removeprefix("氏名")) - 1, across)
        left, top = labels.left + column * labels.width, labels.top + row * labels.height
        assert left < x < left + labels.width
        assert top < y < top + labels.height


def test_a_sheet_that_was_begun_is_used_up() -> None:
    fresh, begun = corners(sheet(3)), corners(sheet(3, start=4))
    assert begun["氏名1"][0] > fresh["氏名1"][0] + 80
    assert begun["氏名1"][1] > fresh["氏名1"][1] + 40
    two = sheet(10, start=4)
    assert two.pages == 2
    assert "氏名10" in text_of(two.pdf)[1]
    assert "氏名9" in text_of(two.pdf)[0]


def test_a_drill_is_marked_on_every_label_and_approval_only_on_the_sheet() -> None:
    page = text_of(sheet(3, mark="訓練").pdf)[0]
    assert page.count("訓練") == 4
    assert text_of(sheet(3, mark="手順 未承認").pdf)[0].count("未承認") == 1


def test_what_does_not_fit_is_told_with_its_number() -> None:
    long = AddressLabel("140-8715", "広町" * 200, "花子", "101-009")
    paper = press().draw(label_order([LETTER, long], press(), IMPRINT))
    assert paper.cut == ("101-009 ご住所",)


@pytest.mark.parametrize(
    ("form", "start"), [("reception-slip", 1), (SHEETS[0], 0), (SHEETS[0], 13)]
)
def test_what_cannot_be_is_a_sentence(form: str, start: int) -> None:
    with pytest.raises(ProblemFound):
        label_order([LETTER], press(), IMPRINT, sheet=form, start=start)
    with pytest.raises(ProblemFound):
        label_order([], press(), IMPRINT)


def test_addresses_come_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "宛先.csv", tmp_path / "a.pdf"
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(COLUMNS)
        rows.writerow((LETTER.postcode, LETTER.address, LETTER.name, LETTER.number))
    words = ["--data", str(tmp_path / "data"), "form", "labels-24", "--addresses", str(file)]
    assert main([*words, "--start", "24", "-o", str(out)]) == 0
    assert "髙橋 花子" in text_of(out.read_bytes())[0]
    assert main([*words, "--start", "25", "-o", str(out)]) == 1
    assert "1 から 24" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["住所,氏名\r\nあ,い\r\n", "郵便番号,住所,氏名\r\n1400001,,花子\r\n", ""]
)
def test_a_file_that_is_no_list_of_addresses_is_told_by_line(text: str) -> None:
    with pytest.raises(ProblemFound):
        read_addresses(io.StringIO(text, newline=""))
