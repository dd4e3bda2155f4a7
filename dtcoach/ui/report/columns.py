"""Columns over time: how many came in each hour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from dtcoach.app.charts import Column, ColumnChart
from dtcoach.app.figure_words import number
from dtcoach.ui.kit.lines import text_width
from dtcoach.ui.kit.paint import begin, box, fill
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.report.chart import Chart, write, write_centred

_PLOT_PX = 130
_MOST_STEP_PX = 150
_GAP = 0.6
_FILLED = 0.7


class ColumnChartView(Chart):
    """A column to an hour; a break where nobody came for hours; the day under its first hour."""

    def __init__(self, chart: ColumnChart, parent: QWidget | None = None) -> None:
        super().__init__(chart.told, parent)
        self._chart = chart

    def high(self, width: int) -> int:
        del width
        theme = current()
        lines = theme.line_px(TypeStyle.LABEL) + 2 * theme.line_px(TypeStyle.NOTE)
        return theme.px(_PLOT_PX) + lines + 2 * SPACE

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        columns = self._chart.columns
        slots = sum(_GAP if column.is_gap else 1.0 for column in columns)
        step = min(self.width() / max(slots, 1), theme.px(_MOST_STEP_PX))
        plot = theme.px(_PLOT_PX)
        foot = theme.line_px(TypeStyle.LABEL) + plot
        most = max((column.value for column in columns), default=1) or 1
        every = self._every(step)
        at = 0.0
        for place, column in enumerate(columns):
            if column.is_gap:
                self._break(painter, at + step * _GAP / 2, foot)
                at += step * _GAP
                continue
            self._column(
                painter, column, at, foot, step, plot * column.value / most, place % every == 0
            )
            at += step

    def _every(self, step: float) -> int:
        """Every how many columns a label has room."""
        widest = max(
            (text_width(one.label, TypeStyle.NOTE) for one in self._chart.columns), default=0
        )
        return max(-(-(widest + 6) // max(int(step), 1)), 1)

    def _column(
        self,
        painter: QPainter,
        column: Column,
        x: float,
        foot: float,
        step: float,
        tall: float,
        labelled: bool,
    ) -> None:
        theme = current()
        middle = x + step / 2
        if column.value:
            wide = step * _FILLED
            box(painter, QRectF(middle - wide / 2, foot - tall, wide, tall), "action")
        words = number(column.value)
        style = TypeStyle.LABEL if text_width(words, TypeStyle.LABEL) <= step else TypeStyle.NOTE
        if text_width(words, style) <= step + 4:
            above = foot - tall - theme.line_px(style) - 1
            write_centred(painter, words, style, middle, above, "text_strong")
        fill(painter, x, foot, step, 1.5, "border_input")
        if labelled:
            write_centred(painter, column.label, TypeStyle.NOTE, middle, foot + 4)
        if column.day:
            below = foot + 4 + theme.line_px(TypeStyle.NOTE)
            fill(painter, x, foot, 1.5, SPACE, "border_input")
            write(painter, column.day, TypeStyle.NOTE, x + 2, below, "text_secondary")

    def _break(self, painter: QPainter, x: float, foot: float) -> None:
        painter.setPen(QPen(current().color("border_input"), 1.5))
        for shift in (-3, 3):
            painter.drawLine(QPointF(x + shift - 3, foot + 6), QPointF(x + shift + 3, foot - 6))
