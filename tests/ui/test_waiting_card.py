"""A visit that waits says how long and where, in whole words at every width."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from dtcoach.ui.kit.lines import text_width
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.visit.picker_model import WaitingModel
from dtcoach.ui.visit.waiting import WaitingCard

PARTS = ("係長の確認待ち", "受付から21分", "戸籍住民課 3番窓口")


def card(qtbot: QtBot, *, cue: str = PARTS[0]) -> WaitingCard:
    made = WaitingCard(WaitingModel("v", "101-001", "転入", bool(cue), cue, 21, PARTS[2]))
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("room", range(150, 420, 15))
def test_a_line_of_the_note_ends_between_two_of_its_parts(qtbot: QtBot, room: int) -> None:
    lines = card(qtbot).note_in(room).split("\n")

    assert [part for line in lines for part in line.split("　")] == list(PARTS)
    assert all(text_width(line, TypeStyle.NOTE) <= room for line in lines)


def test_what_fits_into_one_line_stands_in_one(qtbot: QtBot) -> None:
    assert card(qtbot).note_in(1000) == "　".join(PARTS)


def test_a_part_wider_than_the_card_is_broken_and_the_card_grows(qtbot: QtBot) -> None:
    made = card(qtbot, cue="家族の書類を取りに一度お帰りになり、午後にまたいらっしゃる")

    assert made.heightForWidth(200) > made.heightForWidth(700)


def test_a_visit_without_a_cue_begins_with_its_time(qtbot: QtBot) -> None:
    assert card(qtbot, cue="").note_in(1000) == "　".join(PARTS[1:])
