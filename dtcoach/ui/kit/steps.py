"""Where we are in a walk: numbered circles, done, now and next, joined by a line."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import Enum
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from dtcoach.frozen import dataclass
from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.measured import Measured
from dtcoach.ui.kit.pictured import Pictured
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import CIRCLE, SPACE, TypeStyle, current

_LABEL_LINES = 2
_MIN_CELL_EM = 5.5


class StepState(Enum):
    DONE = "済み"
    NOW = "いま"
    NEXT = "これから"


@dataclass(frozen=True, slots=True)
class StepModel:
    label: str
    state: StepState


@dataclass(frozen=True, slots=True)
class _Window:
    """Which steps are drawn; those before and after are counted instead."""

    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first


class StepNav(Measured, Pictured, QWidget):
    """Shows all steps where they fit; else those around the present one, the rest as a count."""

    def __init__(self, name: str = "手順", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._steps: tuple[StepModel, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_steps(self, steps: Sequence[StepModel]) -> None:
        self._steps = tuple(steps)
        now = self._now()
        label = self._steps[now].label if self._steps else ""
        self.setAccessibleName(f"{self._name} {len(self._steps)}のうち{now + 1} {label}")
        self.setAccessibleDescription("、".join(f"{s.label} {s.state.value}" for s in self._steps))
        self.setToolTip("\n".join(f"{i}. {s.label}" for i, s in enumerate(self._steps, 1)))
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _height_at(self, width: int) -> int:
        if not self._steps:
            return 0
        window = self._window(width)
        cell = self._cell(width, window)
        lines = max(self._label(i, cell).height for i in range(window.first, window.last))
        return current().px(CIRCLE) + 4 + lines

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(max(self.width(), 480)))

    def minimumSizeHint(self) -> QSize:
        theme = current()
        return QSize(theme.px(240), theme.px(CIRCLE) + theme.line_px(TypeStyle.NOTE))

    def _face(self) -> tuple[Hashable, ...]:
        return self._steps

    def _draw(self, painter: QPainter, rect: QRectF) -> None:
        if not self._steps:
            return
        window = self._window(self.width())
        cell = self._cell(self.width(), window)
        side = current().px(CIRCLE)
        left = self._count_width() if window.first else 0
        centers = [left + cell * (i + 0.5) for i in range(window.count)]
        self._paint_line(painter, window, centers, side)
        for i, center in zip(range(window.first, window.last), centers, strict=True):
            self._paint_circle(painter, i, QRectF(center - side / 2, 0, side, side))
            now = self._steps[i].state is StepState.NOW
            role: RoleName = "text_strong" if now else "text_secondary"
            label = self._label(i, cell)
            label.draw(painter, center - (cell - SPACE) / 2, side + 4, current().color(role))
        if window.first:
            self._paint_count(painter, f"済み {window.first}", 0, side)
        if window.last < len(self._steps):
            start = self.width() - self._count_width()
            self._paint_count(painter, f"あと {len(self._steps) - window.last}", start, side)

    def _paint_line(
        self, painter: QPainter, window: _Window, centers: list[float], side: int
    ) -> None:
        theme = current()
        for i, (start, end) in enumerate(pairwise(centers), window.first):
            self._stroke(painter, self._steps[i].state, start + side / 2, end - side / 2, side)
        if window.first:
            start, end = self._count_width() - SPACE, centers[0] - side / 2
            self._stroke(painter, StepState.DONE, start, end, side)
        if window.last < len(self._steps):
            end = self.width() - self._count_width() + SPACE
            self._stroke(painter, StepState.NEXT, centers[-1] + side / 2, end, side)
        painter.setPen(theme.color("text"))

    def _stroke(
        self, painter: QPainter, state: StepState, start: float, end: float, side: int
    ) -> None:
        done = state is StepState.DONE
        pen = QPen(current().color("action" if done else "border"), 3 if done else 2)
        painter.setPen(pen)
        painter.drawLine(QPointF(start, side / 2), QPointF(end, side / 2))

    def _paint_circle(self, painter: QPainter, index: int, rect: QRectF) -> None:
        theme = current()
        state = self._steps[index].state
        now, done = state is StepState.NOW, state is StepState.DONE
        border: RoleName = "action" if now or done else "border_input"
        painter.setPen(QPen(theme.color(border), 2))
        painter.setBrush(theme.color("action" if now else "ground_raised"))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        if done:
            inset = rect.width() * 0.22
            icons.paint(painter, rect.adjusted(inset, inset, -inset, -inset), "check", "action")
            return
        painter.setFont(theme.font(TypeStyle.HEADING_20 if now else TypeStyle.LABEL))
        painter.setPen(theme.color("on_action" if now else "text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(index + 1))

    def _paint_count(self, painter: QPainter, text: str, x: float, side: int) -> None:
        theme = current()
        line = theme.line_px(TypeStyle.NOTE_BOLD)
        width = self._count_width() - SPACE
        words = lay_out(text, TypeStyle.NOTE_BOLD)
        left = x + (width - words.width) / 2
        if x > 0:
            left += SPACE
        words.draw(painter, left, (side - line) / 2, theme.color("text_secondary"))

    def _window(self, width: int) -> _Window:
        total = len(self._steps)
        least = current().px(TypeStyle.NOTE.size_px * _MIN_CELL_EM) + SPACE
        if width >= total * least:
            return _Window(0, total)
        fit = max(1, int((width - 2 * self._count_width()) // least))
        first = min(max(self._now() - (fit - 1) // 2, 0), max(total - fit, 0))
        return _Window(first, min(first + fit, total))

    def _cell(self, width: int, window: _Window) -> float:
        room = width
        if window.first:
            room -= self._count_width()
        if window.last < len(self._steps):
            room -= self._count_width()
        return room / max(window.count, 1)

    def _label(self, index: int, cell: float) -> Lines:
        step = self._steps[index]
        style = TypeStyle.NOTE_BOLD if step.state is StepState.NOW else TypeStyle.NOTE
        width = int(cell) - SPACE
        middle = Qt.AlignmentFlag.AlignHCenter
        lines = lay_out(step.label, style, width, align=middle)
        words = step.label
        while lines.count > _LABEL_LINES and len(words) > 2:
            words = words[:-1]
            lines = lay_out(words + "…", style, width, align=middle)
        return lines

    def _count_width(self) -> int:
        widest = text_width(f"済み {len(self._steps)}", TypeStyle.NOTE_BOLD)
        return widest + 3 * SPACE

    def _now(self) -> int:
        states = [step.state for step in self._steps]
        if StepState.NOW in states:
            return states.index(StepState.NOW)
        return states.count(StepState.DONE) - 1 if states else 0
