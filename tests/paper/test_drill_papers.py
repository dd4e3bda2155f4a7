"""Role cards, their key and the evaluation sheet: each tells its reader what they need, no more."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app.document import Document, no_progress
from dtcoach.app.drill_papers import (
    CardOnPaper,
    Observed,
    cards_of,
    evaluation_sheet,
    observed_of,
    role_cards,
)
from dtcoach.app.paper import Paper
from dtcoach.cli.main import main
from dtcoach.domain.clusters import clusters_of
from dtcoach.domain.drill.plan import Drill
from dtcoach.domain.practice.role_card import Line
from tests.paper.test_golden import IMPRINT, press
from tests.paper.test_names import names
from tests.paper.test_qpdf import faults
from tests.shipped import CONTENT, DAYS, HOUSE

DRILLS = tuple(HOUSE.drills.listed())


def cards(drill: Drill) -> tuple[CardOnPaper, ...]:
    return cards_of(CONTENT, drill, DAYS.is_closed)


def bound(document: Document) -> Paper:
    return press().bind(document, no_progress)


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.id)
def test_a_player_learns_who_they_are_and_nothing_of_the_trap(drill: Drill) -> None:
    paper = bound(role_cards(cards(drill), drill.title, "品川区", IMPRINT))
    assert paper.cut == paper.doubtful == ()
    assert faults(paper.pdf) == []
    pages = [bare(page) for page in text_of(paper.pdf)]
    assert all("訓練" in page for page in pages)
    assert not any("《" in page for page in pages)
    key_at = next(at for at, page in enumerate(pages) if "統制する方と評価する方だけ" in page)
    players, key = pages[:key_at], "".join(pages[key_at:])
    shown = "".join(players)
    for one in cards(drill):
        card = one.card
        for words in (card.name, card.says, card.behaves, card.wants):
            assert bare(words) in shown
        told = "".join(bare(line.answer) for line in (*card.knows, *card.hides))
        assert all(bare(line.answer) in shown for line in (*card.knows, *card.hides))
        for secret in (card.lesson, card.outcome, *(line.answer for line in card.looked_up)):
            if len(secret) > 6 and bare(secret) not in told:
                assert bare(secret) not in shown, secret
                assert bare(secret) in key, secret


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.id)
def test_an_observer_finds_every_item_and_five_ways_to_rate_it(drill: Drill) -> None:
    items = observed_of(drill)
    paper = bound(evaluation_sheet(items, drill.title, "品川区", IMPRINT))
    assert paper.cut == paper.doubtful == ()
    whole = bare("".join(text_of(paper.pdf)))
    for item in items:
        assert bare(item.text) in whole
        assert bare(item.standard) in whole
    assert "観察できず" in whole


def test_a_long_list_goes_on_under_its_headings() -> None:
    many = [Observed(str(n), f"見ること{n}", "目安") for n in range(1, 61)]
    paper = bound(evaluation_sheet(many, "長い訓練", "品川区", IMPRINT))
    pages = text_of(paper.pdf)
    assert paper.pages == len(pages) >= 3
    for page in pages[:-1]:
        assert "よくできたときの目安" in page
    whole = bare("".join(pages))
    assert all(f"見ること{n}" in whole for n in range(1, 61))


@settings(max_examples=12, deadline=None)
@given(names)
def test_any_words_on_a_card_are_there_or_marked(words: str) -> None:
    first = cards(DRILLS[0])[0]
    texts = {field.name: words for field in fields(first.card) if field.type == "str"}
    card = replace(first.card, **texts, knows=(Line(words, words),), hides=(), looked_up=())
    paper = bound(role_cards([replace(first, card=card)], "訓練", "品川区", IMPRINT))
    assert paper.cut == ()
    assert bare("".join(clusters_of(words))) in bare("".join(text_of(paper.pdf)))
    assert "\ufffd" not in "".join(text_of(paper.pdf))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, words = tmp_path / "a.pdf", ["--data", str(tmp_path / "data"), "form"]
    assert main([*words, "role-cards", "--drill", "counter-15", "-o", str(out)]) == 0
    assert "はじめに言うこと" in text_of(out.read_bytes())[0]
    assert main([*words, "evaluation", "--drill", "counter-15", "-o", str(out)]) == 0
    assert main([*words, "evaluation", "--drill", "no-such", "-o", str(out)]) == 1
    assert main([*words, "evaluation", "--blank", "-o", str(out)]) == 2
    assert main([*words, "reception-slip", "--drill", "counter-15", "-o", str(out)]) == 2
    assert "Traceback" not in capsys.readouterr().err
