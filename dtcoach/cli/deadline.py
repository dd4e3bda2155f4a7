"""`dtcoach deadline`: the statutory day and its basis."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from dtcoach.app.deadlines import deadline_answer
from dtcoach.app.words_in import day_in, moment_in, procedure_in
from dtcoach.cli.output import OK, print_json
from dtcoach.domain.japanese_dates import long_date

if TYPE_CHECKING:
    from dtcoach.compose import House


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 0; a procedure without a statutory day is an answer too."""
    procedure = procedure_in(house.content, given.procedure)
    event = day_in(given.event, "--event の")
    planned = None if given.planned is None else day_in(given.planned, "--planned の")
    at = house.clock.now() if given.at is None else moment_in(given.at, "--at の")
    answer = deadline_answer(procedure, event, planned, house.days)
    if given.json:
        print_json(answer)
        return OK
    if answer["due"] is None:
        print(f"{procedure.title}: {answer['basis']}")
        return OK
    due = date.fromisoformat(answer["due"])
    left = (due - at.date()).days
    when = "本日です" if left == 0 else f"あと{left}日" if left > 0 else f"{-left}日過ぎています"
    rolled = "（閉庁日のため、次に開く日）" if answer["rolled_over"] else ""
    print(f"{procedure.title}: {long_date(due)}{rolled}　{when}")
    print(f"根拠: {answer['basis']}")
    return OK
