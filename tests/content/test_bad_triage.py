"""Every fault an author can make in the questions of the first minute has its line."""

from __future__ import annotations

import pytest

from tests.content.edits import edited, line_of, read, replaced, text_of
from tests.shipped import CONTENT, FILES

T = "triage.yaml"

FAULTS = {
    "an unknown scenario": (
        "scenario: no-power", "scenario: no-pwer", "scenario: no-pwer",
        "「no-pwer」という想定はありません（もしかして: no-power）",
    ),
    "an unknown question": (
        "next: others", "next: other", "next: other",
        "「other」という質問はありません（もしかして: others）",
    ),
    "an unknown first question": (
        "first: fallback", "first: fall", "first: fall", "「fall」という質問はありません",
    ),
    "an unknown key": (
        "    check: 照明と", "    chek: 照明と", "chek:",
        "「chek」という項目はありません（もしかして: check）",
    ),
    "an unknown system": (
        "systems: [power]", "systems: [pwer]", "systems: [pwer]",
        "「pwer」というシステムはありません（もしかして: power）",
    ),
    "no system": ("systems: [power]", "systems: []", "systems: []", "どのシステムを見る質問か"),
    "no わからない": (
        "    unknown: {next: network}\n", "", "    ask: 窓口に電気は",
        "質問「power」に、わからないとき（unknown）の行き先がありません",
    ),
    "わからない that finds something": (
        "unknown: {next: resident-record}",
        "unknown: {next: resident-record, finds: {network: up}}",
        "finds: {network: up}}", "「わからない」では、何も確かめたことになりません",
    ),
    "one answer alone": (
        """      - answer: はい。照明も端末もついている
        finds: {power: up}
        how: 照明と端末の電源がついている
        next: network
""", "", "      - answer: いいえ。消えている", "答えは 2 から 8 まで書きます",
    ),
    "a status without how it was seen": (
        "        how: 二台の端末で庁内の画面が開いた\n", "",
        "      - answer: はい。二台とも開く", "finds には、どうやって見えたか（how）が要ります",
    ),
    "unknown as something seen": (
        "finds: {network: up}", "finds: {network: unknown}", "finds: {network: unknown}",
        "見えた状態に「未確認」は書けません",
    ),
    "an answer that leads nowhere": (
        "        how: 照明と端末の電源がついている\n        next: network\n",
        "        how: 照明と端末の電源がついている\n",
        "      - answer: はい。照明も", "行き先は next（次の質問）か scenario（想定）",
    ),
    "a scenario without its reason": (
        "because: 電気が来て", "becaus: 電気が来て", "becaus:",
        "「becaus」という項目はありません（もしかして: because）",
    ),
    "a last lead that may not hold": (
        "          - next: others", "          - {when: {tax: up}, next: others}",
        "{when: {tax: up}", "最後の行き先には when を書きません",
    ),
    "a lead that is never come to": (
        "          - when: {network: degraded}\n            scenario", "          - scenario",
        "          - scenario: degraded", "when のない行き先は、最後に一つだけ書きます",
    ),
    "a condition of no status": (
        "when: {network: degraded}", "when: {network: slow}", "when: {network: slow}",
        "「slow」という状態はありません",
    ),
    "a brace": (
        "ask: 窓口に電気は", "ask: "+"{today}窓口に電気は", "{today}", "",
    ),
    "a circle": (
        "        next: juki-net\n", "        next: fallback\n", "    ask: ダウン対策サーバーは",
        "質問が元に戻ります（fallback → ",
    ),
    "a question nothing leads to": (
        "          - next: others", "          - {scenario: degraded, because: 不安定です。}",
        "    ask: 戸籍・税・国保", "質問「others」には、どの答えからも着きません",
    ),
    "a path that is too long": (
        "        scenario: degraded\n        because: 住民記録と住基ネットは使え、税が",
        "        next: more\n        #", "    ask: ダウン対策サーバーは",
        "質問が続きすぎます（いちばん長い道で 7 問、上限 6 問）",
    ),
}  # fmt: skip

MORE = """
  more:
    ask: ほかに
    check: 見ます。
    systems: [post]
    answers:
      - {answer: はい, scenario: degraded, because: 不安定です。}
      - {answer: いいえ, scenario: degraded, because: 不安定です。}
    unknown: {scenario: degraded, because: 不安定です。}
"""


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_fault_is_told_at_its_line(fault: tuple[str, str, str, str]):
    old, new, at, message = fault
    files = edited(T, old, new, times=-1)
    if "next: more" in new:
        files[T] += MORE.encode()
    told = read(files).problems
    first = f"{T}:{line_of(files, T, at)}: {message}"
    assert any(problem.startswith(first) for problem in told), (first, told)


def test_broken_questions_leave_the_rest_standing():
    content = read(edited(T, "next: others", "next: other")).content
    assert content is not None
    assert content.triage is None
    assert set(content.scenarios) == set(CONTENT.scenarios)


def test_a_broken_scenario_is_told_once_and_the_questions_wait_for_it():
    name = "outages/no-power.yaml"
    version = read(replaced(name, text_of(name).replace("title:", "titel:")))
    assert len(version.problems) == 1
    assert version.content is not None
    assert version.content.triage is None


def test_older_versions_have_no_questions_and_are_sound():
    version = read({name: data for name, data in FILES.items() if name != T})
    assert version.is_sound
    assert version.content is not None
    assert version.content.triage is None
    assert version.content.digest != CONTENT.digest, "the questions are part of the version"


def test_a_chain_without_end_is_stopped():
    chain = "".join(
        f"  q{n}:\n    ask: あ\n    check: い\n    systems: [post]\n    answers:\n"
        f"      - {{answer: はい, next: q{n + 1}}}\n      - {{answer: いいえ, next: q{n + 1}}}\n"
        f"    unknown: {{next: q{n + 1}}}\n"
        for n in range(1500)
    )
    files = replaced(T, f"first: q0\nquestions:\n{chain}" + MORE.replace("more", "q1500"))
    (problem,) = read(files).problems
    assert "質問が続きすぎます" in problem
