"""Charts on paper: numbers at their marks, told apart in black and white by ink and pattern."""

from __future__ import annotations

from dtcoach.adapters.paper.fitting import LEADING, fit, width_of
from dtcoach.adapters.paper.ink import BLACK, GREY, PT, WHITE, Ink
from dtcoach.adapters.paper.piece import Piece
from dtcoach.app.charts import BarChart, Column, ColumnChart, Lane, LaneSpan, Timeline
from dtcoach.app.figure_words import number
from dtcoach.domain.words import Status

# Colours of the design system (DADS); dark, middle and light also without colour.
BLUE, RED, YELLOW, LIGHT, LINE = "#0017c1", "#ce0000", "#ffd43d", "#f2f2f2", "#949494"

_TITLE = 6.0
_BAR, _BAR_STEP = 4.4, 6.4
_PLOT = 34.0
_LANE, _LANE_STEP = 6.0, 8.0
_NAME = 34.0


def bar_chart(chart: BarChart) -> Piece:
    """A bar to a line, its name at the left and its number at its end."""
    height = _TITLE + _BAR_STEP * len(chart.bars) + 3

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        _head(ink, x, y, wide, chart.title, chart.says)
        name = min(wide * 0.36, 58.0)
        room = wide - name - 16
        for index, bar in enumerate(chart.bars):
            at = y + _TITLE + _BAR_STEP * index + (_BAR_STEP - _BAR) / 2
            place = (x, at - 0.6, name - 2, _BAR + 1.2)
            ink.text(bar.label, place, 9, one_line=True, what=bar.label)
            length = 0.0 if bar.is_rest else room * bar.value / chart.most
            if bar.is_rest:
                pass
            elif bar.quiet:
                ink.box(x + name, at, max(length, 0.4), _BAR, 0.3)
            else:
                ink.color(x + name, at, max(length, 0.4), _BAR, BLUE)
            told = f"{number(bar.value)}{chart.unit}"
            ink.bold().text(
                told, (x + name + length + 1.4, at - 0.6, 22, _BAR + 1.2), 9.5, one_line=True
            )
        ink.line(x + name, y + _TITLE, x + name, y + _TITLE + _BAR_STEP * len(chart.bars), 0.25)

    return Piece(height, draw)


def column_chart(chart: ColumnChart) -> Piece:
    """A column to an hour, its number on top; a break where nobody came for hours."""
    height = _TITLE + 6 + _PLOT + 10 + 3

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        _head(ink, x, y, wide, chart.title, chart.says)
        foot = y + _TITLE + 6 + _PLOT
        slots = sum(0.6 if column.is_gap else 1.0 for column in chart.columns)
        step = min(wide / max(slots, 1), 24.0)
        most = max((column.value for column in chart.columns), default=1) or 1
        at = x
        begins, day = x, ""
        for column in chart.columns:
            if column.is_gap:
                own = step * 0.6
                _break(ink, at, foot, own)
                _day(ink, begins, at, foot, day)
                at += own
                begins, day = at, ""
                continue
            if column.day:
                if day:
                    _day(ink, begins, at, foot, day)
                begins, day = at, column.day
            _column(ink, column, at, foot, step, most)
            at += step
        _day(ink, begins, at, foot, day)

    return Piece(height, draw)


def _column(ink: Ink, column: Column, x: float, foot: float, step: float, most: int) -> None:
    wide = step * 0.72
    left = x + (step - wide) / 2
    tall = _PLOT * column.value / most
    if column.value:
        ink.color(left, foot - tall, wide, tall, BLUE)
    over = (x, foot - tall - 5, step, 5)
    ink.bold().text(number(column.value), over, min(9.5, step), centre=True, one_line=True)
    ink.text(column.label, (x, foot + 0.6, step, 4.4), min(8.5, step), centre=True, one_line=True)
    ink.line(x, foot, x + step, foot, 0.35)


def _day(ink: Ink, x: float, x2: float, foot: float, day: str) -> None:
    if day:
        ink.line(x + 0.6, foot + 5.4, x2 - 0.6, foot + 5.4, 0.2)
        ink.text(day, (x, foot + 5.6, max(x2 - x, 16), 4.4), 8.5, one_line=True, ink=GREY)


def _break(ink: Ink, x: float, foot: float, wide: float) -> None:
    middle = x + wide / 2
    for shift in (-0.9, 0.9):
        ink.line(middle + shift - 0.8, foot + 1.4, middle + shift + 0.8, foot - 1.4, 0.3)


def timeline_chart(chart: Timeline) -> Piece:
    """A lane to a system; the times under them."""
    height = _TITLE + _LANE_STEP * len(chart.lanes) + 12

    def draw(ink: Ink, x: float, y: float, wide: float) -> None:
        _head(ink, x, y, wide, "システムの状態", chart.says)
        left, room = x + _NAME, wide - _NAME - 1
        top = y + _TITLE + 0.5
        foot = top + _LANE_STEP * len(chart.lanes)
        for tick in chart.ticks:
            at = left + room * tick.at
            ink.line(at, top, at, foot + 1.2, 0.5 if tick.day else 0.1)
            if tick.at < 0.985:
                ink.text(tick.label, (at - 8, foot + 1.2, 16, 4), 8, centre=True, one_line=True)
            if tick.day and 0.15 < tick.at < 0.85:
                ink.text(tick.day, (at - 14, foot + 4.8, 28, 4), 8, centre=True, one_line=True)
        begins, ends = chart.ends
        pen = ink.bold()
        pen.text(begins, (left, foot + 4.8, 40, 4), 8.5, one_line=True)
        pen.text(ends, (left + room - _long(pen, ends, 8.5), foot + 4.8, 40, 4), 8.5, one_line=True)
        for index, lane in enumerate(chart.lanes):
            _lane(ink, lane, x, left, room, top + _LANE_STEP * index)

    return Piece(height, draw)


def _lane(ink: Ink, lane: Lane, x: float, left: float, room: float, top: float) -> None:
    place = (x, top, left - x - 2, _LANE_STEP)
    ink.text(lane.title, place, 9, one_line=True, what=lane.title)
    at = top + (_LANE_STEP - _LANE) / 2
    for span in lane.spans:
        _span(ink, span, left + room * span.begins, at, room * (span.ends - span.begins))
    if lane.points:
        ink.line(left, at + _LANE / 2, left + room, at + _LANE / 2, 0.2)
    for point in lane.points:
        _diamond(ink, left + room * point, at + _LANE / 2, 1.9)


def _span(ink: Ink, span: LaneSpan, x: float, y: float, wide: float) -> None:
    light: float = BLACK
    match span.status:
        case Status.DOWN:
            ink.color(x, y, wide, _LANE, RED)
            light = WHITE
        case Status.DEGRADED:
            ink.color(x, y, wide, _LANE, YELLOW)
            _hatched(ink, x, y, wide, 2.4, BLACK)
            ink.box(x, y, wide, _LANE, 0.3)
        case Status.UP:
            ink.color(x, y, wide, _LANE, "#ffffff")
            ink.box(x, y, wide, _LANE, 0.4)
        case _:
            ink.color(x, y, wide, _LANE, LIGHT)
            _hatched(ink, x, y, wide, 3.2, 0.7)
            ink.box(x, y, wide, _LANE, 0.2, GREY)
    fitted = fit(span.word, ink.chain, 10_000, 100, 8.5, one_line=True)
    needs = width_of(fitted.lines[0], fitted.size) / PT
    if needs + 1.6 > wide:
        return
    middle = x + (wide - needs) / 2
    if span.status in (Status.DEGRADED, Status.UNKNOWN):
        ink.fill(middle - 0.8, y + 1, needs + 1.6, _LANE - 2, WHITE)
    high = fitted.size * LEADING / PT
    ink.put(fitted, middle, y + (_LANE - high) / 2, light)


def _long(ink: Ink, text: str, size: float) -> float:
    fitted = fit(text, ink.chain, 10_000, 100, size, one_line=True)
    return width_of(fitted.lines[0], fitted.size) / PT


def _hatched(ink: Ink, x: float, y: float, wide: float, pitch: float, gray: float) -> None:
    canvas = ink.canvas
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x * PT, ink.up(y + _LANE), wide * PT, _LANE * PT)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setStrokeGray(gray)
    canvas.setLineWidth(0.25 * PT)
    at = x - _LANE
    while at < x + wide:
        canvas.line(at * PT, ink.up(y + _LANE), (at + _LANE) * PT, ink.up(y))
        at += pitch
    canvas.restoreState()


def _diamond(ink: Ink, x: float, y: float, side: float) -> None:
    canvas = ink.canvas
    path = canvas.beginPath()
    path.moveTo(x * PT, ink.up(y - side))
    for dx, dy in ((side, 0), (0, side), (-side, 0)):
        path.lineTo((x + dx) * PT, ink.up(y + dy))
    path.close()
    canvas.setFillGray(BLACK)
    canvas.drawPath(path, stroke=0, fill=1)


def _head(ink: Ink, x: float, y: float, wide: float, title: str, says: str) -> None:
    pen = ink.bold()
    fitted = pen.text(title, (x, y, wide * 0.4, _TITLE - 1), 11, one_line=True)
    used = width_of(fitted.lines[0], fitted.size) / PT if fitted.lines else 0
    place = (x + used + 3, y, wide - used - 3, _TITLE - 1)
    ink.text(says, place, 9, one_line=True, ink=0.25, what=says[:12])
