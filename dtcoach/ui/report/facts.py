"""Small facts in columns: a label, a value, how it is known, and a word on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from dtcoach.frozen import dataclass
from dtcoach.ui.kit.chip import Tone, chip_size, paint_chip
from dtcoach.ui.kit.lines import Lines, lay_out
from dtcoach.ui.kit.paint import begin
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.report.chart import Chart

_LEAST_PX = 250
_MOST = 4
_GAP = 2 * SPACE


@dataclass(frozen=True, slots=True)
class Fact:
    """One of them. `chip` stands under the value."""

    label: str
    value: str
    note: str = ""
    chip: tuple[str, Tone] | None = None


class FactGrid(Chart):
    """Painted as one: a page has many facts, and a widget for each word of them is slow."""

    def __init__(self, facts: Iterable[Fact], parent: QWidget | None = None) -> None:
        self._facts = tuple(facts)
        super().__init__("。".join(map(_told, self._facts)), parent)

    def high(self, width: int) -> int:
        return sum(self._row_px(row, width) for row in self._rows(width)) - SPACE

    def _across(self, width: int) -> int:
        fit = (width + _GAP) // (current().px(_LEAST_PX) + _GAP)
        return max(min(fit, _MOST), 1)

    def _column_px(self, width: int) -> int:
        across = self._across(width)
        return (width - _GAP * (across - 1)) // across

    def _rows(self, width: int) -> list[Sequence[Fact]]:
        across = self._across(width)
        return [self._facts[at : at + across] for at in range(0, len(self._facts), across)]

    def _row_px(self, row: Sequence[Fact], width: int) -> int:
        own = self._column_px(width)
        return max(_fact_px(fact, own) for fact in row) + 12

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, width = current(), self.width()
        own, y = self._column_px(width), 0
        for row in self._rows(width):
            for index, fact in enumerate(row):
                x, at = (own + _GAP) * index, y
                label, value, note = _lines(fact, own)
                label.draw(painter, x, at, theme.color("text_secondary"))
                at += label.height
                value.draw(painter, x, at, theme.color("text_strong"))
                at += value.height
                if fact.chip is not None:
                    size = chip_size(fact.chip[0])
                    place = QRectF(x + 1, at + 2, size.width(), size.height())
                    paint_chip(painter, place, *fact.chip)
                    at += size.height() + 4
                if note is not None:
                    note.draw(painter, x, at, theme.color("text_secondary"))
            y += self._row_px(row, width)


def _lines(fact: Fact, width: int) -> tuple[Lines, Lines, Lines | None]:
    return (
        lay_out(fact.label, TypeStyle.NOTE, width),
        lay_out(fact.value, TypeStyle.BODY_BOLD, width),
        lay_out(fact.note, TypeStyle.NOTE, width) if fact.note else None,
    )


def _fact_px(fact: Fact, width: int) -> int:
    label, value, note = _lines(fact, width)
    chip = 0 if fact.chip is None else chip_size(fact.chip[0]).height() + 4
    return label.height + value.height + chip + (0 if note is None else note.height)


def _told(fact: Fact) -> str:
    chip = "" if fact.chip is None else fact.chip[0]
    return " ".join(part for part in (fact.label, fact.value, chip, fact.note) if part)
