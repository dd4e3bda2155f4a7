"""The accounts of numbers as rows, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dtcoach.domain.recovery.numbers import Accounts, NumberLine, NumberState
from dtcoach.domain.recovery_events import NumberFate
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.recovery.journal import FATE, run_words
from dtcoach.ui.times import time_of

STATE: Mapping[NumberState, tuple[str, str]] = {
    NumberState.UNFINISHED: ("途中の受付", "受付はあるが、完了していない"),
    NumberState.MISSING: ("欠番", "この番号の受付がない"),
    NumberState.TWICE: ("二重", "同じ番号の受付が二つある"),
}


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number, or a run of them, in words."""

    line: NumberLine
    numbers: str
    kind: str
    state: str
    tip: str
    explained: str
    is_open: bool


def number_rows(accounts: Accounts, now: datetime) -> tuple[NumberRow, ...]:
    """What nobody explained first, each group in the order of the numbers."""
    rows = [_row(line, now) for line in accounts.lines]
    return tuple(sorted(rows, key=lambda row: not row.is_open))


def _row(line: NumberLine, now: datetime) -> NumberRow:
    state, tip = STATE[line.state]
    said = line.explained
    words = "まだ"
    if said is not None:
        reason = said.reason or "（消去済み）"
        words = f"{FATE[said.fate]}　{reason}　{time_of(said.at, now)} {said.by}"
    return NumberRow(
        line=line,
        numbers=run_words(line.numbers),
        kind="紙" if line.is_paper else "画面",
        state=state,
        tip=tip,
        explained=words,
        is_open=line.is_open,
    )


def account_chips(accounts: Accounts) -> Iterator[tuple[str, Tone, str]]:
    """The sum, in words that add up."""
    yield f"番号 {accounts.reserved}", Tone.NEUTRAL, "format_list_numbered"
    yield f"完了 {accounts.finished}", Tone.SUCCESS, "check_circle-fill"
    for fate in NumberFate:
        count = accounts.fated(fate)
        if count:
            yield f"{FATE[fate]} {count}", Tone.NEUTRAL, "check"
    if accounts.open:
        yield f"説明なし {accounts.open}", Tone.DANGER, "error-fill"
