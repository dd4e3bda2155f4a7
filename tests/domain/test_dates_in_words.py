"""Dates in what is said: 和暦 for readers of Japanese, plain numbers for all others."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from dtcoach.domain.content import LANGUAGES, Phrase, Procedure, Step
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.resident_dates import day_in, moment_in
from dtcoach.domain.walk import PLACEHOLDERS, lay_out, walk
from dtcoach.domain.words import Route, StepKind
from tests.shipped import CONTENT, situation

DATES = PLACEHOLDERS[:4]
EVERYTHING = " / ".join("{" + name + "}" for name in DATES)
MOVE_IN = CONTENT.procedures["move-in"]
READ = datetime(2025, 1, 5, 23, 0, tzinfo=TOKYO)
SAID = {"support_measures": "no", "event_date": "2024-12-20"}


def saying_everything() -> Procedure:
    """転入 with one step that names every date in every language."""
    escalate = MOVE_IN.route(Route.ESCALATE)
    assert escalate is not None
    phrase = Phrase("all", dict.fromkeys(LANGUAGES, EVERYTHING), frozenset())
    step = Step("all", StepKind.SAY, EVERYTHING, phrase=phrase)
    rule = replace(escalate, steps=(step, *escalate.steps))
    return replace(MOVE_IN, routes=(rule,))


def said(facts: dict[str, str], snapshot: datetime | None) -> dict[str, str]:
    procedure, now = saying_everything(), situation(facts, snapshot=snapshot)
    steps = lay_out(CONTENT, walk(CONTENT, procedure, now), now, Route.ESCALATE).steps
    assert steps[0].phrase is not None
    assert steps[0].text == steps[0].phrase.words["ja"]
    return dict(steps[0].phrase.words)


def test_japanese_reads_the_era_and_the_weekday():
    assert said(SAID, READ)["ja"] == (
        "令和7年1月6日（月） / 令和7年1月6日（月） / 1月5日（日）23:00 / 12時間"
    )


def test_easy_japanese_reads_them_with_their_readings():
    today = day_in("easy", situation({}).at.date())
    assert said(SAID, READ)["easy"] == (
        f"{today} / {today} / {moment_in('easy', READ)} / 12時間《じかん》"
    )
    assert "《むいか》" in today


@pytest.mark.parametrize("language", ["en", "zh", "ko"])
def test_others_read_numbers(language: str):
    assert said(SAID, READ)[language] == "2025-01-06 / 2025-01-06 / 2025-01-05 23:00 / 12 h"


def test_what_is_not_known_yet_is_left_open_in_every_language():
    words = said({"support_measures": "no"}, None)
    assert "（異動日を確認してから）" in words["ja"]
    assert "（画面で確認した日時）" in words["ja"]
    assert words["en"] == "2025-01-06 / ____-__-__ / ____-__-__ / __ h"
