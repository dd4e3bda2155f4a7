"""The ward's profile: read with its form, 要確認 where it says so, and told where it is wrong."""

from __future__ import annotations

import pytest

from dtcoach.domain.content import Office, Profile, ServiceLevel
from dtcoach.domain.hours import Once, Opening, Span, YearlyDays
from dtcoach.domain.words import PROCEDURES, RECEIVED_TODAY
from tests.content.edits import line_of, read, replaced
from tests.content.wards import confirmed
from tests.shipped import CONTENT, FILES, MONDAY

PROFILE = "profile.yaml"


def shipped_with(old: str, new: str) -> dict[str, bytes]:
    """The shipped content with this in place of that in the profile, its comments left out."""
    text = FILES[PROFILE].decode()
    assert old in text, f"the profile no longer says: {old}"
    return replaced(PROFILE, text.replace(old, new, 1))


def profile_of(files: dict[str, bytes]) -> Profile:
    version = read(files)
    assert version.problems == ()
    assert version.content is not None
    return version.content.profile


def own(**changed: str) -> Profile:
    return profile_of(replaced(PROFILE, confirmed(**changed)))


# --- what is shipped: nothing invented --------------------------------------------------------


def test_what_is_shipped_is_confirmed_only_where_a_source_is_known():
    profile = CONTENT.profile
    assert set(profile.labels) - set(profile.unconfirmed) == {"closing-days", "sla.percent"}
    assert profile.closing_days == (YearlyDays(1229, 103),)
    assert profile.service_level == ServiceLevel(97.5, None, None)
    assert profile.retention_years is None
    assert {office.week for office in profile.counters} == {None}
    konbini = profile.services["konbini"]
    assert (konbini.week, konbini.closed, konbini.maintenance) == (None, None, None)


def test_every_way_to_hold_that_is_asked_of_the_profile_stands_in_it():
    held = {key.partition(".")[2] for key in CONTENT.profile.labels if key.startswith("accept-and")}
    asked = {
        name
        for name in PROCEDURES
        if b"ward-offers: {accept-and-hold:" in FILES[f"procedures/{name}.yaml"]
    }
    assert asked
    assert asked <= held
    assert not held & RECEIVED_TODAY


# --- what a ward confirms ---------------------------------------------------------------------


def test_a_confirmed_profile_is_read_into_its_form():
    profile = own()
    konbini = profile.services["konbini"]
    assert konbini.closed is not None
    assert konbini.closed[0] == YearlyDays(1229, 103)
    assert isinstance(konbini.closed[1], Once)
    assert konbini.maintenance is not None
    assert len(konbini.maintenance) == 2
    assert profile.offices == CONTENT.profile.offices
    assert profile.retention_years == 5
    assert profile.service_level == ServiceLevel(97.5, "counter", "month")
    left = {key for key in profile.unconfirmed if key in profile.settings}
    assert left == {key for key in profile.labels if profile.settings[key] is None}
    assert not [key for key in profile.unconfirmed if key.startswith(("konbini", "offices"))]


def test_what_is_confirmed_is_told_in_words():
    settings = own().settings
    assert settings["konbini.hours"] == "毎日 06:30〜23:00"
    assert settings["konbini.closed"] == "12-29..01-03、2025-05-05"
    assert settings["konbini.maintenance"] == "2025-02-12、2025-02-19 18:00..2025-02-20 09:00"
    assert settings["konbini.hours-of.family-register-certificate"] == "月〜金 09:00〜17:00"
    assert settings["offices.税務課"] == "月〜金 08:30〜17:00、土 09:00〜12:00"
    assert settings["downtime-server.snapshot"] == "毎日 23:00"
    assert settings["retention.years"] == "5年"
    assert settings["sla.percent"] == "97.5%"


def test_a_list_of_certificates_says_yes_or_no_for_each():
    settings = own(certificates="[]").settings
    assert settings["konbini.menu.residence-certificate"] == "yes"
    assert settings["konbini.menu.tax-certificate"] == "no"
    assert settings["konbini.fee.seal-certificate"] == "200"
    assert settings["downtime-server.certificates.residence-certificate"] == "no"
    assert "konbini.menu.residence-certificate-wide" not in settings


def test_no_closed_day_at_all_is_known_too():
    konbini = own(closed="[]", maintenance="[]").services["konbini"]
    assert (konbini.closed, konbini.maintenance) == ((), ())


@pytest.mark.parametrize("dash", ["..", "-", "〜", " 〜 ", "～"])
def test_hours_as_people_write_them(dash: str):
    week = own(hours=f"6:30{dash}24:00").services["konbini"].week
    assert week is not None
    assert set(week.days) == {(Span(390, 1440),)}


def test_an_office_may_be_a_name_alone():
    files = shipped_with("  - {name: 税務課, hours: 要確認}", "  - 税務課")
    assert profile_of(files).counters[1] == Office("税務課", None)


def test_a_section_that_is_missing_is_to_be_confirmed_and_stops_nothing():
    text = FILES[PROFILE].decode()
    head, _, rest = text.partition("konbini:\n")
    after = rest[rest.index("\ndowntime-server:") :]
    profile = profile_of(replaced(PROFILE, head + after))
    assert profile.unconfirmed == CONTENT.profile.unconfirmed
    assert (
        profile.services["konbini"].opening("residence-certificate", MONDAY, lambda _: False)
        is Opening.UNCONFIRMED
    )


# --- what is wrong ----------------------------------------------------------------------------

K_HOURS = "\n  hours: 要確認 "
TAX_OFFICE = "{name: 税務課, hours: 要確認}"

FAULTS = {
    "hours that are words": (
        K_HOURS, "\n  hours: 朝から夜まで ",
        "「朝から夜まで」は時間ではありません（例: 06:30..23:00）",
    ),
    "an hour that is none": (
        K_HOURS, "\n  hours: 06:30..25:00 ",
        "「25:00」は時刻ではありません（00:00 から 23:59、終わりは 24:00 まで）",
    ),
    "a minute that is none": (K_HOURS, "\n  hours: 06:60..23:00 ", "「06:60」は時刻ではありません"),
    "a day that begins at its end": (
        K_HOURS, "\n  hours: 24:00..24:00 ", "「24:00」は時刻ではありません"
    ),
    "hours upside down": (
        K_HOURS, "\n  hours: 23:00..06:30 ",
        "「23:00..06:30」は、終わりが始まりより後の時間ではありません",
    ),
    "hours that are no time": (
        K_HOURS, "\n  hours: 09:00..09:00 ",
        "「09:00..09:00」は、終わりが始まりより後の時間ではありません",
    ),
    "hours that overlap": (
        K_HOURS, "\n  hours: [06:30..12:00, 11:00..23:00] ",
        "「11:00」は、前の時間の終わり（12:00）より前です",
    ),
    "no hours": (K_HOURS, "\n  hours: [] ", "時間がありません"),
    "no day of the week": (K_HOURS, "\n  hours: {} ", "曜日と時間がありません"),
    "a day of the week that is none": (
        TAX_OFFICE, "{name: 税務課, hours: {平日: 09:00..17:00}}",
        "「平日」は曜日ではありません（例: 月..金、土、祝。月から日の順）",
    ),
    "days of the week upside down": (
        TAX_OFFICE, "{name: 税務課, hours: {金..月: 09:00..17:00}}",
        "「金..月」は曜日ではありません",
    ),
    "a day of the week twice": (
        TAX_OFFICE, "{name: 税務課, hours: {月..金: 09:00..17:00, 火: 09:00..19:00}}",
        "「火」の時間が二度書かれています",
    ),
    "an office twice": (
        TAX_OFFICE, "{hours: 要確認, name: 戸籍住民課}", "「戸籍住民課」が二度書かれています",
    ),
    "an office without a name": (TAX_OFFICE, "{hours: 要確認}", "「name」がありません"),
    "an unknown key of an office": (
        TAX_OFFICE, "{name: 税務課, hour: 要確認}",
        "「hour」という項目はありません（もしかして: hours）",
    ),
    "a day that is none": (
        "closed: 要確認", "closed: [02-30]", "「02-30」という日はありません"
    ),
    "a month that is none": (
        "closing-days: [12-29..01-03]", "closing-days: [13-01]", "「13-01」という日はありません"
    ),
    "a day in no form": (
        "closed: 要確認", "closed: [1月1日]",
        "「1月1日」は日ではありません（例: 12-29..01-03、2025-02-11、2025-02-11 18:00..23:00）",
    ),
    "a year far away": (
        "closed: 要確認", "closed: [9999-12-31]", "「9999-12-31」という日はありません"
    ),
    "days upside down": (
        "closed: 要確認", "closed: [2025-02-11..2025-02-10]",
        "「2025-02-11..2025-02-10」は、終わりが始まりより前です",
    ),
    "a day twice": (
        "closed: 要確認", "closed: [12-29..01-03, 12-29..01-03]",
        "「12-29..01-03」が二度書かれています",
    ),
    "days that are no list": (
        "closed: 要確認", "closed: 12-29",
        "ここは一覧（- で始まる行）で書きます",
    ),
    "maintenance every year": (
        "maintenance: 要確認", "maintenance: [02-11]", "「02-11」は日ではありません"
    ),
    "maintenance upside down": (
        "maintenance: 要確認", "maintenance: [2025-02-11 23:00..18:00]",
        "「2025-02-11 23:00..18:00」は、終わりが始まりより前です",
    ),
    "maintenance without an end": (
        "maintenance: 要確認", "maintenance: [2025-02-11 18:00]",
        "「2025-02-11 18:00」は日ではありません",
    ),
    "a certificate that is none": (
        "menu: 要確認", "menu: [residence-certifikate]",
        "「residence-certifikate」という証明書の手続はありません（もしかして: residence-cert",
    ),
    "a certificate of another ward": (
        "menu: 要確認", "menu: [residence-certificate-wide]", "という証明書の手続はありません"
    ),
    "a certificate twice": (
        "menu: 要確認", "menu: [seal-certificate, seal-certificate]",
        "「seal-certificate」が二度書かれています",
    ),
    "a fee that is no number": (
        "fee: 要確認", "fee: {seal-certificate: 二百}", "「二百」は整数ではありません"
    ),
    "a fee below nothing": (
        "fee: 要確認", "fee: {seal-certificate: -1}",
        "「-1」は 0 から 99999 までの整数ではありません",
    ),
    "an unknown key": (
        "menu: 要確認", "menue: 要確認", "「menue」という項目はありません（もしかして: menu）"
    ),
    "neither yes nor no": (
        "flags-shown: 要確認", "flags-shown: はい", "「はい」という答え（yes か no）はありません"
    ),
    "a time that is none": (
        "snapshot: 要確認", "snapshot: 夜", "「夜」は時刻ではありません（例: 23:00）"
    ),
    "holding what is always received": (
        "  move-in: 要確認", "  death-notification: no",
        "「death-notification」は、いつでも受け取ります（区の設定では変えられません）",
    ),
    "holding what is none": (
        "  move-in: 要確認", "  move-inn: 要確認",
        "「move-inn」という項目はありません（もしかして: move-in）",
    ),
    "years of words": ("years: 要確認", "years: 五年", "「五年」は整数ではありません"),
    "no years": ("years: 要確認", "years: 0", "「0」は 1 から 99 までの整数ではありません"),
    "a share of words": (
        "percent: 97.5", "percent: 高い",
        "「高い」は割合ではありません（例: 97.5）",
    ),
    "a share above the whole": (
        "percent: 97.5", "percent: 100.1",
        "「100.1」は 100 を超えています",
    ),
    "a period that is none": ("period: 要確認", "period: week", "「week」という期間はありません"),
    "a setting that has its own place": (
        "settings:\n", "settings:\n  konbini.menu: {label: x, value: 要確認}\n",
        "「konbini.menu」は settings ではなく、konbini: に書きます",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_line(old: str, new: str, message: str):
    files = shipped_with(old, new)
    told = read(files).problems
    line = line_of(files, PROFILE, new) + new.rstrip("\n").count("\n")
    assert any(
        problem.startswith(f"{PROFILE}:{line}: ") and message in problem for problem in told
    ), told


def test_a_fee_and_the_menu_must_fit():
    more = read(replaced(PROFILE, confirmed(menu="[residence-certificate]"))).problems
    assert any("「seal-certificate」は menu にありません" in problem for problem in more)
    less = read(replaced(PROFILE, confirmed(fee="{residence-certificate: 200}"))).problems
    assert any("「seal-certificate」の手数料がありません" in problem for problem in less)
    alone = own(menu="要確認", fee="{residence-certificate: 200}")
    assert alone.settings["konbini.fee.residence-certificate"] == "200"


def test_one_fault_does_not_hide_the_next():
    told = read(
        replaced(PROFILE, confirmed(hours="x", closed="[x]", years="x", snapshot="x"))
    ).problems
    assert len([problem for problem in told if problem.startswith(PROFILE)]) == 4
