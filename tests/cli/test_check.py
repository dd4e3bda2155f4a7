"""`dtcoach check`: sound and proved is exit 0; a fault has its file and line, a rule its case."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dtcoach.adapters.places import content_root
from tests.cli.conftest import Call, one_line
from tests.shipped import FILES

P = "procedures/residence-certificate.yaml"
TRANSLATIONS = ("reasons.yaml", "glossary.yaml", "questions.yaml", "triage.yaml")
"""Held against all procedures and scenarios; left out where there is one."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of an author: what all share, one scenario, and one procedure to prove."""
    return small_copy(tmp_path / "mine") / "scenarios"


@pytest.fixture
def small_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As if dtcoach came with so little: proving all of it takes seconds. Its data folder."""
    small = small_copy(tmp_path / "shipped")
    monkeypatch.setattr("dtcoach.compose.content_root", lambda: small)
    return tmp_path / "data"


def small_copy(root: Path) -> Path:
    shared = [name for name in FILES if "/" not in name and name not in TRANSLATIONS]
    for name in (*shared, P, "outages/full-outage.yaml"):
        path = root / "scenarios" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(FILES[name])
    shutil.copytree(content_root() / "forms", root / "forms")
    return root


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sound_folder(call: Call, folder: Path):
    called = call("check", folder, "--json")
    assert (called.code, called.err) == (0, "")
    answer = called.json
    assert list(answer) == ["problems", "states", "seconds", "overrides", "broken"]
    assert (answer["problems"], answer["broken"]) == ([], [])
    assert answer["states"] > 1000
    shown = call("check", folder)
    assert f"{answer['states']:,} 通りの状況" in shown.out
    assert "規則を破るものはありません" in shown.out


def test_the_shipped_content_is_sound_and_proved(call: Call):
    called = call("check", "--json")
    assert called.code == 0
    assert (called.json["problems"], called.json["broken"]) == ([], [])
    assert called.json["overrides"] == []


def test_a_fault_is_told_with_file_and_line(call: Call, folder: Path):
    edit(folder / P, "section:", "sectoin:")
    called = call("check", folder)
    assert called.code == 1
    assert called.out.startswith(f"{P}:3: 「sectoin」という項目はありません")
    assert "1 件の誤りがあります" in called.out


def test_a_broken_rule_is_told_as_a_visit(call: Call, folder: Path):
    edit(folder / P, "      - use: paper-entered-first\n", "")
    called = call("check", folder)
    assert called.code == 1
    first, *case = called.out.splitlines()
    assert first.startswith("residence-certificate: 規則12")
    assert any(line.startswith("    resident-record = ") for line in case)
    (broken,) = call("check", folder, "--json").json["broken"]
    assert {"rule", "procedure", "route", "message", "case"} <= set(broken)
    assert (broken["rule"], broken["route"]) == (12, "counter")


def test_one_file_is_checked_where_it_would_lie(
    call: Call, folder: Path, tmp_path: Path, small_house: Path
):
    edit(folder / P, "section:", "sectoin:")
    called = call("check", folder / P, "--json", "--data", small_house)
    assert called.code == 1
    assert called.json["problems"][0].startswith(f"{P}:3: ")
    stray = tmp_path / "mine.yaml"
    shutil.copy(folder / P, stray)
    called = call("check", stray, "--json", "--data", small_house)
    assert called.code == 1
    assert any(line.startswith("mine.yaml:1: ") for line in called.json["problems"])


def test_several_paths_add_up(call: Call, folder: Path):
    once = call("check", folder, "--json").json
    twice = call("check", folder, folder, "--json").json
    assert twice["states"] == 2 * once["states"]


def test_a_folder_without_content(call: Call, tmp_path: Path):
    called = call("check", tmp_path, "--json")
    assert called.code == 1
    assert called.json["states"] == 0
    assert "systems.yaml:1: このファイルがありません" in called.json["problems"]


def test_a_path_that_is_not_there(call: Call, tmp_path: Path):
    called = call("check", tmp_path / "nowhere")
    assert (called.code, called.out) == (2, "")
    assert "nowhere" in one_line(called.err)


def test_a_broken_file_of_the_ward_never_stops_the_walk(call: Call, small_house: Path):
    """It is told by check; the counter goes on with the shipped procedures."""
    words = ("walk", "residence-certificate", "--scenario", "full-outage", "--json")
    before = call(*words, "--data", small_house)
    own = small_house / "content" / P
    own.parent.mkdir(parents=True)
    own.write_text("procedure: [\n", encoding="utf-8")
    assert call("check", "--data", small_house).code == 1
    after = call(*words, "--data", small_house)
    assert (after.code, after.out) == (before.code, before.out)


def test_a_file_of_the_ward_takes_the_place_of_the_shipped_one(call: Call, small_house: Path):
    own = small_house / "content" / P
    own.parent.mkdir(parents=True)
    own.write_bytes(FILES[P].replace("title: 住民票の写し".encode(), "title: 区の住民票".encode()))
    data = ("--data", small_house)
    out = call("walk", "residence-certificate", "--scenario", "full-outage", *data).out
    assert out.startswith("区の住民票")
    checked = call("check", *data)
    assert f"区のファイルが {P} を置きかえています。" in checked.out
    assert call("check", "--json", *data).json["overrides"] == [P]


TRIAGE = """first: fallback
questions:
  fallback:
    ask: ダウン対策サーバーは動きますか
    check: テスト印刷をします。
    systems: [downtime-server]
    answers:
      - {answer: はい, finds: {tax: up}, how: 見た, scenario: full-outage, because: 停止です。}
      - {answer: いいえ, scenario: full-outage, because: 止まっています。}
    unknown: {scenario: full-outage, because: 止まっています。}
"""


def test_questions_that_make_something_work_unseen_are_told_with_the_answer(
    call: Call, folder: Path
):
    (folder / "triage.yaml").write_text(TRIAGE, encoding="utf-8")
    called = call("check", folder)
    assert called.code == 1
    lines = called.out.splitlines()
    assert lines[0].startswith(
        "triage: 規則2 動いていないシステムを使わない: 見分け: 見ていない tax"
    )
    assert lines[1] == "    ダウン対策サーバーは動きますか → はい"
    answer = call("check", folder, "--json").json
    (broken,) = answer["broken"]
    assert (broken["procedure"], broken["route"], broken["rule"]) == ("triage", None, 2)


def test_a_fault_in_the_questions_has_its_line(call: Call, folder: Path):
    (folder / "triage.yaml").write_text(
        TRIAGE.replace("first: fallback", "first: falback"), encoding="utf-8"
    )
    called = call("check", folder)
    assert called.code == 1
    assert "triage.yaml:1: 「falback」という質問はありません（もしかして: fallback）" in called.out


def test_check_names_a_broken_drill_by_file_and_line(call: Call, tmp_path: Path):
    folder = tmp_path / "drills"
    folder.mkdir()
    path = folder / "counter-15.yaml"
    text = (content_root() / "scenarios/drills" / path.name).read_text(encoding="utf-8")
    path.write_text(text.replace("downtime-certificate}", "konbini}"), encoding="utf-8")
    called = call("check", path)
    assert called.code == 1
    line = text.partition("downtime-certificate}")[0].count("\n") + 1
    assert f"drills/{path.name}:{line}: 手順の答えは" in called.out
    path.write_text(text, encoding="utf-8")
    assert call("check", folder).code == 0
