"""A form that is wrong is named by file and line, before it is ever printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dtcoach.adapters.content.files import read_folder
from dtcoach.adapters.paper.checking import form_problems
from dtcoach.adapters.places import content_root
from dtcoach.compose import House

HEAD = """form: contact-note
paper: A5
title: 連絡票
rows:
"""


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """The problems of a form with that text."""
    house = House(tmp_path_factory.mktemp("data"))
    files = read_folder(content_root() / "forms")
    few = {name: files[name] for name in ("index.yaml", "phrases.yaml")}
    content = house.content

    def check(text: str) -> list[str]:
        made = {**few, "contact-note.yaml": text.encode()}
        return [
            str(problem)
            for problem in form_problems(made, content)
            if "phrases" not in str(problem)
        ]

    return check


def test_the_shipped_forms_are_sound(tmp_path: Path) -> None:
    assert House(tmp_path).form_problems() == ()


@pytest.mark.parametrize(
    ("rows", "line", "sentence"),
    [
        ("  - {height: 20, cells: [{label: あ, width: 140}]}", 5, "紙の右にはみ出します（14 mm）"),
        ("  - {height: 190, cells: [{label: あ}]}", 5, "紙の下にはみ出します"),
        ("  - {height: 20, cells: [{label: あ, field: nunber}]}", 5, "もしかして: number"),
        (
            "  - {height: 4, cells: [{label: あ, field: procedures, width: 20}]}",
            5,
            "入りきりません",
        ),
        ("  - {height: 20, cells: [{label: あ, text: 㐂𠮷ő}]}", 5, "字形がありません"),
        ("  - {height: 20, cells: [{say: no-such-words}]}", 5, "no-such-words"),
        ("  - {height: 20, cells: [{qr: 'page:jpky'}]}", 5, "もしかして: page:jpki"),
        ("  - {height: 20, cells: [{label: 暗証番号}]}", 5, "を書く欄は置けません"),
        ("  - {height: 20, cells: [{label: 支援措置の区分}]}", 5, "理由を明かす言葉"),
        ("  - {height: 20, cells: [{text: コンビニなら必ず取れます}]}", 5, "約束の言葉"),
        ("  - {height: 20, cells: [{text: これは訓練です}]}", 5, "印は、用紙のデータに書けません"),
        ("  - {height: 20, cells: [{labell: あ}]}", 5, "labell"),
        ("  - height: 20\n    cells: [{labels: あ}]", 6, "もしかして: label"),
        (
            "  - {height: 40, cells: [{table: recieved, rows: 2,"
            " columns: [{label: あ, width: 9}]}]}",
            5,
            "もしかして: received",
        ),
        (
            "  - {height: 40, cells: [{table: received, rows: 2,"
            " columns: [{label: あ, width: 200}]}]}",
            5,
            "枠（126 mm）を超えます",
        ),
    ],
)
def test_each_fault_is_told_with_its_line(check, rows: str, line: int, sentence: str) -> None:
    found = check(HEAD + rows + "\n")
    assert any(
        problem.startswith(f"forms/contact-note.yaml:{line}:") and sentence in problem
        for problem in found
    ), found


def test_a_sound_form_of_ones_own_has_no_problem(check) -> None:
    assert check(HEAD + "  - {height: 20, cells: [{label: あ, field: number, size: 20}]}\n") == []


def test_check_reads_a_form_by_itself(tmp_path: Path, capsys) -> None:
    from dtcoach.cli.main import main

    folder = tmp_path / "forms"
    folder.mkdir()
    path = folder / "contact-note.yaml"
    path.write_text(HEAD + "  - {height: 20, cells: [{label: あ, field: nunber}]}\n", "utf-8")
    assert main(["--data", str(tmp_path / "data"), "check", str(path)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("forms/contact-note.yaml:5: ")
    path.write_text(HEAD + "  - {height: 20, cells: [{label: あ, field: number}]}\n", "utf-8")
    assert main(["--data", str(tmp_path / "data"), "check", str(folder)]) == 0
