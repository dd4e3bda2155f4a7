"""The report of the replayed 品川 outage, read as a councillor would, beside what the minutes say.

The minutes (行財政改革特別委員会 令和7年1月21日; domain.md A1) tell of: 1月6日 11:20 to
1月7日 9:45, 住民記録 and 国民年金, about 320 people by estimate, ward-paid mail for 4 people,
別日来庁, web and SNS, a vendor's setting, an SLA of 97.5 %.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app.operations import resume
from dtcoach.app.report_writing import enter_estimate, settle_report, write_part
from dtcoach.cli.main import main
from dtcoach.compose import House
from dtcoach.domain.events import Draft, IncidentDeclared
from dtcoach.domain.words import IncidentKind, ReportPart
from dtcoach.domain.world import preset
from tests.cli.conftest import Call, one_line
from tests.domain.figures.days import at
from tests.shipped import CONTENT

SHINAGAWA = Path(__file__).parent.parent / "replay" / "shinagawa-2025-01-06.json"
SAID = {
    ReportPart.WHAT: "住民記録・国民年金のオンライン接続ができなくなった。",
    ReportPart.CAUSE: "委託事業者によるサーバーの設定の誤り。",
    ReportPart.RESPONSE: "別の日の来庁をご案内した。再び来られない方には郵送した。\n"
    "ホームページと SNS で知らせた。",
    ReportPart.PREVENTION: "設定を変えるときの手順を見直す。",
}


@dataclass(frozen=True)
class Told:
    """The replay with what a lead wrote afterwards; a drill lies in the same log."""

    data: Path
    incident: str
    drill: str


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    data = tmp_path_factory.mktemp("told")
    with pytest.MonkeyPatch.context() as patch:
        out = io.StringIO()
        patch.setattr("sys.stdout", out)
        assert main(["replay", str(SHINAGAWA), "--json", "--data", str(data)]) == 0
    incident = json.loads(out.getvalue())["incident"]
    house = House(data)
    log = house.open_log().log
    operations = resume(log, house.clock, incident)
    for part, text in SAID.items():
        write_part(operations, "係長", part, text)
    enter_estimate(operations, "係長", 320, "いつもの同じ時間の来庁者数から")
    settle_report(operations, "係長")
    world = preset(CONTENT.scenarios["full-outage"])
    drill = house.new_id()
    body = IncidentDeclared(IncidentKind.DRILL, "full-outage", "戸籍住民課", "九月の訓練", world)
    log.append([Draft(drill, None, at("9:00"), "係長", body)])
    log.close()
    return Told(data, incident, drill)


def report(told: Told, call: Call, path: Path, *more: str, kind: str = "outage") -> list[str]:
    words = ("report", kind, "--incident", told.incident, "-o", path, "--data", told.data)
    called = call(*words, *more)
    assert (called.code, called.err) == (0, "")
    return ["".join(page.split()) for page in text_of(path.read_bytes())]


def test_what_the_minutes_tell_stands_in_the_report(told: Told, call: Call, tmp_path: Path):
    whole = "".join(report(told, call, tmp_path / "r.pdf"))
    for words in (
        "令和7年1月6日（月）11:20",
        "令和7年1月7日（火）9:45",
        "22時間25分",
        "約320人",
        "根拠:いつもの同じ時間の来庁者数から",
        "数えた人数320人",
        "郵送にしたもの4件",
        "97.5％",
        *("".join(text.split()) for text in SAID.values()),
    ):
        assert words in whole, words


def test_counted_and_estimated_and_not_known_stand_apart(told: Told, call: Call, tmp_path: Path):
    whole = "".join(report(told, call, tmp_path / "r.pdf"))
    assert "受け付けた方320人数えた" in whole
    assert "影響を受けた方約320人推計" in whole
    assert "電話のお問い合わせ把握していない" in whole
    assert "郵送の費用把握していない" in whole
    assert "開庁時間のうち6時間55分仮定" in whole


def test_every_page_says_that_it_is_a_replay_which_version_and_which_page(
    told: Told, call: Call, tmp_path: Path
):
    pages = report(told, call, tmp_path / "r.pdf")
    assert len(pages) >= 4
    for number, page in enumerate(pages, 1):
        assert page.count("再現") >= 2  # the mark and the word under the page
        assert f"{number}/{len(pages)}" in page
        assert "第1版" in page
        assert "係長確定" in page
        assert "下書き" not in page


def test_the_tables_come_as_a_workbook_too(told: Told, call: Call, tmp_path: Path):
    path = tmp_path / "r.xlsx"
    words = ("report", "outage", "--incident", told.incident, "-o", path, "--data", told.data)
    called = call(*words, "--json")
    assert (called.code, called.err) == (0, "")
    assert (called.json["people"], called.json["requests"]) == (320, 320)
    assert called.json["estimated"] == 320
    assert called.json["missing"] == ["区への影響"]
    book = load_workbook(path)
    cells = {
        name: [[cell for cell in row if cell is not None] for row in book[name].values]
        for name in book.sheetnames
    }
    assert any("再現" in str(cell) for row in cells["手続ごと"] for cell in row)
    for name, total in (("時間ごと", 320), ("所ごと", 320), ("手続ごと", 320), ("対応ごと", 320)):
        assert sum(row[-1] for row in cells[name] if isinstance(row[-1], int)) == total, name


def test_a_replay_or_a_drill_is_no_drill_report(told: Told, call: Call, tmp_path: Path):
    path = tmp_path / "d.pdf"
    called = call("report", "drill", "--incident", told.incident, "-o", path, "--data", told.data)
    assert called.code == 1
    assert "訓練ではありません" in one_line(called.err)
    assert not path.exists()


def test_a_drill_beside_a_replay_is_marked_and_never_judged(told: Told, call: Call, tmp_path: Path):
    whole = "".join(report(told, call, tmp_path / "r.pdf", "--compare", told.drill))
    assert "訓練令和7年1月6日（月）" in whole
    assert "今回再現令和7年1月6日（月）" in whole
    assert "よくなった" not in whole.replace("よくなったか悪くなったか", "")


def test_a_report_has_the_ending_of_a_report(told: Told, call: Call, tmp_path: Path):
    path = tmp_path / "r.txt"
    called = call("report", "outage", "--incident", told.incident, "-o", path, "--data", told.data)
    assert called.code == 2
    assert ".pdf か .xlsx" in one_line(called.err)


def test_lists_to_work_from_are_reports_too(told: Told, call: Call, tmp_path: Path):
    promises = report(told, call, tmp_path / "f.pdf", kind="followups")
    assert "復旧後の入力（残り268件）" in "".join(promises)
    documents = report(told, call, tmp_path / "c.pdf", kind="recall")
    assert "まだ照らし合わせていない21件" in "".join(documents)
    for page in (*promises, *documents):
        assert "再現" in page
        assert "取扱注意" in page
    for kind, rows in (("followups", 609), ("recall", 21)):
        path = tmp_path / f"{kind}.xlsx"
        words = ("report", kind, "--incident", told.incident, "-o", path, "--data", told.data)
        assert call(*words).code == 0
        book = load_workbook(path)
        numbers = [row for row in book.worksheets[0].values if str(row[0]).startswith("101-")]
        assert len(numbers) == rows
