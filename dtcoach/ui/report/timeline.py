"""The systems over the outage: a lane to each, with the word of its status in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from dtcoach.app.charts import Lane, LaneSpan, Timeline
from dtcoach.domain.words import Status
from dtcoach.ui.kit.lines import lay_out, text_width
from dtcoach.ui.kit.paint import begin, box, fill, stripes
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.report.chart import Chart, write, write_centred

_SHARE = 0.34
_RADIUS = 3


class TimelineView(Chart):
    """Lanes, and the hours under them. Status is a word and a pattern, the colour only third."""

    def __init__(self, chart: Timeline, parent: QWidget | None = None) -> None:
        super().__init__(chart.told, parent)
        self._chart = chart

    def high(self, width: int) -> int:
        del width
        return self._lane_px() * len(self._chart.lanes) + 2 * current().line_px(TypeStyle.NOTE) + 14

    def _lane_px(self) -> int:
        return current().line_px(TypeStyle.NOTE) + 14

    def _name_px(self) -> int:
        widest = max(
            (text_width(one.title, TypeStyle.LABEL_PLAIN) for one in self._chart.lanes), default=0
        )
        return min(widest, round(self.width() * _SHARE)) + 12

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        left = self._name_px()
        room = self.width() - left - 2
        lane_px = self._lane_px()
        foot = lane_px * len(self._chart.lanes)
        self._ticks(painter, left, room, foot)
        for index, lane in enumerate(self._chart.lanes):
            self._lane(painter, lane, left, room, lane_px * index)

    def _ticks(self, painter: QPainter, left: float, room: float, foot: float) -> None:
        theme = current()
        line = theme.line_px(TypeStyle.NOTE)
        taken = -1.0
        for tick in self._chart.ticks:
            at = left + room * tick.at
            strong = bool(tick.day)
            fill(
                painter,
                at,
                0,
                2 if strong else 1,
                foot + 4,
                "border" if strong else "border_subtle",
            )
            half = text_width(tick.label, TypeStyle.NOTE) / 2
            if at - half > taken and at + half <= self.width():
                write_centred(painter, tick.label, TypeStyle.NOTE, at, foot + 4)
                taken = at + half + 4
            own = text_width(tick.day, TypeStyle.NOTE) / 2
            if strong and self._has_room(at - own, at + own, left, room):
                write_centred(painter, tick.day, TypeStyle.NOTE, at, foot + 4 + line)
        begins, ends = self._chart.ends
        below = foot + 4 + line
        write(painter, begins, TypeStyle.NOTE_BOLD, left, below, "text_strong")
        far = left + room - text_width(ends, TypeStyle.NOTE_BOLD)
        write(painter, ends, TypeStyle.NOTE_BOLD, far, below, "text_strong")

    def _has_room(self, begins: float, ends: float, left: float, room: float) -> bool:
        """Between the two ends of the row."""
        first, last = (text_width(one, TypeStyle.NOTE_BOLD) for one in self._chart.ends)
        return begins > left + first + SPACE and ends < left + room - last - SPACE

    def _lane(self, painter: QPainter, lane: Lane, left: float, room: float, top: float) -> None:
        theme = current()
        tall = self._lane_px()
        words = lay_out(lane.title, TypeStyle.LABEL_PLAIN, int(left - 12))
        words.draw(painter, 0, top + (tall - words.height) / 2, theme.color("text"))
        place = QRectF(left, top + 4, room, tall - 8)
        for span in lane.spans:
            begins, ends = left + room * span.begins, left + room * span.ends
            self._span(painter, span, QRectF(begins, place.y(), ends - begins, place.height()))
        if lane.points:
            middle = place.center().y()
            fill(painter, left, middle - 0.5, room, 1, "border")
            for point in lane.points:
                _diamond(painter, left + room * point, middle, theme.px(7))

    def _span(self, painter: QPainter, span: LaneSpan, place: QRectF) -> None:
        theme = current()
        ink: RoleName = "text"
        match span.status:
            case Status.DOWN:
                box(painter, place, "danger", radius=_RADIUS)
                ink = "on_danger"
            case Status.DEGRADED:
                box(painter, place, "warning_tint", radius=_RADIUS)
                stripes(painter, place, theme.color("warning"), 14)
                box(painter, place, None, "warning", 1.5, _RADIUS)
            case Status.UP:
                box(painter, place, "ground_raised", "border_input", 1.5, _RADIUS)
            case _:
                box(
                    painter, place, "border_subtle" if _is_thin(place) else "neutral_tint", radius=2
                )
                if not _is_thin(place):
                    _dashed(painter, place)
        wide = text_width(span.word, TypeStyle.NOTE)
        if wide + SPACE > place.width():
            return
        line = theme.line_px(TypeStyle.NOTE)
        x = place.center().x() - wide / 2
        if span.status is Status.DEGRADED:
            ground = QRectF(x - 4, place.center().y() - line / 2 + 1, wide + 8, line - 2)
            box(painter, ground, "ground_raised", radius=_RADIUS)
        write(painter, span.word, TypeStyle.NOTE, x, place.center().y() - line / 2, ink)


def _is_thin(place: QRectF) -> bool:
    """Too narrow for a dashed edge: it would be nothing but edge."""
    return place.width() < 4 * _RADIUS


def _dashed(painter: QPainter, place: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(current().color("border_input"), 1.5, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)


def _diamond(painter: QPainter, x: float, y: float, side: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(current().color("text_strong"))
    points = [
        QPointF(x, y - side),
        QPointF(x + side, y),
        QPointF(x, y + side),
        QPointF(x - side, y),
    ]
    painter.drawPolygon(QPolygonF(points))
