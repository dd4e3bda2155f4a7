"""What the counter works with: the ward's files, what was approved, and never nothing."""

from __future__ import annotations

import base64
import json
import shutil
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dtcoach.adapters.places import content_root
from dtcoach.cli.main import main
from dtcoach.compose import House
from dtcoach.domain.content import Content
from dtcoach.domain.words import IncidentKind
from tests.shipped import CONTENT, FILES

MOVE_IN = "procedures/move-in.yaml"
CARD = "procedures/residence-certificate.yaml"
SHIPPED_TITLE = "転入（転出証明書をお持ちの方）"
BROKEN = "procedure: [\n"
NOT_THE_WARDS = "区の手順のデータに誤りがあるため、はじめからある手順を使っています。"
TRANSLATIONS = ("reasons.yaml", "glossary.yaml", "questions.yaml", "triage.yaml")


def put(data: Path, name: str, text: str) -> None:
    """A file of the ward's own."""
    path = data / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def titled(title: str) -> str:
    """The shipped move-in under another title."""
    text = FILES[MOVE_IN].decode()
    assert f"title: {SHIPPED_TITLE}\n" in text
    return text.replace(f"title: {SHIPPED_TITLE}\n", f"title: {title}\n", 1)


def title(content: Content) -> str:
    return content.procedures["move-in"].title


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As if dtcoach came with one procedure, which is proved in a moment. Its data folder."""
    root = tmp_path / "shipped"
    shared = [name for name in FILES if "/" not in name and name not in TRANSLATIONS]
    for name in (*shared, CARD, "outages/full-outage.yaml"):
        path = root / "scenarios" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(FILES[name])
    shutil.copytree(content_root() / "forms", root / "forms")
    monkeypatch.setattr("dtcoach.compose.content_root", lambda: root)
    return tmp_path / "data"


def card(old: str = "title: 住民票の写し\n", new: str = "title: 区の住民票\n") -> str:
    text = FILES[CARD].decode()
    assert old in text
    return text.replace(old, new, 1)


def without_the_protection() -> str:
    """Sound, but post would be offered to those whose record is protected."""
    before, post, after = FILES[CARD].decode().partition("  - route: post\n")
    line = "      - use: away-from-counter\n"
    assert line in after
    return before + post + after.replace(line, "", 1)


def approve(data: Path, by: str = "係長") -> int:
    return main(["approve", "--by", by, "--data", str(data)])


def approvals(data: Path) -> list[Path]:
    return sorted((data / "approvals").glob("*"))


# The ward's files over the shipped ones


def test_a_file_of_the_ward_is_what_the_counter_works_with(tmp_path: Path):
    assert title(House(tmp_path).content) == SHIPPED_TITLE
    put(tmp_path, MOVE_IN, titled("区の転入"))
    in_force = House(tmp_path).in_force
    assert title(in_force.content) == "区の転入"
    assert (in_force.notice, in_force.approval) == ("", None)
    assert len(in_force.content.procedures) == len(CONTENT.procedures)


def test_check_names_what_the_ward_puts_in_its_place(
    small: Path, capsys: pytest.CaptureFixture[str]
):
    put(small, CARD, card())
    put(
        small,
        "outages/own.yaml",
        FILES["outages/full-outage.yaml"]
        .decode()
        .replace("scenario: full-outage", "scenario: own"),
    )
    assert main(["check", "--data", str(small)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [
        "区のファイルが outages/own.yaml を加えています。",
        f"区のファイルが {CARD} を置きかえています。",
    ]
    assert main(["check", "--json", "--data", str(small)]) == 0
    assert json.loads(capsys.readouterr().out)["overrides"] == ["outages/own.yaml", CARD]


@pytest.mark.parametrize(
    "broken",
    [BROKEN, "", "\x00", titled("区の転入").replace("section:", "sectoin:")],
    ids=["no YAML", "empty", "no text", "a fault"],
)
def test_a_broken_file_of_the_ward_leaves_the_shipped_content(tmp_path: Path, broken: str):
    put(tmp_path, MOVE_IN, broken)
    house = House(tmp_path)
    assert house.offered.problems
    assert house.in_force.notice == NOT_THE_WARDS
    counter, opened = house.counter()
    try:
        assert title(counter.content) == SHIPPED_TITLE
        assert NOT_THE_WARDS in [notice.sentence for notice in counter.notices]
    finally:
        opened.log.close()


def test_what_was_sound_before_is_not_taken_for_what_is_broken_now(tmp_path: Path):
    """Sound content is kept beside the log; it stands for its own bytes only."""
    put(tmp_path, MOVE_IN, titled("区の転入"))
    assert title(House(tmp_path).content) == "区の転入"
    put(tmp_path, MOVE_IN, BROKEN)
    assert title(House(tmp_path).content) == SHIPPED_TITLE
    put(tmp_path, MOVE_IN, titled("区の転入"))
    again = House(tmp_path).in_force
    assert (title(again.content), again.notice) == ("区の転入", "")


# Approval


def test_the_last_approved_version_takes_the_place_of_a_broken_one(small: Path):
    for name in ("区の住民票", "あとの住民票"):
        put(small, CARD, card(new=f"title: {name}\n"))
        assert approve(small, f"{name}の係長") == 0
    put(small, CARD, BROKEN)
    in_force = House(small).in_force
    assert in_force.content.procedures["residence-certificate"].title == "あとの住民票"
    assert "あとの住民票の係長 が承認した版を使っています" in in_force.notice
    assert in_force.approval is not None
    assert in_force.approval.approver == "あとの住民票の係長"
    counter, opened = House(small).counter()
    try:
        assert counter.content.digest == in_force.content.digest
        assert in_force.notice in [notice.sentence for notice in counter.notices]
        assert counter.shelf.pin() == in_force.content.digest
        assert opened.log.kept_content(in_force.content.digest) == in_force.files
    finally:
        opened.log.close()


def test_an_approval_says_what_it_wrote(small: Path, capsys: pytest.CaptureFixture[str]):
    put(small, CARD, card())
    digest = House(small).content.digest
    assert main(["approve", "--by", " 係長 ", "--json", "--data", str(small)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["digest"], said["approver"]) == (digest, "係長")
    approval = House(small).in_force.approval
    assert approval is not None
    assert (approval.approver, approval.at.isoformat()) == ("係長", said["at"])
    put(small, CARD, card(new="title: また別の\n"))
    assert House(small).in_force.approval is None


@pytest.mark.parametrize(
    ("text", "by", "complaint"),
    [
        (BROKEN, "係長", "誤りがあるため、承認できません"),
        (without_the_protection(), "係長", "誤りがあるため、承認できません"),
        (card(), "", "承認する人の名前を入れてください"),
        (card(), " \u3000", "承認する人の名前を入れてください"),
    ],
    ids=["broken", "breaks a rule", "nobody", "blanks"],
)
def test_what_is_refused_leaves_nothing(
    small: Path, capsys: pytest.CaptureFixture[str], text: str, by: str, complaint: str
):
    put(small, CARD, text)
    assert approve(small, by) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"dtcoach: {complaint}")
    assert approvals(small) == []


def test_a_rule_is_broken_by_sound_content(small: Path):
    """So the refusal above is for the rule, not for a fault in the file."""
    put(small, CARD, without_the_protection())
    assert House(small).offered.is_sound


# An approval file in which something was changed

Kept = dict[str, Any]


def packed(files: object) -> str:
    return base64.b64encode(zlib.compress(json.dumps(files).encode())).decode()


def _forged(kept: Kept) -> Kept:
    files = json.loads(zlib.decompress(base64.b64decode(kept["files"])))
    files[CARD] = files[CARD].replace("区の住民票", "だれかの住民票")
    return {**kept, "files": packed(files)}


CHANGED: Mapping[str, Callable[[Kept], Any]] = {
    "other files": _forged,
    "another digest": lambda kept: {**kept, "digest": "0" * 64},
    "a digest that is none": lambda kept: {**kept, "digest": None},
    "no digest": lambda kept: {"approver": kept["approver"], "files": kept["files"]},
    "no files": lambda kept: {**kept, "files": ""},
    "files that are a list": lambda kept: {**kept, "files": packed([])},
    "files cut short": lambda kept: {**kept, "files": kept["files"][:-8]},
    "nobody": lambda kept: {**kept, "approver": " "},
    "no day": lambda kept: {**kept, "at": "きのう"},
    "a number for a day": lambda kept: {**kept, "at": 5},
    "a time without a zone": lambda kept: {**kept, "at": kept["at"][:19]},
    "a list": lambda kept: [kept],
    "nothing": lambda _: None,
}


def approved_then_broken(data: Path) -> Path:
    """The approval of a version that the ward's file no longer is."""
    put(data, CARD, card())
    assert approve(data) == 0
    (file,) = approvals(data)
    assert file.stem == House(data).content.digest
    put(data, CARD, BROKEN)
    assert "係長" in House(data).in_force.notice
    return file


def approves_nothing(data: Path) -> None:
    """The broken file falls back on what is shipped, the mended one is not approved."""
    in_force = House(data).in_force
    assert in_force.notice == NOT_THE_WARDS
    assert in_force.approval is None
    put(data, CARD, card())
    assert House(data).in_force.approval is None


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_changed_approval_approves_nothing(small: Path, change: Callable[[Kept], Any]):
    file = approved_then_broken(small)
    file.write_text(json.dumps(change(json.loads(file.read_bytes()))), encoding="utf-8")
    approves_nothing(small)
    assert approve(small, "課長") == 0
    approval = House(small).in_force.approval
    assert approval is not None
    assert approval.approver == "課長"


def test_a_cut_approval_approves_nothing(small: Path):
    file = approved_then_broken(small)
    whole = file.read_bytes()
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert House(small).in_force.notice == NOT_THE_WARDS
    file.write_bytes(b"[" * 200_000)
    approves_nothing(small)


def test_an_approval_filed_under_another_digest_approves_nothing(small: Path):
    """Neither that version nor, from there, its own."""
    file = approved_then_broken(small)
    put(small, CARD, card(new="title: 別の住民票\n"))
    other = House(small).content.digest
    file.rename(file.with_stem(other))
    assert House(small).in_force.approval is None
    put(small, CARD, BROKEN)
    approves_nothing(small)


def test_one_bad_approval_does_not_hide_the_others(small: Path):
    file = approved_then_broken(small)
    kept = json.loads(file.read_bytes())
    unsigned = {**kept, "at": kept["at"][:19]}
    file.with_stem("f" * 64).write_text(json.dumps(unsigned), encoding="utf-8")
    file.with_stem("0" * 64).write_text("{", encoding="utf-8")
    assert "係長 が承認した版" in House(small).in_force.notice


# What doctor says


def findings(data: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, list[tuple[str, str]]]:
    capsys.readouterr()
    main(["doctor", "--json", "--data", str(data)])
    told: dict[str, list[tuple[str, str]]] = {}
    for finding in json.loads(capsys.readouterr().out)["findings"]:
        told.setdefault(finding["about"], []).append((finding["level"], finding["message"]))
    return told


def test_doctor_says_who_approved(small: Path, capsys: pytest.CaptureFixture[str]):
    put(small, CARD, card())
    ((level, message),) = findings(small, capsys)["approval"]
    assert level == "note"
    assert "未承認" in message

    assert approve(small, "山本係長") == 0
    ((level, message),) = findings(small, capsys)["approval"]
    assert level == "fine"
    assert message.startswith("山本係長 が")

    put(small, CARD, BROKEN)
    told = findings(small, capsys)
    levels = [level for level, _ in told["content"]]
    assert levels[:2] == ["problem", "note"]
    assert told["content"][0][1].startswith(f"{CARD}:")
    assert "山本係長 が承認した版を使っています" in told["content"][1][1]
    assert told["approval"][0][1].startswith("山本係長 が")


# Visits keep the version they began with


def test_a_visit_resumes_with_the_version_it_began_with(tmp_path: Path):
    put(tmp_path, MOVE_IN, titled("前の転入"))
    counter, opened = House(tmp_path).counter()
    try:
        counter.declare(IncidentKind.DRILL, "full-outage", "戸籍住民課")
        began = counter.desk.open_visit(counter.clerk, ["move-in"])
    finally:
        opened.log.close()
    old = began.content

    for text, now in ((titled("後の転入"), "後の転入"), (BROKEN, SHIPPED_TITLE)):
        put(tmp_path, MOVE_IN, text)
        counter, opened = House(tmp_path).counter()
        try:
            (running,) = counter.running()
            counter.resume(running.id)
            resumed = counter.desk.visit(began.id)
            assert resumed.content == old
            assert title(counter.content) == now
            assert counter.content.digest != old
            assert title(counter.desk.content_of(resumed)) == "前の転入"
            assert title(counter.shelf.version(old)) == "前の転入"
            later = counter.desk.open_visit(counter.clerk, ["move-in"])
            assert later.content == counter.content.digest
        finally:
            opened.log.close()


def test_the_shelf_knows_who_approved_an_older_version(small: Path):
    put(small, CARD, card())
    assert approve(small) == 0
    older = House(small).content
    opened = House(small).open_log()
    try:
        House(small).shelf(opened.log).pin()
        put(small, CARD, card(new="title: 次の住民票\n"))
        shelf = House(small).shelf(opened.log)
        assert shelf.current.digest != older.digest
        assert shelf.approval is None
        signed = shelf.approval_of(older.digest)
        assert signed is not None
        assert (signed.digest, signed.approver) == (older.digest, "係長")
    finally:
        opened.log.close()
