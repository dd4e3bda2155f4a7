"""`dtcoach deadline`: the statutory day in plain words and in the four keys of design §4."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cli.conftest import Call, one_line
from tests.shipped import CONTENT

KEYS = ["due", "counted_from", "basis", "rolled_over"]


@pytest.mark.parametrize("day", range(14, 24))
def test_who_moved_in_the_middle_of_december_was_due_on_the_6th(call: Call, day: int):
    called = call("deadline", "move-in", "--event", f"2024-12-{day}", "--json")
    assert called.code == 0
    assert list(called.json) == KEYS
    assert called.json["due"] == "2025-01-06"
    assert called.json["counted_from"] == f"2024-12-{day + 1}"
    assert called.json["rolled_over"] is (day != 23)


@pytest.mark.parametrize(
    ("procedure", "words", "due", "counted_from", "rolled"),
    [
        ("move-in", ("2024-12-24",), "2025-01-07", "2024-12-25", False),
        ("move-within", ("2024-12-20",), "2025-01-06", "2024-12-21", True),
        ("household-change", ("2024-12-24",), "2025-01-07", "2024-12-25", False),
        ("family-register-filing", ("2024-12-24",), "2025-01-06", "2024-12-24", False),
        ("death-notification", ("2024-12-31",), "2025-01-06", "2024-12-31", False),
        ("move-in-special", ("2024-12-23",), "2025-01-06", "2024-12-24", False),
        # The card lapses 30 days after the planned day; that is earlier here, and does not roll.
        (
            "move-in-special", ("2025-01-01", "--planned", "2024-12-05"),
            "2025-01-04", "2024-12-06", False,
        ),
        # domain.md B: 15 days from the day after the planned day.
        ("child-allowance", ("2025-04-30",), "2025-05-15", "2025-05-01", False),
    ],
)  # fmt: skip
def test_the_day_of_each_clock(
    call: Call, procedure: str, words: tuple[str, ...], due: str, counted_from: str, rolled: bool
):
    answer = call("deadline", procedure, "--event", *words, "--json").json
    assert (answer["due"], answer["counted_from"]) == (due, counted_from)
    assert answer["rolled_over"] is rolled
    assert answer["basis"]


def test_no_statutory_day_is_an_answer_too(call: Call):
    called = call("deadline", "residence-certificate", "--event", "2025-01-06", "--json")
    assert called.code == 0
    assert called.json == {
        "due": None, "counted_from": None, "rolled_over": False,
        "basis": CONTENT.procedures["residence-certificate"].no_deadline_basis,
    }  # fmt: skip


@pytest.mark.parametrize("procedure", sorted(CONTENT.procedures))
def test_every_procedure_has_an_answer_and_a_basis(call: Call, procedure: str):
    called = call("deadline", procedure, "--event", "2025-01-06", "--json")
    assert called.code == 0
    assert list(called.json) == KEYS
    assert called.json["basis"]
    has_day = CONTENT.procedures[procedure].deadline is not None
    assert (called.json["due"] is not None) is has_day


@pytest.mark.parametrize(
    ("at", "said"),
    [("2025-01-06", "本日です"), ("2025-01-05", "あと1日"), ("2025-01-08", "2日過ぎています")],
)
def test_people_read_how_many_days_are_left(call: Call, at: str, said: str):
    called = call("deadline", "move-in", "--event", "2024-12-20", "--at", at)
    assert called.code == 0
    assert said in called.out
    assert "令和7年1月6日（月）" in called.out
    assert "閉庁日のため" in called.out


def test_each_later_day_is_due_no_earlier(call: Call):
    day, before = date(2024, 12, 1), ""
    for n in range(60):
        event = (day + timedelta(days=n)).isoformat()
        due = call("deadline", "move-in", "--event", event, "--json").json["due"]
        assert due >= before
        before = due


@pytest.mark.parametrize(
    "words",
    [
        ("move-in",),
        ("move-in", "--event"),
        ("move-in", "--event", "きのう"),
        ("move-in", "--event", "2025-02-29"),
        ("move-in", "--event", "0001-01-01"),
        ("move-in", "--event", "9999-12-31"),
        ("move-in", "--event", "2025-01-06", "--planned", "x"),
        ("move-in", "--event", "2025-01-06", "--at", "x"),
        ("move-inn", "--event", "2025-01-06"),
        ("--event", "2025-01-06"),
    ],
)
def test_wrong_words_are_exit_2(call: Call, words: tuple[str, ...]):
    called = call("deadline", *words)
    assert (called.code, called.out) == (2, "")
    one_line(called.err)
