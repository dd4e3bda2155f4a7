"""Beside the present step: what must not happen, and all the steps of the route around it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dtcoach.domain.words import StepKind
from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.lines import Lines, lay_out, one_line
from dtcoach.ui.kit.paint import begin, box, left_edge
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import RADIUS_CONTROL, SPACE, TypeStyle, current
from dtcoach.ui.visit.lines_model import Standing, StepLine
from dtcoach.ui.visit.words import KIND_ICONS

_MARK = 24
_PAD = 8
_EDGE = 4
"""Where a tint is hardly seen, in high contrast, the edge says which steps are the present ones."""
_LEAST_ROWS = 4
_ROW_PAD = 10


class NeverPanel(QWidget):
    """The prohibitions of the route, in red, as long as the route is worked on."""

    def __init__(self, *, edge: str = "left", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.panel = Panel("してはいけない", PanelKind.NEVER, icon="block", edge=edge)
        self._texts: list[tuple[QWidget, Text]] = []
        self._shown: tuple[str, ...] | None = None
        column.addWidget(self.panel)

    def set_texts(self, texts: Sequence[str]) -> None:
        if tuple(texts) == self._shown:
            return
        self._shown = tuple(texts)
        while len(self._texts) < len(texts):
            row = QWidget()
            flow = QVBoxLayout(row)
            flow.setContentsMargins(0, 0, 0, 0)
            words = Text("", TypeStyle.BODY, "text_strong")
            flow.addWidget(words)
            self._texts.append((row, words))
            self.panel.body.addWidget(row)
        for i, (row, words) in enumerate(self._texts):
            row.setVisible(i < len(texts))
            words.setText(texts[i] if i < len(texts) else "")
        self.setVisible(bool(texts))


class StepList(QWidget):
    """All steps with all their words, where there is the height; else in a line each, from the one
    before the present one on, as many as fit; the rest is counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[StepLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_lines(self, lines: Sequence[StepLine]) -> None:
        self._lines = tuple(lines)
        words = {Standing.DONE: "済み", Standing.NOW: "いま", Standing.NEXT: "これから"}
        self.setAccessibleName("この方法の手順")
        self.setAccessibleDescription(
            "、".join(f"{line.number} {line.text} {words[line.standing]}" for line in self._lines)
        )
        self.setToolTip("\n".join(f"{line.number}. {line.text}" for line in self._lines))
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(320), self._row_px() * _LEAST_ROWS)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(160), self._row_px() * _LEAST_ROWS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        row = self._row_px()
        y = 0.0
        if self.is_whole:
            for line in self._lines:
                words = self._words(line)
                high = self._high(words)
                self._paint_line(painter, QRectF(0, y, self.width(), high), line, words)
                y += high
            return
        first, last = self._window(max(self.height() // row, 1))
        for line in self._lines[first:last]:
            words = one_line(line.text, _style(line), self._room())
            self._paint_line(painter, QRectF(0, y, self.width(), row), line, words)
            y += row
        if last < len(self._lines):
            rest = lay_out(f"あと {len(self._lines) - last}", TypeStyle.NOTE_BOLD)
            top = y + (row - rest.height) / 2
            rest.draw(painter, _PAD, top, current().color("text_secondary"))

    @property
    def is_whole(self) -> bool:
        """Whether every step is read to its end."""
        return sum(self._high(self._words(line)) for line in self._lines) <= self.height()

    def _words(self, line: StepLine) -> Lines:
        return lay_out(line.text, _style(line), self._room())

    def _high(self, words: Lines) -> int:
        return max(self._row_px(), words.height + _ROW_PAD)

    def _room(self) -> int:
        return self.width() - self._left() - _PAD

    def _left(self) -> int:
        return _PAD + current().px(_MARK) + SPACE

    def _window(self, rows: int) -> tuple[int, int]:
        total = len(self._lines)
        if rows >= total:
            return 0, total
        now = next((i for i, line in enumerate(self._lines) if line.standing is Standing.NOW), 0)
        shown = max(rows - 1, 1)
        first = min(max(now - 1, 0), max(total - rows, 0))
        last = total if first + rows >= total else first + shown
        return first, last

    def _paint_line(self, painter: QPainter, rect: QRectF, line: StepLine, words: Lines) -> None:
        theme = current()
        side = theme.px(_MARK)
        now = line.standing is Standing.NOW
        if now:
            ground = rect.adjusted(0, 1, 0, -1)
            box(painter, ground, "action_tint", None, 0, RADIUS_CONTROL)
            left_edge(painter, ground, "action", _EDGE, RADIUS_CONTROL)
        place = QRectF(_PAD, rect.center().y() - side / 2, side, side)
        done = line.standing is Standing.DONE
        ink: RoleName = "action" if now or done else "text_secondary"
        if line.kind is StepKind.NEVER and not done:
            ink = "danger"
        icons.paint(painter, place, "check_circle" if done else KIND_ICONS[line.kind], ink)
        top = rect.center().y() - words.height / 2
        words.draw(
            painter, self._left(), top, theme.color("text_strong" if now else "text_secondary")
        )

    def _row_px(self) -> int:
        return max(32, current().line_px(TypeStyle.LABEL) + _ROW_PAD)


def _style(line: StepLine) -> TypeStyle:
    return TypeStyle.LABEL if line.standing is Standing.NOW else TypeStyle.NOTE


class AheadColumn(QWidget):
    """The way that is being gone, its prohibitions, its steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._shown: tuple[str, tuple[StepLine, ...]] | None = None
        self._title = heading("")
        self._never = NeverPanel()
        self._steps = StepList()
        column.addWidget(self._title)
        column.addWidget(self._never)
        column.addWidget(self._steps, 1)

    def set_route(self, title: str, lines: Sequence[StepLine]) -> None:
        if (title, tuple(lines)) == self._shown:
            return
        self._shown = (title, tuple(lines))
        self._title.setText(title)
        self._never.set_texts([line.text for line in lines if line.kind is StepKind.NEVER])
        self._steps.set_lines(lines)
