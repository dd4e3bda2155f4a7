"""`dtcoach walk --batch`: one object in, one compact line out, in order, whatever a line holds."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call, one_line
from tests.cli.test_walk import KEYS

ASKS = {"procedure": "move-in", "scenario": "full-outage"}
FACTS = {"support_measures": "no", "event_date": "2024-12-20", "contact_safe": "yes"}
ANSWERS = {**ASKS, "facts": FACTS, "at": "2025-01-06T11:30:00+09:00"}


def file_of(tmp_path: Path, *lines: object, bom: bytes = b"", end: bytes = b"\n") -> Path:
    path = tmp_path / "cases.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_bytes(bom + b"".join(text.encode() + end for text in texts))
    return path


def test_needs_alone_are_no_fault(call: Call, tmp_path: Path):
    called = call("walk", "--batch", file_of(tmp_path, ASKS, ANSWERS))
    assert (called.code, called.err) == (0, "")
    asked, answered = called.lines
    assert list(asked) == list(answered) == KEYS
    assert asked["needs"]["fact"] == "support_measures"
    assert answered["route"] == "accept-and-hold"


def test_a_line_has_the_same_answer_as_the_call(call: Call, tmp_path: Path):
    (line,) = call("walk", "--batch", file_of(tmp_path, ANSWERS)).lines
    facts = [part for one in FACTS.items() for part in ("--fact", "=".join(one))]
    at = ("--at", ANSWERS["at"])
    alone = call("walk", "move-in", "--scenario", "full-outage", *at, "--json", *facts)
    assert line == alone.json


def test_each_answer_is_one_compact_line(call: Call, tmp_path: Path):
    called = call("walk", "--batch", file_of(tmp_path, ASKS, ANSWERS))
    for text in called.out.splitlines():
        assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))


BAD = {
    "no JSON": "{",
    "a list": "[1]",
    "a number": "42",
    "a text": '"move-in"',
    "nothing": "null",
    "no procedure": {"scenario": "full-outage"},
    "no scenario": {"procedure": "move-in"},
    "an unknown key": {**ASKS, "fact": {}},
    "an unknown procedure": {**ASKS, "procedure": "move-inn"},
    "a procedure that is a list": {**ASKS, "procedure": ["move-in"]},
    "an unknown scenario": {**ASKS, "scenario": "fire"},
    "a scenario that is null": {**ASKS, "scenario": None},
    "an unknown system": {**ASKS, "world": {"konbin": "up"}},
    "an unknown status": {**ASKS, "world": {"konbini": "on"}},
    "a status that is a list": {**ASKS, "world": {"konbini": ["up"]}},
    "a world that is a list": {**ASKS, "world": ["konbini"]},
    "an unknown fact": {**ASKS, "facts": {"has_crad": "yes"}},
    "an unknown answer": {**ASKS, "facts": {"has_card": "maybe"}},
    "a number for an answer": {**ASKS, "facts": {"has_card": 1}},
    "facts that are a text": {**ASKS, "facts": "has_card=yes"},
    "a day that is none": {**ASKS, "facts": {"event_date": "2025-02-30"}},
    "a day out of memory": {**ASKS, "facts": {"event_date": "0001-01-01"}},
    "a day far ahead": {**ASKS, "facts": {"event_date": "9999-12-31"}},
    "an unknown way": {**ASKS, "choose": "fly"},
    "a way that is an object": {**ASKS, "choose": {}},
    "a time that is none": {**ASKS, "at": "noon"},
    "a time that is a number": {**ASKS, "at": 1736130000},
    "a snapshot time that is none": {**ASKS, "snapshot_at": "yesterday"},
    "a refused way": {**ANSWERS, "choose": "konbini"},
    "a deep nest": "[" * 100_000,
    "a number without end": '{"procedure": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_line_becomes_an_error_in_its_place(call: Call, tmp_path: Path, bad: object):
    called = call("walk", "--batch", file_of(tmp_path, ANSWERS, bad, ASKS))
    assert called.code == 1
    before, error, after = called.lines
    assert before["route"] == "accept-and-hold"
    assert after["needs"]["fact"] == "support_measures"
    assert isinstance(error["error"], str)
    assert 0 < len(error["error"]) < 1000


def test_blank_lines_a_bom_and_windows_line_ends(call: Call, tmp_path: Path):
    path = file_of(tmp_path, "", ASKS, "   ", "", ANSWERS, "", bom=b"\xef\xbb\xbf", end=b"\r\n")
    called = call("walk", "--batch", path)
    assert called.code == 0
    assert len(called.lines) == 2


def test_the_last_line_may_end_without_a_line_end(call: Call, tmp_path: Path):
    called = call("walk", "--batch", file_of(tmp_path, ASKS, end=b""))
    assert (called.code, len(called.lines)) == (0, 1)


def test_an_empty_file_is_no_case_and_no_fault(call: Call, tmp_path: Path):
    called = call("walk", "--batch", file_of(tmp_path))
    assert (called.code, called.out) == (0, "")


@pytest.mark.parametrize(
    "huge",
    [
        {**ASKS, "procedure": "x" * 1_000_000},
        {**ASKS, "facts": {"has_card": "y" * 1_000_000}},
        {**ASKS, "z" * 1_000_000: 1},
        {**ASKS, "at": "2" * 1_000_000},
        " " * 1_000_000 + json.dumps(ASKS) + " " * 1_000_000,
    ],
)
def test_a_line_of_a_megabyte_is_answered_in_short(call: Call, tmp_path: Path, huge: object):
    called = call("walk", "--batch", file_of(tmp_path, huge, ASKS))
    first, second = called.lines
    assert list(second) == KEYS
    assert len(json.dumps(first)) < 50_000


def test_bytes_that_are_no_text_are_an_error_in_their_place(call: Call, tmp_path: Path):
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b"\xff\xfe\x00{\n" + json.dumps(ASKS).encode() + b"\n")
    called = call("walk", "--batch", path)
    assert called.code == 1
    assert ["error" in line for line in called.lines] == [True, False]


def test_a_lone_surrogate_is_an_answer_that_can_be_written(call: Call, tmp_path: Path):
    path = tmp_path / "cases.jsonl"
    path.write_text('{"procedure": "\\ud800", "scenario": "full-outage"}\n', encoding="utf-8")
    called = call("walk", "--batch", path)
    assert called.code == 1
    assert "error" in called.lines[0]


def test_answers_keep_the_order_of_a_thousand_lines(call: Call, tmp_path: Path):
    cases = [
        {**ASKS, "facts": {"event_date": f"2024-{n % 12 + 1:02d}-{n % 28 + 1:02d}"}}
        for n in range(1000)
    ]
    called = call("walk", "--batch", file_of(tmp_path, *cases))
    assert [line["facts"] for line in called.lines] == [case["facts"] for case in cases]


def test_true_and_false_are_yes_and_no(call: Call, tmp_path: Path):
    line = {**ASKS, "facts": {"has_card": True, "knows_pin": False}}
    (answer,) = call("walk", "--batch", file_of(tmp_path, line)).lines
    assert answer["facts"] == {"has_card": "yes", "knows_pin": "no"}


def test_from_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch):
    text = b"\xef\xbb\xbf" + json.dumps(ASKS).encode() + b"\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="ascii"))
    called = call("walk", "--batch", "-")
    assert (called.code, len(called.lines)) == (0, 1)


@pytest.mark.parametrize(
    "words",
    [
        ("--scenario", "full-outage"), ("--fact", "has_card=yes"), ("--world", "konbini=up"),
        ("--choose", "konbini"), ("--at", "2025-01-06"), ("--snapshot-at", "2025-01-06"),
        ("move-in",),
    ],
)  # fmt: skip
def test_beside_a_file_nothing_else_is_given(call: Call, tmp_path: Path, words: tuple[str, ...]):
    called = call("walk", "--batch", file_of(tmp_path, ASKS), *words)
    assert (called.code, called.out) == (2, "")
    assert "--batch" in one_line(called.err)


def test_a_file_that_is_not_there(call: Call, tmp_path: Path):
    for path in (tmp_path / "none.jsonl", tmp_path):
        called = call("walk", "--batch", path)
        assert called.code == 1
        one_line(called.err)
