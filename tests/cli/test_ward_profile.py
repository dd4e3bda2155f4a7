"""A ward confirms its profile: コンビニ交付 by the clock and the calendar, and what follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dtcoach.compose import House
from tests.cli.conftest import Call, Called
from tests.content.wards import confirmed
from tests.shipped import CONTENT, FILES

WAY = (
    "support_measures=no", "stop_list_hit=no", "registered_here=yes", "requester=self",
    "in_person=yes", "has_card=yes", "under_15=no", "card_certificate_valid=yes", "knows_pin=yes",
    "filed_move_out=no", "changed_since_snapshot=no", "contact_safe=yes", "can_return=yes",
    "seal_changed=no", "has_seal_card=yes", "honseki_here=yes", "taxed_here=yes", "tax_clear=yes",
)  # fmt: skip
KNOWN = tuple(word for fact in WAY for word in ("--fact", fact))
WORLD = tuple(
    word for key in ("konbini", "jpki", "printer", "family-register", "downtime-server", "power")
    for word in ("--world", f"{key}=up")
)  # fmt: skip
LATE = "いまは、コンビニ交付の時間外です。きょう使えるのは 06:30〜23:00 です。"
HOLIDAY = "本日（{today}）は、コンビニ交付の休止日です。"
MAINTAINED = "いまコンビニ交付は、点検のため休止しています。"
NOT_HERE = "品川区では、この証明書をコンビニ交付で出していません。"


def ward(data: Path, text: bytes) -> Path:
    """A data folder whose ward has this profile."""
    (data / "content").mkdir(parents=True)
    (data / "content" / "profile.yaml").write_bytes(text)
    return data


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ward(tmp_path_factory.mktemp("ours"), confirmed())


@pytest.fixture
def walk(call: Call, ours: Path):
    """The ward's answer for a certificate at a time."""

    def walk(at: str, procedure: str = "residence-certificate", data: Path = ours) -> Any:
        called: Called = call(
            "walk", procedure, "--scenario", "full-outage", "--at", at, *WORLD, *KNOWN,
            "--data", data, "--json",
        )  # fmt: skip
        assert called.code == 0, called.err
        return called.json

    return walk


def konbini(answer: Any) -> str | None:
    """Why it was refused; None where it is offered."""
    refused = {refusal["route"]: refusal["reason"] for refusal in answer["refusals"]}
    if "konbini" in refused:
        return str(refused["konbini"])
    assert "konbini" in [offer["route"] for offer in answer["offers"]]
    return None


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        ("2025-01-06T06:29", LATE),
        ("2025-01-06T06:30", None),
        ("2025-01-06T22:59", None),
        ("2025-01-06T23:00", LATE),
        ("2025-01-06T23:30", LATE),
        ("2024-12-28T12:00", None),
        ("2024-12-30T12:00", "本日（令和6年12月30日（月））は、コンビニ交付の休止日です。"),
        ("2025-01-03T12:00", "本日（令和7年1月3日（金））は、コンビニ交付の休止日です。"),
        ("2025-01-04T12:00", None),
        ("2025-05-05T12:00", "本日（令和7年5月5日（月））は、コンビニ交付の休止日です。"),
        ("2025-02-12T12:00", MAINTAINED),
        ("2025-02-13T12:00", None),
        ("2025-02-19T17:59", None),
        ("2025-02-19T18:00", MAINTAINED),
        ("2025-02-20T08:59", MAINTAINED),
        ("2025-02-20T09:00", None),
    ],
)
def test_by_the_clock_and_the_calendar(walk: Any, at: str, reason: str | None):
    assert konbini(walk(at)) == reason


def test_an_offset_is_no_other_hour(walk: Any):
    """14:30 in London is 23:30 here."""
    assert konbini(walk("2025-01-06T14:30:00+00:00")) == LATE


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        ("2025-01-06T12:00", None),
        ("2025-01-06T18:00", LATE.replace("06:30〜23:00", "09:00〜17:00")),
        ("2025-01-11T12:00", "本日（令和7年1月11日（土））は、コンビニ交付の休止日です。"),
        ("2025-01-13T12:00", "本日（令和7年1月13日（月））は、コンビニ交付の休止日です。"),
    ],
)
def test_a_certificate_with_hours_of_its_own(walk: Any, at: str, reason: str | None):
    assert konbini(walk(at, "family-register-certificate")) == reason


def test_the_menu_decides_what_is_offered_at_all(walk: Any):
    assert konbini(walk("2025-01-06T12:00", "tax-certificate")) == NOT_HERE
    assert konbini(walk("2025-01-06T12:00", "seal-certificate")) is None


def test_the_downtime_server_issues_only_what_the_ward_says(walk: Any):
    def of_server(procedure: str) -> list[str]:
        answer = walk("2025-01-06T12:00", procedure)
        return [
            f"{kind[:-1]} {route['reason']}"
            for kind in ("offers", "refusals")
            for route in answer[kind]
            if route["route"] == "downtime-certificate"
        ]

    assert of_server("residence-certificate") == [
        "offer ダウン対策サーバーで、時点を示して出せます。"
    ]
    refused = "refusal この証明書は、ダウン対策サーバーから出さない決まりです。"
    assert of_server("seal-certificate") == [refused]


def test_fee_and_hours_are_said_in_the_words_of_the_resident(walk: Any):
    answer = walk("2025-01-06T12:00")
    assert answer["route"] == "konbini"
    (terms,) = [step for step in answer["steps"] if step["id"] == "konbini-terms"]
    assert terms["text"] == "手数料は一通 200 円です。きょう使える時間は 06:30〜23:00 です。"
    assert terms["say"]["en"] == (
        "The fee is 200 yen for each. Today you can use the machines 06:30–23:00."
    )
    assert not [warning for warning in answer["warnings"] if "要確認" in warning]


def test_while_it_is_to_be_confirmed_it_is_offered_with_the_general_case(walk: Any, data: Path):
    answer = walk("2025-01-06T23:30", data=data)
    assert konbini(answer) is None
    told = " ".join(answer["warnings"])
    assert "多くの自治体では6:30〜23:00、12月29日〜1月3日は休みです" in told
    assert "要確認" in told
    assert "いまは、多くの自治体でコンビニ交付が休みの時間です。" in told
    assert not [step for step in answer["steps"] if step["id"] == "konbini-terms"]
    assert "休みの時間" not in " ".join(walk("2025-01-06T12:00", data=data)["warnings"])


def test_a_ward_that_does_not_hold_refuses_with_its_reason(tmp_path: Path, call: Call):
    no = confirmed().replace(b"\n  move-in: yes", b"\n  move-in: no")
    called = call(
        "walk", "move-in", "--scenario", "full-outage", "--at", "2025-01-06T12:00", "--json",
        "--choose", "accept-and-hold", "--data", ward(tmp_path, no),
    )  # fmt: skip
    assert called.code == 1
    assert "この手続は、預かって後で処理する扱いをしていません。" in called.err


def test_residents_hear_why_in_their_language():
    for reason in (LATE.replace("06:30〜23:00", "{konbini_hours}"), HOLIDAY, MAINTAINED, NOT_HERE):
        assert set(CONTENT.reasons[reason].words) == {"ja", "easy", "en", "zh", "ko"}


def test_days_set_by_the_ward_move_its_deadlines(tmp_path: Path):
    text = FILES["profile.yaml"].decode().replace("[12-29..01-03]", "[12-29..01-03, 2025-01-06]")
    days = House(ward(tmp_path, text.encode())).days
    shipped = House(tmp_path / "none").days
    assert days.is_closed(date(2025, 1, 6))
    assert not shipped.is_closed(date(2025, 1, 6))
    assert days.is_closed(date(2024, 12, 30))


def test_the_profile_still_to_be_confirmed_keeps_the_usual_year_end(tmp_path: Path):
    text = (
        FILES["profile.yaml"]
        .decode()
        .replace("closing-days: [12-29..01-03]", "closing-days: 要確認")
    )
    assert House(ward(tmp_path, text.encode())).days.is_closed(date(2024, 12, 30))


def test_the_wards_own_profile_keeps_every_rule(ours: Path, call: Call):
    assert House(ours).offered.problems == ()
    assert call("check", ours / "content" / "profile.yaml").code == 0


def test_doctor_lists_what_is_confirmed_and_what_is_not(ours: Path, call: Call):
    listed = call("doctor", "--settings", "--json", "--data", ours).json["settings"]
    of = {setting["key"]: setting for setting in listed}
    assert of["konbini.hours"]["value"] == "毎日 06:30〜23:00"
    assert of["konbini.menu"]["value"].startswith("住民票の写し、")
    assert of["accept-and-hold.move-in"]["value"] == "はい"
    assert "転入" in of["accept-and-hold.move-in"]["label"]
    assert of["fees"]["value"] is None
    assert [setting["key"] for setting in listed] == list(House(ours).content.profile.labels)


def test_doctor_counts_what_is_to_be_confirmed(call: Call, data: Path):
    called = call("doctor", "--settings", "--data", data)
    assert called.code == 0
    *lines, last = called.out.splitlines()
    open_ones = [line for line in lines if line.endswith(": 要確認")]
    assert len(open_ones) == len(CONTENT.profile.unconfirmed)
    assert last.startswith(f"{len(lines)} 件のうち {len(open_ones)} 件が要確認です。")
    assert not [line for line in lines if "certificate" in line or "move-" in line]
    said = call("doctor", "--data", data).out
    assert f"要確認）が {len(open_ones)} 件あります" in said
