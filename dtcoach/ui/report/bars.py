"""Bars with their numbers: how often each thing was."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from dtcoach.app.charts import Bar, BarChart
from dtcoach.app.figure_words import number
from dtcoach.ui.kit.lines import lay_out, text_width
from dtcoach.ui.kit.paint import begin, box, fill
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.report.chart import Chart, write

_STACKED_PX = 420
_BAR_PX = 20
_SHARE = 0.42


class BarChartView(Chart):
    """One line to a bar; where it is narrow, the name stands over its bar."""

    def __init__(self, chart: BarChart, parent: QWidget | None = None) -> None:
        super().__init__(chart.told, parent)
        self._chart = chart

    def high(self, width: int) -> int:
        return sum(self._row(bar, width) for bar in self._chart.bars)

    def _is_stacked(self, width: int) -> bool:
        return width < current().px(_STACKED_PX)

    def _name_px(self, width: int) -> int:
        widest = max(
            (text_width(bar.label, TypeStyle.LABEL_PLAIN) for bar in self._chart.bars), default=0
        )
        return min(widest, round(width * _SHARE))

    def _row(self, bar: Bar, width: int) -> int:
        line = current().line_px(TypeStyle.LABEL_PLAIN)
        if self._is_stacked(width):
            return lay_out(bar.label, TypeStyle.LABEL_PLAIN, width).height + line + SPACE
        name = lay_out(bar.label, TypeStyle.LABEL_PLAIN, self._name_px(width)).height
        return max(name, current().px(_BAR_PX)) + SPACE

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, width = current(), self.width()
        stacked = self._is_stacked(width)
        name = 0 if stacked else self._name_px(width) + 12
        told = [f"{number(bar.value)}{self._chart.unit}" for bar in self._chart.bars]
        tail = max((text_width(one, TypeStyle.LABEL) for one in told), default=0) + SPACE
        room = max(width - name - tail, 1)
        tall = theme.px(_BAR_PX)
        y = 0
        for bar, words in zip(self._chart.bars, told, strict=True):
            row = self._row(bar, width)
            lines = lay_out(bar.label, TypeStyle.LABEL_PLAIN, width if stacked else name - 12)
            ink = theme.color("text_secondary" if bar.quiet else "text")
            top = y if stacked else y + (row - lines.height) / 2
            lines.draw(painter, 0, top, ink)
            line = theme.line_px(TypeStyle.LABEL_PLAIN)
            middle = y + lines.height + line / 2 if stacked else y + row / 2
            long = 0.0 if bar.is_rest else max(room * bar.value / self._chart.most, 2)
            place = QRectF(name, middle - tall / 2, long, tall)
            if bar.is_rest:
                pass  # a number alone
            elif bar.quiet:
                box(painter, place, "ground_subtle", "border_input", 1.5)
            else:
                box(painter, place, "action")
            write(
                painter,
                words,
                TypeStyle.LABEL,
                name + long + SPACE,
                middle - line / 2,
                "text_strong",
            )
            y += row
        if not stacked:
            fill(painter, name - 1, 0, 1, y, "border")
