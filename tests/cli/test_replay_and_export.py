"""The recorded outages through the real log: what happened is counted, exported and marked."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dtcoach.app.export import CSV_COLUMNS
from dtcoach.cli.main import main
from tests.cli.conftest import Call, one_line

RECORDED = Path(__file__).parent.parent / "replay"
SHINAGAWA = RECORDED / "shinagawa-2025-01-06.json"
SUMMARY = [
    "incident", "people", "requests", "routes", "promises", "papers", "recalls", "past_deadline",
    "divergences",
]  # fmt: skip


@dataclass(frozen=True)
class Played:
    """品川区's day, played once for all tests of this file."""

    data: Path
    summary: dict[str, Any]

    def export(self, call: Call, kind: str, path: Path) -> str:
        words = ("--incident", self.summary["incident"], "--format", kind, "-o", path)
        called = call("export", *words, "--data", self.data)
        assert (called.code, called.err) == (0, "")
        return path.read_bytes().decode("utf-8-sig" if kind == "csv" else "utf-8")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    data = tmp_path_factory.mktemp("played")
    with pytest.MonkeyPatch.context() as patch:
        out = io.StringIO()
        patch.setattr("sys.stdout", out)
        assert main(["replay", str(SHINAGAWA), "--json", "--data", str(data)]) == 0
    return Played(data, json.loads(out.getvalue()))


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SHINAGAWA.read_text(encoding="utf-8"))
    return found


def test_the_summary_has_the_keys_of_the_design(played: Played):
    assert list(played.summary)[: len(SUMMARY)] == SUMMARY
    assert set(played.summary) - set(SUMMARY) == {"unanswered", "not_covered"}


def test_about_320_people_and_each_request_is_counted(played: Played, recorded: dict[str, Any]):
    asked: Counter[str] = Counter()
    for visit in recorded["visits"]:
        asked.update(visit["requests"] * visit.get("times", 1))
    assert played.summary["people"] == 320
    assert played.summary["requests"] == asked
    covered = asked.total() - sum(played.summary["not_covered"].values())
    assert sum(played.summary["routes"].values()) == covered


def test_exactly_the_three_early_wishes_for_the_downtime_server_diverge(played: Played):
    """At 11:30 to 11:45 nobody had made a test print yet; from then on the wish was granted."""
    found = played.summary["divergences"]
    assert len(found) == 3
    for row in found:
        assert set(row) == {"visit", "request", "wanted", "given", "reason"}
        assert row["wanted"] == "downtime-certificate"
        assert row["given"] == "konbini"
        assert "まだ確認できていません" in row["reason"]
    assert played.summary["recalls"] == played.summary["routes"]["downtime-certificate"]
    assert played.summary["promises"]["recheck"] == played.summary["recalls"]


def test_the_ward_mailed_four_people(played: Played):
    assert played.summary["routes"]["post"] == played.summary["promises"]["post"] == 4


def test_nobody_who_came_on_their_last_day_is_late(played: Played, recorded: dict[str, Any]):
    """The 転入 of 12-14 to 12-23 were received on the day they were due."""
    moved_in = [visit for visit in recorded["visits"] if "move-in" in visit["requests"]]
    due_today = [
        visit for visit in moved_in if "2024-12-14" <= visit["facts"]["event_date"] <= "2024-12-23"
    ]
    assert due_today
    assert not set(played.summary["routes"]) & {"return-visit", "withdrawn"}


def test_nothing_was_left_unanswered_or_uncovered(played: Played):
    assert (played.summary["unanswered"], played.summary["not_covered"]) == ({}, {})


def test_json_has_every_visit_with_the_keys_of_the_design(
    played: Played, call: Call, tmp_path: Path
):
    exported = json.loads(played.export(call, "json", tmp_path / "log.json"))
    assert list(exported) == ["incident", "visits"]
    assert exported["incident"]["id"] == played.summary["incident"]
    assert (exported["incident"]["kind"], exported["incident"]["mark"]) == ("replay", "再現")
    assert len(exported["visits"]) == played.summary["people"]
    routes: Counter[str] = Counter()
    for visit in exported["visits"]:
        assert {"number", "opened_at", "counter", "requests", "promises"} <= set(visit)
        assert visit["opened_at"].endswith("+09:00")
        for request in visit["requests"]:
            assert list(request) == ["procedure", "route", "outcome_at"]
            routes[request["route"]] += 1
        for promise in visit["promises"]:
            assert {"kind", "due"} <= set(promise)
    assert routes == played.summary["routes"]
    numbers = [visit["number"] for visit in exported["visits"]]
    assert len(set(numbers)) == len(numbers)


def test_csv_has_one_row_per_request_and_is_marked(played: Played, call: Call, tmp_path: Path):
    path = tmp_path / "log.csv"
    text = played.export(call, "csv", path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert tuple(header) == CSV_COLUMNS
    assert len(rows) == sum(played.summary["requests"].values())
    assert {row[0] for row in rows} == {"再現"}
    assert Counter(row[CSV_COLUMNS.index("対応")] for row in rows) == played.summary["routes"]
    assert all(len(row) == len(header) for row in rows)


def test_no_personal_answer_leaves_the_log(played: Played, call: Call, tmp_path: Path):
    for kind in ("json", "csv"):
        text = played.export(call, kind, tmp_path / f"log.{kind}")
        for word in ("support_measures", "stop_list_hit", "contact_safe", "支援措置"):
            assert word not in text


def test_an_export_says_where_it_is_and_how_much(played: Played, call: Call, tmp_path: Path):
    path = tmp_path / "log.csv"
    words = ("export", "--incident", played.summary["incident"], "-o", path, "--data", played.data)
    called = call(*words, "--format", "csv", "--json")
    told = called.json
    assert (told["file"], told["requests"], told["cases"]) == (str(path), 320, 320)
    assert (told["mark"], told["delete_by"], told["lost"]) == ("再現", None, 0)
    assert told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    said = call(*words, "--format", "csv").out
    assert "320 件" in said
    assert "再現" in said


def test_an_incident_may_be_named_by_its_beginning(played: Played, call: Call, tmp_path: Path):
    name = played.summary["incident"]
    words = ("--format", "json", "-o", tmp_path / "x.json", "--data", played.data)
    assert call("export", "--incident", name[:12], *words).code == 0
    for wrong in (name[:3], "ffffffff", f"{name}0", "%", ""):
        called = call("export", "--incident", wrong, *words)
        assert called.code == 1
        one_line(called.err)


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    played: Played, call: Call, tmp_path: Path
):
    words = ("export", "--incident", played.summary["incident"], "--format", "csv")
    called = call(*words, "-o", tmp_path / "no" / "such" / "x.csv", "--data", played.data)
    assert called.code == 1
    one_line(called.err)
    called = call(*words, "-o", tmp_path, "--data", played.data)
    assert called.code == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "path", sorted(set(RECORDED.glob("*.json")) - {SHINAGAWA}), ids=lambda path: path.stem
)
def test_every_recording_plays_twice_alike(call: Call, tmp_path: Path, path: Path):
    first = call("replay", path, "--json", "--data", tmp_path)
    second = call("replay", path, "--json", "--data", tmp_path)
    assert (first.code, second.code) == (0, 0)
    one, two = first.json, second.json
    assert one.pop("incident") != two.pop("incident")
    assert one == two


# --- recordings of our own -----------------------------------------------------------------------


def recording(**changes: Any) -> dict[str, Any]:
    return {
        "title": "試し", "source": "test", "synthetic": "all", "mode": "drill", "office": "課",
        "timeline": [{"at": "2025-01-06T09:00:00+09:00", "scenario": "full-outage"}],
        "visits": [
            {"at": "2025-01-06T09:10:00+09:00", "counter": "1番", "requests": ["move-in"],
             "facts": {"support_measures": "no"}},
        ],
        **changes,
    }  # fmt: skip


def play(call: Call, tmp_path: Path, whole: object) -> Any:
    path = tmp_path / "recorded.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return call("replay", path, "--json", "--data", tmp_path / "data")


def test_a_drill_is_replayed_as_a_replay(call: Call, tmp_path: Path):
    summary = play(call, tmp_path, recording()).json
    out = tmp_path / "x.json"
    words = ("--incident", summary["incident"], "--format", "json", "-o", out)
    assert call("export", *words, "--data", tmp_path / "data").code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["incident"]["mark"] == "再現"


def test_what_the_file_does_not_say_is_unknown_and_counted(call: Call, tmp_path: Path):
    summary = play(call, tmp_path, recording()).json
    assert summary["unanswered"]["event_date"] == 1
    assert summary["people"] == 1
    assert sum(summary["routes"].values()) == 1


def test_times_repeats_the_visit(call: Call, tmp_path: Path):
    whole = recording()
    whole["visits"][0]["times"] = 12
    summary = play(call, tmp_path, whole).json
    assert (summary["people"], summary["requests"]) == (12, {"move-in": 12})


def test_a_visit_with_several_requests_shares_its_facts(call: Call, tmp_path: Path):
    whole = recording()
    whole["visits"][0]["requests"] = ["move-in", "residence-certificate", "seal-certificate"]
    summary = play(call, tmp_path, whole).json
    assert sum(summary["routes"].values()) == 3
    assert all(count == 1 for count in summary["unanswered"].values())


CELLS = ["=cmd()", "+1+1", "-2", "@SUM(A1)", "\tx", "＝cmd()", '=HYPERLINK("http://x")', "a,b\n=c"]


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_that_a_spreadsheet_would_run_is_inert(call: Call, tmp_path: Path, cell: str):
    whole = recording(title=cell, office=cell)
    whole["visits"][0]["counter"] = cell
    summary = play(call, tmp_path, whole).json
    out = tmp_path / "x.csv"
    words = ("--incident", summary["incident"], "--format", "csv", "-o", out)
    assert call("export", *words, "--data", tmp_path / "data").code == 0
    _, row = csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline=""))
    for found in row:
        assert not found.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert cell.lstrip("\t") in "".join(row)


BAD = {
    "no timeline": recording(timeline=[]),
    "a timeline without a scenario": recording(timeline=[{"at": "2025-01-06T09:00"}]),
    "a timeline that is an object": recording(timeline={}),
    "an unknown scenario": recording(timeline=[{"at": "2025-01-06T09:00", "scenario": "fire"}]),
    "an unknown mode": recording(mode="test"),
    "no mode": {key: value for key, value in recording().items() if key != "mode"},
    "no visits": {key: value for key, value in recording().items() if key != "visits"},
    "an unknown key": recording(note="x"),
    "a title that is a list": recording(title=["x"]),
    "an unknown request": recording(visits=[{"at": "2025-01-06T09:10", "requests": ["move-inn"]}]),
    "no request": recording(visits=[{"at": "2025-01-06T09:10", "requests": []}]),
    "an unknown fact": recording(
        visits=[{"at": "2025-01-06T09:10", "requests": ["move-in"], "facts": {"x": "yes"}}]
    ),
    "an unknown way": recording(
        visits=[{"at": "2025-01-06T09:10", "requests": ["move-in"], "choose": {"move-in": "fly"}}]
    ),
    "times of nought": recording(
        visits=[{"at": "2025-01-06T09:10", "requests": ["move-in"], "times": 0}]
    ),
    "times without end": recording(
        visits=[{"at": "2025-01-06T09:10", "requests": ["move-in"], "times": 10**9}]
    ),
    "times of true": recording(
        visits=[{"at": "2025-01-06T09:10", "requests": ["move-in"], "times": True}]
    ),
    "a visit before the outage": recording(
        visits=[{"at": "2025-01-06T08:10", "requests": ["move-in"]}]
    ),
    "a time that is none": recording(visits=[{"at": "soon", "requests": ["move-in"]}]),
    "a list": [1, 2],
    "a text": "replay",
}


@pytest.mark.parametrize("whole", BAD.values(), ids=BAD)
def test_a_bad_recording_is_one_sentence_and_nothing_is_played(
    call: Call, tmp_path: Path, whole: object
):
    called = play(call, tmp_path, whole)
    assert (called.code, called.out) == (2, "")
    one_line(called.err)
    assert not (tmp_path / "data" / "logs").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"nul\x00l"])
def test_a_file_that_is_no_json(call: Call, tmp_path: Path, content: bytes):
    path = tmp_path / "recorded.json"
    path.write_bytes(content)
    called = call("replay", path, "--data", tmp_path / "data")
    assert (called.code, called.out) == (2, "")
    one_line(called.err)


def test_a_file_that_is_not_there(call: Call, tmp_path: Path):
    for path in (tmp_path / "none.json", tmp_path):
        called = call("replay", path, "--data", tmp_path / "data")
        assert called.code == 1
        one_line(called.err)
