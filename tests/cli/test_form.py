"""`dtcoach form`: one paper from a log or blank, written whole, and logged."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app.clerk import Clerk
from dtcoach.cli.main import main
from dtcoach.compose import House
from dtcoach.domain.events import FormPrinted
from dtcoach.domain.words import IncidentKind, PaperWay


@pytest.fixture
def visit(tmp_path: Path) -> tuple[str, str]:
    """A 転入 in a drill; (id, number)."""
    counter, opened = House(tmp_path / "data").counter()
    counter.clerk = Clerk("品川 花子", "3番窓口")
    counter.declare(IncidentKind.DRILL, "full-outage", "戸籍住民課")
    made = counter.desk.open_visit(counter.clerk, ["move-in", "support-measures-request"])
    opened.log.close()
    return made.id, made.number


def run(tmp_path: Path, *words: str) -> int:
    return main(["--data", str(tmp_path / "data"), "form", *words])


def test_a_blank_form_carries_its_version_and_no_visit(tmp_path: Path, capsys) -> None:
    out = tmp_path / "a.pdf"
    assert run(tmp_path, "reception-slip", "--blank", "-o", str(out), "--json") == 0
    assert json.loads(capsys.readouterr().out)["pages"] == 2
    (page, _) = text_of(out.read_bytes())
    assert "受付票" in page
    assert "未承認" in page


def test_a_form_of_a_visit_is_filled_marked_and_logged(
    tmp_path: Path, visit: tuple[str, str]
) -> None:
    visit_id, number = visit
    out = tmp_path / "a.pdf"
    assert run(tmp_path, "reception-slip", "--visit", number, "-o", str(out)) == 0
    page = text_of(out.read_bytes())[0]
    assert number in page
    assert "転入・申出" in page
    assert "支援" not in page
    assert "訓練" in page
    opened = House(tmp_path / "data").open_log()
    last = opened.log.of_visit(visit_id)[-1]
    opened.log.close()
    assert last.body == FormPrinted(1, "reception-slip", number, False, PaperWay.FILE)
    assert run(tmp_path, "reception-slip", "--visit", visit_id, "-o", str(out)) == 0
    assert "再発行" in text_of(out.read_bytes())[0]


def test_what_cannot_be_is_said_in_a_sentence(tmp_path: Path, capsys) -> None:
    out = str(tmp_path / "a.pdf")
    assert run(tmp_path, "no-such-form", "--blank", "-o", out) == 2
    assert run(tmp_path, "resident-notice", "--blank", "-o", out) == 1
    assert run(tmp_path, "reception-slip", "--visit", "999-999", "-o", out) == 1
    assert not Path(out).exists()
    assert "Traceback" not in capsys.readouterr().err


def test_a_place_that_cannot_take_the_paper_is_told_with_what_to_do(
    tmp_path: Path, capsys, monkeypatch
) -> None:
    blank = ("reception-slip", "--blank", "-o")
    assert run(tmp_path, *blank, str(tmp_path / "gone" / "a.pdf")) == 1
    assert "保存先のフォルダーが見つかりません" in capsys.readouterr().err
    (tmp_path / "folder.pdf").mkdir()
    assert run(tmp_path, *blank, str(tmp_path / "folder.pdf")) == 1
    assert "別の名前にしてください" in capsys.readouterr().err
    out = tmp_path / "a.pdf"
    out.write_bytes(b"the old one")

    def full(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run(tmp_path, *blank, str(out)) == 1
    assert "空きを作るか、ほかの場所を選んでください" in capsys.readouterr().err
    assert out.read_bytes() == b"the old one"
    assert not list(tmp_path.glob(".*.tmp"))


def test_the_registers_are_filled_from_the_incident(
    tmp_path: Path, visit: tuple[str, str], capsys
) -> None:
    opened = House(tmp_path / "data").open_log()
    (incident,) = [row.id for row in opened.log.incidents()]
    opened.log.close()
    out = tmp_path / "a.pdf"
    assert run(tmp_path, "outage-register", "--incident", incident[:13], "-o", str(out)) == 0
    (page,) = text_of(out.read_bytes())
    assert visit[1] in page
    assert "転入・申出" in page
    assert "訓練" in page
    assert run(tmp_path, "status-sheet", "--incident", incident, "-o", str(out)) == 0
    (page,) = text_of(out.read_bytes())
    assert "停止" in page
    assert "不明" in page
    assert run(tmp_path, "return-slip", "--incident", incident, "-o", str(out)) == 2


def test_a_long_register_goes_on_to_further_pages(tmp_path: Path) -> None:
    counter, opened = House(tmp_path / "data").counter()
    counter.declare(IncidentKind.REAL, "full-outage", "戸籍住民課")
    numbers = [counter.desk.open_visit(counter.clerk, ["move-in"]).number for _ in range(30)]
    incident = counter.operations.state.id
    opened.log.close()
    out = tmp_path / "a.pdf"
    assert run(tmp_path, "outage-register", "--incident", incident, "-o", str(out)) == 0
    pages = text_of(out.read_bytes())
    assert len(pages) == 3
    assert "3/3" in pages[2]
    for index, number in enumerate(numbers):
        assert number in pages[index // 14]


def incident_of(tmp_path: Path) -> str:
    opened = House(tmp_path / "data").open_log()
    (incident,) = [row.id for row in opened.log.incidents()]
    opened.log.close()
    return incident


def test_the_hand_over_sheet_tells_what_the_next_lead_must_know(
    tmp_path: Path, visit: tuple[str, str]
) -> None:
    out = tmp_path / "a.pdf"
    words = ("handover", "--incident", incident_of(tmp_path), "-o", str(out))
    assert run(tmp_path, *words) == 0
    page = "".join(text_of(out.read_bytes()))
    for said in (
        "引継ぎ書",
        "途中の受付 1件",
        visit[1],
        "転入・申出",
        "受け取った人・時刻",
        "訓練",
    ):
        assert said in page
    assert "支援措置" not in page


def test_the_notice_is_one_sheet_for_each_language(
    tmp_path: Path, visit: tuple[str, str], capsys
) -> None:
    out, incident = tmp_path / "a.pdf", incident_of(tmp_path)
    assert run(tmp_path, "notice", "--incident", incident, "-o", str(out), "--json") == 0
    assert json.loads(capsys.readouterr().out)["pages"] == 5
    assert run(tmp_path, "notice", "--incident", incident, "--language", "en", "-o", str(out)) == 0
    (page,) = text_of(out.read_bytes())
    assert "We are sorry" in page
    assert "訓練" in page


def test_the_notice_is_also_text_for_the_web_page_and_one_message(
    tmp_path: Path, visit: tuple[str, str]
) -> None:
    incident = incident_of(tmp_path)
    for form, most in (("web", 20_000), ("sns", 140)):
        out = tmp_path / f"{form}.txt"
        words = ("notice", "--incident", incident, "--text", form, "-o", str(out))
        assert run(tmp_path, *words) == 0
        text = out.read_text(encoding="utf-8").strip()
        assert "訓練" in text
        assert "品川区" in text or form == "web"
        assert len(text) <= most


@pytest.mark.parametrize(
    "words",
    [
        ("handover", "--blank"),
        ("reception-slip", "--incident", "01a2"),
        ("reception-slip", "--text", "web"),
        ("reception-slip", "--addresses", "a.csv"),
    ],
)
def test_words_that_do_not_go_together(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run(tmp_path, *words, "-o", str(tmp_path / "a.pdf")) == 2
