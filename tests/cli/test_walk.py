"""`dtcoach walk`: the keys of design §4, and the exit code that says what kind of answer it is."""

from __future__ import annotations

import pytest

from dtcoach.domain.words import Route, WorldKey
from tests.cli.conftest import Call, one_line
from tests.shipped import CONTENT

KEYS = [
    "procedure", "scenario", "world", "facts", "needs", "offers", "refusals", "open", "route",
    "steps", "forms", "promises", "deadline", "warnings",
]  # fmt: skip

MOVED = ("walk", "move-in", "--scenario", "full-outage", "--at", "2025-01-06T11:30", "--json")
ANSWERED = (
    *MOVED, "--fact", "support_measures=no", "--fact", "event_date=2024-12-20",
    "--fact", "contact_safe=yes",
)  # fmt: skip


def test_a_question_is_exit_3_with_its_choices_and_no_way_yet(call: Call):
    called = call(*MOVED)
    assert called.code == 3
    assert called.err == ""
    answer = called.json
    assert list(answer) == KEYS
    assert answer["needs"] == {"fact": "support_measures", "choices": ["no", "yes", "unknown"]}
    assert (answer["route"], answer["steps"]) == (None, [])
    assert all(set(route) == {"route", "needs"} for route in answer["open"])


def test_a_date_has_the_choice_date(call: Call):
    called = call(*MOVED, "--fact", "support_measures=no")
    assert called.json["needs"] == {"fact": "event_date", "choices": ["date"]}


def test_an_answer_is_exit_0_with_the_first_offer(call: Call):
    called = call(*ANSWERED)
    assert (called.code, called.err) == (0, "")
    answer = called.json
    assert list(answer) == KEYS
    assert answer["needs"] is None
    assert answer["route"] == answer["offers"][0]["route"] == "accept-and-hold"
    assert answer["deadline"] == {
        "due": "2025-01-06",
        "basis": CONTENT.procedures["move-in"].deadline.limits[0].basis,  # type: ignore[union-attr]
    }
    assert {"route", "reason"} == set(answer["offers"][0]) == set(answer["refusals"][0])
    assert {"id", "kind", "text"} <= set(answer["steps"][0])
    assert answer["steps"][-1]["kind"] == "outcome"
    assert {"kind": "back-entry", "due": None} in answer["promises"]
    assert answer["forms"][0] == "resident-notice"
    assert any("期限" in warning for warning in answer["warnings"])


def test_the_world_is_the_preset_with_what_was_given(call: Call):
    answer = call(*MOVED, "--world", "konbini=up", "--world", "printer=degraded").json
    assert list(answer["world"]) == [key.value for key in WorldKey]
    expected = {
        "resident-record": "down",
        "konbini": "up",
        "printer": "degraded",
        "post": "unknown",
    }
    assert {key: answer["world"][key] for key in expected} == expected


def test_the_facts_come_back_and_those_never_read_are_accepted(call: Call):
    answer = call(*MOVED, "--fact", "tax_clear=unknown").json
    assert answer["facts"] == {"tax_clear": "unknown"}


@pytest.mark.parametrize("route", ["accept-and-hold", "escalate", "withdrawn"])
def test_an_offer_can_be_chosen(call: Call, route: str):
    called = call(*ANSWERED, "--choose", route)
    assert (called.code, called.json["route"]) == (0, route)


def test_choosing_an_open_way_asks_for_its_needs(call: Call):
    called = call(*ANSWERED, "--choose", "return-visit")
    assert called.code == 3
    assert called.json["needs"]["fact"] == "can_return"
    assert called.json["route"] is None


def test_choosing_a_refused_way_is_a_problem_with_the_reason(call: Call):
    called = call(*ANSWERED, "--choose", "moving-onestop")
    assert called.code == 1
    (refusal,) = [one for one in called.json["refusals"] if one["route"] == "moving-onestop"]
    assert one_line(called.err) == refusal["reason"]
    assert called.json["route"] is None


def test_choosing_a_way_that_the_procedure_does_not_have(call: Call):
    assert CONTENT.procedures["move-in"].route(Route.HOTLINE) is None
    called = call(*ANSWERED, "--choose", "hotline")
    assert called.code == 1
    assert one_line(called.err) == CONTENT.texts["no-such-route"]


def test_an_unknown_snapshot_time_is_a_first_step_and_a_known_one_is_in_the_words(call: Call):
    """design §4: `downtime-server: up` is a good test print; the time is then read, not refused."""
    words = (
        "walk", "residence-certificate", "--scenario", "downtime-server", "--json",
        "--at", "2025-01-06T12:00", "--world", "downtime-server=up", "--world", "printer=up",
        "--choose", "downtime-certificate",
        *(part for fact in (
            "support_measures=no", "stop_list_hit=no", "registered_here=yes", "requester=self",
            "in_person=yes", "changed_since_snapshot=no",
        ) for part in ("--fact", fact)),
    )  # fmt: skip
    unread = call(*words)
    assert unread.code == 0
    first = unread.json["steps"][0]
    assert (first["id"], first["kind"], first["enter"]) == ("snapshot-at", "check", "datetime")
    read = call(*words, "--snapshot-at", "2025-01-05T23:00")
    assert read.json["steps"][0]["kind"] == "say"
    (as_of,) = [step for step in read.json["steps"] if step["id"] == "as-of"]
    assert set(as_of["say"]) == {"ja", "easy", "en", "zh", "ko"}
    assert "1月5日（日）23:00" in as_of["say"]["ja"]
    assert "2025-01-05 23:00" in as_of["say"]["en"]


def test_the_day_decides(call: Call):
    """On 12-27 the filing is in time; on 01-07 it is late, and says so."""

    def warnings(at: str) -> str:
        words = [at if word == "2025-01-06T11:30" else word for word in ANSWERED]
        return " ".join(call(*words).json["warnings"])

    assert "本日が届出の期限です" in warnings("2025-01-06T08:30")
    assert "期限" not in warnings("2024-12-27T08:30").replace("届出の期限です", "期限")
    assert "過ぎています" in warnings("2025-01-07T08:30")


def test_a_time_with_another_offset_is_tokyos(call: Call):
    at_utc = [
        "2025-01-06T15:30:00+00:00" if word == "2025-01-06T11:30" else word for word in ANSWERED
    ]
    assert "過ぎています" in " ".join(call(*at_utc).json["warnings"])


def test_the_same_call_has_the_same_answer(call: Call):
    assert call(*ANSWERED) == call(*ANSWERED)


def test_people_read_the_question_the_ways_and_why_not(call: Call):
    words = [word for word in ANSWERED if word != "--json"]
    out = call(*words).out
    assert "◎ " in out
    assert "× " in out
    assert out.splitlines()[0].startswith(CONTENT.procedures["move-in"].title)
    question = call(*[word for word in MOVED if word != "--json"])
    assert question.code == 3
    assert "声に出さず" in question.out
    assert "--fact support_measures=" in question.out


@pytest.mark.parametrize("procedure", sorted(CONTENT.procedures))
@pytest.mark.parametrize("scenario", ["full-outage", "juki-net-link"])
def test_every_procedure_answers_in_every_scenario(call: Call, procedure: str, scenario: str):
    """Told わからない to everything it ends at an offer, with exit 0."""
    words = ["walk", procedure, "--scenario", scenario, "--json"]
    for fact in CONTENT.facts:
        words += ["--fact", f"{fact}=unknown"]
    called = call(*words)
    assert called.code == 0
    assert called.json["route"] in [offer["route"] for offer in called.json["offers"]]
